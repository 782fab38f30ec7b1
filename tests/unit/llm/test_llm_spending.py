"""The purse of a run: several ask it at once, here and from other processes, and none may use more than is there."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from quiz.config.llm import LlmOptions
from quiz.crew.purse import answering
from quiz.llm.failures import LlmError
from quiz.llm.spending import Spending
from quiz.llm.stream import Told


def purse(**more: object) -> Spending:
    return Spending(LlmOptions(url="http://localhost/v1", model="tiny", **more))  # pyright: ignore[reportArgumentType]


def test_who_asks_at_the_same_time_gets_what_the_others_leave() -> None:
    shared = purse(max_tokens=5_000)
    together = Barrier(4)

    def asks(_: int) -> bool:
        together.wait(10)
        try:
            room = shared.allow(500, 1_000)
        except LlmError:
            room = 0
        together.wait(10)
        if room:
            shared.count(Told(sent=500, came=room), 500, room)
        return bool(room)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(asks, range(4))) == [False, True, True, True]
    assert shared.sent + shared.came <= 5_000
    assert shared.requests == 3


def test_what_was_allowed_and_never_used_is_free_again() -> None:
    shared = purse(max_tokens=2_000)
    for _ in range(5):
        assert shared.allow(500, 1_000) == 1_000
    assert shared.sent == shared.came == 0


def test_once_it_is_over_nobody_asks_any_more() -> None:
    shared = purse()
    assert shared.allow(1, 100) == 100
    shared.end(LlmError("The server is gone.", final=True))
    with pytest.raises(LlmError, match="The server is gone"):
        shared.allow(1, 100)


def test_another_process_asks_the_same_purse() -> None:
    shared = purse(max_tokens=1_000)
    heard: list[tuple[int, ...]] = []
    answer = answering(shared, lambda *told: heard.append(told))
    assert answer(("allow", (100, 400))) == 400
    answer(("count", (Told(sent=100, came=400), 100, 400)))
    answer(("recall", ()))
    answer(("heard", (0, 3, 17)))
    assert (shared.requests, shared.sent, shared.came, shared.recalled, heard) == (1, 100, 400, 1, [(0, 3, 17)])
    answer(("end", (LlmError("Nothing is left.", hint="Wait.", final=True),)))
    refused = pickle.loads(pickle.dumps(answer(("allow", (1, 100)))))  # noqa: S301 - as it travels
    assert isinstance(refused, LlmError)
    assert (refused.message, refused.hint, refused.final) == ("Nothing is left.", "Wait.", True)
