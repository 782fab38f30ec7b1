"""Turns the nouns of quiz into rows and back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from quiz.model.ids import CardId, DeckId, NoteId
from quiz.model.memory import NEW, CardState, Instant, MemoryState, New, Phase, Rating, Scheduled, StudyDay
from quiz.model.review import ActionKind, EventId, Review, ReviewKind
from quiz.model.verdict import Verdict
from quiz.store.database import Row, Value
from quiz.store.explain import unreadable

STATE = ("phase", "step", "stability", "difficulty", "due_day", "due_at", "last_at", "last_day", "reps", "lapses")
"""The columns of a state, here and with ``before_`` and ``after_`` in the log."""
_WIDTH = len(STATE)
NO_STATE: Row = (None,) * _WIDTH
"""The columns of a new card."""

REVIEW = ("id", "card", "at", "day", "rating", "kind", "verdict", "typed", "duration_ms", "device")
_REVIEW_WIDTH = len(REVIEW)
LOG_COLUMNS = (*REVIEW, *(f"before_{name}" for name in STATE), *(f"after_{name}" for name in STATE))

_FAR = 3_000_000
"""Beyond all days, and all figures of a memory, that can be."""
_LATEST = 250_000_000_000_000
"""An instant in the year 9892."""
_StateRow: TypeAlias = tuple[
    str, int, float, float, StudyDay, Instant | None, Instant, StudyDay, int, int
]  # what SQLite's column types and checks promise

_PHASES = {phase.value: phase for phase in Phase}
_KINDS = {kind.value: kind for kind in ReviewKind}
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_RATINGS = {rating.value: rating for rating in Rating}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells whether a file has changed since it was read."""

    size: int
    mtime_ns: int
    sum: str = field(default="", compare=False)
    """Of the content, once it was read; empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of each deck may come on one day."""

    new: int
    reviews: int
    own: Mapping[DeckId, "Limits"] = field(default_factory=dict[DeckId, "Limits"])
    """Decks with other limits."""
    total_new: int | None = None
    """New cards of all decks together; ``None``: no limit besides those of the decks."""
    total_reviews: int | None = None
    """Reviews of all decks together."""

    @property
    def has_total(self) -> bool:
        """Whether all decks together have a limit."""
        return self.total_new is not None or self.total_reviews is not None

    def of(self, deck: DeckId) -> "Limits":
        """Return what may come of one deck."""
        return self.own.get(deck, self)

    @property
    def most(self) -> "Limits":
        """The most that may come of any deck."""
        every = (self, *self.own.values())
        return Limits(new=max(each.new for each in every), reviews=max(each.reviews for each in every))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckRow:
    """What is known of a deck file."""

    path: str
    id: DeckId
    title: str
    cards: int
    unnamed: int
    """Ids that the file lacks: the deck's own and those of notes."""
    broken: bool
    """Its cards are not asked: the file cannot be read, or another file has the same deck id."""
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flags:
    """What a learner has done to a card besides answering it."""

    suspended: bool = False
    buried_day: StudyDay | None = None
    """The study day on which the card is not asked."""
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When a card comes back."""

    day: StudyDay
    at: Instant | None = None
    """The moment, for a card that comes back within the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How much is due in a deck, and how much of it the daily limit lets in."""

    due: int
    """Reviews that are due."""
    today: int
    """How many of them still come today."""
    a_day: int
    """The limit of a whole day."""
    done: int
    """Reviews answered today."""
    deck: DeckId
    coming: tuple[int, ...]
    """Reviews that come due on each day from tomorrow on, where some wait that long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A card with a history that stands in no deck file any more."""

    card: CardId
    state: CardState
    prompt: str
    """What it asked when it was last seen."""


def split_id(card: str) -> tuple[DeckId, NoteId]:
    """Return the deck and the note of a card's id, which is ``deck/note`` or ``deck/note:suffix``."""
    deck, _, rest = card.rpartition("/")
    return DeckId(deck), NoteId(rest.partition(":")[0])


def deck_of(card: str) -> str:
    """Return the deck as it stands in a card's id."""
    return card[: card.rfind("/")]


