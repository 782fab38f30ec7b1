"""Running text in which each sentence that is asked about says how well it is known."""

from collections.abc import Iterator

from quiz.model.cells import cell_width, cut
from quiz.model.text import one_line
from quiz.stats.chart import Chart
from quiz.stats.drawing.calendar import GLYPHS, GLYPHS_ASCII
from quiz.stats.drawing.pieces import LEVELS, Line, Pen, Piece, Role, merged
from quiz.stats.words import percent

BOUNDS = (0.0, 0.6, 0.8, 0.9)
"""The least chance of recall of the levels 1 to 4; level 0 is what was never answered."""
_NAMES = ("not answered yet", "under 60%", "60 to 80%", "80 to 90%", "90% or more")


def draw_shaded(chart: Chart, pen: Pen) -> tuple[Line, ...]:
    """Return the text in paragraphs, a sign and a percentage after each sentence that is asked about, and a legend."""
    lines: list[Line] = []
    line: list[Piece] = []
    used = 0
    for number, (word, role, place, opens) in enumerate(_words(chart, pen)):
        if opens and number:
            lines += [merged(line), ()]
            line, used = [], 0
        gap = 1 if used else 0
        if used + gap + cell_width(word) > pen.width:
            lines.append(merged(line))
            line, used, gap = [], 0, 0
        shown = cut(word, pen.width)
        line.append(Piece(" " * gap + shown, role, place))
        used += gap + cell_width(shown)
    return (*lines, merged(line), (), *_legend(pen))


def level(known: float | None) -> int:
    """Return the level of a sentence that is asked about, 0 to 4, of the percentage that stands beside it."""
    return 0 if known is None else sum(round(known, 2) >= bound for bound in BOUNDS)


def _words(chart: Chart, pen: Pen) -> Iterator[tuple[str, Role, int, bool]]:
    """Yield each word with its role, the place of its stretch, and whether it begins a paragraph."""
    known, cards = chart.series[0].values, chart.series[1].values
    glyphs = GLYPHS_ASCII if pen.ascii else GLYPHS
    for place, each in enumerate(chart.places):
        asked = bool(cards[place])
        at = level(known[place])
        role = Role.CHOSEN if pen.chosen == place else LEVELS[at] if asked else Role.QUIET
        opens = each.opens
        for word in one_line(each.name).split():
            yield word, role, place, opens
            opens = False
        if asked:
            yield (
                f"{glyphs[at]} {percent(known[place])}" if known[place] is not None else glyphs[at],
                role,
                place,
                False,
            )


def _legend(pen: Pen) -> list[Line]:
    glyphs = GLYPHS_ASCII if pen.ascii else GLYPHS
    lines: list[list[Piece]] = [[]]
    used = 0
    for glyph, role, name in zip(glyphs, LEVELS, _NAMES, strict=True):
        text = f" {name}  "
        if used and used + len(text) + 1 > pen.width:
            lines.append([])
            used = 0
        lines[-1] += [Piece(glyph, role), Piece(text, Role.QUIET)]
        used += len(text) + 1
    return [merged(pieces) for pieces in lines]
