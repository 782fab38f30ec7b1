"""RSS and Atom feeds -> the addresses of their articles."""

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from quiz.errors import SourceError
from quiz.model.text import one_line
from quiz.sources.web.address import read_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

MOST = 10_000
"""Articles of a feed that are taken."""
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
    return _HEAD.search(data[:_WITHIN]) is not None and b"<html" not in data[:_WITHIN].lower()


def read_feed(data: bytes, address: str) -> Feed:
    """Return the articles that a feed names; SourceError when it is none, or names none.

    What is no address of a page is left out.
    """
    import feedparser  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs] - pages need none

    if not is_feed(data):
        raise SourceError(f"There is no feed at {one_line(address)}.", hint="Give the address of its RSS or Atom feed.")
    parse = cast("Callable[..., Mapping[str, object]]", feedparser.parse)  # pyright: ignore[reportUnknownMemberType]
    # As a stream, because a text would be taken for the name of a file or an address first.
    parsed = parse(io.BytesIO(data), response_headers={"content-location": address})
    base = read_address(address)
    found: dict[str, None] = {}
    for entry in cast("Iterable[Mapping[str, object]]", parsed.get("entries", ())):
        link = entry.get("link")
        if isinstance(link, str) and len(found) < MOST:
            try:
                found[str(read_address(link, base=base))] = None
            except SourceError:
                continue
    if not found:
        raise SourceError(f"The feed {one_line(address)} names no article.")
    title = cast("Mapping[str, object]", parsed.get("feed", {})).get("title")
    return Feed(title=one_line(title) if isinstance(title, str) else "", articles=tuple(found))
