"""``quiz simulate``: what a desired retention would take and bring."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.options import decks_argument, json_option, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.srs.simulate import Course

EPILOG = """\b
Examples:
  quiz simulate                        all decks, the next 180 days
  quiz simulate rivers --days 365      one deck, a year
  quiz simulate --new 5                five new cards a day in each deck
  quiz simulate --json | jq '.courses[] | [.retention, .reviews_a_day]'

\b
The learner of the simulation is FSRS itself: with the parameters of each deck,
cards are remembered with the chance that its curve gives. It answers everything
that is due on every day, up to the daily limits, and rates as people usually do.
Suspended cards are left out. What differs between retentions tells more than
the numbers themselves.
"""

_DAYS = 180
_MOST_DAYS = 3_650
_SCHEMA = 1
_NARROWEST, _WIDEST = 30, 100


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--days", metavar="N", callback=read_number, help=f"How many days; {_DAYS} if not given.")
@click.option("--new", metavar="N", type=click.IntRange(0, 9_999), help="New cards a day, in place of the settings.")
@click.option("--seed", metavar="N", type=int, default=1, help="Another number gives other chances.")
@json_option
def simulate(names: tuple[str, ...], *, days: int | None, new: int | None, seed: int, as_json: bool) -> None:
    """Compare desired retentions: reviews a day, and how much is remembered in the end."""
    days = min(days or _DAYS, _MOST_DAYS)
    with open_collection() as collection:
        wanted = chosen(collection, names)
        courses = collection.simulate(wanted, days, new_per_day=new, seed=seed)
        now = {collection.settings.of(deck.id).schedule.desired_retention for deck in collection.decks()}
    if as_json:
        console.write_json(
            {"schema": _SCHEMA, "days": days, "seed": seed, "courses": [_plain(each) for each in courses]}
        )
    elif not any(course.cards for course in courses):
        console.write("There is no card to simulate. Make a deck with 'quiz generate ARTICLE'.")
    else:
        console.write_lines(_lines(courses, days, now))


def _plain(course: "Course") -> dict[str, object]:
    """Return a course as plain data: ``reviews`` are those of each day, ``passed`` the share that was remembered."""
    return {
        "retention": course.retention,
        "reviews_a_day": round(course.reviews_a_day, 3),
        "reviews": [round(number, 3) for number in course.reviews],
        "learned": course.learned,
        "cards": course.cards,
        "remembered": round(course.remembered, 3),
        "passed": round(course.passed, 4),
    }


def _lines(courses: "Sequence[Course]", days: int, now: set[float]) -> list[str]:
    from quiz.stats.chart import Chart, Place, Series, Shape, Unit  # noqa: PLC0415 - JSON needs no chart
    from quiz.stats.drawing.draw import plot  # noqa: PLC0415
    from quiz.stats.drawing.pieces import Pen, text_of  # noqa: PLC0415

    cards = courses[0].cards
    lines = [f"The next {days} days, {cards:,} cards begun by then", ""]
    lines.append("Retention  Reviews a day  Remembered  Passed")
    for course in courses:
        share = course.remembered / course.cards if course.cards else 0.0
        mark = "  now" if course.retention in now else ""
        lines.append(
            f"{course.retention:9.0%}  {course.reviews_a_day:13,.1f}  {course.remembered:6,.0f} {share:3.0%}"
            f"  {course.passed:6.0%}{mark}"
        )
    chart = Chart(
        key="simulation",
        title="Reviews a day",
        shape=Shape.BARS,
        unit=Unit.NUMBER,
        scale="desired retention",
        places=tuple(Place(f"{each.retention:.0%}") for each in courses),
        series=(Series("reviews a day", tuple(each.reviews_a_day for each in courses)),),
    )
    pen = Pen(max(_NARROWEST, min(_WIDEST, console.terminal_width())), ascii=not console.speaks_unicode())
    lines += ["", chart.title, *text_of(plot(chart, pen))]
    return lines
