"""Keeps cards apart that give each other away: siblings, and those that `quiz.srs.giveaways` finds."""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from quiz.model.ids import CardId
from quiz.srs.queue import QueueCard

GAP = 4
"""Cards that had better stand between two that give each other away."""

Gives = Mapping[CardId, AbstractSet[CardId]]
"""The cards whose answer the prompt of a card gives away."""


@dataclass(frozen=True, slots=True)
class Ties:
    """Which cards had better not be asked near one another."""

    gives: Gives = field(default_factory=dict[CardId, AbstractSet[CardId]])
    given: Gives = field(default_factory=dict[CardId, AbstractSet[CardId]])
    """The other way round: the cards that give a card away."""

    @classmethod
    def of(cls, gives: Gives) -> "Ties":
        """Return the ties of cards that give others away."""
        given: dict[CardId, set[CardId]] = defaultdict(set)
        for giver, others in gives.items():
            for other in others:
                given[other].add(giver)
        return cls(dict(gives), dict(given))

    def bind(self, one: QueueCard, other: QueueCard) -> bool:
        """Tell whether two cards had better be kept apart; a card and itself had."""
        if one.note == other.note:
            return True
        return other.card in self.gives.get(one.card, ()) or other.card in self.given.get(one.card, ())


NO_TIES = Ties()


def keep_apart(
    cards: Sequence[QueueCard], ties: Ties = NO_TIES, *, before: Sequence[QueueCard] = ()
) -> list[QueueCard]:
    """Return cards in an order that keeps those that are tied apart, at best with `GAP` others between them.

    A card waits while one that it is tied to is among the last `GAP`; siblings come early when waiting would leave
    them too few others; the rest stay in order. That is one look from the first card to the last: where many are
    tied, another order may keep more of them apart. ``before`` are the cards asked last, and count as well.

    Siblings stand side by side no more often than they do in any order. A card that is given away comes before the
    one that gives it away, if they are near each other and that is better on the whole.
    """
    if not ties.gives and not before and len({card.note for card in cards}) == len(cards):
        return list(cards)
    asked = before[-GAP:]
    return _given_away_first([*asked, *_Line(cards, ties, asked).spread()], len(asked), ties)


