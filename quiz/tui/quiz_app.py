"""The Textual application: themes, and which screen comes first. Everything else is in the screens."""

import gc
import os
import threading
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen

from quiz.errors import QuizError
from quiz.model.text import counted
from quiz.tui.ending import heed_signals
from quiz.tui.screens.base import QuizScreen
from quiz.tui.themes import AUTO, THEMES, fitting, no_theme
from quiz.tui.typing_ahead import TypingAheadApp
from quiz.tui.waiting import PATIENCE
from quiz.tui.widgets.key_hints import key_that

if TYPE_CHECKING:
    from textual.command import Provider

    from quiz.collection import Collection
    from quiz.model.ids import DeckId
    from quiz.model.plan import Plan
    from quiz.tui.palette import Entry

MakeScreen = Callable[[], Screen[Any]]
_HERE = str(Path(__file__).parents[1])


def _commands() -> "type[Provider]":
    from quiz.tui.palette import QuizCommands  # noqa: PLC0415 - the first screen appears without it

    return QuizCommands


class QuizApp(TypingAheadApp):
    """Shows one screen first and lets it open others.

    The places of the application are modes: they have style sheets from the start, and nothing is drawn before them.
    """

    TITLE = "quiz"
    DEFAULT_MODE = "first"
    # Passing notes leave the ratings and the key hints free.
    CSS = """
    ToastRack { margin-bottom: 3; }
    .-narrow Toast { width: 100%; max-width: 100%; }
    .-short Toast { padding: 0 1; }
    """
    COMMANDS: ClassVar[set[Any]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "deck_options", "Options", id="app.deck-options", tooltip="Options of this deck"),
        Binding("comma", "settings", "Settings", id="app.settings"),
    ]

    def __init__(
        self,
        first: MakeScreen,
        *,
        home: MakeScreen | None = None,
        collection: "Collection | None" = None,
        theme: str = AUTO,
        style: str | None = None,
    ) -> None:
        """Begin with the screen that ``first`` makes; ``home`` makes the one that `go_home` goes to.

        With a ``collection`` its settings can be changed from every screen.
        An unknown theme gives the one that fits the terminal, as ``auto`` does. ``style`` is the style sheet of the
        first screen, if it is to be read together with everything else instead of in a second round.
        """
        # Without ansi_color NO_COLOR would only turn colours grey.
        super().__init__(css_path=style, ansi_color=True if os.environ.get("NO_COLOR") else None)
        self._add_place("first", first)
        self._add_place("home", home or first)
        for each in THEMES:
            self.register_theme(each)
        self.collection = collection
        if collection is not None:
            collection.wait_at_most(PATIENCE)
        self.left = threading.Event()
        """Set when the application has given the terminal back."""
        self.palette_entries: tuple[Entry, ...] = ()
        """What the palette offers, worked out when it is opened."""
        self._syncing = False
        self.faults: tuple[str, ...] = ()
        """What is wrong with the settings, as sentences."""
        self._begin_with(self.theme_named(theme))
        if collection is not None and collection.settings.layers.keys:
            self.use_keys()
        self.faults += no_theme(theme)

    def theme_named(self, name: str) -> str:
        """Return the theme that a setting means: for ``auto`` Textual's variable decides, and else the terminal."""
        wanted = os.environ.get("TEXTUAL_THEME", "") if name == AUTO else name
        return wanted if wanted in self.available_themes else fitting(os.environ).name

    def _add_place(self, mode: str, make: MakeScreen) -> None:
        def fresh() -> Screen[Any]:
            screen = make()
            if isinstance(screen, QuizScreen):
                screen.fit(self.size)
            # A new screen takes its looks from the sheets as they are; Textual would read all of them anew.
            screen._css_update_count = self._css_update_count  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            return screen

        self.add_mode(mode, fresh)  # pyright: ignore[reportUnknownMemberType]

    def _load_screen_css(self, screen: "Screen[Any]") -> None:
        # Textual would read all sheets anew, and style what stands on other screens anew; each of ours is of its own.
        sheet = self.stylesheet
        rules = sheet.rules
        for path in screen.css_path:
            place = (str(path), "")
            if not sheet.has_source(*place):
                sheet.read(path)
                rules = [*rules, *sheet._parse_rules(sheet.source[place].content, place)]  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
                sheet._rules, sheet._rules_map, sheet._require_parse = rules, None, False  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

    def use_theme(self, name: str) -> None:
        """Show the colours that a setting means; without colours there is nothing to show."""
        if not self.no_color:
            self.theme = self.theme_named(name)

    def _begin_with(self, theme: str) -> None:
        # Setting the theme as usual would have all style sheets read twice before the first screen appears.
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        self.update_classes({f"-theme-{theme}": True, "-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Settle down once the first screen is painted."""
        self.call_later(self.call_after_refresh, self._settle)
        if self.faults:
            self.call_after_refresh(self._tell_faults)
        if not self.is_headless:
            heed_signals(self)

    def action_help_quit(self) -> None:
        """Tell whoever presses the key that ends other programs how to leave this one."""
        self.clear_notifications()
        self.notify(f"{key_that(self.screen, 'quit')} quits, from anywhere. Every answer is stored.", markup=False)

    def _settle(self) -> None:
        # What was made until now lives as long as the program; looking through it again and again is lost time.
        gc.freeze()
        gc.enable()
        if self.collection is not None:
            self.run_worker(self._back_up, thread=True, group="backup", exit_on_error=False)
            if self.collection.settings.auto_sync:
                self.sync_now(asked=False)

    def _back_up(self) -> None:
        """Make the backup of the day, in a thread of its own and behind what is on the screen."""
        if self.collection is None:
            return
        try:
            self.collection.backups.keep(stop=lambda: not self.is_running)
        except QuizError as error:
            self.call_from_thread(self._tell_fault, error)

    @property
    def can_sync(self) -> bool:
        """Whether there is a folder to sync with, and no syncing under way."""
        return self.collection is not None and self.collection.settings.sync_folder is not None and not self._syncing

    def sync_now(self, *, asked: bool = True) -> None:
        """Sync with the shared folder behind what is on the screen; when nobody ``asked``, tell only what is new."""
        if self.collection is None or not self.can_sync:
            return
        from quiz.tui.syncing import sync  # noqa: PLC0415 - few sync from the screens

        self._syncing = True
        if asked:
            self.notify("Syncing …", timeout=2, markup=False)
        work = partial(sync, self, self.collection, asked=asked)
        self.run_worker(work, thread=True, group="sync", exit_on_error=False)

    def synced(self, text: str, *, fault: bool = False) -> None:
        """Show what came by syncing, and tell of it; an empty text tells nothing."""
        self._syncing = False
        if isinstance(self.screen, QuizScreen):
            self.screen.taken_in()
        if text:
            self.clear_notifications()
            self.notify(text, severity="warning" if fault else "information", timeout=12 if fault else 6, markup=False)

    def _tell_fault(self, error: QuizError) -> None:
        self.notify(f"{error.message} {error.hint}", severity="warning", timeout=12, markup=False)

    def _fatal_error(self) -> None:
        # Textual would print the values of all local variables: cards, answers and paths of the learner.
        self._close_messages_no_wait()

    def fault(self) -> QuizError | None:
        """Return what to tell of an error in the program itself: its kind and its place, and nothing of the learner's.

        ``None`` is the usual answer.
        """
        error = self._exception
        if error is None:
            return None
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if frame.filename.startswith(_HERE)]
        place = "".join(f", {Path(frame.filename).name} line {frame.lineno}" for frame in (ours or frames)[-1:])
        return QuizError(
            f"Stopped by a mistake in the program: {type(error).__name__}{place}.",
            hint="Every answer that was rated is stored. Please report this line.",
        )

    # settings

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let settings be opened where there are some and they are not open yet."""
        match action:
            case "settings":
                return self.collection is not None and not self.settings_are_open
            case "deck_options":
                return self._deck_here() is not None and not self.settings_are_open
            case _:
                return super().check_action(action, parameters)

    @property
    def settings_are_open(self) -> bool:
        """Whether settings or options are on the screen, or under what is."""
        return any(isinstance(screen, QuizScreen) and screen.holds_settings for screen in self.screen_stack)

    def _deck_here(self) -> "DeckId | None":
        return self.screen.deck_here if isinstance(self.screen, QuizScreen) else None

    def action_settings(self, at: str = "") -> None:
        """Open the settings, at the one of the name ``at``."""
        from quiz.tui.screens.settings import SettingsScreen  # noqa: PLC0415 - the first screen appears without it

        if self.collection is not None:
            self.push_screen(SettingsScreen(self.collection, at), self._follow_options)

    def action_deck_options(self) -> None:
        """Open the options of the deck that is highlighted, or asked from."""
        deck = self._deck_here()
        if deck is not None:
            self.open_deck_options(deck)

    def action_keys(self) -> None:
        """Open the list of keys."""
        from quiz.tui.screens.keys import KeysScreen  # noqa: PLC0415 - as above

        if self.collection is not None:
            self.push_screen(KeysScreen(self.collection))

    def use_keys(self) -> None:
        """Let keys do what the settings say; what is wrong there is left out and told."""
        from quiz.tui.keymap import all_places, keymap_of  # noqa: PLC0415 - only who has other keys pays for it

        if self.collection is None:
            return
        keymap = keymap_of(self.collection.settings.layers.keys, all_places())
        self.faults = keymap.faults
        self.set_keymap(dict(keymap.full))

    def _tell_faults(self) -> None:
        more = len(self.faults) - 1
        rest = f" {counted(more, 'more mistake')}: 'quiz check' tells all." if more else ""
        self.notify(self.faults[0] + rest, title="Settings", severity="warning", timeout=12, markup=False)

    def open_deck_options(self, deck: "DeckId") -> None:
        """Open the options of a deck."""
        from quiz.tui.screens.deck_options import DeckOptionsScreen  # noqa: PLC0415 - as above

        if self.collection is not None:
            self.push_screen(DeckOptionsScreen(self.collection, deck), self._follow_options)

    def _follow_options(self, changed: bool | None) -> None:
        if changed and isinstance(self.screen, QuizScreen):
            self.screen.options_changed()

    async def action_quit(self) -> None:
        """Leave the program; ask first if something would be lost that is on a screen, or under one."""
        open_ones = [screen for screen in reversed(self.screen_stack) if isinstance(screen, QuizScreen)]
        at = next((screen for screen in open_ones if screen.loses), None)
        if at is None:
            self.exit()
        elif not self.shows("ConfirmScreen"):
            at.ask_before(at.loses, self.exit, yes="Quit")

    def go_home(self) -> None:
        """Leave the first screen for good."""
        self.call_later(self.to_home)

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

    # the palette

    def action_command_palette(self) -> None:
        """Open the palette with what can be done on the screen it is opened from."""
        from quiz.tui.palette import Palette, here  # noqa: PLC0415 - the first screen appears without it
        from quiz.tui.places import everywhere  # noqa: PLC0415

        if not self.shows("Palette"):
            self.palette_entries = (*here(self), *everywhere(self))
            self.push_screen(Palette())

    @property
    def is_home(self) -> bool:
        """Whether the list of decks is on the screen."""
        return self.shows("HomeScreen")

    def shows(self, name: str) -> bool:
        """Tell what is on the screen by its name, which takes no loading of what is not."""
        return any(kind.__name__ == name for kind in type(self.screen).__mro__)

    async def to_home(self) -> None:
        """Leave everything that is open and show the list of decks."""
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        if not self.is_home:
            left = self.current_mode
            await self.switch_mode("home")
            # Nobody goes back to the session that the program began with, and its clock need not tick on.
            await self.remove_mode(left)

    async def at_home(self, action: str) -> None:
        """Do something on the list of decks that can be done there only."""
        await self.to_home()
        await self.run_action(action, self.screen)

    def browse(self, search: str) -> None:
        """Open all cards, those of a search first."""
        from quiz.tui.screens.browser import BrowserScreen  # noqa: PLC0415 - as above

        if self.collection is not None:
            self.push_screen(BrowserScreen(self.collection, search=search))

    async def study(self, plan: "Plan") -> None:
        """Begin a session in the place of everything that is open."""
        from quiz.tui.screens.study import StudyScreen  # noqa: PLC0415 - the first screen appears without it

        if self.collection is None:
            return
        await self.to_home()
        try:
            session = self.collection.sittings.start(plan)
        except QuizError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        else:
            await self.push_screen(StudyScreen(self.collection, session, self.pop_screen))

    def choose_theme(self, name: str) -> None:
        """Show and keep a theme."""
        from quiz.config.table import setting_named  # noqa: PLC0415 - the first screen appears without it

        if self.collection is None:
            return
        try:
            self.collection.preferences.put(setting_named("theme"), name)
        except QuizError as error:
            self.notify(f"{error.message} {error.hint}", severity="error", markup=False)
        self.use_theme(self.collection.settings.theme)
