"""Feeds name articles; what is hostile in them names nothing."""

from contextlib import suppress
from dataclasses import replace

import pytest

from quiz.errors import SourceError
from quiz.sources.kinds import FEED
from quiz.sources.web import feeds
from quiz.sources.web.feeds import is_feed, read_feed

WHERE = "https://news.test/feed.xml"
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The \x07News</title><link>https://news.test/</link>
<item><title>One</title><link>https://news.test/1</link></item>
<item><title>Two</title><link>/2?a=b&amp;c=d#top</link></item>
<item><title>One again</title><link>https://news.test/1#comments</link></item>
<item><title>No link</title></item>
<item><title>File</title><link>file:///etc/passwd</link></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Atoms</title>
<entry><title>A</title><link rel="enclosure" href="https://atoms.test/a.mp3"/><link href="https://atoms.test/a"/></entry>
</feed>"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]><rss><channel><title>&m;</title><item><link>https://news.test/1</link></item></channel></rss>"
)


def test_a_feed_names_its_articles_once_and_only_pages() -> None:
    feed = read_feed(RSS.replace("\x07", "").encode(), WHERE)
    assert feed.title == "The News"
    assert feed.articles == ("https://news.test/1", "https://news.test/2?a=b&c=d")


def test_atom_is_a_feed_too() -> None:
    feed = read_feed(ATOM.encode(), WHERE)
    assert (feed.title, feed.articles) == ("Atoms", ("https://atoms.test/a",))


def test_a_feed_that_is_not_quite_right_is_read_as_far_as_it_goes() -> None:
    broken = RSS.replace("</channel></rss>", "<item><title>& <b>", 1)
    assert len(read_feed(broken.encode(), WHERE).articles) >= 1


@pytest.mark.parametrize(
    "data", [b"<html><body>rss</body></html>", b"", b"/etc/passwd", b"https://news.test/", b"\0\1"]
)
def test_what_is_no_feed_is_told(data: bytes) -> None:
    assert not is_feed(data)
    with pytest.raises(SourceError, match=r"There is no feed at https://news\.test/feed\.xml\."):
        read_feed(data, WHERE)


def test_a_catalog_names_its_books() -> None:
    book = '<link rel="http://opds-spec.org/acquisition" href="/b.epub" type="application/epub+zip"/>'
    catalog = (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Books</title><entry><title>B</title>{book}</entry></feed>'
    )
    for data in (catalog.encode(), f'<?xml version="1.0" encoding="utf-16"?>{catalog}'.encode("utf-16")):
        assert read_feed(data, WHERE).articles == ("https://news.test/b.epub",)


def test_recordings_are_no_articles() -> None:
    heard = '<item><title>1</title><enclosure url="https://news.test/1.mp3" type="audio/mpeg" length="1"/></item>'
    with pytest.raises(SourceError, match="names recordings, and no article"):
        read_feed(f"<rss><channel><title>Talks</title>{heard}</channel></rss>".encode(), WHERE)


def test_a_feed_without_articles_is_told() -> None:
    with pytest.raises(SourceError, match="names no article"):
        read_feed(b"<rss><channel></channel></rss>", WHERE)


def test_a_thousand_laughs_are_not_laughed() -> None:
    # Whether it is refused or read, it is small.
    with suppress(SourceError):
        assert len(read_feed(LAUGHS.encode(), WHERE).title) < 10_000


def test_a_feed_that_is_too_large_is_told() -> None:
    with pytest.raises(SourceError, match="is larger than 5 MB"):
        read_feed(b"<rss><channel>" + b" " * 5_000_000, WHERE)


def test_a_feed_that_is_read_for_hours_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "FEED", replace(FEED, seconds=1))
    with pytest.raises(SourceError, match=r"feed\.xml was given up: reading it takes more than 1 seconds"):
        read_feed(b"<rss><channel>" + b"<a>" * 1_000_000, WHERE)