class _Line:
    """Cards on their way from one order into another."""

    def __init__(self, cards: Sequence[QueueCard], ties: Ties, before: Sequence[QueueCard]) -> None:
        self._cards = cards
        self._ties = ties
        self._asked = list(before)
        self._first = len(self._asked)
        self._places: dict[str, deque[int]] = defaultdict(deque)
        for index, card in enumerate(cards):
            self._places[card.note].append(index)
        self._left = Counter({note: len(own) for note, own in self._places.items()})
        self._crowd = [(-count, note) for note, count in self._left.items() if count > 1]
        heapq.heapify(self._crowd)
        self._gone = bytearray(len(cards))
        self._next = 0
        self._passed: list[int] = []
        """Cards whose turn has come and which gave way."""

    def spread(self) -> list[QueueCard]:
        """Return the cards in their new order."""
        for remaining in range(len(self._cards), 0, -1):
            recent = [card.note for card in self._asked[-GAP:]]
            index = self._forced(remaining, recent)
            if index is None and remaining <= GAP + 2:
                index = self._paired()
            if index is None:
                index = self._first_free(recent)
            if index is None:
                index = self._farthest()
            self._take(index)
        return self._asked[self._first :]

    def _take(self, index: int) -> None:
        card = self._cards[index]
        note = card.note
        self._gone[index] = True
        self._asked.append(card)
        left = self._left[note] = self._left[note] - 1
        if left:
            self._places[note].remove(index)
            if left > 1:
                heapq.heappush(self._crowd, (-left, note))

    def _forced(self, remaining: int, recent: list[str]) -> int | None:
        """Return a card of the note with the most cards left, when waiting any longer would leave it too little room.

        That is so when they are more than half of what is left; and, for them to have `GAP` others between them, when
        they fill what is left at that distance.
        """
        while self._crowd and -self._crowd[0][0] != self._left[self._crowd[0][1]]:
            heapq.heappop(self._crowd)
        if not self._crowd:
            return None
        left, note = -self._crowd[0][0], self._crowd[0][1]
        must = left * 2 > remaining and recent[-1:] != [note]
        should = (left - 1) * (GAP + 1) + 1 >= remaining and note not in recent
        return self._places[note][0] if must or should else None

    def _paired(self) -> int | None:
        """Return one of two cards that are tied, when both are among the last ones: waiting would bring them closer.

        The one that is given away is preferred, and neither is taken when something asked lately is tied to it.
        """
        if not self._ties.gives:
            return None
        left = [index for index, gone in enumerate(self._gone) if not gone]
        names = {self._cards[index].card for index in left}
        given = [index for index in left if not names.isdisjoint(self._ties.given.get(self._cards[index].card, ()))]
        giving = [index for index in left if not names.isdisjoint(self._ties.gives.get(self._cards[index].card, ()))]
        recent = self._asked[-GAP:]
        free = (i for i in (*given, *giving) if not any(self._ties.bind(self._cards[i], other) for other in recent))
        return next(free, None)

    def _first_free(self, recent: list[str]) -> int | None:
        """Return the first card that nothing asked lately is tied to."""
        tied: set[CardId] = set()
        if self._ties.gives:
            for card in self._asked[-GAP:]:
                tied.update(self._ties.gives.get(card.card, ()), self._ties.given.get(card.card, ()))
        for place, index in enumerate(self._passed):
            card = self._cards[index]
            if not self._gone[index] and card.note not in recent and card.card not in tied:
                del self._passed[place]
                return index
        while self._next < len(self._cards):
            index = self._next
            self._next += 1
            card = self._cards[index]
            if self._gone[index]:
                continue
            if card.note not in recent and card.card not in tied:
                return index
            self._passed.append(index)
        return None

    def _farthest(self) -> int:
        """Return the card that is tied to none of those asked last for the longest; all that is left gave way.

        Of several that are tied to the very last, a sibling of it is the worst.
        """
        self._passed = [index for index in self._passed if not self._gone[index]]
        recent = self._asked[: -GAP - 1 : -1]

        def distance(index: int) -> tuple[int, bool]:
            card = self._cards[index]
            near = next((at for at, other in enumerate(recent) if self._ties.bind(card, other)), GAP)
            return near, card.note != recent[0].note

        return max(self._passed, key=distance)


def _given_away_first(cards: list[QueueCard], first: int, ties: Ties) -> list[QueueCard]:
    """Let two cards change places where one gives the other away soon after, if nothing else gets worse by it.

    The cards before ``first`` were asked already: they count, and are left out of what is returned.
    """
    if not ties.gives:
        return cards[first:]
    for later in range(first, len(cards)):
        for earlier in range(max(first, later - GAP), later):
            if cards[later].card not in ties.gives.get(cards[earlier].card, ()):
                continue
            around = range(max(0, earlier - GAP), min(len(cards), later + GAP + 1))
            before = _harm(cards, around, ties)
            cards[earlier], cards[later] = cards[later], cards[earlier]
            if _harm(cards, around, ties) >= before:
                cards[earlier], cards[later] = cards[later], cards[earlier]
    return cards[first:]


_GIVEN_AWAY = 10
_SIDE_BY_SIDE = 1_000
"""More than all that can be wrong otherwise with two cards."""


def _harm(cards: Sequence[QueueCard], places: range, ties: Ties) -> int:
    """Return how much is wrong with an order at some places: nearness, cards given away, siblings side by side."""
    harm = 0
    for later in places:
        for earlier in range(max(places.start, later - GAP), later):
            one, other = cards[earlier], cards[later]
            if ties.bind(one, other):
                harm += GAP + 1 - (later - earlier)
                harm += _GIVEN_AWAY * (other.card in ties.gives.get(one.card, ()))
                harm += _SIDE_BY_SIDE * (one.note == other.note and later - earlier == 1)
    return harm
