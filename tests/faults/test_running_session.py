"""What happens around a session that is under way: its deck file, the clock, permissions, a second program."""

import os
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from datetime import UTC
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.errors import QuizError, StoreError
from quiz.formats.toml_deck import write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import CardId
from quiz.model.memory import Instant, Rating, Scheduled
from quiz.paths import Paths, find_paths
from quiz.srs.session import Session
from quiz.stats.pages import all_charts
from quiz.stats.scope import Scope
from quiz.store.database import LOCK_WAIT
from quiz.tui.app import study_app
from tests.clock import Clock
from tests.unit.store.conftest import DAY_MS, NOON, make_deck

ROOT = Path(__file__).parents[2]
YEAR = 365 * DAY_MS


@pytest.fixture
def clock() -> Clock:
    return Clock(NOON, step=1_000)


@pytest.fixture
def paths() -> Iterator[Paths]:
    """Return a home that other users can be let into; those of pytest lie in a folder for its owner only."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        paths = find_paths({"QUIZ_HOME": f"{folder}/home"})
        paths.decks.mkdir(parents=True)
        write_deck(make_deck(cards=30), paths.decks / "d.toml")
        yield paths


@pytest.fixture
def collection(paths: Paths, clock: Clock) -> Iterator[Collection]:
    with Collection.open(paths, Settings(), clock=clock, zone=UTC) as opened:
        yield opened


def answer(session: Session, rating: Rating = Rating.GOOD) -> CardId:
    return session.rate(rating, verdict=Verdict.SHOWN, typed=None, duration_ms=1).card


def kept(collection: Collection, cards: list[CardId]) -> bool:
    return all(collection.history(card) for card in cards)


# the deck file

HARM: dict[str, Callable[[Path], object]] = {
    "changed": lambda path: path.write_text(path.read_text().replace("question", "what is")),
    "renamed": lambda path: path.rename(path.with_name("e.toml")),
    "broken": lambda path: path.write_text('format = 1\ntitle = "'),
    "deleted": Path.unlink,
    "cut": lambda path: path.write_bytes(path.read_bytes()[:500]),
    "no text": lambda path: path.write_bytes(bytes(range(256))),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("harm", list(HARM))
def test_a_session_outlives_what_happens_to_its_deck_file(collection: Collection, harm: str) -> None:
    session = collection.start()
    answered = [answer(session)]
    HARM[harm](collection.paths.decks / "d.toml")
    answered.append(answer(session))
    asked = session.current
    assert asked is not None
    try:
        collection.edit_note(collection.card(asked.card), {"answer": "another"})
    except QuizError as error:
        assert error.message.endswith(".")  # noqa: PT017  some of this harm stops no edit
    collection.refresh()
    session.bury()
    session.undo()
    answered.append(answer(session))
    assert kept(collection, answered)
    assert all(row.problems or not row.broken for row in collection.decks())
    assert not any("state of card" in finding.message for finding in collection.check())


@pytest.mark.parametrize("harm", list(HARM))
async def test_the_screen_outlives_what_happens_to_its_deck_file(collection: Collection, harm: str) -> None:
    app = study_app(collection)
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter", "3")
        HARM[harm](collection.paths.decks / "d.toml")
        for keys in (
            ("enter", "3"),
            ("enter", "e"),
            ("escape",),
            ("enter", "3"),
            ("u",),
            ("i",),
            ("escape",),
            ("enter",),
        ):
            await pilot.press(*keys)
            await pilot.pause()
        assert app._exception is None
    assert sum(len(collection.history(CardId(f"d/n{i}"))) for i in range(30)) >= 1


# the clock


@pytest.mark.parametrize("jumps", [(-5 * YEAR, 9 * YEAR), (40 * YEAR, -40 * YEAR), (-DAY_MS, -DAY_MS), (-50 * YEAR, 1)])
def test_a_clock_that_jumps_by_years_loses_no_answer(
    collection: Collection, clock: Clock, jumps: tuple[int, int]
) -> None:
    answered = [answer(collection.start()) for _ in range(3)]
    for jump in jumps:
        clock.now = Instant(clock.now + jump)
        session = collection.start()
        answered += [answer(session) for _ in range(3) if session.current is not None]
        all_charts(collection.progress(Scope()))
        collection.outlook()
        collection.decks()
    session.undo()
    answered.pop()
    assert kept(collection, answered)
    assert all(finding.harmless for finding in collection.check())
    states = [collection._store.state(card) for card in answered]
    assert all(isinstance(state, Scheduled) and state.memory.stability > 0 for state in states)


# permissions


def without_rights(script: str, home: Path) -> str:
    """Run something as a user that may be told what it must not do, which the superuser may not."""
    start = """
        import os, sys
        from pathlib import Path
        home = Path(sys.argv[1])
        from quiz.collection import Collection
        from quiz.config import Settings
        from quiz.errors import QuizError
        from quiz.model.answer import Verdict
        from quiz.model.memory import Rating
        from quiz.paths import find_paths
        import quiz.collection.sittings, quiz.srs.scheduler, quiz.srs.giveaways, quiz.store.planned, quiz.store.faces
        import quiz.formats.toml_deck, quiz.collection.outlook, quiz.srs.balance
        def opened():
            return Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings())
        def answer(session):
            session.rate(Rating.GOOD, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
        def tell(act):
            try:
                act()
            except QuizError as error:
                print("refused:", error.message, error.hint)
            else:
                print("done")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(start) + textwrap.dedent(script), str(home)],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


