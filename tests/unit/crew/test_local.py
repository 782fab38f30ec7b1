"""Tasks in processes of their own: in order, and one that loops, swells or crashes is lost alone."""

import os
import pickle
import resource
import select
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from quiz.child import Child, EndedError
from quiz.crew.local import AHEAD, Crew, in_order, one_by_one
from tests.unit.crew.work import lost, work


def done(tasks: Iterable[str], hands: int = 1) -> list[str]:
    return list(in_order(work, ((task, None) for task in tasks), hands, lost))


def is_there(process: str) -> bool:
    return Path(f"/proc/{process}").exists()


def test_results_come_in_the_order_of_the_tasks(tmp_path: Path) -> None:
    tasks = ["a", f"crash-once {tmp_path / 'crashed'}", "print", "b", "c"]
    assert done(tasks, hands=2) == [task.upper() for task in tasks]


def test_a_task_that_is_lost_takes_no_other_with_it() -> None:
    assert done(["a", "crash", "b", "loop", "c", "swell", "d"]) == [
        "A",
        "crash was lost: broken",
        "B",
        "loop was lost: late",
        "C",
        "swell was lost: full",
        "D",
    ]


@pytest.mark.parametrize("hands", [0, 1, 2])
def test_further_tasks_have_their_turn_right_behind_the_result_that_names_them(hands: int) -> None:
    named = {"A": ["b", "c"], "C": ["d"]}

    def further(result: str) -> list[tuple[str, str | None]]:
        return [(task, "KNOWN" if task == "b" else None) for task in named.get(result, ())]

    tasks: list[tuple[str, str | None]] = [("a", None), ("e", None), ("f", None)]
    done = in_order(work, tasks, hands, lost, further) if hands else one_by_one(work, tasks, further)
    assert list(done) == ["A", "KNOWN", "C", "D", "E", "F"]


def test_what_is_known_needs_no_process() -> None:
    assert list(in_order(work, [("a", "known"), ("b", "too")], 1, lost)) == ["known", "too"]


def test_tasks_are_taken_as_they_are_needed_and_processes_end_when_nobody_wants_more() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[tuple[str, str | None]]:
        for number in range(10_000):
            taken.append(number)
            yield "process", None

    with closing(in_order(work, tasks(), 1, lost)) as results:
        process = next(results)
        assert process.isdecimal()
        assert int(process) != os.getpid()
        assert len(taken) <= 2 * AHEAD
    assert not is_there(process)


def test_what_a_task_asks_for_is_answered_here() -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return question[::-1]

    tasks = [("ask one two", None), ("a", None), ("ask three", None)]
    assert list(in_order(work, tasks, 1, lost, answer=answer)) == ["eno owt", "A", "eerht"]
    assert asked == ["one", "two", "three"]


def test_no_room_for_a_process_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from quiz.errors import GenerateError

    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(GenerateError, match="The system has no room for a process"):
        done(["a"])


def test_processes_that_ended_while_nobody_asked_cost_no_task() -> None:
    crew = Crew(work, lost)
    with ThreadPoolExecutor(2) as pool:
        both = {*pool.map(crew.do, ["process"] * 8)}
    for process in both:
        os.kill(int(process), signal.SIGKILL)
        os.waitid(os.P_PID, int(process), os.WEXITED | os.WNOWAIT)
    try:
        assert crew.do("a") == "A"
        assert crew.do("process") not in both
    finally:
        crew.end()


def test_an_answer_that_is_there_is_taken_however_late_it_is_asked_for() -> None:
    child = Child("quiz.crew.hand")
    try:
        child.send(pickle.dumps((work, "a")))
        assert child._process.stdout is not None
        select.select([child._process.stdout], [], [])  # as after ctrl+z, and whatever time it took
        assert b"A" in child.take(0, 1_000)
        with pytest.raises(EndedError) as end:
            child.take(0, 1_000)
        assert end.value.late
    finally:
        child.end()


def test_a_process_is_heard_whatever_the_number_of_its_pipe() -> None:
    limit, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < 1_200:
        pytest.skip("so many files may not be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1_100)]
    try:
        assert done(["a"]) == ["A"]
    finally:
        for file in held:
            os.close(file)
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, most))
