"""Reads the numbers and days of a search."""

import re
from datetime import date

from quiz.model.memory import StudyDay
from quiz.model.text import one_line
from quiz.search.query import Day, Days, Not, Number, Query, Range
from quiz.srs.day import day_from_date

_COMPARED = re.compile(r"(<=|>=|!=|<|>|=)?\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,9})?|\.\d{1,9})(%|d)?")
_OFFSET = re.compile(r"[+-]?\d{1,6}")
_WORDS = {"today": 0, "tomorrow": 1, "yesterday": -1}
_PERCENT = 100


class BadValueError(ValueError):
    """A value that does not fit its term."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def number_of(name: str, text: str, today: StudyDay) -> Query:
    """Return what e.g. ``>3``, ``2..5`` or ``<90%`` asks of a number."""
    del today
    what = Number(name)
    low, dots, high = text.partition("..")
    if dots:
        return Range(what, _number(what, low) if low else None, _number(what, high) if high else None)
    sign, value = _split(text)
    number = _number(what, value)
    match sign:
        case "<" | "<=":
            return Range(what, None, number, high_in=sign == "<=")
        case ">" | ">=":
            return Range(what, number, None, low_in=sign == ">=")
        case "!=":
            return Not(Range(what, number, number))
        case _:
            return Range(what, number, number)


def day_of(name: str, text: str, today: StudyDay) -> Query:
    """Return what e.g. ``today``, ``<7``, ``2026-12-01`` or ``2026-12-01..`` asks of a day.

    Numbers count days: from today on for what is due, and back from today for what was.
    """
    what = Day(name)
    ahead = what is Day.DUE
    first, dots, last = text.partition("..")
    if dots:
        ends = [_day(what, part, today, ahead=ahead) if part else None for part in (first, last)]
        if not ahead and None not in ends and not _is_date(first):
            ends.reverse()  # 3..7 days ago begins with the seventh
        return Days(what, ends[0], ends[1])
    sign, value = _split(text)
    day = _day(what, value, today, ahead=ahead)
    if not ahead and not _is_date(value):
        # Less than seven days ago is later than the seventh day back.
        sign = sign.translate(str.maketrans("<>", "><"))
    match sign:
        case "<":
            return Days(what, None, day - 1)
        case "<=":
            return Days(what, None, day)
        case ">":
            return Days(what, day + 1, None)
        case ">=":
            return Days(what, day, None)
        case "!=":
            return Not(Days(what, day, day))
        case _ if ahead and value == "today":
            return Days(what, None, day)  # what is overdue is due today
        case _:
            return Days(what, day, day)


def _split(text: str) -> tuple[str, str]:
    match = _COMPARED.fullmatch(text)
    return (match[1] or "", match[2]) if match else ("", text)


def _number(what: Number, text: str) -> float:
    match = _NUMBER.fullmatch(text.strip().replace(",", "."))
    if match is None:
        given = f", not {one_line(text)[:40]!r}" if text.strip() else ""
        raise BadValueError(f"{what}: needs a number{given}.", hint=f"Like {what}:>3, {what}:<=3 or {what}:2..5.")
    number = float(match[1])
    percent = what is Number.RETRIEVABILITY and (match[2] == "%" or number > 1)
    return number / _PERCENT if percent else number


def _is_date(text: str) -> bool:
    return len(text) > len("2026-12") and "-" in text[1:]


def _day(what: Day, text: str, today: StudyDay, *, ahead: bool) -> StudyDay:
    text = text.strip().lower()
    if text in _WORDS:
        return StudyDay(today + _WORDS[text])
    if _OFFSET.fullmatch(text):
        return StudyDay(today + (int(text) if ahead else -int(text)))
    try:
        return day_from_date(date.fromisoformat(text))
    except ValueError:
        given = f", not {one_line(text)[:40]!r}" if text else ""
        raise BadValueError(
            f"{what}: needs a day{given}.", hint=f"Like {what}:today, {what}:<7 or {what}:2026-12-01.."
        ) from None
