"""Changing the file of settings: what a person wrote there stays, and a broken file is told of, never written over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quiz.config import Origin, read_settings
from quiz.config.table import SETTINGS, setting_named
from quiz.errors import ConfigError
from quiz.model.ids import DeckId
from quiz.model.options import AskMode, Engine, LeechAction
from quiz.paths import Paths, find_paths
from quiz.settings_saving import put_keys, put_setting, take_setting

RIVERS = DeckId("rivers")
VALUES = {
    "new_per_day": 7,
    "reviews_per_day": 70,
    "total_new_per_day": 30,
    "total_reviews_per_day": 150,
    "catch_up_days": 5,
    "learn_ahead": 90,
    "rollover": 2,
    "mode": AskMode.FLIP,
    "desired_retention": 0.87,
    "learning_steps": (90, 600, 86_400),
    "relearning_steps": (),
    "maximum_interval": 400,
    "fuzz": False,
    "load_balance": False,
    "easy_days": (100, 100, 100, 100, 100, 50, 0),
    "parameters": tuple(number / 10 for number in range(21)),
    "leech_threshold": 5,
    "leech_action": LeechAction.SUSPEND,
    "bury_new": True,
    "bury_reviews": True,
    "bury_giveaways": True,
    "theme": "quiz-tide",
    "decks": Path("/my/decks"),
    "backups": (3, 2, 1),
    "sync_folder": Path("/my/shared"),
    "auto_sync": True,
    "engine": Engine.LLM,
}


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"QUIZ_HOME": str(tmp_path / "home")})


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_what_is_set_is_read_back_and_can_be_taken_out_again(paths: Paths, setting) -> None:
    default = read_settings(paths, {}).value(setting)
    put_setting(paths.config, setting, VALUES[setting.name])
    settings = read_settings(paths, {})
    assert settings.value(setting) == VALUES[setting.name] != default
    assert settings.origin(setting) is Origin.FILE
    take_setting(paths.config, setting)
    assert read_settings(paths, {}).value(setting) == default


@pytest.mark.parametrize("setting", [each for each in SETTINGS if each.per_deck], ids=lambda setting: setting.name)
def test_a_deck_can_have_a_value_of_its_own(paths: Paths, setting) -> None:
    put_setting(paths.config, setting, VALUES[setting.name], RIVERS)
    settings = read_settings(paths, {})
    assert settings.value(setting) == read_settings(paths, {}).of(DeckId("other")).value(setting)
    assert settings.of(RIVERS).value(setting) == VALUES[setting.name] != settings.value(setting)
    assert settings.origin(setting, RIVERS) is Origin.DECK
    take_setting(paths.config, setting, RIVERS)
    assert read_settings(paths, {}).of(RIVERS).value(setting) == settings.value(setting)
    assert "[deck" not in paths.config.read_text()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_what_is_shown_of_a_value_can_be_typed_for_it(setting) -> None:
    kind, value = setting.kind, VALUES[setting.name]
    assert kind.read(kind.text(value)) == value
    assert kind.read(kind.literal(value)) == value


WRITTEN = """\
# mine
new_per_day = 5   # few
theme = "nord"

[keys]
"study.bury" = "b"  # as I am used to

[deck."rivers"]
# slowly
new_per_day = 1
"""


def test_comments_and_order_stay(paths: Paths) -> None:
    paths.config.parent.mkdir()
    paths.config.write_text(WRITTEN)
    put_setting(paths.config, setting_named("new_per_day"), 6)
    put_setting(paths.config, setting_named("fuzz"), value=False)
    put_setting(paths.config, setting_named("mode"), AskMode.TYPED, RIVERS)
    put_setting(paths.config, setting_named("mode"), AskMode.TYPED, DeckId('a.b "c" ☃'))
    put_keys(paths.config, "study.undo", "z")
    text = paths.config.read_text()
    for line in ("# mine", "new_per_day = 6   # few", '"study.bury" = "b"  # as I am used to', "# slowly"):
        assert line in text
    settings = read_settings(paths, {})
    assert not settings.schedule.fuzz
    assert settings.of(RIVERS).study.mode is settings.of(DeckId('a.b "c" ☃')).study.mode is AskMode.TYPED
    assert settings.of(RIVERS).study.new_per_day == 1
    assert settings.layers.keys == {"study.bury": "b", "study.undo": "z"}
    take_setting(paths.config, setting_named("new_per_day"), RIVERS)
    take_setting(paths.config, setting_named("mode"), RIVERS)
    assert "# slowly" in paths.config.read_text()
    put_setting(paths.config, setting_named("fuzz"), value=True)
    assert read_settings(paths, {}).schedule.fuzz


def test_line_ends_and_links_stay(paths: Paths, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles.toml"
    kept.write_bytes(b"# mine\r\nnew_per_day = 5\r\n")
    paths.config.parent.mkdir()
    paths.config.symlink_to(kept)
    put_setting(paths.config, setting_named("rollover"), 3)
    assert paths.config.is_symlink()
    assert kept.read_bytes() == b"# mine\r\nnew_per_day = 5\r\nrollover = 3\r\n"


@pytest.mark.parametrize(
    ("keys", "left"),
    [
        ('[keys]\n"study.undo" = "z"\n', ""),
        ('[keys]\nstudy.undo = "z"\n', ""),
        ('[keys]\nstudy.undo = "z"\nstudy.mark = "m"\n', "mark"),
        ('[keys.study]\nundo = "z"\nmark = "m"\n', "mark"),
    ],
)
def test_keys_are_found_however_they_are_written(paths: Paths, keys: str, left: str) -> None:
    paths.config.parent.mkdir()
    paths.config.write_text(keys)
    assert read_settings(paths, {}).layers.keys["study.undo"] == "z"
    put_keys(paths.config, "study.undo", None)
    assert "study.undo" not in read_settings(paths, {}).layers.keys
    assert left in paths.config.read_text()
    assert left or "[keys]" not in paths.config.read_text()


@pytest.mark.parametrize(
    "text", ["new_per_day = \n", "nonsense = 1\n", "new_per_day = -1\n", "deck = 3\n", "keys = 3\n"]
)
@pytest.mark.parametrize(
    "change",
    [
        lambda path: put_setting(path, setting_named("rollover"), 3),
        lambda path: take_setting(path, setting_named("rollover")),
        lambda path: put_keys(path, "study.undo", "z"),
    ],
    ids=["put", "take", "keys"],
)
def test_a_broken_file_is_told_of_and_stays(paths: Paths, text: str, change: Callable[[Path], None]) -> None:
    paths.config.parent.mkdir()
    paths.config.write_text(text)
    with pytest.raises(ConfigError):
        change(paths.config)
    assert paths.config.read_text() == text


def test_a_file_that_may_not_be_written_is_told_of(paths: Paths) -> None:
    paths.config.parent.mkdir()
    paths.config.mkdir()
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        put_setting(paths.config, setting_named("rollover"), 3)
    paths.config.rmdir()
    paths.config.parent.rmdir()
    paths.config.parent.write_text("a file")
    with pytest.raises(ConfigError, match="cannot be"):
        put_setting(paths.config, setting_named("rollover"), 3)
