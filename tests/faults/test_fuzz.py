"""Whatever stands in files, is typed, searched for or given as arguments: a result or a sentence, and no file changed.

``QUIZ_FUZZ=20`` tries twenty times as much.
"""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.checks import check_file
from quiz.cli.exits import MEANINGS, ExitCode
from quiz.cli.main import cli
from quiz.collection import Collection
from quiz.config import Settings, read_settings
from quiz.config.table import SETTINGS
from quiz.errors import QuizError
from quiz.formats.toml_deck import give_ids, parse_deck, read_deck, write_deck
from quiz.grading.anew import graded_anew
from quiz.grading.grader import grade, grade_choice, grade_items, split_items
from quiz.model.answer import Verdict
from quiz.model.deck import Card, cards_of
from quiz.model.memory import Instant, Rating
from quiz.paths import find_paths
from quiz.stats.pages import all_charts
from quiz.stats.scope import Scope
from tests.hostile import PAYLOADS, hostile_deck
from tests.unit.store.conftest import NOON, make_deck

TIMES = int(os.environ.get("QUIZ_FUZZ", "1"))
ROOT = Path(__file__).parents[2]
DECKS = sorted((ROOT / "decks").glob("*.toml"))
SMALL = """\
format = 1
id = "d"
title = "A deck"
[source]
title = "An article"
published = 2025-01-31
[[card]]
id = "a"
prompt = "Which river?"
answer = "Danube"
accept = ["the Danube"]
distractors = ["Rhine", "Elbe"]
as_of = 2025-01-01
tags = ["rivers::europe"]
[[card]]
prompt = "The {{c1::Rhine::river}} ends in the {{c2::North Sea}}."
[[card]]
prompt = "Which three?"
answers = ["Oslo", ["Bergen", "Bjørgvin"], "Moss"]
ordered = true
"""
PIECES = [
    "[[card]]",
    "[source]",
    "[written]",
    "=",
    '"',
    '"""',
    "[",
    "]",
    "{",
    "}}",
    "{{c1::",
    "::",
    "\n",
    "#",
    "\0",
    "\\u0000",
]
PIECES += [
    "prompt = 1",
    "answers = [[[]]]",
    "id = ''",
    "format = 2",
    "1e999",
    "nan",
    "-",
    "9" * 400,
    "\udce9",
    "\u202e",
    "[" * 500,
]
WORDS = st.one_of(st.sampled_from(PIECES), st.text(max_size=20))


ENDS = (".", "?", ".)")
"""Of sentences."""


def assert_sentence(error: QuizError) -> None:
    assert error.message.endswith(ENDS), error.message


