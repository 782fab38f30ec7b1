"""Commands that take long are stopped in order, and as little as the system or a person has chosen."""

import signal
from collections.abc import Iterator

import pytest

from quiz.cli.stopping import stopped_in_order


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored
    yield
    for number, how in before.items():
        signal.signal(number, how)


def test_one_wish_breaks_off_once() -> None:
    done: list[str] = []

    def work() -> None:
        with stopped_in_order():
            try:
                signal.raise_signal(signal.SIGINT)
                done.append("not stopped")
            finally:
                signal.raise_signal(signal.SIGINT)  # as who presses ctrl+c again and again does
                done.append("put in order")

    with pytest.raises(KeyboardInterrupt):
        work()
    assert done == ["put in order"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)


def test_what_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    with stopped_in_order():
        signal.raise_signal(signal.SIGHUP)
    assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
