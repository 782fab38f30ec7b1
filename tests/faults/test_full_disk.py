"""A disk that is full for real: a small file system of its own, filled up around everything that writes."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.config.table import setting_named
from quiz.errors import QuizError
from quiz.formats.toml_deck import read_deck, write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import CardId
from quiz.model.memory import Rating
from quiz.model.options import StudyOptions
from quiz.paths import Paths, find_paths
from quiz.store.backup import Reason
from tests.cli.test_generate_thousands import PLACES
from tests.cli.test_generate_thousands import text as mill
from tests.clock import Clock
from tests.unit.store.conftest import NOON, make_deck

BALLAST = 4096


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Return a file system of 1.5 MB; only the superuser can make one, and not everywhere."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1536k,mode=700", "tmpfs", str(folder)]
    if (
        sys.platform != "linux"
        or os.geteuid() != 0
        or subprocess.run(command, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small file system can be made by the superuser of Linux only")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room at all."""
    path = disk / "ballast"
    with suppress(OSError), path.open("ab", buffering=0) as file:
        while True:
            file.write(b"x" * BALLAST)
    with suppress(OSError), path.open("ab", buffering=0) as file:
        while True:
            file.write(b"x")
    return path


@pytest.fixture
def paths(disk: Path) -> Paths:
    paths = find_paths({"QUIZ_HOME": str(disk / "home")})
    paths.decks.mkdir(parents=True)
    write_deck(make_deck(cards=30), paths.decks / "d.toml")
    return paths


def opened(paths: Paths, clock: Clock) -> Collection:
    settings = Settings(study=StudyOptions(new_per_day=30))
    return Collection.open(paths, settings, clock=clock, zone=UTC)


def test_all_that_was_acknowledged_is_there_when_there_is_room_again(disk: Path, paths: Paths) -> None:
    clock, counts, refused = Clock(NOON, step=1_000), Counter[str](), list[str]()
    kept: list[str] = []
    deck = paths.decks / "d.toml"

    def tell(what: str, act: Callable[[], object]) -> None:
        try:
            act()
        except QuizError as error:
            counts[f"refused: {what}"] += 1
            refused.append(error.message)
        else:
            counts[f"done: {what}"] += 1

    with opened(paths, clock) as collection:
        session = collection.start()

        def answer() -> None:
            kept.append(str(session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed="typed", duration_ms=1).id))

        for _ in range(5):
            answer()
        text = deck.read_bytes()
        for _ in range(3):
            ballast = fill(disk)
            # What SQLite has room for in its files already may go on for a while.
            for _ in range(40):
                before = len(kept)
                if session.current is None:
                    session = collection.start()
                tell("an answer", answer)
                if len(kept) == before:
                    break
            asked = session.current
            assert asked is not None
            tell("an edit", lambda: collection.edit_note(collection.card(CardId("d/n0")), {"answer": "y" * 9_000}))
            tell("a new deck", lambda: collection.shelf.create("Other"))
            tell("a setting", lambda: collection.preferences.put(setting_named("rollover"), 3))
            tell("a backup", lambda: collection.backups.now(Reason.HAND))
            tell("a sync", lambda: collection.exchange.sync(disk / "shared"))
            assert deck.read_bytes() == text, "a deck is written whole or not at all"
            assert not [path for path in paths.home.rglob("*") if path.suffix == ".tmp" or ".new-" in path.name]
            ballast.unlink()
            before = len(kept)
            answer()
            assert len(kept) == before + 1, "with room it goes on"
    fill(disk)
    with pytest.raises(QuizError) as told:
        opened(find_paths({"QUIZ_HOME": str(disk / "new")}), clock)
    refused.append(told.value.message)
    (disk / "ballast").unlink()
    with opened(paths, clock) as collection:
        assert set(kept) <= {str(review.id) for review in collection._store.reviews(retracted=True)}
        assert all(finding.harmless for finding in collection.check())
        assert read_deck(deck).problems == ()
    assert counts["refused: an edit"] == counts["refused: a backup"] == 3
    assert all(message.endswith(".") and "Traceback" not in message for message in refused)
    sys.stdout.write(f"{dict(counts)}\n")


def test_making_decks_stops_when_there_is_no_room_and_goes_on_when_there_is_some(disk: Path, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, place in enumerate(PLACES):
        (folder / f"{number}.txt").write_text(mill(place, number))

    def generate(home: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "quiz", "--home", str(home), "generate", str(folder), "--jobs", "1"]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])

    def decks(home: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (home / "decks").glob("*.toml")}

    assert generate(tmp_path / "whole").returncode == 0
    home = disk / "home"
    subprocess.run([sys.executable, "-m", "quiz", "--home", str(home), "due"], check=True, capture_output=True)
    ballast = fill(disk)
    os.truncate(ballast, ballast.stat().st_size - 250_000)
    stopped = generate(home)
    assert stopped.returncode in {3, 5}, stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert "of 10 articles; the same command goes on from there." in stopped.stderr
    ballast.unlink()
    assert generate(home).returncode == 0
    assert decks(home) == decks(tmp_path / "whole")
