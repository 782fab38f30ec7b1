"""Lets one program at a time change the files of a folder."""

import errno
import os
import sys
import threading
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from quiz.errors import DeckError

_LONGEST = 1.5
"""Seconds to wait for another program."""
_PAUSE = 0.005
_BUSY = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class _Here(threading.local):
    """The folders that this thread holds already."""

    def __init__(self) -> None:
        self.folders: set[str] = set()


_here = _Here()


@contextmanager
def alone(path: Path) -> Generator[None]:
    """Change a file while no other quiz changes one in its folder; DeckError when that takes too long.

    The system lets go of it when the program ends, however it ends. Where folders cannot be locked, and from editors,
    only `write_over` protects.
    """
    folder = os.path.dirname(os.path.realpath(path))  # noqa: PTH120 - as a key, and to be opened
    if folder in _here.folders:
        yield
        return
    with ExitStack() as stack:
        try:
            handle = _opened(folder)
        except OSError:
            handle = None  # what is not there, or may not be read, is told by whatever is done to the file
        if handle is not None:
            stack.callback(os.close, handle)
            _lock(handle, path)
        _here.folders.add(folder)
        stack.callback(_here.folders.discard, folder)
        yield


def _lock(handle: int, path: Path) -> None:
    until = time.monotonic() + _LONGEST
    while not _locked(handle):
        if time.monotonic() > until:
            raise DeckError(f"{path} is being changed by another program.", hint="Try again in a moment.")
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import hashlib
    import msvcrt
    import tempfile

    def _opened(folder: str) -> int:
        # Folders cannot be locked there; a file of the user's own stands for each.
        name = f"quiz-{hashlib.sha256(folder.encode()).hexdigest()[:32]}.lock"
        return os.open(Path(tempfile.gettempdir(), name), os.O_RDWR | os.O_CREAT)

    def _locked(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in _BUSY
        return True

else:
    import fcntl

    def _opened(folder: str) -> int:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def _locked(handle: int) -> bool:
        """Tell whether the folder is this program's now, or cannot be anybody's."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _BUSY
        return True
