"""From an address to articles: fetched, or kept from before, and kept from now on."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import SourceError
from quiz.kept import KeptArticles, Visit, digest_of
from quiz.model.article import Article
from quiz.model.memory import Instant
from quiz.sources.origin import KEPT
from quiz.sources.web.address import read_address

if TYPE_CHECKING:
    from quiz.sources.web.feeds import Feed
    from quiz.sources.web.fetch import Fetched, Fetcher


class WebArticles:
    """Gets articles by their addresses, and asks the network only for what is not known to be the same still."""

    def __init__(
        self,
        kept: KeptArticles | None,
        *,
        now: Callable[[], Instant],
        allow_private: bool = False,
        refresh: bool = False,
        hosts: Path | None = None,
        fetcher: "Fetcher | None" = None,
    ) -> None:
        """Keep articles in ``kept``, if anywhere; with ``refresh`` every page is fetched anew.

        Processes that share the folder ``hosts`` ask each host one after the other.
        """
        self._kept = kept
        self._now = now
        self._allow_private = allow_private
        self._refresh = refresh
        self._hosts = hosts
        self._made = fetcher
        self._last: tuple[str, tuple[Article, ...]] = ("", ())
        """What was read last, and where."""

    def read(self, address: str) -> tuple[Article, ...]:
        """Return the articles at an address.

        When it cannot be fetched and is kept, what is kept comes, with a note. Otherwise SourceError.
        """
        if address.startswith(KEPT):
            return self._read_kept(address)
        articles = self._read(address)
        self._last = (address, articles)
        return articles

    def read_part(self, address: str, sha256: str = "") -> tuple[Article, ...]:
        """Return the articles that were read at an address a moment ago, or just that with a digest.

        Nobody is asked for it again, unless it is not at hand. Otherwise as `read`.
        """
        if sha256 and self._kept is not None and self._kept.has(sha256):
            return (self._kept.read(sha256),)
        last, articles = self._last
        if last != address:
            articles = self._book_of_today(address) or self.read(address)
        found = tuple(article for article in articles if sha256 in {"", article.sha256})
        if not found:
            raise SourceError(f"There is no such part in what {address} gives any more.")
        return found

    def _book_of_today(self, address: str) -> tuple[Article, ...]:
        """Return the chapters that came from an address today, if it is a book."""
        visit = self._visit_of_today(address)
        return _read(self._kept, visit) if self._kept is not None and visit and len(visit.articles) > 1 else ()

    def _read_kept(self, address: str) -> tuple[Article, ...]:
        visit = self._kept.find(address) if self._kept is not None else None
        if self._kept is None or visit is None:
            raise SourceError(f"Nothing is kept as {address}.", hint="'quiz sources' lists what is.")
        return _read(self._kept, visit)

    def _read(self, address: str) -> tuple[Article, ...]:
        asked = str(read_address(address))
        kept = self._kept
        visit = kept.find(asked) if kept is not None else None
        if kept is None or visit is None:
            return self._keep(asked, self._fetch(asked, None))
        if not self._refresh and visit.is_fresh(self._now()):
            return _read(kept, visit)
        try:
            fetched = self._fetch(asked, None if self._refresh else visit)
        except SourceError as error:
            if self._refresh:
                raise
            note = f"{error.message} What was kept of it is used."
            return tuple(replace(article, note=note) for article in _read(kept, visit))
        if fetched is None:
            kept.note(replace(visit, at=self._now()))
            return _read(kept, visit)
        return self._keep(asked, fetched)

    def read_feed(self, address: str) -> "Feed":
        """Return what a feed offers; it is not kept. SourceError when there is none."""
        from quiz.sources.web.feeds import read_feed  # noqa: PLC0415 - pages need none

        fetched = self._fetch(str(read_address(address)), None)
        assert fetched is not None  # noqa: S101 - as above
        return read_feed(fetched.data, fetched.version.address)

    def known(self, address: str) -> str | None:
        """Return the digest of the one article that came from an address today, without asking anybody."""
        visit = self._visit_of_today(address)
        return visit.articles[0] if visit is not None and len(visit.articles) == 1 else None

    def _visit_of_today(self, address: str) -> Visit | None:
        """Return what came from an address today and is wanted again; a text without an address is as it was."""
        try:
            asked = address if address.startswith(KEPT) else str(read_address(address))
        except SourceError:
            return None
        visit = self._kept.find(asked) if self._kept is not None else None
        if visit is None or visit.origin:
            return visit
        return visit if visit.is_of_today(self._now()) and not self._refresh else None

    def _keep(self, asked: str, fetched: "Fetched | None") -> tuple[Article, ...]:
        from quiz.sources.article import read_bytes  # noqa: PLC0415 - what is kept needs no reader
        from quiz.sources.web.feeds import is_feed  # noqa: PLC0415

        assert fetched is not None  # noqa: S101 - where no version is known, every answer is a page
        version = fetched.version
        if is_feed(fetched.data):
            raise SourceError(f"{asked} is a feed of articles.", hint=f"Say so: quiz generate --feed {asked}")
        if not fetched.data.strip():
            raise SourceError(f"There is nothing at {asked}: the page is empty.")
        articles = read_bytes(fetched.data, name=asked, media_type=fetched.media_type, address=version.address)
        visit = Visit(
            address=asked,
            at=self._now(),
            final=version.address,
            etag=version.etag,
            modified=version.modified,
            fresh=fetched.fresh,
        )
        if self._kept is not None:
            return self._kept.keep(visit, articles)
        return tuple(replace(article, sha256=digest_of(article)) for article in articles)

    def _fetch(self, address: str, visit: Visit | None) -> "Fetched | None":
        try:
            from quiz.sources.web.fetch import Fetcher, Version  # noqa: PLC0415 - it belongs to an extra
        except ImportError as error:
            raise SourceError(
                "To fetch pages quiz needs more packages.", hint="Install them: pip install 'quiz[web]'"
            ) from error
        if self._made is None:
            self._made = Fetcher(allow_private=self._allow_private, hosts=self._hosts)
        known: Version | None = None
        if visit is not None and (visit.etag or visit.modified):
            known = Version(address=visit.final, etag=visit.etag, modified=visit.modified)
        return self._made.fetch(address, known=known)


def _read(kept: KeptArticles, visit: Visit) -> tuple[Article, ...]:
    return tuple(kept.read(sha) for sha in visit.articles)
