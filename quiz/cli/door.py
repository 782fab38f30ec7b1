"""Opens the collection for a command, at the place that ``--home`` and the environment name."""

import os
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.errors import DeckError, QuizError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator

    from quiz.collection import Collection
    from quiz.config import Settings
    from quiz.model.ids import DeckId
    from quiz.paths import Paths


def environment() -> dict[str, str]:
    """Return the environment of the process, with ``--home`` in the place of QUIZ_HOME when it was given."""
    home = click.get_current_context().find_root().params.get("home")
    if home == "":
        # Taken as not given, it would quietly lead to the usual place.
        raise UsageError("--home needs the name of a folder, and the one given is empty.")
    return {**os.environ, "QUIZ_HOME": home} if isinstance(home, str) else dict(os.environ)


def find_places(*, decks: bool = True) -> "Paths":
    """Return where decks, database and settings are, without opening any of them.

    Without ``decks`` the settings, which may name another folder of decks, are not read, and so need not be right.
    """
    if not decks:
        from quiz.paths import find_paths  # noqa: PLC0415 - see below

        return find_paths(environment())
    paths, settings = _places_and_settings()
    return replace(paths, decks=settings.decks) if settings.decks is not None else paths


def find_settings() -> "Settings":
    """Return the settings without opening the collection."""
    return _places_and_settings()[1]


@contextmanager
def open_collection(*, keeping: bool = True) -> "Generator[Collection]":
    """Open the collection for the time of a command; with ``keeping``, make the backup of the day behind it."""
    from quiz.collection import Collection, system_clock  # noqa: PLC0415 - help needs no store and no scheduler

    paths, settings = _places_and_settings()
    with Collection.open(paths, settings, clock=system_clock) as collection:
        yield collection
        if keeping:
            try:
                collection.backups.keep()
            except QuizError as error:
                console.say_error(error.message, error.hint)


def _places_and_settings() -> "tuple[Paths, Settings]":
    from quiz.config import read_settings  # noqa: PLC0415 - help needs no settings
    from quiz.paths import find_paths  # noqa: PLC0415

    env = environment()
    paths = find_paths(env)
    return paths, read_settings(paths, env)


def chosen(collection: "Collection", names: Sequence[str]) -> "tuple[DeckId, ...] | None":
    """Return the decks that ``names`` mean; ``None``, which stands for all decks, when there are no names.

    Raises UsageError for a name that means no deck, and DeckError for a deck whose file cannot be read.
    """
    if not names:
        return None
    found = collection.find_decks(names)
    for deck in collection.decks():
        if deck.id in found and deck.problems and not deck.cards:
            raise DeckError(deck.problems[0], hint="'quiz check' tells everything that is wrong.")
    return found
