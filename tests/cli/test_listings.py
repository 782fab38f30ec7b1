"""What the listings print, for people and for programs."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result

from quiz.collection import Collection
from quiz.config import read_settings
from quiz.model.answer import Verdict
from quiz.model.deck import DeckId
from quiz.model.memory import Rating
from quiz.paths import find_paths

Quiz = Callable[..., Result]

BROKEN_CARD = '\n[[card]]\nid = "oops"\nprompt = "Where is the answer?"\n'


@pytest.fixture(autouse=True)
def _some_decks(decks: Path) -> None:
    (decks / "rivers.toml").write_text(
        'id = "rivers"\ntitle = "Flüsse 川"\n\n[[card]]\nid = "nile"\nprompt = "Longest?"\nanswer = "Nile"\n',
        encoding="utf-8",
    )


class TestDue:
    def test_prints_one_number(self, quiz: Quiz) -> None:
        result = quiz("due")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "3\n", "")

    @pytest.mark.parametrize("name", ["rivers", "RIVERS.toml", "Flüsse 川"])
    def test_of_one_deck_by_id_file_or_title(self, name: str, quiz: Quiz) -> None:
        assert quiz("due", name).stdout == "1\n"

    def test_json(self, quiz: Quiz) -> None:
        assert json.loads(quiz("due", "--json").stdout) == {
            "total": 3,
            "decks": [
                {"id": "capitals", "title": "Capitals", "new": 2, "learning": 0, "review": 0, "total": 2},
                {"id": "rivers", "title": "Flüsse 川", "new": 1, "learning": 0, "review": 0, "total": 1},
            ],
        }

    def test_quiet_says_yes_by_the_exit_code(self, quiz: Quiz) -> None:
        result = quiz("due", "--quiet")
        assert (result.exit_code, result.output) == (0, "")

    def test_quiet_says_no_by_the_exit_code(self, quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("QUIZ_NEW_PER_DAY", "0")
        assert (quiz("due", "--quiet").exit_code, quiz("due", "--quiet").output) == (1, "")
        assert (quiz("due").exit_code, quiz("due").output) == (0, "0\n")

    def test_an_unknown_deck_is_an_error_and_not_a_no(self, quiz: Quiz) -> None:
        result = quiz("due", "--quiet", "riverz")
        assert result.exit_code == 2
        assert "riverz" in result.stderr
        assert "rivers" in result.stderr


class TestDecks:
    def test_a_table(self, quiz: Quiz) -> None:
        assert quiz("decks").stdout.splitlines() == [
            "deck       cards  new  learning  due  next",
            "Capitals       2    2         0    0  now",
            "Flüsse 川      1    1         0    0  now",
        ]

    def test_json(self, quiz: Quiz, decks: Path) -> None:
        rivers = json.loads(quiz("decks", "--json").stdout)[1]
        today = json.loads(quiz("stats", "--json").stdout)["day"]
        assert rivers.pop("next_due") == today, "a card that was never asked can be asked today"
        assert rivers == {
            "id": "rivers",
            "title": "Flüsse 川",
            "path": str(decks / "rivers.toml"),
            "cards": 1,
            "new": 1,
            "learning": 0,
            "review": 0,
            "suspended": 0,
            "problems": [],
        }

    def test_a_card_that_waits_for_its_step_is_not_due_now(self, quiz: Quiz, home: Path) -> None:
        rollover = (datetime.now(tz=UTC).astimezone().hour + 12) % 24  # so that no day begins within the wait
        (home / "config.toml").write_text(f"rollover = {rollover}\n")
        paths = find_paths({"QUIZ_HOME": str(home)})
        with Collection.open(paths, read_settings(paths, {})) as collection:
            session = collection.start((DeckId("rivers"),))
            session.outcomes()
            session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
        assert "in 10 min" in quiz("decks").stdout.splitlines()[2]

    def test_mistakes_are_pointed_out_on_stderr(self, quiz: Quiz, decks: Path) -> None:
        with (decks / "capitals.toml").open("a") as file:
            file.write(BROKEN_CARD)
        result = quiz("decks")
        assert result.exit_code == 0
        assert "quiz check" in result.stderr
        assert "Capitals       2" in result.stdout
        (problem,) = json.loads(quiz("decks", "--json").stdout)[0]["problems"]
        assert "oops" in problem

    def test_a_deck_that_cannot_be_read_says_so(self, quiz: Quiz, decks: Path) -> None:
        (decks / "broken.toml").write_text("title = [")
        assert "cannot be read" in next(line for line in quiz("decks").stdout.splitlines() if "broken" in line)

    def test_no_decks(self, quiz: Quiz, decks: Path) -> None:
        quiz("due")
        for file in decks.iterdir():
            file.unlink()
        result = quiz("decks")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "quiz generate" in result.stderr
        assert json.loads(quiz("decks", "--json").stdout) == []

    def test_a_hostile_title_does_nothing_to_the_terminal(self, quiz: Quiz, decks: Path) -> None:
        (decks / "bad.toml").write_text('title = "a\\u001b]0;x\\u0007\\u202eb"\n[[card]]\nprompt = "p"\nanswer = "a"\n')
        assert not set(quiz("decks").output) & set("\x1b\x07\u202e")


class TestStats:
    def test_text_fits_the_terminal(self, quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
        for width in (40, 80):
            monkeypatch.setenv("COLUMNS", str(width))
            result = quiz("stats")
            assert result.exit_code == 0
            assert "Nothing answered yet today." in result.stdout
            assert max(map(len, result.stdout.splitlines())) <= width

    def test_json_of_one_deck(self, quiz: Quiz) -> None:
        report = json.loads(quiz("stats", "rivers", "--json").stdout)
        rows = report["charts"]["cards"]["rows"]
        assert {row["state"]: row["cards"] for row in rows} == {
            "new": 1, "learning": 0, "relearning": 0, "young": 0, "mature": 0, "suspended": 0
        }  # fmt: skip
        assert set(report) == {"schema", "day", "scope", "charts"}
        assert report["scope"]["decks"] == ["rivers"]

    def test_an_unknown_deck(self, quiz: Quiz) -> None:
        assert quiz("stats", "nowhere").exit_code == 2


class TestPath:
    def test_lists_places_without_making_them(self, quiz: Quiz, tmp_path: Path) -> None:
        other = tmp_path / "other"
        result = quiz("--home", str(other), "path", "--json")
        assert json.loads(result.stdout) == {
            "home": str(other),
            "decks": str(other / "decks"),
            "database": str(other / "quiz.db"),
            "config": str(other / "config.toml"),
        }
        assert not other.exists()

    def test_one_place(self, quiz: Quiz, home: Path) -> None:
        assert quiz("path", "decks").stdout == f"{home / 'decks'}\n"

    def test_the_decks_folder_of_the_settings(self, quiz: Quiz, home: Path, tmp_path: Path) -> None:
        (home / "config.toml").write_text(f'decks = "{tmp_path / "elsewhere"}"\n')
        assert quiz("path", "decks").stdout == f"{tmp_path / 'elsewhere'}\n"
