"""Syncing with the shared folder in a thread, which has a database connection of its own."""

from typing import TYPE_CHECKING

from quiz.collection import Collection
from quiz.errors import QuizError
from quiz.model.text import one_line
from quiz.words.syncing import synced_line

if TYPE_CHECKING:
    from quiz.tui.quiz_app import QuizApp


def sync(app: "QuizApp", collection: Collection, *, asked: bool) -> None:
    """Bring answers and decks into the shared folder and from it, and let ``app`` tell of it.

    Answers can be given meanwhile: they are written between the steps of this, as beside any other program.
    """
    try:
        with Collection.open(
            collection.paths, collection.settings, clock=collection.now, zone=collection.days.zone
        ) as apart:
            synced = apart.exchange.sync()
            told = asked or synced.open or synced.came.rows or synced.decks
            text = one_line(synced_line(synced, apart.exchange.device)) if told else ""
    except QuizError as error:
        text, fault = one_line(f"{error.message} {error.hint}"), True
    else:
        fault = synced.open
    if app.is_running:  # whoever has left meanwhile is told nothing; all that came is stored
        app.call_from_thread(app.synced, text, fault=fault)
