"""The one purse of a run whose language model is asked from several processes: here for all, seen from each."""

from collections.abc import Callable
from typing import Any

from quiz.crew.hand import allow, ask
from quiz.llm.failures import LlmError
from quiz.llm.spending import Purse
from quiz.llm.stream import Told

_TRIES = 2
_BETWEEN = 120
"""Seconds that may pass between the tries of a request."""
_AFTER = 600
"""Seconds for what is done with an answer, as long as nothing else is asked."""


class DistantPurse:
    """The purse, seen from a process that works for the program that holds it (`quiz.crew.hand`)."""

    def __init__(self, timeout: int) -> None:
        """Keep how many seconds a request may take: as long as a model writes, nothing is wrong with the article."""
        self._timeout = timeout

    def allow(self, sent: int, most: int) -> int:
        """See `quiz.llm.spending.Purse`."""
        room: int = _asked("allow", sent, most)
        allow(_TRIES * self._timeout + _BETWEEN)
        return room

    def count(self, told: Told, sent: int, came: int) -> None:
        """See `quiz.llm.spending.Purse`."""
        _asked("count", told, sent, came)
        allow(_AFTER)

    def recall(self) -> None:
        """See `quiz.llm.spending.Purse`."""
        _asked("recall")

    def end(self, error: LlmError) -> None:
        """See `quiz.llm.spending.Purse`."""
        _asked("end", error)

    def heard(self, part: int, parts: int, pieces: int) -> None:
        """Tell how far the model has come."""
        _asked("heard", part, parts, pieces)


def _asked(name: str, *values: Any) -> Any:
    answer = ask((name, values))
    if isinstance(answer, LlmError):
        raise answer
    return answer


def answering(purse: Purse, heard: Callable[[int, int, int], None]) -> Callable[[Any], Any]:
    """Return what answers such a process."""
    doors: dict[str, Callable[..., Any]] = {
        "allow": purse.allow,
        "count": purse.count,
        "recall": purse.recall,
        "end": purse.end,
        "heard": heard,
    }

    def answer(question: tuple[str, tuple[Any, ...]]) -> Any:
        name, values = question
        try:
            return doors[name](*values)
        except LlmError as error:
            return error

    return answer
