"""What the browser changes in log and files, and that each change can be taken back to the byte."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.collection.browser import STEPS, CardKey, Done
from quiz.config import Settings
from quiz.errors import ChangedSinceError, DeckError
from quiz.model.answer import Verdict
from quiz.model.memory import NEW, Rating
from quiz.model.review import ActionKind
from quiz.paths import find_paths
from quiz.search import QueryError
from quiz.search.query import Status
from quiz.stats.scope import Scope
from tests.clock import Clock

RIVERS = """\
format = 1
title = "Rivers"

# the first
[[card]]
prompt = "Which river flows through Vienna?"
answer = "the Danube"
tags = ["europe"]

[[card]]
prompt = "From {{c1::Switzerland}} to the {{c2::North Sea}}."
"""
CITIES = """\
format = 1
id = "cities"
title = "Cities"

[[card]]
id = "peru"
prompt = "What is the capital of Peru?"
answer = "Lima"
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    paths.decks.mkdir(parents=True)
    (paths.decks / "rivers.toml").write_text(RIVERS)
    (paths.decks / "cities.toml").write_text(CITIES)
    with Collection.open(paths, Settings(), clock=Clock(), zone=dt.UTC) as opened:
        yield opened


def keys(collection: Collection, text: str = "") -> list[CardKey]:
    return list(collection.browser.search(text).keys)


def count(collection: Collection, text: str) -> int:
    return len(collection.browser.search(text))


@pytest.mark.parametrize(
    ("there", "back", "status"),
    [
        (ActionKind.SUSPEND, ActionKind.UNSUSPEND, Status.SUSPENDED),
        (ActionKind.BURY, ActionKind.UNBURY, Status.BURIED),
        (ActionKind.MARK, ActionKind.UNMARK, Status.MARKED),
    ],
)
def test_flags_are_set_and_taken_back(
    collection: Collection, there: ActionKind, back: ActionKind, status: Status
) -> None:
    browser = collection.browser
    some = keys(collection, "vienna")
    assert browser.act(some, there).cards == 1
    assert browser.all_are(some, status)
    done = browser.act(keys(collection), there)
    assert (done.cards, count(collection, f"is:{status}")) == (3, 4)  # one of the four was so already
    assert browser.act(keys(collection), there) == Done(said="Nothing had to be changed.", cards=0)
    assert browser.act(keys(collection), back).cards == 4
    assert count(collection, f"is:{status}") == 0
    browser.undo()
    browser.undo()
    assert count(collection, f"is:{status}") == 1
    assert "1 card" in browser.undo()
    assert count(collection, f"is:{status}") == 0
    assert not browser.can_undo
    assert [finding for finding in collection.check() if not finding.harmless] == []


def test_cards_are_made_new_and_get_their_states_back(collection: Collection) -> None:
    session = collection.start()
    assert session.current is not None
    card = session.rate(Rating.EASY, verdict=Verdict.SHOWN, typed=None, duration_ms=1).card
    state = collection.browser.rows(keys(collection, "-is:new"))[0].state
    assert state != NEW
    done = collection.browser.act(keys(collection), ActionKind.RESET)
    assert done.said == "Made new again: 1 card."
    assert count(collection, "is:new") == 4
    assert len(collection.history(card)) == 1
    assert collection.progress(Scope()).days.keys() == {collection.today()}
    collection.browser.undo()
    assert collection.browser.rows(keys(collection, "-is:new"))[0].state == state
    assert [finding for finding in collection.check() if not finding.harmless] == []


def test_notes_are_deleted_from_their_files_and_put_back(collection: Collection) -> None:
    browser = collection.browser
    session = collection.start()  # gives the cards their ids
    session.rate(Rating.GOOD, verdict=Verdict.SHOWN, typed=None, duration_ms=1)
    before = {path: path.read_text() for path in collection.paths.decks.iterdir()}
    hole = keys(collection, "kind:cloze")[:1]
    assert browser.cards_of_notes(hole) == 2
    assert browser.delete(hole).said == "Deleted 1 note."
    assert (count(collection, ""), count(collection, "kind:cloze")) == (2, 0)
    browser.undo()
    assert count(collection, "kind:cloze") == 2
    assert {path: path.read_text() for path in collection.paths.decks.iterdir()} == before
    assert [finding for finding in collection.check() if not finding.harmless] == []


