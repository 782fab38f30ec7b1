"""What is sure to be wrong with a card, whatever its article says."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.eval.score import Card, normalise

LONGEST = 26
"""Most words of a question; a name counts as one."""
LONGEST_TOLD = 32
"""The same for a statement with a hole, which is read on as any sentence is."""

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|de|del|the|for|and) )?[A-ZÀ-Þ][\w'’.-]*)+")
_RELATIVE = re.compile(
    r"\b(?:yesterday|today|tonight|tomorrow|currently|recently|nowadays|now|ago|so far"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:last|next|this|previous) (?:week|weekend|month|year|season|spring|summer|autumn|winter|night|morning))\b",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"(?:he|she|it|they|this|that|these|those|his|her|its|their)\b"
    r"|.*\b(?:did|does|do|was|were|is|are|has|have|had|will|can|could|would)"
    r" (?:he|she|it|they|this|these|those)\b",
    re.IGNORECASE,
)
_STRANDED = re.compile(
    r"(?<!\bstand )\b(?:of|in|on|at|by|for|with|from|to|into|about|as|than|and|or|the|an?)\?$", re.IGNORECASE
)
_YES_NO = re.compile(r"(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would)\b", re.IGNORECASE)
_TWICE = re.compile(
    r"\b(?!that\b|had\b)([^\W\d_]+) \1\b|\b(?:in|on) [^,]{0,12}\d{4} (?:in|on) [^,]{0,12}\d{4}", re.IGNORECASE
)


def faults(card: Card, title: str = "") -> Iterator[str]:
    """The names of the checks a card fails; a headline in front of its question may only not give the answer away."""
    headline = re.compile(rf"{re.escape(title)}(?: \([^()]*\))?: ")
    bare = replace(card, shown=headline.sub("", card.shown, count=1)) if title else card
    return (name for name, fails in CHECKS.items() if fails(card if fails is _given_away else bare))


def _unpaired(card: Card) -> bool:
    text = card.shown
    return any(text.count(left) != text.count(right) for left, right in ("()", "[]", "“”")) or text.count('"') % 2 == 1


def _given_away(card: Card) -> bool:
    asked = f" {normalise(card.shown)} "
    return card.kind != "list" and any(f" {normalise(answer)} " in asked for answer in card.answers)


def _untidy(card: Card) -> bool:
    return not card.answers or any(answer != answer.strip(" ,;:") or not answer for answer in card.answers)


def _relative(card: Card) -> bool:
    return any(_RELATIVE.search(_NAME.sub("Name", text)) for text in (card.shown, *card.answers))


CHECKS: dict[str, Callable[[Card], object]] = {
    "no question mark at the end": lambda card: card.kind != "cloze" and not card.shown.endswith("?"),
    "no capital at the beginning": lambda card: card.shown[:1].islower(),
    "spacing": lambda card: re.search(r"\s{2}|\s[?,.;]|,[,?]|\(\s|\s\)|^\s|\s$", card.shown),
    "a pronoun nobody can resolve": lambda card: _DANGLING.match(card.shown),
    "a relative time": _relative,
    "too long": lambda card: (
        len(_WORD.findall(_NAME.sub("Name", card.shown))) > (LONGEST_TOLD if card.kind == "cloze" else LONGEST)
    ),
    "the answer stands in the question": _given_away,
    "an untidy answer": _untidy,
    "brackets or quotes do not match": _unpaired,
    "a stranded preposition": lambda card: _STRANDED.search(card.shown),
    "a yes-or-no question": lambda card: _YES_NO.match(card.shown),
    "said twice": lambda card: _TWICE.search(card.shown),
}
"""Name -> whether a card fails; each failure is sure to be a mistake."""
