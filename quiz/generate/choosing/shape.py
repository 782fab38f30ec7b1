"""Gates on the shape of an answer: a figure for "How many", a whole name, a phrase that says something."""

import re

from quiz.generate.entities.sorts import is_generic
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation
from quiz.model.deck import CardKind

_NAMED = {Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.CITY, Kind.PLACE}
_LONG_NAMES = {Kind.NAME, Kind.EVENT, Kind.ORGANIZATION, Kind.PRIZE}
_SCORE = re.compile(r"\b\d{1,3}\s?[–-]\s?\d{1,3}\b")
_UNCOUNTED = re.compile(r"(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)


def typed(candidate: Candidate, context: Context) -> str | None:
    """Pass when a question for a name gets a name, which begins with a capital or a digit."""
    if candidate.answer_kind in {Kind.PERSON, Kind.COUNTRY, Kind.CITY, Kind.ORGANIZATION}:
        first = candidate.answers[0][0][:1]
        if first.isalpha() and not first.isupper():
            return "the answer is not a name"
        if is_generic(candidate.answers[0][0]):
            return "a stranger cannot know which is meant by the answer"
        name = context.names.by_form(candidate.answers[0][0])
        return "several people bear the name of the answer" if name is not None and name.unclear else None
    return None


def shaped(candidate: Candidate, context: Context) -> str | None:
    """Pass when the answer is of the shape that was asked for."""
    answer = candidate.answers[0][0]
    if candidate.answer_kind is Kind.NUMBER and _UNCOUNTED.match(answer):
        return f"the answer is no number ({answer})"
    if candidate.answer_kind in _NAMED and _SCORE.search(answer):
        return f"the answer holds a score ({answer})"
    if cut := _cut_short(candidate, context):
        return f"the answer is only part of a name ({cut} {answer})"
    if _goes_on(candidate, context):
        return f"the name goes on behind the answer ({answer})"
    if candidate.answer_kind is Kind.THING and candidate.rule in _CLAUSAL and (hollow := _hollow(candidate)):
        return f"the answer says nothing ({hollow.text})"
    if candidate.answer_kind is Kind.LIST and (heads := _heads(candidate)):
        empty = [t for t in heads if _is_hollow(candidate.sentence, t, set(candidate.asked))]
        if len(empty) == len(candidate.answers):
            return f"the answer says nothing ({empty[0].text})"
    return None


_CLAUSAL = {"subject", "object", "oblique", "agent", "equative", "existential"}


def _cut_short(candidate: Candidate, context: Context) -> str:
    """Return the small word that belongs to a name of one word: "operation" before "Tern"."""
    if candidate.answer_kind not in _NAMED | {Kind.NAME, Kind.EVENT} or " " in candidate.answer or not candidate.asked:
        return ""
    sentence = candidate.sentence
    token = next((sentence.tokens[i] for i in candidate.asked if sentence.tokens[i].text == candidate.answer), None)
    if token is None or token.index == 0:
        return ""
    if candidate.answer_kind is Kind.NAME and _is_tail(sentence, token):
        return f"{sentence.tokens[token.index - 2].text} of"
    if candidate.kind is CardKind.CLOZE:
        return ""
    before = sentence.tokens[token.index - 1]
    near = before.head == token.index or token.head == before.index
    if not near or before.upos not in {"NOUN", "PROPN"} or before.lemma.lower() not in words("naming-words"):
        return ""
    mention = context.names.mention_at(sentence, token)
    return before.text if mention is not None and mention.start == token.index else ""


def _is_tail(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word ends a name that begins before "of": "Law of Motion"."""
    if token.index < 3 or sentence.tokens[token.index - 1].text != "of":  # noqa: PLR2004 - a sentence begins with a capital
        return False
    before = sentence.tokens[token.index - 2]
    return before.text[:1].isupper() and token.head == before.index


def _goes_on(candidate: Candidate, context: Context) -> bool:
    """Tell whether a name of a body, an event or a work ends before "of" or "on" and another capital."""
    name = context.names.by_form(candidate.answer)
    if candidate.answer_kind not in _LONG_NAMES or name is None or not candidate.asked:
        return False
    tokens = candidate.sentence.tokens
    mentions = (context.names.mention_at(candidate.sentence, tokens[i]) for i in candidate.asked)
    mention = next((m for m in mentions if m is not None and context.names.by_form(m.text) is name), None)
    if mention is None or mention.end + 1 >= len(tokens) or tokens[mention.end].text.lower() not in {"of", "on", "for"}:
        return False
    after = tokens[mention.end + 1]
    if after.upos == "DET" and mention.end + 2 < len(tokens):
        after = tokens[mention.end + 2]
    inside = mention.start <= tokens[after.head].index < mention.end if after.head >= 0 else False
    apart = context.names.mention_at(candidate.sentence, after) is not None
    return inside and after.upos == "PROPN" and (not apart or candidate.answer_kind in {Kind.NAME, Kind.EVENT})


def _hollow(candidate: Candidate) -> Token | None:
    """Return the head of the answer when it says nothing by itself, and nothing beside it says more."""
    heads = _heads(candidate)
    asked = set(candidate.asked)
    return next((t for t in heads[:1] if _is_hollow(candidate.sentence, t, asked)), None)


def _heads(candidate: Candidate) -> list[Token]:
    """Return the nouns at the head of the answer and of its members."""
    asked = set(candidate.asked)
    tokens = (candidate.sentence.tokens[i] for i in candidate.asked)
    return [t for t in tokens if t.upos == "NOUN" and (t.head not in asked or is_relation(t, "conj"))]


def _is_hollow(sentence: Sentence, noun: Token, asked: set[int]) -> bool:
    if noun.lemma.lower() not in words("shells"):
        return False
    return not any(_completes(t) for t in sentence.children(noun) if t.index in asked)


def _completes(token: Token) -> bool:
    """Tell whether a word beside a hollow noun says which one it is: a name, a number, "of" something."""
    if token.text.lower() in words("weekdays") | words("months"):
        return False
    if token.upos in {"PROPN", "NUM"} or (is_relation(token, "nmod", "acl", "appos") and token.deprel != "nmod:poss"):
        return True
    return is_relation(token, "compound") and token.upos == "NOUN" and token.lemma.lower() not in words("shells")
