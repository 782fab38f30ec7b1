"""What is wrong with deck files, told so that a person finds the place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import DeckError


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
        yield Finding(path=path, message=f"{error.message} {error.hint}".strip())
    else:
        for problem in file.problems:
            yield Finding(path=path, message=problem.message, line=problem.line, card=problem.card)
