"""Articles of the web for ``quiz generate``: addresses, lists of them and feeds."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import SourceError
from quiz.model.text import counted
from quiz.sources.find import read_sources
from quiz.sources.origin import STDIN, Link, Origin
from quiz.sources.web.address import is_address

if TYPE_CHECKING:
    from quiz.model.article import Article
    from quiz.web_articles import WebArticles

_LONGEST_LIST = 10_000_000
"""Bytes of a list of addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebChoices:
    """How pages are fetched; it travels to the processes that do it."""

    folder: Path | None = None
    """Where they are kept; ``None`` to keep none."""
    allow_private: bool = False
    refresh: bool = False


@cache
def web_articles(choices: WebChoices) -> "WebArticles":
    """Return what fetches pages in this process; it remembers what sites said about it."""
    from quiz.collection import system_clock  # noqa: PLC0415 - files need no clock
    from quiz.kept import KeptArticles  # noqa: PLC0415
    from quiz.web_articles import WebArticles  # noqa: PLC0415

    kept = KeptArticles(choices.folder) if choices.folder is not None else None
    return WebArticles(kept, now=system_clock, allow_private=choices.allow_private, refresh=choices.refresh)


def read_link(link: Link, choices: WebChoices) -> "Article":
    """Return the one article at an address; SourceError when there is none, or several."""
    if link.fault:
        raise SourceError(link.fault, hint=link.hint)
    (first, *others) = web_articles(choices).read(link.address)
    if others:
        raise SourceError(
            f"There are {counted(len(others) + 1, 'article')} in what {link} gives.",
            hint="Save it as a file, and name that: each of them then gets its deck.",
        )
    return first


def listed(lists: Sequence[str], feeds: Sequence[str], choices: WebChoices) -> Iterator[Origin]:
    """Yield what lists and feeds name; what is wrong with one line or feed is told when it is its turn.

    Raises SourceError for a list that cannot be read.
    """
    for name in lists:
        for line in _lines(name):
            yield from _meant(line)
    for address in feeds:
        try:
            yield from map(Link, web_articles(choices).read_feed(address).articles)
        except SourceError as error:
            yield Link(address, fault=error.message, hint=error.hint)


def _meant(line: str) -> Iterator[Origin]:
    try:
        yield from read_sources([line])
    except SourceError as error:
        yield Link(line, fault=error.message, hint=error.hint) if is_address(line) else Path(line)


def _lines(name: str) -> list[str]:
    """Return the lines of a list that name something; what begins with ``#`` is a remark."""
    called = "standard input" if name == STDIN else name
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(_LONGEST_LIST + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(_LONGEST_LIST + 1)
        lines = data.decode("utf-8-sig").splitlines()
    except OSError as error:
        raise SourceError(f"The list {called} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"The list {called} is not text in UTF-8.") from error
    if len(data) > _LONGEST_LIST:
        raise SourceError(f"The list {called} is longer than {_LONGEST_LIST // 1_000_000} MB.")
    return [line for each in lines if (line := each.strip()) and not line.startswith("#")]
