"""`quiz deck`: what it prints, what it leaves with, and that the trash gives everything back."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Quiz = Callable[..., Result]


def test_a_deck_is_begun_renamed_moved_deleted_and_restored(quiz: Quiz, decks: Path) -> None:
    begun = quiz("deck", "new", "Rivers of Europe")
    assert begun.exit_code == 0
    assert begun.stdout == f"{decks / 'rivers-of-europe.toml'}\n"
    assert begun.stderr == "Began 'Rivers of Europe'.\n"
    assert quiz("deck", "rename", "rivers-of-europe", "Rivers").exit_code == 0
    assert quiz("deck", "move", "rivers", "geo/").stdout == f"{decks / 'geo' / 'rivers-of-europe.toml'}\n"
    gone = quiz("deck", "delete", "Rivers")
    assert (gone.stdout, gone.stderr) == ("", "'Rivers' is in the trash.\n")
    assert [deck["title"] for deck in json.loads(quiz("decks", "--json").stdout)] == ["Capitals"]
    listed = json.loads(quiz("deck", "trash", "--json").stdout)
    assert [(one["title"], one["place"]) for one in listed] == [("Rivers", "geo/rivers-of-europe.toml")]
    assert "geo/rivers-of-europe.toml" in quiz("deck", "trash").stdout
    back = quiz("deck", "restore", "rivers", "--json")
    assert json.loads(back.stdout)["deck"] == {
        "id": "rivers-of-europe",
        "title": "Rivers",
        "path": str(decks / "geo" / "rivers-of-europe.toml"),
    }
    assert quiz("deck", "trash").stderr == "The trash is empty.\n"


def test_without_a_command_the_help_is_told_line_by_line(quiz: Quiz) -> None:
    told = quiz("deck")
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("Usage: quiz deck")
    assert "\n  rename   Give a deck another title.\n" in told.stderr


def test_what_cannot_be_is_told_with_the_exit_code_of_its_sort(quiz: Quiz, decks: Path) -> None:
    cases = {
        ("new", "capitals"): (2, "There is a deck 'Capitals' already, in capitals.toml."),
        ("rename", "nothing", "x"): (2, "There is no deck 'nothing'."),
        ("move", "capitals", "../x"): (2, "'../x' cannot be: decks stay in their folder."),
        ("restore", "capitals"): (2, "There is no deck 'capitals' in the trash."),
        ("delte", "capitals"): (2, "No such command 'delte'."),
    }
    for args, (code, said) in cases.items():
        result = quiz("deck", *args)
        assert (result.exit_code, result.stdout) == (code, "")
        assert said in result.stderr
    (decks / "broken.toml").write_text('title = "x\n', encoding="utf-8")
    assert quiz("deck", "rename", "broken", "y").exit_code == 3
    assert quiz("deck", "move", "capitals", "broken").exit_code == 3
    assert sorted(path.name for path in decks.iterdir()) == ["broken.toml", "capitals.toml"]
