"""Compares the items of a list with what was typed, whatever stands between the items."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quiz.grading.diff import diff
from quiz.grading.wording import Question, compare, is_same, question_of
from quiz.model.answer import Mark, Piece, Verdict
from quiz.model.deck import Card

_SEPARATOR = re.compile(r"\s*(?:[,;\n•]|(?:^|\s)[-*–]\s|\s(?:and|&|und|or)\s|\s/\s)\s*", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s+|and\s+)", re.IGNORECASE)
_MOST_TRIED = 60
"""Parts that are looked at for slips; more are compared whole."""
_MOST_PARTS = 400
_MOST_JOINED = 8
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class ListMatch:
    """How typed items fall on the items of a list."""

    verdict: Verdict
    found: tuple[tuple[str, str, Verdict] | None, ...]
    """For each item the spelling it was met by, what was typed and how they compare; ``None`` when it is missing."""
    extras: tuple[str, ...]
    """What was typed and is no item; an item that was typed twice is not among them."""

    @property
    def score(self) -> int:
        """How many items were given."""
        return sum(one is not None for one in self.found)


def match_list(card: Card, given: str) -> ListMatch:
    """Lay what was typed over the items of ``card`` so that as many as possible are met.

    All items are right, or close when one has a slip, stands out of order in an ordered list, or comes with something
    that is no item. At least half of them are close as long as what is wrong does not outnumber what is right.
    """
    questions = [question_of(card, item) for item in card.answers]
    parts = _parts(card.answers, given)
    chosen = _assign(card.answers, questions, parts)
    found = tuple(
        (chosen[place][1], parts[chosen[place][0]], chosen[place][2]) if place in chosen else None
        for place in range(len(card.answers))
    )
    used = {part for part, _, _ in chosen.values()}
    extras = tuple(part for place, part in enumerate(parts) if place not in used and not _is_item(card.answers, part))
    order = [chosen[place][0] for place in sorted(chosen)]
    verdict = _verdict(found, extras, in_order=not card.ordered or order == sorted(order))
    return ListMatch(verdict, found, extras)


def _verdict(found: Sequence[tuple[str, str, Verdict] | None], extras: Sequence[str], *, in_order: bool) -> Verdict:
    score = sum(one is not None for one in found)
    if score == len(found) and not extras and in_order:
        right = all(one is not None and one[2] is Verdict.RIGHT for one in found)
        return Verdict.RIGHT if right else Verdict.CLOSE
    return Verdict.CLOSE if score and score >= _HALF * len(found) and len(extras) <= score else Verdict.WRONG


def _parts(items: Sequence[Sequence[str]], given: str) -> list[str]:
    """Split what was typed into items, keeping together what is one item: ``Bosnia and Herzegovina``."""
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


_Edge = tuple[str, Verdict]
"""The spelling by which an item is met, and how it compares."""


def _edges(item: Sequence[str], question: Question, parts: Sequence[str]) -> dict[int, _Edge]:
    """Return the parts that meet ``item``, each with the best spelling."""
    edges: dict[int, _Edge] = {}
    for place, part in enumerate(parts):
        for spelling in item:
            if place < _MOST_TRIED:
                verdict = compare(spelling, part, question)
            else:
                verdict = Verdict.RIGHT if is_same(spelling, part) else Verdict.WRONG
            if verdict is Verdict.RIGHT or (verdict is Verdict.CLOSE and place not in edges):
                edges[place] = (spelling, verdict)
    return edges


def _assign(
    items: Sequence[Sequence[str]], questions: Sequence[Question], parts: Sequence[str]
) -> dict[int, tuple[int, str, Verdict]]:
    """Return for each item that is met its part, spelling and verdict: a largest matching by augmenting paths.

    Right pairs are laid first; close ones only add items that would be missing otherwise.
    """
    edges = [_edges(item, question, parts) for item, question in zip(items, questions, strict=True)]
    owner: dict[int, int] = {}

    def reach(place: int, allowed: frozenset[Verdict], seen: set[int]) -> bool:
        for part, (_, verdict) in edges[place].items():
            if verdict not in allowed or part in seen:
                continue
            seen.add(part)
            if part not in owner or reach(owner[part], allowed, seen):
                owner[part] = place
                return True
        return False

    for allowed in (frozenset((Verdict.RIGHT,)), frozenset((Verdict.RIGHT, Verdict.CLOSE))):
        for place in range(len(items)):
            if place not in owner.values():
                reach(place, allowed, set())
    return {place: (part, *edges[place][part]) for part, place in owner.items()}


def list_pieces(card: Card, match: ListMatch) -> tuple[Piece, ...]:
    """Return the items in the order of the card, the missing ones marked, and what is no item at the end.

    An item with a slip shows the letters that differ. The pieces marked ``SAME`` and ``MISSING`` join to the items
    with commas between them.
    """
    pieces: list[Piece] = []
    for place, (item, one) in enumerate(zip(card.answers, match.found, strict=True)):
        comma = ", " if place else ""
        if one is None:
            pieces.append(Piece(comma + item[0], Mark.MISSING))
        elif one[2] is Verdict.RIGHT:
            pieces.append(Piece(comma + one[0], Mark.SAME))
        else:
            pieces += [Piece(comma, Mark.SAME), *diff(one[0], one[1])]
    pieces += [Piece(f" {extra}", Mark.EXTRA) for extra in match.extras]
    return tuple(pieces)
