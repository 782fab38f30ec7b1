"""What the generator learns from the cards of its templates, as they stand in the collection."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.formats.toml_deck import write_deck
from quiz.model.deck import Basic, Deck, NoteId
from quiz.model.ids import DeckId
from quiz.model.memory import Rating
from quiz.model.review import ActionKind
from quiz.model.verdict import Verdict
from quiz.paths import find_paths
from quiz.stats.figures.trouble import templates
from quiz.stats.scope import Scope
from tests.clock import Clock

MANY = 40


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.decks.mkdir(parents=True)
    put(paths.decks, "a", {"cause": MANY, "subject": MANY, "": MANY})
    put(paths.decks, "b", {"subject": MANY})
    with Collection.open(paths, Settings(), clock=Clock(step=1_000)) as collection:
        yield collection


def put(folder: Path, name: str, rules: dict[str, int]) -> None:
    notes = [
        Basic(id=NoteId(f"{rule or 'own'}{number}"), prompt=f"{rule} {number}?", answer="it", rule=rule)
        for rule, number in ((rule, number) for rule, many in rules.items() for number in range(many))
    ]
    write_deck(Deck(id=DeckId(name), title=name, notes=tuple(notes)), folder / f"{name}.toml")


def suspend(collection: Collection, search: str, number: int = MANY) -> None:
    collection.browser.act([*collection.browser.search(search).keys][:number], ActionKind.SUSPEND)


def test_nothing_is_held_back_without_evidence(collection: Collection) -> None:
    assert collection.templates.verdicts() == ()
    assert collection.templates.weights() == {}


def test_a_template_whose_cards_are_suspended_is_held_back(collection: Collection) -> None:
    suspend(collection, "rule:cause")
    assert collection.templates.weights() == {"cause": 0}
    said = "The template cause is held back: 100% of its 40 cards were suspended or deleted."
    for scope in (Scope(), Scope(decks=(DeckId("b"),))):
        assert templates(collection.progress(scope)).said == (said,)


def test_cards_of_ones_own_say_nothing(collection: Collection) -> None:
    suspend(collection, "-rule:cause -rule:subject")
    assert collection.templates.verdicts() == ()


def learn(collection: Collection, rule: str, rating: Rating, times: int) -> None:
    """Have the cards of a template answered, as a database of long study has them."""
    collection._store._db.run(
        "UPDATE card SET phase = 'review', step = 0, stability = 9.0, difficulty = 5.0, due_day = 20500, last_at = 1,"
        " last_day = 20490, reps = ?, lapses = ? WHERE key IN (SELECT card FROM card_text WHERE rule = ?)",
        (times + 1, times if rating is Rating.AGAIN else 0, rule),
    )


@pytest.mark.parametrize(("times", "held"), [(4, {"cause": 0}), (3, {})])
def test_cards_that_are_forgotten_again_and_again_speak_against_a_template(
    collection: Collection, times: int, held: dict[str, float]
) -> None:
    learn(collection, "cause", Rating.AGAIN, times)
    learn(collection, "subject", Rating.GOOD, 9)
    assert collection.templates.weights() == held


def test_deleted_cards_count_once_they_were_answered_and_not_with_their_deck(collection: Collection) -> None:
    learn(collection, "cause", Rating.GOOD, 3)
    learn(collection, "subject", Rating.GOOD, 3)
    put(collection.paths.decks, "a", {"subject": MANY})
    collection.refresh()
    assert collection.templates.weights() == {"cause": 0}
    (collection.paths.decks / "a.toml").unlink()
    collection.refresh()
    assert collection.templates.weights() == {}


def test_what_was_put_back_speaks_against_nothing(collection: Collection) -> None:
    suspend(collection, "rule:cause")
    assert collection.put_back() == MANY
    assert collection.templates.weights() == {}


def test_real_answers_count(collection: Collection) -> None:
    session = collection.start([DeckId("b")])
    while session.current is not None:
        session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="it", duration_ms=1)
    (row,) = collection._store.progress(None).tried()
    assert row[0] == "subject"
    assert row[1] > 0
    assert row[2:] == (0, 0)


def test_a_language_model_is_no_template(collection: Collection) -> None:
    put(collection.paths.decks, "c", {"llm": MANY})
    collection.refresh()
    suspend(collection, "rule:llm")
    assert collection.templates.verdicts() == ()
