"""What there is to know about a learner's progress, read from the store when a figure asks for it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

from quiz.collection.shading import shade
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import MATURE_DAYS, Instant, Phase, StudyDay
from quiz.search.fold import fold
from quiz.stats.article import Stretch
from quiz.stats.past import Past, cut
from quiz.stats.rollup import HOURS, PACKED_FORM, DaySums, sum_day, together
from quiz.stats.scope import Scope
from quiz.stats.sums import By, CardSums, Group, Leech, Mistake
from quiz.stats.templates import Verdict
from quiz.store.day_sums import Answered

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.srs.fsrs import Fsrs
    from quiz.store.progress import Progress as Read
    from quiz.store.store import Store

_HOUR_MS = 3_600_000
_MOST_LOOKED_UP, _MOST_COMPARED = 20, 200
"""Wrong answers of which it is found out what they are answers to, and cards that are looked at for each."""
_MOST_KEPT = 20
"""Choices of decks and tags that what was read of is kept."""
_QUICK = 20_000
"""Answers and cards that are looked at in less time than it takes to notice."""
_OFTEN = 2
"""Times from which on a wrong answer is no slip."""


_T = TypeVar("_T")


def rule_of(collection: "Collection") -> str:
    """Return what the sums of days depend on besides the log."""
    return f"{PACKED_FORM} {collection.days}"


def _read_once(read: "Callable[[Progress], _T]") -> "Callable[[Progress], _T]":
    """Have something read when it is first asked for, once for all reports of the same cards."""
    name = read.__name__

    @wraps(read)
    def found(progress: "Progress") -> _T:
        if name not in progress.found:
            progress.found[name] = read(progress)
        return cast("_T", progress.found[name])

    return found


class Progress:
    """The figures of one scope as of now; see `quiz.stats.sums.Sums`."""

    def __init__(self, collection: "Collection", store: "Store", scope: Scope) -> None:
        """Read from ``store`` what ``scope`` is about."""
        self._collection = collection
        self._store = store
        self._read: Read = store.progress(scope.decks, scope.tags)
        self.scope = scope
        self.today = collection.today()
        self._formulas: dict[DeckId, Fsrs] = {}
        self.found: dict[str, object] = {}
        self._known: dict[tuple[StudyDay, ...], Sequence[float]] = {}
        self._past: Past | None = None

    def within(self, scope: Scope) -> "Progress":
        """Return what there is to know of the same cards, from another day on."""
        other = copy(self)
        other.scope = scope
        other._past = None  # noqa: SLF001 - of its own kind
        return other

    @property
    def desired_retention(self) -> float:
        """The chance of recall at which cards come back; of several decks, that of most cards."""
        settings = self._collection.settings
        shares = Counter[float]()
        for row in self._store.decks():
            if self.scope.decks is None or row.id in self.scope.decks:
                shares[settings.of(row.id).schedule.desired_retention] += row.cards
        most = shares.most_common(1)
        return most[0][0] if most else settings.schedule.desired_retention

    def spacing(self, retention: float) -> float:
        """Return after how many times its stability a card has fallen to a chance of recall."""
        return self._collection.scheduler.fsrs.interval(1.0, retention)

    @property
    def is_quick(self) -> bool:
        """Whether there are so few answers and cards that looking at each of them keeps nobody waiting."""
        if self.scope.tags:  # whose answers are not summed up
            return self._collection.progress(replace(self.scope, tags=())).is_quick
        return sum(day.reviews for day in self.days.values()) + self.cards.total <= _QUICK

    def adopt(self, other: "Progress") -> None:
        """Take over what another one of the same scope has read."""
        self.found.update(other.found)
        self._known.update(other._known)  # noqa: SLF001 - of its own kind

    @property
    @_read_once
    def days(self) -> Mapping[StudyDay, DaySums]:
        """The sums of every day with an answer."""
        rule = rule_of(self._collection)
        found: dict[StudyDay, list[DaySums]] = {}
        for day, packed in self._read.days(today=self.today, rule=rule, pack=self._pack):
            found.setdefault(day, []).append(DaySums.unpack(packed))
        return {day: some[0] if len(some) == 1 else together(some) for day, some in sorted(found.items())}

    @property
    def past(self) -> Past:
        """The days that charts of the past show, in steps."""
        if self._past is None:
            self._past = cut(self.days, self.today, self.scope.since)
        return self._past

    def _pack(self, day: StudyDay, answers: Sequence[Answered]) -> bytes:
        hour = self._hours_of(day)
        return sum_day(
            (card, kind, rating, ms, interval, hour(at)) for _, card, kind, rating, ms, interval, at in answers
        ).pack()

    def _hours_of(self, day: StudyDay) -> "Callable[[Instant], int]":
        """Return what tells the hour that the wall clock showed at an instant of a study day."""
        rule = self._collection.days
        start, first = rule.start_of(day), rule.rollover
        if rule.start_of(StudyDay(day + 1)) - start != HOURS * _HOUR_MS or rule.hour_of(start) != first:
            return rule.hour_of  # the clock was moved on this day
        return lambda at: (first + (at - start) // _HOUR_MS) % HOURS

    @property
    @_read_once
    def cards(self) -> CardSums:
        """How the cards stand today."""
        tally, due = Counter[str](), Counter[StudyDay]()
        intervals, stabilities, difficulties = Counter[int](), Counter[int](), Counter[int]()
        added = Counter[StudyDay]()
        recalls, known = Counter[int](), 0.0
        for deck, day, stability in self._read.on_steps():
            chance = self._fsrs(deck).retrievability(stability, self.today - day)
            known += chance
            recalls[int(chance * 100)] += 1
        for fsrs, decks in self._formulas_in_use():
            found = self._read.histograms(self.today, decks)
            intervals.update(found.intervals)
            stabilities.update(found.stabilities)
            difficulties.update(found.difficulties)
            added.update(found.added)
            tally.update(found.places)
            due.update(found.due)
            for gone, number in found.gone:
                chance = fsrs.retrievability(1.0, gone)
                known += chance * number
                recalls[int(chance * 100)] += number
        young = sum(number for interval, number in intervals.items() if interval < MATURE_DAYS)
        return CardSums(
            new=tally["new"],
            learning=tally[Phase.LEARNING],
            relearning=tally[Phase.RELEARNING],
            young=young,
            mature=tally[Phase.REVIEW] - young,
            suspended=tally["suspended"],
            due=due,
            intervals=intervals,
            stabilities=stabilities,
            difficulties=difficulties,
            recalls=recalls,
            known=known,
            added=added,
        )

    def _formulas_in_use(self) -> "Sequence[tuple[Fsrs, Sequence[DeckId] | None]]":
        """Return the formulas of the scope with their decks; ``None`` stands for all decks of the scope."""
        decks = self._decks
        found: dict[tuple[float, ...], list[DeckId]] = {}
        for deck in decks:
            found.setdefault(self._fsrs(deck).parameters, []).append(deck)
        if len(found) <= 1:
            return [(self._fsrs(decks[0]) if decks else self._collection.scheduler.fsrs, None)]
        return [(self._fsrs(some[0]), some) for some in found.values()]

    def known(self, days: Sequence[StudyDay]) -> Sequence[float]:
        """Return the sum of the chances of recall at the end of each of some days, which are in order."""
        from quiz.collection.knowledge import known_on  # noqa: PLC0415 - most figures say nothing of that

        when = tuple(days)
        if when not in self._known:
            parts = [known_on(when, self._read.memories(decks), fsrs) for fsrs, decks in self._formulas_in_use()]
            self._known[when] = [sum(values) for values in zip(*parts, strict=True)]
        return self._known[when]

    def groups(self, by: By) -> Sequence[Group]:
        """Return how groups of cards fare, those of most cards first."""
        return self._groups[by]

    @property
    @_read_once
    def _groups(self) -> Mapping[By, Sequence[Group]]:
        from quiz.collection.grouping import grouped  # noqa: PLC0415 - most figures say nothing of groups

        return grouped(self._read.fared(self.today), self._fsrs, self._threshold)

    @property
    @_read_once
    def verdicts(self) -> Sequence[Verdict]:
        """What follows for templates of the generator, from all decks."""
        return self._collection.templates.verdicts()

    @property
    @_read_once
    def article(self) -> Sequence[Stretch]:
        """The article of the deck, when the scope is a single one; else nothing."""
        decks = self.scope.decks or tuple(row.id for row in self._store.decks())
        if len(decks) != 1:
            return ()
        fsrs = self._fsrs(decks[0])
        chances = {
            card: None if stability is None or day is None else fsrs.retrievability(stability, self.today - day)
            for card, day, stability in self._read.facts()
        }
        return shade(self._collection.articles, self._store.cards([*chances]), chances)

    @property
    @_read_once
    def leeches(self) -> Sequence[Leech]:
        """The cards forgotten most often, worst first."""
        least = min((most for deck in self._decks if (most := self._threshold(deck))), default=0)
        rows = [row for row in self._read.lapsed(least) if 0 < self._threshold(row[1]) <= row[2]] if least else []
        cards = self._store.cards([card for card, *_ in rows])
        return [
            Leech(
                card=card, question=cards[card].prompt, answer=cards[card].answer, deck=self._store.title(deck),
                lapses=lapses, suspended=suspended,
            )
            for card, deck, lapses, suspended in rows
            if card in cards
        ]  # fmt: skip

    @property
    @_read_once
    def mistakes(self) -> Sequence[Mistake]:
        """What was confused with what, most often first."""
        grouped: dict[tuple[CardId, str], list[tuple[int, str]]] = {}
        for row in self._read.wrong():
            grouped.setdefault((row.card, fold(row.typed)), []).append((row.times, row.typed))
        times = {key: sum(number for number, _ in some) for key, some in grouped.items()}
        kept = [key for key in grouped if times[key] >= _OFTEN]
        kept.sort(key=lambda key: -times[key])
        cards = self._store.cards([card for card, _ in kept])
        return [
            Mistake(
                card=card, question=cards[card].prompt, answer=cards[card].answer,
                typed=max(grouped[card, typed])[1], times=times[card, typed],
                other=self._question_of(typed, card) if number < _MOST_LOOKED_UP else "",
            )
            for number, (card, typed) in enumerate(kept)
            if card in cards
        ]  # fmt: skip

    def _question_of(self, answer: str, but: CardId) -> str:
        """Return the question of another card to which a folded text is an answer; empty when there is none."""
        found = [card for card in self._read.saying(answer, _MOST_COMPARED) if card != but]
        for card in self._store.cards(found).values():
            if any(fold(spelling) == answer for item in card.answers for spelling in item):
                return card.prompt
        return ""

    @property
    @_read_once
    def _decks(self) -> Sequence[DeckId]:
        """Return the decks of the scope."""
        return [row.id for row in self._store.decks() if self.scope.decks is None or row.id in self.scope.decks]

    def _fsrs(self, deck: DeckId) -> "Fsrs":
        if deck not in self._formulas:
            self._formulas[deck] = self._collection.scheduler_of(deck).fsrs
        return self._formulas[deck]

    def _threshold(self, deck: DeckId) -> int:
        """Return how many lapses make a leech; 0: none do."""
        return self._collection.settings.of(deck).study.leech_threshold


class Looks:
    """Hands out what statistics are made from; what was read is read again only once something was written."""

    def __init__(self, collection: "Collection", store: "Store") -> None:
        """Read from ``store``."""
        self._collection = collection
        self._store = store
        self._kept: dict[object, Progress] = {}
        self._as_of: object = None

    def at(self, scope: Scope) -> Progress:
        """Return what there is to know of a scope as of now."""
        collection = self._collection
        as_of = collection.today(), collection.days, collection.settings, self._store.moment
        if as_of != self._as_of or len(self._kept) == _MOST_KEPT:
            self._kept.clear()
            self._as_of = as_of
        key = scope.decks, scope.tags
        if key not in self._kept:
            self._kept[key] = Progress(collection, self._store, scope)
        return self._kept[key].within(scope)

    def to_sum_up(self) -> int:
        """Return how many days and hundreds of cards have to be looked at before anything is known."""
        days, cards = self._store.progress(None).to_sum_up(self._collection.today(), rule_of(self._collection))
        return days + cards // 100
