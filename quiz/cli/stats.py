"""``quiz stats``: what was studied, how much was remembered, what is coming."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.options import complete_decks, decks_argument, json_option
from quiz.errors import UsageError
from quiz.model.text import one_line
from quiz.stats.pages import KEYS, PAGES
from quiz.stats.scope import Range, Scope, since

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.memory import StudyDay
    from quiz.stats.chart import Chart
    from quiz.stats.sums import Sums

EPILOG = """\b
Examples:
  quiz stats                              today, what was remembered, what is due
  quiz stats --all rivers --since year    every chart, of one deck, of a year
  quiz stats --chart hours --chart answers --since 2026-01-01
  quiz stats --html stats.html            a page with all charts, for a browser
  quiz stats --json | jq '.charts.retention.rows[] | select(.period=="month")'
  quiz stats --chart calendar --csv > days.csv

\b
JSON has "schema": 2, "day" (the study day it speaks of), "scope" (decks, tags,
since) and "charts": by key, each with "title", "said" (sentences) and "rows",
one object a day, rating or card, all of them. Dates are study days (YYYY-MM-DD), shares go
from 0 to 1, null is no value. CSV has a line a value: chart, scale, place,
series, value. New charts and columns may come; a changed meaning raises the
number of the schema.
"""

NARROWEST = 20
WIDEST = 120
_TALL = 10
_FORMS = ("--json", "--csv", "--plain", "--html")


def read_since(ctx: click.Context, param: click.Parameter, value: str) -> "Range | date":  # noqa: ARG001 - click's
    """Return how far back an option wants to look."""
    try:
        return Range(value)
    except ValueError:
        pass
    try:
        return date.fromisoformat(value)
    except ValueError:
        names = ", ".join(Range)
        raise click.BadParameter(f"{value!r} is neither a date like 2025-09-12 nor one of {names}.") from None


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--deck", "more", metavar="DECK", multiple=True, shell_complete=complete_decks, help="As an argument.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only cards with this tag; may be repeated.")
@click.option(
    "--since", "start", metavar="WHEN", default=Range.QUARTER.value, callback=read_since,
    help="How far back charts of the past go: a date, month, quarter, year or all. A quarter if not given.",
)  # fmt: skip
@click.option("--chart", "keys", metavar="KEY", multiple=True, help="Only this chart; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Every chart, not only those of the overview.")
@click.option("--plain", is_flag=True, help="Numbers in words and lines, without drawings.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for spreadsheets.")
@click.option("--html", "page", metavar="FILE", type=click.Path(readable=False), help="Write a page for a browser.")
@json_option
def stats(
    names: tuple[str, ...], more: tuple[str, ...], tags: tuple[str, ...], start: "Range | date", keys: tuple[str, ...],
    *, everything: bool, plain: bool, as_csv: bool, page: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Show today, retention, a forecast, a calendar and more, of all decks or of those named.

    JSON, CSV and the page have every chart unless --chart picks some. Of long tables, the first 20 rows are shown
    unless --chart picks them.
    """
    asked = [form for form, wanted in zip(_FORMS, (as_json, as_csv, plain, page), strict=True) if wanted]
    if len(asked) > 1:
        raise UsageError(f"{asked[0]} and {asked[1]} are two forms; choose one.")
    for key in keys:
        if key not in KEYS:
            raise UsageError(f"There is no chart {one_line(key)!r}.", hint=f"There are: {', '.join(KEYS)}.")
    with open_collection() as collection:
        sums = collection.progress(_scope(collection, (*names, *more), tags, start))
        pages = PAGES if everything or keys or as_json or as_csv or page is not None else PAGES[:1]
        parts = [
            (each.title, [figure(sums) for key, figure in each.figures.items() if not keys or key in keys])
            for each in pages
        ]
        charts = [chart for _, some in parts for chart in some]
        if page is not None:
            _write_page(collection, sums, Path(page), [part for part in parts if part[1]])
        elif as_json:
            from quiz.stats.as_json import to_json  # noqa: PLC0415 - one form is enough

            console.write_json(to_json(sums, charts))
        elif as_csv:
            from quiz.stats.as_csv import to_csv  # noqa: PLC0415 - as above

            console.write(to_csv(charts), end="")
        else:
            shown = [(title, some) for title, some in parts if some]
            whole = bool(keys)
            console.write_lines(
                _in_words(charts, whole=whole) if plain else _drawn(shown, whole=whole, headed=everything)
            )


