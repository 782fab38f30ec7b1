"""Hands the work to an existing Dask cluster. The only place that knows Dask.

Texts are sent and decks come back: the workers need quiz, and no file. There, too, each article is worked on in a
process that can be lost alone (`quiz.crew.hand`). What a worker that is gone had in hand is done by another.
"""

import logging
import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Mapping
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, cast

from quiz.crew.hand import Loss, LostError
from quiz.crew.local import AHEAD, Crew
from quiz.crew.task import Job, Worked, given_up
from quiz.errors import GenerateError

Known = TypeVar("Known")

TIMEOUT = 15
"""Seconds to reach the scheduler in."""
PATIENCE = 120
"""Seconds to wait for a worker, when there is none: a cluster may start them when there is work."""
_LOOK = 2
"""Seconds between two looks whether anybody works."""
_FEWEST = 100
"""Articles in the hands of the cluster at least, so that workers that come later find some."""
_INSTALL = "Install them: pip install 'quiz[cluster]'"
_AGAIN = "The same command goes on from here."


class _Future(Protocol):
    """What is used of ``distributed.Future``."""

    def result(self, timeout: float) -> Any: ...
    def done(self) -> bool: ...
    def cancel(self) -> None: ...


class _Client(Protocol):
    """What is used of ``distributed.Client``."""

    def submit(self, function: Callable[..., object], *args: object, pure: bool) -> _Future: ...
    def run(self, function: Callable[..., object], *, on_error: str) -> Mapping[str, object]: ...
    def nthreads(self) -> Mapping[str, int]: ...
    def get_versions(self) -> Mapping[str, Any]: ...
    def close(self, timeout: float) -> None: ...


class _Dask(Protocol):
    """What is used of the module ``distributed``, which has no types of its own."""

    CancelledError: type[BaseException]
    KilledWorker: type[Exception]

    def Client(self, address: str, *, timeout: float, set_as_default: bool) -> _Client: ...  # noqa: N802


