"""Reads a line of the search language; what is wrong with it is told in a sentence, with the place."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from quiz.errors import UsageError
from quiz.model.memory import StudyDay
from quiz.model.text import one_line
from quiz.search.fold import fold
from quiz.search.query import All, Either, Is, Name, Named, Not, Query, Status, Words
from quiz.search.values import BadValueError, day_of, number_of

LONGEST = 1_000
"""Characters of a query."""
_DEEPEST = 20
_TOKEN = re.compile(
    r"""\s+
      | (?P<bracket> [()] )
      | (?P<minus> -(?=[^\s)]) )
      | (?P<lone> [a-z]+ : ) (?=[\s()]|$)
      | (?P<name> [a-z]+ : )? (?: ["“”](?P<quoted> [^"“”]* ) ["“”]? | (?P<bare> [^\s()"“”]+ ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ALIASES = {
    "ivl": "interval", "recall": "retrievability", "r": "retrievability", "s": "stability", "d": "difficulty",
    "state": "is", "prop": "is",
}  # fmt: skip
_STATUS_ALIASES = {"learn": "learning", "flagged": "marked", "mark": "marked", "star": "marked", "overdue": "due"}


class QueryError(UsageError):
    """A search that cannot be understood."""

    def __init__(self, message: str, *, at: int, hint: str = "") -> None:
        """Keep the sentence, and ``at`` which character, counted from 0, it is about."""
        super().__init__(f"{message} (At character {at + 1}.)", hint=hint)
        self.at = at


@dataclass(frozen=True, slots=True)
class _Token:
    at: int
    text: str
    """What stands there; for a term, what follows its name."""
    kind: str
    name: str = ""


def parse(text: str, today: StudyDay) -> Query:
    """Return what ``text`` asks for on the study day ``today``; nothing asks for every card.

    Raises QueryError.
    """
    if len(text) > LONGEST:
        raise QueryError(f"A search has at most {LONGEST:,} characters.", at=LONGEST)
    reader = _Reader(_tokens(text), len(text), today)
    found = reader.either(0)
    if (left := reader.next()) is not None:
        raise QueryError("This bracket closes nothing.", at=left.at, hint='Text with brackets stands in quotes: "(".')
    return found


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    # The pattern has a way on for every character.
    while place < len(text) and (match := _TOKEN.match(text, place)):
        if match["bracket"] or match["minus"]:
            tokens.append(_Token(place, match[0], match[0]))
        elif match["lone"]:
            tokens.append(_Token(place, "", "term", match["lone"][:-1].lower()))
        elif match["quoted"] is not None:
            tokens.append(_Token(place, match["quoted"], "term", (match["name"] or "")[:-1].lower()))
        elif match["bare"]:
            word = match["bare"]
            kind = "or" if word.lower() == "or" and not match["name"] else "term"
            tokens.append(_Token(place, word, kind, (match["name"] or "")[:-1].lower()))
        place = match.end()
    return tokens


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, tokens: list[_Token], end: int, today: StudyDay) -> None:
        self._tokens = tokens
        self._place = 0
        self._end = end
        self._today = today

    def next(self) -> _Token | None:
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def either(self, depth: int) -> Query:
        parts = [self._all(depth)]
        while (token := self.next()) is not None and token.kind == "or":
            self._place += 1
            if parts[-1] == All() or (follows := self.next()) is None or follows.kind in ("or", ")"):
                raise QueryError(
                    "'or' stands between two things to look for.", at=token.at, hint='The word itself is "or".'
                )
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self, depth: int) -> Query:
        parts: list[Query] = []
        while (token := self.next()) is not None and token.kind not in ("or", ")"):
            part = self._one(token, depth)
            if part != All():
                parts.append(part)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, token: _Token, depth: int) -> Query:
        self._place += 1
        if token.kind == "-":
            follows = self.next()
            if follows is None or follows.kind in ("or", ")"):
                raise QueryError("There is nothing behind this minus sign.", at=token.at)
            if depth >= _DEEPEST:
                raise QueryError("This is nested too deeply.", at=token.at)
            return Not(self._one(follows, depth + 1))
        if token.kind == "(":
            if depth >= _DEEPEST:
                raise QueryError("This is nested too deeply.", at=token.at)
            inner = self.either(depth + 1)
            # A bracket that is still open is closed at the end: most searches are looked at while they are typed.
            self._place += self.next() is not None
            return inner
        return self._term(token)

    def _term(self, token: _Token) -> Query:
        if not token.name:
            words = fold(token.text)
            return Words(words) if words.strip("*") else All()
        name = _ALIASES.get(token.name, token.name)
        read = _READERS.get(name)
        if read is None:
            import difflib  # noqa: PLC0415 - only on the way to an error

            near = difflib.get_close_matches(name, _READERS, n=1)
            hint = f"Did you mean {near[0]}:? " if near else ""
            raise QueryError(
                f"There is no search for {token.name}: here.", at=token.at, hint=f"{hint}Text with a colon is quoted."
            )
        try:
            return read(name, token.text.strip(), self._today)
        except BadValueError as error:
            raise QueryError(str(error), at=token.at, hint=error.hint) from None


def _status(name: str, text: str, today: StudyDay) -> Query:
    del name, today
    wanted = _STATUS_ALIASES.get(text.lower(), text.lower())
    if wanted not in list(Status):
        given = f"is:{one_line(text)[:40]} is unknown" if text else "is: needs a word"
        raise BadValueError(f"{given}; there is {', '.join(Status)}.")
    return Is(Status(wanted))


def _named(name: str, text: str, today: StudyDay) -> Query:
    del today
    folded = fold(text)
    if not folded:
        raise BadValueError(f'{name}: needs a name, like {name}:word or {name}:"two words".')
    return Named(Name(name), folded)


_READERS: dict[str, Callable[[str, str, StudyDay], Query]] = {
    "is": _status,
    **dict.fromkeys((name.value for name in Name), _named),
    **dict.fromkeys(("lapses", "reps", "interval", "stability", "difficulty", "retrievability"), number_of),
    **dict.fromkeys(("due", "answered", "added"), day_of),
}
