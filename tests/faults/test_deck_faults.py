"""What happens to deck files when a write cannot be finished: the old text stays, whole."""

import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import pytest

from quiz.formats.toml_deck import dump_deck, read_deck, write_deck
from quiz.model.deck import Basic, Deck, DeckId, NoteId
from quiz.store.store import Stamp, Store
from tests.unit.store.conftest import STAMP, Learner, make_deck

ROOT = Path(__file__).parents[2]
SMALL = Deck(id=DeckId("d"), title="d", notes=(Basic(id=NoteId("n"), prompt="a", answer="b"),))


def run(script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), *arguments],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_a_write_that_does_not_fit_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    write_deck(SMALL, path)
    said = run(
        """
        import resource, signal, sys
        from dataclasses import replace
        from pathlib import Path
        from quiz.errors import DeckError
        from quiz.formats.toml_deck import read_deck, write_deck
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
        deck = read_deck(Path(sys.argv[1])).deck
        try:
            write_deck(replace(deck, title="t" * 5_000), Path(sys.argv[1]))
        except DeckError as error:
            print(error.message)
        """,
        str(path),
    )
    assert said == f"{path} cannot be written: the file would be larger than the system allows.\n"
    assert path.read_text() == dump_deck(SMALL)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_is_read_only_stays_as_it_is(what: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "d.toml"
        path.write_text(dump_deck(SMALL).replace('id = "n"\n', ""))
        before = path.read_text()
        path.chmod(0o444)
        folder.chmod(0o777 if what == "file" else 0o555)
        said = run(
            """
            import os, sys
            from pathlib import Path
            from quiz.errors import DeckError
            from quiz.formats.toml_deck import give_ids
            if os.geteuid() == 0:  # nothing is read-only for root
                os.setuid(65534)
            try:
                give_ids(Path(sys.argv[1]))
            except DeckError as error:
                print(error.message, error.hint)
            """,
            str(path),
        )
        folder.chmod(0o755)
        assert said.startswith(f"{path} cannot be written: it may not be written to. Change the permissions")
        assert path.read_text() == before
        assert list(folder.iterdir()) == [path]


@pytest.mark.slow
def test_a_kill_while_writing_leaves_one_of_the_two_texts(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    write_deck(make_deck(cards=1), path)
    texts = {dump_deck(make_deck(cards=count)) for count in (1, 500)}
    script = """
        import sys
        from pathlib import Path
        from quiz.formats.toml_deck import write_deck
        from tests.unit.store.conftest import make_deck
        decks = [make_deck(cards=1), make_deck(cards=500)]
        print("ready", flush=True)
        while True:
            for deck in decks:
                write_deck(deck, Path(sys.argv[1]))
                print(len(deck.notes), flush=True)
    """
    for lines in range(1, 13):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(path)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        ) as child:
            assert child.stdout is not None
            for _ in range(lines):
                child.stdout.readline()
            child.kill()
        assert path.read_text() in texts
        assert read_deck(path).problems == ()


def test_history_outlives_its_file(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    write_deck(make_deck(), path)
    with Store.open(tmp_path / "quiz.db") as store:
        learner = Learner(store)
        store.index_deck(str(path), STAMP, read_deck(path).deck)
        review = learner.answer("d/n0")
        store.index_broken(str(path), Stamp(size=2, mtime_ns=2), "Broken.")
        assert store.state(review.card) == review.after
        learner.answer("d/n0")  # a session that is under way goes on
        store.forget_deck(str(path))
        learner.answer("d/n0")
        assert len(list(store.reviews_of(review.card))) == 3
        moved = tmp_path / "folder.toml"
        path.rename(moved)
        store.index_deck(str(moved), STAMP, read_deck(moved).deck)
        assert store.orphans() == ()
        assert len(list(store.reviews([DeckId("d")]))) == 3
        assert store.integrity() == []
