"""What rescheduling does, in words and as JSON: `quiz reschedule` and `quiz optimize` tell it alike."""

import sys
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.model.text import counted

if TYPE_CHECKING:
    from quiz.srs.reschedule import Moves


def moves_line(moves: "Moves") -> str:
    """Return how many cards move, and what that does to today, in one sentence."""
    if not moves.to:
        return f"No card moves: all {moves.cards:,} in review are where they belong."
    number = len(moves.to)
    parts = [
        f"{count:,} {words}"
        for count, words in (
            (moves.become_due, "become due today" if moves.become_due > 1 else "becomes due today"),
            (moves.leave_today, "of today's come later" if moves.leave_today > 1 else "of today's comes later"),
        )
        if count
    ]
    today = f"{', '.join(parts)}; {moves.due:,} would be due today" if parts else "nothing changes today"
    return f"{number:,} of {counted(moves.cards, 'card')} in review move{'s' if number == 1 else ''}: {today}."


def moves_json(moves: "Moves") -> dict[str, object]:
    """Return what moves for programs."""
    return {
        "cards": moves.cards,
        "moved": len(moves.to),
        "become_due_today": moves.become_due,
        "leave_today": moves.leave_today,
        "due_today": moves.due,
    }


def agreed(*, yes: bool) -> bool:
    """Ask whether to go on, where somebody is there to be asked; scripts have said so by running the command."""
    if yes or not (console.is_terminal(sys.stdin) and console.is_terminal(sys.stderr)):
        return True
    return click.confirm("Move them?", default=True, err=True)
