"""Charts as plain data, for programs."""

from collections.abc import Iterable

from quiz.stats.chart import Chart, Unit, Value
from quiz.stats.scope import Scope
from quiz.stats.sums import Sums
from quiz.stats.words import iso

SCHEMA = 2
"""Raised when a key changes its meaning or goes; new keys may come without it."""


def to_json(sums: Sums, charts: Iterable[Chart]) -> dict[str, object]:
    """Return charts as dictionaries, lists, strings and numbers that ``json.dumps`` takes.

    - ``schema``: 2.
    - ``day``: the study day the figures speak of. All dates are study days, written ``YYYY-MM-DD``.
    - ``scope``: ``decks`` (a list of deck ids, or null for all), ``tags`` and ``since`` (a date, or null).
    - ``charts``: by key, each with ``title``, ``said`` (what it comes to, in sentences) and ``rows``: one object a
      place, with the place under the name of the scale, what it is made of (the question and the answer of a card, the
      id of a deck), and each series under its own. Shares go from 0 to 1; what there is no value for is null.
    """
    return {
        "schema": SCHEMA,
        "day": iso(sums.today),
        "scope": _scope(sums.scope),
        "charts": {
            chart.key: {"title": chart.title, "said": list(chart.said), "rows": rows(chart)} for chart in charts
        },
    }


def rows(chart: Chart) -> list[dict[str, object]]:
    """Return the rows of a chart's table."""
    return [
        {
            key_of(chart.scale): place.key or place.name,
            **dict(place.facts),
            **{each.key: _number(each.values[number], chart.unit_of(each)) for each in chart.series},
        }
        for number, place in enumerate(chart.places)
    ]


def key_of(name: str) -> str:
    """Return a name as scripts write it."""
    return name.replace(" ", "_")


def _scope(scope: Scope) -> dict[str, object]:
    return {
        "decks": None if scope.decks is None else list(scope.decks),
        "tags": list(scope.tags),
        "since": None if scope.since is None else iso(scope.since),
    }


def _number(value: Value, unit: Unit) -> float | None:
    if value is None or isinstance(value, int):
        return value
    return round(value, 4 if unit is Unit.SHARE else 2)
