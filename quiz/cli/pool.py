"""Lets several processes work on articles at once; the results come in the order of the articles."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from quiz.errors import GenerateError
from quiz.sources.origin import Origin

Result = TypeVar("Result")

ENOUGH = 6
"""Articles from which the second it takes to load an analyser in another process is earned back."""
_AHEAD = 3
"""Articles in the hands of the pool, for each process; no more, so that a thousand results never wait at once."""


def processes(wanted: int | None, articles: int) -> int:
    """Return how many processes to use for so many articles: ``wanted``, or one for each core that may be used."""
    if wanted is not None:
        return min(wanted, max(1, articles))
    return min(len(os.sched_getaffinity(0)), articles) if articles >= ENOUGH else 1


def in_order(work: Callable[[Origin], Result], places: Iterable[Origin], jobs: int) -> Iterator[Result]:
    """Yield ``work(place)`` for every place, in their order; with one job in this process, else in ``jobs`` others.

    Standard input and the clipboard are always read in this process. Closing the iterator lets work that has begun
    end, and no more.
    """
    if jobs == 1:
        yield from map(work, places)
        return
    # A forked process would share the state of threads that it does not have; a fresh one is sound.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts_to_the_parent)
    waiting: deque[Future[Result]] = deque()
    try:
        for place in places:
            waiting.append(_done(work(place)) if isinstance(place, str) else pool.submit(work, place))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise GenerateError(
            "A process that made questions was ended from outside; perhaps the memory was full.",
            hint="The same command goes on from here; with --jobs 1 it needs less memory.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _done(result: Result) -> "Future[Result]":
    future: Future[Result] = Future()
    future.set_result(result)
    return future
