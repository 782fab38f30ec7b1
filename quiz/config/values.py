"""The kinds of values that settings have: how each is read, written, and turned up and down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import cast

from quiz.errors import ConfigError, QuizError
from quiz.model.options import ScheduleOptions
from quiz.model.text import counted, one_line

_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_CENTS = 2
_SPANS = 3
"""Days, weeks and months."""


class BadValueError(Exception):
    """A value that is not of the kind or not in the range of its setting."""


class Mistakes:
    """Goes on behind each mistake that is made in a ``with`` statement over it, so that all are told at once."""

    def __init__(self) -> None:
        """Begin without any."""
        self._found: list[QuizError] = []

    def __enter__(self) -> None:
        """Look for one."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        """Keep a ConfigError for later; everything else is raised at once."""
        if not isinstance(error, ConfigError):
            return False
        self._found += error.each
        return True

    def tell(self) -> None:
        """Raise ConfigError with everything that was found, if there is anything."""
        if not self._found:
            return
        first, more = self._found[0], len(self._found) - 1
        rest = f" {counted(more, 'more mistake')}: 'quiz check' tells all." if more else ""
        raise ConfigError(first.message, hint=f"{first.hint}{rest}".strip(), mistakes=tuple(self._found))


def _same(value: object) -> object:
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a setting can be."""

    read: Callable[[object], object]
    """Turn a TOML value, or text such as that of an environment variable, into the value; raises `BadValueError`."""
    text: Callable[[object], str] = str
    """Turn a value into the text that a person types for it."""
    literal: Callable[[object], object] = _same
    """Turn a value into what stands in the file."""
    choices: tuple[str, ...] = ()
    """All texts there are, where they are few."""
    step: float = 0
    """By how much one press turns it up or down; 0 where it has no order, or only choices."""
    first: object = None
    """The value that comes after none, where there can be none."""

    def turn(self, value: object, by: int) -> object:
        """Return the next value in a direction; the last one stays."""
        if self.choices:
            at = self.choices.index(self.text(value))
            return self.read(self.choices[(at + by) % len(self.choices)])
        if value is None or (by < 0 and value == self.first):
            return self.first if by > 0 else None
        if not self.step:
            return value
        # To the next multiple of the step, so that 0.905 becomes 0.91 and 0.90.
        number = cast("float", value)
        whole = round(number / self.step, 6)
        steps = (whole // 1) + by if by > 0 else -(-whole // 1) + by
        try:
            return self.read(type(number)(round(steps * self.step, 6)))
        except BadValueError:
            return value


def whole(low: int, high: int, *, step: int = 0) -> Kind:
    """Return the kind of whole numbers in a range."""

    def read(value: object) -> int:
        if isinstance(value, str) and value.strip().removeprefix("-").isascii():
            try:
                value = int(value)
            except ValueError:
                raise BadValueError from None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise BadValueError
        return value

    return Kind(read=read, step=step)


def whole_or_none(low: int, high: int, *, step: int, first: int) -> Kind:
    """Return the kind of whole numbers in a range, or none; turned up from none it is ``first``."""
    number = whole(low, high).read

    def read(value: object) -> int | None:
        return None if isinstance(value, str) and value.strip().lower() == "none" else cast("int", number(value))

    def literal(value: object) -> object:
        return "none" if value is None else value

    return Kind(read=read, text=lambda value: str(literal(value)), literal=literal, step=step, first=first)


def fraction(low: float, high: float, *, step: float = 0) -> Kind:
    """Return the kind of numbers in a range."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            raise BadValueError
        try:
            number = float(value)
        except (ValueError, OverflowError):
            raise BadValueError from None
        if not low <= number <= high:
            raise BadValueError
        return number

    return Kind(read=read, text=_fraction_text, step=step)


def _fraction_text(value: object) -> str:
    number = cast("float", value)
    return f"{number:.2f}" if round(number, _CENTS) == number else repr(number)


def _read_switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise BadValueError


SWITCH = Kind(read=_read_switch, text=lambda value: "on" if value else "off", choices=("off", "on"))
"""Something that is on or off."""


def read_duration(text: str) -> int:
    """Return the seconds of a duration such as ``90s``, ``10m``, ``2h``, ``1d`` or, in minutes, ``10``.

    Raises ValueError when it is none.
    """
    digits, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, "m")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(text)
    return int(digits[:9]) * _UNITS[unit]


def duration_text(seconds: int) -> str:
    """Return a duration as `read_duration` reads it, in the largest unit that holds it without a rest."""
    unit = next(unit for unit, size in _UNITS.items() if seconds % size == 0) if seconds else "m"
    return f"{seconds // _UNITS[unit]}{unit}"


def duration(low: int, high: int, *, step: int = 0) -> Kind:
    """Return the kind of durations, which are seconds, in a range."""

    def text(value: object) -> str:
        return duration_text(cast("int", value))

    return Kind(read=_duration_reader(low, high), text=text, literal=text, step=step)


def _duration_reader(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        try:
            seconds: object = read_duration(value.strip()) if isinstance(value, str) else value
        except ValueError:
            raise BadValueError from None
        if isinstance(seconds, bool) or not isinstance(seconds, int) or not low <= seconds <= high:
            raise BadValueError
        return seconds

    return read


def _parts(value: object) -> list[object]:
    if isinstance(value, str):
        # An environment variable that is empty counts as not set, so there is a word for no steps.
        return [] if value.strip().lower() == "none" else list(value.replace(",", " ").split())
    if not isinstance(value, list | tuple):
        raise BadValueError
    return list(cast("Sequence[object]", value))


def _read_steps(value: object) -> tuple[int, ...]:
    parts = _parts(value)
    one = _duration_reader(1, 30 * 86_400)
    if any(not isinstance(part, str) for part in parts):
        raise BadValueError
    return tuple(one(part) for part in parts)


def _steps_text(value: object) -> str:
    return " ".join(duration_text(seconds) for seconds in cast("tuple[int, ...]", value)) or "none"


STEPS = Kind(read=_read_steps, text=_steps_text, literal=_steps_text)
"""Waits one after another."""


def _read_parameters(value: object) -> tuple[float, ...]:
    parts = _parts(value)
    if len(parts) != len(ScheduleOptions().parameters):
        raise BadValueError
    one = fraction(-100, 100).read  # far beyond what an optimiser finds; keeps out infinities
    return tuple(cast("float", one(part)) for part in parts)


PARAMETERS = Kind(
    read=_read_parameters,
    text=lambda value: " ".join(f"{number:g}" for number in cast("tuple[float, ...]", value)),
    literal=lambda value: list(cast("tuple[float, ...]", value)),
)
"""The numbers of FSRS-6."""


_DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEK = tuple(name[:3] for name in _DAY_NAMES)
_USUAL = 100


def _read_week(value: object) -> tuple[int, ...]:
    """Read ``sat 50% sun 0%``; days that are not named are as usual."""
    if not isinstance(value, str):
        raise BadValueError
    text = value.strip().lower()
    words = [] if text == "none" else text.replace("%", " ").replace("=", " ").replace(",", " ").split()
    week = [_USUAL] * len(_WEEK)
    percent = whole(0, _USUAL).read
    if len(words) % 2:
        raise BadValueError
    for name, number in zip(words[::2], words[1::2], strict=True):
        day = name[:3]
        if day not in _WEEK or not _DAY_NAMES[_WEEK.index(day)].startswith(name):
            raise BadValueError
        week[_WEEK.index(day)] = cast("int", percent(number))
    return tuple(week)


def _week_text(value: object) -> str:
    shares = zip(_WEEK, cast("tuple[int, ...]", value), strict=True)
    return " ".join(f"{day} {share}%" for day, share in shares if share != _USUAL) or "none"


WEEK = Kind(read=_read_week, text=_week_text, literal=_week_text)
"""A percentage for each day of the week."""


def one_of(words: type[StrEnum]) -> Kind:
    """Return the kind of a few words."""

    def read(value: object) -> StrEnum:
        if isinstance(value, str) and value in set(words):
            return words(value)
        raise BadValueError

    return Kind(read=read, literal=str, choices=tuple(str(word) for word in words))


def _read_word(value: object) -> str:
    if not isinstance(value, str) or not one_line(value) or one_line(value) != value:
        raise BadValueError
    return value


def _read_folder(value: object) -> Path:
    try:
        return Path(_read_word(value)).expanduser()
    except RuntimeError:  # there is no user of that name
        raise BadValueError from None


WORD = Kind(read=_read_word)
"""A name."""
FOLDER = Kind(read=_read_folder, text=lambda value: "" if value is None else str(value), literal=str)
"""A folder."""


def _read_folder_or_none(value: object) -> Path | None:
    return None if value == "none" else _read_folder(value)


def _folder_text(value: object) -> str:
    return "none" if value is None else str(value)


FOLDER_OR_NONE = Kind(read=_read_folder_or_none, text=_folder_text, literal=_folder_text)
"""A folder, or none at all."""


def _read_keep(value: object) -> tuple[int, ...]:
    parts = _parts(value) or [0, 0, 0]
    if len(parts) != _SPANS:
        raise BadValueError
    one = whole(0, 999).read
    return tuple(cast("int", one(part)) for part in parts)


def _keep_text(value: object) -> str:
    numbers = cast("tuple[int, ...]", value)
    return " ".join(map(str, numbers)) if any(numbers) else "none"


KEEP = Kind(read=_read_keep, text=_keep_text, literal=_keep_text)
"""How many backups are kept: of days, of weeks, of months."""
