"""A change of a note is taken back to the byte, and never over what somebody else wrote since."""

from pathlib import Path

import pytest

from quiz.errors import ChangedSinceError, DeckError
from quiz.formats.toml_deck import edit_note, give_ids, read_deck, remove_note, take_back
from quiz.model.deck import NoteId
from tests.unit.formats.test_edit import HAND

ROME = NoteId("rome")


@pytest.fixture(params=["\n", "\r\n"])
def hand(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "hand.toml"
    path.write_bytes(HAND.replace("\n", request.param).encode())
    give_ids(path)
    return path


@pytest.mark.parametrize(
    "changes", [{"answer": "Roma"}, {"accept": None}, {"accept": None, "answer": "x", "tags": ["a"]}, {"reverse": True}]
)
def test_a_changed_note_reads_again_as_it_did(hand: Path, changes: dict[str, object]) -> None:
    before = hand.read_bytes()
    edit = edit_note(hand, ROME, changes)
    assert hand.read_bytes() != before
    take_back(hand, edit)
    assert hand.read_bytes() == before


def test_an_edit_names_the_cards_that_the_note_makes_since(hand: Path) -> None:
    assert edit_note(hand, ROME, {"reverse": True}).cards == {"hand/rome", "hand/rome:reverse"}
    assert edit_note(hand, ROME, {"reverse": None}).cards == {"hand/rome"}
    assert remove_note(hand, ROME).cards == set()


def test_changes_are_taken_back_one_after_the_other(hand: Path) -> None:
    texts, edits = [hand.read_bytes()], []
    for answer in ("one", "two", "three"):
        edits.append(edit_note(hand, ROME, {"answer": answer}))
        texts.append(hand.read_bytes())
    for edit in reversed(edits):
        texts.pop()
        take_back(hand, edit)
        assert hand.read_bytes() == texts[-1]


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_note_that_was_taken_out_comes_back_to_its_place(hand: Path, index: int) -> None:
    before = hand.read_bytes()
    edit = remove_note(hand, read_deck(hand).deck.notes[index].id)
    take_back(hand, edit)
    assert hand.read_bytes() == before


def test_a_note_comes_back_also_when_others_were_changed_since(hand: Path) -> None:
    notes = read_deck(hand).deck.notes
    edit = remove_note(hand, ROME)
    edit_note(hand, notes[0].id, {"answer": "Lutetia"})
    take_back(hand, edit)
    after = read_deck(hand)
    assert not after.problems
    assert [note.id for note in after.deck.notes] == [notes[0].id, notes[2].id, ROME]
    assert after.deck.notes[2] == notes[1]


def test_what_somebody_else_wrote_since_stays(hand: Path) -> None:
    edit = edit_note(hand, ROME, {"answer": "Roma"})
    edit_note(hand, ROME, {"answer": "Roma!"})
    now = hand.read_bytes()
    with pytest.raises(ChangedSinceError, match="changed"):
        take_back(hand, edit)
    assert hand.read_bytes() == now


def test_a_note_that_is_gone_is_not_made_again_by_taking_a_change_back(hand: Path) -> None:
    edit = edit_note(hand, ROME, {"answer": "Roma"})
    out = remove_note(hand, ROME)
    with pytest.raises(ChangedSinceError, match="is gone"):
        take_back(hand, edit)
    take_back(hand, out)
    with pytest.raises(ChangedSinceError, match="stands there again"):
        take_back(hand, out)


def test_the_only_card_of_a_deck_is_not_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "one.toml"
    path.write_text('[[card]]\nid = "a"\nprompt = "a"\nanswer = "b"\n')
    with pytest.raises(DeckError, match="only card"):
        remove_note(path, NoteId("a"))
    assert len(read_deck(path).deck.notes) == 1
