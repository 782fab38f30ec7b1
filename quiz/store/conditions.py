"""Turns a search into a condition over the table of cards; what people wrote only ever becomes a value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import translate
from re import compile as compile_pattern
from typing import Generic, TypeVar

from quiz.model.ids import DeckId
from quiz.model.memory import MATURE_DAYS, StudyDay
from quiz.search.fold import fold
from quiz.search.query import All, Day, Days, Either, Is, Name, Named, Not, Number, Query, Range, Status, Words
from quiz.store.database import Database, Value, literally
from quiz.store.index import deck_keys

T = TypeVar("T")
Forgetting = Callable[[float], float]
"""Returns the days, as a multiple of the stability, after which the chance of recall has fallen to a number."""

_NO_CHANCE = 1e-6
"""A chance of recall that is as good as none."""
_NEVER = 1_000_000_000
"""Lapses that no card has."""


@dataclass(frozen=True, slots=True)
class PerDeck(Generic[T]):
    """Something that decks may have of their own."""

    usual: T
    own: Mapping[DeckId, T] = field(default_factory=dict[DeckId, T])


_STATUS = {
    Status.NEW: "phase IS NULL",
    Status.LEARNING: "phase IN ('learning', 'relearning')",
    Status.REVIEW: "phase = 'review'",
    Status.DUE: "(due_day <= :day AND suspended = 0 AND buried_day IS NOT :day)",
    Status.SUSPENDED: "suspended = 1",
    Status.BURIED: "buried_day = :day",
    Status.MARKED: "marked = 1",
    Status.YOUNG: f"(phase = 'review' AND due_day - last_day < {MATURE_DAYS})",
    Status.MATURE: f"(phase = 'review' AND due_day - last_day >= {MATURE_DAYS})",
    Status.ORPHAN: "deck IS NULL",
}
_NUMBERS = {
    Number.LAPSES: "ifnull(lapses, 0)",
    Number.REPS: "ifnull(reps, 0)",
    Number.INTERVAL: "(due_day - last_day)",
    Number.STABILITY: "stability",
    Number.DIFFICULTY: "difficulty",
}
_DAYS = {Day.DUE: "due_day", Day.ANSWERED: "last_day", Day.ADDED: "added_day"}


class Conditions:
    """Makes conditions, and collects the values that they name."""

    def __init__(self, db: Database, day: StudyDay, forgetting: PerDeck[Forgetting], leeches: PerDeck[int]) -> None:
        """Ask ``db`` on ``day``; ``leeches`` is how many lapses make a card a leech, 0 that none do."""
        self._db = db
        self._forgetting = forgetting
        self._leeches = leeches
        self.values: dict[str, Value] = {"day": day}

    def of(self, query: Query) -> str:
        """Return the condition of ``query``; it is true or false and never NULL."""
        match query:
            case Words():
                return self._in_text([query], "AND")
            case Named():
                return self._named(query)
            case Is():
                return f"ifnull({self._leech() if query.status is Status.LEECH else _STATUS[query.status]}, 0)"
            case Range():
                return f"ifnull({self._range(query)}, 0)"
            case Days():
                return f"ifnull({_between(_DAYS[query.what], self._end(query.low), self._end(query.high))}, 0)"
            case Not():
                return f"NOT {self.of(query.part)}"
            case Either():
                return self._joined(query.parts, "OR")
            case All():
                return self._joined(query.parts, "AND")

    def _leech(self) -> str:
        """Return the condition of cards that were forgotten so often that they are leeches in their deck."""
        return f"lapses >= {self._of_deck(self._leeches, lambda lapses: lapses or _NEVER)}"

    def _of_deck(self, rule: PerDeck[T], value: Callable[[T], Value]) -> str:
        """Return an expression for what ``value`` makes of the rule of a card's deck."""
        usual = value(rule.usual)
        own = [(key, value(rule.own[deck])) for deck, key in deck_keys(self._db, [*rule.own])]
        cases = "".join(f" WHEN {key} THEN {self._value(each)}" for key, each in own if each != usual)
        return f"CASE deck{cases} ELSE {self._value(usual)} END" if cases else self._value(usual)

    def _joined(self, parts: Sequence[Query], how: str) -> str:
        # All words are looked for in one pass over the texts.
        words = [part for part in parts if isinstance(part, Words)]
        conditions = [self.of(part) for part in parts if not isinstance(part, Words)]
        conditions += [self._in_text(words, how)] if words else []
        return f"({f' {how} '.join(conditions)})" if conditions else "1"

    def _value(self, value: Value) -> str:
        name = f"v{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def _end(self, value: Value) -> str | None:
        return None if value is None else self._value(value)

    def _in_text(self, words: Iterable[Words], how: str) -> str:
        likes = f" {how} ".join(f"text LIKE {self._value(_inside(word.text))} ESCAPE '\\'" for word in words)
        return f"key IN (SELECT card FROM card_text WHERE {likes})"  # noqa: S608 - values

    def _named(self, query: Named) -> str:
        match query.what:
            case Name.DECK:
                return self._in_decks(query.text, "title", "id")
            case Name.SOURCE:
                return f"({self._in_decks(query.text, 'source')} OR {self._like('source', _inside(query.text))})"
            case Name.TAG:
                return self._like("tags", _inside(f"\n{query.text}\n"))
            case Name.RULE | Name.KIND:
                return self._like(query.what, _like(query.text))

    def _like(self, column: str, pattern: str) -> str:
        condition = f"{column} <> '' AND {column} LIKE {self._value(pattern)} ESCAPE '\\'"
        return f"key IN (SELECT card FROM card_text WHERE {condition})"  # noqa: S608 - the pattern is a value

    def _in_decks(self, text: str, *columns: str) -> str:
        # Decks are few beside cards; their titles are folded here rather than kept folded.
        pattern = compile_pattern(translate(f"*{text.replace('[', '[[]').replace('?', '[?]')}*"))
        rows = self._db.rows(f"SELECT key, {', '.join(columns)} FROM deck")  # noqa: S608 - the columns are ours
        decks = [(str(key), [fold(str(name or "")) for name in names]) for key, *names in rows]
        # A deck that is called exactly so is meant alone, however many others have the word in their titles.
        exactly = [key for key, names in decks if text in names]
        keys = exactly or [key for key, names in decks if any(map(pattern.match, names))]
        return f"ifnull(deck IN ({', '.join(keys)}), 0)"

    def _range(self, query: Range) -> str:
        if query.what is Number.RETRIEVABILITY:
            return self._recall(query)
        column = _NUMBERS[query.what]
        if query.low is not None and query.low == query.high:
            return f"({column} = {self._value(query.low)})"
        low, high = self._end(query.low), self._end(query.high)
        return _between(column, low, high, low_in=query.low_in, high_in=query.high_in)

    def _recall(self, query: Range) -> str:
        # A chance below a number is a time since the last answer that is beyond a multiple of the stability.

        def after(chance: float | None) -> str | None:
            if chance is None:
                return None
            within = min(max(chance, _NO_CHANCE), 1.0)
            return self._of_deck(self._forgetting, lambda forgetting: forgetting(within))

        column = "((:day - last_day) / stability)"
        between = _between(column, after(query.high), after(query.low), low_in=query.high_in, high_in=query.low_in)
        return f"(phase IS NOT NULL AND {between})"


def _between(column: str, low: str | None, high: str | None, *, low_in: bool = True, high_in: bool = True) -> str:
    parts = [f"{column} IS NOT NULL"]
    if low is not None:
        parts.append(f"{column} {'>=' if low_in else '>'} {low}")
    if high is not None:
        parts.append(f"{column} {'<=' if high_in else '<'} {high}")
    return f"({' AND '.join(parts)})"


def _like(text: str) -> str:
    """Return a pattern for LIKE in which ``*`` alone stands for anything."""
    return literally(text).replace("*", "%")


def _inside(text: str) -> str:
    return f"%{_like(text)}%"
