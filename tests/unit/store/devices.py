"""Several devices of one learner, each with a database of its own, and histories for them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import strategies as st

from quiz.model.deck import CardId
from quiz.model.memory import Instant, Rating
from quiz.model.review import ActionKind, EventId, Review
from quiz.srs.day import DayRule
from quiz.store.merge import Came, merge
from quiz.store.store import Store
from quiz.store.wire import encode
from tests.unit.store.conftest import DAY_MS, NOON, STAMP, Learner, make_deck

FAST = next((name for name in ("/dev/shm",) if Path(name).is_dir()), None)  # noqa: S108 - memory in place of a disk
"""A folder in which many databases are made quickly."""
CARDS = ("d/n0", "d/n1", "d/n2")


@dataclass
class Device:
    """One of them: its clock may be wrong."""

    store: Store
    skew: int = 0
    learner: Learner = field(init=False)
    done: list[EventId] = field(default_factory=list[EventId])

    def __post_init__(self) -> None:
        self.learner = Learner(self.store, DayRule(zone=dt.UTC))

    @classmethod
    def begin(cls, folder: Path, name: str, skew: int = 0) -> "Device":
        store = Store.open(folder / f"{name}.db")
        store.index_deck("d.toml", STAMP, make_deck())
        return cls(store, skew)

    def at(self, now: int) -> "Device":
        self.learner.now = Instant(now + self.skew)
        return self

    def answer(self, card: str, rating: Rating = Rating.GOOD) -> Review:
        review = self.learner.answer(card, rating)
        self.done.append(review.id)
        return review

    def act(self, card: str, kind: ActionKind) -> None:
        self.done.append(self.learner.act(card, kind).id)

    def undo(self) -> None:
        if self.done:
            self.learner.take_back(self.done.pop(), fold=self.learner.fold)

    def merge(self, other: "Device") -> Came:
        return self.store.exchange.merge(other.store.path, self.learner.fold, self.learner.now)

    def join(self, other: "Device") -> Came:
        """Merge without the copy that another program's database is read from."""
        return merge(self.store._db, other.store._db, self.learner.fold, self.learner.now)

    def look(self, other: "Device") -> Came:
        return self.store.exchange.look(other.store.path, self.learner.fold, self.learner.now)

    def sync(self, folder: Path, *, dry: bool = False, again: bool = False) -> "tuple[Came, int, list[str]]":
        with self.store.exchange.shared(folder, self.learner.fold, self.learner.now, dry=dry, again=again) as log:
            log.read()
            return log.came, log.write(), log.problems

    @property
    def rows(self) -> frozenset[bytes]:
        return frozenset(encode(row) for row in self.store.exchange.rows())

    @property
    def knows(self) -> tuple[frozenset[bytes], dict[str, object]]:
        """Everything that is to be the same on all devices in the end."""
        cards = sorted({*CARDS, *(review.card for review in self.store.reviews(retracted=True))})
        return self.rows, {card: (self.store.state(CardId(card)), self.store.flags(CardId(card))) for card in cards}

    def sound(self) -> bool:
        return self.store.integrity(self.learner.fold) == []


@dataclass(frozen=True)
class Step:
    """Something that happens on one device; a joining brings it what another one knows."""

    device: int
    what: str
    card: str
    rating: Rating
    kind: ActionKind
    other: int
    wait: int


steps = st.builds(
    Step,
    device=st.integers(0, 2),
    what=st.sampled_from(["answer", "answer", "answer", "act", "undo", "join"]),
    card=st.sampled_from(CARDS),
    rating=st.sampled_from(Rating),
    kind=st.sampled_from(ActionKind),
    other=st.integers(0, 2),
    wait=st.sampled_from([0, 1, 60_000, DAY_MS, 9 * DAY_MS]),
)
histories = st.lists(steps, min_size=3, max_size=14)
skews = st.tuples(*[st.sampled_from([0, 0, 1, 5 * 365 * DAY_MS, -5 * 365 * DAY_MS])] * 3)


def live(devices: Sequence[Device], history: Sequence[Step], folder: Path | None = None) -> None:
    """Let a history happen; devices are joined by their databases, or by a shared folder."""
    now = int(NOON)
    for step in history:
        now += step.wait
        device = devices[step.device].at(now)
        match step.what:
            case "answer":
                device.answer(step.card, step.rating)
            case "act":
                device.act(step.card, step.kind)
            case "undo":
                device.undo()
            case _ if folder is not None:
                device.sync(folder)
            case _ if step.other != step.device:
                device.join(devices[step.other])
            case _:
                pass
    for device in devices:
        device.at(now)
