"""What a run may use and what it has used, in tokens and in money."""

from quiz.config.llm import LlmOptions
from quiz.llm.failures import LlmError
from quiz.llm.stream import Told
from quiz.model.text import counted

_LEAST = 100
"""Tokens below which an answer holds no card."""
_CENT = 0.005


class Spending:
    """Counts the tokens of a run, and ends it before it may use more than it should."""

    def __init__(self, options: LlmOptions) -> None:
        """Begin with nothing used."""
        self._options = options
        self.requests = 0
        self.recalled = 0
        """Answers that were kept from before."""
        self.sent = 0
        self.came = 0

    def allow(self, sent: int, most: int) -> int:
        """Return how many tokens an answer to a question of about ``sent`` tokens may have, at most ``most``.

        LlmError, which ends the run, when there is no room for one.
        """
        options = self._options
        room = float(most)
        if options.max_tokens is not None:
            room = min(room, options.max_tokens - self.sent - self.came - sent)
        if options.max_cost is not None:
            left = options.max_cost - options.cost(self.sent + sent, self.came)
            room = min(room, left * 1_000_000 / options.price_out if options.price_out else (room if left >= 0 else 0))
        if room >= min(_LEAST, most):
            return int(room)
        cap = f"{options.max_tokens:,} tokens" if options.max_tokens is not None else f"a cost of {options.max_cost:g}"
        if options.max_cost is not None and options.max_tokens is not None:
            cap = f"{options.max_tokens:,} tokens or a cost of {options.max_cost:g}"
        raise LlmError(
            f"The limit of {cap} for this run is reached.",
            hint="What was answered is kept; --max-tokens and --max-cost allow more.",
            final=True,
        )

    def count(self, told: Told, sent: int, came: int) -> None:
        """Add an answer by what the server counts, else by the estimates ``sent`` and ``came``."""
        self.requests += 1
        self.sent += told.sent or sent
        self.came += told.came or max(came, told.pieces)

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
