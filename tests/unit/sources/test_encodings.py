"""Texts in any common encoding: what is sure is read, what is guessed is told, and the rest is refused."""

from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources.article import read_article, read_bytes

WESTERN = "The café in Zürich cost €3 million. “We’re glad – very”, said José Núñez in Ærø."
POLISH = "The city of Łódź has 600,000 people. It was founded by Władysław in 1423. The mayor is Żółkiewski."
RUSSIAN = "Москва является столицей России. Население города составляет тринадцать миллионов человек."


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_sure(tmp_path: Path, encoding: str) -> None:
    article = read_article(_file(tmp_path, WESTERN.encode(encoding)))
    assert (article.text, article.note) == (WESTERN, "")


def test_windows_is_read_and_told(tmp_path: Path) -> None:
    article = read_article(_file(tmp_path, WESTERN.encode("cp1252")))
    assert article.text == WESTERN
    assert article.note.endswith("a.txt is not UTF-8; it was read as Windows-1252 (Western European).")


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_what_can_be_but_one_text_is_read_and_told(tmp_path: Path, encoding: str) -> None:
    article = read_article(_file(tmp_path, (RUSSIAN * 5).encode(encoding)))
    assert article.text == RUSSIAN * 5
    assert "is not UTF-8; it was read as" in article.note


@pytest.mark.parametrize(("text", "encoding"), [(POLISH, "cp1250"), (POLISH, "iso-8859-2")])
def test_what_cannot_be_told_is_refused_unless_it_is_named(tmp_path: Path, text: str, encoding: str) -> None:
    path = _file(tmp_path, text.encode(encoding))
    with pytest.raises(SourceError, match="is not UTF-8: byte") as caught:
        read_article(path)
    assert "--encoding" in caught.value.hint
    article = read_article(path, encoding=encoding)
    assert (article.text, article.note) == (text, "")


def test_a_text_of_mixed_encodings_is_refused_or_told(tmp_path: Path) -> None:
    data = "The café in Zürich. ".encode() + "Józef Łódź. ".encode("cp1250") + "Привет. ".encode("koi8-r")
    with pytest.raises(SourceError, match="is not UTF-8"):
        read_article(_file(tmp_path, data))


def test_a_server_tells_the_encoding() -> None:
    (article,) = read_bytes(POLISH.encode("cp1250"), name="x", media_type="text/plain; charset=windows-1250")
    assert article.text == POLISH
    with pytest.raises(SourceError, match="is not UTF-8"):
        read_bytes(POLISH.encode("cp1250"), name="x", media_type="text/plain; charset=nonsense")


@pytest.mark.parametrize("data", [b"abc\0def", b"\xff\xfea", b"A\x00\x00\xd8" * 50, bytes(range(256)) * 4])
def test_what_is_no_text(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        read_article(_file(tmp_path, data))
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Office document"),
        (b"{\\rtf1 hello}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a picture"),
        (b"\x1f\x8b\x08" + bytes(50), "a compressed file"),
        (b"%!PS-Adobe", "a PostScript file"),
    ],
)
def test_what_it_is_is_told(tmp_path: Path, data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        read_article(_file(tmp_path, data))


@pytest.mark.parametrize("text", ["He didn’t like the café.", "The inn “Zum Löwen” – a naïve name – cost £3."])
def test_old_macintoshes(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("mac_roman"))
    article = read_article(path)
    assert article.text == text
    assert article.note.endswith("is not UTF-8; it was read as Macintosh Roman.")
