"""A database that cannot be written says so soon, in a sentence, whatever was asked of it."""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from quiz.cli.main import cli
from quiz.errors import LockedError
from quiz.store import database
from tests.cli.conftest import HAND_MADE, ROOT, bare_environment

Quiz = Callable[..., Result]
ARTICLE = "Lima is the capital of Peru. The city was founded by Francisco Pizarro in 1535.\n"
MORE = 'title = "More"\n[[card]]\nprompt = "p"\nanswer = "a"\n'

CALLS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("run",): ("run", "--plain"),
    ("generate",): ("generate", "article.txt"),
    ("import",): ("import", "table.csv"),
    ("export",): ("export", "capitals"),
    ("decks",): ("decks",),
    ("deck", "delete"): ("deck", "delete", "capitals"),
    ("deck", "move"): ("deck", "move", "capitals", "far/"),
    ("deck", "new"): ("deck", "new", "Other"),
    ("deck", "rename"): ("deck", "rename", "capitals", "Cities"),
    ("deck", "restore"): ("deck", "restore", "rivers"),
    ("deck", "trash"): ("deck", "trash"),
    ("cards",): ("cards",),
    ("due",): ("due",),
    ("stats",): ("stats",),
    ("simulate",): ("simulate", "--days", "10"),
    ("backup",): ("backup",),
    ("optimize",): ("optimize",),
    ("reschedule",): ("reschedule", "--yes"),
    ("restore",): ("restore", "BACKUP"),
    ("check",): ("check", "--fix"),
    ("sync",): ("sync", "shared"),
    ("merge",): ("merge", "other.db"),
    ("log",): ("log",),
    ("config", "get"): ("config", "get", "rollover"),
    ("config", "set"): ("config", "set", "parameters", " ".join(["0.5"] * 21)),
    ("config", "unset"): ("config", "unset", "rollover"),
    ("sources", "remove"): ("sources", "remove", "https://example.org/nothing"),
    ("path",): ("path",),
    ("completion",): ("completion", "bash"),
}
"""A call of every command, one that writes if the command can."""
FREE = {("path",), ("completion",)}
"""Commands that have nothing to do with the database."""
FINE = {0, 1, 2}
"""Exit codes of a command that went its usual way; 2 tells that there are too few answers for the optimiser."""


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the commands that there are, so that none can be forgotten."""
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        found = command.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


EVERY = sorted(commands(cli))


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a home that has a bit of everything, and what else commands are given."""
    top = tmp_path_factory.mktemp("studied")
    (top / "home" / "decks").mkdir(parents=True)
    (top / "home" / "decks" / "capitals.toml").write_text(HAND_MADE)
    (top / "home" / "decks" / "rivers.toml").write_text(HAND_MADE.replace("Capitals", "Rivers"))
    (top / "article.txt").write_text(ARTICLE)
    (top / "table.csv").write_text("question,answer\nWhich is the capital of Fiji?,Suva\n")
    (top / "shared").mkdir()
    for home in ("home", "other"):
        env = {**bare_environment(top / home), "QUIZ_HOME": str(top / home)}
        for args in (("run", "--plain"), ("backup",)):
            CliRunner().invoke(cli, args, env=env, input="Lima\n3\n")
    CliRunner().invoke(cli, ("deck", "delete", "rivers"), env=bare_environment(top / "home"))
    (top / "other" / "quiz.db").rename(top / "other.db")
    return top


