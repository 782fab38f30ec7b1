"""The keys of the browser, which are those of a session where they do the same, and when each does something."""

from dataclasses import dataclass

from textual.binding import Binding, BindingType

KEYS: list[BindingType] = [
    Binding("enter,down", "to_list", "To the cards", id="browser.to-list"),
    Binding("escape", "leave_search", "Cards", id="browser.leave-search", tooltip="Back to the cards"),
    Binding("slash", "search", "Search", id="browser.search"),
    Binding("space", "pick", "Pick", id="browser.pick", tooltip="Pick the card, or let it go"),
    Binding("a", "pick_all", "All", id="browser.pick-all", tooltip="Pick all cards of the search, or none"),
    Binding("e", "edit", "Edit", id="browser.edit", tooltip="Edit the card"),
    Binding("at", "suspend", "Suspend", id="browser.suspend", tooltip="Suspend, or put back into study"),
    Binding("t", "tag", "Tag", id="browser.tag", tooltip="Add and remove tags"),
    Binding("s", "sort", "Sort", id="browser.sort", tooltip="Sort by the next column"),
    Binding("u,ctrl+z", "undo", "Undo", id="browser.undo", tooltip="Take back the last change"),
    Binding("D,delete,ctrl+delete", "delete", "Delete", id="browser.delete", tooltip="Delete from the deck file"),
    Binding("minus", "bury", "Bury", id="browser.bury", tooltip="Bury until tomorrow, or take back"),
    Binding("asterisk", "mark", "Mark", id="browser.mark", tooltip="Mark with a star, or unmark"),
    Binding("n", "reset", "Make new", id="browser.reset", tooltip="Make new again; the history is kept"),
    Binding("i", "info", "Info", id="browser.info", tooltip="State and history of the card"),
    Binding("p,enter", "preview", "Preview", id="browser.preview", tooltip="Show the card, or hide it"),
    Binding("r", "reverse", "Reverse", id="browser.reverse", tooltip="Turn the order round"),
    Binding("escape", "let_go", "Let go", id="browser.let-go", tooltip="Pick none"),
    Binding("escape", "clear", "All cards", id="browser.clear", tooltip="Clear the search"),
    Binding("q,escape", "leave", "Back", id="browser.leave"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What decides which keys work."""

    searching: bool
    """Whether the search field has the focus."""
    cards: int
    picked: int
    filtered: bool
    """Whether something is searched for."""
    orphan: bool
    """Whether the card at hand is in no deck file that can be read."""
    new: bool
    """Whether the card at hand is new, and alone."""
    can_undo: bool


def works(action: str, now: Moment) -> bool:
    """Tell whether an action does something now."""
    match action:
        case "to_list" | "leave_search":
            return now.searching
        case "search":
            return not now.searching
        case "pick" | "pick_all" | "suspend" | "bury" | "mark" | "info" | "preview" | "sort" | "reverse":
            return not now.searching and now.cards > 0
        case "reset":
            return not now.searching and now.cards > 0 and not now.new
        case "edit":
            return not now.searching and now.cards > 0 and not now.orphan
        case "tag" | "delete":
            return not now.searching and now.cards > 0 and (now.picked > 0 or not now.orphan)
        case "undo":
            return not now.searching and now.can_undo
        case "let_go":
            return not now.searching and now.picked > 0
        case "clear":
            return not now.searching and not now.picked and now.filtered
        case "leave":
            return not now.searching
        case _:
            return True
