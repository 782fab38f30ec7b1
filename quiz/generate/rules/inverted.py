"""What stands where: sentences that begin with the place, "In the middle of the square stands the Gull Column"."""

from collections.abc import Sequence

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.questions import who
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_VERBS = {"be", "lie", "stand", "sit", "rise", "hang"}
_FINITE = {"VBZ", "VBD"}
_SMALL = {"immediately", "just", "directly", "right", "also", "slightly", "here", "there"}
"""Words before a place that a question does without."""
_EXACT = {"atop", "beneath", "inside", "behind", "under", "underneath", "front", "top", "centre", "center", "middle"}
"""Places where there is hardly room for two."""
_LONGEST = 14
"""Tokens of the place."""


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        verb = _verb(sentence)
        thing = _thing(sentence, verb) if verb is not None else None
        if verb is not None and thing is not None:
            yield from _ask(context, sentence, verb, thing)


def _verb(sentence: Sentence) -> Token | None:
    """Return the verb that stands between a place at the beginning of a sentence and what is there."""
    opening = next((t for t in sentence.tokens if t.text.lower() not in _SMALL), sentence.tokens[0])
    told = opening.text.lower()
    if not (
        opening.upos == "ADP" or is_relation(opening, "case") or told in words("directions") | {"next", "opposite"}
    ):
        return None
    verb = next((t for t in sentence.tokens if t.xpos in {*_FINITE, "VBP", "MD"}), None)
    if verb is None or verb.lemma.lower() not in _VERBS or verb.xpos not in _FINITE or verb.index > _LONGEST:
        return None
    before = sentence.tokens[: verb.index]
    if any(t.xpos in {"PRP", "EX", "WP", "WDT", "WRB"} or is_relation(t, "mark") for t in before):
        return None
    subjects = [t for t in before if is_relation(t, "nsubj") and t is not opening]
    return verb if not subjects and before[-1].upos in {"NOUN", "PROPN"} else None


def _thing(sentence: Sentence, verb: Token) -> Token | None:
    """Return what is there: what "is" makes a statement of, or what follows "stands"."""
    if is_relation(verb, "cop"):
        found = sentence.tokens[verb.head]
    else:
        behind = [t for t in sentence.children(verb, "nsubj", "obj", "xcomp") if t.index > verb.index]
        found = behind[0] if len(behind) == 1 else None
    if found is None or found.index < verb.index or sentence.child(found, "conj", "case") is not None:
        return None
    return found if found.upos in {"NOUN", "PROPN"} and found.xpos != "NNS" else None


def _ask(context: Context, sentence: Sentence, verb: Token, thing: Token) -> Found:
    place = [t for t in sentence.tokens[: verb.index] if t.text != "," and t.text.lower() not in _SMALL]
    mention = context.names.mention_at(sentence, thing)
    name = context.names.by_form(mention.text) if mention is not None else None
    if mention is not None and name is not None and mention.start >= verb.index:
        typed = who(name, context)
        wh, answers, kind = str(typed[0]) if typed is not None else "what", (name.full,), name.kind
    else:
        inside = [t for t in kept(sentence, thing) if t.index > verb.index]
        end = next((t.index for t in inside if t.text in {",", "–", "—", ":", ";"}), len(sentence.tokens))
        wh, answers, kind = "what", phrase(context, sentence, [t for t in inside if t.index < end], thing), Kind.THING
    if not answers or (wh == "what" and not _is_exact(place)) or context.is_quoted(thing):
        return
    text = f"{wh} {verb.text} {_lowered(context, sentence, place)}?"
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=(answers,),
        answer_kind=kind,
        fact=Fact(predicate="stand", subject=text, value=answers[0]),
        sentence=sentence,
        weight=0.6 if mention is not None else 0.5,
        used=tuple(t.index for t in place),
    )


def _is_exact(place: Sequence[Token]) -> bool:
    return any(t.text.lower() in _EXACT for t in place)


def _lowered(context: Context, sentence: Sentence, place: Sequence[Token]) -> str:
    text = context.text(sentence, place)
    return text if place[0].upos == "PROPN" else text[0].lower() + text[1:]


RULE = Rule(name="inverted", find=_find, why="what stands or lies somewhere")
