"""The index of deck files: what happens to cards and states when files change, move, break and vanish."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.errors import StoreError
from quiz.model.deck import CardId, DeckId, Support, cards_of
from quiz.model.memory import NEW, Rating
from quiz.model.plan import Plan
from quiz.model.review import ActionKind
from quiz.store import database, index
from quiz.store.database import MIGRATIONS, connect
from quiz.store.faces import pack_card, unpack_card
from quiz.store.store import Limits, Stamp, Store
from tests.unit.store.conftest import STAMP, Learner, asked, make_deck

NINE = Limits(new=9, reviews=9)


def test_a_file_is_known_by_its_stamp(store: Store) -> None:
    stamp = Stamp(size=5, mtime_ns=2**62)
    store.index_deck("/decks/\udcff.toml", stamp, make_deck("odd", 1), ["line 3: odd", "line 4: too"], unnamed=2)
    assert store.stamps() == {"d.toml": STAMP, "/decks/\udcff.toml": stamp}
    [row] = [row for row in store.decks() if row.id == "odd"]
    assert (row.path, row.title, row.cards, row.unnamed) == ("/decks/\udcff.toml", "Deck odd", 1, 2)
    assert row.problems == ("line 3: odd", "line 4: too")
    assert not row.broken


def test_a_card_is_kept_with_its_further_sources(store: Store) -> None:
    more = Support(title="T", path="p.txt", evidence="It says so.")
    deck = replace(make_deck(), notes=tuple(replace(note, also=(more,)) for note in make_deck().notes))
    store.index_deck("d.toml", STAMP, deck, (), unnamed=0)
    assert store.card(CardId("d/n0")).also == (more,)


def test_a_face_that_was_kept_before_cards_had_further_sources_is_read() -> None:
    (card,) = cards_of(make_deck(cards=1))
    old = json.dumps(json.loads(pack_card(card))[:9])
    assert unpack_card(card.id, old) == card


def test_a_card_that_leaves_its_file_keeps_its_history(learner: Learner) -> None:
    review = learner.answer("d/n0")
    marked = learner.act("d/n1", ActionKind.MARK)
    learner.store.index_deck("d.toml", STAMP, replace(make_deck(), notes=()))
    assert learner.left() == (0, 0, 0)
    orphans = learner.store.orphans()
    assert [(orphan.card, orphan.state, orphan.prompt) for orphan in orphans] == [
        (review.card, review.after, "question 0"),
        (marked.card, NEW, "question 1"),
    ]
    assert learner.store.state(CardId("d/n2")) == NEW
    learner.store.index_deck("d.toml", STAMP, make_deck())
    assert learner.store.orphans() == ()
    assert learner.left() == (2, 1, 0)


def test_a_deck_that_moves_keeps_its_history(learner: Learner) -> None:
    learner.answer("d/n0", Rating.EASY)
    learner.store.forget_deck("d.toml")
    assert learner.store.decks() == ()
    assert len(learner.store.orphans()) == 1
    learner.store.index_deck("folder/other.toml", STAMP, make_deck())
    assert learner.left() == (2, 0, 0)


def test_a_broken_file_keeps_its_place_and_its_cards_are_not_asked(learner: Learner) -> None:
    review = learner.answer("d/n0")
    learner.store.index_broken("d.toml", Stamp(size=2, mtime_ns=2), "Line 3 is not TOML.")
    learner.store.index_broken("new.toml", STAMP, "No text.")
    assert [(row.id, row.title, row.broken, row.problems) for row in learner.store.decks()] == [
        ("d", "Deck d", True, ("Line 3 is not TOML.",)),
        ("new", "new", True, ("No text.",)),
    ]
    assert learner.store.counts(learner.today, NINE) == {}
    assert asked(learner.store, Plan(), learner.today, NINE) == []
    assert learner.store.state(review.card) == review.after
    learner.store.index_deck("d.toml", STAMP, make_deck())
    assert learner.left() == (2, 1, 0)


def test_a_copied_file_is_told_of_and_takes_no_cards(learner: Learner) -> None:
    learner.store.index_deck("copy.toml", STAMP, make_deck(cards=5))
    [copy, first] = learner.store.decks()
    assert copy.broken
    assert copy.problems == ("The deck id d is that of d.toml already. Give one of the two files another id.",)
    assert not first.broken
    assert learner.left() == (3, 0, 0)
    learner.store.forget_deck("d.toml")
    assert learner.store.stamps()["copy.toml"] != STAMP  # so it is read again
    learner.store.index_deck("copy.toml", STAMP, make_deck(cards=5))
    assert learner.left() == (5, 0, 0)


def test_a_copy_is_let_in_when_the_first_file_takes_another_id(learner: Learner) -> None:
    learner.store.index_deck("copy.toml", STAMP, make_deck())
    learner.store.index_deck("d.toml", STAMP, make_deck("renamed"))
    assert learner.store.stamps()["copy.toml"] != STAMP
    learner.store.index_deck("copy.toml", STAMP, make_deck())
    assert {row.id for row in learner.store.decks() if not row.broken} == {DeckId("d"), DeckId("renamed")}


def test_a_file_that_becomes_a_copy_gives_up_its_cards(learner: Learner) -> None:
    learner.store.index_deck("e.toml", STAMP, make_deck("e"))
    learner.answer("e/n0")
    learner.store.index_deck("e.toml", STAMP, make_deck("d"))
    assert [row.broken for row in learner.store.decks()] == [False, True]
    assert [orphan.card for orphan in learner.store.orphans()] == ["e/n0"]
    assert learner.store.card_count() == 3


def test_decks_that_were_read_before_cards_had_their_tags_are_read_anew(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for script in MIGRATIONS.glob("000[1-4]_*.sql"):
        (old / script.name).write_text(script.read_text())
    with Store.open(tmp_path / "quiz.db", migrations=old) as store:
        store._db.run(
            """INSERT INTO deck (path, id, title, size, mtime_ns, cards, unnamed, asked, problems)
               VALUES (?, 'd', 'Deck d', ?, ?, 1, 0, 1, '')""",
            (b"d.toml", STAMP.size, STAMP.mtime_ns),
        )
        store._db.run("INSERT INTO card (id, deck) VALUES ('d/n0', 1)")
        assert store.stamps() == {"d.toml": STAMP}
    with Store.open(tmp_path / "quiz.db") as store:
        assert store.stamps()["d.toml"] != STAMP
        assert store.card_count() == 1


@pytest.mark.parametrize("enforced", [False, True])
def test_the_queue_of_an_older_database_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, enforced: bool
) -> None:
    old = tmp_path / "old"
    old.mkdir()
    for script in MIGRATIONS.glob("000[1-8]_*.sql"):
        (old / script.name).write_text(script.read_text())
    with Store.open(tmp_path / "quiz.db", migrations=old) as store:
        store.index_deck("d.toml", STAMP, make_deck(cards=6))
        learner = Learner(store)
        for number in range(4):
            learner.answer(f"d/n{number}", Rating.EASY)
            learner.wait(days=1)
        learner.wait(days=90)
        few = Limits(new=9, reviews=2)
        before = [asked(store, Plan(), learner.today, limits) for limits in (NINE, few)]
    if enforced:  # as SQLite can be built to do by itself

        def connected(path: Path) -> sqlite3.Connection:
            connection = connect(path)
            connection.execute("PRAGMA foreign_keys = ON")
            return connection

        monkeypatch.setattr(database, "connect", connected)
    with Store.open(tmp_path / "quiz.db") as store:
        assert [asked(store, Plan(), learner.today, limits) for limits in (NINE, few)] == before
        assert store.integrity(learner.fold) == []
        assert store.card(CardId("d/n0")).prompt == "question 0"


@pytest.mark.parametrize("number", [0, 1, 899, 900, 2_000])
def test_rows_are_put_in_as_their_columns_say(store: Store, number: int) -> None:
    store._db.run("CREATE TEMP TABLE row (a, b, c, d)")
    for columns in (
        [range(number), ["x"] * number, [f"text {place}" for place in range(number)], [None] * number],
        [[None] * number, ["1"] * number, [1] * number, [b""] * number],
        [[place // 2 for place in range(number)]] * 4,
    ):
        store._db.run("DELETE FROM row")
        store._db.put_columns("INSERT INTO row (a, b, c, d) VALUES", columns)
        assert store._db.rows("SELECT * FROM row ORDER BY rowid") == list(zip(*columns, strict=True))


def test_so_many_cards_that_indexes_are_made_behind_them_are_kept_once(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_MANY", 5)
    schema = "SELECT name, sql FROM sqlite_master ORDER BY name"
    before = learner.store._db.rows(schema)
    learner.store.index_deck("e.toml", STAMP, make_deck("e", 20))
    learner.answer("e/n7")
    learner.store.index_deck("e.toml", STAMP, make_deck("e", 60))
    assert learner.store._db.rows(schema) == before
    assert learner.store.card_count() == 63
    with pytest.raises(StoreError):
        learner.store._db.run("INSERT INTO card (id) VALUES ('e/n7')")


def test_migrations_are_numbered_one_after_the_other() -> None:
    """Of two with one number only one would ever run, and one behind a later number never would."""
    numbers = [int(path.name[:4]) for path in sorted(MIGRATIONS.glob("*.sql"))]
    assert numbers == list(range(1, len(numbers) + 1))
