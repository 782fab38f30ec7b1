"""Names for the rows of the log: UUIDs of version 7 (RFC 9562), which sort by the time they were made."""

import os

from quiz.model.memory import Instant
from quiz.model.review import EventId

_RANDOM_BITS = 74
_LOW_BITS = 62
_last = 0


def new_event_id(now: Instant) -> EventId:
    """Return a name that no other has, greater than all that this process made before, even if the clock goes back."""
    global _last  # noqa: PLW0603 - what is made next depends on what was made last, whoever asks
    random = int.from_bytes(os.urandom(10)) >> (80 - _RANDOM_BITS)
    _last = max(now << _RANDOM_BITS | random, _last + 1)
    high, low = _last >> _LOW_BITS, _last & (1 << _LOW_BITS) - 1
    text = f"{high >> 12:012x}7{high & 0xFFF:03x}{0b10 << _LOW_BITS | low:016x}"
    return EventId(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")