def few(number: int) -> settings:
    return settings(
        max_examples=number * TIMES,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@st.composite
def mutated(draw: st.DrawFn, text: str) -> str:
    """Return a text of which pieces were cut, doubled, and put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 40)))
        text = text[:at] + draw(st.one_of(WORDS, st.just(text[at:end] * 2))) + text[end:]
    return text


@cache
def some_of_a_real_deck() -> str:
    text = DECKS[0].read_text(encoding="utf-8")
    return text[: text.rindex("[[card]]", 0, 5_000)]


def as_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@few(150)
@given(
    st.one_of(
        st.binary(max_size=300),
        mutated(SMALL).map(as_bytes),
        st.deferred(lambda: mutated(some_of_a_real_deck())).map(as_bytes),
    )
)
def test_deck_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "d.toml"
    path.write_bytes(content)
    list(check_file(path))
    assert path.read_bytes() == content
    try:
        file = read_deck(path)
        give_ids(path)
    except QuizError as error:
        assert_sentence(error)
        assert path.read_bytes() == content
    else:
        again = read_deck(path)
        assert len(again.deck.notes) == len(file.deck.notes)
        assert all(note.id for note in again.deck.notes)
        write_deck(again.deck, path)
        assert read_deck(path).deck.notes == again.deck.notes
    assert list(tmp_path.iterdir()) == [path]


EVERY_SETTING = "\n".join(f"{setting.name} = 1" for setting in SETTINGS)


@few(150)
@given(
    st.one_of(
        st.binary(max_size=200),
        mutated(EVERY_SETTING + '\n[deck."d"]\nnew_per_day = 3\n[keys]\n"study.good" = "g"\n').map(as_bytes),
    )
)
def test_settings(tmp_path: Path, content: bytes) -> None:
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.config.write_bytes(content)
    try:
        read_settings(paths, {})
    except QuizError as error:
        assert_sentence(error)
    assert paths.config.read_bytes() == content


def all_cards() -> list[Card]:
    decks = [hostile_deck(text) for text in PAYLOADS.values()]
    decks += [parse_deck(SMALL, name="d.toml", stem="d").deck]
    decks += [parse_deck(some_of_a_real_deck(), name="r.toml", stem="r").deck]
    return [card for deck in decks for card in cards_of(deck)]


CARDS = all_cards()


@few(300)
@given(st.sampled_from(CARDS), st.text(max_size=200), st.data())
def test_typed_answers(card: Card, text: str, data: st.DataObject) -> None:
    typed = data.draw(st.sampled_from([text, card.answer[:500] + text, text + card.answer[:500], card.answer[1:500]]))
    graded = grade(card, typed)
    assert graded.verdict in Verdict
    graded_anew(card, graded, chosen=False)
    grade_choice(card, typed)
    items = grade_items(card, split_items(card, typed)[:20])
    assert items.verdict in Verdict


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    paths = find_paths({"QUIZ_HOME": str(tmp_path_factory.mktemp("home"))})
    paths.decks.mkdir(parents=True)
    (paths.decks / "small.toml").write_text(SMALL, encoding="utf-8")
    write_deck(make_deck("other"), paths.decks / "other.toml")
    with Collection.open(paths, Settings(), clock=lambda: Instant(NOON), zone=UTC) as opened:
        yield opened


TERMS = [
    "deck:",
    "tag:",
    "is:due",
    "is:new",
    "prop:ivl>",
    "rated:",
    "added:",
    "-",
    "or",
    "(",
    ")",
    '"',
    "*",
    "_",
    "\\",
    "re:",
    "%",
    "'",
]


@few(200)
@given(
    st.lists(st.one_of(st.sampled_from(TERMS), st.text(max_size=8), st.integers().map(str)), max_size=12), st.booleans()
)
def test_searches(collection: Collection, words: list[str], spaced: bool) -> None:
    try:
        found = collection.browser.search((" " if spaced else "").join(words))
    except QuizError as error:
        assert_sentence(error)
    else:
        collection.browser.rows(found.keys)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a shared folder into which a device has brought answers and decks."""
    home, folder = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("shared")
    with at_home(home) as collection:
        session = collection.start()
        for rating in (Rating.GOOD, Rating.AGAIN, Rating.EASY):
            session.rate(rating, verdict=Verdict.CLOSE, typed="tÿped", duration_ms=1)
        session.mark()
        session.suspend()
        session.undo()
        collection.exchange.sync(folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def at_home(home: Path) -> Collection:
    paths = find_paths({"QUIZ_HOME": str(home)})
    paths.decks.mkdir(exist_ok=True)
    (paths.decks / "small.toml").write_text(SMALL, encoding="utf-8")
    return Collection.open(paths, Settings(), clock=lambda: Instant(NOON), zone=UTC)


PARTS = st.one_of(
    st.binary(max_size=30),
    st.sampled_from(
        [b"\n", b"{", b"null", b"1e999", b"-1", b'"', b"\xff", b"[" * 2_000, b"../../x", b"9" * 30, b'"card":"a/b"']
    ),
)


@few(40)
@given(data=st.data())
def test_shared_folders(
    shared: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    top = tmp_path_factory.mktemp("top")
    folder, home = top / "shared", top / "home"
    home.mkdir()
    written: dict[Path, bytes] = {}
    for name, content in shared.items():
        for _ in range(data.draw(st.integers(0, 3))):
            at = data.draw(st.integers(0, len(content)))
            content = content[:at] + data.draw(PARTS) + content[at + data.draw(st.integers(0, 20)) :]  # noqa: PLW2901
        written[folder / name] = content
    for path, content in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    logs = {path: content for path, content in written.items() if path.suffix == ".jsonl"}
    assert logs
    with at_home(home) as collection:
        try:
            for _ in range(2):
                collection.exchange.sync(folder)
        except QuizError as error:
            assert_sentence(error)
        assert collection._store.integrity(collection._fold) == []
        collection.decks()
        all_charts(collection.progress(Scope()))
    assert {path: path.read_bytes() for path in logs} == logs, "another device's file is only read"
    assert {path.name for path in top.iterdir()} == {"shared", "home"}


COMMANDS = [
    "due",
    "stats",
    "check",
    "cards",
    "deck",
    "decks",
    "config",
    "path",
    "run",
    "generate",
    "backup",
    "restore",
    "merge",
    "sync",
    "optimize",
    "simulate",
]
COMMANDS += ["list", "show", "get", "set", "trash", "new", "rename", "move", "find"]
OPTIONS = [
    "--json",
    "--help",
    "--plain",
    "--deck",
    "--limit",
    "--home",
    "--version",
    "--days",
    "--tag",
    "--ahead",
    "--cram",
    "-o",
    "--dry-run",
    "-x",
    "--",
]
ARGUMENTS = st.lists(st.one_of(st.sampled_from(COMMANDS), st.sampled_from(OPTIONS), st.text(max_size=10)), max_size=5)


def tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.toml"))
        if path.is_file()
    }


@few(60)
@given(first=st.sampled_from(COMMANDS[:16]), more=ARGUMENTS)
def test_arguments(tmp_path_factory: pytest.TempPathFactory, first: str, more: list[str]) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "decks").mkdir()
    (home / "decks" / "d.toml").write_text(SMALL, encoding="utf-8")
    here = Path.cwd()
    os.chdir(home)
    try:
        arguments = [word.replace("\0", "") for word in (first, *more)]
        done = CliRunner().invoke(
            cli, arguments, prog_name="quiz", env={"QUIZ_HOME": str(home), "HOME": str(home), "COLUMNS": "80"}, input=""
        )
    finally:
        os.chdir(here)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr((arguments, done.exception))
    assert "Traceback" not in done.output
    assert done.exit_code in MEANINGS, (arguments, done.output)
    errors = [line for line in done.stderr.splitlines() if line.startswith("quiz: ")]
    if done.exit_code in {ExitCode.OK, ExitCode.NO}:
        assert not errors, (arguments, done.output)
    elif not errors:
        # A group that does nothing by itself tells how it is called when it is given no command.
        assert (done.exit_code, done.stdout, first) == (ExitCode.USAGE, "", "deck"), (arguments, done.output)
        assert done.stderr.startswith("Usage: quiz deck [OPTIONS] COMMAND "), (arguments, done.output)
    else:
        assert len(errors) == 1, (arguments, done.output)
        assert errors[0].endswith(ENDS), (arguments, done.output)
