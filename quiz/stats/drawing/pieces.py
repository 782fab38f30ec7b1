"""What drawings are made of: lines of pieces, each with the role it plays and the place of the chart it stands for."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from quiz.model import cells as by_cells
from quiz.model.cells import cell_width
from quiz.model.text import one_line


class Role(StrEnum):
    """What a piece of a drawing is."""

    PLAIN = "plain"
    QUIET = "quiet"
    """Axes, ticks and notes."""
    CHOSEN = "chosen"
    """Points at the place that is chosen."""
    FIRST = "first"
    """The first series, and so on."""
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    LEVEL_0 = "level-0"
    """Nothing on that day; the levels go up from here."""
    LEVEL_1 = "level-1"
    LEVEL_2 = "level-2"
    LEVEL_3 = "level-3"
    LEVEL_4 = "level-4"


SERIES = (Role.FIRST, Role.SECOND, Role.THIRD, Role.FOURTH)
LEVELS = (Role.LEVEL_0, Role.LEVEL_1, Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of signs of one role."""

    text: str
    role: Role = Role.PLAIN
    place: int | None = None
    """The place of the chart, for what can be pointed at."""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Pen:
    """With what is drawn."""

    width: int
    """Terminal cells; no line is longer."""
    height: int = 10
    """Lines that a chart with a value axis may take, its ticks included."""
    ascii: bool = False
    """Whether the terminal knows no other signs."""
    chosen: int | None = None
    """The place that is pointed at."""


def line(*pieces: Piece | str) -> Line:
    """Return a line of pieces; bare text is plain."""
    return tuple(Piece(piece) if isinstance(piece, str) else piece for piece in pieces)


def merged(pieces: Iterable[Piece]) -> Line:
    """Return a line in which neighbours of the same role and place are one piece."""
    found: list[Piece] = []
    for piece in pieces:
        if found and (found[-1].role, found[-1].place) == (piece.role, piece.place):
            found[-1] = Piece(found[-1].text + piece.text, piece.role, piece.place)
        elif piece.text:
            found.append(piece)
    return tuple(found)


def text_of(lines: Iterable[Line]) -> list[str]:
    """Return the bare lines."""
    return ["".join(piece.text for piece in each).rstrip() for each in lines]


def place_at(lines: tuple[Line, ...], x: int, y: int) -> int | None:
    """Return the place of the chart that a cell of a drawing stands for."""
    if not 0 <= y < len(lines):
        return None
    at = 0
    for piece in lines[y]:
        at += cell_width(piece.text)
        if x < at:
            return piece.place
    return None


def fit(text: str, width: int, *, ascii: bool = False) -> str:  # noqa: A002 - the option's plain name
    """Return ``text`` in exactly ``width`` cells, padded or cut with an ellipsis (a full stop in ASCII)."""
    text = one_line(text)
    return by_cells.fit(plain_ascii(text), width, ".") if ascii else by_cells.fit(text, width)


def plain_ascii(text: str) -> str:
    """Return ``text`` for a terminal that knows no other signs."""
    return text.replace("–", "-").encode("ascii", "replace").decode("ascii")
