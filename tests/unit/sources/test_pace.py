"""A host is asked one thing at a time and as seldom as it wants, by however many processes."""

import fcntl
import os
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from quiz.sources.web.failures import FetchError
from quiz.sources.web.fetch import Fetcher
from quiz.sources.web.pace import LONGEST, Pace
from tests.unit.sources.web_server import serving


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.mark.parametrize("shared", [False, True])
def test_the_next_turn_comes_when_the_host_wants(tmp_path: Path, pauses: list[float], *, shared: bool) -> None:
    pace = Pace(tmp_path / "hosts" if shared else None, pause=pauses.append)
    for host in ("a.test", "b.test", "a.test"):
        with pace.turn(host, 3.0):
            pass
    assert [round(pause) for pause in pauses] == [3]


def test_another_process_keeps_the_same_pace(tmp_path: Path, pauses: list[float]) -> None:
    for _ in range(2):
        with Pace(tmp_path / "quiz" / "articles" / "hosts", pause=pauses.append).turn("a.test", 3.0):
            pass
    assert [round(pause) for pause in pauses] == [3]
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert [modes.pop(name) for name in ("quiz", "articles", "hosts")] == [0o700] * 3
    assert [*modes.values()] == [0o600]


def test_a_host_that_refuses_says_when(tmp_path: Path, pauses: list[float]) -> None:
    pace = Pace(tmp_path, pause=pauses.append)
    with pytest.raises(FetchError), pace.turn("a.test"):
        raise FetchError("Not now.", wait=5.0)
    with pytest.raises(FetchError), pace.turn("a.test"):
        raise FetchError("Never.")
    with pace.turn("a.test", 1_000.0):
        pass
    with pace.turn("a.test"):
        pass
    assert [round(pause) for pause in pauses] == [5, 5, round(LONGEST)]


def test_what_is_written_there_by_others_is_survived(tmp_path: Path, pauses: list[float]) -> None:
    pace = Pace(tmp_path, pause=pauses.append)
    with pace.turn("a.test", 1.0):
        pass
    (file,) = tmp_path.iterdir()
    for text in ("nonsense", "nan", "1e99", "-1", ""):
        file.write_text(text)
        with Pace(tmp_path, pause=pauses.append).turn("a.test"):
            pass
    assert pauses == []


def test_hosts_of_yesterday_are_forgotten(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.write_text("1")
    os.utime(old, (time.time() - 100_000,) * 2)
    with Pace(tmp_path, pause=time.sleep).turn("a.test"):
        pass
    assert not old.exists()


def test_without_room_for_its_files_each_process_keeps_its_own(tmp_path: Path, pauses: list[float]) -> None:
    place = tmp_path / "file"
    place.write_text("")
    pace = Pace(place, pause=pauses.append)
    for _ in range(2):
        with pace.turn("a.test", 2.0):
            pass
    assert [round(pause) for pause in pauses] == [2]


def test_a_host_is_held_while_it_is_asked(tmp_path: Path) -> None:
    """No process that shares the folder can hold it, and so ask, at the same time."""
    held: list[bool] = []

    def answer(to: BaseHTTPRequestHandler) -> None:
        (path,) = tmp_path.iterdir()
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                held.append(True)
            else:
                held.append(False)
        to.send_response(200)
        to.send_header("Content-Length", "1")
        to.end_headers()
        to.wfile.write(b"a")

    with serving() as site:
        site.runs("/robots.txt", answer)
        Fetcher(allow_private=True, hosts=tmp_path).fetch(site.runs("/a", answer))
    assert held == [True, True]
    (path,) = tmp_path.iterdir()
    with path.open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