SETUID = """
    for root, _, files in os.walk(home):
        for name in (".", *files):
            os.chown(Path(root) / name, 65534, 65534)
    os.setuid(65534)
"""
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="gives files to another user, which only root may")


@needs_root
def test_a_database_that_may_not_be_written_says_so(collection: Collection) -> None:
    collection.start()
    said = without_rights(
        SETUID
        + """
    os.chmod(home / "quiz.db", 0o444)
    tell(opened)
    os.chmod(home / "quiz.db", 0o600)
    os.chmod(home, 0o000)
    tell(opened)
    os.chmod(home, 0o700)
    """,
        collection.paths.home,
    )
    first, second = said.splitlines()
    assert first.startswith("refused: The database")
    assert "is read-only" in first
    assert second.startswith("refused: ")


@needs_root
def test_permissions_lost_under_a_session_stop_the_next_one_in_a_sentence(collection: Collection) -> None:
    answered = [answer(collection.start())]
    said = without_rights(
        SETUID
        + """
    with opened() as collection:
        session = collection.start()
        answer(session)
        print(session.last_step)
        for name in home.iterdir():
            os.chmod(name, 0o000)
        os.chmod(home, 0o000)
        tell(lambda: answer(session))  # what is open stays open
        tell(collection.decks)
        tell(collection.refresh)
    tell(opened)
    os.chmod(home, 0o700)
    for name in home.iterdir():
        os.chmod(name, 0o700)
    tell(opened)
    """,
        collection.paths.home,
    )
    lines = said.splitlines()
    assert lines[-1] == "done"
    assert lines[-2].startswith("refused: ")
    assert kept(collection, answered)
    assert len(list(collection._store.reviews())) >= 2 + (lines[1] == "done")
    assert collection._store.integrity() == []


# two programs

STUDY = """
    with opened() as collection:
        print("ready", flush=True)
        sys.stdin.readline()
        session = collection.start()
        while session.current is not None:
            try:
                session.outcomes()
                review = session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
            except QuizError as error:
                print(f"refused {error.message}", flush=True)
            else:
                print(f"{review.id} {review.card}", flush=True)
"""


def test_two_programs_share_the_cards_between_them(paths: Paths, collection: Collection) -> None:
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        home = Path(sys.argv[1])
        from quiz.collection import Collection
        from quiz.config import Settings
        from quiz.errors import QuizError
        from quiz.model.answer import Verdict
        from quiz.model.memory import Rating
        from quiz.model.options import StudyOptions
        from quiz.paths import find_paths
        def opened():
            return Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings(study=StudyOptions(new_per_day=30)))
        """
    ) + textwrap.dedent(STUDY)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(paths.home)],
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for each in both:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in both:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    said = [each.communicate() for each in both]
    assert [errors for _, errors in said] == ["", ""]
    lines = [line for output, _ in said for line in output.splitlines()]
    told = [line for line in lines if not line.startswith("refused")]
    assert all("by another program" in line for line in lines if line.startswith("refused"))
    rows = list(collection._store.reviews())
    assert {str(review.id) for review in rows} == {line.split()[0] for line in told}
    assert sorted(review.card for review in rows) == sorted(CardId(f"d/n{i}") for i in range(30)), "each is asked once"
    assert all(finding.harmless for finding in collection.check())


def test_a_locked_database_is_waited_for_less_than_two_seconds(paths: Paths, collection: Collection) -> None:
    assert LOCK_WAIT < 2
    session = collection.start()
    with Collection.open(paths, Settings()) as other, other._store._db.transaction():
        with pytest.raises(StoreError, match="locked by another program"):
            answer(session)
        with Collection.open(paths, Settings()) as third:  # reading goes on
            assert third.counts().new > 0
    answer(session)
    assert session.summary.answered == 1