class Cluster:
    """An existing cluster; use it in a ``with`` statement."""

    def __init__(self, address: str) -> None:
        """Reach the scheduler at ``address``. Raises GenerateError when that cannot be, or other versions are there."""
        self.address = address
        try:
            import distributed  # noqa: PLC0415 - it belongs to an extra
        except ImportError as error:
            raise GenerateError("To use a cluster quiz needs more packages.", hint=_INSTALL) from error
        self._dask = cast("_Dask", distributed)
        _hush()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._client = self._dask.Client(address, timeout=TIMEOUT, set_as_default=False)
        except (OSError, ValueError, ImportError, RuntimeError) as error:
            raise GenerateError(
                f"There is no Dask scheduler to be reached at {address}.",
                hint="The address is what 'dask scheduler' says when it starts, like tcp://10.0.0.1:8786.",
            ) from error
        try:
            self._check()
        except BaseException:
            self._close()
            raise

    def __enter__(self) -> Self:
        """Return the cluster itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave the cluster as it was."""
        self._close()

    def _close(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._client.close(TIMEOUT)

    def _check(self) -> None:
        """Make sure that the workers that are there would make the same decks as this program."""
        versions = self._client.get_versions()
        ours, theirs = (_version(versions[side]) for side in ("client", "scheduler"))
        if ours != theirs:
            raise GenerateError(
                f"The cluster runs Dask {theirs}, and here is {ours}.", hint="Install the same on all machines."
            )
        for worker, said in self._client.run(release, on_error="return").items():
            if isinstance(said, ImportError):
                raise GenerateError(f"quiz is not installed on the worker {worker}.", hint="Install it there.")
            if said != release():
                raise _other(f"The worker {worker}", said)

    def in_order(self, tasks: Iterable[tuple[Job | None, Known | None]]) -> "Generator[Worked | Known]":
        """Yield what came of every job, in their order; beside one stands its result where that is known already.

        Raises GenerateError when the cluster is gone.
        """
        waiting: deque[tuple[Job | None, Known | None, _Future | None]] = deque()
        most = _FEWEST
        try:
            for number, (job, known) in enumerate(tasks):
                if number % _FEWEST == 0:
                    most = max(_FEWEST, AHEAD * sum(self._threads().values()))
                waiting.append((job, known, self._submit(job) if job is not None and known is None else None))
                while waiting and (len(waiting) >= most or _is_there(*waiting[0])):
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            for _, _, future in waiting:
                if future is not None:
                    future.cancel()

    def _submit(self, job: Job) -> _Future:
        return self._client.submit(do_there, pickle.dumps(job), release(), pure=False)

    def _next(self, waiting: "deque[tuple[Job | None, Known | None, _Future | None]]") -> "Worked | Known":
        # It stays among the others until its result is there: should the run be stopped, it is called off with them.
        job, known, future = waiting[0]
        result: Worked | Known | None = known
        if result is None:
            assert job is not None  # noqa: S101 - what is not known is to be done
            assert future is not None  # noqa: S101
            result = self._result(job, future)
        waiting.popleft()
        return result

    def _result(self, job: Job, future: _Future) -> Worked:
        try:
            told = self._wait(future)
        except self._dask.KilledWorker:
            try:  # Dask gives up after three workers that ended, which are no fault of an article
                told = self._wait(self._submit(job))
            except self._dask.KilledWorker:
                return Worked(name=job.name, error=given_up(job.name, LostError(Loss.BROKEN)))
        said, value = pickle.loads(told)  # noqa: S301 - our own program's
        if said == _OTHER:
            raise _other("A worker", value)
        if said == _LOST:
            return Worked(name=job.name, error=given_up(job.name, LostError(*value)))
        return cast("Worked", value)

    def _wait(self, future: _Future) -> bytes:
        alone_since = time.monotonic()
        while True:
            try:
                return future.result(_LOOK)
            except TimeoutError:
                if self._threads():
                    alone_since = time.monotonic()
                elif time.monotonic() - alone_since > PATIENCE:
                    raise GenerateError(f"The cluster at {self.address} has no worker.", hint=_AGAIN) from None
            except self._dask.CancelledError as error:
                raise self._gone() from error

    def _threads(self) -> Mapping[str, int]:
        """Return the workers that are there now, each with how much it does at once."""
        try:
            return self._client.nthreads()
        except (OSError, RuntimeError) as error:
            raise self._gone() from error

    def _gone(self) -> GenerateError:
        return GenerateError(f"The cluster at {self.address} is gone.", hint=_AGAIN)


def _is_there(_job: Job | None, known: object, future: _Future | None) -> bool:
    return known is not None or (future is not None and future.done())


def _hush() -> None:
    """Keep Dask from writing to the terminal: what happens is told by us, in sentences."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in {"distributed", "tornado", "asyncio"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _version(of: Mapping[str, Any]) -> str:
    return str(of["packages"]["distributed"])


def _other(worker: str, said: object) -> GenerateError:
    return GenerateError(
        f"{worker} has quiz {said}, and here is {release()}.",
        hint="Install the same on all machines: others would make other decks.",
    )


def release() -> str:
    """Return what has to be the same on all machines for the decks to be."""
    from quiz import __version__  # noqa: PLC0415 - read where it is asked for
    from quiz.generate.pipeline import GENERATOR  # noqa: PLC0415

    return f"{__version__} ({GENERATOR})"


# What runs on the workers.

_DONE, _LOST, _OTHER = "done", "lost", "other"


def do_there(job: bytes, wanted: str) -> bytes:
    """Return what came of a job, on a worker; both travel packed, and are unpacked by those who need them."""
    if release() != wanted:
        return pickle.dumps((_OTHER, release()))
    return _crew.do(job)


def _work(job: bytes) -> bytes:
    return pickle.dumps((_DONE, pickle.loads(job).do()))  # noqa: S301 - our own program's


def _lost(_job: bytes, lost: LostError) -> bytes:
    return pickle.dumps((_LOST, (lost.loss, lost.seconds)))


_crew = Crew(_work, _lost)
"""The processes of this worker; those that nobody asks for a while end themselves."""
