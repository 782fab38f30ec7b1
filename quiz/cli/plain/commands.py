"""What can be done in a session besides answering, and at which moment; the signs are the keys of the screens."""

from dataclasses import dataclass
from enum import Enum, auto

SIGN = ":"
"""Begins a command where an answer is typed, and may begin it anywhere."""


class Stage(Enum):
    """Where the conversation stands, and so what a line means."""

    TYPING = auto()
    """A question is asked that is answered in words."""
    LISTING = auto()
    """A question is asked whose answer is several items, which come one at a time."""
    CHOOSING = auto()
    """A question is asked that has options."""
    RECALLING = auto()
    """A question is asked; the answer is wanted, not compared."""
    DOUBTING = auto()
    """An answer was nearly right, and whether that was a typo is asked."""
    RATING = auto()
    WAITING = auto()
    """Only cards that come back later are left."""
    DONE = auto()
    """The session is over; the last step can still be taken back."""
    OVER = auto()


TYPED = frozenset({Stage.TYPING, Stage.LISTING})
ASKING = TYPED | {Stage.CHOOSING, Stage.RECALLING}
_CARD = ASKING | {Stage.DOUBTING, Stage.RATING}
_EVERYWHERE = _CARD | {Stage.WAITING, Stage.DONE}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do."""

    action: str
    words: tuple[str, ...]
    """What is typed for it: the key of the screens first, then the word."""
    help: str
    stages: frozenset[Stage]
    """When it may do something."""
    signed: bool = False
    """Whether it needs its sign everywhere, because it takes away what an answer of the same letters would not."""


COMMANDS = (
    Command("hint", ("h", "hint"), "letters of the answer, more with every time", TYPED),
    Command("override", ("x", "turn"), "turn the verdict round: right, or wrong", frozenset({Stage.RATING})),
    Command("add", ("a", "accept"), "accept what you typed from now on", frozenset({Stage.RATING})),
    Command("undo", ("u", "undo"), "take back the last step", _EVERYWHERE),
    Command("repeat", ("r", "repeat"), "say it once more", _EVERYWHERE - {Stage.DONE}),
    Command("edit", ("e", "edit"), "edit the card in your editor", _CARD),
    Command("delete", ("delete",), "take the card out of its deck file", _CARD, signed=True),
    Command("rewrite", ("w", "rewrite"), "rewrite the leech that was just answered", _EVERYWHERE - {Stage.DONE}),
    Command("article", ("s", "source"), "the article around the sentence", frozenset({Stage.RATING})),
    Command("bury", ("-", "bury"), "not again today", _CARD),
    Command("bury_note", ("=", "bury all"), "the same for all cards of its note", _CARD),
    Command("suspend", ("@", "suspend"), "not again until it is put back", _CARD),
    Command("suspend_note", ("!", "suspend all"), "the same for all cards of its note", _CARD),
    Command("mark", ("*", "mark"), "mark with a star, or take the mark off", _CARD),
    Command("info", ("i", "info"), "state and history of the card", _CARD),
    Command("options", ("o", "options"), "options of the deck, and how to change them", _CARD),
    Command("mode", ("m", "mode"), "ask by level, or have all typed, or nothing", ASKING | {Stage.RATING}),
    Command("more", ("m", "more"), "go on for as long again", frozenset({Stage.DONE})),
    Command("progress", ("p", "progress"), "what is done and what is to come", _EVERYWHERE),
    Command("leave", ("q", "quit"), "leave; every answer is stored", _EVERYWHERE),
    Command("help", ("?", "help"), "what works here", _EVERYWHERE),
)


def find(line: str, stage: Stage) -> Command | None:
    """Return the command that ``line`` names at this stage, if any; the sign before it is taken off already."""
    wanted = " ".join(line.casefold().split())
    return next((each for each in COMMANDS if wanted in each.words and stage in each.stages), None)


def split_option(line: str, stage: Stage) -> tuple[str, str] | None:
    """Return the option and the value of a line like ``o new_per_day 5``, if it is one."""
    first, name, value = (*line.split(maxsplit=2), "", "", "")[:3]
    found = find(first, stage)
    return (name, value) if found is not None and found.action == "options" and name else None
