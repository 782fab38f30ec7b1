"""A card edited as text is put back whole, or not at all."""

from pathlib import Path

import pytest

from quiz.errors import ChangedSinceError, DeckError
from quiz.formats.table import replace_table, table_of
from quiz.formats.toml_deck import edit_note, give_ids, read_deck, take_back
from quiz.model.deck import NoteId
from tests.unit.formats.test_edit import HAND

ROME = NoteId("rome")


@pytest.fixture(params=["\n", "\r\n"])
def hand(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "hand.toml"
    path.write_bytes(HAND.replace("\n", request.param).encode())
    give_ids(path)
    return path


def test_the_table_is_the_text_of_the_card_alone(hand: Path) -> None:
    assert table_of(hand, ROME) == HAND[HAND.index('[[card]]\nid = "rome"') : HAND.index('\n[[card]]\nprompt = """')]


def test_an_edited_table_is_put_back_and_taken_back(hand: Path) -> None:
    before = hand.read_bytes()
    old = table_of(hand, ROME)
    edit = replace_table(hand, ROME, old, "# seen to\n" + old.replace('"Rome"', '"Roma"') + "\n\n")
    assert read_deck(hand).deck.notes[1].answer == "Roma"
    assert hand.read_bytes().count(b"\n") == before.count(b"\n") + 1
    take_back(hand, edit)
    assert hand.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"Rome"', '"Rome', "line 4"),
        ("answer =", "anwser =", "line 4"),
        ('id = "rome"', 'id = "milan"', "history hangs on it"),
        ('id = "rome"', "", "history hangs on it"),
        ("[[card]]", "[[card]]\nprompt = 'a'\nanswer = 'b'\n[[card]]", "one only"),
        ("[[card]]", "", "stays as it was"),
        ("accept", 'kind = "nothing"\naccept', "line 5"),
    ],
)
def test_a_table_that_is_no_card_any_more_is_refused_with_the_line(hand: Path, old: str, new: str, told: str) -> None:
    before = hand.read_bytes()
    table = table_of(hand, ROME)
    with pytest.raises(DeckError, match=told):
        replace_table(hand, ROME, table, table.replace(old, new))
    assert hand.read_bytes() == before


def test_an_emptied_table_is_refused(hand: Path) -> None:
    with pytest.raises(DeckError, match="stays as it was"):
        replace_table(hand, ROME, table_of(hand, ROME), "\n")


def test_a_table_that_was_changed_meanwhile_is_not_overwritten(hand: Path) -> None:
    old = table_of(hand, ROME)
    edit_note(hand, ROME, {"answer": "the eternal city"})
    before = hand.read_bytes()
    with pytest.raises(ChangedSinceError):
        replace_table(hand, ROME, old, old.replace('"Rome"', '"Roma"'))
    assert hand.read_bytes() == before
