"""All settings."""

from typing import TYPE_CHECKING, cast

from textual.content import Content

from quiz.config.table import Setting
from quiz.model.text import counted
from quiz.tui.screens.options import OptionsScreen
from quiz.tui.themes import AUTO, THEMES
from quiz.tui.widgets.safe import show_line
from quiz.tui.widgets.setting_list import SettingLine

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.collection.preferences import Found
    from quiz.tui.quiz_app import QuizApp

_OUR_THEMES = (AUTO, *(theme.name for theme in THEMES))


class SettingsScreen(OptionsScreen):
    """Changes what the file of settings holds for all decks."""

    def __init__(self, collection: "Collection", at: str = "") -> None:
        """Show the settings, with the one of the name ``at`` highlighted."""
        super().__init__(collection)
        self._begin_at = at

    def begin(self) -> None:
        """Go to the setting that was asked for."""
        names = [found.setting.name for found in self._found]
        if self._begin_at in names:
            self._list.go_to(names.index(self._begin_at))

    def on_screen_resume(self) -> None:
        """Show what the list of keys has changed."""
        if self._found:
            self.put()

    def heading(self) -> Content:
        """Return where the settings are."""
        return Content.assemble(
            ("Settings", "bold $primary"), ("   in ", "$quiet"), show_line(str(self._preferences.path), "$quiet")
        )

    def usual(self, found: "Found") -> str:
        """Return the default."""
        return f"Default: {found.usual_shown or 'the usual place'}."

    def note(self, found: "Found") -> str:
        """Tell what stands in the file and what the environment decides; the rest is as it comes."""
        if found.is_fixed:
            return "the environment wins"
        return "from the file" if found.is_own else ""

    def value_text(self, found: "Found") -> str:
        """Return a value; a folder that is not set is the usual one."""
        return found.shown or str(self._collection.paths.decks)

    def choices(self, setting: Setting) -> tuple[str, ...]:
        """Return the values there are, those of the theme included."""
        return _OUR_THEMES if setting.name == "theme" else super().choices(setting)

    def rows(self) -> "list[str | SettingLine]":
        """Return the lines, and one that leads to the keys."""
        number = len(self._preferences.keys)
        value = counted(number, "key") + " of your own" if number else "as usual"
        return [*super().rows(), "Keys", SettingLine(name="Keys", value=value, note="a list", own=number > 0)]

    def put_detail(self) -> None:
        """Say more of the highlighted line."""
        if self.at is None:
            self._detail.update("What every key does, place by place; press enter to see them and to choose others.")
        super().put_detail()

    def took_effect(self, setting: Setting) -> None:
        """Show the colours that were chosen."""
        if setting.name == "theme":
            app = cast("QuizApp", self.app)
            app.use_theme(self._collection.settings.theme)

    def action_change(self) -> None:
        """Change the highlighted setting; a theme is chosen from a list that shows it."""
        found = self.at
        if found is None:
            cast("QuizApp", self.app).action_keys()
            return
        if found.setting.name != "theme":
            super().action_change()
            return
        from quiz.tui.screens.themes import ThemesScreen  # noqa: PLC0415 - not needed for the list

        def chosen(theme: str | None) -> None:
            if theme is not None:
                self.set(found.setting, theme)

        self.app.push_screen(ThemesScreen(found.text), chosen)
