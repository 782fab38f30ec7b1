"""A queue of which little is known yet: names in the order they are asked, and states read when their turn comes near.

Ten thousand cards may be due, and nobody answers more than some hundred of them at one sitting.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast, overload

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import NEW, CardState
from quiz.srs.queue import Counts, QueueCard, count_all, due_at, waiting_until

Entry = QueueCard | CardId
"""A card, or its name while nothing else of it was needed."""
Read = Callable[[Sequence[CardId]], Mapping[CardId, CardState]]
"""Returns the states of cards; one that it leaves out was never answered."""

_TOGETHER = 20
"""Cards that are read at once."""


def name_of(entry: Entry) -> CardId:
    """Return the name of a card."""
    return entry if isinstance(entry, str) else entry.card


def deck_of(entry: Entry) -> DeckId:
    """Return the deck of a card."""
    return DeckId(entry.rpartition("/")[0]) if isinstance(entry, str) else entry.deck


def named(card: CardId, state: CardState = NEW) -> QueueCard:
    """Return a card from its name, which is ``deck/note`` or ``deck/note:suffix``."""
    deck, _, rest = card.rpartition("/")
    return QueueCard(card, f"{deck}/{rest.partition(':')[0]}", DeckId(deck), state)


class Lineup(Sequence[QueueCard]):
    """Cards in the order to ask them; what was read of one stays as it was then."""

    def __init__(self, entries: Iterable[Entry], read: Read = lambda _: {}) -> None:
        """Stand in the order of ``entries``; ``read`` tells the states of those that are names."""
        self._entries = list(entries)
        self._read = read

    def __len__(self) -> int:
        """Return how many cards there are."""
        return len(self._entries)

    @overload
    def __getitem__(self, place: int) -> QueueCard: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[QueueCard]: ...
    def __getitem__(self, place: int | slice) -> QueueCard | Sequence[QueueCard]:
        """Return a card, or some of them."""
        if isinstance(place, slice):
            self._know(range(*place.indices(len(self))))
            return cast("list[QueueCard]", self._entries[place])
        if isinstance(self._entries[place], str):
            first = range(len(self))[place]
            self._know(range(first, min(first + _TOGETHER, len(self))))
        return cast("QueueCard", self._entries[place])

    def _know(self, places: range) -> None:
        unknown = {place: entry for place in places if isinstance(entry := self._entries[place], str)}
        if unknown:
            states = self._read(list(unknown.values()))
            for place, name in unknown.items():
                self._entries[place] = named(name, states.get(name, NEW))

    def places_of(self, names: Collection[CardId], start: int) -> list[int]:
        """Return where cards stand from ``start`` on."""
        return [place for place in range(start, len(self)) if name_of(self._entries[place]) in names]

    def behind(self, first: Iterable[Entry], start: int, last: Iterable[Entry] = ()) -> "Lineup":
        """Return some cards, behind them those from ``start`` on, and then perhaps some more."""
        return Lineup([*first, *self._entries[start:], *last], self._read)

    def without(self, names: Collection[CardId], start: int) -> "Lineup":
        """Return the cards from ``start`` on but for some."""
        return Lineup([entry for entry in self._entries[start:] if name_of(entry) not in names], self._read)


@dataclass(frozen=True, slots=True)
class Queue:
    """What a session begins with."""

    main: Lineup
    """New cards, reviews and steps due on the whole day, in the order to ask them."""
    waiting: tuple[QueueCard, ...]
    """Cards on steps within the day, by the moment they are due."""
    counts: Counts

    @classmethod
    def of(cls, cards: Sequence[QueueCard], *, waits: bool) -> "Queue":
        """Return the queue of cards that are in order; ``waits`` tells whether those on steps wait for their time."""
        main: list[QueueCard] = []
        waiting: list[QueueCard] = []
        for card in cards:
            (waiting if waits and waiting_until(card.state) is not None else main).append(card)
        return cls(Lineup(main), tuple(sorted(waiting, key=due_at)), count_all(cards))
