"""Figures that take long, made through a door of their own, so that everything else goes on meanwhile."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from quiz.errors import StoreError

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.collection.progress import Progress
    from quiz.stats.scope import Scope

Look = Callable[["Progress"], object]
"""Asks for what a figure is made from."""


class Reckoning:
    """Looks at all that some figures of a scope are made from, in a thread."""

    def __init__(self, collection: "Collection", scope: "Scope", looks: Iterable[Look]) -> None:
        """Take each of ``looks`` in turn."""
        self._collection = collection
        self._scope = scope
        self._looks = tuple(looks)
        self._stopped = False
        self._there: Collection | None = None

    def run(self, told: "Callable[[Progress], object]") -> None:
        """Look, and after each look tell what was found by all of them so far; nothing more after `stop`."""
        try:
            with self._collection.apart() as there:
                self._there = there
                for look in self._looks:
                    if self._stopped:
                        return
                    progress = there.progress(self._scope)
                    look(progress)
                    if not self._stopped:
                        told(progress)
        except StoreError:
            if not self._stopped:
                raise
        finally:
            self._there = None

    def stop(self) -> None:
        """End it at once; sums that are whole stay."""
        self._stopped = True
        if (there := self._there) is not None:
            there.interrupt()
