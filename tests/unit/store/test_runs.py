"""What is remembered of texts: for good, for a run, or not at all; a file that is damaged is begun anew."""

import sqlite3
from pathlib import Path

import pytest

from quiz.errors import StoreError
from quiz.model.ids import DeckId
from quiz.store.runs import MadeDeck, Outcome, OutcomeKind, RunTables

BANDS = (1, -2, 3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "made.db"


def deck(path: str = "/decks/a.toml", sha256: str = "abc", maker: str = "rules") -> MadeDeck:
    return MadeDeck(
        path=Path(path), id=DeckId("a"), title="A", cards=3, sha256=sha256, maker=maker, place="/articles/a.txt"
    )


def test_sketches_and_outcomes_last(path: Path) -> None:
    with RunTables.open(path, lasting=True) as tables:
        tables.keep_sketch("abc", b"numbers", BANDS)
        tables.keep_outcome("def", "rules", Outcome(kind=OutcomeKind.NOTHING))
    assert path.stat().st_mode & 0o777 == 0o600
    with RunTables.open(path, lasting=True) as tables:
        assert tables.has_sketch("abc")
        assert tables.near(BANDS) == []  # nothing is nearly the same as a text without a deck
        tables.add_made([deck()])
        assert tables.near((7, 3)) == [("abc", b"numbers")]
        assert tables.outcome("def", "rules") == Outcome(kind=OutcomeKind.NOTHING)
        assert tables.outcome("def", "other rules") is None


def test_the_words_of_outcomes_stay_as_files_have_them(path: Path) -> None:
    kept = {"nothing": OutcomeKind.NOTHING, "alike": OutcomeKind.ALIKE, "shared": OutcomeKind.SHARED}
    assert set(kept.values()) == {*OutcomeKind}
    with RunTables.open(path, lasting=True) as tables:
        for word, kind in kept.items():
            tables.keep_outcome(word, "rules", Outcome(kind=kind, detail="more"))
    connection = sqlite3.connect(path)
    assert dict(connection.execute("SELECT sha256, kind FROM outcome")) == {w: w for w in kept}
    connection.execute("UPDATE outcome SET kind = 'of tomorrow' WHERE kind = 'nothing'")
    connection.commit()
    connection.close()
    with RunTables.open(path, lasting=True) as tables:
        assert tables.outcome("alike", "rules") == Outcome(kind=OutcomeKind.ALIKE, detail="more")
        assert tables.outcome("nothing", "rules") is None


def test_what_does_not_last_leaves_no_trace(path: Path) -> None:
    with RunTables.open(path, lasting=False) as tables:
        tables.keep_sketch("abc", b"numbers", BANDS)
        assert tables.has_sketch("abc")
    assert not path.exists()
    with RunTables.open(path, lasting=True) as tables:
        tables.keep_sketch("abc", b"numbers", BANDS)
    with RunTables.open(path, lasting=False) as tables:
        assert tables.has_sketch("abc")
        tables.keep_sketch("def", b"others", BANDS)
    with RunTables.open(path, lasting=True) as tables:
        assert not tables.has_sketch("def")


def test_decks_are_found_by_text_and_by_place(path: Path) -> None:
    with RunTables.open(path, lasting=True) as tables:
        tables.add_made([deck(), deck("/decks/\udcff.toml", maker="others")])
        assert tables.made_of("abc") == deck()
        assert tables.made_of("abc", "others") == deck("/decks/\udcff.toml", maker="others")
        assert tables.made_of("def") is None
        assert (tables.is_made_from("/articles/a.txt"), tables.is_made_from("/articles/b.txt")) == (True, False)
        tables.add_made([deck(sha256="def"), deck("/decks/\udcff.toml", sha256="def")])
        assert tables.made_of("abc") is None


def test_a_file_holds_the_text_of_one_article_of_a_run(path: Path) -> None:
    with RunTables.open(path, lasting=True) as tables:
        tables.take(Path("/decks/a.toml"), "abc")
        taken = [tables.is_taken(Path(name), "abc") for name in ("/decks/a.toml", "/decks/b.toml")]
        assert taken == [False, False]
        assert tables.is_taken(Path("/decks/a.toml"), "def")
        assert tables.see("abc", "first") == "first"
        assert tables.see("abc", "second") == "first"


@pytest.mark.parametrize("damage", ["text", "version", "pages"])
def test_a_file_that_is_of_no_use_is_begun_anew(path: Path, damage: str) -> None:
    with RunTables.open(path, lasting=True) as tables:
        for number in range(200):
            tables.keep_sketch(str(number), bytes(256), (number, *BANDS))
    if damage == "text":
        path.write_bytes(b"no database" * 1000)
    elif damage == "pages":
        data = bytearray(path.read_bytes())
        data[5000:20000] = b"\xff" * 15000
        path.write_bytes(data)
    else:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99")
        connection.close()
    for lasting in (False, True):
        with RunTables.open(path, lasting=lasting) as tables:
            assert not tables.has_sketch("1")
            tables.keep_sketch("1", b"", ())


def test_where_no_file_can_be_it_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        RunTables.open(tmp_path / "file" / "made.db", lasting=True)


def test_files_that_were_put_off_come_once_and_in_order(path: Path) -> None:
    with RunTables.open(path, lasting=True) as tables:
        for name in ("b.toml", "a\udcff.toml"):
            tables.put_off(Path(name))
        found: list[Path] = []
        for deck_file in tables.put_off_until_now():
            found.append(deck_file)
            tables.ask([(1, deck_file, "n0", "who was it", "")])  # as they come
        assert found == [Path("b.toml"), Path("a\udcff.toml")]
        assert list(tables.put_off_until_now()) == []
        assert [place for place, *_ in tables.asked(1)] == found
