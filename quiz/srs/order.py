"""The order in which cards are asked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby, islice, zip_longest
from typing import TypeVar

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, Phase, Scheduled, StudyDay
from quiz.srs.apart import keep_apart
from quiz.srs.lineup import Entry, Lineup, Queue, Read, deck_of, name_of, named
from quiz.srs.queue import Counts, QueueCard, due_at, waiting_until

Ranked = tuple[CardId, float]
"""A card and what sorts it."""
_Drawn = tuple[int, bytes, str, QueueCard]
_Any = TypeVar("_Any", QueueCard, Entry)
_SUFFIX = ":"
"""Stands in the names of all siblings but one at most."""


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
    from hashlib import blake2b  # noqa: PLC0415 - what is due today needs none, and it loads OpenSSL

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


def line_up(
    steps: Sequence[QueueCard],
    reviews: Sequence[Ranked],
    new: Sequence[Sequence[CardId]],
    read: Read,
    *,
    endangered_on: StudyDay | None = None,
) -> Queue:
    """Return the same queue as `build_queue` does, of cards of which little more is known than their names.

    ``steps`` are the cards on steps. ``reviews`` are the others that were answered, with what sorts them: the day they
    are due, or with ``endangered_on`` how safe they are then; those of one rank are drawn already. ``new`` are the
    cards that were not answered, deck by deck. ``read`` tells states once they are asked for.
    """
    waiting = sorted((card for card in steps if waiting_until(card.state)), key=lambda card: (due_at(card), card.card))
    whole_days = [card for card in steps if isinstance(card.state, Scheduled) and not waiting_until(card.state)]
    ranked: list[tuple[Entry, float]] = [(card, _rank_of(card, endangered_on)) for card in whole_days]
    ranked += reviews
    if whole_days or len(new) > 1:
        ranked.sort(key=_rank)
    if endangered_on is None and len(new) > 1:
        days = groupby(ranked, key=_rank)
        seen = [entry for _, of_day in days for entry in _evenly([entry for entry, _ in of_day])]
    else:
        seen = [entry for entry, _ in ranked]
    fresh: list[Entry] = [name for deck in new for name in deck]
    main = _mix(seen, fresh if len(new) <= 1 else _evenly(fresh))
    if any(_SUFFIX in "".join(names) for names in (*new, [name for name, _ in reviews], map(name_of, whole_days))):
        main = _apart(main)
    counts = Counts(len(fresh), len(waiting) + len(whole_days), len(reviews))
    return Queue(Lineup(main, read), tuple(waiting), counts)


def _rank_of(card: QueueCard, endangered_on: StudyDay | None) -> float:
    """Return what sorts a card as the store sorts its reviews: the day it is due, or how safe it is on a day."""
    if endangered_on is not None:
        return _safety(card, endangered_on)[0]
    return card.state.due_day if isinstance(card.state, Scheduled) else 0


def _rank(ranked: tuple[Entry, float]) -> float:
    return ranked[1]


def _apart(entries: list[Entry]) -> list[Entry]:
    """Keep siblings apart; what they are called tells which they are."""
    cards = [named(entry) if isinstance(entry, str) else entry for entry in entries]
    known = {card.card: entry for card, entry in zip(cards, entries, strict=True)}
    return [known[card.card] for card in keep_apart(cards)]


def take_turns(decks: Sequence[Sequence[CardId]], day: StudyDay, most: int) -> list[list[CardId]]:
    """Return so many cards, of which the decks take turns.

    Those that begin change from day to day, so that each comes to its turn however few there are.
    """
    some = [deck for deck in decks if deck]
    begin = day % len(some) if some else 0
    turns = zip_longest(*some[begin:], *some[:begin])
    begun = set(islice((card for turn in turns for card in turn if card is not None), most))
    return [[card for card in deck if card in begun] for deck in decks]


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


def _evenly(cards: Sequence[_Any]) -> list[_Any]:
    """Return cards with those of each deck, in their order, at equal distances from one another."""
    decks: dict[str, list[int]] = defaultdict(list)
    for index, card in enumerate(cards):
        decks[deck_of(card)].append(index)
    if len(decks) <= 1:
        return list(cards)
    at = [((2 * rank + 1) / len(own), index) for own in decks.values() for rank, index in enumerate(own)]
    return [cards[index] for _, index in sorted(at)]


def _mix(reviews: Sequence[_Any], new: Sequence[_Any]) -> list[_Any]:
    """Lay two sequences into one so that the members of each are equally far from each other and from both ends."""
    mixed: list[_Any] = []
    place, far, of = 0, len(reviews) + 1, len(new) + 1
    for number, card in enumerate(new, 1):
        # As far along the reviews as the card is along the new ones, both counted with one place more than there are.
        until = number * far // of
        mixed += reviews[place:until]
        mixed.append(card)
        place = until
    return [*mixed, *reviews[place:]]
