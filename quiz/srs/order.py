"""The order in which cards are asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import groupby, islice, zip_longest

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, Phase, Scheduled, StudyDay
from quiz.srs.apart import keep_apart
from quiz.srs.queue import QueueCard

_Drawn = tuple[int, bytes, str, QueueCard]


def build_queue(
    cards: Iterable[QueueCard],
    *,
    seed: int,
    endangered_on: StudyDay | None = None,
    steps_first: bool = True,
    new_last: bool = False,
) -> tuple[QueueCard, ...]:
    """Return the cards in the order they are to be asked; the same cards and seed give the same order.

    First come the cards on steps within the day, by the moment they are due; without ``steps_first`` they are taken
    for reviews. Then the reviews, the longest overdue first and those of one day in an order drawn from ``seed``, as
    Anki has it, with the decks spread evenly; or, with ``endangered_on``, those least likely to be remembered on that
    day first. The new cards, in the order they were given with the decks spread evenly, are mixed evenly among them,
    or come last. Siblings have some cards between them where that can be done.
    """
    steps: list[tuple[int, str, QueueCard]] = []
    reviews: list[_Drawn] = []
    new: list[QueueCard] = []
    salt = seed.to_bytes(16, "big", signed=True)
    for card in cards:
        if not isinstance(card.state, Scheduled):
            new.append(card)
        elif steps_first and card.state.due_at is not None:
            steps.append((card.state.due_at, card.card, card))
        else:
            digest = blake2b(card.card.encode(), digest_size=8, key=salt).digest()
            reviews.append((card.state.due_day, digest, card.card, card))
    # The names of cards differ, so the cards themselves are never compared.
    steps.sort()
    if endangered_on is None:
        reviews.sort()
        seen = _by_day(reviews)
    else:
        on = endangered_on
        seen = [card for *_, card in sorted(reviews, key=lambda drawn: (_safety(drawn[-1], on), *drawn[1:3]))]
    fresh = _evenly(new)
    mixed = [*seen, *fresh] if new_last else _mix(seen, fresh)
    return (*(card for *_, card in steps), *keep_apart(mixed))


def within(cards: Sequence[QueueCard], day: StudyDay, *, new: int | None, reviews: int | None) -> list[QueueCard]:
    """Return so many of the new cards and of the reviews, and all on steps; ``None`` is all of them.

    The reviews are the most endangered ones. Of the new cards the decks take turns, those that begin changing from
    day to day, so that each comes to its turn however few there are.
    """
    steps: list[QueueCard] = []
    seen: list[QueueCard] = []
    fresh: dict[str, list[QueueCard]] = {}
    for card in cards:
        if not isinstance(card.state, Scheduled):
            fresh.setdefault(card.deck, []).append(card)
        else:
            (seen if card.state.phase is Phase.REVIEW else steps).append(card)
    if reviews is not None and reviews < len(seen):
        seen = sorted(seen, key=lambda card: _safety(card, day))[:reviews]
    decks = list(fresh.values())
    begin = day % len(decks) if decks else 0
    turns = zip_longest(*decks[begin:], *decks[:begin])
    begun = {card.card for card in islice((card for turn in turns for card in turn if card is not None), new)}
    return [*steps, *seen, *(card for deck in decks for card in deck if card.card in begun)]


def let_in(
    cards: Sequence[QueueCard],
    states: Mapping[CardId, CardState],
    left: Callable[[DeckId], tuple[int, int]],
    room: tuple[int | None, int | None],
) -> list[CardId]:
    """Return which cards of a queue still come when others have answered some of what the day lets in.

    ``left`` is how many new cards and reviews a deck may still have, ``room`` how many all decks together may. The
    first card, which may be on the screen, stays, and so do those on steps.
    """
    used: Counter[tuple[DeckId | None, bool]] = Counter()
    stay: list[CardId] = []
    for number, card in enumerate(cards):
        state = states[card.card]
        if isinstance(state, Scheduled) and state.phase is not Phase.REVIEW:
            stay.append(card.card)
            continue
        new = not isinstance(state, Scheduled)
        own, every = left(card.deck)[not new], room[not new]
        if number and (used[card.deck, new] >= own or (every is not None and used[None, new] >= every)):
            continue
        used[card.deck, new] += 1
        used[None, new] += 1
        stay.append(card.card)
    return stay


def _safety(card: QueueCard, day: StudyDay) -> tuple[float, float]:
    """Return what sorts cards by the chance that they are remembered on a day, the least likely first.

    The chance falls with the days since the last answer in units of the stability, by the same curve for all cards:
    comparing these compares the chances. Of cards answered on the day itself, the less stable comes first.
    """
    if not isinstance(card.state, Scheduled):
        return (0.0, 0.0)
    stability = card.state.memory.stability
    return (-max(0, day - card.state.last_day) / stability, stability)


def _by_day(reviews: Sequence[_Drawn]) -> list[QueueCard]:
    """Return the cards of sorted draws, the decks of each due day spread evenly."""
    return [
        card
        for _, of_day in groupby(reviews, key=lambda drawn: drawn[0])
        for card in _evenly([card for *_, card in of_day])
    ]


def _evenly(cards: Sequence[QueueCard]) -> list[QueueCard]:
    """Return cards with those of each deck, in their order, at equal distances from one another."""
    decks: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        decks[card.deck].append(index)
    if len(decks) <= 1:
        return list(cards)
    at = [((2 * rank + 1) / len(own), index) for own in decks.values() for rank, index in enumerate(own)]
    return [cards[index] for _, index in sorted(at)]


def _mix(reviews: Sequence[QueueCard], new: Sequence[QueueCard]) -> list[QueueCard]:
    """Lay two sequences into one so that the members of each are equally far from each other and from both ends."""
    mixed: list[QueueCard] = []
    place = 0
    for number, card in enumerate(new, 1):
        # As far along the reviews as the card is along the new ones, both counted with one place more than there are.
        until = number * (len(reviews) + 1) // (len(new) + 1)
        mixed += reviews[place:until]
        mixed.append(card)
        place = until
    return [*mixed, *reviews[place:]]
