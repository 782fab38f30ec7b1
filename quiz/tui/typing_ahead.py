"""Hands on what is typed faster than the screen follows: each key goes where the one before it has led."""

import asyncio
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.events import Event, Key, Paste
from textual.screen import Screen

from quiz.tui.waiting import WaitingApp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.message_pump import MessagePump

_ROUNDS = 4
"""How often the way of a key is gone after it: as many messages may follow one another from an answer to a verdict."""
_SOON = 0.05
"""Seconds after a key in which what it does is painted; only then is it looked at whether all of it is done."""
_LONGEST = 1.0
"""Seconds after which a key is taken for done, whatever became of it."""


class TypingAheadApp(WaitingApp):
    """Looks at a key only when the one before it has done what it does.

    Textual passes keys on at once. Of those that come in one breath, over a slow line say, the second would be meant
    for a field that the first has not opened yet, and do what a plain key does.
    """

    _held: tuple[Event, ...] = ()
    """What was typed and has to wait."""
    _sent: float | None = None
    """When the key was passed on that is still on its way."""
    _way: "tuple[MessagePump, ...]" = ()
    """The way it takes, as long as nobody has followed it."""

    async def on_event(self, event: Event) -> None:
        """Pass a key on, or keep it until it is known whose it is."""
        if not isinstance(event, Key | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._has_to_wait:
            self._keep(event)
            self._look_after(self._way)
        elif self._held:
            self._keep(event)
            await self._release()
        else:
            await self._pass_on(event)

    def _keep(self, event: Event) -> None:
        self._held = (*self._held, event)

    @property
    def _has_to_wait(self) -> bool:
        """Whether a key is still on its way, or the screen cannot take any yet."""
        if self._sent is not None and monotonic() - self._sent < _LONGEST:
            return True
        top = next(reversed(self.screen_stack), None)
        return not getattr(top, "takes_keys", True)

    async def _pass_on(self, event: Key | Paste) -> None:
        there = self.focused
        if there is not None and (isinstance(event, Paste) or there.check_consume_key(event.key, event.character)):
            await super().on_event(event)  # it is written there, and leads nowhere else
            return
        self._sent = monotonic()
        way = self._way = (*(there or self.screen).ancestors_with_self,)
        await super().on_event(event)
        asyncio.get_running_loop().call_later(_SOON, self._look_after, way)

    def _look_after(self, way: "tuple[MessagePump, ...]") -> None:
        """See whether a key is done, unless that is seen to already."""
        if way and way is self._way:
            self._way = ()
            self._follow(way, 0, _ROUNDS)

    def _follow(self, way: "Sequence[MessagePump]", at: int, rounds: int) -> None:
        """Go the way of a key behind it and whatever it gives rise to; at the end the next one is looked at."""
        while at < len(way) and not way[at].call_later(self._follow, way, at + 1, rounds):
            at += 1  # that one is gone
        if at < len(way):
            return
        if rounds > 1:
            self._follow(way, 0, rounds - 1)
        else:
            self.call_later(self._go_on)

    async def _go_on(self) -> None:
        self._sent = None
        await self._release()

    async def _release(self) -> None:
        held, self._held = self._held, ()
        for event in held:
            await self.on_event(event)

    async def hand_on(self, screen: Screen[Any]) -> None:
        """Let a screen take keys from now on, first those that were kept for it."""
        vars(screen)["takes_keys"] = True
        await self._release()
