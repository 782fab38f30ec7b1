"""The limits of a day or a session that has more than the usual: more new cards, or a share of what waits."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.srs.backlog import a_day_to_clear
from quiz.store.rows import Limits

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.model.ids import DeckId
    from quiz.model.memory import StudyDay
    from quiz.model.plan import Plan
    from quiz.store.store import Store

_ALL = 1_000_000_000


def raised(limits: Limits, plan: "Plan", store: "Store", day: "StudyDay") -> Limits:
    """Return the limits with what a plan asks for on top of them, in its decks."""
    if plan.catch_up is not None:
        limits = _caught_up(limits, plan, store, day, plan.catch_up)
    return _with_new(limits, plan, store, day) if plan.more_new else limits


def catching_up(limits: Limits, store: "Store", day: "StudyDay", days_of: "Callable[[DeckId], int | None]") -> Limits:
    """Return the limits with so many more reviews that nothing waits any more after the days of each deck.

    The days begin with the first one after a day on which nothing was answered. Should anything still wait when they
    are over, they begin anew.
    """
    studied = store.outlook.days_in_a_row(type(day)(day - 1))
    own: dict[DeckId, Limits] = dict(limits.own)
    for backlog in store.planned.backlogs(day, Limits(new=0, reviews=0)):
        days, may = days_of(backlog.deck), limits.of(backlog.deck)
        if days is not None and backlog.due + backlog.done > may.reviews:
            share = a_day_to_clear(backlog.due + backlog.done, backlog.coming, days - studied % days)
            own[backlog.deck] = Limits(new=may.new, reviews=max(may.reviews, share))
    return replace(limits, own=own)


def _with_new(limits: Limits, plan: "Plan", store: "Store", day: "StudyDay") -> Limits:
    """Hand more new cards out to the decks that have some, in the order in which decks are studied."""
    done, every = store.done_on(day), store.counts(day, Limits(new=_ALL, reviews=0))
    usual = store.counts(day, replace(limits, total_new=None))
    own: dict[DeckId, Limits] = dict(limits.own)
    decks = [deck for deck in every if plan.decks is None or deck in plan.decks]
    left = plan.more_new
    if limits.total_new is not None:
        begun = _ALL - (store.room(day, Limits(new=0, reviews=0, total_new=_ALL))[0] or 0)
        waits = max(0, sum(usual[deck].new for deck in decks) - max(0, limits.total_new - begun))
        # What the decks let in and all of them together do not comes first.
        limits = replace(limits, total_new=max(limits.total_new, begun) + left)
        left -= min(left, waits)
    for deck in decks:
        may = limits.of(deck)
        extra = min(left, every[deck].new - usual[deck].new)
        left -= extra
        own[deck] = Limits(new=max(may.new, done[deck].new if deck in done else 0) + extra, reviews=may.reviews)
    return replace(limits, own=own)


def _caught_up(limits: Limits, plan: "Plan", store: "Store", day: "StudyDay", days: int) -> Limits:
    """Let in as many reviews as clear what waits in a deck within some days, when as many are done on each of them."""
    own: dict[DeckId, Limits] = dict(limits.own)
    for backlog in store.planned.backlogs(day, Limits(new=0, reviews=0), plan.decks):
        share = a_day_to_clear(backlog.due + backlog.done, backlog.coming, days)
        own[backlog.deck] = Limits(new=limits.of(backlog.deck).new, reviews=share)
    return replace(limits, own=own, total_reviews=None)
