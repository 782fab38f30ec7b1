"""``quiz optimize``: parameters from the answers, kept, refused, taken back."""

import json
import sys
from pathlib import Path

import pytest

from quiz.collection import Collection, system_clock
from quiz.config import Settings, read_settings
from quiz.errors import StoreError
from quiz.model.ids import DeckId
from quiz.model.memory import Instant
from quiz.model.options import FSRS6_DEFAULTS
from quiz.paths import find_paths
from quiz.store.store import Store
from tests.cli.conftest import Quiz
from tests.unit.simulated import DAY, lives
from tests.unit.srs.parts import DAYS, OPTIMISED

START = Instant(1_704_110_400_000)
"""A noon at the beginning of 2024."""
MANY, FEW = 150, 5


def study(home: Path, deck: str, cards: int) -> None:
    """Write a deck of one card, and a log of the answers to many that it had once."""
    (home / "decks").mkdir(parents=True, exist_ok=True)
    text = (
        f'format = 1\nid = "{deck}"\ntitle = "{deck.title()}"\n\n[[card]]\nid = "00000"\nprompt = "?"\nanswer = "!"\n'
    )
    (home / "decks" / f"{deck}.toml").write_text(text)
    with Store.open(home / "quiz.db") as store:
        store._db.run("PRAGMA synchronous = OFF")
        for row in lives(deck, cards, memory=OPTIMISED, days=DAYS, start=START, end=Instant(START + 300 * DAY)):
            store.record(row)


def states(home: Path) -> list[tuple[object, ...]]:
    with Store.open(home / "quiz.db") as store:
        return store._db.rows(
            "SELECT id, phase, due_day, due_at, reps, lapses, stability, difficulty FROM card ORDER BY id"
        )


def settings(home: Path) -> Settings:
    env = {"QUIZ_HOME": str(home)}
    return read_settings(find_paths(env), env)


