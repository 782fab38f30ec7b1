# ruff: noqa: E501 - markup reads best unbroken
"""Word documents -> their running text."""

from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources.article import read_article
from tests.unit.sources.packed import docx, packed, paragraph


def _document(folder: Path, data: bytes, name: str = "a.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a"])
def test_the_text_of_a_document(tmp_path: Path, name: str) -> None:
    body = (
        paragraph("A bridge opens", "Titel")
        + paragraph("Contents .... 3", "Verz1")
        + "<w:p><w:r><w:t>The bridge</w:t></w:r><w:del><w:r><w:delText>, they say,</w:delText></w:r></w:del><w:r><w:tab/>"
        "<w:t>opened in 20</w:t><w:noBreakHyphen/><w:t>24.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Hidden.</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc>" + paragraph("In a table") + "</w:tc></w:tr></w:tbl>"
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>"
        + paragraph("Costs ... 4")
        + "</w:sdtContent></w:sdt>"
        + paragraph("It is long.")
    )
    article = read_article(_document(tmp_path, docx(body), name))
    assert article.text.split("\n\n") == ["The bridge opened in 20-24.", "It is long."]
    assert (article.title, article.author, article.published) == ("A bridge opens", "Jane Doe", date(2024, 5, 3))


def test_a_name_that_the_program_gave_is_no_title(tmp_path: Path) -> None:
    assert read_article(_document(tmp_path, docx(paragraph("It is long.")))).title == ""


def test_what_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no Word document"):
        read_article(_document(tmp_path, packed({"a.txt": "x"})))
    with pytest.raises(SourceError, match="is damaged"):
        read_article(_document(tmp_path, docx(paragraph("It is long."))[:200]))
    with pytest.raises(SourceError, match="an archive, and no document that can be told"):
        read_article(_document(tmp_path, packed({"a.txt": "x"}), "a.zip"))


@pytest.mark.parametrize(("first", "title"), [("The Arvin bridge", "The Arvin bridge"), ("It is a bridge.", "")])
def test_a_first_paragraph_that_is_no_sentence_is_the_headline(tmp_path: Path, first: str, title: str) -> None:
    article = read_article(_document(tmp_path, docx(paragraph(first) + paragraph("It opened in 2024."))))
    assert article.title == title
    assert article.text == "It opened in 2024." if title else f"{first}\n\nIt opened in 2024."


@pytest.mark.parametrize(("named", "author"), [("Windows User", ""), ("python-docx", ""), ("Jane User", "Jane User")])
def test_an_author_that_the_program_gave_is_none(tmp_path: Path, named: str, author: str) -> None:
    head = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{named}</dc:creator></cp:coreProperties>"
    )
    data = docx(paragraph("It opened in 2024."), more={"docProps/core.xml": head})
    assert read_article(_document(tmp_path, data)).author == author
