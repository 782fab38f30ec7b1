"""Compares the items of a list with what was typed, whatever stands between the items."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from quiz.grading.diff import diff
from quiz.grading.wording import Question, compare, is_same, question_of
from quiz.model.answer import GivenItem, Mark, Piece, Standing, Verdict
from quiz.model.card import Card

_SEPARATOR = re.compile(r"\s*(?:[,;\n•]|(?:^|\s)[-*–]\s|\s(?:and|&|und|or)\s|\s/\s)\s*", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s+|and\s+)", re.IGNORECASE)
_MOST_TRIED = 60
"""Parts that are looked at for slips; more are compared whole."""
_MOST_PARTS = 200
"""Parts that are looked at at all."""
_LONGEST = 5_000
"""Letters; a longer text is no list of items that somebody typed."""
_BLANKS = re.compile(r"[^\S\n]+")
_MOST_JOINED = 8
"""Parts that may be one item together, such as the words of a long name."""
_HALF = 0.5
"""The share of the items from which on an answer is close."""


class Met(NamedTuple):
    """What an item of a list is met by."""

    part: int
    """Which of the typed items it is, from 0."""
    text: str
    """As it was typed."""
    spelling: str
    """The spelling of the item that compares best with it."""
    verdict: Verdict
    """Right or close."""


_Meetings = Mapping[int, Met]
"""By the number of the typed item."""


@dataclass(frozen=True, slots=True)
class ListMatch:
    """How typed items fall on the items of a list."""

    verdict: Verdict
    found: tuple[Met | None, ...]
    """What each item is met by; ``None`` when it is missing."""
    items: tuple[GivenItem, ...]
    """What was typed, in its order, and what each of it is worth."""

    @property
    def extras(self) -> tuple[str, ...]:
        """What was typed and is no item; an item that was typed twice is not among them."""
        return tuple(item.text for item in self.items if item.standing is Standing.OTHER)


def split_items(card: Card, given: str) -> tuple[str, ...]:
    """Split what was typed into items, whatever stands between them: one item stays whole."""
    given = _BLANKS.sub(" ", given).strip()
    return tuple(_parts(card.answers, given)) if len(given) <= _LONGEST else (given,)


def match_items(card: Card, parts: Sequence[str]) -> ListMatch:
    """Lay the items that were given over those of ``card`` so that as many as possible are met.

    All items are right, or close when one has a slip, stands out of order in an ordered list, or comes with something
    that is no item. At least half of them are close as long as what is wrong does not outnumber what is right.
    """
    meetings = [_meetings(item, question_of(card, item), parts) for item in card.answers]
    chosen = _assign(meetings)
    found = tuple(chosen.get(place) for place in range(len(card.answers)))
    items = tuple(_standings(card, parts, meetings, chosen))
    return ListMatch(_verdict(found, items), found, items)


def _standings(
    card: Card, parts: Sequence[str], meetings: Sequence[_Meetings], chosen: Mapping[int, Met]
) -> list[GivenItem]:
    """Return what each part is worth beside those before it."""
    owner = {met.part: place for place, met in chosen.items()}
    furthest = -1
    standings: list[GivenItem] = []
    for number, text in enumerate(parts):
        if number in owner:
            place = owner[number]
            met = chosen[place]
            standing = Standing.RIGHT if met.verdict is Verdict.RIGHT else Standing.CLOSE
            if card.ordered and place < furthest:
                standing = Standing.MOVED
            furthest = max(furthest, place)
            standings.append(GivenItem(text=text, standing=standing, place=place, expected=met.spelling))
            continue
        again = next((place for place, mine in enumerate(meetings) if number in mine), None)
        if again is None:
            standings.append(GivenItem(text=text, standing=Standing.OTHER))
        else:
            spelling = meetings[again][number].spelling
            standings.append(GivenItem(text=text, standing=Standing.TWICE, place=again, expected=spelling))
    return standings


def _verdict(found: Sequence[Met | None], items: Sequence[GivenItem]) -> Verdict:
    score = sum(one is not None for one in found)
    extras = sum(item.standing is Standing.OTHER for item in items)
    if score == len(found) and not extras:
        right = all(item.standing in {Standing.RIGHT, Standing.TWICE} for item in items)
        return Verdict.RIGHT if right else Verdict.CLOSE
    return Verdict.CLOSE if score and score >= _HALF * len(found) and extras <= score else Verdict.WRONG


def _parts(items: Sequence[Sequence[str]], given: str) -> list[str]:
    atoms = _split(_SEPARATOR, given)
    if len(atoms) <= 1 < len(items):
        atoms = _split(re.compile(r"\s+"), given)
        joined = _join(items, given, atoms)
        return joined if len(joined) < len(atoms) or any(_is_item(items, part) for part in joined) else [given.strip()]
    return _join(items, given, atoms)


def _split(separator: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return where the parts between separators stand."""
    places: list[tuple[int, int]] = []
    start = 0
    for match in separator.finditer(text):
        places.append((start, match.start()))
        start = match.end()
    places.append((start, len(text)))
    return [(begin, end) for begin, end in places if text[begin:end].strip()][:_MOST_PARTS]


