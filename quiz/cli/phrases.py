"""How the command line words things that several commands say."""

from typing import TYPE_CHECKING

from quiz.srs.day import date_of

if TYPE_CHECKING:
    from quiz.collection import Collection, Due

_MINUTE = 60_000


def count(number: int, noun: str) -> str:
    """Return e.g. ``1 card`` or ``1,200 cards``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def when(due: "Due | None", collection: "Collection") -> str:
    """Return when a card comes back, seen from now: ``in 7 min``, ``tomorrow``, ``on 2026-03-14``; a dash for never."""
    if due is None:
        return "-"
    days = due.day - collection.today()
    if days <= 0:
        if due.at is None or due.at <= collection.now():
            return "now"
        minutes = -(-(due.at - collection.now()) // _MINUTE)
        return f"in {minutes} min" if minutes < 90 else f"in {minutes // 60} h"  # noqa: PLR2004
    if days == 1:
        return "tomorrow"
    if days < 30:  # noqa: PLR2004 - a month ahead, a date says more than a number
        return f"in {days} days"
    return f"on {date_of(due.day).isoformat()}"
