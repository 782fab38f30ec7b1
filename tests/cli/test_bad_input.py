"""What cannot work ends in one sentence and an exit code, and leaves every file as it was."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quiz.cli.exits import ExitCode

Program = Callable[..., subprocess.CompletedProcess[bytes]]
Done = subprocess.CompletedProcess[bytes]
ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "seeds" / "000_ded26d1430754f81.txt"

pytestmark = pytest.mark.usefixtures("decks")


def tree(folder: Path) -> dict[str, str]:
    """Return every file below ``folder`` with the digest of its bytes; SQLite's own side files do not count."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def assert_sentence(done: Done, code: int, *words: str) -> None:
    """Check that a command failed as it should: a whole sentence on stderr, and no traceback anywhere."""
    told = done.stderr.decode()
    assert "Traceback" not in told
    assert b"Traceback" not in (done.stdout or b"")
    assert done.returncode == code, told
    first, *more = told.splitlines()
    assert re.fullmatch(r"quiz: .{10,}[.?]", first), told
    assert len(more) <= 1, told
    assert all(word in told for word in words), told


class TestArticles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        return folder

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.txt", b""),
            ("blank.txt", b" \n\t\n\n"),
            ("binary.txt", bytes(range(256)) * 64),
            ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
            ("half.txt", "Ankara".encode("utf-16")[:-1]),
        ],
    )
    def test_what_is_no_text(self, name: str, content: bytes, folder: Path, program: Program, home: Path) -> None:
        (folder / name).write_bytes(content)
        program("decks")
        before = tree(home)
        assert_sentence(program("generate", str(folder / name)), ExitCode.SOURCE, name)
        assert tree(home) == before
        assert tree(folder) == {name: hashlib.sha256(content).hexdigest()}

    def test_far_too_large(self, folder: Path, program: Program) -> None:
        with (folder / "huge.txt").open("wb") as file:
            for _ in range(50):
                file.write(b"All work and no play. " * 47_663)
        assert_sentence(program("generate", str(folder / "huge.txt")), ExitCode.SOURCE, "huge.txt")

    @pytest.mark.parametrize("name", ["nowhere.txt", "nowhere/article.txt", "\udcff\udcfe.txt", "x" * 300])
    def test_that_are_not_there(self, name: str, folder: Path, program: Program) -> None:
        assert_sentence(program("generate", str(folder / name)), ExitCode.SOURCE)

    def test_a_folder_without_any(self, folder: Path, program: Program) -> None:
        assert_sentence(program("generate", str(folder)), ExitCode.SOURCE, "articles")

    def test_what_is_no_text_on_standard_input(self, folder: Path, program: Program) -> None:
        (folder / "noise").write_bytes(b"\0\1\2" * 900)
        with (folder / "noise").open("rb") as noise:
            assert_sentence(program("generate", "-", stdin=noise), ExitCode.SOURCE, "standard input is not text")

    def test_an_empty_standard_input(self, program: Program) -> None:
        assert_sentence(program("generate", "-"), ExitCode.SOURCE)

    def test_a_text_without_a_single_fact(self, folder: Path, program: Program, home: Path) -> None:
        (folder / "hm.txt").write_text("Hm. Well. Oh no!\n")
        program("decks")
        before = tree(home)
        done = program("generate", str(folder / "hm.txt"), "--explain")
        assert_sentence(done, ExitCode.GENERATE, "hm.txt")
        assert tree(home) == before


class TestCommandLine:
    @pytest.mark.parametrize(
        "args",
        [
            ("nonsense",),
            ("--nonsense",),
            ("due", "--nonsense"),
            ("generate",),
            ("generate", "a.txt", "--max", "0"),
            ("generate", "a.txt", "--max", "-1"),
            ("generate", "a.txt", "--max", "1.5"),
            ("generate", "a.txt", "--max", "many"),
            ("generate", "a.txt", "--max", "9" * 5000),
            ("generate", str(ARTICLE), "-o", ""),
            ("generate", str(ARTICLE), "-o", "nowhere/"),
            ("generate", str(ARTICLE), "-o", str(ARTICLE.parent)),
            ("--home", "", "due"),
            ("--home", "", "path"),
            ("generate", "a.txt", "--as-of", "yesterday"),
            ("generate", "a.txt", "--as-of", "2025-02-30"),
            ("generate", str(ARTICLE), str(ARTICLE.parent.parent / "README.md"), "-o", "one.toml"),
            ("generate", str(ARTICLE), "--review", "--dry-run"),
            ("path", "nowhere"),
            ("due", "no such deck"),
            ("completion", "powershell"),
        ],
        ids=lambda args: " ".join(args)[:60],
    )
    def test_impossible_wishes(self, args: tuple[str, ...], program: Program) -> None:
        assert_sentence(program(*args), ExitCode.USAGE)

    def test_hostile_arguments_do_nothing_to_the_terminal(self, program: Program) -> None:
        for args in (("due", "x\x1b[2Jy"), ("x\x1b]0;z\x07y",), ("generate", "--max", "\x1b[31m", "a")):
            assert b"\x1b" not in program(*args).stderr

    @pytest.mark.parametrize("args", [(), ("run",), ("generate", str(ARTICLE), "--review")], ids=" ".join)
    def test_no_terminal(self, args: tuple[str, ...], program: Program) -> None:
        assert_sentence(program(*args), ExitCode.TERMINAL, "terminal")


