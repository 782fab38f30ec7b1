"""Learners with several devices, who do all that can be done: histories for laws that hold whatever happens."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from quiz.collection import Collection
from quiz.config import Settings
from quiz.config.layers import read_text
from quiz.config.settings import assemble
from quiz.errors import OvertakenError
from quiz.formats.toml_deck import write_deck
from quiz.model.deck import Basic, Cloze, Deck, DeckId, NoteId
from quiz.model.memory import Instant, Rating
from quiz.model.plan import Plan, PlanKind
from quiz.model.review import ActionKind
from quiz.model.verdict import Verdict
from quiz.paths import find_paths
from quiz.srs.session import Session
from quiz.store.merge import Came, merge
from quiz.store.rows import STATE
from quiz.store.wire import encode
from tests.unit.store.conftest import DAY_MS, NOON

TIMES = int(os.environ.get("QUIZ_LAWS", "1"))
"""How many times as many histories are tried; more by hand."""
HOUR = 3_600_000
YEAR = 365 * DAY_MS
ZONES = ("UTC", "Europe/Berlin", "Pacific/Apia", "America/Los_Angeles", "Asia/Kathmandu")
_STATE = ("suspended", "buried_day", "marked", *STATE)
_WIPE = ", ".join(f"{name} = {0 if name in {'suspended', 'marked'} else 'NULL'}" for name in _STATE)
_FITTED = "[0.3, 1.1, 2.9, 9.2, 6.0, 0.9, 2.8, 0.01, 1.7, 0.2, 0.9, 1.6, 0.08, 0.3, 1.5, 0.5, 2.0, 0.6, 0.1, 0.05, 0.2]"
_ALL = 'new_per_day = 50\nreviews_per_day = 500\nbackups = "none"\n'
VARIANTS = (
    _ALL,
    f"{_ALL}parameters = {_FITTED}\n",
    f'{_ALL}desired_retention = 0.85\nlearning_steps = "1m 8h 3d"\nrollover = 0\nfuzz = false\n',
)
"""What a learner may set for all decks, one after the other."""
_OWN = f"""
[deck."two"]
desired_retention = 0.8
learning_steps = "none"
relearning_steps = "none"
maximum_interval = 60
leech_threshold = 1
leech_action = "suspend"
bury_new = true
bury_reviews = true
bury_giveaways = true
easy_days = "mon 0% wed 50% sat 20%"
[deck."three"]
parameters = {_FITTED.replace("0.3", "0.4", 1)}
"""


def decks() -> list[Deck]:
    """Return three decks with siblings in them."""
    basics = [Basic(id=NoteId(f"n{i}"), prompt=f"question {i}", answer=f"answer {i}") for i in range(2)]
    holes = Cloze(id=NoteId("c"), prompt="{{c1::one}} and {{c2::two}} and {{c3::three}}.", evidence="E.")
    return [Deck(id=DeckId(name), title=name, notes=(*basics, holes)) for name in ("one", "two", "three")]


@dataclass
class Device:
    """A device of a learner: a home of its own, a clock that may be wrong, a zone that changes on journeys."""

    home: Path
    skew: int = 0
    zone: str = "UTC"
    variant: int = 0
    """Which settings hold."""
    now: int = NOON
    collection: Collection = field(init=False)
    session: Session | None = None

    @classmethod
    def begin(cls, home: Path, zone: str, stack: ExitStack, skew: int = 0) -> "Device":
        device = cls(home, skew, zone)
        stack.callback(device.close)
        return device

    def __post_init__(self) -> None:
        paths = find_paths({"QUIZ_HOME": str(self.home)})
        paths.decks.mkdir(parents=True, exist_ok=True)
        if not (paths.decks / "one.toml").exists():
            for deck in decks():
                write_deck(deck, paths.decks / f"{deck.id}.toml")
        self.open()

    def open(self) -> None:
        paths = find_paths({"QUIZ_HOME": str(self.home)})
        self.collection = Collection.open(paths, self.settings(), clock=self._clock, zone=ZoneInfo(self.zone))
        self.session = None

    def settings(self) -> Settings:
        return assemble(read_text(VARIANTS[self.variant] + _OWN, self.home / "config.toml"))

    def _clock(self) -> Instant:
        self.now += 1
        return Instant(self.now + self.skew)

    def close(self) -> None:
        self.collection.__exit__(None, None, None)

    # what can be done

    def do(self, step: "Step") -> None:  # noqa: C901, PLR0912  one of everything
        match step.what:
            case "answer" | "cram" | "failed" | "ahead":
                kind = {"answer": PlanKind.DUE, "cram": PlanKind.CRAM, "failed": PlanKind.FAILED}
                self.sit_down(Plan(kind=kind.get(step.what, PlanKind.AHEAD), decks=step.decks, days=30))
                self.answer(step)
            case "go on":
                self.answer(step)
            case "undo":
                for _ in range(step.number + 1):
                    if self.session is not None:
                        self.session.undo()
            case "bury" | "suspend" | "mark" if self.session is not None and self.session.current is not None:
                if step.what == "mark":
                    self.session.mark()
                else:
                    getattr(self.session, step.what)(siblings=bool(step.number % 2))
            case "act":
                keys = self.collection.browser.search(f"deck:{(step.decks or ('one',))[0]}").keys
                self.collection.browser.act(keys[step.number % 3 :: 2], step.kind)
                self.session = None
            case "undo there" if self.collection.browser.can_undo:
                self.collection.browser.undo()
                self.session = None
            case "put back":
                self.collection.put_back(step.decks)
                self.session = None
            case "settings":
                self.variant = step.number % len(VARIANTS)
                self.collection.use(self.settings())
            case "journey" | "by hand":
                self.close()
                self.zone = ZONES[step.number % len(ZONES)] if step.what == "journey" else self.zone
                self.variant = step.number % len(VARIANTS) if step.what == "by hand" else self.variant
                self.open()
            case _:
                pass

    def sit_down(self, plan: Plan) -> None:
        self.session = self.collection.sittings.start(plan)

    def answer(self, step: "Step") -> None:
        for rating in step.ratings:
            if self.session is None or self.session.current is None:
                return
            try:
                self.session.rate(rating, verdict=Verdict.RIGHT, typed="typed", duration_ms=1)
            except OvertakenError:
                continue
            self.now += step.pause

    def join(self, other: "Device") -> Came:
        """Take in what another device knows, without the copy that a database in use is read from."""
        ours, theirs = self.collection._store._db, other.collection._store._db
        return merge(ours, theirs, self.collection._fold, self.collection.now())

    # what comes of it

    def states(self) -> bytes:
        """Return all that the log makes of the cards that have a history, as the database holds it."""
        rows = self.collection._store._db.rows(
            f"SELECT id, {', '.join(_STATE)} FROM card WHERE phase IS NOT NULL OR suspended OR marked OR buried_day "  # noqa: S608
            "OR EXISTS (SELECT 1 FROM review WHERE card = key) OR EXISTS (SELECT 1 FROM action WHERE card = key) "
            "ORDER BY id"
        )
        return "\n".join(map(repr, rows)).encode()

    def wipe(self) -> None:
        self.collection._store._db.run(f"UPDATE card SET {_WIPE}")  # noqa: S608

    @property
    def rows(self) -> frozenset[bytes]:
        return frozenset(encode(row) for row in self.collection._store.exchange.rows())

    def wrong(self) -> list[str]:
        return self.collection._store.integrity(self.collection._fold)


@dataclass(frozen=True)
class Step:
    """Something that happens on one of the devices."""

    device: int
    what: str
    decks: tuple[DeckId, ...] | None
    ratings: tuple[Rating, ...]
    kind: ActionKind
    number: int
    wait: int
    pause: int


DOINGS = ("answer",) * 6 + ("go on",) * 2 + ("undo",) * 2 + ("act",) * 2
DOINGS += ("cram", "failed", "ahead", "bury", "suspend", "mark", "undo there", "put back", "journey", "join", "join")
WAITS = (0, 1, 60_000, 11 * 60_000, 5 * HOUR, 13 * HOUR, DAY_MS, 9 * DAY_MS, YEAR, -HOUR, -3 * DAY_MS, -9 * YEAR)


def steps(*, devices: int = 3, more: Sequence[str] = ()) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        device=st.integers(0, devices - 1),
        what=st.sampled_from((*DOINGS, *more)),
        decks=st.sampled_from([None, None, (DeckId("one"),), (DeckId("two"),), (DeckId("three"),)]),
        ratings=st.lists(st.sampled_from((Rating.AGAIN, *Rating)), min_size=1, max_size=5).map(tuple),
        kind=st.sampled_from((*ActionKind, ActionKind.RESET)),
        number=st.integers(0, 9),
        wait=st.sampled_from(WAITS),
        pause=st.sampled_from((0, 1, 60_000, 11 * 60_000)),
    )


def histories(*, more: Sequence[str] = ()) -> st.SearchStrategy[list[Step]]:
    return st.lists(steps(more=more), min_size=12, max_size=40)


skews = st.tuples(*[st.sampled_from([0, 0, 0, 1, 10 * HOUR, 5 * YEAR, -5 * YEAR])] * 3)
zones = st.tuples(*[st.sampled_from(ZONES)] * 3)


def begin(folder: Path, skew: Sequence[int], zone: Sequence[str], stack: ExitStack) -> list[Device]:
    return [Device.begin(folder / f"d{i}", zone[i], stack, skew[i]) for i in range(len(skew))]


def live(devices: Sequence[Device], history: Sequence[Step]) -> None:
    now = int(NOON)
    for step in history:
        now = max(now + step.wait, 10 * YEAR)
        device = devices[step.device]
        device.now = now
        other = devices[step.number % len(devices)]
        if step.what == "join" and other is not device:
            device.join(other)
            device.session = None
        else:
            device.do(step)
        now = device.now
