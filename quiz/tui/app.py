"""The Textual application: themes, and which screen comes first. Everything else is in the screens."""

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from quiz.tui.themes import DARK, THEMES

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.model.deck import Deck, DeckId

MakeScreen = Callable[[], Screen[Any]]


class QuizApp(App[None]):
    """Shows one screen first and lets it open others.

    The places of the application are modes: they have style sheets from the start, and nothing is drawn before them.
    """

    TITLE = "quiz"
    DEFAULT_MODE = "first"

    def __init__(
        self, first: MakeScreen, *, home: MakeScreen | None = None, theme: str = DARK.name, style: str | None = None
    ) -> None:
        """Begin with the screen that ``first`` makes; ``home`` makes the one that `go_home` goes to.

        An unknown theme gives the usual one. ``style`` is the style sheet of the first screen, if it is to be read
        together with everything else instead of in a second round.
        """
        # Without ansi_color NO_COLOR would only turn colours grey.
        super().__init__(css_path=style, ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.add_mode("first", first)  # pyright: ignore[reportUnknownMemberType]
        self.add_mode("home", home or first)  # pyright: ignore[reportUnknownMemberType]
        for each in THEMES:
            self.register_theme(each)
        self._begin_with(theme if theme in self.available_themes else DARK.name)

    def _begin_with(self, theme: str) -> None:
        # Setting the theme as usual would have all style sheets read twice before the first screen appears.
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        self.update_classes({f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def go_home(self) -> None:
        """Leave the first screen for good."""
        self.switch_mode("home")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of ours that other themes do not define."""
        return {"quiet": "#8a909c", "faint": "#5a626f"}

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's
        """Offer in the palette what works on every screen."""
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave quiz; every answer is stored already", self.action_quit)


def run_home(collection: "Collection") -> None:
    """Open the list of decks."""
    home_app(collection).run()


def home_app(collection: "Collection") -> QuizApp:
    """Return the application that begins with the list of decks."""
    return QuizApp(_home(collection), theme=collection.settings.theme)


def run_study(collection: "Collection", decks: "Sequence[DeckId] | None" = None) -> None:
    """Go straight into what is due in ``decks``, or in all of them; the list of decks comes after."""
    study_app(collection, decks).run()


def study_app(collection: "Collection", decks: "Sequence[DeckId] | None" = None) -> QuizApp:
    """Return the application that begins with a session.

    Raises StoreError or DeckError when the session cannot begin.
    """
    from quiz.tui.screens.study import StudyScreen  # noqa: PLC0415 - the list of decks appears without it

    session = collection.start(decks)
    app: QuizApp

    def first() -> Screen[Any]:
        return StudyScreen(collection, session, app.go_home)

    style = str(Path(__file__).parent / "screens" / "study.tcss")
    app = QuizApp(first, home=_home(collection), theme=collection.settings.theme, style=style)
    return app


def _home(collection: "Collection") -> MakeScreen:
    def make() -> Screen[Any]:
        from quiz.tui.screens.home import HomeScreen  # noqa: PLC0415 - the first card appears without it

        return HomeScreen(collection)

    return make


def run_review(decks: "Sequence[Deck]", save: "Callable[[Deck], object]", *, theme: str = DARK.name) -> None:
    """Let the learner accept, edit or reject the notes of made decks.

    When the learner saves, ``save`` is called with each deck that has accepted notes, holding only those; a QuizError
    it raises is shown. When the learner leaves without saving, it is not called.
    """
    review_app(decks, save, theme=theme).run()


def review_app(decks: "Sequence[Deck]", save: "Callable[[Deck], object]", *, theme: str = DARK.name) -> QuizApp:
    """Return the application that shows made cards before they are saved."""
    from quiz.tui.screens.review import ReviewScreen  # noqa: PLC0415 - studying starts without it

    return QuizApp(lambda: ReviewScreen(decks, save), theme=theme)
