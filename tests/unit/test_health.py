"""What `check` finds around the database, mends, and rebuilds."""

import os
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings, setting_named
from quiz.errors import UsageError
from quiz.model.answer import Verdict
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Rating
from quiz.model.review import Action, ActionKind
from quiz.paths import Paths, find_paths
from quiz.store.backup import Reason
from quiz.store.ids import new_event_id
from tests.unit.test_collection import Clock, answer, clock, collection, paths

__all__ = ["clock", "collection", "paths"]


def modes(home: Path) -> set[int]:
    return {path.stat().st_mode & 0o077 for path in (home, *home.rglob("*"))}


@pytest.mark.parametrize("umask", [0, 0o022])
def test_everything_that_is_made_is_for_its_owner_only(umask: int, tmp_path: Path, clock: Clock) -> None:
    before = os.umask(umask)
    try:
        paths = find_paths({"QUIZ_HOME": str(tmp_path / "home")})
        with Collection.open(paths, Settings(), clock=clock) as collection:
            answer(collection)
            collection.backups.now(Reason.HAND)
            collection.preferences.put(setting_named("rollover"), 3)
            made = collection.shelf.create("Rivers").path
            assert made is not None
            made = collection.shelf.move(made, "far/away/").path
            assert made is not None
            other = collection.shelf.create("Lakes").path
            assert other is not None
            collection.shelf.delete(other)
            assert modes(paths.home) == {0}
            assert collection.check() == ()
    finally:
        os.umask(before)


def test_wider_files_are_told_and_narrowed(collection: Collection, paths: Paths) -> None:
    paths.home.chmod(0o755)
    paths.decks.chmod(0o700)
    (paths.decks / "rivers.toml").chmod(0o644)
    found = {finding.path for finding in collection.check() if "others" in finding.message}
    assert found == {paths.home, paths.decks}
    fixed = collection.check(fix=True)
    assert {finding.path for finding in fixed if finding.fixed} == found
    assert collection.check() == ()


def test_a_repair_is_made_after_a_backup(collection: Collection) -> None:
    collection.check(fix=True)
    assert [backup.reason for backup in collection.backups.all()] == [Reason.REPAIR]


def test_rebuilding_arrives_at_the_same_bytes(paths: Paths, clock: Clock) -> None:
    paths.config.write_text('[deck.rivers]\nlearning_steps = "5m"\ndesired_retention = 0.8\n')
    with Collection.open(paths, Settings(), clock=clock) as collection:
        collection.preferences.reread()
        store = collection._store
        cards = [CardId("rivers/a"), CardId("rivers/b:c1"), CardId("rivers/b:c2")]
        for turn in range(40):
            clock.now += 7 * 3_600_000
            session = collection.start()
            if session.current is not None:
                session.rate(list(Rating)[turn % 4], verdict=Verdict.RIGHT, typed=None, duration_ms=1)
                if turn % 5 == 0:
                    session.undo()
            kind = list(ActionKind)[turn % len(ActionKind)]
            now = collection.now()
            card = cards[turn % 3]
            store.act(Action(id=new_event_id(now), card=card, at=now, day=collection.today(), kind=kind))
        before = store._db.rows("SELECT * FROM card ORDER BY key")
        assert collection.rebuild() == ()
        assert store._db.rows("SELECT * FROM card ORDER BY key") == before
        store._db.run("UPDATE card SET phase = NULL, due_day = NULL, stability = NULL, suspended = 1, marked = 1")
        assert collection.rebuild()
        assert store._db.rows("SELECT * FROM card ORDER BY key") == before


def test_a_lost_card_is_told_with_the_one_most_like_it_and_attached(collection: Collection, paths: Paths) -> None:
    card = CardId("rivers/a")
    while answer(collection) != card:
        pass
    path = paths.decks / "rivers.toml"
    text = path.read_text()
    path.write_text(text.replace('id = "a"', 'id = "z"').replace("flows through Vienna", "runs through Vienna"))
    collection.refresh()
    (lost,) = collection.check()
    assert lost.harmless
    assert "quiz check --attach rivers/a rivers/z" in lost.message
    with pytest.raises(UsageError, match="no card without"):
        collection.attach("rivers/z", "rivers/b")
    with pytest.raises(UsageError, match="There is no card"):
        collection.attach("rivers/a", "rivers/nothing")
    collection.attach("rivers/a", "rivers/z")
    assert collection.check() == ()
    assert len(collection.history(card)) == 1
    assert collection.card(card).prompt == "Which river runs through Vienna?"
    assert path.read_text() == text.replace("flows through", "runs through")
    assert collection.find_decks(["rivers"]) == (DeckId("rivers"),)


def test_a_backup_that_went_bad_is_told(collection: Collection) -> None:
    backup = collection.backups.now(Reason.HAND)
    with backup.database.open("r+b") as file:
        file.truncate(9_000)
    (found,) = collection.check()
    assert found.path == backup.path
    assert not found.harmless
