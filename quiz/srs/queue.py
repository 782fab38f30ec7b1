"""The order in which cards are asked."""

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, New, Phase, Scheduled


@dataclass(frozen=True, slots=True)
class QueueCard:
    """A card that is to be asked, with what the queue must know of it."""

    card: CardId
    note: str
    """The same for all siblings and for no other card: ``deck/note``."""
    deck: DeckId
    state: CardState


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cards are still to come."""

    new: int = 0
    learning: int = 0
    review: int = 0

    @property
    def total(self) -> int:
        """All of them together."""
        return self.new + self.learning + self.review

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.new + other.new, self.learning + other.learning, self.review + other.review)

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(self.new - other.new, self.learning - other.learning, self.review - other.review)


_NEW, _LEARNING, _REVIEW = Counts(new=1), Counts(learning=1), Counts(review=1)


def count_of(state: CardState) -> Counts:
    """Return one card, counted under the heading its state belongs to."""
    if isinstance(state, New):
        return _NEW
    return _REVIEW if state.phase is Phase.REVIEW else _LEARNING


def waiting_until(state: CardState) -> int | None:
    """Return the instant a card on a step within the day waits for, or ``None`` when it is due on the whole day."""
    return state.due_at if isinstance(state, Scheduled) else None


def build_queue(cards: Iterable[QueueCard], *, seed: int) -> tuple[QueueCard, ...]:
    """Return the cards in the order they are to be asked; the same cards and seed give the same order.

    First come the cards on steps within the day, by the moment they are due. Then the reviews, the longest overdue
    first and those of one day in an order drawn from ``seed``, with the new cards spread evenly among them in the
    order they were given, as Anki mixes them. Siblings do not follow one another where that can be avoided.
    """
    from hashlib import blake2b  # noqa: PLC0415 - counting needs the nouns of this file, and no digests

    steps: list[tuple[int, str, QueueCard]] = []
    reviews: list[tuple[int, bytes, str, QueueCard]] = []
    new: list[QueueCard] = []
    salt = seed.to_bytes(16, "big", signed=True)
    for card in cards:
        if not isinstance(card.state, Scheduled):
            new.append(card)
        elif card.state.due_at is not None:
            steps.append((card.state.due_at, card.card, card))
        else:
            digest = blake2b(card.card.encode(), digest_size=8, key=salt).digest()
            reviews.append((card.state.due_day, digest, card.card, card))
    # The names of cards differ, so the cards themselves are never compared.
    steps.sort()
    reviews.sort()
    mixed = _mix([card for *_, card in reviews], new)
    return (*(card for *_, card in steps), *_apart(mixed))


def _mix(reviews: Sequence[QueueCard], new: Sequence[QueueCard]) -> list[QueueCard]:
    """Lay two sequences into one so that the members of each are equally far from each other and from both ends."""
    mixed: list[QueueCard] = []
    i = j = 0
    while i < len(reviews) and j < len(new):
        # Compares (j + 1) / (len(new) + 1), how far along the next new card belongs, with the same for the review.
        if (j + 1) * (len(reviews) + 1) < (i + 1) * (len(new) + 1):
            mixed.append(new[j])
            j += 1
        else:
            mixed.append(reviews[i])
            i += 1
    return [*mixed, *reviews[i:], *new[j:]]


def _apart(cards: Sequence[QueueCard]) -> list[QueueCard]:
    """Move cards back as little as it takes for no two siblings to stand side by side, where that can be done.

    A note must be asked now, whatever the order says, when its cards are as many as there are places left for
    them with one other card between each two.
    """
    places: dict[str, deque[int]] = defaultdict(deque)
    for index, card in enumerate(cards):
        places[card.note].append(index)
    if len(places) == len(cards):
        return list(cards)
    left = Counter({note: len(own) for note, own in places.items()})
    crowd = [(-count, note) for note, count in left.items() if count > 1]
    heapq.heapify(crowd)
    heads = [(own[0], note) for note, own in places.items()]
    heapq.heapify(heads)
    arranged: list[QueueCard] = []
    last = ""
    for remaining in range(len(cards), 0, -1):
        most = _most(crowd, left)
        if most is not None and most != last and left[most] * 2 > remaining:
            note = most
        else:
            note = _first_other(heads, places, last)
        arranged.append(cards[places[note].popleft()])
        left[note] -= 1
        if left[note] > 1:
            heapq.heappush(crowd, (-left[note], note))
        if places[note]:
            heapq.heappush(heads, (places[note][0], note))
        last = note
    return arranged


def _most(crowd: list[tuple[int, str]], left: Counter[str]) -> str | None:
    """Return the note with the most cards left, dropping entries that later ones have replaced."""
    while crowd and -crowd[0][0] != left[crowd[0][1]]:
        heapq.heappop(crowd)
    return crowd[0][1] if crowd else None


def _first_other(heads: list[tuple[int, str]], places: dict[str, deque[int]], last: str) -> str:
    """Take the note whose next card comes first: any but ``last`` if there is one."""
    aside: tuple[int, str] | None = None
    while heads:
        index, note = heapq.heappop(heads)
        if not places[note] or places[note][0] != index:
            continue  # asked out of order, so a later entry stands for the note
        if note == last:
            aside = (index, note)
            continue
        if aside is not None:
            heapq.heappush(heads, aside)
        return note
    return last
