"""Better parameters for the scheduler: found from the answers, kept in the settings, and taken back."""

import json
import multiprocessing
import signal
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, cast

from quiz.config.table import setting_named
from quiz.errors import StoreError, UsageError
from quiz.model.ids import DeckId
from quiz.model.memory import Instant
from quiz.srs.optimize import Fit, Training, fit, require_enough, require_optimiser, training_of

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from quiz.collection.collection import Collection
    from quiz.store.training import TrainingLog

_MOST = 20
"""How many changes can be taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What parameters are to be found for."""

    deck: DeckId | None
    """``None``: all decks that have no parameters of their own."""
    training: Training
    current: tuple[float, ...]
    relearning_steps: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Optimised:
    """One change of the parameters that the optimiser made."""

    at: Instant
    reviews: int
    """From how many answers."""
    before: tuple[float, ...] | None
    """What was set before; ``None``: nothing."""
    after: tuple[float, ...]
    moved: Instant | None = None
    """The moment by which the cards are known that were rescheduled with it; ``None``: none were."""


class Optimiser:
    """Finds parameters, keeps them, and takes them back."""

    def __init__(self, collection: "Collection", log: "TrainingLog") -> None:
        """Work on a collection."""
        self._collection = collection
        self._log = log
        self._setting = setting_named("parameters")

    def task(self, deck: DeckId | None) -> Task:
        """Return what is needed to find parameters for a deck, or for all that have none of their own.

        UsageError if the optimiser is missing, if there are too few answers, or if the environment sets parameters.
        """
        require_optimiser()
        if self._collection.preferences.at(self._setting, deck).is_fixed:
            raise UsageError(
                f"{self._setting.variable} is set in the environment, and wins over what would be found.",
                hint="Unset it first.",
            )
        schedule = (self._collection.settings if deck is None else self._collection.settings.of(deck)).schedule
        decks = self._decks() if deck is None else {deck}
        training = training_of(self._log.histories(decks))
        require_enough(training)
        return Task(
            deck=deck,
            training=training,
            current=schedule.parameters,
            relearning_steps=len(schedule.relearning_steps),
        )

    def decks(self, task: Task) -> frozenset[DeckId]:
        """Return the decks whose parameters a task is about."""
        return self._decks() if task.deck is None else frozenset({task.deck})

    def _decks(self) -> frozenset[DeckId]:
        own = self._collection.settings.layers.decks
        return frozenset(deck for deck in self._log.decks() if self._setting.name not in own.get(deck, ()))

    def fit(self, task: Task) -> Fit:
        """Return what the optimiser finds; nothing is changed. It works in a process of its own, which can be left."""
        # A forked process would share the state of threads that it does not have; a fresh one is sound.
        context = multiprocessing.get_context("spawn")
        ours, its = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(its, task), daemon=True)
        process.start()
        its.close()
        try:
            return cast("Fit", ours.recv())
        except EOFError:
            raise UsageError(
                "The process of the optimiser ended before its work was done; nothing was changed."
            ) from None
        finally:
            process.terminate()
            process.join()
            ours.close()

    def keep(self, task: Task, found: Fit) -> None:
        """Put parameters into the settings; the memory of all cards they hold for is made anew, due days stay."""
        before = self._own(task.deck)
        note = Optimised(
            at=self._collection.now(), reviews=task.training.reviews, before=before, after=found.parameters
        )
        notes = self._notes(task.deck)
        # Noted first: what is noted and was not done does not match the settings, and is passed over.
        self._write(task.deck, [*notes, note][-_MOST:])
        self._put(task.deck, found.parameters)

    def moved(self, deck: DeckId | None, at: Instant) -> None:
        """Note that cards were rescheduled with the change made last, so that both are taken back together."""
        *before, last = self._notes(deck)
        self._write(deck, [*before, replace(last, moved=at)])

    def last(self, deck: DeckId | None) -> Optimised | None:
        """Return the change that the parameters in force come from; ``None`` if they come from elsewhere."""
        own = self._own(deck)
        return next((note for note in reversed(self._notes(deck)) if note.after == own), None)

    def undo(self, deck: DeckId | None) -> Optimised:
        """Take the last change back and return it; UsageError if the parameters were not found by the optimiser."""
        last = self.last(deck)
        if last is None:
            raise UsageError(
                "The parameters were not changed by the optimiser, or were changed by hand since.",
                hint="'quiz config unset parameters' goes back to the usual ones.",
            )
        self._put(deck, last.before)
        if last.moved is not None:
            self._collection.rescheduler.undo(last.moved)
        notes = self._notes(deck)
        self._write(deck, notes[: notes.index(last)])
        return last

    def _own(self, deck: DeckId | None) -> tuple[float, ...] | None:
        layers = self._collection.settings.layers
        values = layers.file if deck is None else layers.decks.get(deck, {})
        return cast("tuple[float, ...] | None", values.get(self._setting.name))

    def _put(self, deck: DeckId | None, parameters: tuple[float, ...] | None) -> None:
        """Set parameters; if what follows from them cannot be kept, or is interrupted, all is as it was."""
        before = self._own(deck)
        with ExitStack() as stack:
            stack.callback(self._set, deck, before)
            self._set(deck, parameters)
            stack.pop_all()

    def _set(self, deck: DeckId | None, parameters: tuple[float, ...] | None) -> None:
        preferences = self._collection.preferences
        if parameters is None:
            preferences.take(self._setting, deck)
        else:
            preferences.put(self._setting, parameters, deck)

    def _notes(self, deck: DeckId | None) -> list[Optimised]:
        text = self._log.found(deck or "")
        try:
            return [_note(each) for each in json.loads(text)] if text else []
        except (ValueError, TypeError, KeyError):
            raise StoreError("What the optimiser noted in the database is damaged.") from None

    def _write(self, deck: DeckId | None, notes: Sequence[Optimised]) -> None:
        self._log.note(deck or "", json.dumps([asdict(note) for note in notes]))


def _note(values: dict[str, object]) -> Optimised:
    before = cast("list[float] | None", values["before"])
    return Optimised(
        at=Instant(cast("int", values["at"])),
        reviews=cast("int", values["reviews"]),
        before=None if before is None else tuple(before),
        after=tuple(cast("list[float]", values["after"])),
        moved=cast("Instant | None", values.get("moved")),
    )


def _work(told: "Connection", task: Task) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the parent, which ends this process
    told.send(fit(task.training, task.current, task.relearning_steps))
