"""The door: decks on disk, sessions over them, and what survives changes of the files."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.deck_saving import Making
from quiz.errors import DeckError, UsageError
from quiz.formats.toml_deck import read_deck, write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import Basic, CardId, Cloze, Deck, DeckId, NoteId, Source
from quiz.model.memory import Instant, Rating
from quiz.paths import Paths, find_paths, starter_decks
from quiz.stats.scope import Scope
from tests.clock import Clock

NOON = Instant(1_760_000_000_000)
MINUTE = 60_000
DAY = 86_400_000


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = find_paths({"QUIZ_HOME": str(tmp_path / "home")})
    paths.home.mkdir(mode=0o700)
    paths.decks.mkdir(mode=0o700)
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
    return Clock(NOON, step=1_000)


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


def test_a_file_that_was_only_touched_is_not_taken_apart_again(collection: Collection, paths: Paths):
    path = paths.decks / "rivers.toml"
    db = collection._store._db
    db.run("UPDATE face SET text = replace(text, 'Danube', 'as it was kept')")
    os.utime(path, ns=(1, 1))
    collection.refresh()
    kept = "as it was kept"
    assert collection.card(CardId("rivers/a")).answer == kept
    assert collection._store.stamps()[str(path)].mtime_ns == 1
    # What is to be read for another reason is read.
    db.run("UPDATE deck SET size = -1")
    collection.refresh()
    assert collection.card(CardId("rivers/a")).answer == "Danube"
    db.run("UPDATE face SET text = replace(text, 'Danube', 'as it was kept')")
    path.write_text(path.read_text() + "# more\n")
    collection.refresh()
    assert collection.card(CardId("rivers/a")).answer == "Danube"
    path.write_text("broken =")
    collection.refresh()
    path.write_text("broken = ")
    collection.refresh()
    assert [deck.broken for deck in collection.decks()] == [True]


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

    def test_articles_of_one_title_have_decks_of_their_own(self, collection: Collection, paths: Paths):
        first, second, third = (article(name) for name in ("one", "two", "three"))
        assert collection.save_deck(first).path == paths.decks / "news.toml"
        assert collection.save_deck(second).path == paths.decks / "news.2.toml"
        assert collection.save_deck(third).path == paths.decks / "news.3.toml"
        files = {path: path.read_bytes() for path in paths.decks.iterdir()}
        for deck, number in ((first, 1), (second, 2), (third, 3)):
            saved = collection.save_deck(deck)
            assert (saved.id, saved.added, saved.kept) == ("news" if number == 1 else f"news.{number}", 0, 2)
        assert {path: path.read_bytes() for path in paths.decks.iterdir()} == files
        assert [deck.title for deck in collection.decks()] == ["News", "News (2)", "News (3)", "Rivers of Europe"]
        assert all(deck.problems == () for deck in collection.decks())

    def test_a_deck_is_found_again_when_others_of_its_title_are_gone(self, collection: Collection, paths: Paths):
        collection.save_deck(article("one"))
        collection.save_deck(article("two"))
        (paths.decks / "news.toml").unlink()
        collection.refresh()
        assert collection.save_deck(article("two")).id == "news.2"
        assert collection.save_deck(article("four")).id == "news"

    def test_a_deck_is_found_again_in_a_file_of_another_name(self, collection: Collection, paths: Paths):
        collection.save_deck(article("one"))
        (paths.decks / "news.toml").rename(paths.decks / "mine.toml")
        collection.refresh()
        assert collection.save_deck(article("one")).path == paths.decks / "mine.toml"
        assert not (paths.decks / "news.toml").exists()

    def test_a_deck_written_by_hand_is_not_added_to(self, collection: Collection, paths: Paths):
        before = (paths.decks / "rivers.toml").read_bytes()
        saved = collection.save_deck(replace(article("one"), id=DeckId("rivers")))
        assert saved.path == paths.decks / "rivers.2.toml"
        assert (paths.decks / "rivers.toml").read_bytes() == before

    def test_a_file_in_the_way_is_left_alone(self, collection: Collection, paths: Paths):
        (paths.decks / "news.toml").write_text('id = "olds"\n[[card]]\nid = "k"\nprompt = "p"\nanswer = "a"\n')
        collection.refresh()
        assert collection.save_deck(article("one")).path == paths.decks / "news.2.toml"

    def test_a_file_that_cannot_be_read_may_hold_the_deck(self, collection: Collection, paths: Paths):
        collection.save_deck(article("one"))
        file = paths.decks / "news.toml"
        file.write_text("oops\n" + file.read_text())
        collection.refresh()
        with pytest.raises(DeckError, match=r"news\.toml"):
            collection.save_deck(article("one"))
        assert collection.save_deck(article("one"), force=True).path == file
        assert read_deck(file).problems == ()

    @pytest.mark.parametrize("mistake", ['"broken', "17", '"a"\nkind = "nonsense"'])
    def test_a_card_with_a_mistake_is_not_made_twice(self, mistake: str, collection: Collection, paths: Paths):
        collection.save_deck(article("one"))
        file = paths.decks / "news.toml"
        text = file.read_text().replace('answer = "b"', f"answer = {mistake}")
        file.write_text(text)
        collection.refresh()
        saved = collection.save_deck(article("one"))
        assert (saved.added, saved.kept) == (0, 1)
        assert file.read_text() == text

    def test_in_a_named_file_among_the_decks_it_gets_an_id_of_its_own(self, collection: Collection, paths: Paths):
        collection.save_deck(article("one"))
        target = paths.decks / "second.toml"
        assert collection.save_deck(article("two"), target).id == "news.2"
        assert collection.save_deck(article("two"), target).added == 0
        assert collection.save_deck(article("two"), target, force=True).id == "news.2"
        assert all(deck.problems == () for deck in collection.decks())

    def test_force_writes_only_the_deck_of_the_same_article_anew(self, collection: Collection, paths: Paths):
        collection.save_deck(article("one"))
        first = (paths.decks / "news.toml").read_bytes()
        collection.save_deck(article("two"))
        second = paths.decks / "news.2.toml"
        made = second.read_bytes()
        second.write_bytes(made.replace(b"two a?", b"Two A?"))
        assert collection.save_deck(article("two"), force=True).path == second
        assert second.read_bytes() == made
        assert (paths.decks / "news.toml").read_bytes() == first

    def test_what_is_refused_is_not_proposed_again(self, collection: Collection, paths: Paths):
        made = article("one")
        first, second = made.notes
        collection.save_deck(replace(made, notes=(first,)), making=Making(rejected=(second,)))
        file = paths.decks / "news.toml"
        assert read_deck(file).deck.rejected == ("b",)
        plan = collection.plan_deck(made)
        assert (plan.fresh, plan.refused) == ((), (second,))
        before = file.read_bytes()
        assert collection.save_deck(made).added == 0
        assert file.read_bytes() == before
        rescued = collection.save_deck(made, making=Making(rescued=frozenset({NoteId("b")})))
        assert rescued.fresh == (second,)
        assert read_deck(file).deck.rejected == ()

    def test_a_deck_may_hold_nothing_but_refusals(self, collection: Collection, paths: Paths):
        made = article("one")
        collection.save_deck(replace(made, notes=()), making=Making(rejected=made.notes))
        assert read_deck(paths.decks / "news.toml").problems == ()
        assert collection.plan_deck(made).fresh == ()

    def test_a_plan_writes_nothing(self, collection: Collection, paths: Paths):
        before = set(paths.decks.iterdir())
        plan = collection.plan_deck(article("one"))
        assert (plan.added, plan.path) == (2, paths.decks / "news.toml")
        assert set(paths.decks.iterdir()) == before

    def test_a_name_too_long_for_a_file(self, collection: Collection, paths: Paths):
        with pytest.raises(DeckError):
            collection.save_deck(article("one"), paths.decks / f"{'x' * 300}.toml")


def article(name: str) -> Deck:
    """Return a deck made of an article that is called "News", as all of them are."""
    notes = (Basic(id=NoteId(f), prompt=f"{name} {f}?", answer=f, evidence=f"{name} {f}.", rule="r") for f in "ab")
    return Deck(id=DeckId("news"), title="News", notes=tuple(notes), source=Source(path=f"{name}.txt", sha256=name))


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
    assert all(finding.harmless for finding in collection.check())


def test_rebuilding_finds_the_same_states(collection: Collection):
    session = collection.start()
    while session.current is not None and session.summary.answered < 8:
        session.rate(Rating.GOOD, verdict=Verdict.RIGHT, typed=None, duration_ms=1_000)
    assert session.summary.answered >= 6
    assert collection.check(fix=True) == ()


def test_the_figures_count_what_was_answered(collection: Collection):
    answer(collection)
    progress = collection.progress(Scope())
    [today] = progress.days.values()
    assert sum(today.by_kind.values()) == 1
    assert progress.cards.total == 3


def test_suspended_cards_can_be_put_back_deck_by_deck(collection: Collection):
    session = collection.start()
    session.suspend(siblings=True)
    (deck,) = collection.decks()
    assert deck.suspended > 0
    assert collection.counts().total == 3 - deck.suspended
    assert collection.put_back([DeckId("other")]) == 0
    assert collection.put_back([DeckId("rivers")]) == deck.suspended
    assert collection.counts().total == 3
    assert collection.check() == ()
