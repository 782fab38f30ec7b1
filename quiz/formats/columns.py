"""Which column of a table means what."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from quiz.errors import UsageError
from quiz.formats.notes import nearest
from quiz.model.text import one_line


class Role(StrEnum):
    """What a column may hold, by the name it is given in an order and in an exported table."""

    ID = "id"
    KIND = "kind"
    DECK = "deck"
    QUESTION = "question"
    ANSWER = "answer"
    ALSO = "also"
    WRONG = "wrong"
    HINT = "hint"
    EVIDENCE = "evidence"
    TAGS = "tags"


NOTHING = "-"
_NAMES: Mapping[Role, str] = {
    Role.ID: "id guid",
    Role.KIND: "kind notetype type note-type card-type",
    Role.DECK: "deck",
    Role.QUESTION: "question prompt front term word text expression q",
    Role.ANSWER: "answer back definition meaning translation a",
    Role.ALSO: "also accept accepted alternative alternatives synonym synonyms also-accepted",
    Role.WRONG: "wrong distractors wrong-answers",
    Role.HINT: "hint clue",
    Role.EVIDENCE: "evidence extra back-extra source note notes comment example context explanation",
    Role.TAGS: "tags tag category categories topic",
}
_ROLES = {name.replace("-", " "): role for role, names in _NAMES.items() for name in names.split()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where everything stands in a row, counted from 0."""

    at: Mapping[Role, int] = field(default_factory=dict[Role, int])
    has_header: bool = False
    """Whether the first row names the columns."""
    left_out: Sequence[str] = ()
    """What the columns are called, or their numbers, that go nowhere."""


def find_columns(rows: Sequence[Sequence[str]], directives: Mapping[str, str], separator: str, order: str) -> Columns:
    """Return which column means what: as ``order`` has it, as the file says, or as the first row names them.

    Raises UsageError when ``order`` cannot be, and when there is no column for questions or none for answers.
    """
    first = [one_line(cell) for cell in rows[0]] if rows else []
    width = max(map(len, rows[:100]), default=0)
    if order:
        return _ordered(order, first, width)
    fixed = {
        role: int(directives[key]) - 1
        for key, role in (
            ("guid column", Role.ID),
            ("notetype column", Role.KIND),
            ("deck column", Role.DECK),
            ("tags column", Role.TAGS),
        )
        if directives.get(key, "").strip().isdecimal() and directives[key].strip() != "0"
    }
    names = directives["columns"].split(separator) if directives.get("columns") else first
    named = _named(names, fixed)
    is_named = Role.QUESTION in named and len(named) > len(fixed) + 1
    if not is_named:
        free = [place for place in range(width) if place not in fixed.values()]
        named = fixed | dict(zip((Role.QUESTION, Role.ANSWER), free, strict=False))
    return _made(named, names if is_named else [], width, has_header=is_named and "columns" not in directives)


def _named(names: Sequence[str], fixed: Mapping[Role, int]) -> dict[Role, int]:
    found = dict(fixed)
    for place, name in enumerate(names):
        role = _ROLES.get(re.sub(r"[\W_]+", " ", name.casefold()).strip())
        if role is not None and place not in fixed.values():
            found.setdefault(role, place)
    return found


def _ordered(order: str, first: Sequence[str], width: int) -> Columns:
    entries = [entry.strip() for entry in order.split(",")]
    if not any("=" in entry for entry in entries):
        found: dict[Role, int] = {}
        for place, entry in enumerate(entries):
            if entry not in ("", NOTHING):
                _set(found, _role(entry), place)
        return _made(found, [], width, has_header=bool(_named(first, {}).keys() >= {Role.QUESTION, Role.ANSWER}))
    found = {}
    for entry in entries:
        role, _, name = (part.strip() for part in entry.partition("="))
        _set(found, _role(role), _place(name, first))
    return _made(found, first, width, has_header=True)


def _set(found: dict[Role, int], role: Role, place: int) -> None:
    if role in found:
        raise UsageError(f"Two columns cannot both be the {role}.")
    found[role] = place


def _role(name: str) -> Role:
    try:
        return Role(name.casefold())
    except ValueError:
        raise UsageError(f"A column cannot be {name!r}.{nearest(name, Role)}") from None


def _place(name: str, first: Sequence[str]) -> int:
    wanted = one_line(name).casefold()
    for place, given in enumerate(first):
        if given.casefold() == wanted:
            return place
    raise UsageError(f"No column is called {name!r}.", hint=f"The first row has: {', '.join(first)[:200]}.")


def _made(at: Mapping[Role, int], names: Sequence[str], width: int, *, has_header: bool) -> Columns:
    return Columns(at=at, has_header=has_header, left_out=tuple(_rest(at, names, width)))


def _rest(at: Mapping[Role, int], names: Sequence[str], width: int) -> Iterator[str]:
    for place in range(width):
        if place not in at.values():
            yield names[place] if place < len(names) and names[place] else str(place + 1)
