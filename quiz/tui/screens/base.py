"""What all screens of quiz share: sizes, help, and how an error is told."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast
from weakref import ReferenceType, ref

from textual.app import App
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from quiz.errors import LockedError, QuizError
from quiz.model.text import one_line
from quiz.tui.waiting import WaitingApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.notifications import SeverityLevel

    from quiz.model.ids import DeckId
    from quiz.tui.quiz_app import QuizApp

Result = TypeVar("Result")

_NOTICE: "dict[SeverityLevel, float]" = {"information": 2.5, "warning": 4, "error": 4}
"""Seconds until a note is noticed, and until one is looked up to from whatever went wrong."""
_READING = 25
"""Characters read in a second."""
_LONGEST = 12
"""Seconds; a note covers a part of the screen."""


def take_keys(screen: Screen[Any]) -> None:
    """Let a screen have what is typed, and what was typed since it was asked for: its first field gets the focus now.

    Until this is called for a screen that says ``takes_keys = False``, the application keeps the keys.
    """
    app = cast("QuizApp", screen.app)
    # The focus is given in a call of the application, too: this one is behind it.
    app.call_later(app.hand_on, screen)


class QuizScreen(Screen[Result]):
    """A full screen that adapts to its size and can list its own keys."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]  # noqa: RUF012 - as Textual has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (32, "-high"), (50, "-vast")]  # noqa: RUF012 - as Textual has it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "help", "Help", id="help"),
    ]

    # As Textual has it, a move of the focus paints the whole screen once more, before what the key is about.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    _speaker: "ClassVar[ReferenceType[QuizScreen[Any]] | None]" = None
    """Whose passing note is shown."""

    can_be_left: ClassVar[bool] = True
    """Whether nothing is lost when another place is opened instead of it."""
    holds_settings: ClassVar[bool] = False
    """Whether settings are changed here, so that they cannot be opened once more on top of it."""

    @property
    def app(self) -> App[None]:
        """The application; it returns nothing."""
        return cast("App[None]", super().app)

    def fit(self, size: Size) -> None:
        """Take the looks of a size before anything is styled; Textual does it later, and styles everything twice."""
        widths, heights = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        for length, breakpoints in ((size.width, widths), (size.height, heights)):
            self.add_class(*self._get_breakpoint_classes(length, breakpoints), update=False)

    def _compositor_refresh(self) -> None:
        # Textual throws away what is painted before the application is mounted, and then takes it for painted.
        if self.app._is_mounted:  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            super()._compositor_refresh()
        else:
            self.app.call_later(self._compositor_refresh)

    def name_of(self, binding: Binding) -> str:
        """Return what a binding is called at the moment; screens refine it."""
        return binding.description

    @property
    def deck_here(self) -> "DeckId | None":
        """The deck whose options can be opened from here; screens that are about one deck at a time have one."""
        return None

    @property
    def loses(self) -> str:
        """The question to be asked before this screen is closed; empty when nothing is lost by it."""
        return ""

    def ask_before(
        self,
        question: str,
        do: "Callable[[], object]",
        *,
        yes: str = "Leave",
        no: str = "Stay",
        escapable: bool = True,
    ) -> None:
        """Do what loses or changes much, after a question; an empty one is not asked.

        Where not doing it loses something instead, that has to be said: the question is not ``escapable``.
        """
        from quiz.tui.screens.confirm import ConfirmScreen  # noqa: PLC0415 - seldom needed

        def after(sure: bool | None) -> None:
            if sure:
                cast("QuizApp", self.app).attempt(do)

        if question:
            self.app.push_screen(ConfirmScreen(question, yes=yes, no=no, escapable=escapable), after)
        else:
            do()

    def options_changed(self) -> None:
        """Go by settings that were changed while this screen was covered; screens that depend on them refine it."""

    def taken_in(self) -> None:
        """Show what came from other devices; screens that list it refine it, others learn of it where it matters."""

    def action_help(self) -> None:
        """List the keys that work here and now."""
        from quiz.tui.screens.help import HelpScreen  # noqa: PLC0415 - not needed for the first card

        self.app.push_screen(HelpScreen(self))

    @property
    def at_hand(self) -> object:
        """What the keys of this screen are about at the moment; screens that are about one thing at a time have one."""
        return None

    def tell(self, error: QuizError) -> None:
        """Show an error as the sentences it is made of; an action that only has to wait is done later."""
        if isinstance(error, LockedError) and isinstance(self.app, WaitingApp) and self.app.refuse(error):
            return
        self.say(f"{error.message} {error.hint}", severity="error")

    def say(self, text: str, *, severity: "SeverityLevel" = "information") -> None:
        """Show a passing note, for as long as it takes to read it; of what went wrong a little longer."""
        text = one_line(text)
        seconds = _NOTICE[severity] + len(text) / _READING
        self.unsay()
        self.notify(text, severity=severity, timeout=min(seconds, _LONGEST), markup=False)
        QuizScreen._speaker = ref(self) if severity == "information" else None

    def unsay(self) -> None:
        """Take the passing note away, because what it told of is over."""
        # In its turn: a note that was said a moment ago is not on the screen yet.
        self.app.call_later(self.app.clear_notifications)
        QuizScreen._speaker = None

    def on_screen_suspend(self) -> None:
        """Take the note away with the screen it speaks of: keys it names are others elsewhere. A fault stays told."""
        if QuizScreen._speaker is not None and QuizScreen._speaker() is self:
            self.unsay()
