"""The keys of a session, which are Anki's, and at which moment each of them does something."""

from dataclasses import dataclass
from enum import Enum, auto

from textual.binding import Binding, BindingType

from quiz.model.memory import Rating


class Stage(Enum):
    """Where the session stands."""

    ASKING = auto()
    TOLD = auto()
    """The answer is on the screen and a rating is wanted."""
    WAITING = auto()
    """Only cards that come back later are left."""
    OVER = auto()


KEYS: list[BindingType] = [
    Binding("enter", "choose_at", "Choose", id="study.choose"),
    Binding("space,enter", "show", "Show answer", id="study.show"),
    Binding("space,enter", "accept", "Good", id="study.accept"),
    *(
        Binding(f"{number},{letter}", f"choose({number})", "Choose an option", show=False)
        for number, letter in enumerate("abcd", 1)
    ),
    *(Binding(str(rating.value), f"rate({rating.value})", rating.name.capitalize(), show=False) for rating in Rating),
    Binding("tab", "type", "Type", id="study.type", tooltip="Type the answer"),
    Binding("escape", "leave_field", "Leave field", id="study.leave-field", tooltip="Leave the field"),
    Binding("u,ctrl+z", "undo", "Undo", id="study.undo", tooltip="Undo the last step"),
    Binding("e", "edit", "Edit", id="study.edit", tooltip="Edit the card"),
    Binding("minus", "bury(False)", "Bury", id="study.bury", tooltip="Bury: not again today"),
    Binding("q,escape", "leave", "Leave", id="study.leave", tooltip="Leave; answers are stored"),
    Binding("i", "info", "Info", id="study.info", tooltip="State and history of the card"),
    Binding("asterisk", "mark", "Mark", id="study.mark", tooltip="Mark with a star, or unmark"),
    Binding("at", "suspend(False)", "Suspend", id="study.suspend", tooltip="Suspend: not asked any more"),
    Binding("equals_sign", "bury(True)", "Bury all cards of the note", show=False, id="study.bury-note"),
    Binding("exclamation_mark", "suspend(True)", "Suspend all cards of the note", show=False, id="study.suspend-note"),
    Binding("up", "move(-1)", "Up", show=False),
    Binding("down", "move(1)", "Down", show=False),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What decides which keys work."""

    stage: Stage
    options: int
    """How many options are on offer; 0 unless the card is asked as multiple choice."""
    highlighted: int
    """The highlighted option from 1; 0 for none."""
    typed: bool
    """Whether the card is answered in a field."""
    typing: bool
    """Whether the field has the focus."""
    scrolls: bool
    """Whether the card is longer than the screen."""
    can_undo: bool


def works(action: str, parameters: tuple[object, ...], now: Moment) -> bool:
    """Return whether an action does something now."""
    asking, told = now.stage is Stage.ASKING, now.stage is Stage.TOLD
    match action:
        case "choose_at":
            return asking and now.highlighted > 0
        case "choose":
            return asking and int(str(parameters[0])) <= now.options
        case "show":
            return asking
        case "accept" | "rate":
            return told
        case "type":
            return asking and now.typed and not now.typing
        case "leave_field":
            return now.typing
        case "undo":
            return now.can_undo
        case "bury" | "suspend" | "mark" | "info" | "edit":
            return asking or told
        case "leave":
            return not now.typing
        case "move":
            return (asking and now.options > 0) or now.scrolls
        case _:
            return True
