"""What ``quiz check`` finds, says and mends."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Quiz = Callable[..., Result]

BROKEN = """\
# hand-made
title = "Rivers"

[[card]]
prompt = "Longest?"      # no id yet
answer = "Nile"

[[card]]
id = "oops"
prompt = "Where is the answer?"
"""


@pytest.fixture
def rivers(decks: Path) -> Path:
    path = decks / "rivers.toml"
    path.write_text(BROKEN, encoding="utf-8")
    return path


def test_nothing_is_wrong(quiz: Quiz, decks: Path) -> None:
    result = quiz("check", str(decks / "capitals.toml"))
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No mistakes found.\n")
    assert json.loads(quiz("check", str(decks / "capitals.toml"), "--json").stdout) == []


def test_a_mistake_is_told_with_file_line_and_card(quiz: Quiz, rivers: Path) -> None:
    for result in (quiz("check"), quiz("check", str(rivers))):
        assert result.exit_code == 1
        (line,) = [line for line in result.stdout.splitlines() if "oops" in line]
        assert line.startswith(f"{rivers}:8: card oops: ")
        assert "answer" in line


def test_json(quiz: Quiz, rivers: Path) -> None:
    result = quiz("check", "--json")
    assert result.exit_code == 1
    (found,) = [one for one in json.loads(result.stdout) if one["card"] == "oops"]
    assert set(found) == {"path", "line", "card", "message", "harmless", "fixed"}
    assert (found["path"], found["line"], found["harmless"], found["fixed"]) == (str(rivers), 8, False, False)


@pytest.mark.parametrize("named", [True, False])
def test_fix_gives_ids_and_leaves_the_rest_as_it_is(*, named: bool, quiz: Quiz, rivers: Path) -> None:
    wish = ("check", "--fix", *([str(rivers)] if named else []))
    assert quiz(*wish).exit_code == 1, "the card without an answer is still wrong"
    text = rivers.read_text(encoding="utf-8")
    assert "# hand-made\ntitle" in text
    assert 'prompt = "Longest?"      # no id yet' in text
    assert text.count("id = ") > BROKEN.count("id = ")
    quiz(*wish)
    assert rivers.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_there(quiz: Quiz, tmp_path: Path) -> None:
    result = quiz("check", str(tmp_path / "nowhere.toml"))
    assert result.exit_code == 1
    assert "nowhere.toml" in result.stdout


@pytest.mark.parametrize("named", [True, False])
def test_what_cannot_be_mended_hides_no_other(*, named: bool, quiz: Quiz, decks: Path) -> None:
    faulty = '[[card]]\nprompt = "p"\nanswer = "a"\n\n[[card]]\nprompt = "broken\n'
    (decks / "faulty.toml").write_text(faulty)
    (decks / "rivers.toml").write_text(BROKEN)
    result = quiz("check", "--fix", *([str(decks)] if named else []))
    assert result.exit_code == 1
    assert (decks / "faulty.toml").read_text() == faulty
    assert 'id = "rivers"' in (decks / "rivers.toml").read_text()
    assert f"{decks / 'faulty.toml'}: Cannot be changed" in result.stdout
    assert f"{decks / 'rivers.toml'}: 2 missing ids written." in result.stdout


def test_an_unreadable_file_is_told_with_its_line_and_once(quiz: Quiz, decks: Path) -> None:
    (decks / "broken.toml").write_text('format = 1\ntitle = "x\n')
    result = quiz("check", str(decks / "broken.toml"))
    assert result.stdout.startswith(f"{decks / 'broken.toml'}:2: ")
    assert result.stdout.count("broken.toml") == 1
    (found,) = (one for one in json.loads(quiz("check", "--json").stdout) if not one["harmless"])
    assert (found["path"], found["line"]) == (str(decks / "broken.toml"), 2)


def test_a_folder_without_decks_and_no_name_at_all(quiz: Quiz, tmp_path: Path) -> None:
    assert quiz("check", "").exit_code == 2
    (tmp_path / "void").mkdir()
    assert quiz("check", str(tmp_path / "void")).exit_code == 3


def test_states_that_the_log_does_not_bear_out(quiz: Quiz, home: Path, decks: Path) -> None:
    quiz("due")
    with sqlite3.connect(home / "quiz.db") as db:
        db.execute(
            "UPDATE card SET phase = 'review', step = 0, stability = 5.0, difficulty = 5.0, due_day = 20000,"
            " last_at = 1, last_day = 19990, reps = 3, lapses = 0 WHERE id = 'capitals/peru'"
        )
    db.close()
    assert quiz("check").exit_code == 1
    assert quiz("check", "--fix").exit_code == 0
    assert quiz("check").exit_code == 0
    assert quiz("due").stdout == "2\n"


def test_mistakes_in_keys_and_themes_are_told(quiz: Quiz, home: Path, decks: Path) -> None:
    (home / "config.toml").write_text(
        'theme = "rainbow"\n[keys]\n"study.good" = "nokey"\n"study.nothing" = "g"\n"home.leave" = "x"\n'
    )
    result = quiz("check", "--json")
    told = [each for each in json.loads(result.stdout) if each["path"] == str(home / "config.toml")]
    assert result.exit_code == 1
    assert any("no theme 'rainbow'" in each["message"] for each in told)
    assert any("there is no such key" in each["message"] for each in told)
    assert any("no action 'study.nothing'" in each["message"] for each in told)


def test_a_setting_that_is_unknown_is_told_with_its_line(quiz: Quiz, home: Path, decks: Path) -> None:
    (home / "config.toml").write_text("rollover = 3\nnew_per_dya = 3\n")
    result = quiz("check")
    assert result.exit_code == 6
    assert "config.toml, line 2" in result.stderr
    assert "new_per_day" in result.stderr


def test_all_settings_that_are_wrong_are_told_at_once(quiz: Quiz, home: Path, decks: Path) -> None:
    path = home / "config.toml"
    path.write_text("new_per_dya = 3\nrollover = 24\n")
    result = quiz("due")
    assert result.exit_code == 6
    assert result.stderr.splitlines() == [
        f"quiz: {path}, line 1: there is no setting 'new_per_dya'.",
        "      Did you mean new_per_day?",
        f"quiz: {path}, line 2 has a value that rollover cannot have: 24.",
        "      rollover takes an hour from 0 to 23.",
    ]
