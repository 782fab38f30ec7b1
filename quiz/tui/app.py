"""The Textual application: themes, and which screen comes first. Everything else is in the screens."""

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from quiz.tui.themes import DARK, THEMES

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.deck import Deck, DeckId


class QuizApp(App[None]):
    """Shows one screen first and lets it open others."""

    TITLE = "quiz"
    DEFAULT_MODE = "first"

    def __init__(self, first: Callable[["QuizApp"], Screen[Any]], *, theme: str = DARK.name) -> None:
        """Begin with the screen that ``first`` makes; an unknown theme gives the usual one."""
        # Without ansi_color NO_COLOR would only turn colours grey.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        # The first screen of a mode is the one screen with a style sheet that nothing is drawn before.
        self.add_mode(self.DEFAULT_MODE, lambda: first(self))  # pyright: ignore[reportUnknownMemberType]
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme if theme in self.available_themes else DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of ours that other themes do not define."""
        return {"quiet": "#8a909c", "faint": "#5a626f"}

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's
        """Offer in the palette what works on every screen."""
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave quiz; every answer is stored already", self.action_quit)


def run_home(collection: "Collection") -> None:
    """Open the list of decks."""
    from quiz.tui.screens.home import HomeScreen  # noqa: PLC0415 - a session starts without it

    QuizApp(lambda _: HomeScreen(collection), theme=collection.settings.theme).run()


def run_study(collection: "Collection", decks: "Sequence[DeckId] | None" = None) -> None:
    """Go straight into what is due in ``decks``, or in all of them; the list of decks comes after."""
    study_app(collection, decks).run()


def study_app(collection: "Collection", decks: "Sequence[DeckId] | None" = None) -> QuizApp:
    """Return the application that begins with a session."""
    from quiz.tui.screens.study import StudyScreen  # noqa: PLC0415 - the list of decks appears without it

    def first(app: QuizApp) -> Screen[Any]:
        def leave() -> None:
            from quiz.tui.screens.home import HomeScreen  # noqa: PLC0415 - the first card appears without it

            app.switch_screen(HomeScreen(collection))  # pyright: ignore[reportUnknownMemberType]

        return StudyScreen(collection, decks, leave)

    return QuizApp(first, theme=collection.settings.theme)


def run_review(decks: "Sequence[Deck]", save: "Callable[[Deck], object]", *, theme: str = DARK.name) -> None:
    """Let the learner accept, edit or reject the notes of made decks.

    When the learner saves, ``save`` is called with each deck that has accepted notes, holding only those; a QuizError
    it raises is shown. When the learner leaves without saving, it is not called.
    """
    from quiz.tui.screens.review import ReviewScreen  # noqa: PLC0415 - studying starts without it

    QuizApp(lambda _: ReviewScreen(decks, save), theme=theme).run()
