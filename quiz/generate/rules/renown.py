"""What something is known for, counts as or once was: "X was noted for its silver", "X was a fort until the war"."""

from itertools import pairwise

from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain
from quiz.language.document import Sentence, Token, is_relation

_KNOWN = {"famous", "known", "noted", "renowned", "famed", "notable", "celebrated", "infamous", "acclaimed"}
_DESIGNATED = {"designate", "register", "declare", "list", "classify", "proclaim", "recognise", "recognize"}
_TURNS = {"before", "until", "till"}
_TRAITS = {"climate", "economy", "government", "constitution", "shape", "layout", "terrain", "vegetation"}
"""Nouns that ask "what kind of ...?" with the adjective before them."""
_HAVING = {"have", "enjoy", "feature", "possess"}
_STAGES = {"early", "earlier", "late", "later"}
"""When in a life a work was done, which says little of it."""
_MORE = {"for", "his", "her", "its", "their"}
_LONGEST = 8


def _find(context: Context) -> Found:
    for clause in context.clauses:
        who = _subject(context, clause)
        if clause.flaw or who is None:
            continue
        yield from _known_for(context, clause, who)
        yield from _designated(context, clause, who)
        yield from _once(context, clause, who)
        yield from _kind(clause, who)


def _subject(context: Context, clause: Clause) -> str | None:
    """Return the name that the clause is about, as a question writes it."""
    sentence, subject = clause.sentence, clause.subject
    first = next(iter(subject.tokens), subject.top)
    name = context.name_of(sentence, subject.tokens)
    if name is None and len(subject.tokens) <= 2 and first.xpos != "PRP$":  # noqa: PLR2004
        name = context.referent(sentence, first)
    if name is None or (name.kind is Kind.PERSON and " " not in name.full and name is not context.topic):
        return None
    return f"the {name.full}" if name.article else name.full


def _known_for(context: Context, clause: Clause, who: str) -> Found:
    head, sentence = clause.head, clause.sentence
    if head.text.lower() not in _KNOWN or _is_known_for_more(sentence, head):
        return
    for below in sentence.children(head, "obl", "advcl"):
        mark = sentence.child(below, "case", "mark")
        if mark is None or mark.text.lower() != "for" or below.xpos in {"VBN", "VBD"}:
            continue
        answer = _answer(context, sentence, below, mark)
        adverbs = [t for u in clause.units for t in u.tokens if t.text.lower() in {"best", "long", "widely"}]
        manner = f"{adverbs[0].text.lower()} " if adverbs else ""
        if answer:
            text = f"for what {clause.finite.text.lower()} {who} {manner}{head.text.lower()}?"
            yield _made(clause, text, answer, (below,))


def _is_known_for_more(sentence: Sentence, head: Token) -> bool:
    """Tell whether a sentence goes on to more that something is known for: "for its silver, and its boats"."""
    behind = [t.text.lower() for t in sentence.tokens[head.index + 1 :]]
    return any((one, other) == ("well", "as") or (one == "and" and other in _MORE) for one, other in pairwise(behind))


def _designated(context: Context, clause: Clause, who: str) -> Found:
    head, sentence = clause.head, clause.sentence
    if head.lemma.lower() not in _DESIGNATED or not is_relation(clause.subject.top, "nsubj:pass"):
        return
    for unit in clause.after():
        first = unit.tokens[0]
        if first.text.lower() == "as" or (is_relation(unit.top, "xcomp") and unit.top.upos in {"NOUN", "PROPN"}):
            answer = _answer(context, sentence, unit.top, sentence.child(unit.top, "case"))
            if answer:
                when = _when(context, clause)
                perfect = clause.finite.lemma.lower() == "have"
                be = f"has {who} been" if perfect else f"{clause.finite.text.lower()} {who}"
                yield _made(clause, f"as what {be} {head.text.lower()}{when}?", answer, (unit.top,))


def _once(context: Context, clause: Clause, who: str) -> Found:
    """Ask what X was before something happened."""
    head, sentence = clause.head, clause.sentence
    if not clause.copular or head.upos != "NOUN" or clause.finite.xpos != "VBD":
        return
    turn = next(
        (
            t
            for t in sentence.children(head, "nmod", "obl")
            if (c := sentence.child(t, "case")) is not None and c.text.lower() in _TURNS
        ),
        None,
    )
    det = sentence.child(head, "det")
    if turn is None or det is None or det.text.lower() not in {"a", "an"}:
        return
    gone = {t.index for t in sentence.subtree(turn)}
    tokens = [t for t in kept(sentence, head) if t.index not in gone and t.index >= det.index]
    stop = next((t.index for t in tokens if t.upos == "PUNCT" and t.text == ","), len(sentence.tokens))
    answer = context.text(sentence, [t for t in tokens if det.index < t.index < stop])
    when = " ".join(t.text for t in kept(sentence, turn) if t.index < stop)
    if 0 < len(answer.split()) <= _LONGEST:
        yield _made(clause, f"what was {who} {when}?", answer, (head,))


def _kind(clause: Clause, who: str) -> Found:
    """Ask for the adjective of "X enjoys a temperate climate"."""
    head, sentence = clause.head, clause.sentence
    noun = sentence.child(head, "obj")
    if head.lemma.lower() not in _HAVING or noun is None or noun.lemma.lower() not in _TRAITS or noun.xpos != "NN":
        return
    words = [t for t in sentence.children(noun, "amod", "compound") if t.index < noun.index]
    if not words or clause.finite is not head or any(t.lemma.lower() in {"good", "nice", "own"} for t in words):
        return
    answer = " ".join(sentence.slice(words[0].index, noun.index).split())
    verb = "does" if clause.present else "did"
    yield _made(clause, f"what kind of {noun.lemma.lower()} {verb} {who} have?", answer, (noun,))


def _answer(context: Context, sentence: Sentence, top: Token, case: Token | None) -> str:
    """Return a phrase without its preposition and its "a" or "its"; empty when it is long or cannot stand alone."""
    first = case.index if case is not None else -1
    tokens = [t for t in kept(sentence, top) if t.index > first]
    while tokens and (tokens[0].upos == "DET" or tokens[0].xpos == "PRP$" or tokens[0].text.lower() in _STAGES):
        tokens.pop(0)
    if not 0 < len(tokens) <= 2 * _LONGEST or dangling(context, sentence, [t.index for t in tokens]) is not None:
        return ""
    return context.text(sentence, tokens).rstrip(" ,.")


def _when(context: Context, clause: Clause) -> str:
    when = next((w for u in clause.after() if (w := context.date_in(clause.sentence, u.tokens)) is not None), None)
    if when is None or not when.known:
        return ""
    return f" {'on' if when.grain is Grain.DAY else 'in'} {when.text}"


def _made(clause: Clause, text: str, answer: str, joints: tuple[Token, ...]) -> Candidate:
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=((answer,),),
        answer_kind=Kind.THING,
        fact=Fact(predicate="count as", subject=text, value=answer),
        sentence=clause.sentence,
        weight=0.6,
        joints=tuple(t.index for t in joints),
    )


RULE = Rule(name="renown", find=_find, why="what something is known for, counts as or once was")
