"""What a run may use and what it has used, in tokens and in money."""

import threading
from typing import Protocol

from quiz.config.llm import LlmOptions
from quiz.llm.failures import LlmError
from quiz.llm.stream import Told
from quiz.model.text import counted

_LEAST = 100
"""Tokens below which an answer holds no card."""
_CENT = 0.005


class Purse(Protocol):
    """What a run may use: several may ask it at once, each in a thread of its own."""

    def allow(self, sent: int, most: int) -> int:
        """Return how many tokens an answer to a question of about ``sent`` tokens may have, at most ``most``.

        LlmError when there is no room for one, or when the run is over.
        """
        ...

    def count(self, told: Told, sent: int, came: int) -> None:
        """Add an answer by what the server counts, else by the estimates ``sent`` and ``came``."""
        ...

    def recall(self) -> None:
        """Count an answer that was kept from before."""
        ...

    def end(self, error: LlmError) -> None:
        """Have nobody ask any more in this run, because of ``error``."""
        ...


class Spending:
    """The purse: counts the tokens of a run, and ends it before it may use more than it should."""

    def __init__(self, options: LlmOptions) -> None:
        """Begin with nothing used."""
        self._options = options
        self._lock = threading.Lock()
        self._held: dict[int, tuple[int, int]] = {}
        """What was allowed and is not counted yet, by the thread that asked: tokens sent, and that may come."""
        self._over: LlmError | None = None
        self.requests = 0
        self.recalled = 0
        """Answers that were kept from before."""
        self.sent = 0
        self.came = 0

    def allow(self, sent: int, most: int) -> int:
        """See `Purse`."""
        with self._lock:
            self._held.pop(threading.get_ident(), None)  # what came of it nobody will say any more
            if self._over is not None:
                raise self._over
            room = self._room(sent, most)
            if room >= min(_LEAST, most):
                self._held[threading.get_ident()] = (sent, int(room))
                return int(room)
            self._over = self._limit()
            raise self._over

    def _room(self, sent: int, most: int) -> float:
        options = self._options
        sent += self.sent + sum(one for one, _ in self._held.values())
        came = self.came + sum(one for _, one in self._held.values())
        room = float(most)
        if options.max_tokens is not None:
            room = min(room, options.max_tokens - sent - came)
        if options.max_cost is not None:
            left = options.max_cost - options.cost(sent, came)
            room = min(room, left * 1_000_000 / options.price_out if options.price_out else (room if left >= 0 else 0))
        return room

    def _limit(self) -> LlmError:
        options = self._options
        cap = f"{options.max_tokens:,} tokens" if options.max_tokens is not None else f"a cost of {options.max_cost:g}"
        if options.max_cost is not None and options.max_tokens is not None:
            cap = f"{options.max_tokens:,} tokens or a cost of {options.max_cost:g}"
        return LlmError(
            f"The limit of {cap} for this run is reached.",
            hint="What was answered is kept; --max-tokens and --max-cost allow more.",
            final=True,
        )

    def count(self, told: Told, sent: int, came: int) -> None:
        """See `Purse`."""
        with self._lock:
            self._held.pop(threading.get_ident(), None)
            self.requests += 1
            self.sent += told.sent or sent
            self.came += told.came or max(came, told.pieces)

    def recall(self) -> None:
        """See `Purse`."""
        with self._lock:
            self.recalled += 1

    def end(self, error: LlmError) -> None:
        """See `Purse`."""
        with self._lock:
            self._held.pop(threading.get_ident(), None)
            self._over = error

    def told(self, model: str, host: str) -> str:
        """Return what the run came to in a sentence; empty when nothing was asked."""
        if not self.requests:
            return f"{model} was not asked: its answers were kept from before." if self.recalled else ""
        cost = self._options.cost(self.sent, self.came)
        money = f", a cost of about {cost:.2f}" if cost >= _CENT else f", a cost of about {cost:.4f}" if cost else ""
        before = f" {counted(self.recalled, 'answer')} kept from before came for nothing." if self.recalled else ""
        return (
            f"{model} at {host} got {counted(self.requests, 'request')}: {self.sent:,} tokens sent and "
            f"{self.came:,} received{money}.{before}"
        )
