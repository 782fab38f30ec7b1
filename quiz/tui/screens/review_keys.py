"""The keys of a review, and at which moment each of them does something."""

from collections.abc import Collection
from dataclasses import dataclass

from textual.binding import Binding, BindingType

from quiz.model.deck import CardKind
from quiz.tui.kinds import NAMES, kind_of
from quiz.tui.proposals import Candidate, Fate, Item, Standing

_LONG = {
    CardKind.BASIC: "a question",
    CardKind.CHOICE: "multiple choice",
    CardKind.CLOZE: "a cloze",
    CardKind.LIST: "a list",
}

KEYS: list[BindingType] = [
    Binding("a", "accept", "Accept", id="review.accept"),
    Binding("r,d", "reject", "Reject", id="review.reject"),
    Binding("e", "edit", "Edit", id="review.edit", tooltip="Edit, and accept"),
    Binding("ctrl+s", "keep", "Keep", id="review.keep", tooltip="Keep the edit, and accept"),
    Binding("tab", "next_field", "Next field", id="review.next-field"),
    Binding("escape", "drop", "Cancel", id="review.drop", tooltip="Drop the edit"),
    Binding("c", "next_kind", "Kind", id="review.kind", tooltip="Make it a card of another kind"),
    *(
        Binding(str(number), f"kind('{kind.value}')", f"Make it {_LONG[kind]}", show=False)
        for number, kind in enumerate(NAMES, 1)
    ),
    Binding("u,ctrl+z", "undo", "Undo", id="review.undo"),
    Binding("s,ctrl+s", "save", "Save", id="review.save", tooltip="Save what was decided, and leave"),
    Binding("A", "accept_all", "Accept rest", id="review.accept-all", tooltip="Accept the rest"),
    Binding("x", "turn", "Unfold", id="review.turn", tooltip="Show or hide what else was tried with the sentence"),
    Binding("X", "turn_all", "Unfold all", id="review.turn-all", tooltip="Show or hide all that was left out"),
    Binding("j,down", "go(1)", "Next", show=False),
    Binding("k,up", "go(-1)", "Previous", show=False),
    Binding("pagedown,space", "page(1)", "Page down", show=False),
    Binding("pageup", "page(-1)", "Page up", show=False),
    Binding("q,escape", "leave", "Leave", id="review.leave"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What decides which keys work."""

    editing: bool
    item: Item | None
    """What is looked at."""
    kinds: Collection[CardKind]
    """What it can be."""
    visible: int
    """How many items can be seen."""
    open: bool
    """Whether something waits for a decision."""
    decided: bool
    """Whether there is something to save."""
    can_undo: bool
    aside: bool
    """Whether something of the sentence at hand is, or can be, folded away."""
    aside_anywhere: bool


def works(action: str, parameters: tuple[object, ...], now: Moment) -> bool:
    """Tell whether an action does something now."""
    if action in {"keep", "drop", "next_field"}:
        return now.editing
    if now.editing and action != "help":
        return False
    candidate = now.item if isinstance(now.item, Candidate) else None
    match action:
        case "accept" | "reject" | "edit" | "next_kind" | "kind":
            return candidate is not None and _changes(action, parameters, candidate, now)
        case "go":
            return now.visible > 1
        case "page":
            return now.item is not None
        case "accept_all":
            return now.open
        case "save":
            return now.decided
        case "undo":
            return now.can_undo
        case "turn":
            return now.aside
        case "turn_all":
            return now.aside_anywhere
        case _:
            return True


def _changes(action: str, parameters: tuple[object, ...], candidate: Candidate, now: Moment) -> bool:
    """Tell whether an action changes the candidate at hand; one that the deck has is changed there, not here."""
    if candidate.standing is Standing.KNOWN:
        return False
    match action:
        case "accept":
            return candidate.fate is not Fate.ACCEPTED
        case "reject":
            return candidate.fate is Fate.ACCEPTED or (candidate.is_offered and candidate.fate is Fate.OPEN)
        case "next_kind":
            return len(now.kinds) > 1
        case "kind":
            kind = CardKind(str(parameters[0]))
            return kind in now.kinds and kind is not kind_of(candidate.note)
        case _:
            return True


def name_of(binding: Binding, now: Moment, *, open_here: bool, open_all: bool) -> str:
    """Return what a key does at the moment, in a word or two."""
    left_out = isinstance(now.item, Candidate) and now.item.standing is Standing.LEFT_OUT
    match binding.action:
        case "accept" if left_out:
            return "Rescue"
        case "reject" if left_out:
            return "Leave out"
        case "reject" if isinstance(now.item, Candidate) and now.item.standing is Standing.CHANGED:
            return "Keep the old"
        case "turn":
            return "Fold" if open_here else "Unfold"
        case "turn_all":
            return "Fold all" if open_all else "Unfold all"
        case _:
            return binding.description
