"""Articles that lie in no file: fetched, pasted, piped. They are kept so that they can be read again at any time.

Each text lies packed under its digest, so that a text of two addresses is kept once, and what a deck was made from
stays when its page changes. For each address a small file says what came from there, and when; a text without an
address is given one of its own, ``kept:...``. All of it is the learner's alone.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import cast

from quiz.durable import make_private
from quiz.errors import DeckError, SourceError
from quiz.formats.atomic import write_atomically
from quiz.model.article import Article
from quiz.model.memory import DAY_MS, Instant
from quiz.model.text import clean, one_line
from quiz.sources.origin import KEPT

_DIGEST = re.compile(r"[0-9a-f]{64}")
_FILE = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}\.json\.gz|addresses/[0-9a-f]{64}\.json")
"""The files of the folder, by their places in it."""
_LARGEST = 64_000_000
"""Bytes of the longest text that is unpacked."""
_SHORT = 12
"""Digits of a digest in the name of a text that has no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came from an address the last time, or by another way once."""

    address: str
    """As it was asked for."""
    at: Instant
    final: str = ""
    """Where it led to."""
    etag: str = ""
    modified: str = ""
    """The version, as the server called it."""
    fresh: int = 0
    """Seconds for which it need not be asked again, as the server said."""
    title: str = ""
    """Of its article, or of the book that its articles are the chapters of."""
    author: str = ""
    published: str = ""
    articles: tuple[str, ...] = ()
    """The digests of its texts."""
    origin: str = ""
    """Where it is from if not from the web: ``standard input``, ``the clipboard``, or ``pasted``."""

    def is_fresh(self, now: Instant) -> bool:
        """Tell whether the server said that nothing changes so soon; it is believed for a day at most."""
        return 0 <= now - self.at < min(self.fresh * 1000, DAY_MS)

    def is_of_today(self, now: Instant) -> bool:
        """Tell whether it is less than a day old."""
        return 0 <= now - self.at < DAY_MS


class KeptArticles:
    """The folder of what was fetched. Nothing is read or made before it is asked for."""

    def __init__(self, folder: Path) -> None:
        """Keep articles in ``folder``."""
        self._folder = folder
        self._visits = folder / "addresses"

    def find(self, address: str) -> Visit | None:
        """Return what came from an address, or ``None`` when nothing did or not all of it is there any more."""
        visit = _read_visit(self._place(address))
        if visit is None or visit.address != address or not visit.articles:
            return None
        return visit if all(self._text(sha).is_file() for sha in visit.articles) else None

    def all(self) -> Iterator[Visit]:
        """Yield what came from every address, the newest first."""
        found = (visit for path in self._visits.glob("*.json") if (visit := _read_visit(path)) is not None)
        yield from sorted(found, key=lambda visit: (-visit.at, visit.address))

    def size(self, visit: Visit) -> int:
        """Return how many bytes the texts of an address take on the disk."""
        total = 0
        for sha in visit.articles:
            with suppress(OSError):
                total += self._text(sha).stat().st_size
        return total

    def keep(self, visit: Visit, articles: tuple[Article, ...]) -> tuple[Article, ...]:
        """Keep what came from an address, and return the articles as decks shall name them.

        Raises DeckError when they cannot be written; what was kept before is then as it was.
        """
        kept = tuple(
            replace(article, path=None, url=article.url or visit.final or None, sha256=digest_of(article))
            for article in articles
        )
        _make_folder(self._folder)
        _make_folder(self._visits)
        for article in kept:
            place = self._text(article.sha256)
            if not place.is_file():
                _make_folder(place.parent)
                write_atomically(place, _packed(article), private=True)
        first = kept[0]
        self.note(
            replace(
                visit,
                title=first.book if first.book and len(kept) > 1 else first.title,
                author=first.author,
                published=first.published.isoformat() if first.published else "",
                articles=tuple(article.sha256 for article in kept),
            )
        )
        return kept

    def keep_text(self, article: Article, *, origin: str, at: Instant) -> Article:
        """Keep a text that came from nowhere it could be asked for again, and return it as decks shall name it.

        Raises DeckError as `keep` does.
        """
        address = f"{KEPT}{digest_of(article)[:_SHORT]}"
        (kept,) = self.keep(Visit(address=address, at=at, origin=origin), (article,))
        return kept

    def keep_book(self, chapters: tuple[Article, ...], *, origin: str, at: Instant) -> None:
        """Keep the chapters of a book that came from nowhere, by one name, unless they are kept.

        Raises DeckError as `keep` does.
        """
        digests = "".join(digest_of(chapter) for chapter in chapters)
        address = f"{KEPT}{hashlib.sha256(digests.encode()).hexdigest()[:_SHORT]}"
        if self.find(address) is None:
            self.keep(Visit(address=address, at=at, origin=origin), chapters)

    def note(self, visit: Visit) -> None:
        """Keep when an address was asked."""
        write_atomically(self._place(visit.address), json.dumps(asdict(visit), ensure_ascii=False), private=True)

    def has(self, sha256: str) -> bool:
        """Tell whether a text is kept."""
        return _DIGEST.fullmatch(sha256) is not None and self._text(sha256).is_file()

    def read(self, sha256: str) -> Article:
        """Return a text that is kept; SourceError when it is not, or is damaged."""
        fault = SourceError("The article that was kept is damaged.", hint="'quiz generate --refresh' fetches it anew.")
        if not self.has(sha256):
            raise SourceError("The article is not kept any more.")
        try:
            with gzip.open(self._text(sha256)) as file:
                data = file.read(_LARGEST + 1)
            article = _unpacked(json.loads(data), sha256)
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise fault from error
        if article is None or digest_of(article) != sha256:
            raise fault
        return article

    def remove(self, address: str) -> bool:
        """Forget an address, and its texts unless another address gave the same; tell whether it was known."""
        place = self._place(address)
        visit = _read_visit(place)
        if visit is None:
            return False
        try:
            place.unlink()
            others = {sha for other in self.all() for sha in other.articles}
            for sha in visit.articles:
                if sha not in others and _DIGEST.fullmatch(sha):
                    self._text(sha).unlink(missing_ok=True)
        except OSError as error:
            raise DeckError(f"{place} cannot be removed: {error.strerror}.") from error
        return True

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield all that is kept, as files with their places in the folder."""
        for pattern in ("??/*.json.gz", "addresses/*.json"):
            for path in sorted(self._folder.glob(pattern)):
                name = path.relative_to(self._folder).as_posix()
                if _FILE.fullmatch(name):
                    yield name, path

    def put_back(self, name: str, data: bytes) -> bool:
        """Write a file that `files` told of, unless it is there; tell whether it was written.

        What is there stays, as it is the newer one. Raises DeckError when it cannot be written.
        """
        if not _FILE.fullmatch(name) or (self._folder / name).exists():
            return False
        _make_folder(self._folder)
        _make_folder((self._folder / name).parent)
        write_atomically(self._folder / name, data, private=True)
        return True

    def _place(self, address: str) -> Path:
        return self._visits / f"{hashlib.sha256(address.encode()).hexdigest()}.json"

    def _text(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.json.gz"


def digest_of(article: Article) -> str:
    """Return the digest of what an article says: the same for a page whose advertisements are others today."""
    return hashlib.sha256(f"{article.title}\n\n{article.text}".encode(errors="replace")).hexdigest()


def _make_folder(folder: Path) -> None:
    try:
        make_private(folder)
    except OSError as error:
        raise DeckError(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _packed(article: Article) -> bytes:
    fields = {
        "text": article.text,
        "title": article.title,
        "book": article.book,
        "author": article.author,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "note": article.note,
        "called": article.called,
        "left_out": article.left_out,
        "book_left_out": article.book_left_out,
    }
    return gzip.compress(json.dumps(fields, ensure_ascii=False).encode(), mtime=0)


def _unpacked(value: object, sha256: str) -> Article | None:
    fields = _fields(value)
    published, url = fields.get("published"), fields.get("url")
    return Article(
        text=clean(_words(fields, "text")),
        title=one_line(_words(fields, "title")),
        book=one_line(_words(fields, "book")),
        author=one_line(_words(fields, "author")),
        url=one_line(url) if isinstance(url, str) else None,
        published=date.fromisoformat(published) if isinstance(published, str) else None,
        note=one_line(_words(fields, "note")),
        called=one_line(_words(fields, "called")),
        left_out=one_line(_words(fields, "left_out")),
        book_left_out=one_line(_words(fields, "book_left_out")),
        sha256=sha256,
    )


def _read_visit(path: Path) -> Visit | None:
    try:
        fields = _fields(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        return None
    at, fresh, articles = fields.get("at"), fields.get("fresh"), fields.get("articles")
    if not isinstance(at, int) or not isinstance(fresh, int) or not isinstance(articles, list):
        return None
    digests = tuple(sha for sha in cast("list[object]", articles) if isinstance(sha, str) and _DIGEST.fullmatch(sha))
    return Visit(
        at=Instant(at),
        fresh=fresh,
        articles=digests,
        **{name: one_line(_words(fields, name)) for name in _TEXTS},
    )


_TEXTS = ("address", "final", "etag", "modified", "title", "author", "published", "origin")


def _fields(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _words(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
