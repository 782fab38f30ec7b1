"""Which files a command line means: files as named, folders walked, ``-`` for standard input."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from quiz.errors import SourceError
from quiz.model.article import Article
from quiz.sources.article import read_articles
from quiz.sources.kinds import HEAD, signed, suffix_kind
from quiz.sources.origin import KEPT, STDIN, Link, Origin, Part
from quiz.sources.refused import Passed, Sort, sort_of, sort_of_folder, tell_passed
from quiz.sources.web.address import is_address, read_address

_LONGEST = 200
"""Letters of a name that is told as it is."""
Hear = Callable[[Passed], None]
"""Takes note of a document in a folder that cannot be read."""


def read_sources(
    names: Sequence[str], *, stop: Callable[[], bool] = lambda: False, hear: Hear = lambda _: None
) -> Iterator[Origin]:
    """Yield what ``names`` mean, in the order given: files, those of folders in sorted order, ``-``.

    In folders, files are taken that are named as what can be read, and those that are a PDF, a book or a document
    whatever they are called; hidden ones are skipped, and a folder reached a second time through a link is not walked
    again. Documents that cannot be read are passed over, and told to ``hear``. Folders are walked while the files are
    taken, and no further once ``stop`` is true. `SourceError` when there is no such file, or a folder holds nothing
    that can be read.
    """
    for name in names:
        if name == STDIN:
            yield STDIN
            continue
        if not name:
            raise SourceError("The name of an article is empty.", hint="Name a file or a folder, or give - instead.")
        if name.startswith(KEPT):
            yield Link(name)
            continue
        if is_address(name):
            yield Link(str(read_address(name)))
            continue
        path = Path(name)
        if _is_folder(path):
            yield from _documents(path, stop, hear)
        elif os.path.lexists(path):
            yield path
        else:
            raise SourceError(f"There is no file {_short(name)}.", hint=hint_for(name))


def _short(name: str) -> str:
    """Return a name as it is told; one that is very long is no name, but a text given for one."""
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


def hint_for(name: str) -> str:
    """Return what to do about a name that no file has: it may be an address, as browsers show them."""
    host, slash, _ = name.partition("/")
    is_host = re.fullmatch(r"(?:[a-z\d-]+\.)+[a-z]{2,}", host, re.IGNORECASE) is not None
    if is_host and (slash or host.startswith("www.")):
        return f"If it is a page on the web, write https://{name}."
    return "Check the spelling."


def _documents(folder: Path, stop: Callable[[], bool], hear: Hear) -> Iterator[Path]:
    other = sort_of_folder(folder)
    if other is not None:
        raise other.refuse(str(folder))
    passed: list[Passed] = []
    found = _walk(folder, set(), stop, passed.append)
    first = next(found, None)
    if first is None:
        raise SourceError(
            f"There is nothing that can be read in the folder {folder}.",
            hint=tell_passed(passed)
            or "Texts, Markdown, web pages, PDF, EPUB, .docx and .odt are read; hidden files are skipped.",
        )
    yield first
    yield from found
    for each in passed:
        hear(each)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # the name is too long for any file, or the path leads in a circle


def _walk(folder: Path, seen: set[tuple[int, int]], stop: Callable[[], bool], hear: Hear) -> Iterator[Path]:
    if stop():
        return
    try:
        status = folder.stat()
        names, folders = _listed(folder)
    except OSError as problem:
        if seen:
            yield folder  # within another, it is told of like a file that cannot be read, and stops no other
            return
        raise SourceError(f"The folder {folder} cannot be read: {problem.strerror}.") from problem
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return
    seen.add(key)
    for name in names:
        path = folder / name
        if name not in folders:
            if _is_document(path, hear):
                yield path
        elif not _belongs_to_page(path):
            other = sort_of_folder(path)
            if other is None:
                yield from _walk(path, seen, stop, hear)
            else:
                _tell(path, other, hear)


def _listed(folder: Path) -> tuple[list[str], set[str]]:
    """Return what is in a folder and not hidden, sorted, and which of it are folders: names alone, however many."""
    names: list[str] = []
    folders: set[str] = set()
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            with suppress(OSError):  # a link that leads in a circle
                if entry.is_dir():
                    folders.add(entry.name)
                elif not entry.is_file():
                    continue
                names.append(entry.name)
    names.sort()
    return names, folders


def _is_document(path: Path, hear: Hear) -> bool:
    suffix = path.suffix.lower()
    if suffix_kind(suffix) is not None:
        return True
    head = _head(path)
    if signed(head, suffix) is not None:
        return True
    _tell(path, sort_of(head, suffix), hear)
    return False


def _tell(path: Path, sort: Sort | None, hear: Hear) -> None:
    if sort is not None and sort.is_document:
        hear(Passed(path, sort))


def _head(path: Path) -> bytes:
    """Return the beginning of a file, or nothing where there is none to be had."""
    try:
        if not path.is_file():
            return b""  # reading from a pipe takes away what is in it
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def opened(path: Path) -> tuple[Path, ...] | tuple[Part, ...]:
    """Return a file, or the articles in it if it is one that holds several; a faulty one is told of when it is read."""
    kind = signed(_head(path), path.suffix.lower())
    if kind is None or not kind.several:
        return (path,)
    try:
        return parts_of(path, read_articles(path)) or (path,)
    except SourceError:
        return (path,)


def parts_of(path: Path, articles: Sequence[Article]) -> tuple[Part, ...]:
    """Return the parts of a file in which there are these articles; none if there is but one."""
    if len(articles) == 1:
        return ()
    return tuple(Part(path, number, article.title, article.sha256) for number, article in enumerate(articles))


def may_hold_several(path: Path) -> bool:
    """Tell from its name whether there may be several articles in a file."""
    kind = suffix_kind(path.suffix)
    return kind is not None and kind.several


def _belongs_to_page(folder: Path) -> bool:
    """Tell whether a browser has put there the pictures and programs of a page that it saved."""
    stem = folder.name.removesuffix("_files")
    return stem != folder.name and any(
        os.path.lexists(folder.with_name(f"{stem}{suffix}")) for suffix in (".html", ".htm")
    )
