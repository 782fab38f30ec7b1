# ruff: noqa: E501 - markup reads best unbroken
"""What stands raised behind a word: powers stay what they are, marks of notes go."""

from pathlib import Path

import pytest

from quiz.sources.article import read_article
from quiz.sources.raised import raised
from tests.unit.sources.packed import docx, epub, odt
from tests.unit.sources.pdfs import pdf


@pytest.mark.parametrize(
    ("before", "text", "read"),
    [
        ("It weighs 10", "6", "⁶"),
        ("a charge of 1.6 × 10", "−19", "⁻¹⁹"),
        ("The park has 120 km", "2", "²"),
        ("a lake of 3 m", "3", "³"),
        ("the 19", "th", "th"),
        ("It was built.", "12", ""),
        ("It was built.", "[3]", ""),
        ("It was built.", "3,4", ""),
        ("It was built", "*", ""),
        ("in the year 1921", "3", ""),
        ("a population of 64,000", "5", ""),
        ("the film", "2", ""),
        ("Mr", "r", ""),
        ("", "1", ""),
    ],
)
def test_what_is_raised(before: str, text: str, read: str) -> None:
    assert raised(before, text) == read


TEXT = "It weighs 10⁶ kg and covers 120 km² of land. It was opened by the mayor in 1931."
HTML = "It weighs 10<sup>6</sup> kg and covers 120 km<sup>2</sup> of land.<sup>1</sup> It was opened by the mayor in 1931.<sup>2</sup>"
_PAGE = (
    f"<html><head><title>The mill</title></head><body><article><h1>The mill</h1><p>{HTML}</p></article></body></html>"
)
_RUNS = [
    ("It weighs 10", "6"),
    (" kg and covers 120 km", "2"),
    (" of land.", "1"),
    (" It was opened by the mayor in 1931.", "2"),
]
_WORD = "".join(
    f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{high}</w:t></w:r>'
    for words, high in _RUNS
)
_OPEN = "".join(f'{words}<text:span text:style-name="T1">{high}</text:span>' for words, high in _RUNS)
_STYLED = (
    '<office:automatic-styles xmlns:style="s"><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/>'
    "</style:style></office:automatic-styles>"
)
_DRAWN = [
    (50, 700, 10, "It weighs 10"), (108, 704, 7, "6"), (112, 700, 10, " kg and covers 120 km"), (213, 704, 7, "2"),
    (217, 700, 10, " of land."), (257, 704, 7, "1"), (50, 688, 10, "It was opened by the mayor in 1931."),
    (215, 692, 7, "2"), (50, 676, 10, "Its weight is told by CO"), (165, 674, 7, "2"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.html", _PAGE.encode()),
        ("a.md", HTML.encode()),
        ("a.docx", docx(f"<w:p>{_WORD}</w:p>")),
        ("a.odt", odt(f"<text:p>{_OPEN}</text:p>", styles=_STYLED)),
        ("a.epub", epub({"a.xhtml": f"<p>{HTML}</p>"})),
    ],
    ids=["html", "md", "docx", "odt", "epub"],
)
def test_documents_of_all_kinds(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read_article(path).text == TEXT


def test_what_is_raised_within_what_is_raised(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        _PAGE.replace(
            "<sup>1</sup>", "<sup><a href='#n'>#</a><sup>1</sup><sub>2</sub></sup><sup></sup><pre><pre>x</pre></pre>"
        )
    )
    assert read_article(path).text.startswith("It weighs 10⁶ kg and covers 120 km² of land.")


def test_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([[*_DRAWN]]))
    assert read_article(path).text == f"{TEXT} Its weight is told by CO2"
