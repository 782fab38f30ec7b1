"""Charts as a table for spreadsheets and scripts."""

import csv
from collections.abc import Iterable
from io import StringIO

from quiz.stats.as_json import key_of, rows
from quiz.stats.chart import Chart

HEAD = ("chart", "scale", "place", "series", "value")


def to_csv(charts: Iterable[Chart]) -> str:
    """Return charts as CSV (RFC 4180): one line a value, of all charts under the same head.

    - ``chart``: the key of the chart; ``scale``: what its places are; ``place``: a day, a rating, a card ...
    - ``series`` and ``value``: as in JSON; what there is no value for has no line.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for chart in charts:
        scale = key_of(chart.scale)
        for row in rows(chart):
            writer.writerows(
                (
                    chart.key,
                    scale,
                    _harmless(str(row[scale])),
                    series,
                    _harmless(value) if isinstance(value, str) else value,
                )
                for series, value in row.items()
                if series != scale and value not in {None, ""}
            )
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
