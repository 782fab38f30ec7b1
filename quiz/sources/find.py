"""Which files a command line means: files as named, folders walked, ``-`` for standard input."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, Literal

from quiz.errors import SourceError

STDIN: Final = "-"
Origin = Path | Literal["-"]
"""Where one article is read from."""

_SUFFIXES = {".txt", ".text", ".md", ".markdown"}


def read_sources(names: Sequence[str], *, stop: Callable[[], bool] = lambda: False) -> Iterator[Origin]:
    """Yield what ``names`` mean, in the order given: files, the text files of folders in sorted order, ``-``.

    A folder's hidden files and folders are skipped, and a folder reached a second time through a link is not walked
    again. Folders are walked while the files are taken, and no further once ``stop`` is true. `SourceError` when there
    is no such file, or a folder holds no text or Markdown file.
    """
    for name in names:
        if name == STDIN:
            yield STDIN
            continue
        if not name:
            raise SourceError("The name of an article is empty.", hint="Name a file or a folder, or give - instead.")
        path = Path(name)
        if _is_folder(path):
            found = _walk(path, set(), stop)
            first = next(found, None)
            if first is None:
                raise SourceError(
                    f"There is no text or Markdown file in the folder {name}.",
                    hint="Files that end in .txt or .md are read; hidden ones are skipped.",
                )
            yield first
            yield from found
        elif os.path.lexists(path):
            yield path
        else:
            raise SourceError(f"There is no file {name}.", hint="Check the spelling, or give a folder or - instead.")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # the name is too long for any file, or the path leads in a circle


def _walk(folder: Path, seen: set[tuple[int, int]], stop: Callable[[], bool]) -> Iterator[Path]:
    if stop():
        return
    try:
        status = folder.stat()
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError as problem:
        raise SourceError(f"The folder {folder} cannot be read: {problem.strerror}.") from problem
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return
    seen.add(key)
    for entry in entries:
        if entry.name.startswith("."):
            continue
        path = folder / entry.name
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError:
            continue  # a link that leads in a circle
        if is_folder:
            yield from _walk(path, seen, stop)
        elif is_file and path.suffix.lower() in _SUFFIXES:
            yield path
