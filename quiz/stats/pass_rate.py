"""How much was remembered, the figure that lists and statistics share."""

from dataclasses import dataclass

from quiz.stats.words import percent


@dataclass(frozen=True, slots=True)
class PassRate:
    """How many answers were remembered (Hard, Good, Easy) and how many were not (Again)."""

    passed: int = 0
    failed: int = 0

    @property
    def total(self) -> int:
        """All answers."""
        return self.passed + self.failed

    @property
    def share(self) -> float | None:
        """The share that was remembered, 0 to 1; ``None`` when there is no answer."""
        return self.passed / self.total if self.total else None

    @property
    def percent(self) -> str:
        """The share as it is shown, like ``87%``; empty when there is no answer."""
        return percent(self.share, "")

    def __add__(self, other: "PassRate") -> "PassRate":
        return PassRate(self.passed + other.passed, self.failed + other.failed)
