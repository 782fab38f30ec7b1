"""How the cards of decks, tags, articles and templates fare, added up from those that share all of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quiz.model.ids import DeckId
from quiz.stats.sums import By, Group
from quiz.store.faces import unpack_source
from quiz.store.progress import Fared

if TYPE_CHECKING:
    from quiz.srs.fsrs import Fsrs


def grouped(
    rows: Iterable[Fared], fsrs: "Callable[[DeckId], Fsrs]", threshold: Callable[[DeckId], int]
) -> Mapping[By, Sequence[Group]]:
    """Return how the groups of cards fare, those of most cards first.

    ``threshold`` tells how many lapses make a leech in a deck; 0: none do.
    """
    found: dict[By, dict[str, _Tally]] = {by: {} for by in By}
    for row in rows:
        one = _tally(row, fsrs(row.deck), threshold(row.deck))
        for by, tallies in found.items():
            for name in _names(row, by):
                tallies.setdefault(name, _Tally()).add(one)
    return {
        by: sorted((tally.group(name) for name, tally in tallies.items()), key=lambda group: -group.cards)
        for by, tallies in found.items()
    }


def _names(row: Fared, by: By) -> Iterable[str]:
    """Return the groups that cards belong to."""
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


@dataclass(slots=True)
class _Tally:
    """Adds up how the cards of a group have fared."""

    decks: set[DeckId] = field(default_factory=set[DeckId])
    cards: int = 0
    answered: int = 0
    suspended: int = 0
    leeches: int = 0
    reviews: int = 0
    lapses: int = 0
    known: float = 0.0
    difficulty: float = 0.0

    def add(self, other: "_Tally") -> None:
        """Add what another has counted."""
        self.decks |= other.decks
        self.cards += other.cards
        self.answered += other.answered
        self.suspended += other.suspended
        self.leeches += other.leeches
        self.reviews += other.reviews
        self.lapses += other.lapses
        self.known += other.known
        self.difficulty += other.difficulty

    def group(self, name: str) -> Group:
        """Return what has been added up."""
        return Group(
            name=name,
            deck=next(iter(self.decks)) if len(self.decks) == 1 else None,
            cards=self.cards,
            answered=self.answered,
            suspended=self.suspended,
            leeches=self.leeches,
            reviews=self.reviews,
            lapses=self.lapses,
            known=self.known,
            difficulty=self.difficulty / self.answered if self.answered else None,
        )


def _tally(row: Fared, fsrs: "Fsrs", threshold: int) -> _Tally:
    suspended, reps, lapses, difficulties, gone = zip(*row.cards, strict=True)
    return _Tally(
        decks={row.deck},
        cards=len(row.cards),
        answered=len(row.cards) - gone.count(None),
        suspended=sum(suspended),
        leeches=sum(1 for number in lapses if number >= threshold) if threshold else 0,
        reviews=sum(reps),
        lapses=sum(lapses),
        known=sum(fsrs.retrievability(1.0, each) for each in gone if each is not None),
        difficulty=sum(each for each in difficulties if each is not None),
    )
