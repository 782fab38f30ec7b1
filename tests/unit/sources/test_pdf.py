"""PDFs -> running text: columns, hyphens, running heads, notes; and which are refused."""

from datetime import date
from io import BytesIO
from itertools import chain
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from quiz.errors import SourceError
from quiz.sources.article import read_article
from tests.unit.sources.pdfs import assembled, column, pdf, stream

LEFT = [
    "The bridge over the river Arvin was opened on 3 May",
    "2024 by the mayor. It is 300 metres long and its con-",
    "struction cost 20 million euros, a well-",
    "known company said.",
]
RIGHT = [
    "Before the bridge was built, a ferry carried people",
    "across. The Secretary-",
    "General called it \ufb01ne and \u201cgood\u201d.".replace("\ufb01", "fi"),
]
TEXT = [
    (
        "The bridge over the river Arvin was opened on 3 May 2024 by the mayor. It is 300 metres long and its "
        "construction cost 20 million euros, a well-known company said."
    ),
    "Before the bridge was built, a ferry carried people across. The Secretary-General called it fine and “good”.",
]
INFO = "/Title(Microsoft Word - bridge.docx)/Author(Jane Doe)/CreationDate(D:20240503100000Z)"


def _write(folder: Path, data: bytes, name: str = "a.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("across", [False, True], ids=["column after column", "line after line"])
@pytest.mark.parametrize("name", ["a.pdf", "a.txt"])
def test_two_columns(tmp_path: Path, name: str, *, across: bool) -> None:
    left, right = column(50, 700, LEFT), column(320, 700, RIGHT)
    rows = list(chain.from_iterable(zip(left, [*right, right[-1]], strict=True)))[:-1] if across else [*left, *right]
    article = read_article(_write(tmp_path, pdf([[(50, 750, 20, "A bridge opens"), *rows]], info=INFO), name))
    assert article.text.split("\n\n") == TEXT
    assert (article.title, article.author, article.published) == ("A bridge opens", "Jane Doe", date(2024, 5, 3))


def test_running_heads_numbers_notes_and_contents_go(tmp_path: Path) -> None:
    pages = [
        [
            (
                50,
                780,
                10,
                "The Daily Bridge" if number % 2 else f"Chapter {number // 4 + 1}: {name}          {number + 7}",
            ),
            *column(
                50,
                700,
                [
                    f"The {name} part was opened in {2000 + number}. It is",
                    "long, and was built by Anna Berg.",
                    "Costs . . . . . . . . 12",
                ],
            ),
            (50, 60, 7, "1 A note in small letters."),
            (300, 30, 10, f"- {number + 7} -"),
        ]
        for number, name in enumerate(["first", "second", "third", "fourth", "fifth", "sixth"])
    ]
    text = read_article(_write(tmp_path, pdf(pages))).text
    assert (
        text.split()
        == " ".join(
            f"The {name} part was opened in {2000 + number}. It is long, and was built by Anna Berg."
            for number, name in enumerate(["first", "second", "third", "fourth", "fifth", "sixth"])
        ).split()
    )


def test_paragraphs_bullets_and_headings(tmp_path: Path) -> None:
    lines = [
        *column(50, 700, ["The bridge opened in May. It was built", "by Anna Berg."]),
        *column(50, 656, ["The next paragraph begins below a gap."]),
        (50, 630, 14, "Costs"),
        *column(50, 606, ["• The first part cost 3 million.", "• The second part cost 4 million."]),
    ]
    assert read_article(_write(tmp_path, pdf([lines], info="/Title(Bridges)"))).text.split("\n\n") == [
        "The bridge opened in May. It was built by Anna Berg.",
        "The next paragraph begins below a gap.",
        "The first part cost 3 million.",
        "The second part cost 4 million.",
    ]


def test_a_dash_within_a_sentence_begins_no_paragraph(tmp_path: Path) -> None:
    lines = column(50, 700, ["The bridge was opened", "- by the mayor - in", "2010."])
    assert read_article(_write(tmp_path, pdf([lines]))).text == "The bridge was opened - by the mayor - in 2010."


def test_raised_letters_and_links_are_parts_of_their_line(tmp_path: Path) -> None:
    def line(y: float, *pieces: tuple[float, str]) -> list[tuple[float, float, float, str]]:
        """Return pieces side by side, those of one or two letters raised, as browsers print them."""
        return [(x, y + 4.8, 10, text) if len(text) < 3 else (x, y, 12, text) for x, text in pieces]

    first = ((34, "The Orleby bridge was opened by Ada Holm in the 20"), (294, "th"), (302, " century, and it cost"))
    second = ((34, "two million pounds. She was the mayor, like "), (268, "Ann Lee"), (311, ", her mother, and"))
    third = ((34, "the 2"), (62, "nd"), (73, " woman who was.[1] The city has 40 km"), (276, "2"), (281, " of land."))
    page = [*line(700, *first), *line(684, *second), *line(668, *third)]
    assert read_article(_write(tmp_path, pdf([page]))).text == (
        "The Orleby bridge was opened by Ada Holm in the 20th century, and it cost two million pounds. "
        "She was the mayor, like Ann Lee, her mother, and the 2nd woman who was. The city has 40 km² of land."
    )


def test_of_small_numbers_those_of_notes_go(tmp_path: Path) -> None:
    page = [
        (34, 700, 12, "Water is H"), (90.5, 697, 7, "2"), (96, 700, 12, "O, said the mayor of the city,"),
        (252, 704, 7, "3"), (256, 700, 12, " which has 40 km"), (348, 704, 7, "2"), (352, 700, 12, " of land."),
    ]  # fmt: skip
    text = "Water is H2O, said the mayor of the city, which has 40 km² of land."
    assert read_article(_write(tmp_path, pdf([page]))).text == text


def test_the_day_of_printing_is_not_that_of_the_article(tmp_path: Path) -> None:
    data = pdf([column(50, 700, LEFT)], info=f"/Producer(Skia/PDF m120){INFO}")
    assert read_article(_write(tmp_path, data)).published is None


def test_a_word_is_broken_over_a_page(tmp_path: Path) -> None:
    data = pdf([[(50, 100, 10, "It was opened by the presi-")], [(50, 700, 10, "dent of the country.")]])
    assert read_article(_write(tmp_path, data)).text == "It was opened by the president of the country."


def test_a_scanned_one(tmp_path: Path) -> None:
    picture = stream(b"\0" * 30).replace(
        b"<<", b"<</Type/XObject/Subtype/Image/Width 10/Height 3/BitsPerComponent 8/ColorSpace/DeviceGray", 1
    )
    data = pdf([[], [], [(50, 700, 10, "Scanned 3")]], extra=[picture], resources="/XObject<</I 4 0 R>>")
    with pytest.raises(SourceError, match="is scanned: its pages are pictures") as caught:
        read_article(_write(tmp_path, data))
    assert "OCR" in caught.value.hint


def test_an_encrypted_one(tmp_path: Path) -> None:
    plain = pdf([column(50, 700, LEFT)])
    for password, owner in (("secret", "secret"), ("", "secret")):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(plain)))
        writer.encrypt(password, owner, algorithm="RC4-128")
        out = BytesIO()
        writer.write(out)
        path = _write(tmp_path, out.getvalue())
        if password:
            with pytest.raises(SourceError, match="is encrypted, and cannot be read without its password"):
                read_article(path)
        else:
            assert read_article(path).text == TEXT[0]  # it may be read, but not printed


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf([column(50, 700, LEFT)])[:400], pdf([[]])])
def test_damaged_or_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError, match=r"damaged|no text") as caught:
        read_article(_write(tmp_path, data))
    assert "\n" not in caught.value.message


