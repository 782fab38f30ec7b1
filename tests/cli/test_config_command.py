"""``quiz config``: listing, reading and changing settings from the shell."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quiz.config.table import SETTINGS

Quiz = Callable[..., Result]


def test_all_settings_are_listed_with_where_they_come_from(quiz: Quiz, decks: Path, monkeypatch) -> None:
    monkeypatch.setenv("QUIZ_FUZZ", "off")
    assert quiz("config", "set", "new_per_day", "7").exit_code == 0
    lines = [line.split() for line in quiz("config").stdout.splitlines()]
    assert [line[0] for line in lines] == ["setting", *(setting.name for setting in SETTINGS)]
    told = {line[0]: (line[1], line[-1]) for line in lines}
    assert told["new_per_day"] == ("7", "file")
    assert told["fuzz"] == ("off", "environment")
    assert told["rollover"] == ("4", "default")
    [new] = [each for each in json.loads(quiz("config", "--json").stdout) if each["name"] == "new_per_day"]
    assert (new["value"], new["default"], new["from"], new["variable"]) == (7, 20, "file", "QUIZ_NEW_PER_DAY")


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS])
def test_each_setting_is_printed_as_it_is_typed(quiz: Quiz, decks: Path, name: str) -> None:
    printed = quiz("config", "get", name)
    assert printed.exit_code == 0
    assert quiz("config", "set", name, printed.stdout.strip()).exit_code == 0
    assert quiz("config", "get", name).stdout == printed.stdout
    assert quiz("config", "unset", name).exit_code == 0
    assert quiz("config", "get", name).stdout == printed.stdout


@pytest.mark.parametrize("before", [True, False])
def test_a_deck_has_its_own(quiz: Quiz, decks: Path, *, before: bool) -> None:
    def run(*args: str) -> Result:
        return quiz("config", "--deck", "Capitals", *args) if before else quiz("config", *args, "--deck", "Capitals")

    assert run("set", "new_per_day", "1").exit_code == 0
    assert run("get", "new_per_day").stdout == "1\n"
    assert quiz("config", "get", "new_per_day").stdout == "20\n"
    assert quiz("due", "capitals").stdout == "1\n"
    assert "deck" in quiz("config", "--deck", "capitals").stdout
    assert run("unset", "new_per_day").exit_code == 0
    assert quiz("due", "capitals").stdout == "2\n"


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        (("set", "new_per_day", "many"), 2, "New cards a day takes a whole number from 0 to 9999."),
        (("set", "new_per_dya", "3"), 6, "Did you mean new_per_day?"),
        (("get", "nope"), 6, "There is no setting 'nope'."),
        (("set", "theme", "nope"), 2, "There is no theme 'nope'."),
        (("unset", "nope"), 6, "There is no setting 'nope'."),
        (("set", "rollover", "3", "--deck", "capitals"), 6, "The setting rollover is the same for all decks."),
        (("set", "mode", "flip", "--deck", "nowhere"), 2, "nowhere"),
        (("set", "decks", "/nowhere/at/all"), 2, "There is no folder /nowhere/at/all."),
        (("sett", "mode", "flip"), 2, "sett"),
    ],
)
def test_what_cannot_be_is_told(quiz: Quiz, decks: Path, args: tuple[str, ...], code: int, sentence: str) -> None:
    result = quiz("config", *args)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert result.stdout == ""


def test_the_environment_wins_and_it_is_said(quiz: Quiz, decks: Path, monkeypatch) -> None:
    monkeypatch.setenv("QUIZ_MODE", "flip")
    result = quiz("config", "set", "mode", "typed")
    assert "QUIZ_MODE is set in the environment, and wins while it is." in result.stderr
    assert quiz("config", "get", "mode").stdout == "flip\n"
    monkeypatch.delenv("QUIZ_MODE")
    assert quiz("config", "get", "mode").stdout == "typed\n"


def test_a_broken_file_stays_as_it_is(quiz: Quiz, decks: Path) -> None:
    path = Path(quiz("path", "config").stdout.strip())
    path.write_text("new_per_day = \n")
    result = quiz("config", "set", "mode", "flip")
    assert result.exit_code == 6
    assert "is not valid TOML" in result.stderr
    assert path.read_text() == "new_per_day = \n"


def test_keys_of_your_own_are_listed_and_what_is_wrong_with_them_is_told(quiz: Quiz, decks: Path) -> None:
    config = Path(quiz("path", "config").stdout.strip())
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text('[keys]\n"study.bury" = "z"\n"study.mark" = "ctrl+i"\n')
    listed = quiz("config")
    assert ["keys.study.bury", "z", "file"] in [line.split() for line in listed.stdout.splitlines()]
    fault = "study.mark cannot be on 'ctrl+i': most terminals send tab for ctrl+i."
    assert fault in listed.stderr
    checked = quiz("check")
    assert checked.exit_code == 1
    assert f"{config}: {fault}" in checked.stdout
    config.write_text('[keys]\n"study.bury" = "z"\n')
    assert quiz("config").stderr == ""
    assert quiz("check").exit_code == 0


def test_what_moves_no_card_by_itself_says_what_does(quiz: Quiz, decks: Path) -> None:
    for name, value in (("desired_retention", "0.85"), ("maximum_interval", "90"), ("easy_days", "sun 0%")):
        assert "'quiz reschedule' moves them now." in quiz("config", "set", name, value).stderr
    assert "reschedule" not in quiz("config", "set", "new_per_day", "5").stderr


def test_who_leaves_out_get_or_set_is_told_of_them(quiz: Quiz, decks: Path) -> None:
    result = quiz("config", "theme", "light")
    assert result.exit_code == 2
    assert "theme is a setting, and no command." in result.stderr
    assert "'quiz config set theme ...' changes it" in result.stderr
    assert "No such command 'colour'" in quiz("config", "colour").stderr
