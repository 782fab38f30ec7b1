"""Whatever was done on whatever devices: the log alone makes the same states, byte for byte, everywhere."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quiz.model.memory import Rating
from quiz.model.review import ActionKind
from tests.unit.learners import TIMES, ZONES, Device, Step, begin, histories, live, skews, zones
from tests.unit.store.devices import FAST

ORDERS = st.permutations(range(3))


def few(number: int) -> settings:
    return settings(
        max_examples=number * TIMES,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def made_again(device: Device) -> bytes:
    """Return what the log alone makes of all cards."""
    device.wipe()
    device.collection.rebuild()
    assert device.collection.rebuild() == ()
    return device.states()


@few(25)
@given(history=histories(), skew=skews, zone=zones)
def test_the_log_makes_the_same_bytes_again(history: list[Step], skew: tuple[int, ...], zone: tuple[str, ...]) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name, ExitStack() as stack:
        devices = begin(Path(name), skew, zone, stack)
        live(devices, history)
        for device in devices:
            before = device.states()
            assert device.wrong() == []
            assert made_again(device) == before


ONE = Step(0, "answer", None, (Rating.AGAIN,), ActionKind.SUSPEND, number=0, wait=0, pause=0)
THERE_AND_BACK = [
    ONE,
    replace(ONE, what="settings", number=2),
    replace(ONE, device=1, ratings=(Rating.HARD,)),
    replace(ONE, what="join", number=1),
    replace(ONE, what="settings"),
]
"""A merge under options that are not those of before and after."""


@few(20)
@example(history=THERE_AND_BACK, skew=(0, 0, 0), zone=("UTC",) * 3)
@given(history=histories(more=("settings", "by hand")), skew=skews, zone=zones)
def test_a_check_follows_settings_that_were_changed_on_the_way(
    history: list[Step], skew: tuple[int, ...], zone: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name, ExitStack() as stack:
        devices = begin(Path(name), skew, zone, stack)
        live(devices, history)
        for device in devices:
            assert [each.message for each in device.collection.check() if not (each.harmless or each.fixed)] == []
            before = device.states()
            assert made_again(device) == before


@few(15)
@given(history=histories(), skew=skews, zone=zones, orders=st.tuples(ORDERS, ORDERS), abroad=st.sampled_from(ZONES))
def test_merges_in_any_order_and_grouping_come_to_the_same_bytes(
    history: list[Step],
    skew: tuple[int, ...],
    zone: tuple[str, ...],
    orders: tuple[list[int], list[int]],
    abroad: str,
) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name, ExitStack() as stack:
        devices = begin(Path(name), skew, zone, stack)
        live(devices, history)
        every = frozenset[bytes]().union(*(device.rows for device in devices))
        left, right, part = (Device.begin(Path(name) / each, abroad, stack) for each in ("left", "right", "part"))
        order, other = orders
        for number in order:
            left.join(devices[number])
        part.join(devices[other[0]])
        part.join(devices[other[1]])
        right.join(devices[other[2]])
        right.join(part)
        for device in devices:
            device.join(left)
        for device in (left, right, *devices):
            assert device.rows == every
            assert device.wrong() == []
            assert device.states() == left.states()
        came = right.join(left)
        assert (came.rows, came.cards, came.refused) == (0, 0, 0)
