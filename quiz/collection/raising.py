"""The limits of a session that is to have more than the day lets in: more new cards, or a share of what waits."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.srs.backlog import a_day_to_clear
from quiz.store.rows import Limits

if TYPE_CHECKING:
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


def _with_new(limits: Limits, plan: "Plan", store: "Store", day: "StudyDay") -> Limits:
    """Hand more new cards out to the decks that have some, in the order in which decks are studied."""
    done, every = store.done_on(day), store.counts(day, Limits(new=_ALL, reviews=0))
    usual = store.counts(day, limits)
    own: dict[DeckId, Limits] = dict(limits.own)
    left = plan.more_new
    for deck, counts in every.items():
        if plan.decks is not None and deck not in plan.decks:
            continue
        may = limits.of(deck)
        extra = min(left, counts.new - usual[deck].new)
        left -= extra
        own[deck] = replace(may, new=max(may.new, done[deck].new if deck in done else 0) + extra, own={})
    return replace(limits, own=own)


def _caught_up(limits: Limits, plan: "Plan", store: "Store", day: "StudyDay", days: int) -> Limits:
    """Let in as many reviews as clear what waits in a deck within some days, when as many are done on each of them."""
    own: dict[DeckId, Limits] = dict(limits.own)
    for backlog in store.backlogs(day, Limits(new=0, reviews=0), plan.decks):
        share = a_day_to_clear(backlog.due + backlog.done, backlog.coming, days)
        own[backlog.deck] = replace(limits.of(backlog.deck), reviews=share, own={})
    return replace(limits, own=own)