def test_better_parameters_are_kept_and_taken_back(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    (home / "config.toml").write_text("# mine\nnew_per_day = 7\n")
    before = states(home)
    done = quiz("optimize")
    assert done.exit_code == 0, done.stderr
    assert "All decks: " in done.stdout
    assert "answers to" in done.stdout
    assert "'quiz optimize --undo' takes them back" in done.stderr
    kept = settings(home).schedule.parameters
    assert kept != FSRS6_DEFAULTS
    assert quiz("check").exit_code == 0
    after = states(home)
    assert [row[:6] for row in after] == [row[:6] for row in before]
    assert sum(row != was for row, was in zip(after, before, strict=True)) > MANY // 2

    again = quiz("optimize")
    assert again.exit_code == 0
    assert "Nothing is changed" in again.stderr
    assert settings(home).schedule.parameters == kept

    assert quiz("optimize", "--undo").exit_code == 0
    assert (home / "config.toml").read_text() == "# mine\nnew_per_day = 7\n"
    assert states(home) == before
    assert quiz("check").exit_code == 0
    nothing = quiz("optimize", "--undo")
    assert nothing.exit_code == 2
    assert "not changed by the optimiser" in nothing.stderr


def test_cards_are_moved_with_the_parameters_and_taken_back_with_them(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    before = states(home)
    (told,) = json.loads(quiz("optimize", "--reschedule", "--dry-run", "--json").stdout)
    assert told["rescheduled"]["moved"] > 0
    assert told["rescheduled"]["kept"] is False
    assert states(home) == before
    done = quiz("optimize", "--reschedule")
    assert done.exit_code == 0, done.stderr
    moved = told["rescheduled"]
    assert f"{moved['moved']:,} of {moved['cards']:,} cards in review move" in done.stderr
    assert "'quiz optimize --undo' takes it back" in done.stderr
    after = states(home)
    assert sum(row[2] != was[2] for row, was in zip(after, before, strict=True)) == moved["moved"]
    assert [row[3:6] for row in after] == [row[3:6] for row in before]
    assert quiz("check").exit_code == 0
    assert "0 cards" not in quiz("check", "--rebuild").stdout
    assert states(home) == after
    undone = quiz("optimize", "--undo")
    assert "the cards that moved are where they were" in undone.stderr
    assert states(home) == before
    assert quiz("check").exit_code == 0


def test_rescheduling_alone_follows_the_options_and_doing_it_twice_does_nothing(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    before = states(home)
    assert quiz("config", "set", "desired_retention", "0.8").exit_code == 0
    dry = quiz("reschedule", "--dry-run")
    assert (dry.exit_code, states(home)) == (0, before)
    assert "Nothing is changed." in dry.stderr
    done = quiz("reschedule", "--json")
    told = json.loads(done.stdout)
    assert told["kept"] is True
    assert told["moved"] > MANY // 2
    after = states(home)
    later = [row[2] - was[2] for row, was in zip(after, before, strict=True) if row[1] == "review"]
    assert sum(later) > 0
    assert "No card moves" in quiz("reschedule").stdout
    assert "moved" in quiz("log").stdout
    undone = quiz("reschedule", "--undo")
    assert undone.exit_code == 0
    assert f"{told['moved']:,} cards" in undone.stderr
    assert states(home) == before
    nothing = quiz("reschedule", "--undo")
    assert nothing.exit_code == 2
    assert "taken back already" in nothing.stderr


def test_rescheduling_a_deck_leaves_the_others(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    study(home, "hills", FEW)
    before = {row[0]: row for row in states(home)}
    quiz("config", "set", "desired_retention", "0.75")
    assert quiz("reschedule", "hills").exit_code == 0
    changed = {str(row[0]) for row in states(home) if row != before[row[0]]}
    assert changed
    assert all(card.startswith("hills/") for card in changed)


def test_a_dry_run_tells_and_changes_nothing(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    before = states(home)
    done = quiz("optimize", "--dry-run", "--json")
    assert done.exit_code == 0, done.stderr
    (told,) = json.loads(done.stdout)
    assert told["deck"] is None
    assert told["better"] is True
    assert told["kept"] is False
    assert told["after"]["log_loss"] < told["before"]["log_loss"]
    assert told["after"]["rmse_bins"] < told["before"]["rmse_bins"]
    assert told["previous"] == list(FSRS6_DEFAULTS)
    assert len(told["parameters"]) == 21
    assert not (home / "config.toml").exists()
    assert states(home) == before


def test_a_deck_gets_parameters_of_its_own(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    study(home, "hills", FEW)
    done = quiz("optimize", "rivers", "--json")
    assert done.exit_code == 0, done.stderr
    (told,) = json.loads(done.stdout)
    assert told["deck"] == "rivers"
    found = settings(home)
    assert found.schedule.parameters == FSRS6_DEFAULTS
    assert found.of(DeckId("rivers")).schedule.parameters == tuple(told["parameters"])
    assert quiz("check").exit_code == 0
    # What is left for all decks is too little.
    rest = quiz("optimize")
    assert rest.exit_code == 2
    assert "are needed" in rest.stderr
    assert quiz("optimize", "rivers", "--undo").exit_code == 0
    assert "parameters" not in (home / "config.toml").read_text()


def test_one_deck_with_too_few_answers_stops_all(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    study(home, "hills", FEW)
    done = quiz("optimize", "rivers", "hills")
    assert done.exit_code == 2
    assert not (home / "config.toml").exists()


def test_without_the_extra_the_way_to_install_it_is_told(
    quiz: Quiz, decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsrs_rs_python", None)
    done = quiz("optimize")
    assert done.exit_code == 2
    assert "pip install" in done.stderr
    assert "quiz[optimize]" in done.stderr


def test_parameters_from_the_environment_are_not_fitted(
    quiz: Quiz, decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_PARAMETERS", " ".join(map(str, OPTIMISED)))
    done = quiz("optimize")
    assert done.exit_code == 2
    assert "QUIZ_PARAMETERS" in done.stderr


def test_parameters_set_by_hand_are_followed_and_not_undone(quiz: Quiz, home: Path) -> None:
    study(home, "rivers", MANY)
    before = states(home)
    assert quiz("optimize").exit_code == 0
    assert quiz("config", "set", "parameters", " ".join(map(str, OPTIMISED))).exit_code == 0
    assert quiz("check").exit_code == 0
    assert quiz("optimize", "--undo").exit_code == 2
    assert quiz("config", "unset", "parameters").exit_code == 0
    assert states(home) == before


@pytest.mark.parametrize("fault", [StoreError("The disk is full."), KeyboardInterrupt()])
def test_what_cannot_be_finished_is_as_if_it_had_not_begun(quiz: Quiz, home: Path, fault: BaseException) -> None:
    study(home, "rivers", MANY)
    before = states(home)
    env = {"QUIZ_HOME": str(home)}
    with Collection.open(find_paths(env), settings(home), clock=system_clock) as collection:
        optimiser = collection.optimiser
        task = optimiser.task(None)
        found = optimiser.fit(task)
        rebuild = collection._store.rebuild
        calls = iter([fault])

        def failing(*given: object) -> object:
            for error in calls:
                raise error
            return rebuild(*given)  # type: ignore[arg-type]

        collection._store.rebuild = failing  # type: ignore[method-assign,assignment]
        with pytest.raises(type(fault)):
            optimiser.keep(task, found)
        assert optimiser.last(None) is None
    assert settings(home).schedule.parameters == FSRS6_DEFAULTS
    assert states(home) == before
    assert quiz("check").exit_code == 0
