"""Who was the first, the only or the youngest to do something: "she was the first woman to cross the Sund"."""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.descriptions import is_human
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_FOREMOST = {"first", "second", "third", "last", "only", "sole"}
_SHORTEST, _LONGEST = 5, 18
"""Words of what somebody was the first to do, with "the first person"."""
_PEOPLE = {"person", "woman", "man", "individual", "human", "player", "artist", "member", "foreigner", "civilian"}
_STOPS = {",", ";", ":", ".", "–", "—", "("}


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        for noun in sentence.tokens[2:-2]:
            phrase = _phrase(sentence, noun)
            name = _bearer(context, sentence, noun) if phrase else None
            if name is not None and not context.is_quoted(noun):
                yield _made(context, sentence, name, phrase)


def _phrase(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """Return "the first woman to cross the Sund" around ``noun``, as far as no comma and no other of its kind."""
    tokens = sentence.tokens
    lemma = noun.lemma.lower()
    ranked = any(t.lemma.lower() in _FOREMOST or t.xpos == "JJS" for t in sentence.children(noun, "amod"))
    det = next((t for t in sentence.children(noun, "det") if t.text.lower() == "the"), None)
    follows = tokens[noun.index + 1].text.lower()
    human = lemma in _PEOPLE or is_human(noun)
    if not ranked or det is None or follows not in {"to", "who"} or not human or noun.xpos != "NN":
        return ()
    end = noun.index + 1
    while end < len(tokens) and tokens[end].text not in _STOPS and not _starts_another(tokens, end):
        end += 1
    if tokens[end - 1].text.isdigit() and tokens[end - 2].text.lower() == "in":
        end -= 2  # when it was does not tell one first from another
    found = tokens[det.index : end]
    return found if _SHORTEST <= len(found) <= _LONGEST else ()


def _starts_another(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether "and" at ``i`` leads to another article or verb, so that the phrase before it is over."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    ends = after is not None and (after.text.lower() in {"the", "a", "an"} or after.xpos in {"VBD", "VBZ", "VBP"})
    return tokens[i].upos == "CCONJ" and ends


def _bearer(context: Context, sentence: Sentence, noun: Token) -> Name | None:
    """Return the person that the sentence says this of: the subject of "was" or "became", with "not" nowhere."""
    top = noun
    if is_relation(noun, "conj", "appos"):
        # However deep the tree hangs the second of two: "the first to win the Medal and the only one to keep it".
        while top.head >= 0 and sentence.child(top, "cop") is None:
            top = sentence.tokens[top.head]
    verb = top if sentence.child(top, "cop") is not None else sentence.tokens[top.head] if top.head >= 0 else top
    if verb is not top and not (verb.lemma.lower() in {"become", "remain"} and is_relation(top, "xcomp", "obj")):
        return None
    below = sentence.children(verb)
    if any(t.text.lower() in {"not", "n't", "never"} or t.lemma.lower() in words("hedge") for t in below):
        return None
    subject = next((t for t in below if is_relation(t, "nsubj")), None)
    if subject is None or sentence.children(subject, "conj") or any(t.xpos == "MD" for t in below):
        return None
    name = context.names.name_at(sentence, subject) or context.referent(sentence, subject)
    known = name is not None and name.kind is Kind.PERSON and (" " in name.full or name is context.topic)
    return name if known else None


def _made(context: Context, sentence: Sentence, name: Name, phrase: tuple[Token, ...]) -> Candidate:
    text = context.writer(sentence, hidden=name.full).write(phrase)
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(f"who was {text}?"),
        answers=((name.full,),),
        answer_kind=Kind.PERSON,
        fact=Fact(predicate="be foremost", subject=text, value=name.full),
        sentence=sentence,
        weight=0.65,
        used=tuple(t.index for t in phrase),
    )


RULE = Rule(name="pioneer", find=_find, why="who was the first or the only one to do something")
