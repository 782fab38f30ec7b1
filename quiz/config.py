"""The settings: one table says what can be set, in which range, and what it means.

A value comes from the first of these that has one: the command's argument, the environment (``QUIZ_NEW_PER_DAY``
for ``new_per_day``), the file ``config.toml``, the default.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from quiz.errors import ConfigError
from quiz.model.options import AskMode, ScheduleOptions, StudyOptions
from quiz.model.text import one_line
from quiz.paths import Paths

DEFAULT_THEME = "auto"
LARGEST_FILE = 1_000_000
"""Bytes; a settings file that is longer is something else."""

_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a learner can set."""

    schedule: ScheduleOptions = field(default_factory=ScheduleOptions)
    study: StudyOptions = field(default_factory=StudyOptions)
    theme: str = DEFAULT_THEME
    decks: Path | None = None
    """The folder of deck files, if it is not the usual one. In the file, a relative one begins where the file lies."""


class _BadValueError(Exception):
    """A value that is not of the kind or not in the range of its setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set."""

    name: str
    """The key in the file; the environment variable is ``QUIZ_`` and the name in capitals."""
    group: str
    """The part of `Settings` that holds it: ``schedule``, ``study``, or empty."""
    allowed: str
    """The range in words."""
    doc: str
    read: Callable[[object], object]
    """Turn a TOML value, or the text of an environment variable, into the value."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "QUIZ_" + self.name.upper()


def _whole(low: int, high: int) -> Callable[[object], object]:
    def read(value: object) -> int:
        if isinstance(value, str) and value.strip().removeprefix("-").isascii():
            try:
                value = int(value)
            except ValueError:
                raise _BadValueError from None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise _BadValueError
        return value

    return read


def _fraction(low: float, high: float) -> Callable[[object], object]:
    def read(value: object) -> float:
        number = _number(value)
        if not low <= number <= high:
            raise _BadValueError
        return number

    return read


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise _BadValueError
    try:
        return float(value)
    except (ValueError, OverflowError):
        raise _BadValueError from None


def _switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(value, str) and value.strip().lower() in words:
        return words[value.strip().lower()]
    raise _BadValueError


def read_duration(text: str) -> int:
    """Return the seconds of a duration such as ``90s``, ``10m``, ``2h``, ``1d`` or, in minutes, ``10``.

    Raises ValueError when it is none.
    """
    digits, unit = (text[:-1], text[-1]) if text[-1:] in _UNITS else (text, "m")
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(text)
    return int(digits[:9]) * _UNITS[unit]


def _duration(low: int, high: int) -> Callable[[object], object]:
    def read(value: object) -> int:
        try:
            seconds: object = read_duration(value.strip()) if isinstance(value, str) else value
        except ValueError:
            raise _BadValueError from None
        if isinstance(seconds, bool) or not isinstance(seconds, int) or not low <= seconds <= high:
            raise _BadValueError
        return seconds

    return read


def _parts(value: object) -> list[object]:
    if isinstance(value, str):
        # An environment variable that is empty counts as not set, so there is a word for no steps.
        return [] if value.strip().lower() == "none" else list(value.replace(",", " ").split())
    if not isinstance(value, list):
        raise _BadValueError
    return cast("list[object]", value)


def _steps(value: object) -> tuple[int, ...]:
    parts = _parts(value)
    one = _duration(1, 30 * 86_400)
    if any(not isinstance(part, str) for part in parts):
        raise _BadValueError
    return tuple(cast("int", one(part)) for part in parts)


def _parameters(value: object) -> tuple[float, ...]:
    count = len(ScheduleOptions().parameters)
    parts = _parts(value)
    if len(parts) != count:
        raise _BadValueError
    one = _fraction(-100, 100)  # far beyond what an optimiser finds; keeps out infinities
    return tuple(cast("float", one(part)) for part in parts)


def _mode(value: object) -> AskMode:
    if isinstance(value, str) and value in set(AskMode):
        return AskMode(value)
    raise _BadValueError


def _word(value: object) -> str:
    if not isinstance(value, str) or not one_line(value) or one_line(value) != value:
        raise _BadValueError
    return value


def _folder(value: object) -> Path:
    try:
        return Path(_word(value)).expanduser()
    except RuntimeError:  # there is no user of that name
        raise _BadValueError from None


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="new_per_day",
        group="study",
        allowed="a whole number from 0 to 9999",
        doc="New cards a day in each deck.",
        read=_whole(0, 9_999),
    ),
    Setting(
        name="reviews_per_day",
        group="study",
        allowed="a whole number from 0 to 9999",
        doc="Reviews a day in each deck.",
        read=_whole(0, 9_999),
    ),
    Setting(
        name="learn_ahead",
        group="study",
        allowed='a duration up to a day, like "20m"',
        doc="How long before its time a learning card may be asked when nothing else is left.",
        read=_duration(0, 86_400),
    ),
    Setting(
        name="rollover",
        group="study",
        allowed="an hour from 0 to 23",
        doc="The local hour at which a study day begins.",
        read=_whole(0, 23),
    ),
    Setting(
        name="mode",
        group="study",
        allowed='"auto", "typed" or "flip"',
        doc="How cards are asked: auto offers choices while a card is new, flip asks for no typing.",
        read=_mode,
    ),
    Setting(
        name="desired_retention",
        group="schedule",
        allowed="a number from 0.70 to 0.99",
        doc="The chance of recall at which a card comes back.",
        read=_fraction(0.70, 0.99),
    ),
    Setting(
        name="learning_steps",
        group="schedule",
        allowed='durations, like "1m 10m", or none',
        doc="The waits of a new card before it is in review.",
        read=_steps,
    ),
    Setting(
        name="relearning_steps",
        group="schedule",
        allowed='durations, like "10m", or none',
        doc="The waits of a forgotten card before it is in review again.",
        read=_steps,
    ),
    Setting(
        name="maximum_interval",
        group="schedule",
        allowed="a whole number of days from 1 to 36500",
        doc="The longest interval.",
        read=_whole(1, 36_500),
    ),
    Setting(
        name="fuzz",
        group="schedule",
        allowed="true or false",
        doc="Whether intervals are spread a little, so that cards learned together do not stay together.",
        read=_switch,
    ),
    Setting(
        name="parameters",
        group="schedule",
        allowed="21 numbers",
        doc="The parameters of FSRS-6.",
        read=_parameters,
    ),
    Setting(
        name="theme",
        group="",
        allowed='"auto" or the name of a theme',
        doc="The colours of the screens; auto follows the terminal, where it tells.",
        read=_word,
    ),
    Setting(name="decks", group="", allowed="a folder", doc="Where the deck files are.", read=_folder),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def read_settings(paths: Paths, env: Mapping[str, str], arguments: Mapping[str, object] | None = None) -> Settings:
    """Return the settings from ``arguments`` (``None`` values do not count), environment, file and defaults.

    Raises ConfigError for a file that cannot be read, an unknown key or a bad value.
    """
    values = _from_file(paths.config)
    for setting in SETTINGS:
        if text := env.get(setting.variable, ""):
            values[setting.name] = _read(setting, text, f"The environment variable {setting.variable}")
    for name, value in (arguments or {}).items():
        if value is not None:
            values[name] = _read(_BY_NAME[name], value, f"The argument for {name}")
    if isinstance(folder := values.get("decks"), Path):
        values["decks"] = folder.absolute()
    grouped: dict[str, dict[str, object]] = {"schedule": {}, "study": {}, "": {}}
    for name, value in values.items():
        grouped[_BY_NAME[name].group][name] = value
    return Settings(
        schedule=replace(ScheduleOptions(), **grouped["schedule"]),
        study=replace(StudyOptions(), **grouped["study"]),
        **grouped[""],  # pyright: ignore[reportArgumentType]
    )


def _read(setting: Setting, value: object, where: str) -> object:
    try:
        return setting.read(value)
    except _BadValueError:
        raise ConfigError(
            f"{where} has a value that {setting.name} cannot have: {one_line(repr(value))[:80]}.",
            hint=f"{setting.name} takes {setting.allowed}.",
        ) from None


def _from_file(path: Path) -> dict[str, object]:
    text = _file_text(path)
    if text is None:
        return {}
    import tomli  # noqa: PLC0415 - 9 ms that a learner without a settings file does not pay

    try:
        table = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is one; so are endless numbers
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", hint="Mend that line, or move the file away."
        ) from None
    values: dict[str, object] = {}
    for key, value in table.items():
        where = f"{path}, line {_line_of(text, key)}" if _line_of(text, key) else str(path)
        if key not in _BY_NAME:
            raise ConfigError(f"{where}: there is no setting {one_line(repr(key))}.", hint=_nearest(key))
        values[key] = _read(_BY_NAME[key], value, where)
    if isinstance(folder := values.get("decks"), Path):
        # Otherwise there would be other decks in each folder that quiz is started from.
        values["decks"] = path.parent / folder
    return values


def _file_text(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        hint = "QUIZ_HOME and --home name a folder." if isinstance(error, NotADirectoryError) else ""
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.", hint=hint) from None
    if len(raw) > LARGEST_FILE:
        raise ConfigError(f"{path} is too large to be a file of settings.", hint="Move the file away.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text.", hint="Save it as UTF-8, or move it away.") from None


def _line_of(text: str, key: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().lstrip("['\"").startswith(key):
            return number
    return None


def _nearest(key: str) -> str:
    import difflib  # noqa: PLC0415 - only on the way to an error

    near = difflib.get_close_matches(key, _BY_NAME, n=1)
    return f"Did you mean {near[0]}?" if near else "The settings are " + ", ".join(_BY_NAME) + "."
