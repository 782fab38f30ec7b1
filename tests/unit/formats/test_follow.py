"""A table that is imported again: what it changed follows, what the learner changed stays, nothing goes."""

from dataclasses import replace

from quiz.formats.csv_deck import name_of
from quiz.formats.follow import follow
from quiz.model.deck import Basic, Deck, DeckId, Note, NoteId
from quiz.model.trace import Refusal


def note(name: str, answer: str = "a", **more: object) -> Basic:
    return Basic(id=NoteId(name), prompt=f"question {name}", answer=answer, **more)  # type: ignore[arg-type]


def deck(*notes: Note, **more: object) -> Deck:
    return Deck(id=DeckId("d"), title="D", notes=notes, **more)  # type: ignore[arg-type]


def base(*notes: Note) -> dict[NoteId | None, Note]:
    return {one.id: one for one in notes}


def test_the_same_table_changes_nothing() -> None:
    old = deck(note("x"), note("y"))
    done = follow(old, old.notes, base(*old.notes))
    assert (done.deck, done.added, done.updated, done.unchanged, done.edited, done.away) == (old, 0, 0, 2, 0, 0)
    assert follow(old, old.notes, {}).deck == old


def test_what_the_table_changed_follows_and_what_is_new_comes() -> None:
    done = follow(deck(note("x"), note("y")), [note("z"), note("x", "b")], base(note("x"), note("y")))
    assert done.deck == deck(note("x", "b"), note("y"), note("z"))
    assert (done.added, done.updated, done.unchanged, done.edited, done.away) == (1, 1, 0, 0, 0)


def test_what_the_learner_changed_stays() -> None:
    mine = note("x", "mine")
    done = follow(deck(mine), [note("x", "b")], base(note("x")))
    assert (done.deck, done.updated, done.edited) == (deck(mine), 0, 1)
    done = follow(deck(mine), [note("x")], base(note("x")))
    assert (done.deck, done.unchanged, done.edited) == (deck(mine), 1, 0)


def test_without_knowing_what_the_table_said_nothing_is_changed() -> None:
    done = follow(deck(note("x")), [note("x", "b"), note("y")], {})
    assert done.deck == deck(note("x"), note("y"))
    assert (done.added, done.updated, done.edited) == (1, 0, 1)


def test_tags_and_accepted_answers_that_were_added_or_removed_stay_so() -> None:
    was = note("x", tags=("one", "two"), accept=("p",))
    mine = replace(was, tags=("two", "mine"), accept=("p", "q"))
    row = replace(was, answer="b", tags=("one", "two", "new"), accept=())
    done = follow(deck(mine), [row], base(was))
    assert done.deck == deck(note("x", "b", tags=("two", "mine", "new"), accept=("q",)))


def test_what_was_deleted_or_refused_or_cannot_be_read_is_not_added_again() -> None:
    old = deck(refusals=(Refusal(id=NoteId("r")),))
    done = follow(old, [note("gone"), note("r"), note("bad")], base(note("gone")), {"bad"})
    assert (done.deck, done.added, done.away) == (old, 0, 3)


def test_a_card_that_asks_the_same_under_another_name_is_the_same() -> None:
    old = deck(Basic(id=NoteId("own"), prompt="Haus", answer="house"))
    row = Basic(id=NoteId(name_of("Haus")), prompt="Haus", answer="house")
    done = follow(old, [row], {})
    assert (done.deck, done.added, done.unchanged) == (old, 0, 1)
    named = replace(row, id=NoteId("named-by-the-table"))
    assert follow(old, [named], {}).deck == deck(*old.notes, named)
