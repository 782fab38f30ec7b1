"""Gate on articles without a title: no headline can say which report a question is of, so the question must itself."""

import re

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import Grain
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

_ENOUGH = 2
"""Names of people, bodies or works that leave one happening only."""
_OPEN = {"object", "oblique", "inner", "deed", "agent"}
"""Rules that ask what somebody did it to, or with, or for, which may have been many things."""
_DOER = {"subject", "number", "share", "located-in", "list"}
_YEAR = re.compile(r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|\w+ \d+,|[A-Z]\w+) (?:1\d{3}|20\d{2})\b(?!-)")
_WON = {"top", "secure", "rank", "finish"}
"""Verbs of results beside those of contests."""
_LETTERS = re.compile(r"\b[Tt]he ([A-Z]+[a-z]?[A-Z]+s?)\b")
_UNCLEAR = "without a title nothing says which report it is of"


def told_alone(candidate: Candidate, context: Context) -> str | None:
    """Pass when a question of an article without a title names enough to stand alone."""
    if not context.nameless or candidate.general or candidate.headline:
        return None
    letters = _LETTERS.search(candidate.prompt)
    if letters is not None and _is_short_form(letters[1], context):
        return f"a stranger may not know what the letters stand for ({letters[1]})"
    if surname := _surname(candidate, context):
        return f"several people bear the name ({surname})"
    if candidate.kind is CardKind.CLOZE or candidate.rule not in _OPEN | _DOER or not candidate.clause:
        return None
    if _is_dated(candidate, context) or _is_first(candidate):
        return None
    if any(candidate.sentence.tokens[i].lemma.lower() in words("contest-verbs") | _WON for i in candidate.used):
        return _UNCLEAR  # of what, and when, only a title could say
    names = _names(candidate, context)
    enough = _ENOUGH + (candidate.rule in _OPEN)
    topic = context.topic is not None and candidate.answer == context.topic.full
    return None if len(names) + topic >= enough else _UNCLEAR


def _names(candidate: Candidate, context: Context) -> set[str]:
    """Return the names of a question that are no places, nor what it asks for."""
    found: set[str] = set()
    for i in candidate.used:
        token = candidate.sentence.tokens[i]
        name = context.names.name_at(candidate.sentence, token) or context.referent(candidate.sentence, token)
        if name is not None and name.kind is not Kind.NATIONALITY and not is_place(name):
            found.add(name.full)
    return found - {candidate.answer}


def _is_dated(candidate: Candidate, context: Context) -> bool:
    """Tell whether a question says when, by a day, a month or a year."""
    used = set(candidate.used)
    whens = context.references.dates(candidate.sentence)
    return _YEAR.search(candidate.prompt) is not None or any(
        w.known and w.start in used and w.grain is Grain.DAY for w in whens
    )


def _is_first(candidate: Candidate) -> bool:
    """Tell whether the first, the only or the largest is asked for, of which there is one."""
    tokens = (candidate.sentence.tokens[i] for i in candidate.used)
    return any(_ranks(candidate, t) for t in tokens)


def _ranks(candidate: Candidate, token: Token) -> bool:
    sentence = candidate.sentence
    if not is_relation(token, "amod") or (token.xpos != "JJS" and token.lemma.lower() not in {"first", "only", "sole"}):
        return False
    return sentence.child(sentence.tokens[token.head], "det", "nmod:poss") is not None  # "won first place"


def _surname(candidate: Candidate, context: Context) -> str:
    """Return a surname of somebody whom the article names in full elsewhere, beside another of that name."""
    sentence = candidate.sentence
    names = (context.names.name_at(sentence, sentence.tokens[i]) for i in candidate.used)
    return next((n.full for n in names if n is not None and n.kind is Kind.PERSON and n.unclear), "")


def _is_short_form(letters: str, context: Context) -> bool:
    name = context.names.by_form(letters)
    return letters.lower() not in words("acronyms") and (name is None or not name.acronym)
