"""Articles for ``quiz generate``: of files, of the web by addresses, lists and feeds, and of no place at all."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from quiz.cli.progress import Progress
from quiz.errors import DeckError, SourceError
from quiz.kept import digest_of
from quiz.sources.article import read_article, read_articles
from quiz.sources.find import Hear, opened, parts_of, read_sources
from quiz.sources.origin import STDIN, Held, Link, Origin, Part

if TYPE_CHECKING:
    from quiz.model.article import Article
    from quiz.web_articles import WebArticles

_STDIN = "standard input"
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


def opened_alone(place: Origin, choices: WebChoices, encoding: str) -> tuple[Origin, ...]:
    """Return the articles at the one place that was named; what is wrong with it is told when it is its turn."""
    if isinstance(place, Path):
        return opened(place)
    if isinstance(place, str) and place == STDIN:
        try:
            articles = read_articles(place, stdin=_stdin(), encoding=encoding)
        except SourceError as error:
            return (Link(place, fault=error.message, hint=error.hint),)  # it cannot be read once more
        return further(place, articles, choices) or (Held(articles[0], place),)
    if not isinstance(place, Link) or place.fault:
        return (place,)
    try:
        with Progress(1) as progress:
            progress.begin(str(place))
            articles = web_articles(choices).read(place.address)
    except (SourceError, DeckError) as error:
        return (replace(place, fault=error.message, hint=error.hint),)
    return further(place, articles, choices) or (place,)


def further(place: Origin, articles: tuple["Article", ...], choices: WebChoices) -> tuple[Origin, ...]:
    """Return the places of the articles that one place has turned out to hold; none if it is but one."""
    if len(articles) == 1:
        return ()
    if isinstance(place, Path):
        return parts_of(place, articles)
    if isinstance(place, Link) and choices.folder is not None:
        return tuple(replace(place, sha256=article.sha256, name=article.title) for article in articles)
    held = tuple(replace(article, sha256=digest_of(article)) for article in articles)
    whence = _STDIN if place == STDIN else str(place)
    return tuple(Held(article, whence, name=article.title, whole=held) for article in held)


def read_origin(
    place: Origin, choices: WebChoices, *, encoding: str, language: str, title: str, keep: bool
) -> tuple["Article", ...]:
    """Return what is at a place: one article, or those of a book.

    Raises SourceError when there is none, DeckError when it cannot be kept. One that is in no file and at no address is
    kept with ``keep``, if questions can be made of it: else GenerateError.
    """
    if isinstance(place, Link):
        if place.fault:
            raise SourceError(place.fault, hint=place.hint)
        return web_articles(choices).read_part(place.address, place.sha256)
    if isinstance(place, Path):
        return read_articles(place, encoding=encoding)
    if isinstance(place, Part):
        return (read_article(place),)
    if isinstance(place, str):
        (first, *others) = read_articles(place, stdin=_stdin(), encoding=encoding)
        if others:
            return (first, *others)
        place = Held(first, place)
    return (_keep(place, choices.folder if keep else None, language, title),)


def _keep(held: Held, folder: Path | None, language: str, title: str) -> "Article":
    """Return an article that is at hand as decks shall name it, and have it kept in a folder if there is one."""
    article = replace(held.article, sha256=digest_of(held.article))
    if folder is None:
        return article
    from quiz.collection import system_clock  # noqa: PLC0415 - files need none of it
    from quiz.generate.readable import check_text  # noqa: PLC0415
    from quiz.kept import KeptArticles  # noqa: PLC0415

    called = _STDIN if held.whence == STDIN else str(held)
    check_text(article.text, called, language)
    kept, now = KeptArticles(folder), system_clock()
    if not held.whole:
        return kept.keep_text(replace(article, called=title), origin=called, at=now)
    kept.keep_book(held.whole, origin=held.whence, at=now)
    return article


def _stdin() -> BinaryIO | None:
    return sys.stdin.buffer if sys.stdin else None


def listed(lists: Sequence[str], feeds: Sequence[str], choices: WebChoices, hear: Hear) -> Iterator[Origin]:
    """Yield what lists and feeds name; what is wrong with one line or feed is told when it is its turn.

    Raises SourceError for a list that cannot be read.
    """
    for name in lists:
        folder = Path() if name == STDIN else Path(name).parent
        for line in _lines(name):
            yield from _meant(line, folder, hear)
    for address in feeds:
        try:
            yield from map(Link, web_articles(choices).read_feed(address).articles)
        except SourceError as error:
            yield Link(address, fault=error.message, hint=error.hint)


def _meant(line: str, folder: Path, hear: Hear) -> Iterator[Origin]:
    """Yield what a line of a list in a folder names, seen from here or else from there."""
    beside = folder / line
    if not os.path.lexists(line) and os.path.lexists(beside):
        line = str(beside)
    try:
        yield from read_sources([line], hear=hear)
    except SourceError as error:
        yield Link(line, fault=error.message, hint=error.hint)


def _lines(name: str) -> list[str]:
    """Return the lines of a list that name something; what begins with ``#`` is a remark."""
    called = _STDIN if name == STDIN else name
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
