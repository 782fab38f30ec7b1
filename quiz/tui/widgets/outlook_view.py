"""What comes in the next days, what was remembered and the days in a row, as text that needs no colour."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.model.text import counted
from quiz.srs.day import date_of

if TYPE_CHECKING:
    from quiz.collection.outlook import Outlook
    from quiz.model.ids import DeckId
    from quiz.model.memory import StudyDay

WIDTH = 32
"""Cells of what stands beside the list."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UP = " ▁▂▃▄▅▆▇█"
_RIGHT = " ▏▎▍▌▋▊▉█"
_NONE = "No reviews in the next seven days."
_BAR = 5
"""Cells of a column's bar."""
_LABEL = 11
_WIDEST = 12
_DAY, _NUMBER = 7, 6


def streak(outlook: "Outlook", left: int) -> Content:
    """Return how many days in a row something was answered, and what is open today; nothing before the first day."""
    days = f"{counted(outlook.streak, 'day')} in a row"
    if not outlook.streak:
        return Content("")
    if not outlook.studied:
        return Content.assemble((days, "bold"), (" · not yet today", "$quiet"))
    return Content.assemble((days, "bold"), (" · today counts" if left else " · done for today", "$quiet"))


def across(outlook: "Outlook", deck: "DeckId | None", width: int) -> Content:
    """Return the next days side by side, as three lines: bars, numbers and names."""
    numbers = outlook.ahead_of(deck)
    wide = max(_NUMBER, min(_WIDEST, (width - _LABEL) // len(numbers)))
    most = max(numbers)
    if not most:
        return Content.styled(_NONE, "$quiet")
    bars = numbers_line = names = Content("")
    for place, number in enumerate(numbers):
        bar = (_UP[_level(number, most)] * _BAR).strip()
        bars += Content.styled(f"{bar:>{wide}}", "$primary")
        numbers_line += Content.styled(f"{number:>{wide},}", "" if number else "$quiet")
        names += Content.styled(f"{_name(outlook.first, place):>{wide}}", "$quiet")
    label = Content.styled(f"{'Reviews':<{_LABEL}}", "$quiet")
    space = Content(" " * _LABEL)
    return Content("\n").join((space + bars, label + numbers_line, space + names))


def beside(outlook: "Outlook", deck: "DeckId | None", left: int) -> Content:
    """Return everything one below the other, for a column beside the list; ``left`` is what is to study today."""
    whose = " in this deck" if deck is not None else ""
    days = streak(outlook, left)
    parts = [days.wrap(WIDTH)] if days else []
    rows = _rows(outlook, deck) if any(outlook.ahead_of(deck)) else Content.styled(_NONE, "$quiet").wrap(WIDTH)
    parts.append([Content.styled(f"Reviews to come{whose}", "bold"), *rows])
    remembered = outlook.remembered_of(deck)
    share = (
        Content.assemble((remembered.percent, "bold"), (f" of {counted(remembered.total, 'answer')}", "$quiet"))
        if remembered.total
        else Content.styled("No answers yet.", "$quiet")
    )
    parts.append([Content.styled(f"Remembered{whose}, 30 days", "bold"), share])
    return Content("\n\n").join(Content("\n").join(lines) for lines in parts)


def _rows(outlook: "Outlook", deck: "DeckId | None") -> list[Content]:
    numbers = outlook.ahead_of(deck)
    most = max(numbers)
    room = WIDTH - _DAY - _NUMBER - 2
    return [
        Content.assemble(
            (f"{_name(outlook.first, place):<{_DAY}}", "$quiet"),
            (f"{number:>{_NUMBER},}  ", "" if number else "$quiet"),
            (_bar(number, most, room), "$primary"),
        )
        for place, number in enumerate(numbers)
    ]


def _name(first: "StudyDay", place: int) -> str:
    when = date_of(first).toordinal() + place
    day = date_of(first).fromordinal(when)
    return f"{_WEEKDAYS[day.weekday()]} {day.day}" if place else "today"


def _level(number: int, most: int) -> int:
    return max(1, round(number / most * 8)) if number else 0


def _bar(number: int, most: int, room: int) -> str:
    eighths = max(1, round(number / most * room * 8)) if number else 0
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (_RIGHT[rest] if rest else "")
