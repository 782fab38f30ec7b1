"""A backup comes back whole, for every program that has the database open, and what was there is never lost."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quiz.errors import StoreError
from quiz.store.backup import Backup, Reason, backup_now, backups
from quiz.store.restore import restore
from quiz.store.store import Store
from tests.unit.store.conftest import STAMP, Learner, make_deck

ROOT = Path(__file__).parents[3]


def ids(path: Path) -> list[str]:
    with Store.open(path) as store:
        return [review.id for review in store.reviews()]


@pytest.fixture
def backup(learner: Learner) -> Backup:
    learner.answer("d/n0")
    return backup_now(learner.store.path, Reason.HAND, at=learner.now)


def test_what_was_is_back_for_every_program_and_can_be_taken_back(learner: Learner, backup: Backup) -> None:
    first = [review.id for review in learner.store.reviews()]
    later = learner.answer("d/n1")
    done = restore(learner.store.path, backup, at=learner.now)
    assert done.aside is None
    assert done.saved is not None
    # The store was open all the while.
    assert [review.id for review in learner.store.reviews()] == first
    assert learner.store.integrity(learner.fold) == []
    learner.wait(minutes=1)
    learner.answer("d/n2")
    again = restore(learner.store.path, done.saved, at=learner.now)
    assert [review.id for review in learner.store.reviews()] == [*first, later.id]
    assert again.saved is not None
    assert len(backups(learner.store.path)) == 3


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:9_000]),
        lambda path: path.write_bytes(b"A text.\n" * 1_000),
        lambda path: path.write_bytes(path.read_bytes()[:4_096] + os.urandom(60_000)),
        lambda path: path.with_name("quiz.db-wal").write_bytes(os.urandom(9_000)) and path.write_bytes(b"none"),
    ],
    ids=["empty", "cut", "text", "noise", "wal"],
)
def test_a_damaged_database_is_kept_aside(learner: Learner, backup: Backup, spoil: Callable[[Path], object]) -> None:
    path = learner.store.path
    before = ids(path)
    learner.store.close()
    spoil(path)
    spoiled = path.read_bytes()
    done = restore(path, backup, at=learner.now)
    assert done.saved is None
    assert done.aside is not None
    assert done.aside.read_bytes() == spoiled
    assert ids(path) == before
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_gone(learner: Learner, backup: Backup) -> None:
    before = ids(learner.store.path)
    learner.store.close()
    learner.store.path.unlink()
    done = restore(learner.store.path, backup, at=learner.now)
    assert (done.saved, done.aside) == (None, None)
    assert ids(learner.store.path) == before


def test_a_damaged_database_that_another_program_has_open_stays(learner: Learner, backup: Backup) -> None:
    path = learner.store.path
    learner.store.close()
    script = "import sys\nfrom pathlib import Path\nfrom quiz.store.store import Store\n"
    script += "with Store.open(Path(sys.argv[1])):\n    print('open', flush=True)\n    sys.stdin.read()\n"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with path.open("r+b") as file:
            file.seek(4_096)
            file.write(os.urandom(40_000))
        spoiled = path.read_bytes()
        with pytest.raises(StoreError, match="another program has it open"):
            restore(path, backup, at=learner.now)
        assert path.read_bytes() == spoiled
        other.communicate("")
    assert restore(path, backup, at=learner.now).aside is not None


def test_a_damaged_backup_changes_nothing(learner: Learner, backup: Backup) -> None:
    later = learner.answer("d/n1")
    with backup.database.open("r+b") as file:
        file.truncate(9_000)
    with pytest.raises(StoreError, match="damaged"):
        restore(learner.store.path, backup, at=learner.now)
    assert later.id in ids(learner.store.path)
    assert [path.name for path in learner.store.path.parent.glob("quiz.db.*")] == []


def test_a_database_in_use_says_so_and_stays(learner: Learner, backup: Backup) -> None:
    with closing(sqlite3.connect(learner.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked by another program"):
            restore(learner.store.path, backup, at=learner.now)


def test_an_older_backup_is_brought_up_to_date(tmp_path: Path, learner: Learner) -> None:
    with closing(sqlite3.connect(learner.store.path)) as connection:
        [newest] = connection.execute("PRAGMA user_version").fetchone()
    migrations = tmp_path / "older"
    migrations.mkdir()
    source = Path(sys.modules["quiz.store.database"].__file__ or "").parent / "migrations"
    for script in sorted(source.iterdir())[:1]:
        (migrations / script.name).write_text(script.read_text())
    old = tmp_path / "old" / "quiz.db"
    Store.open(old, migrations=migrations).close()
    backup = backup_now(old, Reason.HAND)
    restore(learner.store.path, backup, at=learner.now)
    assert learner.store._db.row("PRAGMA user_version") == (newest,)
    learner.store.index_deck("e.toml", STAMP, make_deck("e"))
    learner.answer("e/n0")
