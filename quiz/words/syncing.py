"""What joining logs brought, in the words that commands and screens share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.model.text import counted

if TYPE_CHECKING:
    from quiz.collection.exchange import Synced
    from quiz.store.merge import Came


def came_line(came: "Came", *, dry: bool) -> str:
    """Return in one sentence what came, or what would come."""
    if not came.rows:
        return "No answers came: all of them are here already."
    parts = [counted(came.answers, "answer"), counted(came.actions, "action")]
    if came.moves:
        parts.append(f"{came.moves:,} moved to another day")
    if came.undone:
        parts.append(f"{came.undone:,} taken back")
    would = "would come" if dry else "came"
    change = "would change" if dry else "changed"
    return f"{', '.join(parts)} {would}; {counted(came.cards, 'card')} {change}."


def notes_on(came: "Came", device: str) -> Iterator[str]:
    """Yield what is worth knowing about rows that came to the installation called ``device``."""
    if came.fresh:
        yield f"{counted(len(came.fresh), 'card')} of them in no deck here; the answers wait for the deck file."
    for deck, number in came.differing.items():
        yield f"The deck {deck!r} is another one there, in {counted(number, 'card')}; both files stay as they are."
    if came.refused:
        yield f"{counted(came.refused, 'row')} left out: quiz cannot have written them."
    for skew in came.skews:
        yield skew.told(device)


def synced_line(synced: "Synced", device: str) -> str:
    """Return in a few sentences what syncing did, and what is to be looked at."""
    came = synced.came
    parts = [counted(came.answers, "answer")] if came.answers else []
    others = came.rows - came.answers
    if others:
        parts.append(counted(others, "other change"))
    said = [f"{' and '.join(parts)} came"] if parts else []
    if synced.sent:
        said.append(f"{counted(synced.sent, 'row')} of the log went")
    if synced.decks:
        said.append(f"{counted(len(synced.decks), 'deck')} changed")
    notes = [
        *notes_on(came, device),
        *synced.problems,
        *(f"{news.path}: {news.said}" for news in synced.decks if news.open),
    ]
    return " ".join([f"Synced: {', '.join(said) or 'nothing new'}.", *notes])
