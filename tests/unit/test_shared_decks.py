"""Decks in a folder that devices share: nothing is overwritten that somebody wrote, and nothing leaves its folder."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.collection import Collection
from quiz.collection.exchange import Synced
from quiz.collection.shared_decks import Change
from quiz.config import Settings
from quiz.errors import DeckError, StoreError, UsageError
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.paths import find_paths
from quiz.store.backup import Reason
from tests.clock import NOON, Clock


def deck(title: str, answer: str = "Lima") -> str:
    name = title.lower()
    return (
        f'format = 1\nid = "{name}"\ntitle = "{title}"\n\n[[card]]\nid = "q"\nprompt = "Which?"\nanswer = "{answer}"\n'
    )


@dataclass
class Side:
    """One device with its own home."""

    collection: Collection
    shared: Path
    clock: Clock

    @classmethod
    def begin(cls, home: Path, shared: Path, clock: Clock) -> "Side":
        paths = find_paths({"QUIZ_HOME": str(home)})
        paths.decks.mkdir(parents=True)
        (paths.decks / "own.toml").write_text(deck(f"Own {home.name}"))
        return cls(Collection.open(paths, Settings(), clock=clock, zone=dt.UTC), shared, clock)

    @property
    def decks(self) -> Path:
        return self.collection.paths.decks

    def write(self, path: str, text: str) -> None:
        (self.decks / path).parent.mkdir(parents=True, exist_ok=True)
        (self.decks / path).write_text(text)
        self.collection.refresh()

    def sync(self, *, dry: bool = False) -> Synced:
        return self.collection.exchange.sync(self.shared, dry=dry)

    def changes(self) -> dict[str, Change]:
        return {news.path: news.change for news in self.sync().decks}

    def texts(self) -> dict[str, str]:
        return {path.relative_to(self.decks).as_posix(): path.read_text() for path in self.decks.rglob("*.toml")}

    def trash(self) -> list[str]:
        return [one.path.read_text() for one in self.collection.shelf.trash()]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    return tmp_path / "shared"


@pytest.fixture
def sides(tmp_path: Path, shared: Path) -> Iterator[tuple[Side, Side]]:
    clock = Clock(step=1_000)
    both = Side.begin(tmp_path / "a", shared, clock), Side.begin(tmp_path / "b", shared, clock)
    for side in both:
        (side.decks / "own.toml").unlink()
        side.collection.refresh()
    yield both
    for side in both:
        side.collection.__exit__(None, None, None)


def test_a_deck_that_one_side_has_is_copied_with_its_folders(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("world/capitals.toml", deck("Capitals"))
    assert a.changes() == {"world/capitals.toml": Change.SENT}
    assert b.changes() == {"world/capitals.toml": Change.CAME}
    assert b.texts() == a.texts()
    assert [one.title for one in b.collection.decks()] == ["Capitals"]
    assert a.changes() == b.changes() == {}


def test_histories_come_with_their_decks(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    session = a.collection.start()
    session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="Lima", duration_ms=1)
    assert a.sync().sent == 1
    synced = b.sync()
    assert (synced.came.answers, synced.came.cards) == (1, 1)
    assert b.collection.counts().total == 0
    assert all(finding.harmless for finding in b.collection.check())


def test_a_check_names_the_device_whose_clock_looks_wrong(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.clock.forward(days=3 * 365 + 30)
    session = a.collection.start()
    session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="Lima", duration_ms=1)
    a.clock.now = NOON
    a.sync()
    device = a.collection.exchange.device
    for side, whose in ((a, "of this device"), (b, f"of the device {device}")):
        side.sync()
        (finding,) = (each for each in side.collection.check() if "clock" in each.message)
        assert finding.message.startswith(f"The clock {whose} looks 3 years ahead")
        assert finding.harmless


def test_the_side_that_changed_wins(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.sync()
    b.write("capitals.toml", deck("Capitals", "Quito"))
    assert b.changes() == {"capitals.toml": Change.SENT}
    assert a.changes() == {"capitals.toml": Change.CAME}
    assert a.texts() == {"capitals.toml": deck("Capitals", "Quito")}
    assert a.trash() == [deck("Capitals")]


def test_a_deck_that_both_changed_is_kept_in_both_forms(sides: tuple[Side, Side], shared: Path) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.sync()
    a.write("capitals.toml", deck("Capitals", "Quito"))
    b.write("capitals.toml", deck("Capitals", "La Paz"))
    a.sync()
    synced = b.sync()
    (news,) = synced.decks
    assert (news.change, news.open, synced.open) == (Change.BOTH, True, True)
    theirs = f"capitals.theirs-{a.collection.exchange.device}.toml"
    assert theirs in news.said
    expected = {"capitals.toml": deck("Capitals", "La Paz"), theirs: deck("Capitals", "Quito")}
    assert b.texts() == expected
    # It is told until somebody has looked, and asked only once.
    assert b.changes() == {"capitals.toml": Change.BOTH}
    assert b.texts() == expected
    assert b.collection.counts().new == 1
    assert a.changes() == {}
    assert (shared / "decks/capitals.toml").read_text() == deck("Capitals", "Quito")
    b.write("capitals.toml", deck("Capitals", "Quito, La Paz"))
    (b.decks / theirs).unlink()
    assert b.changes() == {"capitals.toml": Change.SENT}
    assert a.changes() == {"capitals.toml": Change.CAME}
    assert a.texts() == b.texts()


def test_decks_that_differ_when_they_first_meet_are_both_kept(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    b.write("capitals.toml", deck("Capitals", "Quito"))
    a.sync()
    assert b.changes() == {"capitals.toml": Change.BOTH}
    assert sorted(b.texts().values()) == sorted([deck("Capitals"), deck("Capitals", "Quito")])


def test_a_deleted_deck_goes_to_the_trash_of_the_others(sides: tuple[Side, Side], shared: Path) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.sync()
    step = a.collection.shelf.delete(a.decks / "capitals.toml")
    assert a.changes() == {"capitals.toml": Change.REMOVED}
    assert not (shared / "decks/capitals.toml").exists()
    assert b.changes() == {"capitals.toml": Change.TRASHED}
    assert (b.texts(), b.trash()) == ({}, [deck("Capitals")])
    assert a.changes() == b.changes() == {}
    step.back()
    assert a.changes() == {"capitals.toml": Change.SENT}
    assert b.changes() == {"capitals.toml": Change.CAME}


def test_a_deck_that_only_vanished_is_told_and_kept_on_the_other_side(sides: tuple[Side, Side], shared: Path) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.sync()
    (a.decks / "capitals.toml").unlink()
    assert a.changes() == {"capitals.toml": Change.GONE_HERE}
    assert b.changes() == {}
    (shared / "decks/capitals.toml").unlink()
    assert b.changes() == {"capitals.toml": Change.GONE_THERE}
    assert b.texts() == {"capitals.toml": deck("Capitals")}


def test_a_deleted_deck_that_was_changed_elsewhere_comes_back(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.sync()
    a.collection.shelf.delete(a.decks / "capitals.toml")
    b.write("capitals.toml", deck("Capitals", "Quito"))
    a.sync()
    assert b.changes() == {"capitals.toml": Change.SENT}
    assert a.changes() == {"capitals.toml": Change.CAME}
    assert a.texts() == b.texts()


def test_a_moved_deck_moves_on_the_other_side(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.sync()
    a.collection.shelf.move(a.decks / "capitals.toml", "world/")
    assert a.changes() == {"capitals.toml": Change.REMOVED, "world/capitals.toml": Change.SENT}
    assert b.changes() == {"capitals.toml": Change.TRASHED, "world/capitals.toml": Change.CAME}
    (one,) = b.collection.decks()
    assert not one.broken


def test_a_dry_run_changes_nothing(sides: tuple[Side, Side], shared: Path) -> None:
    a, b = sides
    assert a.sync(dry=True).decks == ()
    assert not shared.exists()
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    b.write("rivers.toml", deck("Rivers"))
    looked = b.sync(dry=True)
    assert {news.path: news.change for news in looked.decks} == {
        "capitals.toml": Change.CAME,
        "rivers.toml": Change.SENT,
    }
    assert list(b.texts()) == ["rivers.toml"]
    assert [path.name for path in (shared / "decks").iterdir()] == ["capitals.toml"]
    assert b.sync().decks == looked.decks


# strangers


def test_nothing_leaves_the_folders_and_no_link_is_followed(
    sides: tuple[Side, Side], shared: Path, tmp_path: Path
) -> None:
    a, b = sides
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.toml").write_text(deck("Secret"))
    (outside / "victim.toml").write_text(deck("Victim"))
    a.write("capitals.toml", deck("Capitals"))
    a.sync()
    folder = shared / "decks"
    (folder / "link.toml").symlink_to(outside / "secret.toml")
    (folder / "linked").symlink_to(outside)
    (folder / ".hidden.toml").write_text(deck("Hidden"))
    (folder / "a\nb.toml").write_text(deck("Odd"))
    (folder / " space.toml").write_text(deck("Space"))
    (folder / "bytes.toml").write_bytes(b"\xff\xfe")
    (folder / "broken.toml").write_text('title = "Broken\n')
    (folder / "folder.toml").mkdir()
    (folder / "x.sync-conflict-20260101-000000-AAAAAAA.toml").write_text(deck("X"))
    (folder / "y (conflicted copy).toml").write_text(deck("Y"))
    # Here, a link leads out; what comes may not go through it.
    (b.decks / "victim.toml").symlink_to(outside / "victim.toml")
    (b.decks / "sub").symlink_to(outside)
    (folder / "victim.toml").write_text(deck("Evil"))
    (folder / "sub").mkdir()
    (folder / "sub/new.toml").write_text(deck("Evil"))
    synced = b.sync()
    assert [news.path for news in synced.decks] == ["capitals.toml"]
    assert len(synced.problems) >= 9
    assert {path.name: path.read_text() for path in outside.iterdir()} == {
        "secret.toml": deck("Secret"),
        "victim.toml": deck("Victim"),
    }
    assert sorted(path.name for path in b.decks.iterdir()) == ["capitals.toml", "sub", "victim.toml"]


def test_a_linked_folder_of_decks_is_refused(sides: tuple[Side, Side], shared: Path, tmp_path: Path) -> None:
    a, _ = sides
    outside = tmp_path / "outside"
    outside.mkdir()
    shared.mkdir()
    (shared / "decks").symlink_to(outside)
    a.write("capitals.toml", deck("Capitals"))
    with pytest.raises(DeckError, match="is a link"):
        a.sync()
    assert list(outside.iterdir()) == []


def test_folders_that_cannot_be_shared(sides: tuple[Side, Side], tmp_path: Path) -> None:
    a, _ = sides
    exchange = a.collection.exchange
    with pytest.raises(UsageError, match="no folder to share"):
        exchange.sync()
    for folder in (a.collection.paths.home, a.decks, a.decks / "x"):
        with pytest.raises(UsageError, match="cannot be shared"):
            exchange.sync(folder)
    with pytest.raises(StoreError, match="There is no folder"):
        exchange.sync(tmp_path / "no" / "where")
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="not a folder"):
        exchange.sync(tmp_path / "file")


STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["write", "write", "delete", "sync", "sync", "sync"]),
        st.sampled_from(["one.toml", "two.toml"]),
        st.integers(0, 4),
    ),
    max_size=14,
)


@settings(max_examples=15)
@given(steps=STEPS)
def test_no_text_that_anybody_wrote_is_lost(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("sides")
    clock = Clock(step=1_000)
    sides = [Side.begin(folder / name, folder / "shared", clock) for name in "abc"]
    written: set[str] = set()
    for side in sides:
        (side.decks / "own.toml").unlink()
        side.collection.refresh()
    for number, what, path, text in steps:
        side = sides[number]
        match what:
            case "write":
                old = side.decks / path
                if not old.exists():
                    side.write(path, deck(path.removesuffix(".toml"), str(text)))
                    written.add(old.read_text())
                else:
                    # Who edits a text has seen it, and made another of it.
                    side.write(path, f"{old.read_text()}# {number}{text}\n")
                    written -= {old.read_text()}
                    written.add(old.read_text())
            case "delete":
                if (side.decks / path).exists():
                    side.collection.shelf.delete(side.decks / path)
            case _:
                side.sync()
    for side in (*sides, *sides, *sides):
        side.sync()
    kept = {text for side in sides for text in (*side.texts().values(), *side.trash())}
    # An edit begins with the text it was made of, so one that holds another's beginning holds it.
    assert all(any(other.startswith(text) for other in kept) for text in written)
    before = [side.texts() for side in sides]
    for side in sides:
        assert all(news.open for news in side.sync().decks)
    assert [side.texts() for side in sides] == before
    for side in sides:
        side.collection.__exit__(None, None, None)


def test_a_backup_is_made_before_answers_come_and_only_then(sides: tuple[Side, Side]) -> None:
    a, b = sides
    a.write("capitals.toml", deck("Capitals"))
    for side in (a, b, a, b):
        side.sync()
    before = [len(side.collection.backups.all()) for side in sides]
    session = a.collection.start()
    session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="Lima", duration_ms=1)
    for side in (a, b, a, b, b):
        side.sync()
    newest = b.collection.backups.all()[0]
    assert [len(side.collection.backups.all()) for side in sides] == [before[0], before[1] + 1]
    assert (newest.reason, newest.content["rows"]) == (
        Reason.MERGE,
        {"action": [0, None], "move": [0, None], "retraction": [0, None], "review": [0, None]},
    )
