"""Everything a learner can set, with the defaults, and what each place says of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quiz.model.ids import DeckId
from quiz.model.options import Engine, ScheduleOptions, StudyOptions

if TYPE_CHECKING:
    from quiz.config.table import Setting

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
    llm: Mapping[str, object] = field(default_factory=dict[str, object])
    """Which language model is asked, as the file says; `quiz.config.llm` makes options of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a learner can set."""

    schedule: ScheduleOptions = field(default_factory=ScheduleOptions)
    study: StudyOptions = field(default_factory=StudyOptions)
    theme: str = "auto"
    decks: Path | None = None
    """The folder of deck files, if it is not the usual one. In the file, a relative one begins where the file lies."""
    backups: tuple[int, ...] = (7, 4, 12)
    """How many backups are kept: the last of so many days, weeks and months; all 0 makes none by itself."""
    sync_folder: Path | None = None
    """The folder that is shared with other devices."""
    auto_sync: bool = False
    """Whether it is synced with when the program starts and when it ends."""
    engine: Engine = Engine.RULES
    """What makes questions of articles."""
    layers: Layers = field(default_factory=Layers, compare=False, repr=False)

    def of(self, deck: DeckId) -> "Settings":
        """Return the settings that hold for a deck."""
        own = self.layers.decks.get(deck)
        if not own:
            return self
        return _with(self, {name: value for name, value in own.items() if not self._wins(name)})

    def value(self, setting: "Setting") -> object:
        """Return the value of a setting."""
        return getattr(getattr(self, setting.part) if setting.part else self, setting.name)

    def origin(self, setting: "Setting", deck: DeckId | None = None) -> Origin:
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
    if not values:
        return settings
    from quiz.config.table import Part, setting_named  # noqa: PLC0415 - who sets nothing needs no table

    parts: dict[str, dict[str, Any]] = {part: {} for part in Part}
    for name, value in values.items():
        parts[setting_named(name).part][name] = value
    return replace(
        settings,
        schedule=replace(settings.schedule, **parts[Part.SCHEDULE]),
        study=replace(settings.study, **parts[Part.STUDY]),
        **parts[Part.ITSELF],
    )
