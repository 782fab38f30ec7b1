"""Articles for ``quiz generate``: of files, of the web by addresses, lists and feeds, and of no place at all."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.progress import Progress
from quiz.errors import DeckError, SourceError
from quiz.model.text import counted
from quiz.sources.article import read_article
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
    hosts = choices.folder / "hosts" if choices.folder is not None else None
    return WebArticles(
        kept, now=system_clock, allow_private=choices.allow_private, refresh=choices.refresh, hosts=hosts
    )


def parts_of(link: Link, choices: WebChoices) -> list[Origin]:
    """Return the articles in what an address gives; what is wrong with it is told when it is its turn."""
    if link.fault:
        return [link]
    try:
        with Progress(1) as progress:
            progress.begin(str(link))
            found = web_articles(choices).read(link.address)
    except (SourceError, DeckError) as error:
        return [replace(link, fault=error.message, hint=error.hint)]
    if len(found) == 1:
        return [link]
    return [replace(link, sha256=article.sha256, name=article.title) for article in found]


def read_origin(
    place: Origin, choices: WebChoices, *, encoding: str, language: str, title: str, keep: bool
) -> "Article":
    """Return the article at a place. Raises SourceError when there is none, DeckError when it cannot be kept.

    One that is in no file and at no address is kept with ``keep``, if questions can be made of it: else GenerateError.
    """
    if isinstance(place, Link):
        return _read_link(place, choices)
    article = read_article(place, stdin=sys.stdin.buffer if sys.stdin else None, encoding=encoding)
    if not isinstance(place, str):
        return article
    from quiz.collection import system_clock  # noqa: PLC0415 - files need none of it
    from quiz.generate.readable import check_text  # noqa: PLC0415
    from quiz.kept import KeptArticles, digest_of  # noqa: PLC0415

    called = "standard input" if place == STDIN else place
    if keep and choices.folder is not None:
        check_text(article.text, called, language)
        article = replace(article, called=title)
        return KeptArticles(choices.folder).keep_text(article, origin=called, at=system_clock())
    return replace(article, sha256=digest_of(article))


def _read_link(link: Link, choices: WebChoices) -> "Article":
    """Return the one article at an address; SourceError when there is none, or several."""
    if link.fault:
        raise SourceError(link.fault, hint=link.hint)
    (first, *others) = web_articles(choices).read_part(link.address, link.sha256)
    if others:
        raise SourceError(
            f"There are {counted(len(others) + 1, 'article')} in what {link} gives.",
            hint=f"Name it alone, and each gets its deck: quiz generate {link}",
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
