"""Making decks on a cluster: a real scheduler and two real workers on this machine; all names are invented."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import Result

from quiz.crew import cluster as cluster_module
from quiz.crew.task import Job, Wanted, Worked
from quiz.errors import GenerateError
from quiz.model.article import Article
from tests.cli.conftest import ROOT
from tests.cli.test_generate_thousands import decks_in, folder, made, started, whole

__all__ = ["folder", "whole"]

pytestmark = pytest.mark.xdist_group("cluster")

Quiz = Callable[..., Result]


class Machines:
    """A scheduler and its workers."""

    def __init__(self, stack: ExitStack, folder: Path, workers: int = 2) -> None:
        self._stack, self._folder = stack, folder
        self.scheduler = self._begin(
            "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter"
        )
        self.address = self._said(self.scheduler, r"Scheduler at: *(tcp://\S+)")
        self.workers = [self._worker() for _ in range(workers)]
        for worker in self.workers:
            self._said(worker, r"(Registered to)")

    def _worker(self) -> "subprocess.Popen[str]":
        return self._begin("dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")

    def join(self) -> None:
        self.workers.append(self._worker())

    def _begin(self, module: str, *more: str) -> "subprocess.Popen[str]":
        process = self._stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *more],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        self._stack.callback(process.kill)
        return process

    @staticmethod
    def _said(process: "subprocess.Popen[str]", pattern: str) -> str:
        assert process.stderr is not None
        return next(found[1] for line in process.stderr if (found := re.search(pattern, line)))


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with ExitStack() as stack:
        yield Machines(stack, tmp_path_factory.mktemp("elsewhere"))


def test_the_decks_are_the_same_bytes(
    quiz: Quiz, folder: Path, home: Path, machines: Machines, whole: dict[str, bytes]
) -> None:
    for path in (home / "decks").glob("*mill*"):
        path.unlink()
    result = quiz("generate", str(folder), "--cluster", machines.address, "--json")
    one = made(result)
    assert decks_in(home) == whole
    assert one["4-agency.txt"]["same_as"] == str(folder / "0-orleby.txt")
    assert one["5-copy.txt"]["same_as"] == str(folder / "1-tann.txt")
    assert "broken.txt" in str(one["6-broken.txt"]["error"])
    again = quiz("generate", str(folder), "--cluster", machines.address, "--json")
    assert sum(bool(each.get("unchanged")) for each in made(again).values()) == len(whole)


def test_what_a_lost_worker_had_in_hand_is_done_by_another(
    folder: Path, tmp_path: Path, machines: Machines, whole: dict[str, bytes]
) -> None:
    other = tmp_path / "other"
    lost = machines.workers.pop(0)
    with started(other, folder, "--cluster", machines.address) as running:
        assert running.stdout is not None
        next(line for line in running.stdout if line.rstrip().endswith(".toml"))
        lost.send_signal(signal.SIGKILL)
        _, said = running.communicate()
    assert "10 decks" in said
    assert decks_in(other) == whole
    machines.join()


def test_results_come_as_soon_as_they_are_there(machines: Machines) -> None:
    job = Job(article=Article(text="It is so."), name="a.txt", wanted=Wanted(generator="rules"))
    taken: list[int] = []

    def tasks() -> Iterator[tuple[Job | None, str | None]]:
        for number in range(99):
            taken.append(number)
            yield (job, None) if number == 1 else (None, "known")

    with cluster_module.Cluster(machines.address) as cluster:
        results = cluster.in_order(tasks())
        assert next(results) == "known"
        assert taken == [0]  # nobody waits for a hundred others to be read
        others = list(results)
    assert len(others) == 98
    assert isinstance(others[0], Worked)


def test_an_article_alone_and_one_on_standard_input(quiz: Quiz, folder: Path, machines: Machines) -> None:
    text = (folder / "0-orleby.txt").read_bytes()
    result = quiz("generate", "-", "--cluster", machines.address, "-o", "-", stdin=text)
    assert result.exit_code == 0, result.output
    assert result.stdout == quiz("generate", "-", "-o", "-", stdin=text).stdout


def test_workers_with_another_quiz_are_told(
    quiz: Quiz, folder: Path, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quiz.__version__", "9.9")
    result = quiz("generate", str(folder), "--cluster", machines.address)
    assert result.exit_code == 7
    assert re.search(r"quiz: The worker \S+ has quiz \S+ \(rules \d+\), and here is 9\.9 \(rules", result.stderr)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x", "no such machine"])
def test_a_scheduler_that_is_not_there_is_a_sentence(
    quiz: Quiz, folder: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "TIMEOUT", 0.5)
    result = quiz("generate", str(folder), "--cluster", address)
    assert result.exit_code == 7
    assert f"quiz: There is no Dask scheduler to be reached at {address}." in result.stderr


def test_what_has_to_be_installed_is_told(quiz: Quiz, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = quiz("generate", str(folder), "--cluster", "tcp://127.0.0.1:1")
    assert result.exit_code == 7
    assert "pip install 'quiz[cluster]'" in result.stderr


def test_a_cluster_without_workers_and_one_that_goes_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "TIMEOUT", 2)
    monkeypatch.setattr(cluster_module, "PATIENCE", 0)
    job = Job(article=Article(text="It is so."), name="a.txt", wanted=Wanted(generator="rules"))
    with ExitStack() as stack:
        machines = Machines(stack, tmp_path, workers=0)
        cluster = stack.enter_context(cluster_module.Cluster(machines.address))
        with pytest.raises(GenerateError, match="has no worker"):
            next(cluster.in_order([(job, None)]))

        def tasks() -> Iterator[tuple[Job, None]]:
            yield job, None
            machines.scheduler.kill()

        with pytest.raises(GenerateError, match=r"The cluster at \S+ is gone\."):
            next(cluster.in_order(tasks()))


def test_a_language_model_is_asked_from_here(quiz: Quiz, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_LLM_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("QUIZ_LLM_MODEL", "tiny")
    result = quiz("generate", str(folder), "--cluster", "tcp://127.0.0.1:1", "--engine", "llm")
    assert result.exit_code == 2
    assert "a language model is asked from here" in result.stderr
