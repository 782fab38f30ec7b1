"""The care of deck files: nothing is lost, nothing leaves its folder, and every step has a way back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.deck_places import place_in
from quiz.errors import DeckError, QuizError, UsageError
from quiz.formats.toml_deck import read_deck
from quiz.model.answer import Verdict
from quiz.model.deck import Basic, Cloze
from quiz.model.memory import Instant, Rating
from quiz.paths import Paths, find_paths
from tests.clock import Clock

CAPITALS = """\
# my capitals
title = "Capitals"

[[card]]
prompt = "What is the capital of Peru?"
answer = "Lima"
"""
BROKEN = 'title = "Broken\n'


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths({"QUIZ_HOME": str(tmp_path / "home")})
    paths.decks.mkdir(parents=True)
    (paths.decks / "capitals.toml").write_text(CAPITALS, encoding="utf-8")
    return paths


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(paths: Paths, clock: Clock) -> Iterator[Collection]:
    with Collection.open(paths, Settings(), clock=clock) as collection:
        yield collection


@pytest.fixture
def studied(collection: Collection) -> Collection:
    session = collection.start()
    session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="Lima", duration_ms=1)
    assert collection.counts().total == 0
    return collection


def files(paths: Paths) -> set[str]:
    return {str(path.relative_to(paths.home)) for path in paths.home.rglob("*.toml")}


def test_a_new_deck_is_empty_without_a_complaint_and_takes_cards(collection: Collection, paths: Paths) -> None:
    shelf = collection.shelf
    step = shelf.create("  Rivers: of\nEurope ")
    assert step.path == paths.decks / "rivers-of-europe.toml"
    (deck,) = [deck for deck in collection.decks() if deck.path == step.path]
    assert (deck.title, deck.id, deck.cards, deck.problems) == ("Rivers: of Europe", "rivers-of-europe", 0, ())
    shelf.add(step.path, Basic(prompt="Which river flows through Vienna?", answer="Danube"))
    added = shelf.add(step.path, Cloze(prompt="The {{c1::Rhine}} ends in the {{c2::North Sea}}."))
    assert [deck.cards for deck in collection.decks() if deck.path == step.path] == [3]
    added.back()
    assert [deck.cards for deck in collection.decks() if deck.path == step.path] == [1]
    with pytest.raises(DeckError, match="asks that already"):
        shelf.add(step.path, Basic(prompt="which river  flows through Vienna?", answer="Donau"))


def test_taking_a_new_deck_back_puts_it_in_the_trash(collection: Collection, paths: Paths) -> None:
    collection.shelf.create("Rivers").back()
    assert files(paths) == {"decks/capitals.toml", "trash/20250915T120000Z/rivers.toml"}
    again = collection.shelf.create("Rivers")
    assert again.path == paths.decks / "rivers.2.toml", "its id is not that of the one in the trash"


@pytest.mark.parametrize("title", ["", " \n", "CAPITALS", "x" * 201])
def test_titles_that_cannot_be_are_refused(collection: Collection, paths: Paths, title: str) -> None:
    with pytest.raises(UsageError):
        collection.shelf.create(title)
    assert files(paths) == {"decks/capitals.toml"}


@pytest.mark.parametrize("title", ["../../etc/passwd", "/etc/x", "..", "日本", "a\x00b", "\u202etxt.exe", "~", "-rf"])
def test_a_title_is_never_a_path(collection: Collection, paths: Paths, title: str) -> None:
    step = collection.shelf.create(title)
    assert step.path is not None
    assert step.path.parent == paths.decks
    assert step.path.name.isascii()
    assert not step.path.name.startswith(("-", "."))


def test_another_title_keeps_file_id_comment_and_history(studied: Collection, paths: Paths) -> None:
    path = paths.decks / "capitals.toml"
    step = studied.shelf.rename(path, 'Capital "cities"')
    assert "\n# my capitals\n" in path.read_text(encoding="utf-8")
    (deck,) = studied.decks()
    assert (deck.title, deck.id, deck.counts.total) == ('Capital "cities"', "capitals", 0)
    step.back()
    assert studied.decks()[0].title == "Capitals"
    studied.shelf.rename(path, "CAPITALS")
    assert studied.decks()[0].title == "CAPITALS", "other letters of its own title are no other deck's"


@pytest.mark.parametrize("head", ["", "\ufeff", "format = 1\r\n"])
def test_a_file_without_a_title_gets_one(collection: Collection, paths: Paths, head: str) -> None:
    path = paths.decks / "plain.toml"
    end = "\r\n" if "\r" in head else "\n"
    path.write_text(f'{head}[[card]]{end}prompt = "P"{end}answer = "A"{end}', encoding="utf-8", newline="")
    collection.refresh()
    collection.shelf.rename(path, "Plain things")
    assert read_deck(path).deck.title == "Plain things"
    assert read_deck(path).deck.notes[0].prompt == "P"


@pytest.mark.parametrize(
    ("to", "place"),
    [
        ("cities", "cities.toml"),
        ("cities.toml", "cities.toml"),
        ("geo/", "geo/capitals.toml"),
        ("geo/cities", "geo/cities.toml"),
        (" ./geo//cities ", "geo/cities.toml"),
        ("Hauptstädte der Erde", "Hauptstädte der Erde.toml"),
    ],
)
def test_a_move_keeps_the_history_and_goes_back(studied: Collection, paths: Paths, to: str, place: str) -> None:
    path = paths.decks / "capitals.toml"
    step = studied.shelf.move(path, to)
    assert files(paths) == {f"decks/{place}"}
    (deck,) = studied.decks()
    assert (deck.id, deck.path, deck.counts.total) == ("capitals", paths.decks / place, 0)
    step.back()
    assert files(paths) == {"decks/capitals.toml"}
    assert not (paths.decks / "geo").exists(), "a folder made for it goes with it"
    assert studied.counts().total == 0


@pytest.mark.parametrize(
    "to",
    ["../out", "geo/../../out", "/etc/out", "~/out", ".hidden", "geo/.hidden/x", "a\x1b[2Jb", "x" * 130, "", "."],
)
def test_a_place_outside_or_hidden_is_refused(collection: Collection, paths: Paths, to: str) -> None:
    with pytest.raises(UsageError):
        collection.shelf.move(paths.decks / "capitals.toml", to)
    assert files(paths) == {"decks/capitals.toml"}


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (paths.decks / "link").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="leads out of"):
        collection.shelf.move(paths.decks / "capitals.toml", "link/")
    assert list(elsewhere.iterdir()) == []


def test_a_path_into_the_decks_folder_is_a_place(paths: Paths) -> None:
    assert place_in(paths.decks, f"{paths.decks}/geo/", "a.toml") == paths.decks / "geo" / "a.toml"


def test_a_file_in_the_way_is_never_replaced(collection: Collection, paths: Paths) -> None:
    other = paths.decks / "other.toml"
    other.write_text(CAPITALS.replace("Capitals", "Other"), encoding="utf-8")
    collection.refresh()
    with pytest.raises(DeckError, match="is there already"):
        collection.shelf.move(paths.decks / "capitals.toml", "other")
    assert read_deck(other).deck.title == "Other"
    assert read_deck(paths.decks / "capitals.toml").deck.title == "Capitals"


def test_a_deleted_deck_is_in_the_trash_and_comes_back_with_its_history(
    studied: Collection, paths: Paths, clock: Clock
) -> None:
    shelf = studied.shelf
    shelf.move(paths.decks / "capitals.toml", "geo/")
    step = shelf.delete(paths.decks / "geo" / "capitals.toml")
    assert studied.decks() == ()
    assert files(paths) == {"trash/20250915T120000Z/geo/capitals.toml"}
    assert not (paths.decks / "geo").exists()
    (trashed,) = shelf.trash()
    assert (trashed.title, trashed.at, str(trashed.place)) == ("Capitals", clock.now, "geo/capitals.toml")
    step.back()
    assert files(paths) == {"decks/geo/capitals.toml"}
    assert shelf.trash() == ()
    assert studied.counts().total == 0, "the card is as it was: not new again"
    with pytest.raises(DeckError, match="not in the trash any more"):
        step.back()


def test_of_several_in_the_trash_the_newest_is_meant_and_a_moment_means_one(
    collection: Collection, paths: Paths, clock: Clock
) -> None:
    shelf, path = collection.shelf, paths.decks / "capitals.toml"
    for text in ("One", "Two", "Three"):
        path.write_text(CAPITALS.replace("Lima", text), encoding="utf-8")
        collection.refresh()
        shelf.delete(path)
        if text == "One":
            clock.now = Instant(clock.now + 60_000)
    assert [one.name for one in shelf.trash()] == ["20250915T120100Z-2", "20250915T120100Z", "20250915T120000Z"]
    restored = shelf.restore(shelf.find_trashed("capitals"))
    assert "Three" in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="has the id capitals now"):
        shelf.restore(shelf.find_trashed("20250915T120000Z"))
    restored.back()
    shelf.restore(shelf.find_trashed("20250915T120000Z"))
    assert "One" in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="no deck 'nothing' in the trash"):
        shelf.find_trashed("nothing")


def test_steps_are_taken_back_one_after_the_other_through_the_trash(collection: Collection, paths: Paths) -> None:
    shelf, path = collection.shelf, paths.decks / "capitals.toml"
    deleted = shelf.delete(path)
    restored = shelf.restore(shelf.find_trashed("capitals"))
    restored.back()
    assert files(paths) == {"trash/20250915T120000Z/capitals.toml"}
    deleted.back()
    assert files(paths) == {"decks/capitals.toml"}


def test_a_file_that_an_editor_took_away_can_be_had_back(collection: Collection, paths: Paths) -> None:
    shelf, path = collection.shelf, paths.decks / "capitals.toml"
    before = shelf.text_of(path)
    path.unlink()
    step = shelf.edited(path, before)
    assert step is not None
    assert (step.said, step.path) == ("capitals.toml is gone.", None)
    back = step.back()
    assert path.read_text(encoding="utf-8") == before
    assert [deck.id for deck in collection.decks()] == ["capitals"]
    back.back()
    assert files(paths) == {"trash/20250915T120000Z/capitals.toml"}


def test_a_broken_file_can_be_deleted_and_restored_but_not_renamed(collection: Collection, paths: Paths) -> None:
    path = paths.decks / "broken.toml"
    path.write_text(BROKEN, encoding="utf-8")
    collection.refresh()
    for change in (lambda: collection.shelf.rename(path, "Mended"), lambda: collection.shelf.move(path, "x")):
        with pytest.raises(DeckError, match="not valid TOML"):
            change()
    step = collection.shelf.delete(path)
    assert [one.title for one in collection.shelf.trash()] == ["broken"]
    step.back()
    assert path.read_text(encoding="utf-8") == BROKEN


def test_a_file_comes_back_beside_one_that_took_its_place(collection: Collection, paths: Paths) -> None:
    path = paths.decks / "capitals.toml"
    step = collection.shelf.delete(path)
    path.write_text('format = 1\nid = "other"\ntitle = "Other"\n', encoding="utf-8")
    collection.refresh()
    assert step.back().path == paths.decks / "capitals-2.toml"
    assert {deck.id for deck in collection.decks()} == {"capitals", "other"}


def test_of_a_link_only_the_link_goes_to_the_trash(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.write_text(CAPITALS.replace("Capitals", "Linked"), encoding="utf-8")
    link = paths.decks / "linked.toml"
    link.symlink_to(os.path.relpath(real, paths.decks))
    collection.refresh()
    step = collection.shelf.delete(link)
    assert real.exists()
    assert not link.is_symlink()
    assert collection.shelf.trash()[0].title == "Linked"
    step.back()
    assert link.resolve() == real


def test_an_edit_of_the_file_can_be_taken_back_and_is_kept(collection: Collection, paths: Paths) -> None:
    shelf, path = collection.shelf, paths.decks / "capitals.toml"
    before = shelf.text_of(path)
    assert shelf.edited(path, before) is None
    path.write_text(BROKEN, encoding="utf-8")
    step = shelf.edited(path, before)
    assert step is not None
    assert collection.decks()[0].broken
    step.back()
    assert path.read_text(encoding="utf-8") == before
    assert [one.path.read_text(encoding="utf-8") for one in shelf.trash()] == [BROKEN]
    with pytest.raises(DeckError, match="has changed since"):
        step.back()


def test_a_deck_is_found_by_title_id_or_file_and_a_copy_by_its_file(collection: Collection, paths: Paths) -> None:
    shelf, path = collection.shelf, paths.decks / "capitals.toml"
    collection.start()
    copy = paths.decks / "geo" / "copy.toml"
    copy.parent.mkdir()
    copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("capitals.toml", str(path)):
        assert shelf.find(name) == path
    collection.refresh()
    assert shelf.find("geo/copy") == copy
    with pytest.raises(UsageError, match="more than one file"):
        shelf.find("Capitals")
    with pytest.raises(UsageError, match="no deck"):
        shelf.find("nothing")


def test_what_is_no_deck_is_never_touched(collection: Collection, paths: Paths, tmp_path: Path) -> None:
    strange = tmp_path / "strange.toml"
    strange.write_text(CAPITALS, encoding="utf-8")
    for do in (collection.shelf.delete, lambda path: collection.shelf.move(path, "x")):
        with pytest.raises(QuizError):
            do(strange)
    assert strange.exists()


def test_the_trash_is_hidden_where_everything_is_one_folder(paths: Paths, clock: Clock) -> None:
    with Collection.open(paths, Settings(decks=paths.home), clock=clock) as collection:
        (deck,) = collection.decks()
        collection.shelf.delete(deck.path)
        collection.refresh()
        assert collection.decks() == ()
        assert len(collection.shelf.trash()) == 1
