"""Where deck files may go: from what a person typed to a place inside the decks folder, and how a file gets there.

Nothing here ever replaces a file, follows a link out of the folder, or takes a text for a path unseen.
"""

import errno
import os
from contextlib import suppress
from pathlib import Path

from quiz.durable import make_private, sync_folder
from quiz.errors import DeckError, UsageError
from quiz.formats.folder_lock import alone
from quiz.model.text import clean

SUFFIX = ".toml"
_LONGEST = 120
"""Bytes of a file's name; every file system takes twice as many."""
_CANNOT_LINK = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV, errno.EMLINK}
_PIECE = 1 << 20


def place_in(folder: Path, typed: str, name: str) -> Path:
    """Return the file in ``folder`` that ``typed`` means for a deck whose file is called ``name`` now.

    ``typed`` is a path from the decks folder, or one that leads into it. One that ends in a slash, or names a folder
    that is there, keeps the file's name; ``.toml`` may be left out. Raises UsageError for everything else.
    """
    text = typed.strip()
    if text.startswith(("/", "~")):
        home = os.path.expanduser(text)  # noqa: PTH111 - Path.expanduser raises for users there are not
        try:
            text = str(Path(home).relative_to(folder)) + ("/" if text.endswith("/") else "")
        except ValueError:
            raise UsageError(f"{typed!r} lies outside the decks folder.", hint=f"Decks stay below {folder}.") from None
    parts = [part for part in text.split("/") if part not in {"", "."}]
    for part in parts:
        _check(part, typed)
    if not parts or text.endswith("/") or _is_folder(folder.joinpath(*parts)):
        parts.append(name)
    elif not parts[-1].endswith(SUFFIX):
        parts[-1] += SUFFIX
    place = folder.joinpath(*parts)
    if not _real(place.parent).is_relative_to(_real(folder)):
        raise UsageError(f"{typed!r} leads out of the decks folder.", hint=f"Decks stay below {folder}.")
    return place


def free_place(place: Path) -> Path:
    """Return ``place``, or with a number behind its name when something lies there."""
    number, free = 1, place
    while os.path.lexists(free):
        number += 1
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
    return free


def carry(source: Path, target: Path) -> None:
    """Bring a file to another place, whole or not at all; folders on the way are made.

    Raises DeckError when it cannot be done, or something lies there already; the file is then where it was.
    """
    try:
        make_private(target.parent)
        with alone(source):
            if source.is_symlink():
                # A link says where it leads from where it lies; what it leads to stays untouched.
                target.symlink_to(os.path.realpath(source))
            else:
                _link_or_copy(source, target)
            source.unlink()
        for folder in {source.parent, target.parent}:
            sync_folder(folder)
    except FileExistsError as error:
        raise DeckError(f"{target} is there already.", hint="Choose another name.") from error
    except OSError as error:
        raise DeckError(f"{source} cannot be moved to {target}: {error.strerror}.") from error


def leave(folder: Path, top: Path) -> None:
    """Take a folder away, and those above it up to ``top``, where nothing is left in them."""
    with suppress(OSError):
        while folder != top and folder.is_relative_to(top):
            folder.rmdir()
            folder = folder.parent


def _check(part: str, typed: str) -> None:
    if part.startswith("."):
        what = "names that begin with a dot are hidden" if part != ".." else "decks stay in their folder"
        raise UsageError(f"{typed!r} cannot be: {what}.")
    if clean(part) != part or not part.isprintable():
        raise UsageError("The name of a file holds letters and signs that can be seen, and no others.")
    if len(part.encode()) > _LONGEST:
        raise UsageError(f"{part[:20]}… is too long for the name of a file.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # too long, or no name at all


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in _CANNOT_LINK:
            raise
        _copy(source, target)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as old, target.open("xb") as new:
        try:
            os.fchmod(new.fileno(), os.fstat(old.fileno()).st_mode & 0o777)
            while piece := old.read(_PIECE):
                new.write(piece)
            new.flush()
            os.fsync(new.fileno())
            status = os.fstat(old.fileno())
            os.utime(new.fileno(), ns=(status.st_atime_ns, status.st_mtime_ns))
        except OSError:
            target.unlink()
            raise
