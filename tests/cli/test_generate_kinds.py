"""Decks from documents of every kind: named, overridden, made again, and shown at the sentence of a card."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quiz.collection import Collection
from quiz.config import Settings
from quiz.paths import find_paths
from tests.unit.sources.packed import docx, epub, packed, paragraph
from tests.unit.sources.pdfs import column, pdf

Quiz = Callable[..., Result]

WHO = "The World Health Organization (WHO) was founded on April 7, 1948. Its staff works in many countries."
ESA = "The European Space Agency (ESA) was founded on May 30, 1975. Its staff builds satellites."
MORE = "It has offices and people, who meet there every year in order to talk about what has to be done next."
BOOK = epub(
    {"a.xhtml": f"<h1>Health</h1><p>{WHO} {MORE} {MORE}</p>", "b.xhtml": f"<h1>Space</h1><p>{ESA} {MORE} {MORE}</p>"},
    [("a.xhtml", "Health", 0), ("b.xhtml", "Space", 0)],
    title="Agencies",
)
PAGE = (
    "<html><head><title>Agencies</title><meta property='article:published_time' content='2024-05-03'>"
    "<meta name='author' content='Jane Doe'></head><body>"
    f"<article><h1>Agencies</h1><p>{WHO}</p><p>{ESA} {MORE}</p></article></body></html>"
).encode()
LINES = ["The World Health Organization (WHO) was foun-", "ded on April 7, 1948. Its staff works in many", "countries."]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)
DRAWN = pdf([column(50, 700, LINES)])

pytestmark = pytest.mark.usefixtures("decks")


def source_of(made: dict[str, object]) -> dict[str, object]:
    return tomllib.loads(Path(str(made["path"])).read_text(encoding="utf-8"))["source"]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", PAGE), ("a.pdf", DRAWN), ("a.docx", docx(paragraph(WHO))), ("a", DRAWN)],
    ids=["html", "pdf", "docx", "pdf without a name"],
)
def test_a_deck_whose_article_is_found_again(quiz: Quiz, home: Path, tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    (made,) = json.loads(quiz("generate", str(path), "--json").stdout)
    assert made["error"] is None
    assert source_of(made)["path"] == str(path)
    with Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings()) as collection:
        for told in made["cards"]:
            card = collection.card(told["id"])
            assert collection.articles.at_hand(card)
            passage = collection.articles.find(card)
            assert passage.sentence is not None
            assert passage.text[passage.sentence.start : passage.sentence.end] == card.evidence


def test_a_book_is_a_deck_a_chapter(quiz: Quiz, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "agencies.epub"
    path.write_bytes(BOOK)
    first, second = json.loads(quiz("generate", str(path), "--json").stdout)
    assert (first["title"], second["title"]) == ("Agencies: Health", "Agencies: Space")
    assert (first["article"], second["article"]) == (f"{path} (Health)", f"{path} (Space)")
    with Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings()) as collection:
        passage = collection.articles.find(collection.card(second["cards"][0]["id"]))
        assert passage.title == "Agencies: Space"
        assert passage.sentence is not None
    again = json.loads(quiz("generate", str(path), "--json").stdout)
    assert [made["unchanged"] for made in again] == [True, True]


def test_a_named_book(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "agencies.epub"
    path.write_bytes(BOOK)
    made = json.loads(quiz("generate", str(path), "--title", "Mine", "--dry-run", "--json").stdout)
    assert [one["title"] for one in made] == ["Mine: Health", "Mine: Space"]


def test_what_is_found_can_be_overridden(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(PAGE)
    (made,) = json.loads(quiz("generate", str(path), "--json").stdout)
    source = source_of(made)
    assert (str(source["published"]), source["author"]) == ("2024-05-03", "Jane Doe")
    assert source["language"] == "en"
    more = ("--title", "Two agencies", "--date", "2023-01-02", "--url", "https://example.org/a")
    (made,) = json.loads(quiz("generate", str(path), *more, "--json").stdout)
    source = source_of(made)
    assert made["title"] == "Two agencies"
    assert (str(source["published"]), source["url"]) == ("2023-01-02", "https://example.org/a")


def test_the_language_can_be_overridden(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Die Brücke wurde im Mai von der Bürgermeisterin eröffnet, und sie ist noch in Betrieb. " * 2)
    assert "seems to be German" in quiz("generate", str(path)).stderr
    assert "is said to be French" in quiz("generate", str(path), "--language", "fr").stderr
    assert "German" not in quiz("generate", str(path), "--language", "English").stderr


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (
            "a.odp",
            packed({"x": ""}, first=("mimetype", "application/vnd.oasis.opendocument.presentation")),
            ("a presentation", "PDF"),
        ),
        ("a", packed({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), ("a presentation", "PDF")),
        ("a.xlsx", packed({"[Content_Types].xml": ""}), ("a table", "PDF")),
        ("a.pages", packed({"Index/Document.iwa": ""}), ("a Pages document", "PDF")),
        ("a.mobi", b"A book" + bytes(54) + b"BOOKMOBI" + bytes(99), ("a Kindle book", "EPUB")),
        ("a.zip", packed({"a.txt": WHO}), ("an archive", "Unpack it")),
        ("a.rtf", b"{\\rtf1 x}", ("an RTF document", ".docx")),
        ("a.webarchive", b"bplist00" + bytes(99), ("a Safari web archive", "PDF")),
        ("a.doc", OLE, ("an old Word document", ".docx")),
        ("a.ppt", OLE, ("an old presentation", "PDF")),
        ("a.kfx", b"CONT" + bytes(99), ("a Kindle book", "EPUB")),
        ("a.fb2", b"<?xml version='1.0'?><FictionBook/>", ("a FictionBook", "EPUB")),
        ("a.tex", b"\\documentclass{article}", ("a LaTeX document", "PDF")),
        ("a.jpg", b"\xff\xd8\xff\xe0", ("a picture", "Only text")),
        ("a.heic", b"\0\0\0\x18ftypheic", ("a picture", "Only text")),
        ("a.mp4", b"\0\0\0\x18ftypisom", ("a recording", "transcript")),
    ],
    ids=[
        *("odp", "pptx", "xlsx", "pages", "mobi", "zip", "rtf", "webarchive", "doc", "ppt", "kfx", "fb2", "tex"),
        *("jpg", "heic", "mp4"),  # packed bytes name the time
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(
    quiz: Quiz, tmp_path: Path, name: str, data: bytes, told: tuple[str, str]
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    said = " ".join(quiz("generate", str(path)).stderr.split())
    assert f"{path} is {told[0]}" in said
    assert "which cannot be read. " in said
    assert told[1] in said


@pytest.mark.parametrize(
    "options",
    [
        ("--url", "nowhere"),
        ("--encoding", "nonsense"),
        ("--language", "klingon"),
        ("--url", "https://example.org/a", "extra.txt"),
    ],
)
def test_what_cannot_be_meant(
    quiz: Quiz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "extra.txt"):
        Path(name).write_text(WHO)
    assert quiz("generate", "a.txt", *options).exit_code == 2


def test_an_encoding_that_is_guessed_is_told(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{WHO} It has a café – a good one.".encode("cp1252"))
    result = quiz("generate", str(path), "--dry-run")
    assert "is not UTF-8; it was read as Windows-1252" in " ".join(result.stderr.split())
    path.write_bytes(f"{WHO} It has 3 people in Łódź.".encode("cp1250"))
    assert quiz("generate", str(path), "--dry-run").exit_code == 4
    assert quiz("generate", str(path), "--dry-run", "--encoding", "cp1250").exit_code == 0


def test_the_clipboard(quiz: Quiz, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "xclip"
    program.write_text(f"#!/bin/sh\nprintf '%s' '{WHO}'\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    (made,) = json.loads(quiz("generate", "--clipboard", "--json").stdout)
    assert (made["article"], made["error"]) == ("the clipboard", None)


def test_a_folder_of_everything(quiz: Quiz, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    (folder / "a_files").mkdir(parents=True)
    (folder / "a.html").write_bytes(PAGE)
    (folder / "a_files" / "advertisement.html").write_bytes(PAGE)
    (folder / "b.epub").write_bytes(BOOK)
    (folder / "c").write_bytes(DRAWN)
    (folder / "d.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "e.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    result = quiz("generate", str(folder), "--json", "--dry-run", "--jobs", "1")
    names = [Path(made["article"]).name for made in json.loads(result.stdout)]
    assert names == ["a.html", "b.epub (Health)", "b.epub (Space)", "c", "d.pdf"]
    assert result.exit_code == 4
    assert "d.pdf is damaged, and cannot be read." in " ".join(result.stderr.split())


def test_documents_of_a_folder_that_cannot_be_read_are_told_in_a_line(quiz: Quiz, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    (folder / "Talk.key").mkdir(parents=True)
    (folder / "Talk.key" / "Preview.pdf").write_bytes(DRAWN)
    for name in ("a.doc", "b.doc", ".hidden.doc"):
        (folder / name).write_bytes(OLE)
    for number in range(5):
        (folder / f"{number}.rtf").write_bytes(b"{\\rtf1 x}")
    (folder / "c.azw3").write_bytes(b"A book" + bytes(54) + b"BOOKMOBI" + bytes(99))
    for name, data in {
        "Thumbs.db": OLE,
        "a.py": b"import os",
        "p.png": b"\x89PNG",
        "t.xlsx": packed({"x": ""}),
    }.items():
        (folder / name).write_bytes(data)
    said = (
        "Passed over, as they cannot be read: 5 RTF documents (0.rtf, 1.rtf, 3 more) and 2 old Word documents (a.doc, "
        "b.doc): save as .docx; 1 presentation (Talk.key): save as PDF; 1 Kindle book (c.azw3): make EPUBs with "
        "Calibre, for example."
    )
    result = quiz("generate", str(folder))
    assert result.exit_code == 4
    assert result.stderr == f"quiz: There is nothing that can be read in the folder {folder}.\n      {said}\n"
    (folder / "d.docx").write_bytes(docx(paragraph(WHO)))
    result = quiz("generate", str(folder), "--json")
    assert result.exit_code == 0
    assert result.stderr == f"{said}\n"
    first, *others = json.loads(result.stdout)
    assert first["error"] is None
    assert len(others) == 9
    assert others[0] == {"article": str(folder / "0.rtf"), "error": None, "passed_over": "RTF document"}
    (tmp_path / "list.txt").write_text(f"{folder}\n")
    assert said in quiz("generate", "--list", str(tmp_path / "list.txt")).stderr
    assert "Talk.key is a presentation, which cannot be read" in quiz("generate", str(folder / "Talk.key")).stderr


def test_what_is_in_no_chapter_and_not_in_the_text_is_explained(quiz: Quiz, tmp_path: Path) -> None:
    path = tmp_path / "agencies.epub"
    chapters = {
        "cover.xhtml": "<p>Agencies</p>",
        "a.xhtml": f"<h1>Health</h1><table><tr><td>1</td></tr></table><p>{WHO} {MORE} {MORE}</p>",
        "b.xhtml": f"<h1>Space</h1><p>{ESA} {MORE} {MORE}</p>",
    }
    contents = [("cover.xhtml", "Cover", 0), ("a.xhtml", "Health", 0), ("b.xhtml", "Space", 0)]
    path.write_bytes(epub(chapters, contents, title="Agencies"))
    told = quiz("generate", str(path), "--dry-run", "--explain").stdout
    assert told.count("  Of the book, in no chapter: Cover (no chapters)\n") == 1
    assert told.count("  Not in the text: 1 table\n") == 1
    first, second = json.loads(quiz("generate", str(path), "--dry-run", "--json").stdout)
    assert (first["left_out"], first["book_left_out"]) == ("1 table", "Cover (no chapters)")
    assert "left_out" not in second
    assert "left_out" not in quiz("generate", str(path), "--dry-run").stdout
