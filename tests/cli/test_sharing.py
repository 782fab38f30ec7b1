"""``quiz merge``, ``quiz sync`` and ``quiz log``: what a person and a script see of them."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Quiz = Callable[..., Result]


@pytest.fixture
def other(home: Path, decks: Path, quiz: Quiz) -> Path:
    """The home of another device, which has answered a card."""
    target = home.with_name("other")
    (target / "decks").mkdir(parents=True)
    shutil.copy(decks / "capitals.toml", target / "decks")
    assert quiz("--home", str(target), "run", "--plain", stdin=b"\n\n4\n:q\n").exit_code in {0, 1}
    assert json.loads(quiz("--home", str(target), "log", "--json").stdout.splitlines()[0])["row"] == "review"
    return target


def test_merge_tells_what_came_and_backs_up_before(quiz: Quiz, other: Path, home: Path) -> None:
    database = str(other / "quiz.db")
    looked = json.loads(quiz("merge", database, "--dry-run", "--json").stdout)
    assert (looked["dry_run"], looked["backup"]) == (True, None)
    assert looked["answers"] >= 1
    result = quiz("merge", database)
    assert result.exit_code == 0
    assert "came;" in result.stdout
    assert "backup" in result.stderr
    assert any((home / "backups").iterdir())
    assert quiz("merge", database).stdout == "No answers came: all of them are here already.\n"
    theirs, ours = (quiz("--home", str(place), "log", "--json").stdout for place in (other, home))
    assert theirs == ours
    assert quiz("check").exit_code == 0


def test_merge_refuses_what_is_no_database(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    for name, text in (("none.db", None), ("text.db", "hello" * 1_000)):
        if text is not None:
            (tmp_path / name).write_text(text)
        result = quiz("merge", str(tmp_path / name))
        assert result.exit_code == 5
        assert str(tmp_path / name) in result.stderr
    own = quiz("path", "database").stdout.strip()
    assert quiz("merge", own).exit_code == 5


def test_sync_shares_answers_and_decks(quiz: Quiz, other: Path, home: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    assert quiz("--home", str(other), "sync", str(shared)).exit_code == 0
    assert quiz("config", "set", "sync_folder", str(shared)).exit_code == 0
    looked = json.loads(quiz("sync", "--dry-run", "--json").stdout)
    assert looked["answers"] >= 1
    result = quiz("sync")
    assert result.exit_code == 0, result.stderr
    assert "came;" in result.stdout
    again = json.loads(quiz("sync", "--json").stdout)
    assert (again["answers"], again["sent"], again["decks"], again["problems"]) == (0, 0, [], [])
    assert quiz("log", "--json").stdout == quiz("--home", str(other), "log", "--json").stdout


def test_sync_says_by_its_exit_code_that_there_is_something_to_decide(
    quiz: Quiz, other: Path, decks: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    quiz("--home", str(other), "sync", str(shared))
    with (decks / "capitals.toml").open("a", encoding="utf-8") as file:
        file.write("# mine\n")
    result = quiz("sync", str(shared))
    assert result.exit_code == 1
    assert "capitals.toml: both changed." in result.stdout
    assert "theirs" in result.stdout


def test_sync_tells_of_a_folder_that_it_makes(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shraed"
    assert "shraed" not in quiz("sync", str(shared), "--dry-run").stderr
    assert f"There was no folder {shared} before; it was made." in quiz("sync", str(shared)).stderr
    assert "was made" not in quiz("sync", str(shared)).stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_sync_refuses_a_folder_that_may_not_be_written_to(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir(mode=0o500)
    result = quiz("sync", str(shared))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        5,
        f"quiz: The folder {shared} may not be read or written to.",
    )


def test_sync_without_a_folder_says_how_to_name_one(quiz: Quiz, decks: Path) -> None:
    result = quiz("sync")
    assert result.exit_code == 2
    assert "sync_folder" in result.stderr


def test_log_has_a_line_for_every_row(quiz: Quiz, other: Path) -> None:
    lines = quiz("--home", str(other), "log").stdout.splitlines()
    rows = [json.loads(line) for line in quiz("--home", str(other), "log", "--json").stdout.splitlines()]
    assert len(lines) == len(rows)
    assert all(row["card"] in line for row, line in zip(rows, lines, strict=True) if row["row"] == "review")


def test_a_session_syncs_by_itself_before_and_after_where_that_is_wanted(
    quiz: Quiz, other: Path, home: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "shared"
    assert quiz("--home", str(other), "sync", str(shared)).exit_code == 0
    quiz("config", "set", "sync_folder", str(shared))
    assert "Synced" not in quiz("run", "--plain", stdin=b":q\n").stderr
    quiz("config", "set", "auto_sync", "on")
    done = quiz("run", "--plain", stdin=b"\n\n4\n:q\n")
    before, after = [line for line in done.stderr.splitlines() if line.startswith("Synced: ")]
    assert "came" in before
    assert after == "Synced: 1 row of the log went."
    shutil.rmtree(shared)
    (tmp_path / "shared").write_text("in the way")
    stopped = quiz("run", "--plain", stdin=b":q\n")
    assert stopped.exit_code in {0, 1}
    assert f"{shared} is not a folder." in stopped.stderr
