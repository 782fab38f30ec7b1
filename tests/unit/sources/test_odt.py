# ruff: noqa: E501 - markup reads best unbroken
"""OpenDocument texts -> their running text."""

from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources.article import read_article
from tests.unit.sources.packed import odt, packed

BODY = (
    '<text:tracked-changes><text:p>Deleted.</text:p></text:tracked-changes><text:h text:outline-level="1">A bridge opens</text:h>'
    "<text:table-of-content><text:p>Costs ... 4</text:p></text:table-of-content>"
    "<text:p>The <text:span>bridge<text:s/>of <text:a>Tann</text:a></text:span> opened<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note> in<text:tab/>2024.</text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>In a table</text:p></table:table-cell></table:table-row></table:table>"
    '<text:p text:style-name="Preformatted_20_Text">x = 1</text:p><text:section><text:list><text:list-item><text:p>It is long.</text:p></text:list-item></text:list></text:section>'
)


def _document(folder: Path, data: bytes, name: str = "a.odt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["a.odt", "a.docx", "a.txt", "a"])
def test_the_text_of_a_document(tmp_path: Path, name: str) -> None:
    article = read_article(_document(tmp_path, odt(BODY), name))
    assert article.text.split("\n\n") == ["The bridge of Tann opened in 2024.", "It is long."]
    assert (article.title, article.author, article.published) == ("A bridge opens", "Jane Doe", date(2024, 5, 3))
    assert article.left_out == "1 note, 1 table, 1 code block"


def test_the_title_of_its_head(tmp_path: Path) -> None:
    assert read_article(_document(tmp_path, odt("<text:p>It is long.</text:p>"))).title == "Bridges"


def test_a_deep_nesting(tmp_path: Path) -> None:
    opened = "".join(f'<text:section text:name="{n}">' for n in range(50_000))
    deep = opened + "<text:p>It is long.</text:p>" + "</text:section>" * 50_000
    assert read_article(_document(tmp_path, odt(deep))).text == "It is long."
    deep = "<text:p>It is " + opened.replace("section", "span") + "long" + "</text:span>" * 50_000 + ".</text:p>"
    assert read_article(_document(tmp_path, odt(deep))).text == "It is long."


def test_what_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is no OpenDocument text"):
        read_article(_document(tmp_path, packed({"a.txt": "x"})))
    locked = {"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"}
    with pytest.raises(SourceError, match="is protected by a password"):
        read_article(_document(tmp_path, odt(BODY, more=locked)))
