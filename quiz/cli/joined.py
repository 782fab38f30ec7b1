"""What joining logs brought, as lines and as JSON: `quiz merge` and `quiz sync` tell it in the same words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.model.text import counted

if TYPE_CHECKING:
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
