"""Waits for a database that another program is writing to, while the screen stays alive."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.dom import DOMNode

from quiz.errors import LockedError

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.screen import Screen
    from textual.timer import Timer

PATIENCE = 0.2
"""Seconds that the screen may stand still for another program."""
_NOTE_LASTS = 12


class WaitingApp(App[None]):
    """An application that does an action again until it is done, when another program held the database.

    An action that cannot be kept leaves everything as it was, so that doing it again is the same as doing it later.
    """

    again_after: ClassVar[float] = 0.4
    """Seconds until it is tried again."""

    _refused: LockedError | None = None
    """Why the action that runs now cannot be done."""
    _acting: bool = False
    _waiting: "Timer | None" = None

    @property
    def is_waiting(self) -> bool:
        """Whether something is still to be done once the database is free."""
        return self._waiting is not None

    def refuse(self, error: LockedError) -> bool:
        """Note that the database is held by another program; tell whether what was wanted is done later."""
        if self._acting:
            self._refused = error
        return self._acting

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action; if the database was held by another program, do it once that is over."""
        within, self._acting = self._acting, True
        try:
            done = await super().run_action(action, default_namespace, namespaces)
        finally:
            self._acting = within
        refused, self._refused = self._refused, None
        if refused is not None:
            self.put_off(refused, lambda: self.run_action(action, default_namespace, namespaces))
        return done

    def attempt(self, do: Callable[[], object]) -> None:
        """Do what was agreed to on a screen that is closed by now; it waits for the database as an action does."""
        within, self._acting = self._acting, True
        try:
            do()
        finally:
            self._acting = within
        refused, self._refused = self._refused, None
        if refused is not None:
            self.put_off(refused, lambda: self.attempt(do))

    def put_off(self, error: LockedError, again: Callable[[], Awaitable[object] | None]) -> None:
        """Tell what is waited for, and try it again in a moment; what was waited for before is given up for it."""
        screen, hand, told = self.screen, self._hand_of(self.screen), self._told(error)

        async def once_more() -> None:
            self._waiting = None
            if screen.is_running and self._hand_of(screen) == hand and self.screen is not screen:
                self._waiting = self.set_timer(self.again_after, once_more)  # something lies over it
            elif not screen.is_running or self._hand_of(screen) != hand:
                self._give_up()
            else:
                if (trying := again()) is not None:
                    await trying
                if not self.is_waiting and told in self._told_now():
                    self.clear_notifications()

        self._stop_waiting()
        self._waiting = self.set_timer(self.again_after, once_more)

    def _told(self, error: LockedError) -> str:
        """Say that the database is locked, unless that can still be read; return what was said."""
        text = f"{error.message} What you did waits, and is kept as soon as it is free."
        if text not in self._told_now():
            self.clear_notifications()
            self.notify(text, severity="warning", timeout=_NOTE_LASTS, markup=False)
        return text

    def _told_now(self) -> set[str]:
        return {note.message for note in self._notifications}

    def _give_up(self) -> None:
        if not self.is_running:
            return
        self.clear_notifications()
        text = "The database was locked by another program, and what you did last was not kept."
        self.notify(text, severity="error", timeout=_NOTE_LASTS, markup=False)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None

    @staticmethod
    def _hand_of(screen: "Screen[object]") -> object:
        return getattr(screen, "at_hand", None)