def test_no_file_is_changed_when_one_cannot_be(collection: Collection) -> None:
    collection.start()
    before = {path: path.read_text() for path in collection.paths.decks.iterdir()}
    with pytest.raises(DeckError, match="needs one"):
        collection.browser.delete(keys(collection, "vienna or peru"))
    assert {path: path.read_text() for path in collection.paths.decks.iterdir()} == before
    assert count(collection, "") == 4
    assert not collection.browser.can_undo


def test_tags_are_added_and_removed(collection: Collection) -> None:
    browser = collection.browser
    done = browser.tag(keys(collection), add=["Alps", "water"], remove=["EUROPE"])
    assert (done.cards, count(collection, "tag:alps"), count(collection, "tag:europe")) == (3, 4, 0)
    assert browser.tag(keys(collection), add=["alps"]).cards == 0
    assert browser.tag(keys(collection, "vienna"), remove=["alps", "water"]).cards == 1
    assert (
        "tags" not in (collection.paths.decks / "rivers.toml").read_text().partition("[[card]]")[2].partition("[[")[0]
    )
    browser.undo()
    browser.undo()
    assert (count(collection, "tag:alps"), count(collection, "tag:europe")) == (0, 1)


def test_a_tag_of_the_whole_deck_is_told_where_it_stands(collection: Collection) -> None:
    file = collection.paths.decks / "cities.toml"
    file.write_text(file.read_text().replace('title = "Cities"', 'title = "Cities"\ntags = ["Geo"]'))
    collection.refresh()
    browser = collection.browser
    done = browser.tag(keys(collection, "peru"), remove=["geo"])
    assert (done.cards, browser.can_undo) == (0, False)
    assert done.said == (
        "#geo is a tag of the whole deck Cities: take it out at the top of the file (e in the list of decks)."
    )
    browser.tag(keys(collection), add=["geo"])
    done = browser.tag(keys(collection), remove=["geo"])
    assert (done.cards, count(collection, "tag:geo")) == (3, 1)
    assert "whole deck Cities" in done.said
    assert browser.tag(keys(collection), remove=["nowhere"]).said == "Nothing had to be changed."


def test_an_edit_is_a_step_as_well(collection: Collection) -> None:
    browser = collection.browser
    (row,) = browser.rows(keys(collection, "peru"))
    browser.edit(row.card, {"answer": "Lima!"})
    assert count(collection, '"Lima!"') == 1
    browser.undo()
    assert count(collection, '"Lima!"') == 0


def test_what_somebody_changed_since_stays(collection: Collection) -> None:
    browser = collection.browser
    browser.tag(keys(collection, "peru"), add=["x"])
    file = collection.paths.decks / "cities.toml"
    file.write_text(file.read_text().replace("Peru", "PERU"))
    with pytest.raises(ChangedSinceError):
        browser.undo()
    assert "PERU" in file.read_text()
    assert not browser.can_undo


def test_thirty_steps_are_kept(collection: Collection) -> None:
    for _ in range(STEPS):
        collection.browser.act(keys(collection, "peru"), ActionKind.MARK)
        collection.browser.act(keys(collection, "peru"), ActionKind.UNMARK)
    for _ in range(STEPS):
        assert collection.browser.can_undo
        collection.browser.undo()
    assert collection.browser.undo() == "There is nothing to take back."


def test_a_place_in_a_list_is_found_again(collection: Collection) -> None:
    browser = collection.browser
    found = browser.search("")
    (row,) = browser.rows(found.keys[2:3])
    assert browser.place_of(row.card.id, found.keys) == 2
    assert browser.place_of(row.card.id, browser.search("peru").keys) is None


def test_a_wrong_search_is_told(collection: Collection) -> None:
    with pytest.raises(QueryError, match="character 6"):
        collection.browser.search("peru is:mad")


def test_cards_of_a_broken_file_are_found_and_left_alone(collection: Collection) -> None:
    file = collection.paths.decks / "cities.toml"
    file.write_text("title = ")
    collection.refresh()
    some = keys(collection, "peru")
    assert len(some) == 1
    assert collection.browser.delete(some).cards == 0
    assert collection.browser.act(some, ActionKind.SUSPEND).cards == 1
    assert file.read_text() == "title = "
