"""Cards that come as columns are kept as those that come one by one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.deck import CardId, Deck, DeckId, cards_of
from quiz.model.memory import NEW, StudyDay
from quiz.model.plain import PlainNotes
from quiz.store.sheet import sheet_of_cards, sheet_of_plain
from quiz.store.store import Stamp, Store
from tests.unit.store.conftest import STAMP, Learner

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from(' "\\\n\téßŁ'), max_size=12)
some = st.lists(texts, max_size=2).map(tuple)


@st.composite
def columns(draw: st.DrawFn) -> PlainNotes:
    number = draw(st.integers(1, 3))

    def column(each: st.SearchStrategy) -> list:
        return draw(st.lists(each, min_size=number, max_size=number))

    return PlainNotes(
        ids=[f"n{place}" for place in range(number)],
        prompts=column(texts),
        answers=column(texts),
        accept=column(some),
        evidence=column(texts),
        tags=column(some),
    )


@given(columns(), some)
def test_columns_make_the_cards_that_notes_make(notes: PlainNotes, tags: tuple[str, ...]) -> None:
    deck = Deck(id=DeckId("d"), title="D", tags=tags)
    ours = sheet_of_plain(deck, notes)
    theirs = sheet_of_cards(list(cards_of(Deck(id=deck.id, title="D", tags=tags, notes=notes.notes()))))
    places = range(len(notes))
    assert (list(ours.ids), list(ours.faces)) == (theirs.ids, theirs.faces)
    assert [list(column) for column in ours.words(places)] == [list(column) for column in theirs.words(places)]
    assert [list(column) for column in ours.words([0])] == [list(column) for column in theirs.words([0])]


def many(number: int, said: str = "answer") -> PlainNotes:
    return PlainNotes(
        ids=[f"n{place:05}" for place in range(number)],
        prompts=[f"question {place}" for place in range(number)],
        answers=[f"{said} {place}" for place in range(number)],
        accept=[()] * number,
        evidence=[""] * number,
        tags=[("t",)] * number,
    )


def dump(store: Store) -> list[list[tuple[object, ...]]]:
    tables = ("card", "face", "card_text", "sqlite_master")
    return [store._db.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]  # noqa: S608 - ours


@pytest.mark.parametrize("number", [10, 5_100])
def test_a_deck_of_many_plain_cards_is_indexed_as_any_deck(tmp_path: Path, number: int) -> None:
    deck = Deck(id=DeckId("d"), title="D")
    with Store.open(tmp_path / "a.db") as one, Store.open(tmp_path / "b.db") as other:
        schema = {row[1:3] for row in dump(one)[-1]}
        one.index_deck("d.toml", STAMP, deck, day=StudyDay(7), plain=many(number))
        notes = many(number).notes()
        other.index_deck("d.toml", STAMP, Deck(id=deck.id, title="D", notes=notes), day=StudyDay(7))
        assert dump(one)[:-1] == dump(other)[:-1]
        assert {row[1:3] for row in dump(one)[-1]} == schema
        assert one.card(CardId("d/n00009")).answer == "answer 9"
        assert one.decks()[0].cards == number
        one.index_deck("d.toml", Stamp(size=2, mtime_ns=2), deck, plain=many(number - 1, "another"))
        assert one.card(CardId("d/n00008")).answer == "another 8"
        assert one.card_count() == number - 1
        assert one._db.rows("PRAGMA foreign_key_check") == []


def test_plain_cards_take_up_their_history(learner: Learner) -> None:
    learner.answer("d/n1")
    learner.store.forget_deck("d.toml")
    deck = Deck(id=DeckId("d"), title="D")
    notes = PlainNotes(
        ids=["n0", "n1"], prompts=["a", "b"], answers=["c", "d"], accept=[(), ()], evidence=["", ""], tags=[(), ()]
    )
    learner.store.index_deck("e.toml", STAMP, deck, plain=notes)
    assert learner.store.orphans() == ()
    assert learner.store.state(CardId("d/n1")) != NEW
    assert learner.store.card(CardId("d/n1")).prompt == "b"
