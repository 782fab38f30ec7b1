"""What comes out: harmless text, aligned columns, readable and safe JSON."""

import io
import json
import sys
import threading
from types import SimpleNamespace

import pytest

from quiz.cli import console, progress
from quiz.cli.exits import MEANINGS, ExitCode
from quiz.cli.progress import Progress
from quiz.errors import QuizError
from quiz.model.cells import cell_width


def test_data_goes_to_stdout_without_escape_sequences(capsys: pytest.CaptureFixture[str]) -> None:
    console.write("a \x1b]0;title\x07b\x1b[31m\u202ec")
    assert capsys.readouterr() == ("a bc\n", "")


def test_talk_goes_to_stderr_without_escape_sequences(capsys: pytest.CaptureFixture[str]) -> None:
    console.say_error("bad \x1b[2Jthing", "mend \x9b31mit")
    assert capsys.readouterr() == ("", "quiz: bad thing\n      mend it\n")


def test_columns_are_aligned_by_cells(capsys: pytest.CaptureFixture[str]) -> None:
    console.write_table(("deck", "cards"), [("日本", "2"), ("Türkiye", "10")], right=frozenset({1}))
    assert capsys.readouterr().out == "deck     cards\n日本         2\nTürkiye     10\n"


def test_json_keeps_letters_order_and_hides_no_control_signs(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"z": "Türkiye", "a": "x\x1b\x9b\u202e\udc80y", "n": None}
    console.write_json(value)
    out = capsys.readouterr().out
    assert "Türkiye" in out
    assert not set(out) & set("\x1b\x9b\u202e\udc80")
    assert list(json.loads(out)) == ["z", "a", "n"]
    assert json.loads(out) == value


def test_json_is_ascii_where_the_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.write_json("Türkiye")
    assert raw.getvalue() == b'"T\\u00fcrkiye"\n'


def test_a_closed_stdout_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(QuizError, match=r"Standard output is closed\."):
        console.write("x")


def test_a_closed_stderr_is_endured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    console.say("x")


def test_the_bar_fits_the_width_and_shows_what_is_done() -> None:
    bar = Progress(4)
    bar.begin("articles/日本語の記事.txt\x1b[2J\n")
    bar.end()
    line = bar.line(12.3, 60)
    assert line.startswith("[#####...............] 1 of 4 · 12 s  articles/")
    assert "\x1b" not in line
    assert all(cell_width(bar.line(12.3, width)) <= width for width in range(1, 80))


def test_the_bar_of_a_long_article_grows_with_what_is_read() -> None:
    bar = Progress(1)
    bar.begin("long.txt")
    bar.read(0.3)
    assert bar.line(30, 80) == "[######..............] 0 of 1 · 30 s  30% read  long.txt"
    bar.end()
    assert bar.line(90, 80).startswith("[####################] 1 of 1")


def test_the_bar_tells_the_rate_and_what_is_left() -> None:
    bar = Progress(100)
    for _ in range(10):
        bar.end(skipped=True)
    assert "left" not in bar.line(1, 200)
    for _ in range(30):
        bar.end()
    assert "40 of 100 · 1.5 a second · 40 s left" in bar.line(20, 200)
    assert "40 of 100 · 3.0 a minute · 20 min left" in bar.line(600, 200)


def test_a_long_way_is_told_in_thousands() -> None:
    bar = Progress(10_000)
    for _ in range(1_234):
        bar.end()
    assert "] 1,234 of 10,000 · 11 a second · 13 min left" in bar.line(112, 200)
    assert bar.line(112, 60).startswith("1,234 of 10,000 · 11 a second · 13 min left")


def test_a_line_is_said_now_and_then_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    said, lines = threading.Event(), list[str]()
    monkeypatch.setattr(progress, "FIRST_LINE", 0)
    monkeypatch.setattr(console, "say", lambda text: (lines.append(text), said.set()))
    with Progress(1_200) as bar:
        bar.begin("x")
        assert said.wait(60)
    assert lines == ["0 of 1,200 · 0 s"]


def test_time_in_which_the_program_was_stopped_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1_000.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    bar = Progress(10)

    def wait(seconds: float) -> bool:
        clock[0] += 600 if seconds == 0.1 else seconds  # ctrl+z, and back after ten minutes
        return False

    monkeypatch.setattr(bar._over, "wait", wait)
    for seconds in (2, 0.1, 2):
        assert not bar._is_over(seconds)
    assert clock[0] - bar._began == pytest.approx(4.1)


def test_no_bar_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1) as bar:
        bar.begin("x")
    assert capsys.readouterr() == ("", "")


def test_every_error_has_an_exit_code_of_its_own_that_is_explained() -> None:
    kinds = set(QuizError.__subclasses__())
    codes = [kind.exit_code for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert all(code >= 2 for code in codes)
    assert all(ExitCode(code) in MEANINGS for code in codes)
