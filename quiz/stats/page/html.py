"""Puts charts on one page that opens without a network: no script, no font, no picture, nothing that is fetched."""

from collections.abc import Iterable
from html import escape

from quiz.model.text import one_line
from quiz.stats.chart import Chart, Shape
from quiz.stats.drawing.bars import number
from quiz.stats.drawing.calendar import level_steps, ranges
from quiz.stats.drawing.draw import noted, told
from quiz.stats.drawing.shaded import level
from quiz.stats.page.svg import key, patterns, svg
from quiz.stats.words import percent

GENERATOR = "quiz stats"
"""By which a page of ours is known again."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; --ink: #1c2430; --quiet: #5d6875; --ground: #fbfaf7; --line: #d9d6cf;
  --s0: #2f6f9f; --s1: #8a5fa8; --s2: #4d8a4f; --s3: #b5762a;
  --d0: #e9e6df; --d1: #bfdcbc; --d2: #8fc08c; --d3: #579a57; --d4: #2f6f33; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ec; --quiet: #9aa5b1; --ground: #171a21; --line: #333a45;
  --s0: #8ab4d8; --s1: #c3a6dd; --s2: #9ccb9a; --s3: #e0b070;
  --d0: #262b34; --d1: #2f4a33; --d2: #447049; --d3: #67a167; --d4: #9ccb9a; } }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); margin: 0 auto;
  padding: 2rem 1rem 4rem; max-width: 780px; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 3rem 0 0; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 2rem 0 0.2rem; } p { margin: 0.2rem 0; } .quiet, summary { color: var(--quiet); }
nav a { margin-right: 1rem; color: var(--s0); } figure { margin: 0.5rem 0; }
svg { width: 100%; height: auto; font-size: 12px; overflow: visible; } svg text { fill: var(--quiet); }
.grid { stroke: var(--line); fill: none; } polyline { fill: none; stroke-width: 2; }
.s0 { fill: var(--s0); } .s1 { fill: url(#p1); } .s2 { fill: url(#p2); } .s3 { fill: url(#p3); }
.f1 { fill: var(--s1); } .f2 { fill: var(--s2); } .f3 { fill: var(--s3); } .mark { stroke: var(--ground); fill: none; }
.l0 { stroke: var(--s0); } .l1 { stroke: var(--s1); stroke-dasharray: 6 3; } .l2 { stroke: var(--s2); }
.l3 { stroke: var(--s3); stroke-dasharray: 2 3; }
.d0 { fill: var(--d0); } .d1 { fill: var(--d1); } .d2 { fill: var(--d2); } .d3 { fill: var(--d3); }
.d4 { fill: var(--d4); }
.article { margin: 0.8rem 0; } small { color: var(--quiet); } mark { color: inherit; background: none;
  border-bottom: 3px solid var(--d4); } .t0 { border-bottom: 3px dotted var(--quiet); }
.t1 { border-bottom: 3px double var(--s3); } .t2 { border-color: var(--d2); } .t3 { border-color: var(--d3); }
svg.key { width: 0.9em; height: 0.9em; margin-right: 0.4em; } .legend span { margin-right: 1.2em; }
.scroll { overflow-x: auto; } .legend { font-size: 0.9rem; } .legend span { white-space: nowrap; }
@media (max-width: 560px) { svg { font-size: 20px; } svg.key { font-size: inherit; } svg .odd { display: none; } }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.15rem 0.8rem 0.15rem 0; text-align: right; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; } thead th { color: var(--quiet); font-weight: normal; }
"""


def page(title: str, about: str, parts: Iterable[tuple[str, Iterable[Chart]]]) -> str:
    """Return a page with a title, a sentence on what it is about, and parts of charts, each under a heading."""
    sections = [(name, [*charts]) for name, charts in parts]
    links = "".join(f'<a href="#part{at}">{escape(name)}</a>' for at, (name, _) in enumerate(sections))
    body = "".join(
        f'<h2 id="part{at}">{escape(name)}</h2>{"".join(map(_figure, charts))}'
        for at, (name, charts) in enumerate(sections)
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<meta name="generator" content="{GENERATOR}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(one_line(title))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{patterns()}\n"
        f"<h1>{escape(one_line(title))}</h1>\n<p class=quiet>{escape(one_line(about))}</p>\n<nav>{links}</nav>\n"
        f"<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _figure(chart: Chart) -> str:
    head = f'<section id="{escape(chart.key, quote=True)}"><h3>{escape(chart.title)}</h3>'
    chart = chart.topped()
    if chart.is_empty:
        return f"{head}<p class=quiet>{escape(chart.empty)}</p></section>\n"
    said = "".join(f"<p>{escape(one_line(each))}</p>" for each in chart.said)
    drawing = svg(chart) if chart.has_drawing else ""
    told = noted(chart) if drawing else chart.note
    note = f"<p class=quiet>{escape(told)}</p>" if told else ""
    table = _table(chart)
    if drawing:
        folded = f"<details><summary>Numbers</summary>{table}</details>"
        return f"{head}{said}<figure>{drawing}{_legend(chart)}</figure>{note}{folded}</section>\n"
    if chart.shape is Shape.TEXT:
        return f"{head}{said}{_text(chart)}{note}</section>\n"
    return f"{head}{said}{table}{note}</section>\n"


def _text(chart: Chart) -> str:
    """Return running text in paragraphs, what is asked about marked by how well it is known, with the share beside."""
    known, cards = chart.series[0].values, chart.series[1].values
    paragraphs: list[list[str]] = []
    for at, place in enumerate(chart.places):
        if place.opens or not paragraphs:
            paragraphs.append([])
        text = escape(one_line(place.name))
        if cards[at]:
            share = percent(known[at]) if known[at] is not None else "not answered yet"
            mark = f'<mark class="t{level(known[at])}" title="{escape(told(chart, at), quote=True)}">'
            text = f"{mark}{text}</mark> <small>{share}</small>"
        paragraphs[-1].append(text)
    return "".join(f"<p class=article>{' '.join(parts)}</p>" for parts in paragraphs)


def _legend(chart: Chart) -> str:
    if chart.shape is Shape.CALENDAR:
        steps = level_steps([int(value or 0) for value in chart.drawn[0].values])
        names = [f"d{level}" for level in range(len(steps) + 1)], ranges(steps)
        return _keys(zip(*names, strict=True), after=f" {chart.unit.value}")
    seen = [(f"s{at % 4}", each.name) for at, each in enumerate(chart.drawn) if any(each.values)]
    return _keys(seen) if [name for name, _ in seen] != ["s0"] else ""


def _keys(signs: Iterable[tuple[str, str]], after: str = "") -> str:
    keys = " ".join(f"<span>{key(name)}{escape(told)}</span>" for name, told in signs)
    return f"<figcaption class=legend>{keys}{after}</figcaption>"


def _table(chart: Chart) -> str:
    heads = "".join(f"<th>{escape(each.head or each.name)}</th>" for each in chart.series)
    rows = "".join(
        f"<tr><td>{escape(one_line(place.name))}</td>"
        + "".join(f"<td>{escape(number(each.values[at], chart.unit_of(each)))}</td>" for each in chart.series)
        + "</tr>"
        for at, place in enumerate(chart.places)
    )
    return (
        f"<div class=scroll><table><thead><tr><th>{escape(chart.scale)}</th>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )
