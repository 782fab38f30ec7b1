# ruff: noqa: E501 - markup reads best unbroken
"""Books -> their chapters: what is one, what it is called, and what is left out."""

from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources.article import read_article, read_articles
from quiz.sources.find import opened, read_sources
from quiz.sources.origin import Part
from tests.unit.sources.packed import PROSE, epub

ONE = f'<h1 id="c1">The Arvin</h1><p>{PROSE}<a epub:type="noteref" href="#n">1</a><a href="#m">[2]</a></p><aside epub:type="footnote">A note.</aside>'
TWO = f'<section><h1>Chapter 2</h1><h2 id="s">Costs</h2><div>{PROSE.replace("Arvin", "Tolma")}<br/>It was paid.<sup><a href="#n">2</a></sup></div></section>'
COVER = '<img src="cover.jpg"/><p>The Book of Bridges, by Jane Doe</p>'
FILES = {"cover.xhtml": COVER, "one.xhtml": ONE, "two.xhtml": TWO, "index.xhtml": f"<h1>Index</h1><p>{PROSE}</p>"}
CONTENTS = [
    ("cover.xhtml", "Cover", 0),
    ("one.xhtml#c1", "The Arvin", 0),
    ("two.xhtml", "Chapter 2", 0),
    ("two.xhtml#s", "Costs", 1),
    ("index.xhtml", "Index", 0),
]


def _book(folder: Path, data: bytes, name: str = "bridges.epub") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("old", [False, True], ids=["nav", "ncx"])
def test_chapters_are_articles(tmp_path: Path, *, old: bool) -> None:
    path = _book(tmp_path, epub(FILES, CONTENTS, old=old))
    first, second = read_articles(path)
    assert (first.title, second.title) == ("The Arvin", "Chapter 2")
    assert (first.name, second.name) == ("The Book of Bridges: The Arvin", "The Book of Bridges: Chapter 2")
    assert first.text == PROSE
    assert second.text == f"Costs\n\n{PROSE.replace('Arvin', 'Tolma')} It was paid."
    assert (first.author, first.published, first.path) == ("Jane Doe", date(2024, 5, 3), str(path))
    assert first.sha256 != second.sha256


def test_a_command_line_means_each_chapter(tmp_path: Path) -> None:
    path = _book(tmp_path, epub(FILES, CONTENTS), "no-suffix")
    (found,) = read_sources([str(tmp_path)])
    assert found == path
    parts = opened(path)
    assert [str(part) for part in parts] == [
        f"{path} (The Arvin)",
        f"{path} (Chapter 2)",
    ]
    part = parts[1]
    assert isinstance(part, Part)
    article = read_article(part)
    assert (article.title, article.sha256) == (part.name, part.sha256)


def test_several_chapters_in_one_file_and_one_chapter_in_several(tmp_path: Path) -> None:
    files = {
        "a.xhtml": f'<h2 id="one">I</h2><p>{PROSE}</p><h2 id="two">II</h2><p>It goes on.</p>',
        "b.xhtml": f"<p>{PROSE}</p>",
    }
    first, second = read_articles(_book(tmp_path, epub(files, [("a.xhtml#one", "I", 0), ("a.xhtml#two", "II", 0)])))
    assert (first.title, first.text) == ("I", PROSE)
    assert (second.title, second.text) == ("II", f"It goes on.\n\n{PROSE}")


def test_chapters_of_parts(tmp_path: Path) -> None:
    files = {"part.xhtml": "<h1>Part One</h1>", "one.xhtml": f"<p>{PROSE}</p>", "two.xhtml": f"<p>{PROSE} It is.</p>"}
    contents = [("part.xhtml", "Part One", 0), ("one.xhtml", "One", 1), ("two.xhtml", "Two", 1)]
    found = read_articles(_book(tmp_path, epub(files, contents)))
    assert [article.title for article in found] == ["One", "Two"]


def test_a_book_without_a_table_of_contents(tmp_path: Path) -> None:
    first, second = read_articles(_book(tmp_path, epub({"one.xhtml": ONE, "two.xhtml": TWO})))
    assert (first.title, second.title) == ("The Arvin", "Chapter 2")


def test_a_short_text_is_one_article(tmp_path: Path) -> None:
    (article,) = read_articles(_book(tmp_path, epub({"a.xhtml": "<p>The bridge opened on 3 May 2024.</p>"})))
    assert (article.title, article.text) == ("The Book of Bridges", "The bridge opened on 3 May 2024.")


def test_what_is_left_out_of_a_book_and_of_its_chapters_is_told(tmp_path: Path) -> None:
    one = f"<table><tr><td>1</td></tr></table><p>{PROSE} Type <code>quiz</code>.</p><figure><img/></figure><pre>x</pre>"
    files = {
        "half.xhtml": "<p>The Book of Bridges</p><p>by Jane Doe</p>",
        "cover.xhtml": COVER,
        "part.xhtml": "<h1>Part 1</h1>",
        "one.xhtml": one,
        "two.xhtml": TWO,
        "thanks.xhtml": "<p>For Anna.</p>",
        "index.xhtml": f"<h1>Index</h1><p>{PROSE}</p>",
    }
    contents = [
        *(("cover.xhtml", "Cover Page", 0), ("part.xhtml", "Part One", 0), ("one.xhtml", "The Arvin", 0)),
        *(("two.xhtml", "Chapter 2", 0), ("thanks.xhtml", "To my sister", 0), ("index.xhtml", "Index of Names", 0)),
    ]
    first, second = read_articles(_book(tmp_path, epub(files, contents)))
    assert first.text == f"{PROSE} Type quiz."
    assert (first.left_out, second.left_out) == ("1 table, 1 picture, 1 code block", "")
    assert first.book_left_out == second.book_left_out
    assert first.book_left_out == (
        "Cover Page, Index of Names (no chapters); To my sister (too short); 7 words before the first chapter"
    )


def test_of_many_parts_that_are_left_out_some_are_named(tmp_path: Path) -> None:
    files = {f"{n}.xhtml": f"<p>Thought {n}.</p>" for n in range(20)} | {"one.xhtml": ONE}
    contents = [(name, f"No. {name[:-6]}", 0) for name in files]
    (only,) = read_articles(_book(tmp_path, epub(files, contents)))
    assert only.book_left_out.endswith("No. 10, No. 11, 8 more (too short)")


def test_chapters_of_the_same_title_are_told_apart(tmp_path: Path) -> None:
    files = {f"{n}.xhtml": f"<h2>Costs {n}</h2><p>{PROSE} {n}</p>" for n in range(6)}
    contents = [
        *(("p.xhtml", "Part One", 0), ("0.xhtml", "Chapter 1", 1), ("1.xhtml", "Chapter 2", 1)),
        *(("q.xhtml", "Part Two", 0), ("2.xhtml", "Chapter 1", 1), ("3.xhtml", "Chapter 1", 1)),
        *(("4.xhtml", "", 0), ("5.xhtml", "Chapter 9", 0)),
    ]
    found = read_articles(_book(tmp_path, epub(files, contents)))
    assert [article.title for article in found] == [
        *("Part One: Chapter 1", "Chapter 2", "Part Two: Chapter 1", "Part Two: Chapter 1 (2)", "Costs 4", "Chapter 9")
    ]


def test_a_free_edition_is_not_as_old_as_its_typing(tmp_path: Path) -> None:
    head = "<dc:publisher>Project Gutenberg</dc:publisher>"
    assert read_articles(_book(tmp_path, epub(FILES, CONTENTS, head=head)))[0].published is None


def test_notes_go_and_powers_stay(tmp_path: Path) -> None:
    body = (
        "<p>It has 10<sup>6</sup> vis&#173;itors,<sup>3</sup> they say.<sup>*</sup> The 2<sup>nd</sup> came to its "
        "40 km<sup>2</sup> of land.<sup>4</sup></p>"
    )
    (article,) = read_articles(_book(tmp_path, epub({"a.xhtml": body})))
    assert article.text == "It has 10⁶ visitors, they say. The 2nd came to its 40 km² of land."


def test_a_protected_book(tmp_path: Path) -> None:
    closed = '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/one.xhtml"/></CipherData></EncryptedData></encryption>'
    path = _book(tmp_path, epub(FILES, CONTENTS, more={"META-INF/encryption.xml": closed}))
    with pytest.raises(SourceError, match="protected against copying"):
        read_articles(path)


def test_encrypted_fonts_are_no_matter(tmp_path: Path) -> None:
    fonts = '<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/a.otf"/></CipherData></EncryptedData></encryption>'
    path = _book(tmp_path, epub(FILES, CONTENTS, more={"META-INF/encryption.xml": fonts}))
    assert len(read_articles(path)) == 2
