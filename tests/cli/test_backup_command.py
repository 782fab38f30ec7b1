"""``quiz backup`` and ``quiz restore``: copies of everything, listed, and put back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Quiz = Callable[..., Result]

pytestmark = pytest.mark.usefixtures("decks")


def listed(quiz: Quiz) -> list[dict[str, object]]:
    return json.loads(quiz("backup", "--list", "--json").stdout)


def test_there_are_none_at_first(quiz: Quiz) -> None:
    result = quiz("backup", "--list")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no backups yet" in result.stderr
    assert listed(quiz) == []


def test_a_backup_is_made_and_listed(quiz: Quiz, home: Path) -> None:
    result = quiz("backup")
    assert (result.exit_code, result.stderr) == (0, "")
    path = Path(result.stdout.strip())
    assert path.parent == home / "backups"
    assert sorted(each.name for each in path.iterdir()) == ["about.json", "decks.tar.gz", "quiz.db"]
    (one,) = listed(quiz)
    assert (one["path"], one["reason"], one["answers"], one["decks"]) == (str(path), "hand", 0, 1)
    assert path.name in quiz("backup", "--list").stdout
    assert json.loads(quiz("backup", "--json").stdout)["reason"] == "hand"


def test_the_first_command_of_a_day_makes_one_and_asking_what_is_due_does_not(quiz: Quiz) -> None:
    quiz("due")
    assert listed(quiz) == []
    quiz("decks")
    quiz("decks")
    assert [one["reason"] for one in listed(quiz)] == ["auto"]


def test_what_stands_in_the_way_is_told_and_stops_no_command(quiz: Quiz, home: Path) -> None:
    (home / "backups").write_text("in the way")
    result = quiz("decks")
    assert result.exit_code == 0
    assert "Capitals" in result.stdout
    assert "No backup can be made in" in result.stderr
    assert quiz("backup").exit_code != 0


def test_a_backup_is_put_back_with_its_decks_and_taken_back_again(quiz: Quiz, home: Path, decks: Path) -> None:
    capitals, text = decks / "capitals.toml", (decks / "capitals.toml").read_text()
    name = Path(quiz("backup").stdout.strip()).name
    capitals.write_text('title = "Other"\n')
    (decks / "more.toml").write_text('title = "More"\n')
    quiz("decks")
    assert quiz("restore").stdout == quiz("backup", "--list").stdout
    result = quiz("restore", name)
    assert result.exit_code == 0
    assert capitals.read_text() == 'title = "Other"\n'
    result = quiz("restore", name, "--decks")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 deck file written" in result.stderr
    assert capitals.read_text() == text
    assert (decks / "more.toml").exists()
    (saved, *_) = listed(quiz)
    assert saved["reason"] == "restore"
    done = json.loads(quiz("restore", str(saved["name"]), "--decks", "--json").stdout)
    assert done["decks"] == [str(capitals)]
    assert capitals.read_text() == 'title = "Other"\n'


def test_kept_articles_are_in_a_backup_by_hand_and_come_back(quiz: Quiz, home: Path, decks: Path) -> None:
    text = "The mill of Tann was built by Jonas Kern in 1810. It stands on the river Orle, which drives three wheels."
    quiz("generate", "-", stdin=text.encode())
    (kept,) = json.loads(quiz("sources", "--json").stdout)
    made = Path(quiz("backup").stdout.strip())
    assert (made / "articles.tar").is_file()
    quiz("sources", "remove", kept["address"])
    assert "kept article" not in quiz("restore", made.name).stderr
    assert json.loads(quiz("sources", "--json").stdout) == []
    assert "1 kept article put back." in quiz("restore", made.name, "--decks").stderr
    assert json.loads(quiz("sources", "--json").stdout) == [kept]
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in (home / "articles").rglob("*.*"))
    done = json.loads(quiz("restore", made.name, "--decks", "--json").stdout)
    assert (done["articles"], done["problems"]) == (0, [])
    (by_itself, *_) = listed(quiz)
    assert by_itself["reason"] == "restore"
    assert not (Path(str(by_itself["path"])) / "articles.tar").exists()


def test_a_damaged_database_leads_to_the_backups(quiz: Quiz, home: Path) -> None:
    name = Path(quiz("backup").stdout.strip()).name
    (home / "quiz.db").write_bytes((home / "quiz.db").read_bytes()[:9_000])
    result = quiz("decks")
    assert result.exit_code == 5
    assert "quiz restore" in result.stderr
    assert name in quiz("restore").stdout
    result = quiz("restore", name)
    assert result.exit_code == 0
    assert "quiz.db.damaged-" in result.stderr
    assert quiz("decks").exit_code == 0


@pytest.mark.parametrize("name", ["", "nothing", "2"])
def test_a_name_that_means_no_backup_or_several(quiz: Quiz, name: str) -> None:
    quiz("backup")
    quiz("backup")
    result = quiz("restore", name)
    assert result.exit_code == 2
    assert "backup" in result.stderr
