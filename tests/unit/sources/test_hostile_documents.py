"""Documents that are made to do harm: bounded memory and time, one sentence, and nothing written."""

import json
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from quiz.errors import SourceError
from quiz.sources import apart, article, package
from quiz.sources.article import read_article, read_articles
from quiz.sources.kinds import KINDS, MARKDOWN, PDF, TEXT, WEB
from quiz.sources.page import Raw
from tests.unit.sources.packed import PROSE, docx, epub, odt, packed, paragraph
from tests.unit.sources.pdfs import assembled, column, pdf, stream

LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.fixture(autouse=True)
def _nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield
    assert list(folder.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} <= {"work", "a"}


def refused(tmp_path: Path, data: bytes, name: str = "a") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_articles(path)
    assert "\n" not in caught.value.message
    assert caught.value.message.endswith(".")
    return caught.value.message


def read_or_refused(path: Path) -> str:
    """Return the text of a document, or nothing if it is refused in one sentence."""
    with suppress(SourceError):
        return read_article(path).text
    return refused(path.parent, path.read_bytes()) and ""


def bomb() -> bytes:
    """Return 2 GB of zeros, packed."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as file:
            for _ in range(50):
                file.write(b"\0" * 1_000_000)
    return out.getvalue()


def test_a_zip_bomb(tmp_path: Path) -> None:
    assert "too large" in refused(tmp_path, bomb())


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    data = bytearray(bomb())
    place = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 1_000)  # what it says to be unpacked
    assert "too large" in (said := refused(tmp_path, bytes(data))) or "damaged" in said


def test_files_that_are_large_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_TOTAL", 250_000)
    opened = package.Package(
        Raw(data=packed({f"{n}.xhtml": "The bridge opened. " * 5_000 for n in range(3)}), name="a")
    )
    assert opened.read("0.xhtml") is not None
    assert opened.read("1.xhtml") is not None
    with pytest.raises(SourceError, match="what is packed in it is too large"):
        opened.read("2.xhtml")


def test_too_many_files(tmp_path: Path) -> None:
    assert "files in it" in refused(tmp_path, docx(paragraph(PROSE), more={f"x{n}": b"" for n in range(20_001)}))


@pytest.mark.parametrize("where", ["OEBPS/content.opf", "META-INF/container.xml", "OEBPS/toc.ncx"])
def test_entities_in_a_book(tmp_path: Path, where: str) -> None:
    book = epub({"a.xhtml": f"<p>{PROSE}</p>"}, [("a.xhtml", "A", 0)], old=True)
    with ZipFile(BytesIO(book)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    files[where] = f'<?xml version="1.0"?>{LAUGHS}<package>&j;</package>'
    files.pop("mimetype")
    assert "entities" in refused(tmp_path, packed(files, first=("mimetype", "application/epub+zip")))


@pytest.mark.parametrize("where", ["content.xml", "meta.xml", "META-INF/manifest.xml"])
def test_entities_in_an_open_document(tmp_path: Path, where: str) -> None:
    assert "entities" in refused(tmp_path, odt("", more={where: f"{LAUGHS}<w>&j;</w>"}))


def test_an_archive_of_a_page_that_is_all_head(tmp_path: Path) -> None:
    """Each line of a head takes memory; where that ends is the bound of the process."""
    head = b"From: <Saved by Blink>\nContent-Type: multipart/related; boundary=b\n"
    assert "cannot be read" in refused(tmp_path, head + b"A: b\n" * 8_000_000)


def test_entities_in_a_chapter_mean_nothing(tmp_path: Path) -> None:
    book = epub({"a.xhtml": f"{LAUGHS}<p>{PROSE} &j;</p>"})
    path = tmp_path / "a"
    path.write_bytes(book)
    assert len(read_article(path).text) < 1_000


@pytest.mark.parametrize(
    "xml", [f"{LAUGHS}<w>&j;</w>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>']
)
def test_entities_in_a_word_document(tmp_path: Path, xml: str) -> None:
    assert "entities" in refused(tmp_path, docx("", more={"word/styles.xml": xml}))


def test_names_that_lead_out_of_an_archive(tmp_path: Path) -> None:
    evil = {"../../evil.txt": "x", "/etc/evil": "x", "OEBPS/../../evil": "x", "C:\\evil": "x"}
    path = tmp_path / "a"
    path.write_bytes(
        epub({"a.xhtml": f"<p>{PROSE}</p>"}, [("../../../../../etc/passwd", "A", 0), ("a.xhtml", "B", 0)], more=evil)
    )
    assert read_article(path).text == PROSE
    path.write_bytes(
        packed(
            {"META-INF/container.xml": '<c><rootfile full-path="../../../etc/passwd"/></c>'},
            first=("mimetype", "application/epub+zip"),
        )
    )
    with pytest.raises(SourceError, match="is no EPUB"):
        read_article(path)


def test_deep_nesting(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(epub({"a.xhtml": "<div>" * 100_000 + f"<p>{PROSE}</p>"}))
    assert read_article(path).text == PROSE
    deep = "<w:sdt>" * 50_000 + paragraph(PROSE) + "</w:sdt>" * 50_000
    path.write_bytes(docx(deep))
    assert read_article(path).text == PROSE


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000,
        "<p " * 100_000,
        "<!--" * 100_000,
        "<" * 1_000_000,
        "&" * 1_000_000,
        "<table><tr><td>" * 20_000,
    ],
    ids=["elements", "unclosed", "comments", "brackets", "ampersands", "tables"],
)
def test_broken_web_pages(tmp_path: Path, page: str) -> None:
    path = tmp_path / "a"
    path.write_text(f"<html><body><article><p>{PROSE}</p>{page}")
    assert len(read_or_refused(path)) < 3_000_000


@pytest.mark.parametrize("piece", ["[", "![", "[a](", "**a__"])
def test_markdown_that_is_read_for_hours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, piece: str) -> None:
    monkeypatch.setattr(article, "recognise", lambda *_: replace(MARKDOWN, seconds=1))
    path = tmp_path / "a"
    path.write_text(f"{PROSE}\n\n{(piece * 1_000_000)[:2_000_000]}")
    with pytest.raises(SourceError, match="reading it takes more than 1 seconds"):
        read_article(path)


@pytest.mark.parametrize(
    ("start", "kind"), [(b"<html><body>", WEB), (b"The bridge opened. ", TEXT), (b"%PDF-1.4 ", PDF)]
)
def test_a_file_of_200_mb(tmp_path: Path, start: bytes, kind: object) -> None:
    path = tmp_path / "a"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(200_000_000)
    with pytest.raises(SourceError, match=r"is larger than \d+ MB"):
        read_article(path)


def test_a_pdf_whose_pages_go_in_a_circle(tmp_path: Path) -> None:
    data = assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"])
    refused(tmp_path, data)


def test_a_pdf_whose_table_refers_to_itself(tmp_path: Path) -> None:
    data = pdf([column(50, 700, ["The bridge opened."])])
    start = data.rindex(b"startxref\n") + 10
    place = data[start : data.index(b"\n", start)].decode()
    looped = data.replace(b"trailer\n<<", f"trailer\n<</Prev {place}".encode())
    path = tmp_path / "a"
    path.write_bytes(looped)
    assert read_or_refused(path) in {"The bridge opened.", ""}


def test_a_pdf_of_packed_zeros(tmp_path: Path) -> None:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    body = stream(b"BT /F 10 Tf 50 700 Td (x) Tj ET " + b" " * 200_000_000, times=2)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    data = assembled([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[5 0 R]>>", font, body, page])
    assert len(data) < 10_000
    assert "too large" in refused(tmp_path, data)


def test_a_pdf_of_a_million_pages(tmp_path: Path) -> None:
    kids = " ".join(["3 0 R"] * 3_000)
    data = assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count 3000/Kids[{kids}]>>".encode(),
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        ]
    )
    assert "pages" in refused(tmp_path, data)


def test_a_pdf_of_forms_that_draw_each_other(tmp_path: Path) -> None:
    form = stream(b"/X Do /X Do").replace(
        b"<<", b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>", 1
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>"
    data = assembled(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, form, stream(b"/X Do")]
    )
    refused(tmp_path, data)


def test_a_reader_that_never_ends_is_ended(tmp_path: Path) -> None:
    """One that takes too long is killed, and the next document finds a new one."""
    lines = column(50, 700, ["The bridge over the river was opened in May."] * 50)
    slow = Raw(data=pdf([lines] * 1_500), name="slow.pdf")
    before = time.monotonic()
    with pytest.raises(SourceError, match=r"slow.pdf was given up: reading it takes more than 0.5 seconds"):
        apart.read_apart(replace(PDF, seconds=0.5), slow)
    assert time.monotonic() - before < 10
    (page,) = apart.read_apart(PDF, Raw(data=pdf([lines[:1]]), name="a.pdf"))
    assert page.text == "The bridge over the river was opened in May."


def test_a_reader_nobody_waits_for_ends_itself() -> None:
    """Who asked may have been killed: the process goes on for some seconds, and no longer."""
    lines = column(50, 700, ["The bridge over the river was opened in May."] * 50)
    code = "from quiz.sources import apart; apart._GRACE = 0.1; apart.main()"
    head = json.dumps({"module": PDF.module, "name": "a", "charset": "", "address": None, "seconds": 0.2}).encode()
    asked = b"".join(len(part).to_bytes(8, "big") + part for part in (head, pdf([lines] * 1_500)))
    run = partial(subprocess.run, capture_output=True, timeout=60, check=False, env={"PYTHONPATH": ":".join(sys.path)})
    done = run([sys.executable, "-c", code], input=asked)
    assert (done.returncode, done.stdout) == (-signal.SIGALRM, b"")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.module)
def test_noise_of_every_kind(tmp_path: Path, kind: object) -> None:
    starts = {
        "quiz.sources.pdf": b"%PDF-1.7\n",
        "quiz.sources.epub": b"PK\x03\x04",
        "quiz.sources.docx": b"PK\x03\x04",
        "quiz.sources.odt": b"PK\x03\x04",
        "quiz.sources.mhtml": b"MIME-Version: 1.0\nContent-Type: multipart/related\nSnapshot-Content-Location: x\n\n",
        "quiz.sources.web_page": b"<html>",
    }
    module = kind.module  # type: ignore[attr-defined]
    noise = bytes((n * n + n // 7) % 251 + 1 for n in range(20_000))
    path = tmp_path / "a"
    path.write_bytes(starts.get(module, b"") + noise)
    with pytest.raises(SourceError) as caught:
        read_article(path)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    "wrap", [lambda t: docx(paragraph(t)), lambda t: epub({"a.xhtml": f"<p>{t}</p>"})], ids=["docx", "epub"]
)
def test_controls_and_bidi_are_cleaned(tmp_path: Path, wrap: object) -> None:
    path = tmp_path / "a"
    path.write_bytes(wrap(f"\u202e{PROSE}\u2066 &#x9b;31m&#x202e; End.".replace("&#x9b;", "\x9b")))  # type: ignore[operator]
    text = read_article(path).text
    assert text.isprintable()
    assert text.startswith("The bridge")
