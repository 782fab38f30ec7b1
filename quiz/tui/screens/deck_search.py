"""Searching the list of decks for a part of a title."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.reactive import var

from quiz.tui.screens.deck_care import DeckCareScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widgets import Input

    from quiz.collection import Collection, DeckSummary
    from quiz.tui.widgets.search_field import SearchField


class DeckSearchScreen(DeckCareScreen):
    """The part of the list of decks that finds one among many."""

    decks: var[tuple["DeckSummary", ...]] = var(())
    """All decks."""

    def __init__(self, collection: "Collection") -> None:
        """Search the decks of ``collection``."""
        super().__init__(collection)
        self.typed = ""
        """What is searched for; empty lists all decks."""
        self._names: tuple[str, ...] = ()
        """By what each deck is searched for; made at the first search."""
        self._field: SearchField | None = None

    def list_decks(self, select: Path | None, *, first: bool = False) -> None:
        """List what is searched for, with a deck highlighted, or the first line, or that which was before."""
        raise NotImplementedError

    def action_study(self) -> None:
        """Study the highlighted deck."""
        raise NotImplementedError

    @property
    def can_search(self) -> bool:
        """Whether the field is ready."""
        return self._field is not None

    @property
    def typing(self) -> bool:
        """Whether letters go into the field."""
        return self._field is not None and self._field.has_focus

    def be_ready_to_search(self) -> None:
        """Have the field ready before it is asked for: letters typed while it is being made would be lost."""
        if self._field is not None:
            return
        from quiz.tui.widgets.search_field import SearchField  # noqa: PLC0415 - the list appears without it

        self._field = SearchField(id="search")
        self._field.display = False
        self.query_one("#left").mount(self._field, before="#columns")

    def search_anew(self, select: Path | None) -> None:
        """Search among decks that may be others now; not any more if that hid the one to be highlighted."""
        self._names = ()
        if select is not None and self.typed and select not in {deck.path for deck in self.found()}:
            self.typed = ""
            if self._field is not None:
                self._field.value = ""

    def found(self) -> "Sequence[DeckSummary]":
        """Return the decks that are searched for, best first."""
        if not self.typed:
            return self.decks
        from quiz.search.fold import fold  # noqa: PLC0415 - the list appears without it
        from quiz.tui.finding import find  # noqa: PLC0415

        if not self._names:
            place = self._collection.place
            self._names = tuple(fold(f"{deck.title} {place(deck.path)}") for deck in self.decks)
        return [self.decks[place] for place in find(self._names, self.typed)]

    def action_search(self) -> None:
        """Search for a deck by a part of its title."""
        if self._field is not None:
            self.unsay()
            self._field.display = True
            self.set_focus(self._field)
            self.refresh_bindings()

    def on_input_changed(self, event: "Input.Changed") -> None:
        """List what has been typed so far."""
        event.stop()
        if event.value.strip() != self.typed:
            self.typed = event.value.strip()
            self.list_decks(None, first=True)

    def on_input_submitted(self, event: "Input.Submitted") -> None:
        """Study what was found first."""
        event.stop()
        if self.found():
            self.action_study()

    def action_to_list(self) -> None:
        """Go from the field to what was found."""
        self.query_one("#decks").focus()

    def action_clear(self) -> None:
        """List all decks again; the one at hand stays at hand."""
        deck = self.at
        self.typed = ""
        if self._field is not None:
            self._field.value = ""
            self._field.display = False
        self.query_one("#decks").focus()
        self.list_decks(deck.path if deck is not None else None, first=True)
