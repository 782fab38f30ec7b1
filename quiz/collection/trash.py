"""Deck files that were taken off the shelf: each in a folder of its own, at the place it had. quiz deletes none."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quiz.deck_folder import deck_files
from quiz.deck_places import carry, free_place, leave
from quiz.durable import make_private
from quiz.errors import DeckError
from quiz.model.memory import Instant
from quiz.model.text import one_line

_STAMP = "%Y%m%dT%H%M%SZ"
_HEAD = 4_000
"""Characters in which the title of a deck is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trashed:
    """A deck file in the trash."""

    name: str
    """The folder it lies in, named after the moment; a number tells several of one second apart."""
    at: Instant
    """When it was put there."""
    path: Path
    place: Path
    """Where it was, seen from the decks folder."""
    title: str


class Trash:
    """The folder of deleted decks."""

    def __init__(self, folder: Path) -> None:
        """Keep deleted decks in ``folder``, which need not be there yet."""
        self._folder = folder

    def put(self, file: Path, place: Path, at: Instant, *, back: Path | None = None) -> Path:
        """Bring a deck file here and return where it lies now; DeckError, and it stays, when that cannot be done.

        ``back`` is where it lay here before, and lies again if nothing else does.
        """
        target = self._room(at) / place if back is None or os.path.lexists(back) else back
        carry(file, target)
        return target

    def keep(self, text: str, place: Path, at: Instant) -> None:
        """Keep a text that a deck file had until now."""
        from quiz.formats.atomic import write_atomically  # noqa: PLC0415 - seldom needed

        target = self._room(at) / place
        try:
            make_private(target.parent)
        except OSError as error:
            raise DeckError(f"{target.parent} cannot be made: {error.strerror}.") from error
        write_atomically(target, text, overwrite=False)

    def take(self, trashed: Trashed, target: Path) -> None:
        """Bring a deck file from here to ``target``, where nothing may lie."""
        carry(trashed.path, target)
        leave(trashed.path.parent, self._folder.parent)

    def entries(self) -> tuple[Trashed, ...]:
        """Return what lies here, newest first."""
        found = list(self._entries())
        return tuple(sorted(found, key=lambda one: (one.at, one.name), reverse=True))

    def entry(self, path: Path) -> Trashed | None:
        """Return what is known of one file here; ``None`` when it is gone."""
        return next((one for one in self._entries() if one.path == path), None)

    def stems(self) -> set[str]:
        """Return the names of the files here without their ends."""
        return {Path(path).stem for path in deck_files(self._folder)}

    def _room(self, at: Instant) -> Path:
        stamp = datetime.fromtimestamp(at / 1000, tz=UTC).strftime(_STAMP)
        return free_place(self._folder / stamp)

    def _entries(self) -> Iterator[Trashed]:
        for name in deck_files(self._folder):
            path = Path(name)
            room, *rest = path.relative_to(self._folder).parts
            at = _moment(room)
            if at is not None and rest:
                yield Trashed(name=room, at=at, path=path, place=Path(*rest), title=title_in(path))


def title_in(path: Path) -> str:
    """Return the title of the deck in a file, which may be broken; its name when there is no title to be found."""
    import tomli  # noqa: PLC0415 - only looking through the trash reads titles

    stem = one_line(path.stem) or "deck"
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            head = file.read(_HEAD)
    except OSError:
        return stem
    for line in head.splitlines():
        if line.lstrip().startswith("["):
            break
        if line.partition("=")[0].strip() == "title":
            try:
                title = tomli.loads(line).get("title")
            except tomli.TOMLDecodeError:
                return stem
            return (one_line(title) if isinstance(title, str) else "") or stem
    return stem


def _moment(room: str) -> Instant | None:
    try:
        moment = datetime.strptime(room.partition("-")[0], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Instant(int(moment.timestamp() * 1000))


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a file lies in a folder, whatever links lead there."""
    return Path(os.path.realpath(path.parent)).is_relative_to(os.path.realpath(folder))
