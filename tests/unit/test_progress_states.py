"""Whatever is done on two devices, in whatever order, the sums they keep are those of their logs."""

import random
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from quiz.model.memory import StudyDay
from quiz.model.review import ActionKind
from quiz.stats.rollup import DaySums, together
from quiz.stats.scope import Scope
from quiz.store.day_sums import ANSWERED, Answered
from quiz.store.log import KEPT
from quiz.store.rows import deck_of
from tests.clock import Clock
from tests.unit.test_progress import DAY, A, B, afresh, open_at, study, write_decks

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.srs.session import Session

SCOPES = (Scope(), Scope(decks=(A,)), Scope(decks=(A, B)), Scope(tags=("a-tag",)))
WHICH = st.sampled_from((0, 1))


def summed_up(collection: "Collection", scope: Scope) -> dict[StudyDay, DaySums]:
    """Return the sums of the answers one by one."""
    rows = collection._store._db.rows(
        f"SELECT {ANSWERED}, (SELECT tags FROM card_text WHERE card_text.card = review.card) "  # noqa: S608 - constants
        f"FROM review JOIN card ON card.key = review.card WHERE {KEPT} ORDER BY review.id"
    )
    found: dict[StudyDay, list[Answered]] = {}
    for *row, tags in rows:
        answer = Answered(*row)
        tagged = any(f"\n{tag}\n" in (tags or "") for tag in scope.tags)
        if (scope.decks is None or deck_of(answer.card) in scope.decks) and (tagged or not scope.tags):
            found.setdefault(answer.day, []).append(answer)
    pack = collection.progress(scope)._pack
    return {day: DaySums.unpack(pack(day, found[day])) for day in sorted(found)}


class Devices(RuleBasedStateMachine):
    """Two devices with the same decks, and one clock that mostly goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.clock = Clock(step=4_000)
        self.chance = random.Random(0)
        self.homes = [Path(self.open.enter_context(TemporaryDirectory())) for _ in range(2)]
        self.devices: list[Collection] = []
        self.sessions: dict[int, Session] = {}

    @initialize(seed=st.integers(0, 999))
    def begin(self, seed: int) -> None:
        self.chance.seed(seed)
        for home in self.homes:
            write_decks(home)
            self.devices.append(self.open.enter_context(open_at(home, self.clock)))

    def teardown(self) -> None:
        self.open.close()

    @rule(which=WHICH, most=st.integers(1, 6), looked=st.booleans())
    def answer(self, which: int, most: int, *, looked: bool) -> None:
        """Answer cards, on a day of which sums were kept or not."""
        if looked:
            self.sums(which, Scope())
        self.sessions[which] = study(self.devices[which], self.chance, most)

    @rule(which=WHICH, later=st.sampled_from((0, 1)))
    def undo(self, which: int, later: int) -> None:
        """Take back an answer, of today or of a day whose sums are kept."""
        if which not in self.sessions or not self.sessions[which].can_undo:
            self.answer(which, 3, looked=False)
        if self.sessions[which].can_undo:
            self.clock.now += later * DAY
            self.sums(which, Scope())
            self.sessions[which].undo()

    @rule(days=st.sampled_from((1, 1, 2, 40, -3)))
    def pass_time(self, days: int) -> None:
        self.clock.now += days * DAY

    @rule(which=WHICH, kind=st.sampled_from((ActionKind.RESET, ActionKind.SUSPEND, ActionKind.UNSUSPEND)))
    def act(self, which: int, kind: ActionKind) -> None:
        browser = self.devices[which].browser
        found = browser.search("")
        if len(found):
            self.sessions.pop(which, None)
            done = browser.act(self.chance.sample(list(found.keys), 3), kind)
            if self.chance.random() < 0.3 and any(step is done for step in browser.steps):
                browser.undo(done)

    @rule(to=WHICH)
    def merge(self, to: int) -> None:
        self.sessions.pop(to, None)
        self.devices[to].exchange.merge(self.homes[1 - to] / "quiz.db")

    @rule(which=WHICH)
    def delete_a_deck(self, which: int) -> None:
        path = self.devices[which].paths.decks / "b.toml"
        self.sessions.pop(which, None)
        if path.exists():
            self.devices[which].shelf.delete(path)
        else:
            write_decks(self.homes[which])
            self.devices[which].refresh()

    @rule(which=WHICH)
    def rebuild(self, which: int) -> None:
        self.sessions.pop(which, None)
        assert not self.devices[which].rebuild()

    @rule(which=WHICH)
    def look(self, which: int) -> None:
        """Keep the sums of the days so far."""
        self.sums(which, Scope())

    def sums(self, which: int, scope: Scope) -> dict[StudyDay, DaySums]:
        return dict(self.devices[which].progress(scope).days)

    @rule(which=WHICH)
    def compare(self, which: int) -> None:
        for scope in SCOPES:
            assert self.sums(which, scope) == afresh(self.homes[which], self.clock, scope)
            self.count(which, scope)

    def count(self, which: int, scope: Scope) -> None:
        """Compare the cards that are kept counted with all of them."""
        device = self.devices[which]
        read = device._store.progress(scope.decks, scope.tags)
        kept, counted = (
            {
                name: {value: number for value, number in dict(what).items() if number}
                for name, what in found._asdict().items()
            }
            for found in (read.histograms(device.today(), None), read.all_counted(device.today(), None))
        )
        assert kept == counted

    @rule()
    def join(self) -> None:
        self.sessions.clear()
        self.sums(0, Scope())
        for to in (0, 1):
            self.merge(to)
        assert self.sums(0, Scope()) == self.sums(1, Scope())
        mine, theirs = (device.progress(Scope()).cards for device in self.devices)
        if all((home / "decks" / "b.toml").exists() for home in self.homes):
            assert (mine.due, mine.intervals, mine.total) == (theirs.due, theirs.intervals, theirs.total)

    @invariant()
    def sums_are_those_of_the_log(self) -> None:
        """Look on about every other step: what is kept also has to outlast several changes."""
        for which, device in enumerate(self.devices):
            if self.chance.random() < 0.5:
                for scope in SCOPES:
                    assert self.sums(which, scope) == summed_up(device, scope)
                    self.count(which, scope)

    @invariant()
    def parts_make_the_whole(self) -> None:
        for which in range(len(self.devices)):
            if self.chance.random() < 0.5:
                continue
            parts = [self.sums(which, Scope(decks=(deck,))) for deck in (A, B)]
            whole = self.sums(which, Scope())
            days = {day for part in parts for day in part}
            assert whole == {day: together(part[day] for part in parts if day in part) for day in sorted(days)}
            sums = self.devices[which].progress(Scope())
            assert sum(sums.cards.recalls.values()) == sums.cards.answered
            assert sums.known([sums.today])[0] >= 0


TestDevices = Devices.TestCase
TestDevices.settings = settings(max_examples=30, stateful_step_count=20)
