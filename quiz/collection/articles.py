"""Finds the article that a card was made from, and the sentence in it."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import SourceError
from quiz.model.article import Span
from quiz.model.text import clean, one_line
from quiz.paths import starter_decks

if TYPE_CHECKING:
    from quiz.collection.library import Library
    from quiz.kept import KeptArticles
    from quiz.model.article import Article
    from quiz.model.deck import Card

_NO_ADDRESS = "kept by quiz, from no file and no page"
_QUICKLY_READ = 400_000
"""Bytes up to which an article is read to find out whether it still holds a sentence, without being asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An article at hand, and a sentence in it."""

    title: str
    name: str
    """The file, as the deck names it."""
    text: str
    """Headline and paragraphs, as they are shown."""
    sentence: Span | None
    """Where the sentence stands in ``text``; ``None`` when the article is the very one, and it does not stand there."""


@dataclass(frozen=True, slots=True)
class _Named:
    title: str
    path: str
    sentence: str
    sha256: str = ""


class Articles:
    """Reads the files that decks name as their source, and what is kept of those that lie in no file.

    No other file is ever opened, no link is followed, and nothing is fetched.
    """

    def __init__(self, library: "Library") -> None:
        """Look for articles as the decks of ``library`` name them."""
        self._library = library
        self._read: dict[tuple[Path, int, int], tuple[Article, ...]] = {}

    def at_hand(self, card: "Card") -> bool:
        """Tell whether `find` would find something; of what is not read at once, only whether it is there."""
        for named in self._named(card):
            for path in self._places(card, named.path):
                size = _size(path)
                if size is not None and not _is_quickly_read(path, size):
                    return True
                if size is not None and not isinstance(self.look(path, named), SourceError):
                    return True
        return any(self._library.kept.has(sha) for sha, _ in self._fetched(card))

    def find(self, card: "Card") -> Passage:
        """Return the article of a card at the card's sentence.

        Raises SourceError, with a sentence that says so, when no article is named, none is at hand, or what lies there
        is another text by now.
        """
        return self.search(card).find()

    def search(self, card: "Card") -> "Search":
        """Return what finds the article of a card. It can be used in a thread of its own."""
        named = tuple((each, tuple(self._places(card, each.path))) for each in self._named(card))
        return Search(self, named, tuple(self._fetched(card)), self._library.kept)

    def _fetched(self, card: "Card") -> Iterator[tuple[str, _Named]]:
        """Yield the digests of the kept articles that a card was made from."""
        source = self._library.source_of(card.deck)
        if source is not None and source.sha256 and not source.path:
            where = source.url or _NO_ADDRESS
            yield source.sha256, _Named(source.title, where, card.evidence, source.sha256)
        for support in card.also:
            visit = self._library.kept.find(support.url) if support.url and not support.path else None
            if visit is not None:
                named = _Named(support.title, visit.address, support.evidence)
                yield from ((sha, named) for sha in visit.articles)  # of a book, one of the chapters holds it

    def _named(self, card: "Card") -> Iterator[_Named]:
        source = self._library.source_of(card.deck)
        if source is not None and source.path:
            yield _Named(source.title, source.path, card.evidence, source.sha256)
        for support in card.also:
            if support.path:
                yield _Named(support.title, support.path, support.evidence)

    def _places(self, card: "Card", name: str) -> Iterator[Path]:
        """Yield where a file may be meant.

        Seen from here, from the deck's folder, from the folder around it, or from where the starter deck was brought.
        """
        path = Path(name)
        if path.is_absolute():
            yield path
            return
        yield path.absolute()
        deck = self._library.path_of(card.deck)
        if deck is not None:
            yield from (folder / path for folder in (deck.parent, deck.parent.parent))
        yield starter_decks().parent / path

    def look(self, path: Path, named: _Named) -> "Passage | SourceError":
        """Return the article in a file at the sentence, or why it is not that."""
        try:
            return passage(self._article(path, named), named)
        except SourceError as error:
            return error

    def has_read(self, path: Path) -> bool:
        """Tell whether the articles in a file are at hand, as it is now."""
        try:
            return _key(path) in self._read
        except SourceError:
            return False

    def _article(self, path: Path, named: _Named) -> "Article":
        """Return the article in a file; of a book, the chapter that is the very one, else that with the sentence."""
        articles = self._articles(path)
        same = [article for article in articles if named.sha256 and article.sha256 == named.sha256]
        holding = (article for article in articles if find_sentence(named.sentence, clean(article.text)) is not None)
        return (same or [next(holding, articles[0])])[0]

    def _articles(self, path: Path) -> "tuple[Article, ...]":
        from quiz.sources.article import read_articles  # noqa: PLC0415 - a session without articles reads none

        key = _key(path)
        if key not in self._read:
            self._read = {key: read_articles(path)}  # of many cards of one article, it is read once
        return self._read[key]


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for the article of one card: all that a deck says of it is known, and nothing of it is read yet."""

    articles: Articles
    named: tuple[tuple[_Named, tuple[Path, ...]], ...]
    """The files that are named, and where each may lie."""
    kept: tuple[tuple[str, _Named], ...]
    """The digests of those that lie in no file."""
    store: "KeptArticles"

    @property
    def is_quick(self) -> bool:
        """Whether nobody has to wait: the first file that is there is no document that has to be taken apart."""
        for _, places in self.named:
            for path in places:
                size = _size(path)
                if size is not None:
                    return _is_quickly_read(path, size) or self.articles.has_read(path)
        return True

    def find(self) -> Passage:
        """Return the article at the sentence; SourceError as `Articles.find`."""
        fault: SourceError | None = None
        for named, places in self.named:
            for path in places:
                if _size(path) is None:
                    continue
                found = self.articles.look(path, named)
                if not isinstance(found, SourceError):
                    return found
                fault = fault or found
            fault = fault or SourceError(
                f"The article {one_line(named.path)} is not at hand.", hint="Its sentence is kept with the card."
            )
        for sha, named in self.kept:
            try:
                return passage(self.store.read(sha), named)
            except SourceError as error:
                fault = fault or error
        raise fault or SourceError("The deck does not say in which file its article is.")


