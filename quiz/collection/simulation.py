"""Simulates studying the decks of a collection, from the states their cards are in."""

from collections.abc import Sequence
from random import Random
from typing import TYPE_CHECKING

from quiz.model.ids import DeckId
from quiz.model.memory import Scheduled
from quiz.srs.simulate import RETENTIONS, Course, Known, World, average, simulate, together

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.srs.fsrs import Fsrs
    from quiz.store.store import Store


_ENOUGH = 2_000
"""Cards from which on chance evens out; fewer are gone through several times."""
_MOST_TIMES = 50


def simulate_decks(
    collection: "Collection",
    store: "Store",
    decks: Sequence[DeckId],
    days: int,
    *,
    new_per_day: int | None = None,
    seed: int = 1,
) -> tuple[Course, ...]:
    """Return what each desired retention leads to over the next ``days``, for the decks together.

    Each deck goes by its own parameters and limits, as if it were asked alone; ``new_per_day`` takes the place of
    theirs. Cards that are suspended are left out. The same ``seed`` gives the same figures.
    """
    worlds = [_world(collection, store, deck, days, new_per_day) for deck in decks]
    if not worlds:
        return ()
    cards = sum(len(world.known) + world.new for world, _ in worlds)
    times = max(1, min(_MOST_TIMES, _ENOUGH // max(cards, 1)))
    draw = Random(seed).random  # noqa: S311 - nothing secret is drawn
    return tuple(
        average([together([simulate(world, fsrs, each, draw) for world, fsrs in worlds]) for _ in range(times)])
        for each in RETENTIONS
    )


def _world(
    collection: "Collection", store: "Store", deck: DeckId, days: int, new_per_day: int | None
) -> "tuple[World, Fsrs]":
    settings, states = collection.settings.of(deck), store.states([deck])
    known = [
        Known(state.memory, state.last_day, state.due_day) for state in states.values() if isinstance(state, Scheduled)
    ]
    world = World(
        known=known,
        new=store.card_count([deck]) - len(store.suspended([deck])) - len(known),
        new_per_day=settings.study.new_per_day if new_per_day is None else new_per_day,
        reviews_per_day=settings.study.reviews_per_day,
        maximum_interval=settings.schedule.maximum_interval,
        first=collection.today(),
        days=days,
    )
    return world, collection.scheduler_with(settings).fsrs