def _join(items: Sequence[Sequence[str]], given: str, atoms: Sequence[tuple[int, int]]) -> list[str]:
    longest = max((len(_split(re.compile(r"\W+"), spelling)) for item in items for spelling in item), default=1)
    longest = min(longest, _MOST_JOINED)
    parts: list[str] = []
    place = 0
    while place < len(atoms):
        for last in range(min(place + longest, len(atoms)) - 1, place, -1):
            if _is_item(items, text := given[atoms[place][0] : atoms[last][1]]):
                parts.append(text.strip())
                place = last + 1
                break
        else:
            text = _NUMBERING.sub("", given[atoms[place][0] : atoms[place][1]]).strip()
            if text and not any(is_same(text, other) for other in parts[-_MOST_TRIED:]):
                parts.append(text)
            place += 1
    return parts


def _is_item(items: Sequence[Sequence[str]], text: str) -> bool:
    return any(is_same(spelling, text) for item in items for spelling in item)


def _meetings(item: Sequence[str], question: Question, parts: Sequence[str]) -> _Meetings:
    """Return what ``item`` is met by, each with the best spelling."""
    found: dict[int, Met] = {}
    for number, part in enumerate(parts):
        for spelling in item:
            if number < _MOST_TRIED:
                verdict = _compared(spelling, part, question)
            else:
                verdict = Verdict.RIGHT if is_same(spelling, part) else Verdict.WRONG
            if verdict is Verdict.RIGHT or (verdict is Verdict.CLOSE and number not in found):
                found[number] = Met(number, part, spelling, verdict)
    return found


@lru_cache(maxsize=4_096)
def _compared(spelling: str, part: str, question: Question) -> Verdict:
    # A list is compared anew with every item that is given, and only one of them is new.
    return compare(spelling, part, question)


def _assign(meetings: Sequence[_Meetings]) -> dict[int, Met]:
    """Return what each item that is met is met by: a largest matching by augmenting paths.

    Right pairs are laid first; close ones only add items that would be missing otherwise.
    """
    owner: dict[int, int] = {}

    def reach(place: int, allowed: frozenset[Verdict], seen: set[int]) -> bool:
        for part, met in meetings[place].items():
            if met.verdict not in allowed or part in seen:
                continue
            seen.add(part)
            if part not in owner or reach(owner[part], allowed, seen):
                owner[part] = place
                return True
        return False

    for allowed in (frozenset((Verdict.RIGHT,)), frozenset((Verdict.RIGHT, Verdict.CLOSE))):
        for place in range(len(meetings)):
            if place not in owner.values():
                reach(place, allowed, set())
    return {place: meetings[place][part] for part, place in owner.items()}


def list_pieces(card: Card, match: ListMatch) -> tuple[Piece, ...]:
    """Return the items in the order of the card, the missing ones marked, and what is no item at the end.

    An item with a slip shows the letters that differ. The pieces marked ``SAME`` and ``MISSING`` join to the items
    with commas between them.
    """
    pieces: list[Piece] = []
    for place, (item, met) in enumerate(zip(card.answers, match.found, strict=True)):
        comma = ", " if place else ""
        if met is None:
            pieces.append(Piece(comma + item[0], Mark.MISSING))
        elif met.verdict is Verdict.RIGHT:
            pieces.append(Piece(comma + met.spelling, Mark.SAME))
        else:
            pieces += [Piece(comma, Mark.SAME), *diff(met.spelling, met.text)]
    pieces += [Piece(f" {extra}", Mark.EXTRA) for extra in match.extras]
    return tuple(pieces)
