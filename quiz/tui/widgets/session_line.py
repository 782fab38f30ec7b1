"""The lines above a card: which deck and article, what is done and what is to come, and the time."""

from dataclasses import dataclass
from datetime import date

from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive, var
from textual.widget import Widget

from quiz.tui.widgets.safe import fit, show_line

_NARROW = 64
"""Cells below which the counts are shortened to signs and letters."""
_CLOCK, _CLOCK_SHORT = 27, 14
"""Cells of the time, so that the bar keeps its length while it grows."""
_STEP = 10
"""Seconds a card takes before its time is told, and from one telling to the next."""
_MINUTE = 60
_HOUR = 60 * _MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What a session line shows."""

    title: str = ""
    kind: str = ""
    """What kind of session it is, if it is not the plain one."""
    mode: str = ""
    """How cards are asked in this session, if the learner said so."""
    done: int = 0
    new: int = 0
    learning: int = 0
    """Cards on their steps that can be asked now."""
    review: int = 0
    later: int = 0
    """Cards on their steps that come back later today."""
    marked: bool = False
    current: str = ""
    """Which of the three the card at hand belongs to: ``new``, ``learning``, ``review`` or nothing."""
    origin: str = ""
    """The title of the article, or as much of it as may be said now."""
    published: date | None = None
    """The day of the article, if it may be said now."""

    @property
    def to_come(self) -> int:
        """Cards still to come, the one at hand included."""
        return self.new + self.learning + self.review + self.later


@dataclass(frozen=True, slots=True)
class Times:
    """How long the session has taken, and the card at hand, in seconds."""

    session: int
    card: int | None
    """``None`` while there is no card."""
    left: int | None = None
    """Seconds until the time for the session is over, if it has an end."""


class SessionLine(Widget, can_focus=False):
    """Deck and counts, under them a bar that fills as cards are done, with the time, and under it the article.

    With a height of two the article is left out. When the time moves on only its cells are painted anew; that is
    every ten seconds at most, so that nothing stirs in the corner of the eye of somebody who thinks.
    """

    DEFAULT_CSS = """
    SessionLine {
        height: 3;
        padding: 0 1;
        background: $background;
        text-wrap: nowrap;
    }
    """

    progress: reactive[Progress] = reactive(Progress())
    """What is shown."""
    times: var[Times | None] = var(None)
    """What the clock shows; nothing before the first card is settled."""

    def render(self) -> Content:
        """Lay out the lines for the width at hand."""
        width = self.size.width
        now = self.progress
        counts = _counts(now, short=width < _NARROW)
        named = " · ".join(filter(None, (now.kind, now.mode)))
        kind = show_line(named, "bold $accent") + Content(" · " if now.title else "") if named else Content("")
        title = Content.assemble(kind, show_line(("★ " if now.marked else "") + now.title, "bold"))
        first = Content.assemble(fit(title, width - counts.cell_length - 2), "  ", counts)
        clock = self._clock(width)
        bar = _bar(now, width - clock.cell_length - (1 if clock else 0))
        second = Content.assemble(bar, " ", clock) if clock else bar
        return Content("\n").join((first, second, _origin(now, width)))

    def watch_times(self, before: Times | None, now: Times | None) -> None:
        """Paint nothing but the time anew, and only if it reads otherwise than before."""
        width = self.size.width
        was, clock = (_clock(times, short=width < _NARROW) for times in (before, now))
        if was.plain != clock.plain:
            cells = max(was.cell_length, clock.cell_length)
            self.refresh(Region(width - cells, 1, cells, 1))

    def _clock(self, width: int) -> Content:
        return _clock(self.times, short=width < _NARROW)


def _clock(times: Times | None, *, short: bool) -> Content:
    if times is None:
        return Content("")
    parts: list[str] = []
    if times.card is not None and times.card >= _STEP:
        parts.append(f"{'' if short else 'card '}{_in_steps(times.card)}")
    if times.left is None:
        parts.append(f"{'' if short else 'session '}{_rough(times.session)}")
        return Content.styled(" · ".join(parts).rjust(_CLOCK_SHORT if short else _CLOCK), "$quiet")
    parts.append(_time_left(times.left, short=short))
    return Content.styled(" · ".join(parts).rjust(_CLOCK_SHORT + 2 if short else _CLOCK), "$quiet")


def _time_left(seconds: int, *, short: bool) -> str:
    if seconds <= 0:
        return "time is up"
    if seconds < _MINUTE:
        return "<1m left" if short else "<1 min left"
    minutes = -(-seconds // _MINUTE)
    return f"{minutes}m left" if short else f"{minutes} min left"


def _in_steps(seconds: int) -> str:
    seconds -= seconds % _STEP
    return f"{seconds} s" if seconds < _MINUTE else f"{seconds // _MINUTE}:{seconds % _MINUTE:02}"


def _rough(seconds: int) -> str:
    if seconds < _MINUTE:
        return "<1 min"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    return f"{seconds // _HOUR} h {seconds % _HOUR // _MINUTE:02}"


def _origin(progress: Progress, width: int) -> Content:
    """Return title and day of the article; of a long title the end is left out, not the day."""
    day = _day(progress.published) if progress.published is not None else ""
    title, gap = show_line(progress.origin), " · " if day and progress.origin else ""
    room = width - len(day) - len(gap)
    if title.cell_length > room:
        title = fit(title, room)
    return Content.assemble(title, gap, day).stylize_before("$quiet")


def _day(day: date) -> str:
    from quiz.words.common import day as in_words  # noqa: PLC0415 - most articles have no day

    return in_words(day)


def _counts(progress: Progress, *, short: bool) -> Content:
    parts: list[Content] = [Content.styled(f"✓{progress.done}" if short else f"{progress.done} done", "$quiet")]
    for name, style in (("new", "$primary"), ("learning", "$error"), ("review", "$success")):
        number = getattr(progress, name)
        if not number:
            continue
        # Of what is reviewed ahead or crammed, most is not due.
        word = ("to review" if progress.kind else "due") if name == "review" else name
        text = f"{name[0] if progress.kind else word[0]}{number}" if short else f"{number} {word}"
        parts.append(Content.styled(text, f"bold underline {style}" if progress.current == name else style))
    if progress.later:
        parts.append(Content.styled(f"+{progress.later}" if short else f"{progress.later} later", "$quiet"))
    return Content(" " if short else " · ").join(parts)


def _bar(progress: Progress, width: int) -> Content:
    total = progress.done + progress.to_come
    filled = round(width * progress.done / total) if total else width
    return Content.assemble(("━" * filled, "$success"), ("─" * (width - filled), "$faint"))
