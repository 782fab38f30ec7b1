"""Where an article is read from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Part:
    """One of several articles in a file: a chapter of a book."""

    path: Path
    number: int
    """Which one, from 0."""
    title: str
    sha256: str

    def __str__(self) -> str:
        """Name it for the user."""
        return f"{self.path} ({self.title})"


Origin = Path | Part | Literal["-"]
"""Where one article is read from."""
