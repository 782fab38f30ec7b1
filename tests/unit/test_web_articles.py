"""An address becomes an article, from the network or from what is kept."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import wrap

import pytest

from quiz.errors import SourceError
from quiz.kept import KeptArticles, Visit
from quiz.sources.web.fetch import Fetcher
from quiz.web_articles import WebArticles
from tests.clock import Clock
from tests.unit.sources.packed import epub
from tests.unit.sources.pdfs import column, pdf
from tests.unit.sources.web_server import Site, serving

PROSE = (
    "The General Secretariat of the organisation is situated in Istanbul, where it has worked since 1992. "
    "Its members meet twice a year, in spring and in autumn, and decide by a vote of two thirds of all members. "
)
NOW = 1_750_000_000_000


def page(prose: str = PROSE, title: str = "Secretaries meet", more: str = "") -> str:
    return (
        f"<html lang='en'><head><title>{title} | The Site</title><meta name='author' content='Ann Author'>"
        f"<meta property='og:title' content='{title}'><meta property='article:published_time' content='2025-09-12'>"
        f"</head><body><nav><a href='/'>Home</a><a href='/x'>More</a></nav><article><h1>{title}</h1>"
        f"<p>{prose}</p><p>{prose.replace('autumn', 'winter')}</p></article>{more}</body></html>"
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def kept(tmp_path: Path) -> KeptArticles:
    return KeptArticles(tmp_path / "articles")


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


def web(kept: KeptArticles, clock: Clock, *, refresh: bool = False) -> WebArticles:
    fetcher = Fetcher(allow_private=True, pause=lambda _: None)
    return WebArticles(kept, now=clock, refresh=refresh, fetcher=fetcher)


def test_a_page_becomes_an_article(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/rome", page(more="<footer>All rights reserved \x1b]0;x\x07</footer>"))
    (article,) = web(kept, clock).read(address + "#top")
    assert article.title == "Secretaries meet"
    assert article.text.startswith("The General Secretariat of the organisation")
    assert "Home" not in article.text
    assert (article.url, article.path, article.author) == (address, None, "Ann Author")
    assert str(article.published) == "2025-09-12"
    assert kept.read(article.sha256) == article


def test_without_a_network_what_is_kept_comes_with_a_note(kept: KeptArticles, clock: Clock) -> None:
    with serving() as site:
        address = site.gives("/", page())
        fresh = web(kept, clock).read(address)
    (came,) = web(kept, clock).read(address)
    assert replace(came, note="") == fresh[0]
    assert came.note.startswith("127.0.0.1 takes no connections at port")
    assert came.note.endswith("What was kept of it is used.")
    with pytest.raises(SourceError, match="takes no connections"):
        web(kept, clock, refresh=True).read(address)


def test_a_page_that_did_not_change_is_not_sent_again(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/", page(), etag='"1"')
    first = web(kept, clock).read(address)
    site.gives("/", "", 304)
    clock.now += 5000
    assert web(kept, clock).read(address) == first
    assert site.asked[-1][1]["if-none-match"] == '"1"'
    found = kept.find(address)
    assert found is not None
    assert found.at == clock.now
    site.gives("/", page(title="Another title"), etag='"2"')
    assert web(kept, clock, refresh=True).read(address)[0].title == "Another title"
    assert "if-none-match" not in site.asked[-1][1]


def test_a_page_that_is_fresh_is_not_asked_for(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/", page(), cache_control="max-age=100")
    web(kept, clock).read(address)
    asked = len(site.asked)
    web(kept, clock).read(address)
    assert len(site.asked) == asked
    clock.now += 100_000
    web(kept, clock).read(address)
    assert len(site.asked) > asked


def test_other_advertisements_make_no_other_article(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/", page(more="<aside class='ad'>Buy this</aside>"))
    first = web(kept, clock).read(address)
    site.gives("/", page(more="<aside class='ad'>Buy that</aside><!-- 17:04 -->"))
    assert web(kept, clock, refresh=True).read(address)[0].sha256 == first[0].sha256


def test_what_came_today_is_known_without_asking(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/", page())
    assert web(kept, clock).known(address) is None
    (article,) = web(kept, clock).read(address)
    assert web(kept, clock).known(address) == article.sha256
    assert web(kept, clock, refresh=True).known(address) is None
    clock.now += 86_400_000
    assert web(kept, clock).known(address) is None
    assert web(kept, clock).known("nonsense") is None


def test_a_text_is_a_text_and_a_feed_is_told(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/a.txt", f"Headline\n\n{PROSE}\n", content_type="text/plain")
    assert web(kept, clock).read(address)[0].title == "Headline"
    address = site.gives("/feed", "<rss><channel/></rss>", content_type="application/rss+xml")
    with pytest.raises(SourceError, match="is a feed of articles"):
        web(kept, clock).read(address)


@pytest.mark.parametrize(
    "body", ["", "   \n", "<html><body></body></html>", "<html><body><script>go()</script></body></html>"]
)
def test_a_page_without_an_article_is_told_and_not_kept(
    site: Site, kept: KeptArticles, clock: Clock, body: str
) -> None:
    with pytest.raises(SourceError):
        web(kept, clock).read(site.gives("/", body))
    assert [*kept.all()] == []


def test_a_page_in_another_encoding_is_read_as_its_server_says(site: Site, kept: KeptArticles, clock: Clock) -> None:
    body = page("Zürich and Málaga are cities. " + PROSE).encode("latin-1")
    address = site.gives("/", body, content_type="text/html; charset=ISO-8859-1")
    assert web(kept, clock).read(address)[0].text.startswith("Zürich and Málaga")


def test_a_feed_offers_its_articles(site: Site, kept: KeptArticles, clock: Clock) -> None:
    address = site.gives("/feed", "<rss><channel><title>News</title><item><link>/1</link></item></channel></rss>")
    assert web(kept, clock).read_feed(address).articles == (site.root + "/1",)


def test_a_damaged_text_is_fetched_anew(site: Site, kept: KeptArticles, clock: Clock, tmp_path: Path) -> None:
    address = site.gives("/", page(), etag='"1"')
    web(kept, clock).read(address)
    next(tmp_path.rglob("*.gz")).unlink()
    assert kept.find(address) is None
    assert web(kept, clock).read(address)
    assert "if-none-match" not in site.asked[-1][1]
    assert isinstance(kept.find(address), Visit)


def test_a_pdf_is_read_as_one(site: Site, kept: KeptArticles, clock: Clock) -> None:
    data = pdf([column(72, 700, wrap(PROSE, 60))])
    (article,) = web(kept, clock).read(site.gives("/a", data, content_type="application/pdf"))
    assert "situated in Istanbul" in " ".join(article.text.split())
    assert (article.url, article.path) == (site.root + "/a", None)


def test_all_chapters_of_a_book_are_kept(site: Site, kept: KeptArticles, clock: Clock) -> None:
    chapters = {f"{n}.xhtml": f"<h1>Part {n}</h1><p>{PROSE.replace('Istanbul', f'City{n}') * 6}</p>" for n in range(2)}
    address = site.gives("/book", epub(chapters), content_type="application/epub+zip", cache_control="max-age=9")
    articles = web(kept, clock).read(address)
    assert len(articles) == 2
    assert web(kept, clock).read(address) == articles
    assert len(site.paths) == 1
    assert web(kept, clock).known(address) is None


@pytest.mark.parametrize("missing", ["httpcore2", "protego"])
def test_a_missing_package_is_told_with_the_command_that_helps(
    site: Site, kept: KeptArticles, clock: Clock, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    for name in [name for name in sys.modules if name.startswith("quiz.sources.web.")]:
        if name.endswith((".fetch", ".line", ".failures")):
            monkeypatch.delitem(sys.modules, name)
    with pytest.raises(SourceError) as caught:
        WebArticles(kept, now=clock, allow_private=True).read(site.gives("/", page()))
    assert caught.value.message == "To fetch pages quiz needs more packages."
    assert caught.value.hint == "Install them: pip install 'quiz[web]'"