@pytest.fixture
def top(studied: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(studied, tmp_path / "top")
    monkeypatch.chdir(tmp_path / "top")
    monkeypatch.setattr(database, "LOCK_WAIT", 0.02)
    return tmp_path / "top"


@contextmanager
def held(top: Path, how: str) -> Iterator[None]:
    with closing(sqlite3.connect(top / "home" / "quiz.db", isolation_level=None)) as other:
        if how == "exclusively":
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE meta SET value = value")
        yield


def named(top: Path, command: tuple[str, ...]) -> list[str]:
    """Return the arguments of a command, with the name of a backup that is there."""
    (backup,) = (top / "home" / "backups").glob("*-hand")
    return [backup.name if each == "BACKUP" else each for each in CALLS[command]]


def call(top: Path, command: tuple[str, ...]) -> Result:
    return CliRunner().invoke(
        cli, named(top, command), prog_name="quiz", env=bare_environment(top / "home"), input="Lima\n3\n"
    )


def test_no_command_is_forgotten() -> None:
    assert set(EVERY) == set(CALLS)


@pytest.mark.parametrize("how", ["for writing", "while there is news", "exclusively"])
@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_a_locked_database_is_told_once(
    top: Path, command: tuple[str, ...], how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[LockedError] = []
    begin = LockedError.__init__

    def counted(self: LockedError, *args: str, **more: str) -> None:
        waits.append(self)
        begin(self, *args, **more)

    monkeypatch.setattr(LockedError, "__init__", counted)
    with held(top, how):
        if how != "for writing":
            (top / "home" / "decks" / "more.toml").write_text(MORE)
            (top / "home" / "config.toml").write_text(f"parameters = [{', '.join(['0.5'] * 21)}]\n")
        result = call(top, command)
    assert isinstance(result.exception, SystemExit | None), result.exception
    if result.exit_code == 5:
        assert "is locked by another program" in result.stderr
        assert "Close the other quiz, or wait" in result.stderr
    else:
        assert result.exit_code in FINE, result.stderr
        assert how == "for writing" or command in FREE
    assert len(waits) <= 1, "a command waits for another program once, and for less than two seconds"
    again = call(top, command)
    assert again.exit_code in FINE, again.stderr


@pytest.fixture(scope="module")
def without_rights(studied: Path) -> dict[str, tuple[int, str]]:
    """Return what every command says of a database that may not be written, as a user that may be told so."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        top = Path(name) / "top"
        shutil.copytree(studied, top)
        script = """
            import json, os, sys
            from pathlib import Path
            from click.testing import CliRunner
            from quiz.cli.main import cli
            top, calls = Path(sys.argv[1]), json.loads(sys.argv[2])
            def call_all():
                said = {}
                for name, args in calls.items():
                    result = CliRunner().invoke(cli, args, prog_name="quiz", input="Lima\\n3\\n")
                    assert isinstance(result.exception, SystemExit | None), result.exception
                    said[name] = (result.exit_code, result.stderr)
                return said
            os.chdir(top)
            call_all()  # what is loaded now need not be read without rights
            for folder, _, files in os.walk(top):
                for each in (folder, *(os.path.join(folder, file) for file in files)):
                    os.chown(each, 65534, 65534)
            if os.geteuid() == 0:
                os.setuid(65534)
            os.chmod(top / "home" / "quiz.db", 0o444)
            print(json.dumps(call_all()))
        """
        calls = json.dumps({" ".join(command): named(top, command) for command in EVERY})
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(script), str(top), calls],
            env=bare_environment(top / "home"),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return json.loads(done.stdout)


@pytest.mark.parametrize("command", EVERY, ids=" ".join)
def test_a_read_only_database_is_told(without_rights: dict[str, tuple[int, str]], command: tuple[str, ...]) -> None:
    code, said = without_rights[" ".join(command)]
    if command in FREE:
        assert code == 0
    else:
        assert code == 5
        assert "quiz.db is read-only." in said
        assert "Change the permissions" in said


def test_what_only_reads_is_held_up_by_nobody(quiz: Quiz, home: Path, decks: Path) -> None:
    quiz("decks")
    with closing(sqlite3.connect(home / "quiz.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for args in (("decks",), ("due",), ("stats",), ("cards",), ("check",), ("backup",), ("backup", "--list")):
            assert quiz(*args).exit_code in {0, 1}, args
