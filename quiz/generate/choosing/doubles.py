"""One fact, one card: of two questions that ask one statement from its two ends, the better one stays.

"What was raised from £2 to £3?" tells the answer of "From how much was the fee raised to £3?", and who learns the one
knows the other. The exact answer is the better one: a figure, a date or a name before a common phrase. Two names, or
a name and a figure, may both be worth knowing of what matters most; the second one only costs more.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from quiz.generate.facts import Candidate, Kind
from quiz.generate.values.dates import MONTHS
from quiz.model.deck import CardKind

SHARED = 0.6
"""Share of the words of the shorter of two questions with their answers that both have in common."""
_NESTED = 0.8
"""The same where one answer is part of the other: "the flag of Norway" and "Norway"."""
_SAID = 0.7
"""Share of the words of a question that stand in "Who said that ...?" when that gives the same away."""
_AMOUNTS = {Kind.NUMBER, Kind.MONEY, Kind.PERCENT}
_WHEN = {Kind.DATE, Kind.YEAR}
_NAMED = {Kind.PERSON, Kind.ORGANIZATION, Kind.FACILITY, Kind.NAME, Kind.EVENT, Kind.PRIZE, Kind.PLACE}
_LOOSE = {Kind.THING, Kind.ACTION}
_CLAUSAL = {"subject", "object", "oblique", "agent", "action", "purpose", "equative", "general"}
"""Rules that ask for whatever phrase a statement holds, not for what people want to know of their own accord."""
_RELATIONS = {"role", "office-holder", "relation"}
"""Rules that ask who stands in a relation, and to whom."""
_RICH = 2
"""Words from which a phrase may be worth asking for beside the other side of its statement."""
OF_NAME = 0.2
"""What a name or figure costs whose other side is asked for already."""
OF_PHRASE = 0.4
"""What a phrase costs then."""
_NAME = re.compile(r"\b[A-Z]")
_MONTH = re.compile("|".join(MONTHS))
_WORD = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*")
_EMPTY = {
    "a", "an", "the", "did", "do", "does", "was", "were", "is", "are", "has", "have", "had", "who", "whom", "whose",
    "what", "which", "how", "many", "much", "in", "on", "at", "of", "to", "for", "by", "from", "with", "as", "about",
    "year", "date", "month", "and", "that", "said", "according",
}  # fmt: skip


def doubles(
    candidates: Sequence[Candidate], worth: Mapping[int, float], topics: Collection[str] = ()
) -> dict[int, Candidate]:
    """Return, by the ``id`` of each candidate that only turns another one round, the better one.

    ``topics`` are the names of what the article is about, which a question keeps rather than asks for.
    """
    by_sentence: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_sentence[id(one.sentence)].append(one)
    found: dict[int, Candidate] = {}
    for group in by_sentence.values():
        kept: list[Candidate] = []
        for one in sorted(group, key=lambda c: (-_rank(c, topics), -worth[id(c)], c.prompt)):
            better = next((other for other in kept if _is_spare(one, other, topics) and is_turned(one, other)), None)
            if better is None:
                kept.append(one)
            else:
                found[id(one)] = better
    return found


def is_turned(one: Candidate, other: Candidate) -> bool:
    """Tell whether two questions of one sentence ask for both sides of one statement."""
    if one.kind is CardKind.CLOZE and other.kind is CardKind.CLOZE:
        return False
    mine, others = _told(one), _told(other)
    shared = len(mine & others)
    if "quote" in {one.rule, other.rule}:
        said, asked = (one, other) if one.rule == "quote" else (other, one)
        held = _words(asked.prompt)
        return _words(asked.answer) <= _words(said.prompt) and len(held & _told(said)) >= _SAID * len(held)
    ours, theirs = _words(one.answer), _words(other.answer)
    if (
        one.answer.casefold() != other.answer.casefold()
        and (ours <= theirs or theirs <= ours)
        and shared >= _NESTED * min(len(mine), len(others))
    ):
        return True
    crossed = ours <= _words(other.prompt) and theirs <= _words(one.prompt)
    return crossed and shared >= SHARED * min(len(mine), len(others))


def price(one: Candidate, other: Candidate) -> float:
    """Return what it costs to ask for one side of a statement where the other side is asked for already."""
    if one.sentence is not other.sentence or not is_turned(one, other):
        return 0.0
    return OF_PHRASE if _is_phrase(one) else OF_NAME


def _is_spare(one: Candidate, better: Candidate, topics: Collection[str]) -> bool:
    """Tell whether nobody needs the worse of two sides.

    A poor phrase beside a name, a speaker, a relation turned round, a hole beside a question, and what only its date
    tells from others: "Which college was founded in 1920?".
    """
    if one.kind is CardKind.CLOZE or one.rule == "quote":
        return True
    if _is_part(one, better):
        return True
    if _is_phrase(one):
        return better.answer_kind in _AMOUNTS or not _is_rich(one)  # "What rose by £4?"
    if better.answer_kind in _WHEN and _names_nothing(one):
        return True
    rules, kinds = {one.rule, better.rule}, {one.answer_kind, better.answer_kind}
    return one.answer in topics or rules <= _RELATIONS or kinds <= _AMOUNTS


def _is_part(one: Candidate, other: Candidate) -> bool:
    """Tell whether one answer holds the other, so that both cards ask for one thing."""
    ours, theirs = _words(one.answer), _words(other.answer)
    return ours <= theirs or theirs <= ours


def _rank(one: Candidate, topics: Collection[str]) -> int:
    """Return how good the side of a statement is that a card asks for."""
    if one.rule == "quote":
        return 0
    if one.kind is CardKind.CLOZE:
        return 1 if one.answer_kind in _LOOSE else 3
    if one.rule in _CLAUSAL and one.answer in topics:
        return 2
    if _is_phrase(one) or _names_nothing(one):
        return 4 if _is_rich(one) else 2
    return 3 if one.answer_kind is Kind.LIST else 6


def _names_nothing(one: Candidate) -> bool:
    """Tell whether a question for a name holds none: "Which college was founded in 1920?"."""
    return one.rule in _CLAUSAL and one.answer_kind in _NAMED and not _NAME.search(_MONTH.sub("", one.prompt), 1)


def _is_rich(one: Candidate) -> bool:
    """Tell whether a phrase says enough to be worth asking for: more than a common word, and no deed."""
    return one.answer_kind is not Kind.ACTION and (len(_words(one.answer)) >= _RICH or one.answer[:1].isupper())


def _is_phrase(one: Candidate) -> bool:
    """Tell whether a clause is asked for a common phrase."""
    return one.rule in _CLAUSAL and one.answer_kind in _LOOSE


def _told(one: Candidate) -> frozenset[str]:
    return _words(one.prompt) | _words(one.answer)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return (
        frozenset(w.casefold().removesuffix("'s").removesuffix("’s").removesuffix("s") for w in _WORD.findall(text))
        - _EMPTY
    )
