"""The clipboard is read by the desktop's program, which is waited for only so long."""

from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources import clipboard
from quiz.sources.article import read_article
from quiz.sources.origin import CLIPBOARD


@pytest.fixture
def xclip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program in the place of xclip; what it does is written into it."""
    program = tmp_path / "xclip"
    program.touch()
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    return program


def test_what_is_copied_is_an_article(xclip: Path) -> None:
    xclip.write_text("#!/bin/sh\nprintf 'A bridge opens\\n\\nThe bridge opened in Århus.\\n'\n")
    article = read_article(CLIPBOARD)
    assert (article.title, article.text, article.path) == ("A bridge opens", "The bridge opened in Århus.", None)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 1", "There is no text on the clipboard"),
        ("true", "There is no text on the clipboard"),
        ("exec sleep 60", "xclip gives no answer"),
        ("yes 'The bridge opened.'", "larger than 5 MB"),
    ],
)
def test_what_is_no_article(xclip: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str) -> None:
    monkeypatch.setattr(clipboard, "SECONDS", 0.5)
    xclip.write_text(f"#!/bin/sh\n{script}\n")
    with pytest.raises(SourceError, match=message):
        read_article(CLIPBOARD)


def test_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="no program for that is installed"):
        read_article(CLIPBOARD)
