"""Two that change one deck file at the same time: neither writes over what the other did."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from quiz.errors import DeckError
from quiz.formats import folder_lock
from quiz.formats.alone import one_at_a_time, write_over
from quiz.formats.folder_lock import alone
from quiz.formats.toml_deck import add_note, edit_note, give_ids, read_deck, set_title, write_deck
from quiz.model.deck import Basic, NoteId
from tests.unit.store.conftest import make_deck

ROOT = Path(__file__).parents[3]
TURNS = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    write_deck(make_deck(cards=4), tmp_path / "d.toml")
    return tmp_path / "d.toml"


def start(script: str, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_nothing_that_two_programs_write_at_once_is_lost(path: Path) -> None:
    script = """
        import sys
        from pathlib import Path
        from quiz.formats.toml_deck import add_note, edit_note
        from quiz.model.deck import Basic, NoteId
        path, who, turns = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
        print("ready", flush=True)
        sys.stdin.readline()
        for turn in range(turns):
            edit_note(path, NoteId(f"n{who}"), {"answer": f"{who} {turn}"})
            if turn % 4 == 0:
                add_note(path, Basic(id=None, prompt=f"by {who} at {turn}", answer="x"))
    """
    both = [start(script, str(path), str(who), str(TURNS)) for who in range(3)]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        each.communicate("\n")
    notes = {str(note.id): note for note in read_deck(path).deck.notes}
    assert [notes[f"n{who}"].answer for who in range(3)] == [f"{who} {TURNS - 1}" for who in range(3)]  # type: ignore[union-attr]
    prompts = {note.prompt for note in notes.values()}
    assert {f"by {who} at {turn}" for who in range(3) for turn in range(0, TURNS, 4)} <= prompts
    assert [each.name for each in path.parent.iterdir()] == ["d.toml"]


class Meanwhile(dict[str, object]):
    """Changes of a note, while which an editor that knows nothing of quiz saves the file."""

    def __init__(self, changes: Mapping[str, object], save: "list[tuple[Path, str, str]]") -> None:
        super().__init__(changes)
        self._save = save

    def items(self) -> Iterator[tuple[str, object]]:  # type: ignore[override]
        if self._save:
            path, old, new = self._save.pop()
            path.write_text(path.read_text().replace(old, new))
        return iter(super().items())


def test_what_an_editor_saves_in_between_stays(path: Path) -> None:
    edit_note(path, NoteId("n0"), Meanwhile({"answer": "ours"}, [(path, "answer 1", "theirs")]))
    assert [note.answer for note in read_deck(path).deck.notes][:2] == ["ours", "theirs"]  # type: ignore[union-attr]


def test_what_an_editor_saves_of_the_same_card_stays(path: Path) -> None:
    edit_note(path, NoteId("n0"), Meanwhile({"answer": "ours"}, [(path, "question 0", "theirs")]))
    first = read_deck(path).deck.notes[0]
    assert isinstance(first, Basic)
    assert (first.prompt, first.answer) == ("theirs", "ours")


def test_an_editor_that_never_stops_is_told(path: Path) -> None:
    @one_at_a_time
    def change(file: Path) -> None:
        text = file.read_text()
        file.write_text(f"{text}# saved again\n")
        write_over(file, text, "ours")

    with pytest.raises(DeckError, match="is being changed by another program"):
        change(path)
    assert "ours" not in path.read_text()


def test_a_folder_is_held_once_and_let_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = """
        import sys
        from pathlib import Path
        from quiz.formats.folder_lock import alone
        with alone(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.readline()
    """
    monkeypatch.setattr(folder_lock, "_LONGEST", 0.02)
    with alone(path), alone(path.with_name("other.toml")):
        set_title(path, "One")
    with start(script, str(path)) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        for change in (lambda: set_title(path, "Two"), lambda: give_ids(path), lambda: write_deck(make_deck(), path)):
            with pytest.raises(DeckError, match="is being changed by another program"):
                change()
        other.kill()
    set_title(path, "Two")
    assert read_deck(path).deck.title == "Two"
    add_note(path, Basic(id=None, prompt="new", answer="x"))


def test_where_nothing_can_be_locked_changes_go_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(folder: str) -> int:
        raise PermissionError

    monkeypatch.setattr(folder_lock, "_opened", cannot)
    set_title(path, "Two")
    assert read_deck(path).deck.title == "Two"
