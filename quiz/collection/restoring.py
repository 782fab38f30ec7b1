"""Puts backups back. It needs no open collection: the database may be what is broken."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.deck_folder import walk_decks
from quiz.deck_places import place_in
from quiz.durable import make_private
from quiz.errors import DeckError, StoreError, UsageError
from quiz.formats.atomic import write_atomically
from quiz.store.backup import Backup, Files, backups, deck_texts, kept_articles
from quiz.store.restore import restore

if TYPE_CHECKING:
    from quiz.model.memory import Instant
    from quiz.paths import Paths


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack:
    """What was done."""

    backup: Backup
    saved: Backup | None
    """The backup of what was there before; `None` when that was too damaged, or missing."""
    aside: Path | None
    """Where the damaged database lies now."""
    decks: tuple[Path, ...]
    """Deck files that were written."""
    articles: int
    """How many kept articles were put back."""
    problems: tuple[str, ...]
    """What could not be written, as sentences."""


def find_backup(paths: "Paths", name: str) -> Backup:
    """Return the backup of that name, or the only one whose name begins so; UsageError for all others."""
    found = [backup for backup in backups(paths.database) if backup.name.startswith(name)]
    exact = [backup for backup in found if backup.name == name]
    if len(exact or found) != 1 or not name:
        what = "There is no backup" if not found else "There is more than one backup"
        raise UsageError(f"{what} {name!r}.", hint="'quiz restore' lists what there is.")
    return (exact or found)[0]


def put_back(paths: "Paths", backup: Backup, at: "Instant", *, decks: bool) -> PutBack:
    """Restore the database and, with ``decks``, the deck files of a backup; what is there now is saved first.

    Deck files that the backup does not have stay. With them come kept articles that are not there any more. Raises
    StoreError, and changes nothing, when that cannot be.
    """
    texts = deck_texts(backup) if decks else {}
    restored = restore(paths.database, backup, at=at, files=list_files(paths.decks))
    written, problems = list[Path](), list[str]()
    for name, text in texts.items():
        try:
            place = place_in(paths.decks, name, Path(name).name)
            if _differs(place, text):
                make_private(place.parent)
                write_atomically(place, text, private=True)
                written.append(place)
        except (DeckError, UsageError) as error:
            problems.append(error.message)
        except OSError as error:
            problems.append(f"{name} cannot be written: {error.strerror or error}.")
    articles = _put_articles_back(paths, backup, problems) if decks else 0
    return PutBack(
        backup=backup,
        saved=restored.saved,
        aside=restored.aside,
        decks=tuple(written),
        articles=articles,
        problems=tuple(problems),
    )


def _put_articles_back(paths: "Paths", backup: Backup, problems: list[str]) -> int:
    from quiz.kept import KeptArticles  # noqa: PLC0415 - the backup of the day needs no article

    kept, texts = KeptArticles(paths.articles), 0
    try:
        for name, data in kept_articles(backup):
            texts += kept.put_back(name, data) and name.endswith(".gz")
    except (DeckError, StoreError) as error:
        problems.append(error.message)
    return texts


def list_files(folder: Path) -> Files:
    """Return the deck files below a folder with their places in it."""
    return _DeckFiles(folder, sorted(os.path.relpath(path, folder) for path, _ in walk_decks(folder)))


@dataclass(frozen=True, slots=True)
class _DeckFiles:
    """Files that are listed by their places alone: ten thousand paths take several times the memory."""

    folder: Path
    places: list[str]

    def __len__(self) -> int:
        return len(self.places)

    def __iter__(self) -> Iterator[tuple[str, Path]]:
        return ((place, self.folder / place) for place in self.places)


def _differs(place: Path, text: bytes) -> bool:
    try:
        return place.read_bytes() != text
    except FileNotFoundError:
        return True
