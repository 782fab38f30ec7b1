"""Changing deck files leaves everything else as it was, to the byte."""

import stat
from pathlib import Path

import pytest

from quiz.errors import DeckError
from quiz.formats.atomic import write_atomically
from quiz.formats.toml_deck import (
    dump_deck,
    edit_note,
    give_ids,
    read_deck,
    remove_note,
    with_ids,
    write_deck,
)
from quiz.model.deck import Basic, Deck, DeckId, NoteId

HAND = """# My own deck
format = 1   # the only one

[[card]]     # an easy one
answer = 'Paris'   # of course
prompt = "Capital of France?"

# a comment above the second card
[[card]]
id = "rome"
  prompt   =   "Capital of Italy?"
answer = "Rome"
accept = [
  "Roma",  # as they say
]

[[card]]
prompt = \"\"\"
[[card]]
{{c1::Bern}}\"\"\"
# the end
"""


@pytest.fixture
def hand(tmp_path: Path) -> Path:
    path = tmp_path / "hand.toml"
    path.write_text(HAND)
    return path


def test_ids_are_added_and_nothing_else(hand: Path) -> None:
    meant = with_ids(read_deck(hand).deck)
    assert give_ids(hand) == 3
    added = [line for line in hand.read_text().splitlines(keepends=True) if line not in HAND.splitlines(keepends=True)]
    assert added == ['id = "hand"\n', f'id = "{meant.notes[0].id}"\n', f'id = "{meant.notes[2].id}"\n']
    assert "".join(line for line in hand.read_text().splitlines(keepends=True) if line not in added) == HAND
    assert read_deck(hand).deck == meant
    assert read_deck(hand).complete
    assert give_ids(hand) == 0


def test_ids_are_added_to_files_with_windows_line_ends_and_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    before = b'\xef\xbb\xbf[[card]]\r\nprompt = "a"\r\nanswer = "b"\r\n'
    path.write_bytes(before)
    assert give_ids(path) == 2
    lines = path.read_bytes().split(b"\r\n")
    assert lines[0] == b'\xef\xbb\xbfid = "w"'
    assert b"\n" not in b"".join(lines)
    assert read_deck(path).complete


def test_equal_cards_get_different_ids_that_stay() -> None:
    deck = Deck(id=DeckId("d"), title="d", notes=(Basic(prompt="a", answer="b"),) * 50)
    ids = [note.id for note in with_ids(deck).notes]
    assert len(set(ids)) == 50
    assert ids == [note.id for note in with_ids(deck).notes]


def test_a_bad_card_keeps_no_other_from_getting_its_id(hand: Path) -> None:
    hand.write_text(HAND + '\n[[card]]\nprompt = "no answer"\n')
    assert give_ids(hand) == 3
    assert hand.read_text().endswith('\n[[card]]\nprompt = "no answer"\n')


def test_a_note_is_changed_where_it_stands(hand: Path) -> None:
    edit_note(hand, NoteId("rome"), {"answer": 'The "eternal" city', "accept": None, "tags": ["a"], "reverse": True})
    head, tail = HAND.split("[[card]]\nid", 1)[0], HAND[HAND.index('\n[[card]]\nprompt = """') :]
    text = hand.read_text()
    assert text.startswith(head)
    assert text.endswith(tail)
    assert '  prompt   =   "Capital of Italy?"\n' in text
    assert read_deck(hand).deck.notes[1] == Basic(
        id=NoteId("rome"), prompt="Capital of Italy?", answer='The "eternal" city', tags=("a",), reverse=True
    )


@pytest.mark.parametrize(
    "changes", [{"answer": None}, {"answr": "x"}, {"answer": " "}, {"id": "milan"}, {"kind": "choice"}]
)
def test_a_change_that_would_break_the_note_is_refused(hand: Path, changes: dict[str, object]) -> None:
    with pytest.raises(DeckError):
        edit_note(hand, NoteId("rome"), changes)
    assert hand.read_text() == HAND


def test_a_note_is_taken_out(hand: Path) -> None:
    remove_note(hand, NoteId("rome"))
    assert hand.read_text() == HAND.replace(HAND[HAND.index("[[card]]\nid") : HAND.index('[[card]]\nprompt = """')], "")
    with pytest.raises(DeckError, match="has no card rome"):
        remove_note(hand, NoteId("rome"))


def test_cards_in_one_long_list_are_read_and_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "inline.toml"
    path.write_text('card = [{prompt = "a", answer = "b"}]\n')
    assert len(read_deck(path).deck.notes) == 1
    with pytest.raises(DeckError, match="one long list"):
        give_ids(path)
    assert path.read_text() == 'card = [{prompt = "a", answer = "b"}]\n'


def test_a_file_with_faulty_toml_is_not_changed(hand: Path) -> None:
    faulty = HAND + "\n[[card]]\nprompt = \n"
    hand.write_text(faulty)
    with pytest.raises(DeckError, match="faulty TOML"):
        give_ids(hand)
    assert hand.read_text() == faulty


def test_permissions_and_links_stay(hand: Path, tmp_path: Path) -> None:
    hand.chmod(0o640)
    link = tmp_path / "link.toml"
    link.symlink_to(hand)
    give_ids(link)
    assert link.is_symlink()
    assert stat.S_IMODE(hand.stat().st_mode) == 0o640
    assert "id = " in hand.read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"hand.toml", "link.toml"}


def test_a_new_file_does_not_replace_another_unless_told(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    deck = Deck(id=DeckId("d"), title="d", notes=(Basic(prompt="a", answer="b"),))
    write_deck(deck, path, overwrite=False)
    assert path.read_text() == dump_deck(deck)
    with pytest.raises(DeckError, match="there is already a file"):
        write_deck(deck, path, overwrite=False)
    write_deck(deck, path)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none/d.toml", "its folder does not exist"),
        (".", "it is a folder"),
        ("n" * 300 + ".toml", "the name is too long"),
    ],
)
def test_places_where_no_file_can_be(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(DeckError, match=reason):
        write_atomically(tmp_path / name, "text")
    assert list(tmp_path.iterdir()) == []
