"""What a learner looks over: made cards in the order of their article, and beside them what was left out.

Pure values: looking over is replacing some of them by others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from quiz.generate.facts import Drop, Generated, Origin
from quiz.model.deck import Deck, Note, trace_of
from quiz.model.ids import NoteId
from quiz.model.text import one_line

NOWHERE = -1
"""The sentence of what stands on no sentence of the article."""


class Fate(StrEnum):
    """What was decided about a candidate."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Standing(StrEnum):
    """How a candidate came to be looked over."""

    NEW = "new"
    CHANGED = "changed"
    """The article makes another card now of a fact that the deck asks for."""
    KNOWN = "known"
    """The deck asks for it already."""
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was made of one article, and how it compares with the deck that is there already."""

    made: Generated
    standings: Mapping[NoteId, Standing] = field(default_factory=dict[NoteId, Standing])
    """Of the notes that were made, also for drops; what is not in it is new, or left out."""
    olds: Mapping[NoteId, Note] = field(default_factory=dict[NoteId, Note])
    """Of changed notes, those that the deck has."""
    refused: Mapping[NoteId, str] = field(default_factory=dict[NoteId, str])
    """Notes that the learner did not want once, with that in words."""
    twice: Mapping[NoteId, str] = field(default_factory=dict[NoteId, str])
    """Notes that another proposal has too, with that in words; they are left out here unless the deck has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What a learner decided about the cards of one article."""

    article: int
    """Which of the proposals it is about, from 0."""
    deck: Deck
    """As it was made, with the accepted notes and no others."""
    rejected: tuple[Note, ...] = ()
    """Notes that are not to be proposed again."""
    rescued: frozenset[NoteId] = frozenset()
    """Accepted notes that were refused once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A note that may become part of a deck."""

    deck: int
    """Which of the proposals it belongs to, from 0."""
    sentence: int = NOWHERE
    note: Note
    made: Note
    """As the generator worded it."""
    standing: Standing = Standing.NEW
    old: Note | None = None
    """What the deck has, if it is changed."""
    reason: str = ""
    """Why it was left out."""
    refused: bool = False
    """Whether the learner once did not want it."""
    origin: Origin | None = None
    rank: tuple[int, int] | None = None
    """Its place, from 1, among so many questions of the article by how much they are worth knowing."""
    fate: Fate = Fate.OPEN
    worded: Note | None = None
    """As the learner worded it last; cards of other kinds are made from that."""

    @property
    def edited(self) -> bool:
        """Whether the learner changed the wording."""
        return self.worded is not None

    @property
    def is_offered(self) -> bool:
        """Whether it waits for a decision unless it got one."""
        return self.standing in {Standing.NEW, Standing.CHANGED}

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.is_offered and self.fate is Fate.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A sentence on which rules gave up before there was a question."""

    deck: int
    sentence: int
    text: str
    reasons: tuple[tuple[str, str], ...]
    """What a rule would have asked, and why it did not."""


Item = Candidate | Gap


def items_of(proposals: Sequence[Proposal]) -> tuple[Item, ...]:
    """Return everything there is to see, article by article, in the order of the sentences."""
    return tuple(item for number, proposal in enumerate(proposals) for item in _of_article(number, proposal))


def _of_article(number: int, proposal: Proposal) -> list[Item]:
    made = proposal.made
    places = {text: place for place, text in reversed([*enumerate(made.sentences)])}
    items: list[Candidate] = []
    for note in made.deck.notes:
        origin = made.origins.get(note.id) if note.id is not None else None
        place = origin.sentence if origin is not None else places.get(one_line(note.evidence), NOWHERE)
        items.append(_candidate(number, proposal, note, place, origin))
    asked = {note.prompt for note in made.deck.notes}
    for drop in made.drops:
        if drop.note is not None and drop.note.prompt not in asked:
            asked.add(drop.note.prompt)
            place = drop.origin.sentence if drop.origin is not None else NOWHERE
            items.append(_candidate(number, proposal, drop.note, place, drop.origin, reason=drop.reason))
    gaps = _gaps(number, [drop for drop in made.drops if drop.note is None])
    return sorted((*_ranked(items), *gaps), key=lambda item: item.sentence)


def _ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    candidates = [*candidates]
    worth = sorted((each.origin.worth for each in candidates if each.origin is not None), reverse=True)
    return [
        replace(each, rank=(worth.index(each.origin.worth) + 1, len(worth))) if each.origin is not None else each
        for each in candidates
    ]


def _candidate(
    deck: int, proposal: Proposal, note: Note, place: int, origin: Origin | None, *, reason: str = ""
) -> Candidate:
    refusal = twice = None
    standing = Standing.NEW
    if note.id is not None:
        refusal, twice = proposal.refused.get(note.id), proposal.twice.get(note.id)
        standing = proposal.standings.get(note.id, standing)
    if standing is Standing.NEW and (reason or refusal or twice):
        standing = Standing.LEFT_OUT
    return Candidate(
        deck=deck,
        sentence=place,
        note=note,
        made=note,
        standing=standing,
        old=proposal.olds.get(note.id) if note.id is not None else None,
        reason=(refusal or reason or twice or "") if standing is Standing.LEFT_OUT else "",
        refused=refusal is not None,
        origin=origin,
    )


def _gaps(deck: int, drops: Iterable[Drop]) -> Iterator[Gap]:
    found: dict[tuple[int, str], dict[str, str]] = {}
    for drop in drops:
        place = drop.origin.sentence if drop.origin is not None else NOWHERE
        reasons = found.setdefault((place, drop.evidence or one_line(drop.text)), {})
        reasons.setdefault(drop.reason, drop.origin.why if drop.origin is not None else drop.rule)
    for (place, text), reasons in found.items():
        yield Gap(deck=deck, sentence=place, text=text, reasons=tuple((why, what) for what, why in reasons.items()))


def reviewed(proposals: Sequence[Proposal], items: Iterable[Item]) -> Iterator[Reviewed]:
    """Yield what was decided about each article about which something was."""
    candidates = [item for item in items if isinstance(item, Candidate)]
    for number, proposal in enumerate(proposals):
        mine = [each for each in candidates if each.deck == number]
        taken = [each for each in mine if each.fate is Fate.ACCEPTED]
        # Of a changed card the old wording is what is kept: nothing is refused for ever.
        rejected = tuple(each.made for each in mine if is_refusal(each))
        if taken or rejected:
            rescued = frozenset(each.note.id for each in taken if each.refused and each.note.id is not None)
            yield Reviewed(article=number, deck=_deck(proposal.made.deck, taken), rejected=rejected, rescued=rescued)


def is_refusal(candidate: Candidate) -> bool:
    """Tell whether a candidate is not to be proposed again."""
    return candidate.fate is Fate.REJECTED and candidate.standing is Standing.NEW


def _deck(deck: Deck, taken: Sequence[Candidate]) -> Deck:
    """Return a deck with what was taken of it, in its order; rescued notes stand where their sentences do."""
    order = {id(note): number for number, note in enumerate(deck.notes)}
    kept = sorted((each for each in taken if id(each.made) in order), key=lambda each: order[id(each.made)])
    rescued = [each for each in taken if id(each.made) not in order]
    for each in rescued:
        place = next((at for at, other in enumerate(kept) if other.sentence > each.sentence), len(kept))
        kept.insert(place, each)
    traces = (trace for each in rescued if (trace := trace_of(each.made)) is not None)
    return replace(deck, notes=tuple(each.note for each in kept), written=(*deck.written, *traces))
