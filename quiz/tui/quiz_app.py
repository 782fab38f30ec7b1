"""The Textual application: themes, and which screen comes first. Everything else is in the screens."""

import gc
import os
from collections.abc import Callable, Iterable
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from quiz.tui.themes import DARK, THEMES

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

    def on_mount(self) -> None:
        """Settle down once the first screen is painted."""
        self.call_after_refresh(_settle)

    def go_home(self) -> None:
        """Leave the first screen for good."""
        self.switch_mode("home")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the colours of ours that other themes do not define."""
        return {"quiet": "#8a909c", "faint": "#5a626f"}

    def get_css_variables(self) -> dict[str, str]:
        """Underline cursors where there are no colours to show them; reverse video would be lost with the colours."""
        variables = super().get_css_variables()
        if self.no_color:
            cursors = ("block-cursor-text-style", "block-cursor-blurred-text-style", "input-cursor-text-style")
            variables |= dict.fromkeys(cursors, "bold underline")
        return variables

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's
        """Offer in the palette what works on every screen."""
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)
        yield SystemCommand("Quit", "Leave quiz; every answer is stored already", self.action_quit)


def _settle() -> None:
    # What was made until now lives as long as the program; looking through it again and again is lost time.
    gc.freeze()
    gc.enable()
