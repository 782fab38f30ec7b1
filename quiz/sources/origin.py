"""Where an article is read from."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from quiz.model.article import Article

STDIN: Final = "-"
CLIPBOARD: Final = "the clipboard"
KEPT: Final = "kept:"
"""What the name of a text begins with that is kept, and came from nowhere it could be asked for again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several articles in a file: a chapter of a book."""

    path: Path
    number: int
    """Which one, from 0."""
    name: str
    sha256: str

    def __str__(self) -> str:
        """Name it for the user."""
        return f"{self.path} ({self.name})"


@dataclass(frozen=True, slots=True)
class Link:
    """An article on the web."""

    address: str
    """As somebody wrote it; it may turn out to be none."""
    fault: str = ""
    """What is known to be wrong with it, as a sentence, told when it is its turn."""
    hint: str = ""
    sha256: str = ""
    """Which of several articles that it gives, by its digest; empty when there is one."""
    name: str = ""
    """What that one is called."""

    def __str__(self) -> str:
        """Name it for the user."""
        return f"{self.address} ({self.name})" if self.sha256 else self.address


@dataclass(frozen=True, slots=True)
class Held:
    """An article that is at hand, and cannot be read again from where it came."""

    article: Article
    whence: str
    """What the place is called where it came from."""
    name: str = ""
    """What it is called, if it is one of several."""
    whole: tuple[Article, ...] = ()
    """All that came with it, itself too, as long as that is wanted."""

    def __str__(self) -> str:
        """Name it for the user."""
        return f"{self.whence} ({self.name})" if self.name else self.whence


Local = Path | Part | Literal["-", "the clipboard"]
"""Where one article on this machine is read from."""
Origin = Local | Link | Held
"""Where one article is read from."""
