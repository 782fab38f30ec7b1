"""Rows of the log as lines of JSON: what devices hand to each other, and what `quiz log --json` prints.

What is read comes from files that anybody may have written. A line is a row only if every part of it is what quiz
itself could have written; fields that are not known are passed over.
"""

import json
import re
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias, TypeVar, cast

from quiz.model.answer import Verdict
from quiz.model.ids import CardId
from quiz.model.memory import DAY_MS, NEW, CardState, Instant, MemoryState, New, Phase, Rating, Scheduled, StudyDay
from quiz.model.review import Action, ActionKind, EventId, Move, Retraction, Review, ReviewKind
from quiz.model.text import clean

VERSION = 1
"""Of the lines. A reader refuses files of a greater version, and reads files again that it once read as an older."""
LONGEST_LINE = 1 << 20
"""Bytes."""
_JSON = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
"""All in ASCII: no tool on the way can take an odd letter for the end of a line."""
_LONGEST_TYPED = 200_000
_LONGEST_NAME = 1_000
_LAST_DAY = 2_500_000
"""In the year 8814: far from where dates end, whatever is added."""
_MOST = 1 << 53
_EVENT = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_DEVICE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckNote:
    """What a device tells of a deck in the shared folder."""

    path: str
    """Seen from the folder of decks; to be checked before it is used as one."""
    sum: str
    """The SHA-256 of the file."""
    gone: bool
    """Whether the deck was put in the trash; otherwise the device wrote it."""
    device: str


LogRow: TypeAlias = Review | Action | Move | Retraction
Line: TypeAlias = LogRow | DeckNote

_Choice = TypeVar("_Choice", bound=Enum)
_PLAIN = (str, int)
_MEMBERS: dict[type[Enum], dict[object, Enum]] = {
    kind: {member.value: member for member in kind} for kind in (ActionKind, Phase, Rating, ReviewKind, Verdict)
}
"""A dictionary is looked up in a fifth of the time."""


def header(device: str) -> bytes:
    """Return the first line of a file."""
    return _line({"quiz": "log", "version": VERSION, "device": device})


def read_header(line: bytes) -> int:
    """Return the version of a file by its first line; ValueError when it is no file of rows."""
    fields = _Fields.read(line)
    if fields.value("quiz") != "log":
        raise ValueError("no log of quiz")
    return fields.whole("version", 1, _MOST)


def encode(row: Line) -> bytes:
    """Return a row as a line, with its end; the same row is always the same bytes."""
    return _line(_as_fields(row))


def _as_fields(row: Line) -> dict[str, object]:
    match row:
        case Review():
            return {
                "row": "review",
                "id": row.id,
                "card": row.card,
                "at": row.at,
                "day": row.day,
                "rating": row.rating.value,
                "kind": row.kind.value,
                "verdict": row.verdict.value,
                "typed": row.typed,
                "duration_ms": row.duration_ms,
                "device": row.device,
                "before": _state_fields(row.before),
                "after": _state_fields(row.after),
            }
        case Action():
            return {
                "row": "action",
                "id": row.id,
                "card": row.card,
                "at": row.at,
                "day": row.day,
                "kind": row.kind.value,
                "device": row.device,
            }
        case Move():
            return {
                "row": "move",
                "id": row.id,
                "card": row.card,
                "at": row.at,
                "last_at": row.last_at,
                "due_day": row.due_day,
                "device": row.device,
            }
        case Retraction():
            return {"row": "retraction", "id": row.id, "target": row.target, "at": row.at, "device": row.device}
        case DeckNote():
            return {"row": "deck", "path": row.path, "sha256": row.sum, "gone": row.gone, "device": row.device}


def decode(line: bytes) -> Line | None:
    """Return the row of a line, ``None`` for one of a sort that is not known; ValueError for what is no row."""
    return _row(_Fields.read(line))


def checked(row: LogRow) -> LogRow:
    """Return a row that came by another way than a line, if it could have come by one; else ValueError."""
    read = _row(_Fields(_as_fields(row)))
    if not isinstance(read, Review | Action | Move | Retraction):
        raise ValueError("no row of the log")  # noqa: TRY004 - what is wrong is the row's content
    return read


def _row(fields: "_Fields") -> Line | None:
    match fields.value("row"):
        case "review":
            return _review(fields)
        case "action":
            return Action(
                id=fields.event("id"),
                card=fields.card("card"),
                at=fields.instant("at"),
                day=fields.day("day"),
                kind=fields.choice("kind", ActionKind),
                device=fields.device(),
            )
        case "move":
            return Move(
                id=fields.event("id"),
                card=fields.card("card"),
                at=fields.instant("at"),
                last_at=fields.instant("last_at"),
                due_day=fields.day("due_day"),
                device=fields.device(),
            )
        case "retraction":
            return Retraction(
                id=fields.event("id"), target=fields.event("target"), at=fields.instant("at"), device=fields.device()
            )
        case "deck":
            return DeckNote(
                path=fields.text("path", _LONGEST_NAME),
                sum=fields.matching("sha256", _SUM),
                gone=fields.value("gone") is True,
                device=fields.device(),
            )
        case _:
            return None


