"""Tables become decks: files, index, and what is remembered between two imports."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection import Collection, system_clock
from quiz.collection.importing import Imported, ImportedDeck, Order
from quiz.config import read_settings
from quiz.errors import DeckError, SourceError
from quiz.formats.parse import read_deck
from quiz.model.ids import CardId
from quiz.paths import Paths, find_paths

WORDS = b"front,back,tags\nHaus,house,noun\nBaum,tree,\n"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"QUIZ_HOME": str(tmp_path / "home")})


@pytest.fixture
def collection(paths: Paths) -> Iterator[Collection]:
    paths.decks.mkdir(parents=True)
    (paths.decks / "mine.toml").write_text('title = "Mine"\n[[card]]\nprompt = "Haus"\nanswer = "mine"\n')
    with Collection.open(paths, read_settings(paths, {}), clock=system_clock) as opened:
        yield opened


def take(collection: Collection, raw: bytes, name: str = "words.csv", **order: object) -> ImportedDeck:
    (deck,) = imported(collection, raw, name, **order).decks
    return deck


def imported(collection: Collection, raw: bytes, name: str = "words.csv", **order: object) -> Imported:
    return collection.importing.take(raw, name, Order(**order))  # type: ignore[arg-type]


def test_a_table_becomes_a_deck_that_can_be_asked_at_once(collection: Collection, paths: Paths) -> None:
    done = take(collection, WORDS)
    assert (done.id, done.title, done.is_new, done.added) == ("words", "words", True, 2)
    assert done.path == paths.decks / "words.toml"
    assert stat.S_IMODE(done.path.stat().st_mode) == 0o600
    (row,) = [deck for deck in collection.decks() if deck.id == "words"]
    assert (row.cards, row.counts.new, row.problems) == (2, 2, ())
    cards = [collection.card(key.id) for key in read_cards(collection, "words")]
    assert [(card.prompt, card.answer, card.tags) for card in cards] == [
        ("Haus", "house", ("noun",)),
        ("Baum", "tree", ()),
    ]
    assert len(collection.browser.search("hau")) == 2


def read_cards(collection: Collection, deck: str) -> list:
    from quiz.model.deck import cards_of

    return list(cards_of(collection.read_deck(deck)))  # type: ignore[arg-type]


def test_what_is_indexed_is_what_would_be_read(collection: Collection, paths: Paths) -> None:
    take(collection, WORDS)
    stored = collection._store
    tables = ("card", "face", "card_text", "deck")
    before = [stored._db.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]  # noqa: S608 - ours
    path = str(paths.decks / "words.toml")
    collection._index(path, collection._store.stamps()[path])
    assert [stored._db.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables] == before  # noqa: S608


def test_the_same_table_again_adds_nothing(collection: Collection) -> None:
    path = take(collection, WORDS).path
    text = path.read_bytes()
    again = take(collection, WORDS)
    assert (again.is_new, again.added, again.updated, again.unchanged) == (False, 0, 0, 2)
    assert path.read_bytes() == text


def test_changes_follow_but_not_over_edits_and_deletions(collection: Collection) -> None:
    path = take(collection, WORDS + b"Tisch,table,\nTor,gate,\n").path
    text = path.read_text()
    text = text.replace('"tree"', '"my tree"  # mine')
    start = text.index("\n[[card]]", text.index('"table"') - 120)
    end = text.index("\n[[card]]", text.index('"table"'))
    path.write_text(text[:start] + text[end:])
    collection.refresh()
    again = take(collection, b"front,back,tags\nHaus,home,noun\nBaum,a tree,\nTisch,desk,\nTor,gate,\nWeg,way,\n")
    assert (again.added, again.updated, again.unchanged, again.edited, again.away) == (1, 1, 1, 1, 1)
    assert '"my tree"  # mine' in path.read_text()
    answers = {card.prompt: card.answer for card in read_cards(collection, "words")}
    assert answers == {"Haus": "home", "Baum": "my tree", "Tor": "gate", "Weg": "way"}
    assert [str(trashed.place) for trashed in collection.shelf.trash()] == ["words.toml"]
    assert "house" in collection.shelf.trash()[0].path.read_text()
    third = take(collection, b"Baum,tree\n")
    assert (third.added, third.updated, third.away) == (0, 0, 0)


def test_a_deck_written_by_hand_is_added_to_and_not_changed(collection: Collection, paths: Paths) -> None:
    done = take(collection, WORDS, deck="mine")
    # What asks the same is the same card, whatever it is called.
    assert (done.is_new, done.added, done.edited, done.path) == (False, 1, 1, paths.decks / "mine.toml")
    text = (paths.decks / "mine.toml").read_text()
    assert 'prompt = "Haus"\nanswer = "mine"\n' in text
    assert "Mine" in text


def test_an_order_names_the_deck_and_a_column_names_several(collection: Collection) -> None:
    assert take(collection, WORDS, deck="Deutsch: A1").id == "deutsch-a1"
    table = b"deck,front,back\nOne,a,b\nTwo,c,d\nOne,e,f\n"
    assert [(deck.title, deck.added) for deck in imported(collection, table).decks] == [("One", 2), ("Two", 1)]
    assert take(collection, table, deck="Both").added == 3


def test_a_dry_run_changes_nothing(collection: Collection, paths: Paths) -> None:
    assert take(collection, WORDS, dry=True).added == 2
    assert [path.name for path in paths.decks.iterdir()] == ["mine.toml"]
    assert not (paths.home / ".imports").exists()
    take(collection, WORDS)
    before = (paths.decks / "words.toml").read_bytes()
    assert take(collection, b"Haus,home\n", dry=True).updated == 1
    assert (paths.decks / "words.toml").read_bytes() == before


def test_nothing_is_written_over(collection: Collection, paths: Paths) -> None:
    broken = paths.decks / "words.toml"
    broken.write_text("title = ")
    collection.refresh()
    with pytest.raises(DeckError):
        take(collection, WORDS)
    assert broken.read_text() == "title = "


def test_what_is_no_table_of_cards_is_told(collection: Collection) -> None:
    for raw in (b"", b"one column\nalone\n"):
        with pytest.raises(SourceError, match="no two columns"):
            imported(collection, raw)
    with pytest.raises(SourceError, match="no two columns"):
        imported(collection, b"\n\n")


def test_tags_for_all_cards_of_a_table(collection: Collection) -> None:
    take(collection, b"#tags:a b\n#separator:comma\n#tags column:3\nHaus,house,b c\n")
    take(collection, b"#tags:a\n#separator:comma\nA {{c1::hole}}.,\n", deck="words")
    assert [card.tags for card in read_cards(collection, "words")] == [("b", "c", "a"), ("a",)]


def test_a_column_that_makes_a_deck_of_each_row_is_told(collection: Collection) -> None:
    rows = "".join(f"q{number},a,{number}\n" for number in range(600))
    with pytest.raises(SourceError, match="names 600 decks"):
        imported(collection, f"question,answer,deck\n{rows}".encode())
    with pytest.raises(SourceError, match="is a deck file"):
        imported(collection, b"format = 1\n", "words.toml")


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "/", "\x1b[2J.csv", "a" * 300, ".hidden", "CON", "日本.csv"])
def test_the_name_of_a_file_never_leads_out_of_the_decks_folder(
    collection: Collection, paths: Paths, name: str
) -> None:
    done = take(collection, WORDS, name)
    assert done.path.parent == paths.decks
    assert not done.path.name.startswith(".")
    assert done.title.isprintable()
    assert read_deck(done.path).problems == ()


def test_the_title_in_a_table_is_no_path(collection: Collection, paths: Paths) -> None:
    done = take(collection, b"#deck:../../x/../..\n#separator:comma\na,b\n")
    assert done.path.parent == paths.decks


def test_a_deck_goes_out_as_a_table_and_comes_in_again(collection: Collection) -> None:
    take(collection, WORDS)
    (deck,) = collection.find_decks(["words"])
    table = collection.importing.table_of(deck)
    assert table.startswith("id,kind,question,answer,")
    again = take(collection, table.encode(), "words.csv")
    assert (again.added, again.updated, again.unchanged) == (0, 0, 2)
    copy = take(collection, table.encode(), "copy.csv")
    assert [card.note for card in read_cards(collection, copy.id)] == [
        card.note for card in read_cards(collection, "words")
    ]


def test_a_history_hangs_on_the_question(collection: Collection) -> None:
    take(collection, WORDS)
    session = collection.start(collection.find_decks(["words"]))
    assert session.current is not None
    card = CardId(session.current.card)
    assert card.startswith("words/")
    take(collection, b"front,back\nBaum,tree\nHaus,home\n")
    assert collection.card(card).prompt in ("Haus", "Baum")