def passage(article: "Article", named: _Named) -> Passage:
    """Return an article at the sentence; SourceError when it is another text by now."""
    text = clean(f"{article.title}\n\n{article.text}" if article.title else article.text)
    sentence = find_sentence(named.sentence, text)
    if sentence is None and (not named.sha256 or named.sha256 != article.sha256):
        raise SourceError(
            f"The article {one_line(named.path)} was changed: this sentence does not stand in it any more.",
            hint="It is kept with the card.",
        )
    return Passage(title=article.name or named.title, name=named.path, text=text, sentence=sentence)


def _is_quickly_read(path: Path, size: int) -> bool:
    """Tell whether a file may be read to find out whether it still holds a sentence: a text that is no whole book."""
    from quiz.sources.kinds import HEAD, recognise  # noqa: PLC0415 - a session without articles reads none

    try:
        with path.open("rb") as file:
            return size <= _QUICKLY_READ and size < recognise(file.read(HEAD), path.name).apart_from
    except (OSError, SourceError):
        return True  # which is told at once


def _key(path: Path) -> tuple[Path, int, int]:
    """Return what is another when a file is."""
    try:
        status = path.lstat()
    except OSError as error:
        raise SourceError(f"The file {path} cannot be read: {error.strerror}.") from error
    return path, status.st_size, status.st_mtime_ns


def _size(path: Path) -> int | None:
    """Return the size of a file that may be opened: no folder, no device, and no link to somewhere else."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def find_sentence(sentence: str, text: str) -> Span | None:
    """Return where a sentence stands, however its lines are broken."""
    words = clean(sentence).split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return None if match is None else Span(match.start(), match.end())
