"""Loads what the first answer needs while the learner reads the first question, so that no key waits for it."""

from asyncio import sleep
from importlib import import_module

from rich.cells import cell_len

_NEEDED = (
    "quiz.model.answer",
    "quiz.tui.widgets.verdict",
    "quiz.grading.proposal",
    "quiz.grading.normal",
    "quiz.grading.numbers",
    "quiz.grading.dates",
    "quiz.grading.wording",
    "rapidfuzz.distance",
    "quiz.grading.diff",
    "quiz.grading.evidence",
    "quiz.grading.accepting",
    "quiz.collection.articles",
    "quiz.words.common",
)
"""What is imported to grade an answer and to show what it was worth, the parts before the whole."""
_PAUSE = 0.002
"""Seconds in which keys that were pressed meanwhile are served."""


async def prepare() -> None:
    """Load all of it, in steps of some milliseconds."""
    for name in _NEEDED:
        import_module(name)
        await sleep(_PAUSE)
    from quiz.grading.grader import warm_up  # noqa: PLC0415 - the first card appears without it
    from quiz.grading.known import known_names  # noqa: PLC0415 - as above

    known_names()
    await sleep(_PAUSE)
    warm_up()
    cell_len("✓")  # reads the table of wide characters
