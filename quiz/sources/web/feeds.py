"""RSS and Atom feeds -> the addresses of their articles."""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from quiz.errors import SourceError
from quiz.model.text import one_line
from quiz.sources.apart import read_apart
from quiz.sources.kinds import FEED, KINDS, MB
from quiz.sources.page import Page, Raw
from quiz.sources.web.address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

MOST = 10_000
"""Articles of a feed that are taken."""
_READ = frozenset(media for kind in KINDS for media in kind.media)
"""The types of what is named beside an entry, as the books of a catalog are, and can be read."""
_HEAD = re.compile(rb"<(rss|feed|rdf:RDF)[\s>]")
_WITHIN = 4_096


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed offers."""

    title: str
    articles: tuple[str, ...]
    """Their addresses, each once, in the order of the feed."""


def is_feed(data: bytes) -> bool:
    """Tell whether a document is a feed."""
    head = data[:_WITHIN].replace(b"\0", b"")
    return _HEAD.search(head) is not None and b"<html" not in head.lower()


def read_feed(data: bytes, address: str) -> Feed:
    """Return the articles that a feed names; SourceError when it is none, or names none.

    What is no address of a page is left out. It is read in a process of its own: there is a lot in a feed that can be
    slow.
    """
    called = one_line(address)
    if not is_feed(data):
        raise SourceError(f"There is no feed at {called}.", hint="Give the address of its RSS or Atom feed.")
    if len(data) > FEED.limit:
        raise SourceError(f"The feed {called} is larger than {FEED.limit // MB} MB.")
    pages = read_apart(FEED, Raw(data=data, name=f"The feed {called}", address=address))
    found = tuple(page.url for page in pages if page.url)
    if not found:
        raise SourceError(f"The feed {called} names no article.")
    return Feed(title=pages[0].title, articles=found)


def read(raw: Raw) -> tuple[Page, ...]:
    """Return a page without a text for each article that a feed names, as what reads documents returns it."""
    import feedparser  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs] - pages need none

    address = raw.address or ""
    parse = cast("Callable[..., Mapping[str, object]]", feedparser.parse)  # pyright: ignore[reportUnknownMemberType]
    # As a stream, because a text would be taken for the name of a file or an address first.
    parsed = parse(io.BytesIO(raw.data), response_headers={"content-location": address})
    base = read_address(address)
    found: dict[str, None] = {}
    recordings = 0
    for entry in cast("Iterable[Mapping[str, object]]", parsed.get("entries", ())):
        links = cast("Sequence[Mapping[str, str]]", entry.get("links", ()))
        link = entry.get("link") or next((each.get("href") for each in links if each.get("type") in _READ), None)
        recordings += any(each.get("type", "").startswith(("audio/", "video/")) for each in links)
        if isinstance(link, str) and len(found) < MOST:
            try:
                found[str(read_address(link, base=base))] = None
            except SourceError:
                continue
    if recordings and not found:
        raise SourceError(f"{raw.name} names recordings, and no article.", hint="Only text can be read.")
    title = cast("Mapping[str, object]", parsed.get("feed", {})).get("title")
    called = one_line(title) if isinstance(title, str) else ""
    return tuple(Page(text="", title=called, url=link) for link in found)
