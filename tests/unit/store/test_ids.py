"""Names of rows are UUIDs of version 7, unique and in the order they were made."""

import uuid

from quiz.model.memory import Instant
from quiz.store.ids import new_event_id

LATE = Instant(2**47)
"""Later than any time another test can have asked for."""


def test_names_are_uuids_that_hold_the_time() -> None:
    name = uuid.UUID(new_event_id(LATE))
    assert (name.version, name.variant) == (7, uuid.RFC_4122)
    assert name.int >> 80 == LATE


def test_names_are_unique_and_sort_as_they_were_made_even_if_the_clock_goes_back() -> None:
    names = [new_event_id(Instant(LATE + shift)) for shift in (1, 1, 1, 5, 5, 0, -10_000_000, 5, 6)]
    names += [new_event_id(LATE) for _ in range(10_000)]
    assert names == sorted(set(names))
