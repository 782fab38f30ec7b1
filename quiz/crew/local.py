"""Lets several processes of this machine work at once; the results come in the order of the tasks.

A task that ends its process, or takes too long or too much memory, is lost alone: the others go on in a new one.
"""

import pickle
import threading
import zlib
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, TypeVar

from quiz.crew.hand import Hand, Loss, LostError
from quiz.errors import GenerateError

Task = TypeVar("Task")
Result = TypeVar("Result")

AHEAD = 40
"""Tasks in hand for each process: so many that one that takes its time holds up none, and no more, so that thousands
of results never wait at once."""


Lost = Callable[[Task, LostError], Result]
"""Returns what becomes of a task that was lost."""
Answer = Callable[[Any], Any]
"""Answers what a task asks for (`quiz.crew.hand.ask`), in the thread that waits for the task."""
Tasks = Iterable[tuple[Task, Result | None]]
"""Tasks, and beside each its result where that is known already, or ``None``."""


def one_by_one(
    work: Callable[[Task], Result], tasks: Tasks[Task, Result], further: Callable[[Result], Tasks[Task, Result]]
) -> Generator[Result]:
    """Yield what `in_order` does, done in this process."""
    waiting: deque[tuple[Task, Result | None]] = deque()
    for first in tasks:
        waiting.append(first)
        while waiting:
            task, known = waiting.popleft()
            result = work(task) if known is None else known
            waiting.extendleft(reversed([*further(result)]))
            yield result


def in_order(
    work: Callable[[Task], Result],
    tasks: Tasks[Task, Result],
    hands: int,
    lost: Lost[Task, Result],
    further: Callable[[Result], Tasks[Task, Result]] = lambda _: (),
    *,
    answer: Answer | None = None,
) -> Generator[Result]:
    """Yield ``work(task)`` for every task, in their order, done by so many processes.

    Tasks are taken from where they come from as they are needed. Those that are ``further`` ones, because a result says
    so, have their turn right behind it. Closing the iterator ends the processes at once.
    Raises GenerateError when the system has no room for a process.
    """
    # Dozens of results wait for each process, and packed they take a seventh of the memory.
    crew = Crew(partial(_packed, work), lambda task, error: _pack(lost(task, error)), answer)
    waiting: deque[Future[bytes]] = deque()
    pool = ThreadPoolExecutor(hands, thread_name_prefix="quiz-hand")

    def begun(task: Task, known: Result | None) -> Future[bytes]:
        return pool.submit(crew.do, task) if known is None else settled(_pack(known))

    def first() -> Result:
        result: Result = pickle.loads(zlib.decompress(waiting.popleft().result()))  # noqa: S301 - our own program's
        waiting.extendleft(reversed([begun(*each) for each in further(result)]))
        return result

    try:
        for task, known in tasks:
            waiting.append(begun(task, known))
            while waiting and (len(waiting) >= AHEAD * hands or waiting[0].done()):
                yield first()
        while waiting:
            yield first()
    finally:
        crew.end()
        pool.shutdown(cancel_futures=True)


def _packed(work: Callable[[Task], Result], task: Task) -> bytes:
    return _pack(work(task))


def _pack(result: object) -> bytes:
    return zlib.compress(pickle.dumps(result), 1)


def settled(result: Result) -> Future[Result]:
    """Return the future of a result that is known."""
    future: Future[Result] = Future()
    future.set_result(result)
    return future


class Crew(Generic[Task, Result]):
    """Processes that do one kind of work: as many as there are threads that ask them."""

    def __init__(self, work: Callable[[Task], Result], lost: Lost[Task, Result], answer: Answer | None = None) -> None:
        """Begin with none."""
        self._work = work
        self._lost = lost
        self._answer = answer
        self._lock = threading.Lock()
        self._idle: list[Hand] = []
        self._busy: set[Hand] = set()
        self._over = False

    def do(self, task: Task) -> Result:
        """Have a task done; one whose process came to its end is tried once more, because it may not be its fault."""
        try:
            return self._try(task)
        except LostError as first:
            if first.loss is not Loss.BROKEN:
                return self._lost(task, first)
        try:
            return self._try(task)
        except LostError as error:
            return self._lost(task, error)

    def _try(self, task: Task) -> Result:
        hand = self._take()
        whole = False
        try:
            result: Result = hand.do(self._work, task, self._answer)
            whole = True
            return result
        finally:
            with self._lock:
                self._busy.discard(hand)
                whole = whole and not self._over
                if whole:
                    self._idle.append(hand)
            if not whole:
                hand.end()

    def _take(self) -> Hand:
        with self._lock:
            if self._over:
                raise LostError(Loss.BROKEN)
            hand = self._waiting() or self._begun()
            self._busy.add(hand)
            return hand

    def _waiting(self) -> Hand | None:
        """Return a process that waits for a task; those that are gone, as nobody asked them for long, are let go of."""
        while self._idle:
            hand = self._idle.pop()
            if hand.is_there:
                return hand
            hand.end()
        return None

    def _begun(self) -> Hand:
        try:
            return Hand()
        except OSError as error:
            raise GenerateError(
                f"The system has no room for a process that makes questions: {error.strerror}.",
                hint="With --jobs 1 it needs less; the same command goes on from here.",
            ) from error

    def end(self) -> None:
        """End all processes; threads that wait for one learn so."""
        with self._lock:
            self._over = True
            idle, self._idle = self._idle, []
            for hand in self._busy:
                hand.kill()
        for hand in idle:
            hand.end()
