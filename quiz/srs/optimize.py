"""Fits the parameters of FSRS to the answers that were given: which of them teach it something, and how well it fits.

Which answers count is Anki's rule (rslib/src/scheduler/fsrs/params.rs), and the fit is its optimiser, fsrs-rs. This is
the only module that knows the package it comes in, and only `fit` loads it. That package does its work in one long
call, so `fit` had better run in a process of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import NamedTuple

from quiz.errors import UsageError
from quiz.model.memory import Instant, StudyDay
from quiz.model.options import FSRS6_DEFAULTS
from quiz.model.review import ReviewKind

FEWEST = 64
"""Answers on a later day below which the optimiser does not fit all parameters."""
_EPOCHS = 8
"""Rounds of the fit, as in Anki 26.9; the package's own default is 5."""
_PACKAGE = "fsrs_rs_python"
_DIGITS = 4
"""Digits behind the point, as Anki shows them; what is stored is what was judged."""


class Answer(NamedTuple):
    """What is needed of a row of the log; there may be a million of them."""

    at: Instant
    day: StudyDay
    rating: int
    kind: str


@dataclass(frozen=True, slots=True)
class Training:
    """What the optimiser learns from."""

    histories: tuple[tuple[tuple[int, int], ...], ...]
    """The answers of each card: the rating, and the study days since the answer before."""
    items: tuple[tuple[int, int], ...]
    """In the order of time: a history, and how many of its answers; the last of them is what was to be foretold."""

    @property
    def reviews(self) -> int:
        """How many answers there are in the histories."""
        return sum(map(len, self.histories))


@dataclass(frozen=True, slots=True)
class Score:
    """How far the chance of recall that was foretold is from what happened; the smaller, the better."""

    log_loss: float
    rmse: float
    """Of bins: the share that was remembered against the share that was foretold, among similar cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Parameters that were found, and how they do beside those in force."""

    parameters: tuple[float, ...]
    before: Score
    after: Score

    @property
    def is_better(self) -> bool:
        """Whether they foretell better, and in no respect worse."""
        no_worse = self.after.log_loss <= self.before.log_loss and self.after.rmse <= self.before.rmse
        return no_worse and self.after != self.before


def training_of(cards: Iterable[Sequence[Answer]]) -> Training:
    """Return what the answers to cards teach, each card's in the order of time."""
    histories: list[tuple[tuple[int, int], ...]] = []
    items: list[tuple[Instant, int, int]] = []
    for answers in cards:
        counted = _since_learned(answers)
        history = tuple(_with_days(counted))
        mine = [
            (answer.at, len(histories), place + 1)
            for place, (answer, (_, days)) in enumerate(zip(counted, history, strict=True))
            if days > 0
        ]
        if mine:
            histories.append(history)
            items += mine
    items.sort(key=lambda item: item[0])
    return Training(tuple(histories), tuple((history, length) for _, history, length in items))


def _since_learned(answers: Sequence[Answer]) -> Sequence[Answer]:
    """Return the answers since the card was last learned from the beginning; none if it never was.

    What was crammed left the memory as it was, as far as the schedule knows, and is passed over.
    """
    scheduled = [answer for answer in answers if answer.kind != ReviewKind.CRAM]
    begin = None
    for place in range(len(scheduled) - 1, -1, -1):
        if scheduled[place].kind == ReviewKind.LEARN:
            begin = place
        elif begin is not None:
            break
    return [] if begin is None else scheduled[begin:]


def _with_days(answers: Sequence[Answer]) -> Iterable[tuple[int, int]]:
    """Yield the rating of each answer and the study days since the one before, 0 for the first."""
    last: StudyDay | None = None
    for answer in answers:
        # A clock that was set back counts as the same day, as it does for the scheduler.
        yield answer.rating, 0 if last is None else max(answer.day - last, 0)
        last = answer.day


def require_optimiser() -> None:
    """Raise UsageError, which says how to install it, if the optimiser is not there."""
    if find_spec(_PACKAGE) is None:
        raise UsageError(
            "The optimiser is not installed.",
            hint="Install it beside quiz: pip install 'fsrs-rs-python>=0.9.3'. The extra quiz[optimize] does the same.",
        )


def require_enough(training: Training) -> None:
    """Raise UsageError, with the numbers, if there are too few answers to learn from."""
    found = len(training.items)
    if found < FEWEST:
        raise UsageError(
            f"There are {found} answers that were given a day or more after the one before, and {FEWEST} are needed.",
            hint="Study on: the usual parameters are good for a start.",
        )


def fit(training: Training, current: Sequence[float], relearning_steps: int) -> Fit:
    """Return the parameters that fit best, beside those in force, as Anki would find them.

    With more than one relearning step they are bound so that a forgotten card does not come out of its steps
    stronger than it was.
    """
    import fsrs_rs_python as engine  # noqa: PLC0415 - an extra, and needed only here

    answers = [[engine.FSRSReview(rating, days) for rating, days in history] for history in training.histories]
    items = [engine.FSRSItem(answers[history][:length]) for history, length in training.items]

    def score(parameters: Sequence[float]) -> Score:
        found = engine.FSRS(list(parameters)).evaluate(items)
        # The package adds up in several threads, and the last digits are not always the same.
        return Score(round(found.log_loss, _DIGITS), round(found.rmse_bins, _DIGITS))

    found = engine.FSRS(list(FSRS6_DEFAULTS)).compute_parameters(
        items,
        card_ids=[history for history, _ in training.items],
        num_relearning_steps=relearning_steps,
        training_config=engine.TrainingConfig(num_epochs=_EPOCHS),
    )
    parameters = tuple(round(weight, _DIGITS) for weight in found)
    before = score(current)
    return Fit(
        parameters=parameters, before=before, after=before if parameters == tuple(current) else score(parameters)
    )
