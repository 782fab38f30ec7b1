"""Making decks of very many articles: copies, stops of every kind, and what breaks; all names are invented."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import ROOT

Quiz = Callable[..., Result]

PLACES = ("Orleby", "Tann", "Hollen", "Mirwick", "Sandau", "Velden", "Brunnau", "Kesten", "Lohr", "Wiesau")
BRIDGE = "Mayor Ada Holm opened the Lindwurm Bridge in May 1931."


def text(place: str, number: int) -> str:
    year = 1810 + number
    return (
        f"{place} and its mill\n\nThe mill of {place} was built by Jonas Kern{number} in {year}. It stands on the "
        f"river Orle{number}, which drives three wheels. In {year + 100} the company Weber{number} bought the mill of "
        f"{place} for its new works. The painter Cara Lenz{number} lived in {place} until {year + 120}, and her house "
        f"is a museum. About {number + 20},000 people visit the museum of {place} every year. {BRIDGE}\n"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten articles, one that is nearly the same as the first, one that is the same as the second, and a broken one."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, place in enumerate(PLACES):
        (folder / f"{number}-{place.lower()}.txt").write_text(text(place, number))
    (folder / "4-agency.txt").write_text(text(PLACES[0], 0) + "Reporting by Cara Lenz in Orleby.\n")
    (folder / "5-copy.txt").write_text(text(PLACES[1], 1))
    (folder / "6-broken.txt").write_bytes(b"\xff\xff\xff")
    return folder


def made(result: Result) -> dict[str, dict[str, object]]:
    return {Path(str(one["article"])).name: one for one in json.loads(result.stdout)}


def decks_in(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "decks").glob("*mill*.toml")}


@pytest.fixture
def whole(folder: Path, quiz: Quiz, decks: Path, home: Path) -> dict[str, bytes]:
    """The decks of a run that nothing stops, in one process."""
    quiz("generate", str(folder), "--jobs", "1")
    return decks_in(home)


def started(home: Path, folder: Path, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "quiz", "--home", str(home), "generate", str(folder), *more]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - shells have it ignored
    )


def saved(running: "subprocess.Popen[str]") -> Iterator[str]:
    """Yield the lines that tell that a deck was saved."""
    assert running.stdout is not None
    return (line for line in running.stdout if line.rstrip().endswith(".toml"))


class TestTheSameText:
    def test_gets_one_deck_the_first_in_the_order_of_the_arguments(self, quiz: Quiz, folder: Path, decks: Path) -> None:
        result = quiz("generate", str(folder), "--json")
        assert result.exit_code == 4
        one = made(result)
        assert one["4-agency.txt"]["same_as"] == str(folder / "0-orleby.txt")
        assert one["5-copy.txt"]["same_as"] == str(folder / "1-tann.txt")
        assert len(list(decks.glob("*mill*.toml"))) == len(PLACES)
        assert "2 the same as another, or nearly" in result.stderr
        assert "1 failed" in result.stderr
        turned = quiz("generate", str(folder / "4-agency.txt"), str(folder / "0-orleby.txt"), "--dry-run")
        # The one with a deck of its own keeps it, whatever the order.
        assert "4-agency.txt: nearly the same text as" in turned.stdout

    def test_is_told_as_the_very_same_or_nearly(self, quiz: Quiz, folder: Path) -> None:
        out = quiz("generate", str(folder)).stdout
        assert f"5-copy.txt: the same text as {folder}/1-tann.txt, so it gets no deck" in out
        assert f"4-agency.txt: nearly the same text as {folder}/0-orleby.txt, so it gets no deck" in out

    def test_is_recognised_in_a_later_run(self, quiz: Quiz, folder: Path) -> None:
        first = folder / "0-orleby.txt"
        quiz("generate", str(first))
        later = made(quiz("generate", str(folder / "4-agency.txt"), str(folder / "1-tann.txt"), "--json"))
        assert later["4-agency.txt"]["same_as"] == str(first)
        assert later["1-tann.txt"]["added"]
        # Named alone it is wanted as it is.
        assert made(quiz("generate", str(folder / "4-agency.txt"), "--json"))["4-agency.txt"].get("same_as") is None

    def test_of_a_deck_that_is_gone_is_no_reason(self, quiz: Quiz, folder: Path, decks: Path) -> None:
        quiz("generate", str(folder / "0-orleby.txt"))
        (decks / "orleby-and-its-mill.toml").unlink()
        later = made(quiz("generate", str(folder / "4-agency.txt"), str(folder / "1-tann.txt"), "--json"))
        assert later["4-agency.txt"]["added"]

    def test_that_was_revised_stays_with_its_deck(self, quiz: Quiz, folder: Path) -> None:
        quiz("generate", str(folder))
        first = folder / "0-orleby.txt"
        first.write_text(first.read_text() + "The mill burnt down in 1950.\n")
        again = made(quiz("generate", str(folder), "--json"))
        assert "same_as" not in again["0-orleby.txt"]
        assert again["0-orleby.txt"]["kept"]


def test_what_was_done_is_not_done_again(quiz: Quiz, folder: Path) -> None:
    (folder / "7-empty.txt").write_text("It is so. They were there, and we were not. He said it, and she did. " * 3)
    first = made(quiz("generate", str(folder), "--json"))
    assert "No question could be made" in str(first["7-empty.txt"]["error"])
    again = quiz("generate", str(folder), "--json")
    one = made(again)
    assert {name: one[name].get("same_as") for name in one} == {name: first[name].get("same_as") for name in one}
    assert {name: one[name]["error"] for name in one} == {name: first[name]["error"] for name in one}
    assert all(one[path]["unchanged"] for path in one if "added" in one[path])
    # What failed is tried again.
    assert "The first 8 of 14 articles are done already; going on from there." in again.stderr


def test_a_file_of_what_was_done_that_is_damaged_is_begun_anew(
    quiz: Quiz, folder: Path, decks: Path, home: Path, whole: dict[str, bytes]
) -> None:
    (home / "made.db").write_bytes(b"no database" * 1000)
    again = made(quiz("generate", str(folder), "--json"))
    assert again["4-agency.txt"]["same_as"] == str(folder / "0-orleby.txt")
    assert decks_in(home) == whole


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_stopped_comes_to_the_same_decks(
    folder: Path, tmp_path: Path, home: Path, whole: dict[str, bytes], way: signal.Signals
) -> None:
    other = tmp_path / "other"
    with started(other, folder, "--jobs", "2") as running:
        lines = saved(running)
        for _ in range(3):
            next(lines)
        for _ in range(1 if way == signal.SIGKILL else 5):  # ctrl+c is pressed again and again
            running.send_signal(way)
        _, said = running.communicate()
    assert running.returncode == (130 if way == signal.SIGINT else -way)
    if way != signal.SIGKILL:
        assert re.search(r"Stopped after \d+ of 13 articles; the same command goes on from there\.\s*$", said)
        assert "Traceback" not in said
        assert not [path for path in other.rglob("*") if path.suffix == ".tmp"]
    done = decks_in(other)
    with started(other, folder, "--jobs", "2") as running:
        out, said = running.communicate()
    assert re.search(r"The first \d+ of 13 articles are done already; going on from there\.", said)
    assert out.count("unchanged since it became") == len(done)
    assert decks_in(other) == whole


def test_processes_that_are_ended_from_outside_cost_no_article(
    folder: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    other = tmp_path / "other"
    with started(other, folder, "--jobs", "1") as running:
        next(saved(running))
        (hand,) = hands(running.pid)
        os.kill(int(hand), signal.SIGKILL)
        _, said = running.communicate()
    assert "given up" not in said
    assert decks_in(other) == whole


def hands(process: int) -> list[str]:
    """Return the children of a process, whichever of its threads began them."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [child for path in found for child in path.read_text().split()]
