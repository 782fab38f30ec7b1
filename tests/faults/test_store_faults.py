"""What happens to answers when things go wrong for real: kills, full disks, damaged and foreign files."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz.errors import StoreError
from quiz.model.deck import CardId
from quiz.model.memory import NEW
from quiz.store.backup import Reason, backups
from quiz.store.database import MIGRATIONS
from quiz.store.store import Store
from tests.unit.store.conftest import STAMP, Learner, make_deck

CARD = CardId("d/n0")
ROOT = Path(__file__).parents[2]


def start(script: str, *arguments: str) -> "subprocess.Popen[str]":
    return run_python("-c", textwrap.dedent(script), *arguments)


def start_module(name: str, *arguments: str) -> "subprocess.Popen[str]":
    return run_python("-m", name, *arguments)


def run_python(*arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answer_all(learner: Learner, turns: int) -> None:
    for turn in range(turns):
        learner.answer(f"d/n{turn % 50}")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "quiz.db"
    with Store.open(path) as store:
        store.index_deck("d.toml", STAMP, make_deck(cards=50))
    return path


@pytest.mark.slow
def test_everything_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    kills = os.environ.get("QUIZ_KILLS", "40")  # 200 by hand
    with start_module("tests.faults.nursery", str(tmp_path), kills, "1") as child:
        output, errors = child.communicate()
    assert errors == ""
    found = json.loads(output)
    assert found["wrong"] == []
    assert found["counts"]["kills"] == int(kills)
    assert found["counts"]["acknowledged: review"] > int(kills)


def test_a_locked_database_says_so_and_loses_nothing(database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other, Store.open(database) as store:
        learner = Learner(store)
        learner.answer("d/n0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked by another program") as caught:
            learner.answer("d/n1")
        assert caught.value.hint
        assert learner.left()[1] == 1  # reading goes on
        other.execute("ROLLBACK")
        learner.answer("d/n1")
        assert len(list(store.reviews())) == 2


def test_a_full_disk_loses_only_the_answer_that_was_refused(database: Path) -> None:
    with Store.open(database) as store:
        learner = Learner(store)
        store._db.run("PRAGMA max_page_count = 60")
        with pytest.raises(StoreError, match="There is no room left"):
            answer_all(learner, 10_000)
        kept = len(list(store.reviews()))
        assert kept > 5
        assert store.integrity() == []
    with Store.open(database) as store:
        assert len(list(store.reviews())) == kept
        Learner(store).answer("d/n0")


def test_a_disk_that_takes_no_more_bytes(database: Path) -> None:
    script = """
        import resource, signal, sys
        from pathlib import Path
        from quiz.errors import StoreError
        from quiz.store.store import Store
        from tests.unit.store.conftest import Learner
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with Store.open(Path(sys.argv[1])) as store:
            learner = Learner(store)
            learner.answer("d/n0")
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
            try:
                for turn in range(10_000):
                    print(learner.answer(f"d/n{turn % 50}").id)
            except StoreError as error:
                print("refused", error.message)
    """
    with start(script, str(database)) as child:
        output, errors = child.communicate()
    *answers, last = output.splitlines()
    assert errors == ""
    assert last.startswith("refused The disk of")
    with Store.open(database) as store:
        assert set(answers) <= {str(review.id) for review in store.reviews()}
        assert store.integrity() == []


def damage(edit: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(edit(path.read_bytes())) and None


def of_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


def from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def with_only_a_wal(path: Path) -> None:
    path.rename(path.with_name("quiz.db-wal"))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (damage(lambda _: b""), "is empty, so something has cut it off"),
        (damage(lambda raw: raw[:-5_000]), "is damaged"),
        (damage(lambda raw: raw[:50]), "is not a database|is damaged"),
        (damage(lambda _: b"A text.\n" * 100), "is not a database"),
        (damage(lambda raw: raw[:100] + os.urandom(len(raw) - 100)), "is damaged"),
        (of_another_program, "is a database of another program"),
        (from_the_future, "was written by a newer version of quiz"),
        (with_only_a_wal, "is gone, but quiz.db-wal"),
    ],
)
def test_a_spoiled_database_is_refused_and_left_as_it_is(
    database: Path, spoil: Callable[[Path], None], sentence: str
) -> None:
    spoil(database)
    before = database.read_bytes() if database.exists() else None
    with pytest.raises(StoreError, match=sentence) as caught:
        Store.open(database)
    assert str(database) in caught.value.message
    assert caught.value.hint
    assert (database.read_bytes() if database.exists() else None) == before


def test_a_folder_in_place_of_the_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is not a file"):
        Store.open(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "file" / "quiz.db")


def test_damage_within_the_file_is_found(database: Path) -> None:
    with Store.open(database) as store:
        for turn in range(100):
            Learner(store).answer(f"d/n{turn % 50}")
        [[page]] = store._db.rows("SELECT rootpage FROM sqlite_schema WHERE name = 'review_day'")
        [[size]] = store._db.rows("PRAGMA page_size")
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(60))
    with Store.open(database) as store:
        assert any("review_day" in line or "damaged" in line for line in store.integrity())


def test_files_are_for_their_owner_only(tmp_path: Path) -> None:
    with Store.open(tmp_path / "home" / "quiz.db") as store:
        store.index_deck("d.toml", STAMP, make_deck())
        modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "home").iterdir()}
    assert set(modes.values()) == {0o600}
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_an_older_database_is_brought_up_to_date_after_a_copy(database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        review = Learner(store).answer("d/n0")
    newer = tmp_path / "migrations"
    newer.mkdir()
    for script in MIGRATIONS.iterdir():
        (newer / script.name).write_text(script.read_text())
    (newer / "0099_notes.sql").write_text(
        "CREATE TABLE remark (card INTEGER) STRICT;\n"
        "CREATE TRIGGER t BEFORE DELETE ON remark BEGIN\n  SELECT raise(ABORT, ';');\nEND;\n"
    )
    with Store.open(database, migrations=newer) as store:
        assert store.state(review.card) == review.after
        assert store._db.row("PRAGMA user_version") == (99,)
        assert store._db.rows("SELECT * FROM remark") == []
    (backup,) = backups(database)
    assert backup.reason is Reason.MIGRATION
    with Store.open(backup.database) as copy:
        assert copy.state(review.card) == review.after
    with pytest.raises(StoreError, match="newer version"):
        Store.open(database)


def test_a_migration_that_fails_changes_nothing(database: Path, tmp_path: Path) -> None:
    newer = tmp_path / "migrations"
    newer.mkdir()
    for script in MIGRATIONS.iterdir():
        (newer / script.name).write_text(script.read_text())
    (newer / "0099_bad.sql").write_text("DROP TABLE face;\nSELECT * FROM nowhere;\n")
    with pytest.raises(StoreError, match="cannot be used: no such table: nowhere"):
        Store.open(database, migrations=newer)
    with Store.open(database) as store:
        assert store.state(CARD) == NEW
        assert len(store.cards([CARD])) == 1


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_database_says_so(what: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        path = folder / "quiz.db"
        if what == "file":
            Store.open(path).close()
            path.chmod(0o444)
        else:
            folder.chmod(0o555)
        script = """
            import os, sys
            from pathlib import Path
            from quiz.errors import StoreError
            from quiz.store.store import Store
            if os.geteuid() == 0:  # nothing is read-only for root
                os.setuid(65534)
            try:
                Store.open(Path(sys.argv[1]))
            except StoreError as error:
                print(error.message)
        """
        with start(script, str(path)) as child:
            output, errors = child.communicate()
        folder.chmod(0o755)
    assert ("is read-only" if what == "file" else "cannot be opened: Permission denied") in output
    assert errors == ""
