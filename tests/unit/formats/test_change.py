"""Bringing a deck file up to what a deck is to be touches only what differs."""

from dataclasses import replace
from pathlib import Path

import pytest

from quiz.errors import DeckError
from quiz.formats.toml_deck import change_deck, read_deck
from quiz.model.deck import Basic, Deck, NoteId, trace_of
from quiz.model.trace import Refusal

MADE = """# from the paper
format = 1
id = "bridge"
title = "A bridge"  # mine

[source]
title = "A bridge"
path = "bridge.txt"  # it moved
sha256 = "00"

# the first
[[card]]
id = "a"
prompt = "Where is it?"
answer = "Here"  # for sure

[[card]]
id = "b"
prompt = "How long is it?"
answer = "200 metres"

# what I do not want
[[rejected]]
id = "r"
prompt = "Who?"  # boring

[written]
a = "00000000-00000000"  # do not touch
b = "11111111-11111111"
"""

NEW = Basic(id=NoteId("new"), prompt="How high is it?", answer="30 metres")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.toml"
    path.write_text(MADE)
    return path


def deck_in(path: Path) -> Deck:
    return read_deck(path).deck


def test_nothing_changes_where_nothing_differs(file: Path) -> None:
    change_deck(file, deck_in(file))
    assert file.read_text() == MADE


def test_new_cards_stand_behind_the_last_one(file: Path) -> None:
    deck = deck_in(file)
    change_deck(file, replace(deck, notes=(*deck.notes, NEW)))
    new = '\n[[card]]\nid = "new"\nkind = "basic"\nprompt = "How high is it?"\nanswer = "30 metres"\n'
    assert file.read_text() == MADE.replace("\n# what I", new + "\n# what I")


def test_a_card_a_source_and_traces_are_changed_where_they_stand(file: Path) -> None:
    deck = deck_in(file)
    first, second = deck.notes
    assert isinstance(first, Basic)
    assert deck.source is not None
    traces = (deck.written[0], trace_of(replace(second, prompt="Why?")), trace_of(NEW))
    change_deck(
        file,
        replace(
            deck,
            notes=(replace(first, answer="There", tags=("t",)), second),
            source=replace(deck.source, sha256="01", generator="rules 2"),
            written=tuple(trace for trace in traces if trace),
        ),
    )
    text = file.read_text()
    for line in MADE.splitlines():
        if not line.startswith(("answer = ", "sha256", "b = ")):
            assert line in text.splitlines()
    assert 'answer = "There"  # for sure\ntags = ["t"]\n' in text
    assert 'sha256 = "01"\ngenerator = "rules 2"\n' in text
    assert text.endswith(f'b = "{traces[1]}"\nnew = "{traces[2]}"\n')


def test_refusals_come_and_go(file: Path) -> None:
    deck = deck_in(file)
    more = Refusal(id=NoteId("s"), prompt="When?", answer="In 1900")
    change_deck(file, replace(deck, refusals=(*deck.refusals, more)))
    added = '\n[[rejected]]\nid = "s"\nprompt = "When?"\nanswer = "In 1900"\n'
    assert file.read_text() == MADE.replace("# boring\n", "# boring\n" + added)
    change_deck(file, deck)
    assert file.read_text() == MADE
    change_deck(file, replace(deck, refusals=(more,)))
    assert file.read_text() == MADE.replace('[[rejected]]\nid = "r"\nprompt = "Who?"  # boring\n', added)
    change_deck(file, replace(deck, refusals=()))
    assert deck_in(file).rejected == ()
    assert "# what I do not want\n" in file.read_text()


def test_ids_in_a_list_become_tables_when_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text('title = "D"\nrejected = ["a"]\n# mine\n\n[[card]]\nid = "c"\nprompt = "p"\nanswer = "a"')
    deck = deck_in(path)
    change_deck(path, replace(deck, refusals=(*deck.refusals, Refusal(id=NoteId("b"), answer="B"))))
    assert path.read_text() == (
        'title = "D"\n# mine\n\n[[card]]\nid = "c"\nprompt = "p"\nanswer = "a"\n'
        '\n[[rejected]]\nid = "a"\n\n[[rejected]]\nid = "b"\nanswer = "B"\n'
    )


def test_windows_line_ends_and_a_mark_stay(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + MADE.replace("\n", "\r\n").encode())
    deck = deck_in(file)
    change_deck(file, replace(deck, notes=(*deck.notes, NEW), refusals=()))
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# from the paper\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_a_file_with_faulty_toml_is_not_changed(file: Path) -> None:
    file.write_text(MADE + "\n[[card]]\nprompt = \n")
    deck = deck_in(file)
    with pytest.raises(DeckError, match="faulty TOML"):
        change_deck(file, replace(deck, notes=(*deck.notes, NEW)))
    assert file.read_text() == MADE + "\n[[card]]\nprompt = \n"
