"""The themes, each shown as soon as it is highlighted."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from quiz.tui.themes import AUTO, THEMES

if TYPE_CHECKING:
    from quiz.tui.quiz_app import QuizApp


class ThemesScreen(ModalScreen[str]):
    """Lets a theme be chosen; the result is its name, or nothing when all is to stay as it was."""

    CSS_PATH = "themes.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Cancel"),
        Binding("j", "move(1)", "Down", show=False),
        Binding("k", "move(-1)", "Up", show=False),
    ]

    def __init__(self, now: str) -> None:
        """Begin at the theme ``now``; ours come first, Textual's after a line."""
        super().__init__()
        self._now = now
        self._list = OptionList(markup=False)
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield the list in a box that leaves most of the screen below to look at."""
        with Vertical(id="box") as box:
            box.border_title = Content("Theme")
            box.border_subtitle = Content("enter takes it · esc leaves")
            yield self._list

    def on_mount(self) -> None:
        """Fill the list."""
        app = cast("QuizApp", self.app)
        ours = [AUTO, *(theme.name for theme in THEMES)]
        others = sorted(name for name in app.available_themes if name not in ours and not name.startswith("ansi"))
        self._names = [*ours, *others]
        kinds = {name: "dark" if theme.dark else "light" for name, theme in app.available_themes.items()}
        kinds[AUTO] = "as terminal"
        options = [
            Option(Content.assemble(f"{name.removeprefix('quiz-'):<21}", (kinds[name], "$quiet")))
            for name in self._names
        ]
        self._list.add_options([*options[: len(ours)], None, *options[len(ours) :]])
        self._list.highlighted = self._names.index(self._now) if self._now in self._names else 0
        self._list.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the theme."""
        event.stop()
        cast("QuizApp", self.app).use_theme(self._names[event.option_index])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the theme."""
        event.stop()
        self.dismiss(self._names[event.option_index])

    def action_move(self, by: int) -> None:
        """Go to the next theme in a direction."""
        if by > 0:
            self._list.action_cursor_down()
        else:
            self._list.action_cursor_up()

    def action_leave(self) -> None:
        """Leave everything as it was."""
        cast("QuizApp", self.app).use_theme(self._now)
        self.dismiss(None)
