"""Changes files that others may be changing: one quiz at a time, and none writes over what it has not read."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from quiz.errors import DeckError
from quiz.formats.atomic import write_atomically
from quiz.formats.folder_lock import alone
from quiz.formats.parse import read_text

P = ParamSpec("P")
R = TypeVar("R")

_TRIES = 20


class MovedError(Exception):
    """A file that reads otherwise now than when a change of it was worked out."""


def one_at_a_time(change: Callable[Concatenate[Path, P], R]) -> Callable[Concatenate[Path, P], R]:
    """Let a function that reads a file and writes it over do both alone, and anew when an editor was faster."""

    @wraps(change)
    def changing(path: Path, *args: P.args, **more: P.kwargs) -> R:
        with alone(path):
            for _ in range(_TRIES):
                with suppress(MovedError):
                    return change(path, *args, **more)
        raise DeckError(f"{path} is being changed by another program.", hint="Save it there, and try again.")

    return changing


def write_over(path: Path, read: str, changed: str) -> None:
    """Put ``changed`` in the place of the text that was ``read``; MovedError when another one stands there by now."""
    if read_text(path) != read:
        raise MovedError
    write_atomically(path, changed)
