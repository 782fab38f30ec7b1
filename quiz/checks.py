"""What is wrong with deck files, told so that a person finds the place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import DeckError
from quiz.model.text import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that a check found."""

    path: Path
    """The deck file or the database."""
    message: str
    line: int | None = None
    card: str | None = None
    harmless: bool = False
    """Worth knowing, but nothing is wrong."""
    fixed: bool = False
    """Was wrong and has just been mended."""


def check_file(path: Path) -> Iterator[Finding]:
    """Yield what is wrong with one deck file, whether or not it lies in the decks folder."""
    from quiz.formats.toml_deck import read_deck  # noqa: PLC0415 - only checks need every problem

    try:
        file = read_deck(path)
    except DeckError as error:
        yield _told(path, error)
    else:
        for problem in file.problems:
            yield Finding(path=path, message=problem.message, line=problem.line, card=problem.card)


def mend_file(path: Path) -> Iterator[Finding]:
    """Write the missing ids into one deck file; yield that it was done, or why it could not be."""
    from quiz.formats.toml_deck import give_ids, read_deck  # noqa: PLC0415 - only checks mend

    try:
        read_deck(path)
    except DeckError:
        return  # `check_file` tells it, and there is nothing to mend
    try:
        given = give_ids(path)
    except DeckError as error:
        yield _told(path, error)
    else:
        if given:
            yield Finding(path=path, message=f"{counted(given, 'missing id')} written.", fixed=True)


def _told(path: Path, error: DeckError) -> Finding:
    """Return an error as a finding, which has path and line beside its message and not in it."""
    found = re.match(rf"{re.escape(str(path))}(?:, line (?P<line>\d+))?[:,]? (?P<rest>.*)", error.message, re.DOTALL)
    line = int(found["line"]) if found and found["line"] else None
    message = f"{found['rest'][:1].upper()}{found['rest'][1:]}" if found else error.message
    return Finding(path=path, message=f"{message} {error.hint}".strip(), line=line)
