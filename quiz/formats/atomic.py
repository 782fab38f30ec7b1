"""Writes a file so that at every moment, power cuts included, either the old text or the new one is there."""

import errno
import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from quiz.durable import sync_folder
from quiz.errors import DeckError, FullDiskError
from quiz.formats.folder_lock import alone

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space and try again."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space and try again."),
    errno.EFBIG: ("the file would be larger than the system allows", "Split the deck in two."),
    errno.EROFS: ("the disk is read-only", "Choose a folder that can be written to."),
    errno.EACCES: ("it may not be written to", "Change the permissions of the folder, or choose another one."),
    errno.EPERM: ("it may not be written to", "Change the permissions of the folder, or choose another one."),
    errno.ENOENT: ("its folder does not exist", "Make the folder first."),
    errno.ENOTDIR: ("a part of its path is not a folder", "Choose another place."),
    errno.EISDIR: ("it is a folder", "Name a file."),
    errno.EEXIST: ("there is already a file of that name", "Choose another name, or remove that file first."),
    errno.ENAMETOOLONG: ("the name is too long", "Choose a shorter name."),
}

_FULL = {errno.ENOSPC, errno.EDQUOT}

UNDONE = (".quiz-", ".tmp")
"""How the name of a file begins and ends that is being written; a kill may leave it behind."""
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""What file systems without hard links say to one."""


def write_atomically(path: Path, text: str | bytes, *, overwrite: bool = True, private: bool = False) -> None:
    """Put ``text``, as UTF-8 or as it is, into the file ``path``; the permissions of a file that is replaced stay.

    A new file is the learner's alone if it is ``private`` or its folder is. A symbolic link stays one: the file it
    points to is replaced. Raises DeckError when the file cannot be written,
    or exists and ``overwrite`` is false; the file is then as it was.
    """
    target = Path(os.path.realpath(path))
    temporary = target.parent / f"{UNDONE[0]}{os.urandom(8).hex()}{UNDONE[1]}"
    try:
        mode = _mode_of(target)
        private = private or not stat.S_IMODE(target.parent.stat().st_mode) & 0o077
        with alone(target), _taken_away(temporary):
            _write_new(temporary, text.encode() if isinstance(text, str) else text, mode, private=private)
            if overwrite:
                temporary.replace(target)
            else:
                _link(temporary, target)
        sync_folder(target.parent)
    except OSError as error:
        reason, hint = _REASONS.get(error.errno or 0, (error.strerror or str(error), ""))
        kind = FullDiskError if error.errno in _FULL else DeckError
        raise kind(f"{path} cannot be written: {reason}.", hint=hint) from error


@contextmanager
def _taken_away(temporary: Path) -> Generator[None]:
    try:
        yield
    finally:
        with suppress(OSError):
            temporary.unlink()


def _link(temporary: Path, target: Path) -> None:
    """Put the file in place; unlike a rename, this fails when there is one already."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS or target.exists():
            raise
        temporary.rename(target)


def _mode_of(target: Path) -> int | None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(target, os.W_OK):
        # Replacing it would work, and would undo what the owner meant by making it read-only.
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))
    return stat.S_IMODE(status.st_mode)


def _write_new(temporary: Path, data: bytes, mode: int | None, *, private: bool) -> None:
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666), "wb") as file:
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
