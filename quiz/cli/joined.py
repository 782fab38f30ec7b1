"""What joining logs brought, as JSON, and syncing that nobody had to ask for."""

from typing import TYPE_CHECKING

from quiz.cli import console
from quiz.errors import QuizError

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.store.merge import Came


def came_json(came: "Came") -> dict[str, object]:
    """Return what came for programs."""
    return {
        "answers": came.answers,
        "actions": came.actions,
        "moves": came.moves,
        "undone": came.undone,
        "known": came.known,
        "refused": came.refused,
        "cards_changed": came.cards,
        "cards_without_deck": list(came.fresh),
        "decks_that_differ": dict(came.differing),
        "clocks": [{"device": skew.device, "days": skew.days} for skew in came.skews],
    }


def sync_by_itself(collection: "Collection") -> None:
    """Sync with the folder of the settings, if they say that this is done at the start and at the end."""
    settings = collection.settings
    if not settings.auto_sync or settings.sync_folder is None:
        return
    from quiz.words.syncing import synced_line  # noqa: PLC0415 - few sync by themselves

    try:
        synced = collection.exchange.sync()
    except QuizError as error:
        console.say_error(error.message, error.hint)
    else:
        console.say(synced_line(synced, collection.exchange.device))
