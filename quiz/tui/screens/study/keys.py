"""The keys of a session, which are Anki's, and at which moment each of them does something."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from textual.binding import Binding, BindingType

from quiz.model.memory import Rating


class Stage(Enum):
    """Where the session stands."""

    ASKING = auto()
    DOUBTING = auto()
    """A near miss is on the screen, and whether it was a typo is asked."""
    TOLD = auto()
    """The answer is on the screen and a rating is wanted."""
    WAITING = auto()
    """Only cards that come back later are left."""
    OVER = auto()


ANSWER, RATE = Binding.Group("Answer"), Binding.Group("Rate")
CARD, SESSION = Binding.Group("This card"), Binding.Group("Session")

KEYS: list[BindingType] = [
    Binding("enter", "choose_at", "Choose", id="study.choose", group=ANSWER),
    Binding("space,enter", "show", "Show answer", id="study.show", group=ANSWER),
    Binding("space,enter", "accept", "Good", id="study.accept", tooltip="Rate as suggested", group=RATE),
    Binding("y,enter,space", "typo(True)", "Yes", id="study.typo", tooltip="Yes, it was a typo", group=ANSWER),
    Binding("n", "typo(False)", "No", id="study.no-typo", tooltip="No, it was wrong", group=ANSWER),
    Binding("x", "override", "Count as right", id="study.override", tooltip="Turn the verdict round", group=ANSWER),
    Binding(
        "A",
        "add",
        "Accept always",
        id="study.add",
        tooltip="Add what was typed to the answers in the deck file",
        group=ANSWER,
    ),
    *(
        Binding(
            f"{number},{letter}",
            f"choose({number})",
            f"Choose option {number}",
            show=False,
            id=f"study.choose-{number}",
            group=ANSWER,
        )
        for number, letter in enumerate("abcd", 1)
    ),
    *(
        Binding(
            str(rating.value),
            f"rate({rating.value})",
            rating.name.capitalize(),
            show=False,
            id=f"study.{rating.name.lower()}",
            group=RATE,
        )
        for rating in Rating
    ),
    Binding("tab", "type", "Type", id="study.type", tooltip="Type the answer", group=ANSWER),
    Binding("tab", "hint", "Hint", id="study.hint", tooltip="Show letters of the answer; again for more", group=ANSWER),
    Binding(
        "backspace", "take_back", "Take back", id="study.take-back", tooltip="Take the last item back", group=ANSWER
    ),
    Binding("escape", "leave_field", "Leave field", id="study.leave-field", tooltip="Leave the field", group=ANSWER),
    Binding(
        "w,ctrl+l",
        "rewrite",
        "Rewrite leech",
        id="study.rewrite",
        tooltip="Edit the leech that was just answered",
        group=CARD,
    ),
    Binding("u,ctrl+z", "undo", "Undo", id="study.undo", tooltip="Take the last step back", group=SESSION),
    Binding("s", "article", "Article", id="study.article", tooltip="Open the article at the sentence", group=CARD),
    Binding("e", "edit", "Edit", id="study.edit", tooltip="Edit the card", group=CARD),
    Binding("minus", "bury(False)", "Bury", id="study.bury", tooltip="Bury: not again today", group=CARD),
    Binding("q,escape", "leave", "Leave", id="study.leave", tooltip="Leave; answers are stored", group=SESSION),
    Binding("i", "info", "Info", id="study.info", tooltip="State and history of the card", group=CARD),
    Binding("asterisk", "mark", "Mark", id="study.mark", tooltip="Mark with a star, or unmark", group=CARD),
    Binding("at", "suspend(False)", "Suspend", id="study.suspend", tooltip="Suspend: not asked any more", group=CARD),
    Binding("b", "browse", "Browse", id="study.browse", tooltip="This card among all others", group=SESSION),
    Binding("E", "edit_outside", "Edit the card in $EDITOR", show=False, id="study.edit-outside", group=CARD),
    Binding("equals_sign", "bury(True)", "Bury all cards of the note", show=False, id="study.bury-note", group=CARD),
    Binding(
        "exclamation_mark",
        "suspend(True)",
        "Suspend all cards of the note",
        show=False,
        id="study.suspend-note",
        group=CARD,
    ),
    Binding("ctrl+delete", "remove", "Delete the card from its deck", show=False, id="study.delete", group=CARD),
    Binding(
        "m,ctrl+t",
        "mode",
        "Mode",
        id="study.mode",
        tooltip="Ask by level, or have all typed, or nothing",
        group=SESSION,
    ),
    Binding("up", "move(-1)", "Up", show=False, id="study.up", group=ANSWER),
    Binding("down", "move(1)", "Down", show=False, id="study.down", group=ANSWER),
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
    hints: bool
    """Whether there are more letters to show on demand."""
    items: bool
    """Whether items of a list were given."""
    overridable: bool
    """Whether the verdict can be turned round."""
    addable: bool
    """Whether what was typed can be added to the accepted answers."""
    scrolls: bool
    """Whether the card is longer than the screen."""
    can_undo: bool
    leech: bool
    """Whether the card answered last was found to be forgotten again and again."""

    @property
    def asking(self) -> bool:
        """Whether an answer is wanted."""
        return self.stage is Stage.ASKING

    @property
    def told(self) -> bool:
        """Whether a rating is wanted."""
        return self.stage is Stage.TOLD

    @property
    def card(self) -> bool:
        """Whether a card is on the screen."""
        return self.asking or self.told or self.stage is Stage.DOUBTING


_WORKS: Mapping[str, Callable[[Moment], bool]] = {
    "choose_at": lambda now: now.asking and now.highlighted > 0,
    "show": lambda now: now.asking,
    "accept": lambda now: now.told,
    "rate": lambda now: now.told or now.stage is Stage.DOUBTING,
    "typo": lambda now: now.stage is Stage.DOUBTING,
    "override": lambda now: now.told and now.overridable,
    "add": lambda now: now.told and now.addable,
    "type": lambda now: now.asking and now.typed and not now.typing,
    "hint": lambda now: now.asking and now.typing and now.hints,
    "take_back": lambda now: now.asking and now.items,
    "leave_field": lambda now: now.typing,
    "undo": lambda now: now.can_undo or (now.asking and now.items),
    "bury": lambda now: now.card,
    "suspend": lambda now: now.card,
    "mark": lambda now: now.card,
    "info": lambda now: now.card,
    "edit": lambda now: now.card,
    "edit_outside": lambda now: now.card,
    "rewrite": lambda now: now.leech,
    "remove": lambda now: now.card,
    "browse": lambda now: now.card and not (now.asking and now.options > 1),  # b is an option there
    "article": lambda now: now.told,
    "mode": lambda now: now.asking or now.told,
    "leave": lambda now: not now.typing,
    "move": lambda now: (now.asking and now.options > 0) or now.scrolls,
}
"""When an action does something; those that are not here always do."""


def works(action: str, parameters: tuple[object, ...], now: Moment) -> bool:
    """Tell whether an action does something now."""
    if action == "choose":
        return now.asking and int(str(parameters[0])) <= now.options
    rule = _WORKS.get(action)
    return rule is None or rule(now)
