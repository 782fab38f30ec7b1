"""The folder of deck files: what lies in it, what it is given at first, and which deck a person means."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.errors import DeckError, UsageError
from quiz.model.ids import DeckId
from quiz.paths import Paths, starter_decks
from quiz.store.store import DeckRow, Stamp

_THEIRS = ".theirs-"
"""In the name of a deck as another device has it, which lies beside ours until somebody has looked at both."""


def deck_files(folder: Path) -> dict[str, Stamp]:
    """Return every deck file below ``folder``, with its size and time of change; see `walk_decks`."""
    return dict(walk_decks(folder))


def walk_decks(folder: Path) -> Iterator[tuple[str, Stamp]]:
    """Yield every deck file below ``folder``, with its size and time of change, however many there are.

    Hidden ones are left out, and those that another device has in another form.
    """
    waiting = [str(folder)]
    while waiting:
        try:
            entries = os.scandir(waiting.pop())
        except FileNotFoundError:
            continue
        except OSError as error:
            raise DeckError(f"The decks folder {error.filename} cannot be read: {error.strerror}.") from error
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".toml") and _THEIRS not in entry.name:
                    try:
                        status = entry.stat()
                    except OSError:
                        continue  # gone since the folder was listed, or a link that leads nowhere or in a circle
                    if stat.S_ISREG(status.st_mode):
                        yield entry.path, Stamp(size=status.st_size, mtime_ns=status.st_mtime_ns)


def trash_of(paths: Paths) -> Path:
    """Return the folder that deleted decks are in; it is there as long as there are some."""
    folder = paths.home / "trash"
    # What is hidden is never read as a deck, should the decks folder be the one that everything else is in.
    return folder.with_name(".trash") if folder.is_relative_to(paths.decks) else folder


def stamp_of(path: Path) -> Stamp:
    """Return the size and time of change of a file; DeckError when it is gone."""
    try:
        status = path.stat()
    except OSError as error:
        raise DeckError(f"{path} cannot be read: {error.strerror}.") from error
    return Stamp(size=status.st_size, mtime_ns=status.st_mtime_ns)


def copy_starter(folder: Path) -> None:
    """Put the decks that quiz is shipped with into an empty decks folder."""
    if folder.is_dir() and any(folder.rglob("*.toml")):
        return
    import shutil  # noqa: PLC0415 - once in the life of a collection

    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for deck in sorted(starter_decks().glob("*.toml")):
            shutil.copyfile(deck, folder / deck.name)
            (folder / deck.name).chmod(0o600)
    except OSError as error:
        raise DeckError(f"The decks folder {folder} cannot be written: {error.strerror}.") from error


def find_deck(name: str, rows: Sequence[DeckRow]) -> DeckId:
    """Return the deck that ``name`` means: an id, a title, a file name or a path. UsageError if none or several."""
    wanted = name.casefold()
    matches = {
        row.id
        for row in rows
        if wanted
        in {row.id.casefold(), row.title.casefold(), Path(row.path).name.casefold(), Path(row.path).stem.casefold()}
        or Path(name).absolute() == Path(row.path)
    }
    if len(matches) == 1:
        return matches.pop()
    if matches:
        raise UsageError(f"{name!r} means more than one deck.", hint="Give the id: " + ", ".join(sorted(matches)) + ".")
    import difflib  # noqa: PLC0415 - only on the way to an error

    names = {text.casefold(): text for row in rows for text in (row.title, row.id)}
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.5)
    hint = f"Did you mean {names[near[0]]!r}?" if near else "'quiz decks' lists the decks."
    raise UsageError(f"There is no deck {name!r}.", hint=hint)
