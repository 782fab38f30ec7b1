"""Deck files in a shared folder: reading and writing them without following links or leaving the folder."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from quiz.deck_places import leave, place_in
from quiz.errors import DeckError, UsageError
from quiz.formats.atomic import write_atomically
from quiz.formats.parse import LARGEST_FILE
from quiz.model.text import one_line

_MOST_FILES = 20_000
_DEEPEST = 12
_SECOND_FORM = re.compile(r"\.sync-conflict-|conflicted copy|\.theirs-", re.IGNORECASE)
"""In the names that programs which share folders, and we, give to the other form of a file."""


def sum_of(data: bytes) -> str:
    """Return the sum by which a deck's text is known."""
    return hashlib.sha256(data).hexdigest()


def is_second_form(path: str) -> bool:
    """Tell whether a file is the other form of a deck that was changed on two sides."""
    return _SECOND_FORM.search(PurePosixPath(path).name) is not None


def place_of(folder: Path, path: str) -> Path | None:
    """Return the file that a shared path means below ``folder``; ``None`` when it cannot be one."""
    try:
        place = place_in(folder, path, "")
    except (UsageError, ValueError, OSError):
        return None
    return place if place.relative_to(folder).as_posix() == path else None


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; no link is followed, and nothing is read that is no file. DeckError if that fails."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise DeckError(f"{path} is not a file.")
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = file.read(LARGEST_FILE + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise DeckError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST_FILE:
        raise DeckError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB.")
    return data


class SharedFiles:
    """The folder of decks in a shared one."""

    def __init__(self, folder: Path) -> None:
        """Look after the deck files below ``folder``, which need not be there yet."""
        self.folder = folder
        self.problems: list[str] = []

    def paths(self) -> Iterator[str]:
        """Yield the deck files there are, as seen from the folder."""
        if self.folder.is_symlink():
            raise DeckError(f"{self.folder} is a link; quiz follows none.", hint="Put a folder in its place.")
        waiting, found = [(self.folder, 0)], 0
        while waiting:
            folder, depth = waiting.pop()
            for entry in _entries(folder):
                name = entry.path[len(str(self.folder)) + 1 :]
                if entry.is_symlink():
                    self.tell(name, "is a link and passed over.")
                elif entry.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST:
                        waiting.append((Path(entry.path), depth + 1))
                elif entry.name.endswith(".toml"):
                    found += 1
                    if found > _MOST_FILES:
                        self.problems.append(f"There are more than {_MOST_FILES:,} decks; the others are passed over.")
                        return
                    if place_of(self.folder, name) is None:
                        self.tell(name, "cannot be the name of a deck, and is passed over.")
                    else:
                        yield name

    def read(self, path: str) -> bytes:
        """Return what a deck file holds."""
        return read_bytes(self.folder / path)

    def write(self, path: str, text: str) -> None:
        """Put a text into a deck file, in one step."""
        place = place_of(self.folder, path)
        if self.folder.is_symlink() or place is None or place.is_symlink():
            raise DeckError(f"{self.folder / path} leads out of the shared folder.")
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DeckError(f"{place.parent} cannot be made: {error.strerror}.") from error
        write_atomically(place, text)

    def remove(self, path: str) -> None:
        """Take a deck file away; the caller has its text elsewhere."""
        place = self.folder / path
        with suppress(FileNotFoundError):
            place.unlink()
        leave(place.parent, self.folder)

    def tell(self, path: str, what: str) -> None:
        """Note what is wrong with a file."""
        shown = one_line(os.fsencode(path).decode(errors="replace"))
        self.problems.append(f"{self.folder.name}/{shown} {what}")


def _entries(folder: Path) -> list["os.DirEntry[str]"]:
    try:
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if entry.name[0] != "."), key=lambda entry: entry.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DeckError(f"{folder} cannot be read: {error.strerror}.") from error
