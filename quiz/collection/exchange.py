"""Answers and decks that come from other devices: by their databases, or by a folder that all of them share."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.shared_decks import SharedDecks
from quiz.errors import StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.collection.backups import Backups
    from quiz.collection.library import Library
    from quiz.collection.shared_decks import DeckNews
    from quiz.collection.shelf import Shelf
    from quiz.store.merge import Came
    from quiz.store.store import Fold, Store
    from quiz.store.wire import LogRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What a database brought."""

    came: "Came"
    backup: str | None
    """What the backup is called that was made before; ``None`` when nothing came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What went in and out of a shared folder."""

    folder: Path
    came: "Came"
    sent: int
    """Rows of the log that others can read now."""
    decks: "tuple[DeckNews, ...]"
    problems: tuple[str, ...]
    """Files in the folder that cannot be used, as sentences."""

    @property
    def open(self) -> bool:
        """Whether there is something for the person to look at."""
        return bool(self.problems) or any(news.open for news in self.decks)


class Exchange:
    """Joins what other devices know with what is known here."""

    def __init__(self, library: "Library", store: "Store", shelf: "Shelf", backups: "Backups", fold: "Fold") -> None:
        """Join into ``store``; ``fold`` makes the state of a card from its answers."""
        self._library = library
        self._store = store
        self._shelf = shelf
        self._backups = backups
        self._fold = fold

    def merge(self, other: Path, *, dry: bool = False) -> Merged:
        """Take in the log of another database, which is only read; with ``dry``, tell what it would bring.

        The cards it touches are made anew from all their answers. A backup is made before. Raises
        StoreError, with nothing changed, when the other cannot be used.
        """
        exchange, now = self._store.exchange, self._library.now()
        came = exchange.look(other, self._fold, now)
        if dry or not came.rows:
            return Merged(came=came, backup=None)
        from quiz.store.backup import Reason  # noqa: PLC0415 - most often nothing comes, or a folder is shared

        backup = self._backups.now(Reason.MERGE)
        return Merged(came=exchange.merge(other, self._fold, now), backup=backup.name)

    def sync(self, folder: Path | None = None, *, dry: bool = False, again: bool = False) -> Synced:
        """Bring answers and decks into a shared folder, and those of other devices here.

        Without ``folder``, the one of the settings. Decks that were changed on both sides are kept in both forms. A
        backup is made before anything comes.
        """
        folder = self._folder(folder, dry=dry)
        self._library.refresh()
        if not dry:
            # What two devices have of one deck is the same only once its cards have their names.
            self._library.give_ids(None)
        log = self._store.exchange.shared(folder, self._fold, self._library.now(), dry=dry, again=again)
        with log:
            log.read(self._back_up)
            decks = SharedDecks(self._library, self._shelf, log, folder, dry=dry)
            news = decks.sync()
            sent = log.write(decks.notes)
            problems = (*log.problems, *decks.problems)
        if not dry:
            self._library.refresh()
        return Synced(folder=folder, came=log.came, sent=sent, decks=news, problems=problems)

    def _back_up(self) -> None:
        from quiz.store.backup import Reason  # noqa: PLC0415 - most often nothing comes

        self._backups.save(Reason.MERGE)

    @property
    def device(self) -> str:
        """The name of this installation."""
        return self._store.device

    def log(self) -> "Iterator[LogRow]":
        """Yield the whole log: answers, actions and what was taken back, each in the order of time."""
        return self._store.exchange.rows()

    def _folder(self, folder: Path | None, *, dry: bool) -> Path:
        chosen = folder or self._library.settings.sync_folder
        if chosen is None:
            raise UsageError(
                "There is no folder to share.",
                hint="Name one: 'quiz sync FOLDER'. 'quiz config set sync_folder FOLDER' remembers it.",
            )
        chosen = chosen.absolute()
        home, decks = self._library.paths.home, self._library.paths.decks
        real = Path(os.path.realpath(chosen))
        for own in (Path(os.path.realpath(home)), Path(os.path.realpath(decks))):
            if own == real or real.is_relative_to(own) or own.is_relative_to(real / "decks"):
                raise UsageError(
                    f"{chosen} cannot be shared: quiz keeps its own things there.",
                    hint="Name another folder, which Syncthing, Dropbox or git carries to the other devices.",
                )
        if chosen.is_dir():
            if not os.access(chosen, os.R_OK | os.W_OK | os.X_OK):
                raise StoreError(
                    f"The folder {chosen} may not be read or written to.",
                    hint="Change its permissions, or name another.",
                )
        else:
            if chosen.exists():
                raise UsageError(f"{chosen} is not a folder.")
            if not chosen.parent.is_dir():
                raise StoreError(f"There is no folder {chosen.parent}.", hint="Is it connected?")
            if not dry:
                try:
                    chosen.mkdir(mode=0o700)
                except OSError as error:
                    raise StoreError(f"The folder {chosen} cannot be made: {error.strerror}.") from error
        return chosen
