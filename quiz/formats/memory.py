"""Reads what a deck remembers of generating: the cards that are not wanted, and how the others were written."""

from collections.abc import Callable, Mapping
from typing import cast

from quiz.formats.notes import NAME, Fields
from quiz.model.ids import NoteId
from quiz.model.text import one_line
from quiz.model.trace import Refusal, Trace, read_trace

REJECTED = "rejected"
WRITTEN = "written"
REFUSAL_KEYS = ("id", "prompt", "answer", "evidence")

Report = Callable[[str, str], None]
"""Called with a sentence and the key of the deck it is about."""


def read_refusals(table: Mapping[str, object], report: Report) -> tuple[Refusal, ...]:
    """Return the cards that are not wanted; each is an id, or a table ``[[rejected]]`` with the words of the card."""
    value = table.get(REJECTED, [])
    if not isinstance(value, list):
        report('`rejected` must be a list of ids, like rejected = ["q7k2mv"].', REJECTED)
        return ()
    found: dict[NoteId, Refusal] = {}
    for row in cast("list[object]", value):
        entry = {"id": row} if isinstance(row, str) else row
        refusal = _refusal(cast("dict[str, object]", entry), report) if isinstance(entry, dict) else None
        if refusal is not None:
            found.setdefault(refusal.id, refusal)
        elif not isinstance(entry, dict):
            report('An entry of `rejected` must be an id in quotes, like rejected = ["q7k2mv"].', REJECTED)
    return tuple(found.values())


def _refusal(entry: Mapping[str, object], report: Report) -> Refusal | None:
    fields = Fields(entry, lambda message, _key: report(f"In `rejected`: {message}", REJECTED))
    fields.check_keys(REFUSAL_KEYS)
    name = fields.text("id")
    if not NAME.fullmatch(name):
        fields.blame("An `id` is up to 64 letters and digits, without space, slash or colon.")
    refusal = Refusal(
        id=NoteId(name),
        prompt=fields.text("prompt"),
        answer=fields.text("answer"),
        evidence=fields.text("evidence"),
    )
    return None if fields.bad else refusal


def read_written(table: Mapping[str, object], report: Report) -> tuple[Trace, ...]:
    """Return how the generated cards were written, from the table ``[written]``."""
    value = table.get(WRITTEN, {})
    if not isinstance(value, dict):
        report("`written` must be a table, [written]; quiz makes it.", WRITTEN)
        return ()
    found: list[Trace] = []
    for name, sums in cast("dict[str, object]", value).items():
        trace = read_trace(NoteId(name), sums) if isinstance(sums, str) and NAME.fullmatch(name) else None
        if trace is None:
            message = f"The entry `{one_line(name)[:64]}` of `written` is not as quiz made it; remove the line."
            report(message, WRITTEN)
        else:
            found.append(trace)
    return tuple(found)
