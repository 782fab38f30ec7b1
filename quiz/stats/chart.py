"""A chart as data: what a figure says, before anything draws it.

Every figure about progress becomes a `Chart`. The terminal draws it as text, the page as SVG, a script reads it as a
table; all three show the same numbers because they have no others.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from quiz.model.memory import StudyDay


class Shape(StrEnum):
    """How a chart wants to be drawn."""

    BARS = "bars"
    """One horizontal bar a place: few places that have names."""
    COLUMNS = "columns"
    """Columns over an ordered scale, series stacked on each other."""
    LINE = "line"
    """A line for each series over an ordered scale; a place may have no value."""
    CALENDAR = "calendar"
    """One cell a day, a column a week."""
    TEXT = "text"
    """Running text: the places are its pieces, shaded by the value of the first series."""
    TABLE = "table"
    """No drawing says more than the numbers."""


class Unit(StrEnum):
    """What the values of a chart count, and thereby how they are written."""

    ANSWERS = "answers"
    CARDS = "cards"
    MINUTES = "minutes"
    DAYS = "days"
    SHARE = "share"
    """From 0 to 1, written as a percentage."""
    NUMBER = "number"


Value = float | None
"""``None``: there is nothing to say, which is not zero."""


@dataclass(frozen=True, slots=True)
class Place:
    """One step of the scale of a chart."""

    name: str
    """In full, as a table or a pointed-at bar shows it: ``Tue 24 Nov 2026``, ``21 to 30 days``."""
    tick: str = ""
    """Short, for below the axis; empty for a place that needs no mark of its own."""
    key: str = ""
    """What scripts call it, where that is not its name: ``2026-11-24``."""
    opens: bool = False
    """Whether a paragraph of running text begins here."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the name is made of, for scripts: ``question``, ``answer`` ..., each with its text."""


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one kind at every place."""

    name: str
    values: tuple[Value, ...]
    unit: Unit | None = None
    """Where it differs from that of the chart, as columns of tables do."""
    head: str = ""
    """A shorter name, for over a column of numbers."""

    @property
    def key(self) -> str:
        """What scripts call it."""
        return self.name.replace(" ", "_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One figure."""

    key: str
    """What scripts call it; it never changes."""
    title: str
    shape: Shape
    unit: Unit
    scale: str
    """What the places are: ``day``, ``hour``, ``interval``; heads the first column of the table."""
    places: tuple[Place, ...]
    series: tuple[Series, ...]
    said: tuple[str, ...] = ()
    """What it comes to, in whole sentences; stands before the drawing."""
    note: str = ""
    """How it is counted, where that is not plain."""
    first_day: StudyDay | None = None
    """The study day of the first place, when each place is one day."""
    empty: str = "Nothing to show yet."
    """What is said in place of the drawing when no series has a value other than zero."""
    most: int = 0
    """How many places are shown where people look, when the first say most; 0: all."""
    summable: bool = True
    """Whether neighbouring places may be summed where there is no room for all."""

    def __post_init__(self) -> None:
        """Refuse series that do not fit the places."""
        if any(len(each.values) != len(self.places) for each in self.series):
            raise ValueError(f"{self.key}: a series has not as many values as there are places")

    @property
    def drawn(self) -> tuple[Series, ...]:
        """The series that a drawing shows: those in the unit of the chart. The others stand in tables only."""
        return tuple(each for each in self.series if each.unit in {None, self.unit})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        if self.shape is Shape.TEXT:
            return not self.places
        return not any(value for each in self.series for value in each.values)

    @property
    def has_drawing(self) -> bool:
        """Whether there is something to draw, beside numbers that stand in tables only."""
        return self.shape in {Shape.TEXT, Shape.TABLE} or any(value for each in self.drawn for value in each.values)

    def topped(self) -> "Chart":
        """Return the chart with those places alone that say most."""
        more = len(self.places) - self.most
        if not self.most or more <= 0:
            return self
        return replace(
            self,
            places=self.places[: self.most],
            series=tuple(replace(each, values=each.values[: self.most]) for each in self.series),
            note=f"And {more:,} more. {self.note}".strip(),
        )

    def has(self, place: int) -> bool:
        """Whether a place has a value other than zero."""
        return any(each.values[place] for each in self.series)

    def unit_of(self, series: Series) -> Unit:
        """Return what the values of one series count."""
        return series.unit or self.unit

    def total(self, place: int) -> Value:
        """Return the sum of what is drawn at a place; ``None`` where nothing has a value."""
        values = [value for each in self.drawn if (value := each.values[place]) is not None]
        return sum(values) if values else None
