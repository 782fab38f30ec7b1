"""What `check` finds around the database, mends, and rebuilds."""

import os
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.collection.restoring import put_back
from quiz.config import Settings, read_settings
from quiz.config.table import setting_named
from quiz.errors import UsageError
from quiz.model.answer import Verdict
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Rating, Scheduled
from quiz.model.options import ScheduleOptions
from quiz.model.review import Action, ActionKind
from quiz.paths import Paths, find_paths
from quiz.store.backup import Reason
from quiz.store.ids import new_event_id
from tests.clock import Clock
from tests.unit.test_collection import answer, clock, collection, paths

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


@pytest.mark.parametrize("umask", [0, 0o022])
def test_what_comes_from_elsewhere_is_for_its_owner_only(umask: int, tmp_path: Path, clock: Clock) -> None:
    before = os.umask(umask)
    try:
        shared, homes = tmp_path / "shared", [tmp_path / "one", tmp_path / "two"]
        for home in homes:
            with Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings(), clock=clock) as collection:
                if home is homes[0]:
                    made = collection.shelf.create("Rivers").path
                    assert made is not None
                    collection.shelf.move(made, "far/away/")
                    answer(collection)
                collection.exchange.sync(shared)
                collection.exchange.merge(homes[0] / "quiz.db") if home is homes[1] else None
                saved = collection.backups.now(Reason.HAND)
                put_back(collection.paths, saved, collection.now(), decks=True)
        (homes[1] / "decks" / "far" / "away" / "rivers.toml").unlink()
        (homes[1] / "decks" / "far" / "away").rmdir()
        put_back(find_paths({"QUIZ_HOME": str(homes[1])}), saved, clock(), decks=True)
        assert (homes[1] / "decks" / "far" / "away" / "rivers.toml").is_file()
        assert [modes(home) for home in homes] == [{0}, {0}]
        assert {path.stat().st_mode & 0o077 for path in (shared, shared / "log", *(shared / "log").iterdir())} == {0}
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
        collection.health.attach("rivers/z", "rivers/b")
    with pytest.raises(UsageError, match="There is no card"):
        collection.health.attach("rivers/a", "rivers/nothing")
    collection.health.attach("rivers/a", "rivers/z")
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


def test_states_follow_parameters_and_options_that_were_changed_by_hand(paths: Paths, clock: Clock) -> None:
    def opened() -> Collection:
        return Collection.open(paths, read_settings(paths, {}), clock=clock)

    with opened() as collection:
        for _ in range(3):
            clock.now += 7 * 3_600_000
            answer(collection)
        before = collection._store.states()
    fitted = ", ".join(str(value * 1.01) for value in ScheduleOptions().parameters)
    paths.config.write_text(f"parameters = [{fitted}]\n")
    with opened() as collection:
        after = collection._store.states()
        assert after != before
        assert {card: state.due_day for card, state in after.items() if isinstance(state, Scheduled)} == {
            card: state.due_day for card, state in before.items() if isinstance(state, Scheduled)
        }
        assert all(finding.harmless for finding in collection.check())
    with opened() as collection:
        assert collection._store.states() == after
    paths.config.unlink()
    with opened() as collection:
        assert collection._store.states() == before
        collection._store._db.run("UPDATE card SET due_day = due_day + 1 WHERE phase IS NOT NULL")
    paths.config.write_text("desired_retention = 0.8\n")
    with opened() as collection:
        (found,) = (each for each in collection.check() if not each.harmless)
        assert found.fixed
        assert "follow the settings of the scheduler now" in found.message
        assert collection._store.states() == before


def test_what_a_kill_left_half_written_is_told_and_taken_away(collection: Collection, paths: Paths) -> None:
    (paths.articles / "ab").mkdir(parents=True, mode=0o700)
    left = [
        paths.decks / ".quiz-0123456789abcdef.tmp",
        paths.home / "quiz.db.new-0123456789ab-wal",
        paths.articles / "ab" / ".quiz-0123456789abcdef.tmp",
    ]
    kept = [paths.decks / ".quiz-mine.tmp", paths.decks / ".quiz-fedcba9876543210.tmp", paths.home / "quiz.db.new"]
    hours = collection.now() // 1000
    for path, age in zip([*left, *kept], (2, 300, 2, 2, 0, 2), strict=True):
        path.touch(mode=0o600)
        os.utime(path, (hours - age * 3600, hours - age * 3600))
    told = [finding for finding in collection.check() if "half written" in finding.message]
    assert {finding.path for finding in told} == set(left)
    assert all(finding.harmless for finding in told)
    assert {finding.path for finding in collection.check(fix=True) if "half written" in finding.message} == set(left)
    assert [path.exists() for path in (*left, *kept)] == [False, False, False, True, True, True]
    left[0].touch()
    os.utime(left[0], (hours - 7200, hours - 7200))
    collection.backups.keep()
    assert not left[0].exists()


def test_options_of_a_deck_that_is_gone_are_told(paths: Paths, clock: Clock) -> None:
    paths.config.write_text('[deck.rivers]\nnew_per_day = 3\n[deck."gone [b]"]\nnew_per_day = 4\n')
    with Collection.open(paths, read_settings(paths, {}), clock=clock) as collection:
        (found,) = (each for each in collection.check() if "options" in each.message)
        assert found.harmless
        assert "'gone [b]'" in found.message