class TestOutput:
    @pytest.mark.parametrize("args", [("due",), ("decks", "--json"), ("stats",), ("--help",), ("completion", "bash")])
    def test_a_full_disk_behind_a_redirection(self, args: tuple[str, ...], program: Program) -> None:
        with Path("/dev/full").open("wb") as full:
            assert_sentence(program(*args, stdout=full), ExitCode.TERMINAL, "No space left")

    def test_a_reader_that_went_away(self, program: Program) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = program("stats", stdout=writing)
        os.close(writing)
        assert (done.returncode, done.stderr) == (ExitCode.PIPE, b"")

    def test_letters_the_terminal_does_not_know(self, decks: Path, program: Program) -> None:
        (decks / "rivers.toml").write_text('title = "Flüsse"\n[[card]]\nprompt = "p"\nanswer = "a"\n')
        plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
        for args in (("decks",), ("decks", "--json"), ("stats",)):
            done = program(*args, env=plain)
            assert done.returncode == 0
            assert done.stdout.isascii()


class TestHome:
    def test_settings_that_are_wrong(self, home: Path, program: Program) -> None:
        (home / "config.toml").write_text("new_per_day = -1\n")
        before = tree(home)
        assert_sentence(program("due"), ExitCode.CONFIG, "config.toml", "new_per_day")
        assert tree(home) == before

    def test_the_file_of_wrong_settings_is_still_named(self, home: Path, program: Program) -> None:
        (home / "config.toml").write_text("new_per_day = -1\n")
        for place, name in (("config", "config.toml"), ("database", "quiz.db"), ("home", "")):
            assert program("path", place).stdout.decode().strip() == str(home / name)
        assert_sentence(program("path", "decks"), ExitCode.CONFIG, "config.toml")

    def test_a_database_from_a_newer_version(self, home: Path, program: Program) -> None:
        program("decks")
        with sqlite3.connect(home / "quiz.db") as db:
            db.execute("PRAGMA user_version = 999")
        db.close()
        before = tree(home)
        assert_sentence(program("due"), ExitCode.STORE, "quiz.db", "newer")
        assert tree(home) == before

    def test_a_database_that_is_none(self, home: Path, program: Program) -> None:
        (home / "quiz.db").write_text("Dear diary, " * 1000)
        before = tree(home)
        assert_sentence(program("due"), ExitCode.STORE, "quiz.db")
        assert tree(home) == before

    @pytest.mark.parametrize("place", [".", "below"])
    def test_a_file_where_the_folder_should_be(self, place: str, tmp_path: Path, program: Program) -> None:
        file = tmp_path / "file"
        file.write_text("I am a file.")
        assert_sentence(program("due", env={"QUIZ_HOME": str(file / place)}), ExitCode.CONFIG, str(file))
        assert file.read_text() == "I am a file."

    def test_a_broken_deck_hides_no_other(self, decks: Path, program: Program) -> None:
        (decks / "broken.toml").write_text('title = "Broken\n')
        before = tree(decks)
        assert program("due").stdout == b"2\n"
        assert_sentence(program("due", "broken"), ExitCode.DECK, "broken.toml")
        assert tree(decks) == before


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[Path]:
    """A folder with one deck that may be read and not written."""
    folder = tmp_path / "foreign"
    (folder / "decks").mkdir(parents=True)
    (folder / "decks" / "one.toml").write_text('id = "one"\n[[card]]\nid = "k"\nprompt = "p"\nanswer = "a"\n')
    for path in (folder, folder / "decks", folder / "decks" / "one.toml"):
        path.chmod(0o555)
    yield folder
    for path in (folder, folder / "decks"):
        path.chmod(0o755)


@pytest.mark.parametrize("args", [("due",), ("decks",), ("stats",), ("generate", str(ARTICLE)), ("check", "--fix")])
def test_a_folder_that_cannot_be_written(args: tuple[str, ...], foreign: Path) -> None:
    before = tree(foreign)
    quiz = [sys.executable, "-m", "quiz", "--home", str(foreign), *args]
    if os.geteuid() == 0:
        # The superuser may write anywhere, so that power is laid down first.
        laid_down = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
        if shutil.which("setpriv") is None or subprocess.run([*laid_down, "true"], check=False).returncode:
            pytest.skip("the superuser cannot be kept from writing here")
        quiz = [*laid_down, *quiz]
    done = subprocess.run(
        quiz, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=120
    )
    assert_sentence(done, ExitCode.STORE, str(foreign))
    assert tree(foreign) == before


FULL = """
set -e
mount -t tmpfs -o size=1m small "$1"
cp -r "$2" "$1/home"
head -c 2m /dev/zero > "$1/ballast" 2>/dev/null || true
cd "$1/home"
before=$(find . -type f ! -name 'quiz.db-*' -exec sha256sum {} + | sort)
shift 2
set +e
"$@"
code=$?
after=$(find . -type f ! -name 'quiz.db-*' -exec sha256sum {} + | sort)
[ "$before" = "$after" ] || { echo "CHANGED"; echo "$before"; echo "$after"; }
exit $code
"""


UNSHARE = ("unshare", "--map-root-user", "--mount")
"""Begins a process that may mount a small disk which nobody else sees."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A folder for a small disk."""
    mount = [*UNSHARE, "mount", "-t", "tmpfs", "small", str(tmp_path)]
    if shutil.which("unshare") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    folder = tmp_path / "disk"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("args", [("generate", str(ARTICLE)), ("check", "--fix")], ids=" ".join)
def test_a_full_disk(args: tuple[str, ...], small_disk: Path, decks: Path, home: Path, program: Program) -> None:
    (decks / "nameless.toml").write_text('[[card]]\nprompt = "p"\nanswer = "a"\n')
    assert program("due").returncode == 0
    quiz = [sys.executable, "-m", "quiz", "--home", str(small_disk / "home"), *args]
    done = subprocess.run(
        [*UNSHARE, "sh", "-c", FULL, "sh", str(small_disk), str(home), *quiz],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert b"CHANGED" not in done.stdout, done.stdout.decode()
    assert_sentence(done, ExitCode.STORE, "full")
