"""Turns the tables of a deck file into notes, and says what is wrong with those that are none."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import cast

from quiz.model.deck import Basic, CardKind, Choice, Cloze, ListNote, Note, Support, holes
from quiz.model.ids import NoteId
from quiz.model.text import clean, one_line

Report = Callable[[str, str | None], None]
"""Called with a sentence and the key it is about."""

_COMMON = ("id", "kind", "prompt", "evidence", "as_of", "rule", "tags", "also")
KEYS: Mapping[CardKind, tuple[str, ...]] = {
    CardKind.BASIC: (*_COMMON, "answer", "accept", "distractors", "reverse"),
    CardKind.CHOICE: (*_COMMON, "answer", "accept", "distractors"),
    CardKind.CLOZE: (*_COMMON, "accept", "distractors"),
    CardKind.LIST: (*_COMMON, "answers", "ordered"),
}
"""The keys of each kind of note."""
_ALL_KEYS = tuple(dict.fromkeys(key for keys in KEYS.values() for key in keys))
_KINDS = {kind.value: kind for kind in CardKind}
NAME = re.compile(r"[^\s/:]{1,64}")
"""What the id of a card looks like."""


class Fields:
    """The entries of one table; what is not of the right type is reported and counts as bad."""

    def __init__(self, table: Mapping[str, object], report: Report) -> None:
        self._table = table
        self._report = report
        self.bad = False

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def blame(self, message: str, key: str | None = None) -> None:
        """Report ``message`` and count the table as bad."""
        self.bad = True
        self._report(message, key)

    def text(self, key: str, default: str = "") -> str:
        """Return the string under ``key``, cleaned."""
        value = self._table.get(key, default)
        if isinstance(value, str):
            return clean(value)
        hint = f' Put it in quotes: {key} = "{value}".' if isinstance(value, int | float | date) else ""
        self.blame(f"`{key}` must be text, not {_called(value)}.{hint}", key)
        return default

    def needed(self, key: str, missing: str) -> str:
        """Return the string under ``key``; report ``missing`` if there is none or it is blank."""
        value = self.text(key)
        if not value.strip() and isinstance(self._table.get(key, ""), str):
            self.blame(missing, key if key in self else None)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the list of strings under ``key``, cleaned."""
        value = self._table.get(key)
        if value is None:
            return ()
        if isinstance(value, list):
            items = cast("list[object]", value)
            if all(isinstance(item, str) and item.strip() for item in items):
                return tuple(clean(cast("str", item)) for item in items)
        self.blame(f'`{key}` must be a list of texts, like {key} = ["one", "two"].', key)
        return ()

    def flag(self, key: str) -> bool:
        """Return the truth value under ``key``."""
        value = self._table.get(key, False)
        if isinstance(value, bool):
            return value
        self.blame(f"`{key}` must be true or false, not {_called(value)}.", key)
        return False

    def day(self, key: str) -> date | None:
        """Return the date under ``key``."""
        value = self._table.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.blame(f"`{key}` must be a date without quotes, like {key} = 2025-09-12.", key)
        return None

    def check_keys(self, allowed: Iterable[str], others: Iterable[str] = ()) -> None:
        """Report keys that are not allowed, with the nearest that is."""
        allowed = tuple(allowed)
        for key in self._table:
            if key in allowed:
                continue
            if key in others:
                self.blame(f"`{key}` does not belong to a card of this kind; it may have {_listed(allowed)}.", key)
            else:
                self.blame(f"There is no key `{one_line(key)[:60]}`.{nearest(key, allowed)}", key)


def read_note(table: Mapping[str, object], report: Report) -> Note | None:
    """Return the note that a ``[[card]]`` table holds, or report what is wrong with it and return ``None``."""
    fields = Fields(table, report)
    kind = _kind(fields, table)
    if kind is None:
        return None
    fields.check_keys(KEYS[kind], _ALL_KEYS)
    note = _READERS[kind](fields, table)
    return None if fields.bad else note


