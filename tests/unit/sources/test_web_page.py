# ruff: noqa: E501 - markup reads best unbroken
"""Saved web pages -> their main text with title, date, author and address, however they are encoded and named."""

import sys
from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.model.article import Article
from quiz.sources.article import read_article, read_bytes
from quiz.sources.kinds import WEB, reader_of

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>A bridge opens - The Daily</title>
<meta property="og:title" content="A bridge opens in Århus"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="canonical" href="https://daily.example.org/bridge"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>A bridge opens in Århus</h1>
<p>The bridge over the river opened on 3 May 2024. It is 300 metres long and cost 20 million euros.[1]</p>
<div><h2>Costs</h2><span>[<a href="/edit">edit</a>]</span></div>
<p>The city paid half of it, and the state paid the rest of the costs, said the mayor, Anna Berg, on Friday.</p>
<ul><li>The first part was built in 2020 by a company from Norway, the largest of its kind.</li></ul>
<table><tr><td>Length</td><td>300 m</td></tr></table>
<pre>print("hello")</pre></article>
<script>alert("hello")</script><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>
"""
TEXT = [
    "The bridge over the river opened on 3 May 2024. It is 300 metres long and cost 20 million euros.",
    "Costs",
    "The city paid half of it, and the state paid the rest of the costs, said the mayor, Anna Berg, on Friday.",
    "The first part was built in 2020 by a company from Norway, the largest of its kind.",
]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
@pytest.mark.parametrize("name", ["a.html", "a.txt", "a"])
def test_the_article_of_a_page(tmp_path: Path, charset: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    article = read_article(path)
    assert article.text.split("\n\n") == TEXT
    assert (article.title, article.author) == ("A bridge opens in Århus", "Jane Doe")
    assert (article.published, article.url) == (date(2024, 5, 3), "https://daily.example.org/bridge")
    assert article.path == str(path)


def test_dashes_within_a_line_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    score = "The home side won 2 – 1 and kept its well- known captain (1950 – 2016), who had scored from the spot."
    more = score.replace("home", "other")
    page = PAGE.format(charset="utf-8").replace("<h2>Costs</h2>", f"<p>{score}</p><ul><li>{more}</li></ul>")
    path.write_text(page, encoding="utf-8")
    assert read_article(path).text.split("\n\n")[1:3] == [score, more]


def test_a_sentence_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    line = "It is 12 m wide,<br>\nand a <q class=x>fine</q> one for all who cross the water there.<BR/>The mayor paid."
    path.write_text(PAGE.format(charset="utf-8").replace("<h2>Costs</h2>", f"<p>{line}</p>"), encoding="utf-8")
    assert read_article(path).text.split("\n\n")[1:3] == [
        'It is 12 m wide, and a "fine" one for all who cross the water there.',
        "The mayor paid.",
    ]


def test_fetched_bytes() -> None:
    (article,) = read_bytes(
        PAGE.replace('<meta charset="{charset}">', "").encode("iso-8859-2", errors="ignore"),
        name="https://example.org/b",
        media_type="text/html; charset=ISO-8859-2",
        address="https://example.org/b",
    )
    assert (article.url, article.path, article.published) == ("https://example.org/b", None, date(2024, 5, 3))
    assert article.text.split("\n\n") == TEXT


def test_a_page_without_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>show()</script></body></html>")
    with pytest.raises(SourceError, match="No article was found in the web page") as caught:
        read_article(path)
    assert "\n" not in caught.value.message


def _read(tmp_path: Path, page: str) -> Article:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    return read_article(path)


BRIDGE = "The bridge over the river – the longest in the state – opened on 3 May 2024 - a Friday - at noon in Tann."
COSTS = "The city paid half of it, and the state paid the rest of the costs, said the mayor, Anna Berg, on Friday."


@pytest.mark.parametrize("title", ["A bridge opens - Wikipedia", "The Daily | A bridge opens", "A bridge opens"])
def test_the_name_of_a_site_is_no_part_of_a_title(tmp_path: Path, title: str) -> None:
    article = _read(
        tmp_path,
        f"<html><head><title>{title}</title></head><body><main><p>News</p><h1>A bridge opens</h1>"
        f"<p>{BRIDGE}</p><p>{COSTS}</p></main></body></html>",
    )
    assert article.title == "A bridge opens"
    assert article.text.split("\n\n")[-2:] == [BRIDGE, COSTS]
    assert "A bridge opens" not in article.text


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        (
            "A bridge opens - The rustdoc book",
            "<h2>Keyboard shortcuts</h2><h1>The rustdoc book</h1><h1>A bridge opens</h1>",
        ),
        ("A bridge opens | The Node book 20", "<h1>The Node Book 20</h1><h2>A bridge opens<a href='#b'>#</a></h2>"),
        ("Jane's | A bridge opens", "<h1>Jane's</h1><h2>A bridge opens</h2>"),
    ],
)
def test_a_page_of_several_headings_is_called_by_the_one_that_its_title_names(
    tmp_path: Path, title: str, headings: str
) -> None:
    page = f"<html><head><title>{title}</title></head><body>{headings}<main><p>{BRIDGE}</p><p>{COSTS}</p></main></body></html>"
    assert _read(tmp_path, page).title == "A bridge opens"


def test_lines_that_are_broken_in_the_markup_are_no_paragraphs(tmp_path: Path) -> None:
    wrapped = COSTS.replace("half of it", "half\n  of <em>it</em>").replace("Anna Berg", "<a href='x'>Anna\r\nBerg</a>")
    article = _read(
        tmp_path,
        f"<html><body><main><h2>The\ncosts<a class='headerlink' href='#c'>¶</a></h2><p>{wrapped}</p>"
        f"<p>{BRIDGE}</p></main></body></html>",
    )
    assert article.text.split("\n\n")[-2:] == [COSTS, BRIDGE]
    assert "¶" not in article.text


def test_a_day_in_code_is_not_that_of_the_page(tmp_path: Path) -> None:
    code = "<pre><code>+ 2018-04-26T00:49:08.604Z</code></pre>"
    page = f"<html><body><main><h1>Costs</h1><p>{COSTS}</p>{code}<p>{BRIDGE}</p></main></body></html>"
    assert _read(tmp_path, page).published is None


def test_what_encyclopedias_and_newspapers_put_between_paragraphs_goes(tmp_path: Path) -> None:
    article = _read(
        tmp_path,
        "<html><head><title>Tann Bridge</title></head><body><main><h1>Tann Bridge</h1>"
        f"<div class='hatnote'>For the village, see Tann.</div><p>{BRIDGE}<sup class='reference'>[1]</sup></p>"
        "<h2>Costs<span class='mw-editsection'>[edit]</span></h2><p><b>Read more: <a href='x'>How it was built</a></b></p>"
        f"<p>{COSTS}[2][3–5]</p><h2>Notes</h2><div class='reflist'><ol class='references'><li>Berg, Anna (2001). "
        "The bridges of the state, and who built them in the years after the war.</li></ol></div></main></body></html>",
    )
    assert article.text.split("\n\n")[:3] == [BRIDGE, "Costs", COSTS]
    assert "Berg, Anna" not in article.text
    assert article.note == ""


def test_a_page_that_keeps_the_rest_for_subscribers_says_so(tmp_path: Path) -> None:
    locked = "Subscribe to continue reading. Already a subscriber? Log in."
    article = _read(
        tmp_path, f"<html><body><article><p>{BRIDGE}</p><p>{COSTS}</p><p>{locked}</p></article></body></html>"
    )
    assert article.text.split("\n\n") == [BRIDGE, COSTS]
    assert article.note.endswith(
        "a.html may be the beginning of an article alone, the rest of which is for subscribers."
    )


def test_a_page_that_a_program_fills_says_so(tmp_path: Path) -> None:
    page = "<html><body><div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
    with pytest.raises(SourceError, match="No article was found") as caught:
        _read(tmp_path, page)
    assert "filled by a program" in caught.value.hint


def test_a_package_that_is_missing_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, WEB.module, raising=False)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(SourceError, match="To read a web page quiz needs more packages") as caught:
        reader_of(WEB)
    assert caught.value.hint == "Install them: pip install 'quiz[web]'"
