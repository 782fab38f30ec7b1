"""The settings as a learner sees them: each with its value, where that comes from, and the ways to change it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.config import Origin, Settings
from quiz.config.reading import reread_settings
from quiz.config.table import SETTINGS, Setting
from quiz.config.values import BadValueError
from quiz.errors import UsageError
from quiz.model.ids import DeckId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.collection.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A setting as it stands."""

    setting: Setting
    value: object
    origin: Origin
    usual: object
    """What it is when it is not set here: the default, or for a deck what holds for all decks."""

    @property
    def text(self) -> str:
        """The value as it is typed."""
        return self.setting.kind.text(self.value)

    @property
    def shown(self) -> str:
        """The value as it is read."""
        return self.setting.shown(self.value)

    @property
    def usual_shown(self) -> str:
        """The usual value as it is read."""
        return self.setting.shown(self.usual)

    @property
    def is_fixed(self) -> bool:
        """Whether something outside the file decides for now."""
        return self.origin in {Origin.ENVIRONMENT, Origin.ARGUMENT}

    @property
    def is_own(self) -> bool:
        """Whether it was set here, in the file or for the deck."""
        return self.origin in {Origin.FILE, Origin.DECK}


class Preferences:
    """Reads and changes the settings of a collection; a change is in the file, and holds, when a call returns."""

    def __init__(self, library: "Library") -> None:
        """Read and change what ``library`` goes by."""
        self._library = library

    @property
    def path(self) -> Path:
        """The file of settings."""
        return self._library.paths.config

    @property
    def keys(self) -> "Mapping[str, object]":
        """Keys by what they do, as the file has them."""
        return self._library.settings.layers.keys

    def found(self, deck: DeckId | None = None) -> tuple[Found, ...]:
        """Return all settings, or those of a deck, in the order of the table."""
        return tuple(self.at(setting, deck) for setting in SETTINGS if deck is None or setting.per_deck)

    def at(self, setting: Setting, deck: DeckId | None = None) -> Found:
        """Return one setting as it stands."""
        settings = self._library.settings
        if deck is None:
            return Found(
                setting=setting,
                value=settings.value(setting),
                origin=settings.origin(setting),
                usual=Settings().value(setting),
            )
        own, origin = settings.of(deck), settings.origin(setting, deck)
        if origin is Origin.FILE:
            origin = Origin.DEFAULT  # of the deck: as everywhere
        return Found(setting=setting, value=own.value(setting), origin=origin, usual=settings.value(setting))

    def read(self, setting: Setting, text: str) -> object:
        """Return the value that a text means; UsageError tells what the setting takes."""
        try:
            value = setting.kind.read(text.strip())
        except BadValueError:
            raise UsageError(f"{setting.title} takes {setting.allowed}.") from None
        if isinstance(value, Path):
            folder = self.path.parent / value
            if not folder.is_dir():
                raise UsageError(f"There is no folder {folder}.", hint="Make it first.")
        return value

    def put(self, setting: Setting, value: object, deck: DeckId | None = None) -> None:
        """Set a value, for all decks or for one; ConfigError when it cannot be written."""
        from quiz.settings_saving import put_setting  # noqa: PLC0415 - reading settings needs no writer

        put_setting(self.path, setting, value, deck)
        self.reread()

    def take(self, setting: Setting, deck: DeckId | None = None) -> None:
        """Go back to the usual value; ConfigError when that cannot be written."""
        from quiz.settings_saving import take_setting  # noqa: PLC0415 - as above

        take_setting(self.path, setting, deck)
        self.reread()

    def put_keys(self, action: str, keys: str | None) -> None:
        """Set which keys do something, separated by commas; ``None`` goes back to the usual ones."""
        from quiz.settings_saving import put_keys  # noqa: PLC0415 - as above

        put_keys(self.path, action, keys)
        self.reread()

    def reread(self) -> None:
        """Go by what stands in the file now; ConfigError, and no change, when it is wrong."""
        self._library.use(reread_settings(self.path, self._library.settings))
