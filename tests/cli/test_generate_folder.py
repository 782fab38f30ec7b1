"""Making decks of a whole folder; the analyser is the real one, and all names are invented."""

import json
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quiz.formats.toml_deck import read_deck

Quiz = Callable[..., Result]

BRIDGE = "The Lindwurm Bridge was opened by Mayor Ada Holm in May 1931. About 40 trains use the bridge every day.\n"
AGAIN = "Mayor Ada Holm opened the Lindwurm Bridge in May 1931. She was born in the town of Tann.\n"
PLACES = ("Orleby", "Tann", "Hollen", "Mirwick", "Sandau", "Velden", "Brunnau", "Kesten")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, place in enumerate(PLACES):
        text = (
            f"{place} and its mill\n\nThe mill of {place} was built by Jonas Kern{number} in 18{number + 10}. "
            f"It stands on the river Orle. In 19{number + 10} the company Weber{number} bought the mill of {place}.\n"
        )
        (folder / f"{place.lower()}.txt").write_text(text)
    return folder


def files_in(decks: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in decks.iterdir()}


def made(result: Result) -> list[dict[str, object]]:
    return json.loads(result.stdout)


class TestOneFactInTwoArticles:
    @pytest.fixture
    def pair(self, tmp_path: Path) -> Path:
        folder = tmp_path / "pair"
        folder.mkdir()
        (folder / "a.txt").write_text(f"A bridge\n\n{BRIDGE}")
        (folder / "b.txt").write_text(f"A mayor\n\n{AGAIN}")
        return folder

    def test_is_one_card_that_names_both(self, quiz: Quiz, pair: Path, decks: Path) -> None:
        first, second = made(quiz("generate", str(pair), "--json"))
        assert second["shared"] == 1
        cards = tomllib.loads((decks / "a-bridge.toml").read_text())["card"]
        (also,) = [card["also"] for card in cards if "also" in card]
        assert also == [
            {"title": "A mayor", "path": str(pair / "b.txt"), "evidence": AGAIN.split(". ", maxsplit=1)[0] + "."}
        ]
        assert first["shared"] == 0

    def test_stays_one_when_both_are_made_again(self, quiz: Quiz, pair: Path, decks: Path) -> None:
        quiz("generate", str(pair))
        before = files_in(decks)
        quiz("generate", str(pair))
        assert files_in(decks) == before
        (pair / "b.txt").write_text(f"A mayor\n\n{AGAIN}She died in Tann in 1960.\n")
        quiz("generate", str(pair))
        assert (decks / "a-bridge.toml").read_bytes() == before["a-bridge.toml"]

    def test_a_look_writes_nothing(self, quiz: Quiz, pair: Path, decks: Path) -> None:
        quiz("due")
        before = files_in(decks)
        result = quiz("generate", str(pair), "--dry-run")
        assert "1 asked by other decks already" in result.stdout
        assert files_in(decks) == before


def test_as_many_processes_as_wanted_make_the_same_bytes(quiz: Quiz, folder: Path, decks: Path) -> None:
    before = files_in(decks)
    alone = quiz("generate", str(folder), "--jobs", "1")
    one = files_in(decks)
    for name in one.keys() - before.keys():
        (decks / name).unlink()
    both = quiz("generate", str(folder), "--jobs", "2")
    assert files_in(decks) == one
    assert (both.stdout, both.stderr, both.exit_code) == (alone.stdout, alone.stderr, 0)
    assert len(one) == len(before) + len(PLACES)


def test_what_is_up_to_date_is_passed_over(quiz: Quiz, folder: Path, decks: Path) -> None:
    quiz("generate", str(folder / "orleby.txt"))
    before = files_in(decks)
    first = made(quiz("generate", str(folder), "--json"))
    assert [one["unchanged"] for one in first] == [Path(str(one["article"])).name == "orleby.txt" for one in first]
    assert before.items() <= files_in(decks).items()
    after = files_in(decks)
    again = quiz("generate", str(folder))
    assert again.stderr == "8 articles: 8 unchanged.\n"
    assert files_in(decks) == after
    limited = made(quiz("generate", str(folder), "--max", "1", "--json"))
    assert not any(one["unchanged"] for one in limited)


def test_what_fails_is_told_at_the_end(quiz: Quiz, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\xff\xff\xff")
    (folder / "empty.txt").write_text("")
    result = quiz("generate", str(folder), "--jobs", "2")
    assert result.exit_code == 4
    *errors, tally = [line for line in result.stderr.splitlines() if not line.startswith(" ")]
    assert ["broken.txt" in errors[0], "empty.txt" in errors[1]] == [True, True]
    assert tally.startswith("10 articles: 8 decks with ")
    assert tally.endswith(", 2 failed.")


def test_a_run_that_is_stopped_leaves_whole_decks_and_goes_on_later(folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "other home"
    command = [sys.executable, "-m", "quiz", "--home", str(home), "generate", str(folder), "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        for line in running.stdout:
            if " in " in line and line.rstrip().endswith(".toml"):
                break
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        said = running.stderr.read()
    assert running.returncode in (0, 130)
    if running.returncode == 130:
        assert "the same command goes on from there" in said
    decks = home / "decks"
    left = [path for path in decks.iterdir() if "mill" in path.name]
    assert left
    assert all(path.suffix == ".toml" and not read_deck(path).problems for path in decks.iterdir())
    done = subprocess.run([*command[:-2], "--jobs", "1", "--json"], capture_output=True, check=True)
    results = json.loads(done.stdout)
    assert sum(one["unchanged"] for one in results) == len(left)
    assert len([path for path in decks.iterdir() if "mill" in path.name]) == len(PLACES)
