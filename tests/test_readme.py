"""What the README shows is true: its deck is a deck, its settings are settings, its picture and links exist."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from quiz.config import Settings, read_settings
from quiz.config.table import SETTINGS
from quiz.formats.toml_deck import parse_deck
from quiz.model.deck import cards_of
from quiz.paths import find_paths

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECK, SETTINGS_FILE = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


def test_the_deck_of_ten_lines_is_whole():
    assert len(DECK.splitlines()) == 10
    file = parse_deck(DECK, name="README.md", stem="rivers")
    assert file.problems == ()
    assert len(file.deck.notes) == 2


def test_its_cards_are_as_many_as_it_says():
    from quiz.formats.toml_deck import with_ids

    deck = with_ids(parse_deck(DECK, name="README.md", stem="rivers").deck)
    assert len(list(cards_of(deck))) == 3


def test_the_settings_are_all_known_and_those_shown_are_the_defaults(tmp_path: Path):
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.config.write_text(SETTINGS_FILE)
    settings = read_settings(paths, {})
    assert (settings.schedule, settings.study, settings.theme) == (
        Settings().schedule,
        Settings().study,
        Settings().theme,
    )
    model = re.compile(r"\[llm\].*?(?=\n\[)", re.DOTALL)
    named = set(re.findall(r"^(\w+) =", model.sub("", SETTINGS_FILE), re.MULTILINE))
    assert named == {setting.name for setting in SETTINGS} - {"parameters"}


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_what_it_points_to_exists(target: str):
    assert (ROOT / unquote(target)).exists()


def test_the_two_commands_are_one_line_each():
    for name in ("install", "test"):
        block = re.search(rf"<!-- {name} -->\n```sh\n(.*?)```", README, re.DOTALL)
        assert block is not None
        assert len(block[1].splitlines()) == 1
