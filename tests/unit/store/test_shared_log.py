"""A folder that devices share: each adds to a file of its own, and reads whatever else lies there."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import StoreError
from quiz.model.deck import CardId
from quiz.model.review import ActionKind
from quiz.store.wire import VERSION, decode, encode, header
from tests.unit.store.conftest import DAY_MS, NOON
from tests.unit.store.devices import FAST, Device, Step, histories, live, skews


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Device, Device]]:
    devices = Device.begin(tmp_path, "a").at(NOON), Device.begin(tmp_path, "b").at(NOON)
    yield devices
    for device in devices:
        device.store.close()


def log_of(device: Device, shared: Path) -> Path:
    (path,) = (shared / "log").glob(f"{device.store.device}.*.jsonl")
    return path


@settings(max_examples=15)
@given(history=histories, skew=skews)
def test_devices_that_share_a_folder_come_to_know_the_same(history: list[Step], skew: tuple[int, ...]) -> None:
    with tempfile.TemporaryDirectory(dir=FAST) as name:
        folder = Path(name)
        shared = folder / "shared"
        shared.mkdir()
        devices = [Device.begin(folder, f"d{i}", skew[i]) for i in range(3)]
        live(devices, history, shared)
        every = frozenset[bytes]().union(*(device.rows for device in devices))
        for device in (*devices, *devices):
            device.sync(shared)
        ends = [device.knows for device in devices]
        assert ends[0] == ends[1] == ends[2]
        assert devices[0].rows == every
        files = {path: path.read_bytes() for path in (shared / "log").iterdir()} if every else {}
        for device in devices:
            assert device.sound()
            came, sent, problems = device.sync(shared)
            assert (came.rows, came.cards, sent, problems) == (0, 0, 0, [])
            device.store.close()
        assert files == ({path: path.read_bytes() for path in (shared / "log").iterdir()} if every else {})


def test_answers_go_there_and_back(pair: tuple[Device, Device], shared: Path) -> None:
    a, b = pair
    a.answer("d/n0")
    assert a.sync(shared)[1] == 1
    b.answer("d/n0")
    b.act("d/n1", ActionKind.MARK)
    came, sent, problems = b.sync(shared)
    assert (came.answers, sent, problems) == (1, 2, [])
    assert a.sync(shared)[0].rows == 2
    assert a.knows == b.knows


def test_a_file_holds_a_header_and_one_row_a_line(pair: tuple[Device, Device], shared: Path) -> None:
    a, _ = pair
    review = a.answer("d/n0")
    a.sync(shared)
    path = log_of(a, shared)
    first, line = path.read_bytes().splitlines(keepends=True)
    assert json.loads(first) == {"quiz": "log", "version": VERSION, "device": a.store.device}
    row = decode(line)
    assert encode(row) == line
    assert json.loads(line)["id"] == review.id
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_old_months_never_change(pair: tuple[Device, Device], shared: Path) -> None:
    a, b = pair
    a.answer("d/n0")
    a.sync(shared)
    first = log_of(a, shared)
    before = first.read_bytes()
    a.at(NOON + 40 * DAY_MS).answer("d/n0")
    a.sync(shared)
    assert first.read_bytes() == before
    assert len(list((shared / "log").iterdir())) == 2
    b.sync(shared)
    assert b.knows == a.knows


def test_rows_that_came_by_another_way_are_shared_too(
    pair: tuple[Device, Device], tmp_path: Path, shared: Path
) -> None:
    a, b = pair
    third = Device.begin(tmp_path, "c").at(NOON)
    third.answer("d/n2")
    a.merge(third)
    third.store.close()
    assert a.sync(shared)[1] == 1
    b.sync(shared)
    assert b.knows == a.knows


def test_a_dry_run_tells_the_same_and_changes_nothing(pair: tuple[Device, Device], shared: Path) -> None:
    a, b = pair
    a.answer("d/n0")
    a.sync(shared)
    b.answer("d/n1")
    before = b.knows
    came, sent, _ = b.sync(shared, dry=True)
    assert (came.answers, sent) == (1, 1)
    assert b.knows == before
    assert len(list((shared / "log").iterdir())) == 1
    again, sent_now, _ = b.sync(shared)
    assert (again.answers, sent_now) == (came.answers, sent)


# damage


def test_a_line_that_is_still_arriving_is_read_when_it_is_whole(pair: tuple[Device, Device], shared: Path) -> None:
    a, b = pair
    for _ in range(3):
        a.answer("d/n0")
    a.sync(shared)
    path = log_of(a, shared)
    whole = path.read_bytes()
    for end in (5, len(whole) // 2, len(whole) - 1, len(whole)):
        path.write_bytes(whole[:end])
        _, _, problems = b.sync(shared)
        assert problems == []
    assert b.rows == a.rows


def test_what_a_crash_cut_off_swallows_no_line(pair: tuple[Device, Device], shared: Path) -> None:
    a, b = pair
    a.answer("d/n0")
    a.sync(shared)
    with log_of(a, shared).open("ab") as file:
        file.write(b'{"row":"review","id"')
    a.answer("d/n1")
    a.sync(shared)
    came, _, problems = b.sync(shared)
    assert came.answers == 2
    assert len(problems) == 1
    assert b.knows == a.knows


@pytest.mark.parametrize("name", ["{} (conflicted copy).jsonl", "{}.sync-conflict-20260101-120000-ABCDEFG.jsonl"])
def test_copies_made_by_the_sharing_program_are_read(pair: tuple[Device, Device], shared: Path, name: str) -> None:
    a, b = pair
    a.answer("d/n0")
    a.sync(shared)
    path = log_of(a, shared)
    shutil.copy(path, path.with_name(name.format(path.stem)))
    a.answer("d/n1")
    a.sync(shared)
    # The copy has what the file has not: as when two machines have the same database.
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[2])
    assert b.sync(shared)[0].answers == 2
    assert b.knows == a.knows


@pytest.mark.parametrize("what", ["shrank", "gone", "replaced"])
def test_what_a_folder_lost_is_put_there_again(pair: tuple[Device, Device], shared: Path, what: str) -> None:
    a, b = pair
    a.answer("d/n0")
    a.answer("d/n1")
    a.sync(shared)
    b.answer("d/n2")
    b.sync(shared)
    a.sync(shared)
    path = log_of(a, shared)
    match what:
        case "shrank":
            path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
        case "gone":
            path.unlink()
        case _:
            path.write_bytes(header("f00d") + b" " * path.stat().st_size + b"\n")
    for device in (a, b, a):
        device.sync(shared)
    with tempfile.TemporaryDirectory() as name:
        fresh = Device.begin(Path(name), "fresh").at(NOON)
        fresh.sync(shared)
        assert fresh.rows == a.rows == b.rows
        fresh.store.close()


def test_a_folder_that_lost_all_logs_is_asked_about(pair: tuple[Device, Device], shared: Path) -> None:
    a, _ = pair
    a.answer("d/n0")
    a.sync(shared)
    shutil.rmtree(shared / "log")
    with pytest.raises(StoreError, match="there are none now"):
        a.sync(shared)
    assert a.sync(shared, again=True)[1] == 1


HOSTILE = (
    b"null",
    b"[]",
    b'{"row":"review"}',
    b"[" * 100_000,
    b"9" * 10_000,
    b"\xff\xfe\x00",
    b"\x00" * 64,
    b'{"row":"new kind"}',
)


def test_hostile_lines_are_left_out_and_the_others_read(pair: tuple[Device, Device], shared: Path) -> None:
    a, b = pair
    a.answer("d/n0")
    a.sync(shared)
    path = log_of(a, shared)
    row = json.loads(path.read_bytes().splitlines()[1])
    changed = [
        {"id": "../../etc/passwd"},
        {"id": row["id"].upper()},
        {"card": "a\x1b]0;x\x07/b"},
        {"card": "\ud800/x"},
        {"card": "x" * 5_000},
        {"card": 7},
        {"at": -1},
        {"at": 10**18},
        {"at": 1.5},
        {"at": True},
        {"day": 10**9},
        {"rating": 5},
        {"rating": "3"},
        {"kind": "RM"},
        {"verdict": None},
        {"device": "../x"},
        {"device": ""},
        {"typed": "x" * 300_000},
        {"after": None},
        {"after": {**row["after"], "stability": float("nan")}},
        {"after": {**row["after"], "stability": float("inf")}},
        {"after": {**row["after"], "stability": 0}},
        {"after": {**row["after"], "due_day": 10**12}},
        {"before": []},
    ]
    bad = [json.dumps({**row, "id": "0" * 8 + row["id"][8:], **change}).encode() for change in changed]
    good = json.dumps({**row, "id": "1" * 8 + row["id"][8:], "future": {"x": [1]}, "typed": "\ud800ok"}).encode()
    with path.open("ab") as file:
        file.write(b"\n".join((*HOSTILE, *bad, b"x" * 3_000_000, good)) + b"\n")
    came, _, problems = b.sync(shared)
    assert came.answers == 2
    assert came.refused == len(HOSTILE) - 1 + len(bad) + 1
    assert len(problems) == 1
    assert b.sound()


@settings(max_examples=60)
@given(
    line=st.binary(max_size=200)
    | st.text(max_size=100).map(lambda text: json.dumps({"row": "action", "id": text}).encode())
)
def test_no_line_is_more_than_refused(line: bytes) -> None:
    with suppress(ValueError):
        decode(line)


def test_files_that_are_no_logs_are_told_and_passed_over(
    pair: tuple[Device, Device], shared: Path, tmp_path: Path
) -> None:
    a, b = pair
    a.answer("d/n0")
    a.sync(shared)
    folder, secret = shared / "log", tmp_path / "secret"
    secret.write_bytes(log_of(a, shared).read_bytes())
    (folder / "text.jsonl").write_text("hello\n")
    (folder / "newer.jsonl").write_bytes(header("abc").replace(b'"version":1', b'"version":99'))
    (folder / "link.jsonl").symlink_to(secret)
    (folder / "folder.jsonl").mkdir()
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "notes.txt").write_text("not ours")
    (folder / ".hidden.jsonl").write_text("not ours")
    came, _, problems = b.sync(shared)
    assert came.answers == 1
    assert sorted(problem.split()[0] for problem in problems) == [
        f"log/{name}.jsonl" for name in ("folder", "link", "newer", "pipe", "text")
    ]


def test_a_linked_folder_of_logs_is_refused(pair: tuple[Device, Device], shared: Path, tmp_path: Path) -> None:
    a, _ = pair
    a.answer("d/n0")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (shared / "log").symlink_to(elsewhere)
    with pytest.raises(StoreError, match="is a link"):
        a.sync(shared)
    assert list(elsewhere.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_is_lost(
    pair: tuple[Device, Device], shared: Path
) -> None:
    a, b = pair
    a.answer("d/n0")
    (shared / "log").write_text("in the way")
    with pytest.raises(StoreError):
        a.sync(shared)
    (shared / "log").unlink()
    assert a.sync(shared)[1] == 1
    b.sync(shared)
    assert b.store.state(CardId("d/n0")) == a.store.state(CardId("d/n0"))
