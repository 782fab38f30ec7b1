"""What may stand above a question without giving its answer away."""

import re
import unicodedata
from datetime import date

from quiz.model.card import Card, Source

HIDDEN = "…"
"""Stands for the words that are left out."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SHORTEST = 3
"""Letters from which on a word of an answer tells something; numbers always do."""
_LIKE = 5
"""Letters that two words begin with when one is taken for a form of the other, such as Kyrgyz and Kyrgyzstan."""
_COMMON = frozenset({"the", "and", "for", "from", "with", "into", "that", "this", "was", "were", "are", "not", "its"})
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "today"}
    | {"yesterday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
)
_ASKS_WHEN = re.compile(
    r"\bwhen\b|\b(?:what|which)\s+(?:year|month|day|date|week|season|decade|century)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b\d{4}\b")


def without_answer(text: str, card: Card) -> str:
    """Return ``text`` with an ellipsis for the words of the card's answer, but for those its question says itself."""
    told = {_plain(word) for word in _WORD.findall(card.prompt)}
    secret = {_plain(word) for item in card.answers for spelling in item for word in _WORD.findall(spelling)} - told
    secret = {word for word in secret if word.isdecimal() or (len(word) >= _SHORTEST and word not in _COMMON)}
    if not secret:
        return text

    def hide(match: re.Match[str]) -> str:
        word = _plain(match[0])
        return HIDDEN if word not in told and any(_same(word, each) for each in secret) else match[0]

    hidden = _WORD.sub(hide, text)
    return re.sub(rf"{HIDDEN}(?:[\s,.-]*{HIDDEN})+", HIDDEN, hidden)


def asks_for_a_day(card: Card) -> bool:
    """Tell whether a date above the question could be its answer, or a hint at it."""
    if _ASKS_WHEN.search(card.prompt):
        return True
    spellings = [spelling for item in card.answers for spelling in item]
    return any(_YEAR.search(text) or not _MONTHS.isdisjoint(map(_plain, _WORD.findall(text))) for text in spellings)


def may_say(day: date | None, card: Card) -> date | None:
    """Return a day if it may stand above the question."""
    return None if day is None or asks_for_a_day(card) else day


def _same(word: str, secret: str) -> bool:
    if word == secret:
        return True
    shorter, longer = sorted((word, secret), key=len)
    return len(shorter) >= _LIKE and longer.startswith(shorter)


def _plain(word: str) -> str:
    """Return a word without case, accents and the genitive's ending."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"['’]s$", "", plain)


def whence(title: str, source: Source | None, card: Card | None, *, told: bool) -> tuple[str, str, date | None]:
    """Return deck, article and date of a card as they may be shown: until it is ``told``, without its answer.

    An article that is called what its deck is called need not be named.
    """
    article, published = (source.title, source.published) if source is not None else ("", None)
    if article.casefold() == title.casefold():
        article = ""
    if card is not None and not told:
        title, article, published = without_answer(title, card), without_answer(article, card), may_say(published, card)
    return title, article, published
