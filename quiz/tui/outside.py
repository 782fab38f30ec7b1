"""Hands the terminal to the person's editor, and takes it back whatever happens there."""

from collections.abc import Generator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from quiz import editor
from quiz.errors import QuizError

if TYPE_CHECKING:
    from textual.app import App


def edit_file(app: "App[None]", path: Path) -> None:
    """Open a file in the editor and wait until it is closed. Raises QuizError when that cannot be done."""
    editor.edit_file(path, partial(_lent, app))


def edit_card(app: "App[None]", table: str) -> str:
    """Return what the person makes of the table of a card in the editor. Raises QuizError as `edit_file` does."""
    return editor.edit_card(table, partial(_lent, app))


@contextmanager
def _lent(app: "App[None]") -> Generator[None]:
    try:
        with app.suspend():
            yield
    except SuspendNotSupported:
        raise QuizError("No editor can be opened in this terminal.") from None
