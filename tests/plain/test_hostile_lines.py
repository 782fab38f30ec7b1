"""Text from outside comes out of the commands and the session line by line as text and nothing else."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from plain_room import Talk

from quiz.cli.main import cli
from quiz.formats.toml_deck import write_deck
from quiz.model.cells import wrap
from quiz.model.options import AskMode
from tests.hostile import NEVER, PAYLOADS, hostile_deck, torn

MakeTalk = Callable[..., Talk]
COMMANDS = (
    ("decks",), ("due",), ("stats",), ("stats", "hostile"), ("check",), ("path",), ("run", "--plain"),
    ("run", "--plain", "--cram"), ("decks", "--json"), ("due", "--json"), ("stats", "--json"), ("check", "--json"),
)  # fmt: skip


def assert_harmless(text: str) -> None:
    """Look at what would reach a terminal."""
    assert not set(NEVER.findall(text)) - {"\n"}, set(NEVER.findall(text))


@pytest.fixture
def quiz(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("QUIZ_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "40")
    decks = tmp_path / "decks"
    decks.mkdir()

    def run(*args: str, text: str = "", stdin: str = "") -> Result:
        write_deck(hostile_deck(text), decks / "hostile.toml")
        (decks / "evil\x1b]0;owned\x07\u202e.toml").write_text(f"title = {text}", encoding="utf-8")
        return CliRunner().invoke(cli, args, prog_name="quiz", input=stdin)

    return run


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_listing_passes_anything_on(quiz: Callable[..., Result], args: tuple[str, ...], payload: str) -> None:
    some_lines = "\n".join(PAYLOADS[payload].split("\n")[:20])
    done = quiz(*args, text=PAYLOADS[payload], stdin=f"{some_lines}\n\n" * 4)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert_harmless(done.stdout)
    assert_harmless(done.stderr)
    assert done.stdout
    if "--json" in args:
        json.loads(done.stdout)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_that_mean_harm_are_told_harmlessly(quiz: Callable[..., Result], payload: str) -> None:
    text = PAYLOADS[payload].replace("\x00", "")[:3_000]
    for args in (("run", "--plain", text), (text,), ("stats", text), ("run", f"--{text}"), ("generate", text)):
        done = quiz(*args, text="x")
        assert done.exit_code in {1, 2, 4}
        assert_harmless(done.stdout + done.stderr)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_an_article_that_means_harm(quiz: Callable[..., Result], tmp_path: Path, payload: str) -> None:
    article = tmp_path / "a.txt"
    fact = "The World Health Organization was founded in 1948 in Geneva."
    article.write_text(f"{PAYLOADS[payload]}\n\n{fact} {PAYLOADS[payload]}\n", encoding="utf-8")
    done = quiz("generate", str(article), "--dry-run", "--explain", text="x")
    assert done.exit_code in {0, 4, 7}
    assert_harmless(done.stdout + done.stderr)


@pytest.mark.parametrize("mode", AskMode)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_session_says_only_text(talk: MakeTalk, tmp_path: Path, payload: str, mode: AskMode) -> None:
    text = PAYLOADS[payload]
    write_deck(hostile_deck(text), tmp_path / "hostile.toml")
    now = talk(mode=mode, hostile=(tmp_path / "hostile.toml").read_text(encoding="utf-8"))
    said = list(now.reply.lines)
    for line in (":i", ":?", f"A {text}", "i", "r", "1", text, "", ":p", "1", "", "", "3", ":q") * 4:
        if now.prompt:
            now.say(line)
            said += [*now.reply.lines, now.prompt]
    for paragraph in said:
        assert_harmless(paragraph)
        assert "\n" not in paragraph
    for row in (row for paragraph in said if len(paragraph) < 2_000 for row in wrap(paragraph, 40)):
        assert not torn(row), row


def test_nothing_that_was_typed_is_taken_for_a_command_of_the_terminal(talk: MakeTalk) -> None:
    now = talk(capitals='title = "x"\n[[card]]\nprompt = "p"\nanswer = "a"\n')
    assert "\x1b" not in now.say("\x1b[A\x1b]52;c;aGFja2Vk\x07zz")
    assert "You typed: zz" in now.text