def _scope(collection: "Collection", names: Sequence[str], tags: tuple[str, ...], start: "Range | date") -> Scope:
    from quiz.srs.day import day_from_date  # noqa: PLC0415 - help counts no days

    decks = chosen(collection, names)
    known = collection.sittings.tags()
    for tag in tags:
        if tag not in known:
            raise UsageError(f"No card has the tag {one_line(tag)!r}.", hint="'quiz stats --chart tags' lists them.")
    first: StudyDay | None = since(start, collection.today()) if isinstance(start, Range) else day_from_date(start)
    return Scope(decks=None if decks is None else tuple(decks), tags=tags, since=first)


def _drawn(parts: Iterable[tuple[str, Iterable["Chart"]]], *, whole: bool, headed: bool) -> Iterable[str]:
    from quiz.stats.drawing.draw import draw  # noqa: PLC0415 - JSON needs no drawing
    from quiz.stats.drawing.pieces import Pen, text_of  # noqa: PLC0415

    pen = Pen(max(NARROWEST, min(WIDEST, console.terminal_width())), _TALL, ascii=not console.speaks_unicode())
    blank: list[str] = []
    for title, charts in parts:
        if headed:
            yield from (*blank, _ruled(title, "=" if pen.ascii else "═", pen.width))
        for chart in charts:
            yield from (*blank, _ruled(chart.title, "-" if pen.ascii else "─", pen.width))
            yield from text_of(draw(chart, pen, whole=whole))
            blank = [""]


def _ruled(title: str, sign: str, width: int) -> str:
    """Return a title that is found again among many lines."""
    return f"{title} {sign * (width - len(title) - 1)}".rstrip()


def _in_words(charts: Iterable["Chart"], *, whole: bool) -> Iterable[str]:
    from quiz.stats.drawing.draw import told  # noqa: PLC0415 - as above

    for number, chart in enumerate(charts):
        yield from [*([""] if number else []), f"{chart.title}."]
        if chart.is_empty:
            yield chart.empty
            continue
        yield from chart.said
        chart = chart if whole else chart.topped()  # noqa: PLW2901 - the same, shorter
        yield from (f"{told(chart, place)}." for place in range(len(chart.places)) if chart.has(place))
        if chart.note:
            yield chart.note


def _write_page(
    collection: "Collection", sums: "Sums", path: Path, parts: Sequence[tuple[str, Sequence["Chart"]]]
) -> None:
    from quiz.formats.atomic import write_atomically  # noqa: PLC0415 - most faces write no file
    from quiz.stats.page.html import GENERATOR, page  # noqa: PLC0415
    from quiz.stats.words import day_name  # noqa: PLC0415

    decks = sums.scope.decks
    about = "All decks" if decks is None else ", ".join(collection.title_of(deck) for deck in decks)
    tags = f", tagged {' or '.join(sums.scope.tags)}" if sums.scope.tags else ""
    back = "all answers" if sums.scope.since is None else f"answers since {day_name(sums.scope.since)}"
    told = f"{about}{tags}, as of {day_name(sums.today)}. Charts of the past show {back}."
    ours = _begins_with(path, GENERATOR)
    write_atomically(path, page("quiz: statistics", told, parts), overwrite=ours)
    console.say(f"Wrote {path}.")


def _begins_with(path: Path, mark: str) -> bool:
    """Tell whether a file is a page that this command wrote."""
    try:
        with path.open("rb") as file:
            return mark.encode() in file.read(1_000)
    except OSError:
        return False
