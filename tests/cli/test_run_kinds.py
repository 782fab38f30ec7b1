"""``quiz run`` with options: sessions of other kinds, what it says when there is none, and how it ends."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Quiz

TAGGED = """
[[card]]
id = "mali"
prompt = "What is the capital of Mali?"
answer = "Bamako"
tags = ["africa::west"]
"""
AGAIN_THEN_LEAVE = b"x\n1\n:q\n"


@pytest.fixture
def tagged(decks: Path) -> Path:
    with (decks / "capitals.toml").open("a", encoding="utf-8") as file:
        file.write(TAGGED)
    return decks


def rows(home: Path) -> list[tuple[str, int]]:
    with sqlite3.connect(f"file:{home / 'quiz.db'}?mode=ro", uri=True) as connection:
        found = connection.execute("SELECT kind, rating FROM review ORDER BY id").fetchall()
    connection.close()
    return found


def first(result: Result) -> str:
    return result.stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--failed"], "Nothing was rated Again today."),
        (["--ahead", "3"], "Nothing comes due in the next 3 days."),
        (["--ahead", "1"], "Nothing comes due by tomorrow."),
        (["--tag", "asia"], "No card has the tag asia. There are africa::west."),
        (
            ["--failed", "--tag", "africa", "capitals"],
            "Nothing with the tag africa in this deck was rated Again today.",
        ),
    ],
)
@pytest.mark.usefixtures("tagged")
def test_a_session_without_cards_is_told_by_a_sentence_and_a_code(
    quiz: Quiz, options: list[str], sentence: str
) -> None:
    result = quiz("run", "--plain", *options)
    assert (result.exit_code, result.stdout.strip()) == (1, sentence)


@pytest.mark.usefixtures("tagged")
def test_no_new_card_is_left_for_today(quiz: Quiz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_NEW_PER_DAY", "0")
    result = quiz("run", "--plain", "--new")
    assert result.exit_code == 1
    assert first(result) == (
        "There is no new card that may still be asked today. "
        "3 new cards wait for another day; new_per_day says how many come on one."
    )


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--new", "--failed"], "--failed and --new ask for different sessions."),
        (["--ahead", "2", "--exam", "2999-01-01"], "--ahead and --exam ask for different sessions."),
        (["--exam", "2020-01-01"], "The exam of 2020-01-01 is over."),
        (["--more-new", "5", "--failed"], "--more-new goes with what is due"),
        (["--catch-up", "5", "--new"], "--catch-up goes with what is due."),
        (["--catch-up", "0"], "'0' is not a whole number from 1."),
        (["--budget", "5"], "--budget goes with --exam."),
        (["--exam", "soon"], "'soon' is not a date"),
        (["--new", "--reschedule"], "--reschedule goes with --cram or --failed."),
        (["--ahead", "0"], "'0' is not a whole number from 1"),
        (["--minutes", "many"], "'many' is not a whole number from 1"),
        (["--tag", " "], "--tag needs a tag"),
    ],
)
@pytest.mark.usefixtures("decks")
def test_options_that_make_no_sense_together_are_refused(quiz: Quiz, options: list[str], sentence: str) -> None:
    result = quiz("run", "--plain", *options)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("tagged")
def test_what_failed_is_asked_once_more(quiz: Quiz, home: Path) -> None:
    quiz("run", "--plain", "--new", "--tag", "#Africa", stdin=AGAIN_THEN_LEAVE)
    assert rows(home) == [("learn", 1)]
    result = quiz("run", "--plain", "--failed", stdin=b"Bamako\n3\n:q\n")
    assert first(result).startswith("Failed today. 1 card to study: 1 learning.")
    assert rows(home) == [("learn", 1), ("learn", 3)]


@pytest.mark.usefixtures("tagged")
def test_cramming_leaves_the_schedule_alone_unless_it_is_to_count(quiz: Quiz, home: Path) -> None:
    result = quiz("run", "--plain", "--cram", "--minutes", "5", stdin=b"x\n1\n:q\n")
    assert first(result).startswith("Cramming. 3 cards to study in 5 minutes: 3 new.")
    assert "This is practice" in result.stdout
    assert "Again, once more." in result.stdout
    assert rows(home) == [("cram", 1)]
    assert quiz("due").stdout == "3\n"
    assert quiz("check").exit_code == 0
    quiz("run", "--plain", "--exam", "2999-01-01", "--reschedule", stdin=b"x\n3\n:q\n")
    assert rows(home) == [("cram", 1), ("learn", 3)]


@pytest.mark.usefixtures("tagged")
def test_before_an_exam_a_budget_holds_for_the_day_and_the_answers_count(quiz: Quiz, home: Path) -> None:
    exam = ("run", "--plain", "--exam", "2999-01-01", "--budget", "1")
    quiz(*exam, stdin=b"x\n4\n:q\n")
    assert rows(home) == [("learn", 4)]
    result = quiz(*exam)
    assert (result.exit_code, first(result)) == (
        1,
        "There is no more card to review today: 1 card a day was said.",
    )
    quiz("run", "--plain", "--exam", "2999-01-01", "--budget", "2", stdin=b"1\n4\n:q\n")
    assert rows(home) == [("learn", 4), ("learn", 4)]


@pytest.mark.usefixtures("tagged")
def test_ahead_takes_what_comes_back_tomorrow(quiz: Quiz, home: Path) -> None:
    quiz("run", "--plain", "--tag", "africa", stdin=b"Bamako\n4\n:q\n")
    assert quiz("run", "--plain", "--ahead", "1").exit_code == 1
    result = quiz("run", "--plain", "--ahead", "60", stdin=b"Bamako\n3\n:q\n")
    assert first(result).startswith("Ahead 60 days. 1 card to study: 1 due.")
    assert rows(home) == [("learn", 4), ("review", 3)]


def test_the_tags_of_a_deck_are_those_of_its_cards(quiz: Quiz, decks: Path) -> None:
    deck = decks / "capitals.toml"
    deck.write_text(f'tags = ["asia"]\n{deck.read_text(encoding="utf-8")}{TAGGED}', encoding="utf-8")
    assert "There are asia, africa::west." in quiz("run", "--plain", "--tag", "mars").stdout
    assert quiz("run", "--plain", "--tag", "asia", stdin=b":q\n").exit_code == 0
