"""FSRS-6: how memory changes with each answer, and when a card should come back.

Stability ``s`` is the number of days after which the chance of recall is 90 %, difficulty ``d`` goes from 1 to 10,
and ``w`` are the 21 parameters. The formulas are those of the open-spaced-repetition wiki, page "The Algorithm",
section FSRS-6, as ``fsrs-rs`` (src/model.rs) and ``py-fsrs`` (fsrs/scheduler.py) compute them; both are named where
they say more than the wiki. Everything is in 64-bit floats.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, isfinite

from quiz.errors import ConfigError
from quiz.model.memory import MemoryState, Rating

S_MIN, S_MAX = 0.001, 36_500.0
"""Bounds of stability in days (fsrs-rs, src/simulation.rs)."""

_LOWEST = (*[0.001] * 4, 1.0, *[0.001] * 3, *[0.0] * 2, *[0.001] * 4, *[0.0] * 2, 1.0, *[0.0] * 3, 0.1)
_HIGHEST = (*[100.0] * 4, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5, 5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8)
"""The ranges of the parameters (fsrs-rs, src/parameter_clipper.rs)."""
_COUNT = 21


def clip_parameters(parameters: Sequence[float]) -> tuple[float, ...]:
    """Return parameters with each one drawn into its range, as fsrs-rs (src/parameter_clipper.rs) does.

    Raises ``ConfigError`` when they are not 21 finite numbers.
    """
    if len(parameters) != _COUNT or not all(map(isfinite, parameters)):
        raise ConfigError(
            f"FSRS-6 needs {_COUNT} parameters, each of them a number; there are {len(parameters)}.",
            hint="Copy all of them from where they were optimised, or leave the setting out to use the defaults.",
        )
    return tuple(min(max(w, low), high) for w, low, high in zip(parameters, _LOWEST, _HIGHEST, strict=True))


def _bounded_difficulty(d: float) -> float:
    return min(max(d, 1.0), 10.0)


@dataclass(frozen=True, slots=True)
class Fsrs:
    """The formulas for one set of parameters; what depends only on the parameters is computed once.

    ConfigError when the parameters are not 21 finite numbers; those out of range are drawn into it.
    """

    parameters: tuple[float, ...]
    decay: float = field(init=False)
    """Exponent of the forgetting curve, negative: ``-w[20]``."""
    factor: float = field(init=False)
    """Scale of the forgetting curve, such that the chance of recall after ``s`` days is 90 %."""
    _first: dict[Rating, MemoryState] = field(init=False)
    _short_term: dict[Rating, float] = field(init=False)
    _bonus: dict[Rating, float] = field(init=False)
    _easiest: float = field(init=False)
    _growth: float = field(init=False)
    _lapse_cap: float = field(init=False)

    def __post_init__(self) -> None:
        w = clip_parameters(self.parameters)
        put = object.__setattr__
        put(self, "parameters", w)
        put(self, "decay", -w[20])
        put(self, "factor", 0.9 ** (-1.0 / w[20]) - 1.0)
        # Wiki: D0(G) = w4 - e^(w5 (G - 1)) + 1. Mean reversion aims at D0(4) before it is bounded (fsrs-rs).
        start = {rating: w[4] - exp(w[5] * (rating - 1)) + 1.0 for rating in Rating}
        put(self, "_easiest", start[Rating.EASY])
        put(self, "_first", {r: MemoryState(w[r - 1], _bounded_difficulty(start[r])) for r in Rating})
        put(self, "_short_term", {rating: exp(w[17] * (rating - 3 + w[18])) for rating in Rating})
        put(self, "_bonus", {Rating.HARD: w[15], Rating.GOOD: 1.0, Rating.EASY: w[16]})
        put(self, "_growth", exp(w[8]))
        put(self, "_lapse_cap", exp(w[17] * w[18]))

    def retrievability(self, stability: float, days: float) -> float:
        """Return the chance of recall, 0 to 1, ``days`` after the last answer.

        Wiki: R(t, S) = (1 + factor t / S) ^ decay, factor = 0.9 ^ (1 / decay) - 1.
        """
        return (1.0 + self.factor * max(days, 0.0) / stability) ** self.decay

    def remembered(self, day: int, memories: Iterable[tuple[object, int, float]]) -> float:
        """Return how many of some cards are remembered on a day, on average: the sum of the chances of recall.

        ``memories`` are triples of a card, the day of its last answer, which is not after ``day``, and its stability.
        """
        # The formula of `retrievability` once more: with a call for each of very many cards it takes twice the time.
        factor, decay = self.factor, self.decay
        return sum([(1.0 + factor * (day - last) / stability) ** decay for _, last, stability in memories])

    def interval(self, stability: float, retention: float) -> float:
        """Return the days after which the chance of recall has fallen to ``retention`` (0 to 1, both excluded).

        Wiki: I(r, S) = S / factor (r ^ (1 / decay) - 1), the forgetting curve turned round.
        """
        return stability / self.factor * (retention ** (1.0 / self.decay) - 1.0)

    def first(self, rating: Rating) -> MemoryState:
        """Return the memory after the first answer to a new card. Wiki: S0(G) = w[G - 1], and D0(G)."""
        return self._first[rating]

    def next(self, memory: MemoryState, rating: Rating, days: int) -> MemoryState:
        """Return the memory after an answer given ``days`` study days after the last one (0: the same day)."""
        s, d = memory.stability, memory.difficulty
        if days < 1:
            stability = self._after_same_day(s, rating)
        elif rating is Rating.AGAIN:
            stability = self._after_lapse(s, d, self.retrievability(s, days))
        else:
            stability = self._after_recall(s, d, self.retrievability(s, days), rating)
        return MemoryState(min(max(stability, S_MIN), S_MAX), self._next_difficulty(d, rating))

    def _after_recall(self, s: float, d: float, r: float, rating: Rating) -> float:
        """Wiki: S'r = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) [w15 if Hard] [w16 if Easy])."""
        w = self.parameters
        gain = self._growth * (11.0 - d) * s ** -w[9] * (exp(w[10] * (1.0 - r)) - 1.0)
        return s * (1.0 + gain * self._bonus[rating])

    def _after_lapse(self, s: float, d: float, r: float) -> float:
        """Wiki: S'f = w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)).

        It is at most S / e^(w17 w18), so that forgetting followed by a same-day Good never adds stability
        (fsrs-rs ``stability_after_failure``, py-fsrs ``_next_forget_stability``).
        """
        w = self.parameters
        after = w[11] * d ** -w[12] * ((s + 1.0) ** w[13] - 1.0) * exp(w[14] * (1.0 - r))
        return min(after, s / self._lapse_cap)

    def _after_same_day(self, s: float, rating: Rating) -> float:
        """Wiki: S' = S e^(w17 (G - 3 + w18)) S^-w19.

        The factor is at least 1 for every rating but Again (fsrs-rs 6.6, py-fsrs 6.3; older texts except Hard too).
        """
        increase = self._short_term[rating] * s ** -self.parameters[19]
        return s * (increase if rating is Rating.AGAIN else max(increase, 1.0))

    def _next_difficulty(self, d: float, rating: Rating) -> float:
        """Wiki: D' = D - w6 (G - 3) (10 - D) / 9, then D'' = w7 D0(4) + (1 - w7) D'."""
        w = self.parameters
        damped = d - w[6] * (rating - 3) * (10.0 - d) / 9.0
        return _bounded_difficulty(w[7] * (self._easiest - damped) + damped)
