"""The charts and tables of a report as lines of text, readable at 80 columns and at 40, without colour."""

import textwrap
from collections.abc import Sequence

from quiz.model.memory import Rating
from quiz.model.review import ReviewKind
from quiz.model.text import counted
from quiz.stats.calendar_map import calendar_cells, legend
from quiz.stats.draw import Bar, bars, columns, compact, group_size
from quiz.stats.report import Calendar, CardCounts, Forecast, PassRate, Period, Report, Retention, Today

_WIDE = 60
"""From this width on, tables show numbers beside shares."""

_PERIOD_NAMES = {
    Period.TODAY: "today",
    Period.YESTERDAY: "yesterday",
    Period.WEEK: "last 7 days",
    Period.MONTH: "last 30 days",
    Period.YEAR: "last year",
    Period.ALL: "all time",
}
_KIND_NAMES = {
    ReviewKind.LEARN: "learning",
    ReviewKind.REVIEW: "review",
    ReviewKind.RELEARN: "relearning",
    ReviewKind.CRAM: "cramming",
}


def report_lines(report: Report, *, width: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the whole report: every section under its heading, with an empty line between sections."""
    sections = (
        ("Today", today(report.today, width=width, ascii=ascii)),
        ("Retention", retention(report.retention, width=width, ascii=ascii)),
        ("Due", forecast(report.forecast, width=width, ascii=ascii)),
        ("Calendar", calendar(report.calendar, width=width, ascii=ascii)),
        ("Cards", counts(report.counts, width=width, ascii=ascii)),
    )
    lines: list[str] = []
    for heading, body in sections:
        lines += [*([""] if lines else []), heading, *body]
    return lines


def today(figures: Today, *, width: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the day so far: a sentence, then the answers by rating and by kind."""
    if not figures.reviews:
        return _wrapped("Nothing answered yet today.", width)
    per_answer = figures.duration_ms / figures.reviews / 1000
    each = f" ({per_answer:.0f} s each)" if figures.reviews > 1 else ""
    sentence = (
        f"{counted(figures.reviews, 'answer')} in {minutes(figures.duration_ms)}{each}, "
        f"{percent(figures.right_share)} right, {counted(figures.introduced, 'new card')}."
    )
    ratings = [Bar(rating.name.capitalize(), figures.by_rating[rating]) for rating in Rating]
    kinds = ", ".join(f"{number} {_KIND_NAMES[kind]}" for kind, number in figures.by_kind.items() if number)
    return [
        *_wrapped(sentence, width),
        *bars(ratings, width=width, ascii=ascii),
        *_wrapped(f"By kind: {kinds}.", width),
    ]


def retention(rows: Sequence[Retention], *, width: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the retention table: the share remembered by period and by how long the interval was.

    Wide tables show ``remembered/answers`` beside each share, narrow ones the number of answers at the end.
    """
    none = "-" if ascii else "–"
    name_width = max(map(len, _PERIOD_NAMES.values()))
    wide = width >= _WIDE

    def group(rate: PassRate) -> str:
        share = f"{percent(rate.share, none):>7}"
        return f"{share}  {f'{rate.passed}/{rate.total}' if rate.total else '':<11}" if wide else share

    heads = [f"{head:>7}" + " " * (13 if wide else 0) for head in ("young", "mature", "all")]
    last = "" if wide else f"{'count':>7}"
    lines = [" " * name_width + "".join(heads) + last]
    for row in rows:
        cells = "".join(group(rate) for rate in (row.young, row.mature, row.all))
        last = "" if wide else f"{compact(row.all.total):>7}"
        lines.append(f"{_PERIOD_NAMES[row.period]:<{name_width}}{cells}{last}")
    note = "Share not rated Again, of cards with an interval of a day or more; mature: of 21 days or more."
    return [*(line.rstrip()[:width] for line in lines), *_wrapped(note, width)]


def forecast(figures: Forecast, *, width: int, height: int = 8, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the cards due on each day ahead as columns, and the backlog in a sentence."""
    due = sum(figures.due)
    days = len(figures.due)
    sentence = f"{counted(due, 'card')} due in the next {days} days"
    if figures.backlog:
        sentence += f", {figures.backlog} overdue"
    if figures.later:
        sentence += f", {figures.later} later"
    if not due:
        return _wrapped(f"{sentence}.", width)
    group = group_size(days, width)
    unit = "Cards a day" if group == 1 else f"Cards in {group} days"
    chart = columns(
        figures.due, width=width, height=height, tick=lambda day: f"+{day} d" if day else "today", ascii=ascii
    )
    return [*_wrapped(f"{unit}. {sentence}.", width), *chart]


def calendar(figures: Calendar, *, width: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the answers of each day of the last weeks that fit, month and weekday names, legend and streaks."""
    cells = calendar_cells(figures, width=width, ascii=ascii)
    space = " " * (cells.across - 1)
    lines = [cells.months]
    for label, row in zip(cells.labels, cells.rows, strict=True):
        lines.append(label + "".join(cell.glyph + space for cell in row))
    key = "  ".join(part.replace(" ", "\0") for part in legend(cells.steps, ascii=ascii))
    explained = [line.replace("\0", " ") for line in _wrapped(f"Answers: {key}", width)]
    streaks = (
        f"Streak {counted(figures.streak, 'day')}, longest {counted(figures.longest_streak, 'day')}, "
        f"studied on {figures.days_studied} of {counted(len(figures.reviews), 'day')}."
    )
    return [*(line.rstrip()[:width] for line in lines), *explained, *_wrapped(streaks, width)]


def counts(figures: CardCounts, *, width: int, ascii: bool = False) -> list[str]:  # noqa: A002
    """Return the cards by where they stand, as bars; places without cards are left out, but new and in review."""
    rows = [
        Bar("new", figures.new),
        Bar("learning", figures.learning),
        Bar("relearning", figures.relearning),
        Bar("young", figures.young),
        Bar("mature", figures.mature),
        Bar("suspended", figures.suspended),
    ]
    kept = [row for row in rows if row.value or row.label in {"new", "young", "mature"}]
    return [*bars(kept, width=width, ascii=ascii), *_wrapped(f"{counted(figures.total, 'card')} in all.", width)]


def percent(share: float | None, none: str = "-") -> str:
    """Return a share as a whole percentage; 100 % and 0 % only when it is exactly so."""
    if share is None:
        return none
    rounded = round(share * 100)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return f"{rounded} %"


def minutes(duration_ms: int) -> str:
    """Return a time as a learner says it: ``40 s``, ``12 min``, ``2 h 05 min``."""
    seconds = duration_ms // 1000
    if seconds < 60:  # noqa: PLR2004 - a minute
        return f"{seconds} s"
    hours, rest = divmod(round(seconds / 60), 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(1, width), break_long_words=True)
