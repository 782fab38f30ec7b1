"""The door: decks on disk, sessions over them, and what survives changes of the files."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.errors import DeckError, UsageError
from quiz.formats.toml_deck import read_deck, write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import Basic, CardId, Cloze, Deck, DeckId, NoteId
from quiz.model.memory import Instant, Rating
from quiz.paths import Paths, find_paths, starter_decks

NOON = Instant(1_760_000_000_000)
MINUTE = 60_000
DAY = 86_400_000


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> Instant:
        self.now = Instant(self.now + 1_000)
        return self.now


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths({"QUIZ_HOME": str(tmp_path / "home")})
    paths.decks.mkdir(parents=True)
    write_deck(
        Deck(
            id=DeckId("rivers"),
            title="Rivers of Europe",
            notes=(
                Basic(id=NoteId("a"), prompt="Which river flows through Vienna?", answer="Danube", evidence="E1."),
                Cloze(id=NoteId("b"), prompt="The {{c1::Rhine}} ends in the {{c2::North Sea}}.", evidence="E2."),
            ),
        ),
        paths.decks / "rivers.toml",
    )
    return paths


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collection(paths: Paths, clock: Clock) -> Iterator[Collection]:
    with Collection.open(paths, Settings(), clock=clock) as collection:
        yield collection


def answer(collection: Collection, rating: Rating = Rating.GOOD) -> CardId:
    session = collection.start()
    session.outcomes()
    return session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000).card


def test_the_first_run_brings_the_starter_deck_and_later_runs_do_not_bring_it_back(tmp_path: Path, clock: Clock):
    paths = find_paths({"QUIZ_HOME": str(tmp_path)})
    with Collection.open(paths, Settings(), clock=clock) as collection:
        assert collection.counts().new > 0
    copied = sorted(path.name for path in paths.decks.iterdir())
    assert copied == sorted(path.name for path in starter_decks().glob("*.toml"))
    for path in list(paths.decks.iterdir()):
        path.unlink()
    with Collection.open(paths, Settings(), clock=clock) as collection:
        assert collection.decks() == ()


def test_a_folder_that_has_decks_gets_no_starter(collection: Collection):
    assert [deck.id for deck in collection.decks()] == ["rivers"]


def test_an_answer_is_there_for_whoever_opens_the_collection_next(collection: Collection, paths: Paths, clock: Clock):
    card = answer(collection)
    with Collection.open(paths, Settings(), clock=clock) as other:
        assert [review.card for review in other.history(card)] == [card]


def test_a_change_of_the_file_is_seen_and_keeps_the_history(collection: Collection, paths: Paths):
    card = answer(collection)
    file = paths.decks / "rivers.toml"
    file.write_text(file.read_text().replace("Which river flows through Vienna?", "What is the river of Vienna?"))
    collection.refresh()
    assert collection.card(CardId("rivers/a")).prompt == "What is the river of Vienna?"
    assert len(collection.history(card)) == 1
    assert collection.check() == ()


def test_a_renamed_file_keeps_the_history(collection: Collection, paths: Paths):
    card = answer(collection)
    shutil.move(paths.decks / "rivers.toml", paths.decks / "water.toml")
    collection.refresh()
    assert [deck.path.name for deck in collection.decks()] == ["water.toml"]
    assert collection.counts().total == 3
    assert len(collection.history(card)) == 1


def test_a_copy_takes_over_when_the_first_file_goes(collection: Collection, paths: Paths):
    shutil.copy(paths.decks / "rivers.toml", paths.decks / "zcopy.toml")
    collection.refresh()
    assert [bool(deck.problems) for deck in collection.decks()] == [False, True]
    (paths.decks / "rivers.toml").unlink()
    collection.refresh()
    assert [(deck.path.name, deck.problems) for deck in collection.decks()] == [("zcopy.toml", ())]


def test_a_broken_file_is_told_and_keeps_the_history(collection: Collection, paths: Paths):
    card = answer(collection)
    file = paths.decks / "rivers.toml"
    good = file.read_text()
    file.write_text("format = ")
    collection.refresh()
    assert collection.counts().total == 0
    assert any("rivers.toml" in str(finding.path) and not finding.harmless for finding in collection.check())
    file.write_text(good)
    collection.refresh()
    assert len(collection.history(card)) == 1
    assert collection.counts().total == 3


def test_links_that_lead_nowhere_hide_no_deck(collection: Collection, paths: Paths):
    for name, target in (("circle.toml", "circle.toml"), ("gone.toml", "nowhere"), ("above.toml", "..")):
        (paths.decks / name).symlink_to(target)
    collection.refresh()
    assert [deck.id for deck in collection.decks()] == ["rivers"]


def test_a_deck_written_by_hand_gets_ids_when_it_is_studied_and_not_before(paths: Paths, clock: Clock, tmp_path: Path):
    file = paths.decks / "mine.toml"
    text = '# my deck\nformat = 1\ntitle = "Mine"\n\n[[card]]\nprompt = "Q?"\nanswer = "A"  # so\n'
    file.write_text(text)
    with Collection.open(paths, Settings(), clock=clock) as collection:
        assert collection.counts([DeckId("mine")]).new == 1
        assert file.read_text() == text
        card = collection.start([DeckId("mine")]).current
    assert card is not None
    assert f'id = "{card.note.split("/")[1]}"' in file.read_text()
    assert "# my deck" in file.read_text()
    assert "# so" in file.read_text()


def test_decks_are_found_by_id_title_file_and_path(collection: Collection, paths: Paths):
    for name in ("rivers", "RIVERS OF EUROPE", "rivers.toml", str(paths.decks / "rivers.toml")):
        assert collection.find_decks([name]) == ("rivers",)
    with pytest.raises(UsageError) as error:
        collection.find_decks(["rivrs"])
    assert "rivers" in error.value.hint.casefold()


class TestSaving:
    def test_an_existing_deck_keeps_edited_cards_and_gains_new_facts(self, collection: Collection, paths: Paths):
        file = paths.decks / "rivers.toml"
        file.write_text(file.read_text().replace("flows through Vienna", "runs through Vienna"))
        made = Deck(
            id=DeckId("rivers"),
            title="Rivers of Europe",
            notes=(
                Basic(id=NoteId("other"), prompt="Vienna lies on which river?", answer="Danube", evidence="E1."),
                Basic(id=NoteId("a"), prompt="Which river flows through Paris?", answer="Seine", evidence="E3."),
            ),
        )
        saved = collection.save_deck(made)
        prompts = {note.id: note.prompt for note in read_deck(file).deck.notes}
        assert (saved.added, saved.kept) == (1, 2)
        assert prompts["a"] == "Which river runs through Vienna?"
        assert prompts["a-2"] == "Which river flows through Paris?"
        assert collection.save_deck(made).added == 0

    def test_another_deck_is_never_overwritten(self, collection: Collection, paths: Paths):
        file = paths.decks / "rivers.toml"
        before = file.read_bytes()
        with pytest.raises(DeckError):
            collection.save_deck(Deck(id=DeckId("hills"), title="Hills"), file)
        assert file.read_bytes() == before


def test_taking_back_an_answer_that_another_program_built_on_keeps_the_other(
    collection: Collection, paths: Paths, clock: Clock
):
    session = collection.start()
    session.outcomes()
    card = session.rate(Rating.AGAIN, verdict=Verdict.WRONG, typed="x", duration_ms=1_000).card
    clock.now = Instant(clock.now + 5 * MINUTE)
    with Collection.open(paths, Settings(), clock=clock) as other:
        theirs = other.start()
        assert theirs.current is not None
        assert theirs.current.card == card
        theirs.outcomes()
        theirs.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
    session.undo()
    assert [review.rating for review in collection.history(card)] == [Rating.GOOD]
    assert collection.check() == ()


def test_a_clock_that_was_set_back_leaves_states_that_the_log_supports(collection: Collection, clock: Clock):
    first = answer(collection, Rating.AGAIN)
    clock.now = Instant(clock.now - 400 * DAY)
    session = collection.start()
    while (current := session.current) is not None and current.card != first:
        session.rate(Rating.EASY, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
    if current is not None:
        session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed="x", duration_ms=1_000)
    assert collection.check() == ()


def test_rebuilding_finds_the_same_states(collection: Collection):
    session = collection.start()
    while session.current is not None and session.summary.answered < 8:
        session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed=None, duration_ms=1_000)
    assert session.summary.answered >= 6
    assert collection.check(fix=True) == ()


def test_the_report_counts_what_was_answered(collection: Collection):
    answer(collection)
    report = collection.report()
    assert report.today.reviews == 1
    assert report.counts.total == 3
