"""The clock of tests."""

from dataclasses import dataclass

from quiz.model.memory import Instant

NOON = Instant(1_757_937_600_000)
"""Twelve o'clock in Greenwich, on a Monday."""
_DAY_MS = 86_400_000


@dataclass
class Clock:
    """Tells the time a test sets, and each time it is asked one that is ``step`` milliseconds later."""

    now: int = NOON
    step: int = 0

    def __call__(self) -> Instant:
        self.now += self.step
        return Instant(self.now)

    def forward(self, *, days: float = 0, seconds: float = 0) -> None:
        """Let time pass."""
        self.now += int(days * _DAY_MS + seconds * 1000)
