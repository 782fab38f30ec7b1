"""The two lines above a card: which deck, what is done and what is to come."""

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from quiz.tui.widgets.safe import fit, show_line

_NARROW = 64
"""Cells below which the counts are shortened to letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a session line shows."""

    title: str = ""
    done: int = 0
    new: int = 0
    learning: int = 0
    review: int = 0
    marked: bool = False
    current: str = ""
    """Which of the three the card at hand belongs to: ``new``, ``learning``, ``review`` or nothing."""

    @property
    def to_come(self) -> int:
        """Cards still to come, the one at hand included."""
        return self.new + self.learning + self.review


class SessionLine(Widget, can_focus=False):
    """Deck and counts on one line, and under it a bar that fills as cards are done."""

    DEFAULT_CSS = """
    SessionLine {
        height: 2;
        padding: 0 1;
        background: $background;
        text-wrap: nowrap;
    }
    """

    progress: reactive[Progress] = reactive(Progress())
    """What is shown."""

    def render(self) -> Content:
        """Lay out both lines for the width at hand."""
        width = self.size.width
        counts = _counts(self.progress, short=width < _NARROW)
        title = show_line(("★ " if self.progress.marked else "") + self.progress.title, "bold")
        room = width - counts.cell_length - 2
        return Content.assemble(fit(title, room), "  ", counts, "\n", _bar(self.progress, width))


def _counts(progress: Progress, *, short: bool) -> Content:
    parts: list[Content] = []
    for name, style in (("new", "$primary"), ("learning", "$error"), ("review", "$success")):
        number = getattr(progress, name)
        word = "due" if name == "review" else name
        text = f"{word[0]}{number}" if short else f"{number} {word}"
        parts.append(Content.styled(text, _style(style, number, here=progress.current == name)))
    done = Content.styled(f"✓{progress.done}" if short else f"{progress.done} done", "$quiet")
    return Content(" " if short else " · ").join((done, *parts))


def _style(colour: str, number: int, *, here: bool) -> str:
    if not number:
        return "$quiet"
    return f"bold underline {colour}" if here else colour


def _bar(progress: Progress, width: int) -> Content:
    total = progress.done + progress.to_come
    filled = round(width * progress.done / total) if total else width
    return Content.assemble(("━" * filled, "$success"), ("─" * (width - filled), "$faint"))
