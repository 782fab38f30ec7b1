"""Reads documents beside the screen, in a thread that holds nobody up."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

Read = TypeVar("Read")


async def read_beside(work: Callable[[], Read]) -> Read:
    """Return what ``work`` does in a thread of its own; when nobody waits any more, the document is given up.

    The program could not end before the thread, and a thread cannot be stopped: only what it waits for can.
    """
    from quiz.sources.apart import give_up  # noqa: PLC0415 - only where a document is read

    reading = asyncio.create_task(asyncio.to_thread(work))
    try:
        return await asyncio.shield(reading)
    finally:
        if not reading.done():
            reading.add_done_callback(_forget)
            give_up()


def _forget(reading: "asyncio.Task[Read]") -> None:
    """Take note of how it ended, so that nobody is told of it."""
    if not reading.cancelled():
        reading.exception()
