"""Pages that a browser saved as one file -> their main text."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources.article import read_article
from tests.unit.sources.packed import PROSE

PAGE = (
    "<html><head><title>A bridge opens</title></head><body><nav>Home News Sport Weather Travel Culture Food Money Shop"
    " Jobs Cars Houses Games Puzzles Letters Video Audio Photos Archive About</nav>"
    f"<article><h1>A bridge opens</h1><p>{PROSE}</p><p>The café “Møller” is near it.</p></article></body></html>"
)


def archive(page: str, *, charset: str = "utf-8", subtype: str = "html", safari: bool = False) -> bytes:
    whole = MIMEMultipart("related", type="text/html")
    if not safari:
        whole["From"] = "<Saved by Blink>"
        whole["Snapshot-Content-Location"] = "https://example.org/bridge"
    part = MIMEText(page, subtype, charset)
    whole.attach(MIMEText("p { color: red }", "css"))
    whole.attach(part)
    return whole.as_bytes()


@pytest.mark.parametrize("name", ["a.mhtml", "a.txt", "a"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_the_page_in_an_archive(tmp_path: Path, name: str, charset: str) -> None:
    path = tmp_path / name
    path.write_bytes(archive(PAGE.replace("Møller", "Mller") if charset == "cp1252" else PAGE, charset=charset))
    article = read_article(path)
    assert article.title == "A bridge opens"
    assert article.text.startswith(PROSE)
    assert "café" in article.text
    assert article.url == "https://example.org/bridge"
    assert "words of menus" in article.left_out


def test_an_archive_that_only_its_name_tells(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(archive(PAGE, safari=True))
    assert read_article(path).text.startswith(PROSE)


def test_an_archive_without_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(archive("Nothing", subtype="plain"))
    with pytest.raises(SourceError, match="There is no page in"):
        read_article(path)


def test_parts_in_parts_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "a.mhtml"
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\nSnapshot-Content-Location: x\n\n"
    deep = b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(20_000))
    path.write_bytes(head + b"--b\nContent-Type: multipart/mixed; boundary=b0\n\n" + deep)
    with pytest.raises(SourceError):
        read_article(path)
