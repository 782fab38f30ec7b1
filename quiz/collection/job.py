"""A change of very many cards, made beside what is on the screen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from quiz.collection.browser import Browser, Watch
from quiz.errors import StoreError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection

T = TypeVar("T")

MANY = 2_000
"""Cards from which on a change takes long enough to be made in a thread, with a look at how far it is."""


class StoppedError(StoreError):
    """Somebody did not want to wait."""


class Job(Generic[T]):
    """Makes a change through a door of its own, so that it can be made in a thread while everything else goes on.

    It is one durable step, as on the usual way: all of it or nothing.
    """

    def __init__(self, collection: "Collection", change: Callable[[Browser, Watch], T]) -> None:
        """Let ``change`` be made to the cards of ``collection``."""
        self._collection = collection
        self._change = change
        self._stopped = False
        self.share = 0.0
        """How much of it is done, from 0 to 1."""

    def run(self) -> T:
        """Make the change; StoppedError, with nothing changed, when `stop` was called before the end."""
        with self._collection.apart() as there:
            return self._change(there.browser, self._watch)

    def stop(self) -> None:
        """Have nothing of it stay."""
        self._stopped = True

    def _watch(self, done: int, of: int) -> None:
        if self._stopped:
            raise StoppedError("Stopped: nothing was changed.")
        self.share = done / of if of else 1.0
