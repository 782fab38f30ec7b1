"""What is shown of one card beside a list, and how cards are searched for, as text."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from quiz.model.memory import New
from quiz.tui.widgets.safe import part, show, show_line
from quiz.words.common import day, next_of, standing

if TYPE_CHECKING:
    from quiz.collection.browser import BrowseRow
    from quiz.model.memory import Instant
    from quiz.model.review import Review
    from quiz.srs.day import DayRule

_ANSWERS = 5
"""The newest answers that are told; all of them are in the card's info."""

SEARCH_HELP: tuple[tuple[str, str], ...] = (
    ('lima "capital of"', "words and phrases, in question, answers and evidence"),
    ("-lima · lima or quito", "without; one or the other; ( ) go together"),
    ("deck:name tag:name", "also source: rule: kind: · * is anything"),
    ("is:due", "new learning review suspended buried marked leech young mature orphan"),
    ("due:today due:<7", "due:2026-12-01.. · answered:<7 and added:<7 days ago"),
    ("lapses:>3 interval:7..30", "also reps: stability: difficulty: retrievability:<80%"),
)


def search_help() -> Content:
    """Return how cards are searched for."""
    return Content("\n").join(
        Content.assemble((term, "bold $accent"), "  ", (meaning, "$quiet")) for term, meaning in SEARCH_HELP
    )


def preview_of(
    row: "BrowseRow", history: Sequence["Review"], now: "Instant", rule: "DayRule", *, airy: bool = False
) -> Content:
    """Return a card with its answers, its evidence, and where it stands; ``airy`` keeps these apart by empty lines."""
    card = row.card
    answers = [Content.assemble(("→ ", "$accent"), show(part(card.answer)))]
    others = [spelling for item in card.answers for spelling in item[1:]]
    if others:
        answers.append(Content.assemble(("also right  ", "$quiet"), show(part(", ".join(others)))))
    if card.distractors:
        answers.append(Content.assemble(("wrong  ", "$quiet"), show(part(", ".join(card.distractors)))))
    standing = [_stand(row, now, rule)]
    if history:
        standing.append(_history(history, rule))
    where = [show_line(row.deck or "in no deck file", "$quiet")]
    where += [Content.styled("  #", "$quiet") + show_line(tag, "$quiet") for tag in card.tags]
    parts = [[show(part(card.prompt), "bold")], answers]
    parts += [[show(part(card.evidence), "italic $quiet")]] if card.evidence else []
    parts += [standing, [Content("").join(where)]]
    return Content("\n\n" if airy else "\n").join(Content("\n").join(lines) for lines in parts)


def _stand(row: "BrowseRow", now: "Instant", rule: "DayRule") -> Content:
    state = row.state
    parts = [standing(state, row.flags, rule.day_of(now))]
    parts += ["marked"] if row.flags.marked else []
    if not isinstance(state, New):
        parts.append(f"due {next_of(state, now, rule)}")
        parts.append(f"forgotten {state.lapses} of {state.reps} times" if state.lapses else "never forgotten")
    return Content(" · ".join(parts))


def _history(history: Sequence["Review"], rule: "DayRule") -> Content:
    told: list[str] = []
    for review in history[: -_ANSWERS - 1 : -1]:
        at = datetime.fromtimestamp(review.at / 1000, tz=UTC).astimezone(rule.zone)
        told.append(f"{review.rating.name.capitalize()} {day(at.date())}")
    more = len(history) - len(told)
    return Content.styled("last  " + ", ".join(told) + (f", and {more} before" if more else ""), "$quiet")
