"""Where things live."""

from pathlib import Path

import platformdirs
import pytest

from quiz.paths import find_paths, starter_decks


def test_one_folder_for_everything() -> None:
    paths = find_paths({"QUIZ_HOME": "/somewhere/else", "XDG_DATA_HOME": "/data"})
    assert paths.home == Path("/somewhere/else")
    assert paths.decks == Path("/somewhere/else/decks")
    assert paths.database == Path("/somewhere/else/quiz.db")
    assert paths.config == Path("/somewhere/else/config.toml")


@pytest.mark.parametrize(
    "env",
    [
        {"HOME": "/home/ada"},
        {"HOME": "/home/ada", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/conf"},
        {"HOME": "/home/ada", "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": " "},
        {"HOME": "/home/ada", "QUIZ_HOME": ""},
    ],
)
def test_without_it_the_places_are_those_of_the_system(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    paths = find_paths(env)
    assert paths.home == platformdirs.user_data_path("quiz")
    assert paths.config.parent == platformdirs.user_config_path("quiz")
    assert paths.database.parent == paths.decks.parent == paths.home


def test_a_relative_place_and_a_tilde() -> None:
    assert find_paths({"HOME": "/home/ada", "XDG_DATA_HOME": "data"}).home == Path("/home/ada/.local/share/quiz")
    assert find_paths({"HOME": "/home/ada", "QUIZ_HOME": "~/quiz"}).home == Path("/home/ada/quiz")
    assert find_paths({"QUIZ_HOME": "here"}).home == Path("here").absolute()


def test_the_decks_quiz_is_shipped_with_are_a_folder() -> None:
    assert starter_decks().name in {"starter", "decks"}
    assert starter_decks().is_dir()
