"""What there is to know about a learner's progress, read from the store when a figure asks for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import MATURE_DAYS, Phase, StudyDay
from quiz.search.fold import fold
from quiz.stats.rollup import Answer, DaySums, sum_day
from quiz.stats.scope import Scope
from quiz.stats.sums import By, CardSums, Group, Leech, Mistake
from quiz.store.faces import unpack_source
from quiz.store.progress import Fared, Standing
from quiz.store.progress import Progress as Read

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.model.card import Card
    from quiz.store.store import Store

Recall = Callable[[DeckId, float, int], float]
"""Returns the chance of recall of a card of a deck, from its stability and the days since its last answer."""

_HOUR_MS = 3_600_000
_HOURS = 24
_OFTEN = 2
"""Times from which on a wrong answer is no slip."""


class Progress:
    """The figures of one scope as of now; see `quiz.stats.sums.Sums`."""

    def __init__(self, collection: "Collection", store: "Store", scope: Scope) -> None:
        """Read from ``store`` what ``scope`` is about."""
        self._collection = collection
        self._store = store
        self._read: Read = store.progress(scope.decks, scope.tags)
        self.scope = scope
        self.today = collection.today()
        self._curves: dict[DeckId, Callable[[float, float], float]] = {}

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
    def days(self) -> Mapping[StudyDay, DaySums]:
        """The sums of every day with an answer."""
        return self._days

    @cached_property
    def _days(self) -> Mapping[StudyDay, DaySums]:
        sums: dict[StudyDay, DaySums] = {}
        for day, answers in self._read.days():
            start = self._collection.days.start_of(day)
            first = self._collection.days.rollover
            sums[day] = sum_day(
                Answer(
                    row.card, row.kind, row.rating, row.duration_ms, row.interval,
                    (first + (row.at - start) // _HOUR_MS) % _HOURS,
                )
                for row in answers
            )  # fmt: skip
        return sums

    @property
    def cards(self) -> CardSums:
        """How the cards stand today."""
        return self._cards

    @cached_property
    def _cards(self) -> CardSums:
        return _stand(self._read.standings(), self.today, self._recall)

    def known(self, days: Sequence[StudyDay]) -> Sequence[float]:
        """Return the sum of the chances of recall at the end of each of some days."""
        memories: dict[int, tuple[DeckId, StudyDay, float]] = {}
        rows = self._read.memories()
        row = next(rows, None)
        found: list[float] = []
        for day in days:
            while row is not None and row.day <= day:
                memories[row.card] = (row.deck, row.day, row.stability)
                row = next(rows, None)
            found.append(sum(self._recall(deck, stable, day - last) for deck, last, stable in memories.values()))
        return found

    def groups(self, by: By) -> Sequence[Group]:
        """Return how groups of cards fare, those of most cards first."""
        found: dict[str, _Tally] = {}
        for row in self._read.fared():
            for name in _names(row, by):
                leech = self._is_leech(row.deck, row.lapses or 0)
                found.setdefault(name, _Tally()).add(row, self._chance(row), leech=leech)
        groups = [tally.group(name) for name, tally in found.items()]
        return sorted(groups, key=lambda group: -group.cards)

    @property
    def leeches(self) -> Sequence[Leech]:
        """The cards forgotten most often, worst first."""
        return self._leeches

    @cached_property
    def _leeches(self) -> Sequence[Leech]:
        rows = [row for row in self._read.lapsed() if self._is_leech(row[1], row[2])]
        cards = self._store.cards([card for card, *_ in rows])
        return [
            Leech(
                card=card, question=cards[card].prompt, answer=_answer(cards[card]), deck=self._store.title(deck),
                lapses=lapses, suspended=suspended,
            )
            for card, deck, lapses, suspended in rows
            if card in cards
        ]  # fmt: skip

    @property
    def mistakes(self) -> Sequence[Mistake]:
        """What was confused with what, most often first."""
        return self._mistakes

    @cached_property
    def _mistakes(self) -> Sequence[Mistake]:
        grouped: dict[tuple[CardId, str], list[tuple[int, str]]] = {}
        for row in self._read.wrong():
            grouped.setdefault((row.card, fold(row.typed)), []).append((row.times, row.typed))
        times = {key: sum(number for number, _ in some) for key, some in grouped.items()}
        kept = [key for key in grouped if times[key] >= _OFTEN]
        kept.sort(key=lambda key: -times[key])
        cards = self._store.cards([card for card, _ in kept])
        return [
            Mistake(
                card=card, question=cards[card].prompt, answer=_answer(cards[card]),
                typed=max(grouped[card, typed])[1], times=times[card, typed],
            )
            for card, typed in kept
            if card in cards
        ]  # fmt: skip

    def _recall(self, deck: DeckId, stability: float, days: int) -> float:
        if deck not in self._curves:
            self._curves[deck] = self._collection.scheduler_of(deck).fsrs.retrievability
        return self._curves[deck](stability, days)

    def _chance(self, row: Fared) -> float:
        if row.stability is None or row.last_day is None:
            return 0.0
        return self._recall(row.deck, row.stability, self.today - row.last_day)

    def _is_leech(self, deck: DeckId, lapses: int) -> bool:
        threshold = self._collection.settings.of(deck).study.leech_threshold
        return 0 < threshold <= lapses


def _stand(rows: Iterable[Standing], today: StudyDay, recall: Recall) -> CardSums:
    """Count the cards of a scope."""
    states = Counter[str]()
    due, added = Counter[StudyDay](), Counter[StudyDay]()
    intervals, stabilities, difficulties, recalls = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    known = 0.0
    for row in rows:
        if row.added_day is not None:
            added[row.added_day] += 1
        if row.suspended or row.phase is None:
            states["suspended" if row.suspended else "new"] += 1
            continue
        if row.due_day is None or row.last_day is None or row.stability is None or row.difficulty is None:
            continue  # cannot be: the table holds all of them or none
        due[row.due_day] += 1
        chance = recall(row.deck, row.stability, today - row.last_day)
        known += chance
        recalls[int(chance * 100)] += 1
        if row.phase != Phase.REVIEW.value:
            states[row.phase] += 1
            continue
        interval = row.due_day - row.last_day
        states["young" if interval < MATURE_DAYS else "mature"] += 1
        intervals[interval] += 1
        stabilities[int(row.stability)] += 1
        difficulties[round(row.difficulty * 10)] += 1
    return CardSums(
        **states, due=due, added=added, intervals=intervals, stabilities=stabilities, difficulties=difficulties,
        recalls=recalls, known=known,
    )  # fmt: skip


def _names(row: Fared, by: By) -> Iterable[str]:
    """Return the groups that a card belongs to."""
    match by:
        case By.DECK:
            return (row.title,)
        case By.TAG:
            return tuple(filter(None, row.tags.split("\n")))
        case By.TEMPLATE:
            return (row.rule,) if row.rule else ()
        case By.SOURCE:
            source = unpack_source(row.source) if row.source else None
            name = source and (source.title or source.path or source.url)
            return (name,) if name else ()


class _Tally:
    """Adds up how the cards of a group have fared."""

    def __init__(self) -> None:
        self.decks: set[DeckId] = set()
        self._cards = self._answered = self._suspended = self._leeches = self._reviews = self._lapses = 0
        self._known = self._difficulty = 0.0

    def add(self, row: Fared, chance: float, *, leech: bool) -> None:
        """Add a card with the chance that it is remembered today."""
        self.decks.add(row.deck)
        self._cards += 1
        self._suspended += row.suspended
        self._leeches += leech
        if row.difficulty is not None:
            self._answered += 1
            self._reviews += row.reps or 0
            self._lapses += row.lapses or 0
            self._known += chance
            self._difficulty += row.difficulty

    def group(self, name: str) -> Group:
        """Return what has been added up."""
        return Group(
            name=name,
            deck=next(iter(self.decks)) if len(self.decks) == 1 else None,
            cards=self._cards,
            answered=self._answered,
            suspended=self._suspended,
            leeches=self._leeches,
            reviews=self._reviews,
            lapses=self._lapses,
            known=self._known,
            difficulty=self._difficulty / self._answered if self._answered else None,
        )


def _answer(card: "Card") -> str:
    return "; ".join(spellings[0] for spellings in card.answers)
