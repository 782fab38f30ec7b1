"""Many notes are changed in one rewrite, and the way back is exact."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.errors import ChangedSinceError, DeckError
from quiz.formats.bulk import _with_tags
from quiz.formats.edit import with_keys
from quiz.formats.toml_deck import change_notes, read_deck, take_back_notes
from quiz.model.deck import Note
from quiz.model.ids import NoteId

TEXT = """\
# my deck
format = 1
id = "d"
title = "D"

[[card]] # one
id = "a"
prompt = "A?"
answer = "a"
tags = ["x"] # mine

# about b
[[card]]
id = "b"
prompt = "B?"
answer = "b"


[[card]]
id = "c"
prompt = \"\"\"
C
?\"\"\"
answer = "c"
[[card]]
id = "e"
prompt = "E {{c1::one}} {{c2::two}}"
"""

PLAIN = [
    '[[card]]\nprompt = "A?"\nanswer = "a"\n',
    '[[card]]\nid = "a"\ntags = ["x", "y"]\nprompt = "A [b] # ?"\nanswers = ["a", "b"]\nordered = true\n',
    '[[card]]\nprompt = ""\nas_of = 2026-01-02\ntags = []\ndistractors = []\n',
]
TABLES = [
    '[[card]]\nprompt = "A?"\nanswer = "a"',
    '[[card]] # tags\nprompt = "A?"\nanswer = "a"\n',
    '[[card]]\nprompt = """\ntags = ["x"]\n"""\nanswer = "a"\n',
    '[[card]]\ntags = [\n  "x",\n]\nprompt = "A?"\nanswer = "a"\n',
    '[[card]]\nprompt = "A?"\nanswer = "a"\n[[card.also]]\ntitle = "T"\n',
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "d.toml"
    file.write_text(TEXT)
    return file


def ids(*names: str) -> list[NoteId]:
    return [NoteId(name) for name in names]


def tag(note: Note) -> dict[str, object]:
    return {"tags": [*note.tags, "new"]}


def out(note: Note) -> None:
    return None


def test_keys_are_set_and_the_rest_stays_as_it_is(path: Path) -> None:
    edit = change_notes(path, ids("a", "c", "none"), tag)
    text = path.read_text()
    assert text == TEXT.replace('tags = ["x"]', 'tags = ["x", "new"]').replace(
        'answer = "c"\n', 'answer = "c"\ntags = ["new"]\n'
    )
    assert [piece.note for piece in edit.pieces] == ["a", "c"]
    assert take_back_notes(path, edit) == 0
    assert path.read_text() == TEXT


def test_notes_are_taken_out_and_come_back_to_their_places(path: Path) -> None:
    edit = change_notes(path, ids("a", "b", "e"), out)
    assert [note.id for note in read_deck(path).deck.notes] == ["c"]
    assert "# about b" in path.read_text()
    assert take_back_notes(path, edit) == 0
    assert path.read_text() == TEXT


def test_a_file_that_was_changed_since_gets_them_behind_its_last_card(path: Path) -> None:
    edit = change_notes(path, ids("a", "b"), out)
    path.write_text(path.read_text().replace('answer = "c"', 'answer = "cc"'))
    assert take_back_notes(path, edit) == 0
    notes = read_deck(path).deck.notes
    assert [note.id for note in notes] == ["c", "e", "a", "b"]
    assert 'answer = "cc"' in path.read_text()


def test_what_was_changed_since_stays_and_is_counted(path: Path) -> None:
    edit = change_notes(path, ids("a", "b", "c"), tag)
    path.write_text(path.read_text().replace('prompt = "B?"', 'prompt = "Bee?"'))
    assert take_back_notes(path, edit) == 1
    assert [note.tags for note in read_deck(path).deck.notes] == [("x",), ("new",), (), ()]
    with pytest.raises(ChangedSinceError):
        take_back_notes(path, edit)


def test_nothing_is_written_when_nothing_changes(path: Path) -> None:
    stamp = path.stat().st_mtime_ns
    assert change_notes(path, ids("a"), lambda _: {}).pieces == ()
    assert change_notes(path, ids("zz"), out).pieces == ()
    assert path.stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("notes", "keys", "says"),
    [
        (ids("a", "b", "c", "e"), None, "needs one"),
        (ids("a", "b"), {"prompt": ""}, "prompt"),
        (ids("a"), {"id": "b"}, "id"),
    ],
)
def test_a_change_that_cannot_be_leaves_the_file(
    path: Path, notes: list[NoteId], keys: dict[str, object] | None, says: str
) -> None:
    with pytest.raises(DeckError, match=says):
        change_notes(path, notes, lambda _: keys)
    assert path.read_text() == TEXT


def test_windows_line_ends_stay(path: Path) -> None:
    path.write_bytes(TEXT.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    edit = change_notes(path, ids("a", "b"), tag)
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    take_back_notes(path, edit)
    assert path.read_bytes() == before
    edit = change_notes(path, ids("b"), out)
    take_back_notes(path, edit)
    assert path.read_bytes() == before


@pytest.mark.parametrize("tags", [("x",), ("a b", 'say "it"', "ü\\"), ()])
@pytest.mark.parametrize("table", [*TABLES, *PLAIN])
def test_tags_are_written_as_an_editor_of_toml_would(table: str, tags: tuple[str, ...]) -> None:
    parsed = with_keys(table, ("card", 0), {"tags": tags or None})
    quick = _with_tags(table, {"tags": tags or None})
    assert quick == (parsed if table in PLAIN else None)
    assert _with_tags(table, {"tags": tags, "prompt": "B?"}) is None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from("abce"), max_size=3), st.sets(st.sampled_from("abce"), max_size=4))
def test_any_two_changes_are_taken_back_in_turn(path: Path, gone: set[str], tagged: set[str]) -> None:
    path.write_text(TEXT)
    edits = [change_notes(path, ids(*gone), out)]
    middle = path.read_text()
    edits.append(change_notes(path, ids(*tagged), tag))
    if edits[1].pieces:
        take_back_notes(path, edits[1])
    assert path.read_text() == middle
    if edits[0].pieces:
        take_back_notes(path, edits[0])
    assert path.read_text() == TEXT
