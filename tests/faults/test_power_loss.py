"""The power fails while answers are kept: what reached the disk is put together at random, as disks do it.

Before it is fsynced, any part of what was written may be on the disk, in any order; SQLite writes the log (``-wal``),
has it on the disk when an answer is acknowledged, and brings it into the database afterwards. So a moment of power
loss is the files as they were after one answer, with some of the sectors that the next answer wrote.
"""

import os
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from quiz.model.memory import Instant, Rating
from quiz.store.store import Store
from tests.unit.store.conftest import STAMP, Learner, make_deck

SECTOR = 512
LOSSES = int(os.environ.get("QUIZ_POWER_LOSSES", "150"))


@dataclass(frozen=True)
class Disk:
    """What is on the disk once something was acknowledged."""

    database: bytes
    log: bytes
    rows: frozenset[str]


def answered(folder: Path, answers: int) -> list[Disk]:
    """Answer, take back and put away cards; return what was on the disk after each step."""
    path = folder / "quiz.db"
    chance = random.Random(5)
    disks: list[Disk] = []
    rows: set[str] = set()
    with Store.open(path) as store:
        store.index_deck("d.toml", STAMP, make_deck(cards=20))
        store._db.run("PRAGMA wal_autocheckpoint = 12")  # often, so that many moments fall into it
        learner = Learner(store)
        for _ in range(answers):
            review = learner.answer(f"d/n{chance.randrange(20)}", chance.choice(list(Rating)))
            rows.add(str(review.id))
            learner.wait(minutes=11)
            disks.append(Disk(path.read_bytes(), path.with_name("quiz.db-wal").read_bytes(), frozenset(rows)))
    return disks


def torn(old: bytes, new: bytes, chance: random.Random) -> bytes:
    """Return ``old`` with some of the sectors that ``new`` has in their place; some are only written in part."""
    mixed = bytearray(old.ljust(len(new), b"\0")) if chance.random() < 0.5 else bytearray(old)
    share = chance.random()
    for start in range(0, len(new), SECTOR):
        if new[start : start + SECTOR] != old[start : start + SECTOR] and chance.random() < share:
            end = start + (SECTOR if chance.random() < 0.9 else chance.randrange(SECTOR))
            mixed.extend(bytes(max(0, start - len(mixed))))
            mixed[start:end] = new[start:end]
    return bytes(mixed)


def cut(old: bytes, new: bytes, chance: random.Random) -> bytes:
    """Return ``new`` up to a random place, and what was there before it from there on."""
    first = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    at = chance.randint(min(first, len(new)), len(new))
    return new[:at] + old[at:]


@pytest.mark.slow
def test_no_acknowledged_answer_is_lost_when_the_power_fails(tmp_path: Path) -> None:
    disks = answered(tmp_path, 120)
    kinds: Counter[str] = Counter()
    for number in range(LOSSES):
        chance = random.Random(number)
        at = chance.randrange(len(disks) - 1)
        before, after = disks[at], disks[at + 1]
        database, log = before.database, after.log
        if before.database != after.database and chance.random() < 0.5:
            kinds["while the log is brought into the database"] += 1
            database = chance.choice((torn, cut))(before.database, after.database, chance)
        else:
            kinds["while the log is written"] += 1
            log = chance.choice((torn, cut))(before.log, after.log, chance)
        path = tmp_path / str(number) / "quiz.db"
        path.parent.mkdir()
        path.write_bytes(database)
        path.with_name("quiz.db-wal").write_bytes(log)
        if chance.random() < 0.3:
            path.with_name("quiz.db-shm").write_bytes(chance.randbytes(32_768))
        with Store.open(path) as store:
            rows = {str(review.id) for review in store.reviews(retracted=True)}
            assert before.rows <= rows <= after.rows, (number, kinds)
            assert store.integrity(Learner(store).fold) == [], number
            kinds["kept the answer that was not acknowledged"] += rows == after.rows
            later = Instant((store.last_event() or 0) + 60_000)
            Learner(store, now=later).answer("d/n1")
    assert min(kinds.values()) > LOSSES // 20, kinds
    assert kinds["kept the answer that was not acknowledged"] < LOSSES