def label(table: Mapping[str, object], number: int) -> str:
    """Return what to call a card in a message: its id, or its number in the file."""
    name = table.get("id")
    return one_line(name)[:64] if isinstance(name, str) and name.strip() else f"number {number}"


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return a sentence with the allowed word that comes closest, or with all of them."""
    import difflib  # noqa: PLC0415 - only on the way to a report

    allowed = tuple(allowed)
    near = difflib.get_close_matches(word, allowed, n=1)
    return f" Did you mean `{near[0]}`?" if near else f" There is {_listed(allowed)}."


def _kind(fields: Fields, table: Mapping[str, object]) -> CardKind | None:
    if "kind" in fields:
        given = table["kind"]
        if isinstance(given, str) and given in _KINDS:
            return _KINDS[given]
        fields.blame(f"There is no kind {one_line(repr(given))[:60]}.{nearest(str(given), CardKind)}", "kind")
        return None
    if "answers" in fields and "answer" in fields:
        fields.blame("A card has either `answer` or, for a list, `answers`.", "answers")
        return None
    if "answers" in fields:
        return CardKind.LIST
    prompt = table.get("prompt")
    if "answer" not in fields and isinstance(prompt, str) and holes(prompt):
        return CardKind.CLOZE
    return CardKind.BASIC


def _common(fields: Fields, table: Mapping[str, object]) -> dict[str, object]:
    name = fields.text("id") if "id" in fields else None
    if name is not None and not NAME.fullmatch(name):
        fields.blame("An `id` is up to 64 letters and digits, without space, slash or colon.", "id")
    return {
        "id": NoteId(name) if name is not None else None,
        "prompt": fields.needed("prompt", "The card has no `prompt`."),
        "evidence": fields.text("evidence"),
        "as_of": fields.day("as_of"),
        "rule": fields.text("rule"),
        "tags": fields.texts("tags"),
        "also": _supports(fields, table),
    }


def _supports(fields: Fields, table: Mapping[str, object]) -> tuple[Support, ...]:
    value = table.get("also", [])
    rows = cast("list[object]", value) if isinstance(value, list) else [value]
    found: list[Support] = []
    for row in rows:
        if not isinstance(row, dict):
            fields.blame('`also` must be a list of sources, like also = [{ title = "...", evidence = "..." }].', "also")
            break
        entry = Fields(cast("dict[str, object]", row), lambda message, _key: fields.blame(message, "also"))
        entry.check_keys(("title", "path", "url", "evidence"))
        found.append(
            Support(
                title=one_line(entry.text("title")),
                path=entry.text("path") if "path" in entry else None,
                url=entry.text("url") if "url" in entry else None,
                evidence=entry.text("evidence"),
            )
        )
    return tuple(found)


_NO_ANSWER = "The card has no `answer`."


def _basic(fields: Fields, table: Mapping[str, object]) -> Note:
    return Basic(
        **_common(fields, table),  # pyright: ignore[reportArgumentType]
        answer=fields.needed("answer", _NO_ANSWER),
        accept=fields.texts("accept"),
        distractors=fields.texts("distractors"),
        reverse=fields.flag("reverse"),
    )


def _choice(fields: Fields, table: Mapping[str, object]) -> Note:
    distractors = fields.texts("distractors")
    if not any(text != table.get("answer") for text in distractors):
        fields.blame("A choice needs `distractors` to choose from, other than its answer.", None)
    return Choice(
        **_common(fields, table),  # pyright: ignore[reportArgumentType]
        answer=fields.needed("answer", _NO_ANSWER),
        accept=fields.texts("accept"),
        distractors=distractors,
    )


def _cloze(fields: Fields, table: Mapping[str, object]) -> Note:
    note = Cloze(
        **_common(fields, table),  # pyright: ignore[reportArgumentType]
        accept=fields.texts("accept"),
        distractors=fields.texts("distractors"),
    )
    found = holes(note.prompt)
    if note.prompt.strip() and not found:
        fields.blame("The prompt of a cloze needs a hole, like {{c1::Paris}}.", "prompt")
    if any(not hole.text.strip() for hole in found):
        fields.blame("A hole of the cloze is empty.", "prompt")
    return note


def _list(fields: Fields, table: Mapping[str, object]) -> Note:
    return ListNote(
        **_common(fields, table),  # pyright: ignore[reportArgumentType]
        answers=_items(fields, table),
        ordered=fields.flag("ordered"),
    )


def _items(fields: Fields, table: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    value = table.get("answers")
    items: list[tuple[str, ...]] = []
    for item in cast("list[object]", value) if isinstance(value, list) else []:
        spellings = cast("list[object]", item) if isinstance(item, list) else [item]
        if not spellings or not all(isinstance(text, str) and text.strip() for text in spellings):
            items = []
            break
        items.append(tuple(clean(cast("str", text)) for text in spellings))
    if not items:
        missing = "The list has no `answers`." if value in (None, []) else "The list has a bad item."
        fields.blame(f'{missing} Write them like answers = ["one", ["two", "2"]].', "answers" if value else None)
    return tuple(items)


_READERS: Mapping[CardKind, Callable[[Fields, Mapping[str, object]], Note]] = {
    CardKind.BASIC: _basic,
    CardKind.CHOICE: _choice,
    CardKind.CLOZE: _cloze,
    CardKind.LIST: _list,
}

_TYPES = ((bool, "true or false"), (str, "text"), (int, "a number"), (float, "a number"), (date, "a date"))


def _called(value: object) -> str:
    for kind, name in _TYPES:
        if isinstance(value, kind):
            return name
    return "a list" if isinstance(value, list) else "a table"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
