"""Reads the settings.

A value comes from the first of these that has one: the command's argument, the environment (``QUIZ_NEW_PER_DAY`` for
``new_per_day``), the table of the deck in the file ``config.toml``, that file, the default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import Any, cast

from quiz.config.table import DEFAULT_THEME, SETTINGS, Part, Setting, setting_named
from quiz.config.values import BadValueError
from quiz.errors import ConfigError
from quiz.model.ids import DeckId
from quiz.model.options import ScheduleOptions, StudyOptions
from quiz.model.text import one_line
from quiz.paths import Paths

LARGEST_FILE = 1_000_000
"""Bytes; a settings file that is longer is something else."""

Values = Mapping[str, object]
"""Settings by their names."""


class Origin(Enum):
    """Where a value comes from."""

    DEFAULT = auto()
    FILE = auto()
    DECK = auto()
    """The table of the deck in the file."""
    ENVIRONMENT = auto()
    ARGUMENT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """What each place says, before one is preferred to another."""

    file: Values = field(default_factory=dict[str, object])
    decks: Mapping[DeckId, Values] = field(default_factory=dict[DeckId, Values])
    keys: Mapping[str, object] = field(default_factory=dict[str, object])
    """Keys by what they do, as they stand in the file; whether they make sense is known where there are keys."""
    environment: Values = field(default_factory=dict[str, object])
    arguments: Values = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a learner can set."""

    schedule: ScheduleOptions = field(default_factory=ScheduleOptions)
    study: StudyOptions = field(default_factory=StudyOptions)
    theme: str = DEFAULT_THEME
    decks: Path | None = None
    """The folder of deck files, if it is not the usual one. In the file, a relative one begins where the file lies."""
    backups: tuple[int, ...] = (7, 4, 12)
    """How many backups are kept: the last of so many days, weeks and months; all 0 makes none by itself."""
    sync_folder: Path | None = None
    """The folder that is shared with other devices."""
    auto_sync: bool = False
    """Whether it is synced with when the program starts and when it ends."""
    layers: Layers = field(default_factory=Layers, compare=False, repr=False)

    def of(self, deck: DeckId) -> "Settings":
        """Return the settings that hold for a deck."""
        own = self.layers.decks.get(deck)
        if not own:
            return self
        return _with(self, {name: value for name, value in own.items() if not self._wins(name)})

    def value(self, setting: Setting) -> object:
        """Return the value of a setting."""
        return getattr(getattr(self, setting.part) if setting.part else self, setting.name)

    def origin(self, setting: Setting, deck: DeckId | None = None) -> Origin:
        """Return where the value of a setting comes from; for a deck, where that of `of` does."""
        layers, name = self.layers, setting.name
        if name in layers.arguments:
            return Origin.ARGUMENT
        if name in layers.environment:
            return Origin.ENVIRONMENT
        if deck is not None and name in layers.decks.get(deck, ()):
            return Origin.DECK
        return Origin.FILE if name in layers.file else Origin.DEFAULT

    def _wins(self, name: str) -> bool:
        """Tell whether something outside the file has set a value for now."""
        return name in self.layers.environment or name in self.layers.arguments


def read_settings(paths: Paths, env: Mapping[str, str], arguments: Mapping[str, object] | None = None) -> Settings:
    """Return the settings from ``arguments`` (``None`` values do not count), environment, file and defaults.

    Raises ConfigError for a file that cannot be read, an unknown key or a bad value.
    """
    layers = _from_file(paths.config)
    return assemble(
        replace(
            layers,
            environment={
                setting.name: _outside(setting, text, f"The environment variable {setting.variable}")
                for setting in SETTINGS
                if (text := env.get(setting.variable, ""))
            },
            arguments={
                name: _outside(setting_named(name), value, f"The argument for {name}")
                for name, value in (arguments or {}).items()
                if value is not None
            },
        )
    )


def reread_settings(path: Path, now: Settings) -> Settings:
    """Return the settings with what stands in the file ``path`` by now; what came from elsewhere stays."""
    layers = now.layers
    return assemble(replace(_from_file(path), environment=layers.environment, arguments=layers.arguments))