def note_of(card: str) -> str:
    """Return the deck and the note of a card's id as they stand in it."""
    end = card.find(":", card.rfind("/"))
    return card if end < 0 else card[:end]


def state_values(state: CardState) -> Row:
    """Return the columns of a state; all are NULL for a new card."""
    if isinstance(state, New):
        return NO_STATE
    return (
        state.phase.value,
        state.step,
        state.memory.stability,
        state.memory.difficulty,
        state.due_day,
        state.due_at,
        state.last_at,
        state.last_day,
        state.reps,
        state.lapses,
    )


def state_from(values: Row) -> CardState:
    """Return the state that the ten columns of `STATE` hold."""
    if values[0] is None:
        return NEW
    phase, step, stability, difficulty, due_day, due_at, last_at, last_day, reps, lapses = cast("_StateRow", values)
    try:
        # What is out of bounds was written by a failing disk, and would be reckoned with for ever.
        sound = 0 < stability < _FAR and 0 < difficulty < _FAR and 0 <= step < _FAR and 0 <= lapses <= reps
        sound = sound and -_FAR < last_day < _FAR and -_FAR < due_day < _FAR and abs(last_at) < _LATEST
        if not sound or (due_at is not None and abs(due_at) >= _LATEST):
            raise unreadable()
        return Scheduled(
            phase=_PHASES[phase],
            step=step,
            memory=MemoryState(stability, difficulty),
            due_day=due_day,
            due_at=due_at,
            last_at=last_at,
            last_day=last_day,
            reps=reps,
            lapses=lapses,
        )
    except (KeyError, TypeError) as error:
        raise unreadable() from error


def review_values(review: Review, card: int, device: str) -> Row:
    """Return the columns of `LOG_COLUMNS`; ``card`` is the key of its card."""
    return (
        review.id,
        card,
        review.at,
        review.day,
        review.rating.value,
        review.kind.value,
        review.verdict.value,
        _storable(review.typed),
        review.duration_ms,
        review.device or device,
        *state_values(review.before),
        *state_values(review.after),
    )


def _storable(typed: str | None) -> str | None:
    # A terminal can send bytes that are no text; they must not stop an answer from being kept.
    return typed and typed.encode("utf-8", "replace").decode()


def review_from(values: Row) -> Review:
    """Return the review of a row of `LOG_COLUMNS`, with the card's id in place of its key."""
    row, card, at, day, rating, kind, verdict, typed, duration_ms, device = values[:_REVIEW_WIDTH]
    try:
        rated, asked, said = (
            _RATINGS[cast("int", rating)],
            _KINDS[cast("str", kind)],
            _VERDICTS[cast("str", verdict)],
        )
    except KeyError as error:
        raise unreadable() from error
    return Review(
        id=EventId(cast("str", row)),
        card=CardId(cast("str", card)),
        at=Instant(cast("int", at)),
        day=StudyDay(cast("int", day)),
        rating=rated,
        kind=asked,
        verdict=said,
        typed=cast("str | None", typed),
        duration_ms=cast("int", duration_ms),
        before=state_from(values[_REVIEW_WIDTH : _REVIEW_WIDTH + _WIDTH]),
        after=cast("Scheduled", state_from(values[_REVIEW_WIDTH + _WIDTH :])),
        device=cast("str", device),
    )


def flags_after(actions: list[tuple[Value, Value]]) -> Flags:
    """Return the flags that actions, as pairs of kind and study day in the order of time, lead to."""
    suspended, marked = False, False
    buried_day: StudyDay | None = None
    for name, day in actions:
        match ActionKind(cast("str", name)):
            case ActionKind.SUSPEND:
                suspended = True
            case ActionKind.UNSUSPEND:
                suspended = False
            case ActionKind.BURY:
                buried_day = StudyDay(cast("int", day))
            case ActionKind.UNBURY:
                buried_day = None
            case ActionKind.MARK:
                marked = True
            case ActionKind.UNMARK:
                marked = False
            case ActionKind.RESET:
                pass  # makes a state, and sets no flag
    return Flags(suspended=suspended, buried_day=buried_day, marked=marked)