def _line(fields: dict[str, object]) -> bytes:
    return _JSON.encode(fields).encode() + b"\n"


def _state_fields(state: CardState) -> dict[str, object] | None:
    if isinstance(state, New):
        return None
    return {
        "phase": state.phase.value,
        "step": state.step,
        "stability": state.memory.stability,
        "difficulty": state.memory.difficulty,
        "due_day": state.due_day,
        "due_at": state.due_at,
        "last_at": state.last_at,
        "last_day": state.last_day,
        "reps": state.reps,
        "lapses": state.lapses,
    }


def _review(fields: "_Fields") -> Review:
    after = _state(fields.value("after"))
    if isinstance(after, New):
        raise ValueError("no state after an answer")  # noqa: TRY004 - what is wrong is the line's content
    typed = fields.value("typed")
    return Review(
        id=fields.event("id"),
        card=fields.card("card"),
        at=fields.instant("at"),
        day=fields.day("day"),
        rating=fields.choice("rating", Rating),
        kind=fields.choice("kind", ReviewKind),
        verdict=fields.choice("verdict", Verdict),
        typed=None if typed is None else fields.typed("typed"),
        duration_ms=fields.whole("duration_ms", -_MOST, _MOST),
        before=_state(fields.value("before")),
        after=after,
        device=fields.device(),
    )


def _state(value: object) -> CardState:
    if value is None:
        return NEW
    fields = _Fields.of(value)
    return Scheduled(
        phase=fields.choice("phase", Phase),
        step=fields.whole("step", 0, 1_000),
        memory=MemoryState(fields.positive("stability"), fields.positive("difficulty")),
        due_day=fields.day("due_day"),
        due_at=None if fields.value("due_at") is None else fields.instant("due_at"),
        last_at=fields.instant("last_at"),
        last_day=fields.day("last_day"),
        reps=fields.whole("reps", 0, _MOST),
        lapses=fields.whole("lapses", 0, _MOST),
    )


class _Fields:
    """The fields of a line or of a state in it; everything but what is asked for is a ValueError."""

    __slots__ = ("values",)  # three are made for each of a million lines

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    @classmethod
    def read(cls, line: bytes) -> "_Fields":
        if len(line) > LONGEST_LINE:
            raise ValueError("too long a line")
        try:
            return cls.of(json.loads(line))
        except RecursionError as error:
            raise ValueError("too deep") from error

    @classmethod
    def of(cls, value: object) -> "_Fields":
        if not isinstance(value, dict):
            raise ValueError("no object")  # noqa: TRY004 - what is wrong is the line's content
        return cls(cast("dict[str, object]", value))

    def value(self, name: str) -> object:
        return self.values.get(name)

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.values.get(name)
        if type(value) is not int or not least <= value <= most:
            raise ValueError(name)
        return value

    def positive(self, name: str) -> float:
        value = self.values.get(name)
        if type(value) is int:
            value = float(value) if value < _MOST else 0.0
        if type(value) is not float or not 0 < value < _MOST:
            raise ValueError(name)
        return value

    def instant(self, name: str) -> Instant:
        return Instant(self.whole(name, 0, _LAST_DAY * DAY_MS))

    def day(self, name: str) -> StudyDay:
        return StudyDay(self.whole(name, -1, _LAST_DAY + 100_000))

    def text(self, name: str, longest: int) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not value or len(value) > longest or clean(value) != value:
            raise ValueError(name)
        return value

    def typed(self, name: str) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or len(value) > _LONGEST_TYPED:
            raise ValueError(name)
        return value.encode("utf-8", "replace").decode()

    def matching(self, name: str, pattern: re.Pattern[str]) -> str:
        value = self.values.get(name)
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise ValueError(name)
        return value

    def event(self, name: str) -> EventId:
        return EventId(self.matching(name, _EVENT))

    def device(self) -> str:
        return self.matching("device", _DEVICE)

    def card(self, name: str) -> CardId:
        return CardId(self.text(name, _LONGEST_NAME))

    def choice(self, name: str, kind: type[_Choice]) -> _Choice:
        value = self.values.get(name)
        found = _MEMBERS[kind].get(value) if type(value) in _PLAIN else None
        if found is None:
            raise ValueError(name)
        return cast("_Choice", found)