def test_a_headline_that_running_heads_repeat_is_the_title(tmp_path: Path) -> None:
    def page(size: float, name: str) -> list[tuple[float, float, float, str]]:
        lines = [f"The {name} part of the bridge was opened in May by the", "mayor. It is three hundred metres long."]
        return [(50, 760, size, "A bridge opens"), (50, 700, 17, f"{name} part"), *column(50, 640, lines)]

    article = read_article(_write(tmp_path, pdf([page(24, "first"), page(10, "second"), page(10, "third")])))
    assert article.title == "A bridge opens"
    assert article.text.count("A bridge opens") == 0
    assert article.text.count("The second part of the bridge") == 1


def test_what_stands_above_the_headline_is_no_text(tmp_path: Path) -> None:
    body = column(
        50, 640, ["The bridge over the river was opened in May by the", "mayor. It is three hundred metres long."]
    )
    page = [(50.0, 760.0, 8.0, "Journal of Bridges 12(3)"), (50.0, 700.0, 20.0, "A bridge opens"), *body]
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([page], info="/Title(A bridge opens | The Times)"))
    article = read_article(path)
    assert article.title == "A bridge opens"
    assert article.text.startswith("The bridge over the river")
    page[0] = (50.0, 760.0, 10.0, "The old bridge fell in March.")
    path.write_bytes(pdf([page]))
    assert read_article(path).text.startswith("The old bridge fell in March.")


def test_places_where_a_word_might_be_broken_are_no_spaces(tmp_path: Path) -> None:
    """As browsers print them: a space that is said to stand for a soft hyphen, which shows only where a line ends."""
    soft = b"/Span<</ActualText <FEFF00AD>>>BDC ( ) Tj EMC "
    drawn = (
        b"BT /F 10 Tf 50 700 Td (The bri) Tj " + soft + b"(dge was ope) Tj " + soft + b"(-) Tj ET "
        b"BT /F 10 Tf 50 688 Td (ned in 1931 by the ) Tj [(ma)] TJ /Span<</ActualText ()>>BDC [( )] TJ EMC (yor.) Tj ET"
    )
    assert read_article(_write(tmp_path, _drawn(drawn))).text == "The bridge was opened in 1931 by the mayor."


def test_a_headline_that_is_the_running_head_too_stays(tmp_path: Path) -> None:
    pages = [[(50, 720, 18, "The Arvin bridge"), *column(50, 690, LEFT)]]
    pages += [[(50, 760, 8, "The Arvin bridge"), *column(50, 690, LEFT)] for _ in range(3)]
    article = read_article(_write(tmp_path, pdf(pages)))
    assert article.title == "The Arvin bridge"
    assert "Arvin bridge" not in article.text


def test_letters_that_are_raised_by_a_rise(tmp_path: Path) -> None:
    drawn = (
        b"BT /F 10 Tf 50 700 Td (It weighs 10) Tj /F 8 Tf 5 Ts (6) Tj /F 10 Tf 0 Ts ( kg, and is old.) Tj "
        b"/F 8 Tf 5 Ts (1,a) Tj ET q 5 Ts Q BT /F 10 Tf 50 688 Td (It was opened by the mayor in 1931.) Tj ET"
    )
    assert (
        read_article(_write(tmp_path, _drawn(drawn))).text
        == "It weighs 10⁶ kg, and is old. It was opened by the mayor in 1931."
    )


def _drawn(data: bytes) -> bytes:
    return assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
            stream(data),
        ]
    )