def assemble(layers: Layers) -> Settings:
    """Return the settings that layers make."""
    return _with(Settings(layers=layers), {**layers.file, **layers.environment, **layers.arguments})


def made_with(settings: Settings) -> dict[str, str]:
    """Return what the states of cards are made with: parameters, and all options of the scheduler, as texts.

    What is as usual is an empty text.
    """
    usual, common = ScheduleOptions(), settings.schedule
    own = {deck: settings.of(deck).schedule for deck in sorted(settings.layers.decks)}
    fitted = {deck: each.parameters for deck, each in own.items() if each.parameters != common.parameters}
    other = {deck: each for deck, each in own.items() if each != common}
    as_usual = common.parameters == usual.parameters and not fitted
    return {
        "parameters": "" if as_usual else repr((common.parameters, fitted)),
        "options": "" if common == usual and not other else repr((common, other)),
    }


def _with(settings: Settings, values: Values) -> Settings:
    parts: dict[str, dict[str, Any]] = {part: {} for part in Part}
    for name, value in values.items():
        parts[setting_named(name).part][name] = value
    return replace(
        settings,
        schedule=replace(settings.schedule, **parts[Part.SCHEDULE]),
        study=replace(settings.study, **parts[Part.STUDY]),
        **parts[Part.ITSELF],
    )


def _outside(setting: Setting, value: object, where: str) -> object:
    read = _read(setting, value, where)
    return read.absolute() if isinstance(read, Path) else read


def _read(setting: Setting, value: object, where: str) -> object:
    try:
        return setting.kind.read(value)
    except BadValueError:
        raise ConfigError(
            f"{where} has a value that {setting.name} cannot have: {one_line(repr(value))[:80]}.",
            hint=f"{setting.name} takes {setting.allowed}.",
        ) from None


def _from_file(path: Path) -> Layers:
    text = file_text(path)
    return Layers() if text is None else read_text(text, path)


def read_text(text: str, path: Path) -> Layers:
    """Return what the text of the file ``path`` says; raises ConfigError."""
    import tomli  # noqa: PLC0415 - 9 ms that a learner without a settings file does not pay

    try:
        table = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is one; so are endless numbers
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", hint="Mend that line, or move the file away."
        ) from None
    decks = _table(table.pop("deck", {}), "deck", path)
    keys = _table(table.pop("keys", {}), "keys", path)
    return Layers(
        file=_values(table, text, path),
        decks={
            DeckId(name): _values(_table(own, f'deck."{one_line(name)}"', path), text, path, deck=name)
            for name, own in decks.items()
        },
        keys=_flat(keys),
    )


def _table(value: object, name: str, path: Path) -> dict[str, object]:
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    raise ConfigError(f"{path}: {name} is a table, not a value.", hint=f"Write [{name}] on a line of its own.")


def _flat(table: Mapping[str, object], before: str = "") -> dict[str, object]:
    """Take ``study.undo`` for the same whether it stands in quotes or not."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(cast("dict[str, object]", value), f"{before}{name}.")
        else:
            flat[before + name] = value
    return flat


def _values(table: Mapping[str, object], text: str, path: Path, *, deck: str | None = None) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in table.items():
        line = _line_of(text, key, deck)
        where = f"{path}, line {line}" if line else str(path)
        values[key] = _read(setting_named(key, where, deck=deck is not None), value, where)
    for name in ("decks", "sync_folder"):
        if isinstance(folder := values.get(name), Path):
            # Otherwise it would be another folder wherever quiz is started from.
            values[name] = (path.parent / folder).absolute()
    return values


def file_text(path: Path) -> str | None:
    """Return the text of the file of settings, ``None`` if there is no file; raises ConfigError."""
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


def _line_of(text: str, key: str, deck: str | None) -> int | None:
    """Return the line on which a key stands, behind the heading of its deck if it has one."""
    behind = deck is None
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.lstrip()
        if not behind:
            behind = bare.startswith("[") and str(deck) in bare
        elif bare.lstrip("['\"").startswith(key):
            return number
    return None
