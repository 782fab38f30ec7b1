"""Whether a headline gives an answer away, in the same words, in words of one stem, or in figures."""

import re
from functools import cache

from quiz.generate.entities.places import countries
from quiz.generate.facts import Candidate, Kind
from quiz.generate.wordlists import classes, words

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_HINT = re.compile(r"\{\{c1::.*?::(.*?)\}\}")
_LONG = 5
"""Letters of the shorter of two words from which the longer one is taken for a word of the same stem."""
_ENDING = 5
"""At most so many letters more: "worship" and "worshippers"."""
_PART = 3
"""A phrase is given away by one of so many of its words."""
_EXACT = {Kind.DATE, Kind.YEAR, Kind.NUMBER, Kind.MONEY, Kind.PERCENT}
_PHRASES = {Kind.THING, Kind.ACTION}
_SMALL = {"a", "an", "the", "of", "in", "on", "at", "for", "by", "to", "from", "and", "with", "his", "her", "its"}


def gives_away(text: str, one: Candidate) -> bool:
    """Tell whether ``text``, which stands before a question, tells its answer or enough of it.

    A person is told by the surname, another name by half of what is its own, a phrase by a third of its words, or by
    half of them when a name or a figure in it is not told.
    """
    if one.answer_kind in _EXACT:
        figures = set(_FIGURE.findall(_YEAR.sub("", text)))
        return any(figures & set(_FIGURE.findall(item[0])) or _all(item[0], text) for item in one.answers)
    return any(_is_told(item[0], text, one.answer_kind) for item in one.answers)


def is_told_beside(answer: str, prompt: str, rest: str) -> bool:
    """Tell whether a sentence with a hole tells the name it hides: "___ (school) ... in Arvin", "___ (empire)".

    ``rest`` is the sentence without the hole, whose hint tells the class word of the name; that of a people and its
    empire leaves hardly a choice.
    """
    hint = _HINT.search(prompt)
    hinted = _stems(hint[1]) if hint is not None else set[str]()
    own = [w for w in _words(answer) if _stem(w) not in hinted]
    told = _stems(rest)
    if _stems(answer) and _stems(answer) <= told:
        return True
    if not own or len(own) == len(_words(answer)):
        return False
    return all(_stem(word) in told for word in own) or all(_stem(word) in _nations() for word in own)


def _is_told(answer: str, text: str, kind: Kind) -> bool:
    letters = "".join(word[0] for word in answer.split() if word[0].isupper())
    if _all(answer, text) or (len(letters) > 1 and re.search(rf"\b{letters}\b", text)):
        return True  # "BA" tells British Airways
    told = _stems(text)
    if kind is Kind.PERSON:
        return _stem(answer.rsplit(maxsplit=1)[-1]) in told
    own = [w for w in _words(answer) if w not in classes() and w not in words("generic")]
    own = [w for w in own if _stem(w) not in _nations()] or own
    untold = [word for word in own if not _is_among(word, told)]
    marked = {found.casefold() for found in _WORD.findall(answer) if not found[0].islower()}
    part = _PART if kind in _PHRASES and not marked & {*untold} else 2
    return (len(own) - len(untold)) * part >= len(own) > 0


def _all(answer: str, text: str) -> bool:
    return _stems(answer) <= _stems(text)


def _is_among(word: str, told: set[str]) -> bool:
    stem = _stem(word)
    return any(stem == other or _are_akin(stem, other) for other in told)


def _are_akin(one: str, other: str) -> bool:
    """Tell whether two words look like forms of one: "worship", "worshippers"; an Italian is of Italy."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _LONG and long.startswith(short) and len(long) - len(short) <= _ENDING:
        return True
    return _homes().get(short, short) == _homes().get(long, long)


@cache
def _homes() -> dict[str, str]:
    """Return the country of each people, in lower case."""
    return {_stem(home.demonym): _stem(home.name) for home in countries() if home.demonym}


@cache
def _nations() -> frozenset[str]:
    return frozenset({*_homes(), *_homes().values()})


def _words(text: str) -> list[str]:
    return [w for w in (found.casefold() for found in _WORD.findall(text)) if w not in _SMALL]


def _stems(text: str) -> set[str]:
    return {_stem(word) for word in _words(text)}


def _stem(word: str) -> str:
    return word.casefold().removesuffix("s")
