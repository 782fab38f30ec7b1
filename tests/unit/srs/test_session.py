from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import ChangedSinceError, OvertakenError, StoreError
from quiz.model.answer import Verdict
from quiz.model.edit import NoteEdit
from quiz.model.ids import CardId, DeckId, NoteId
from quiz.model.memory import NEW, CardState, Phase, Rating
from quiz.model.options import ScheduleOptions
from quiz.model.review import ActionKind, ReviewKind
from quiz.srs.order import build_queue
from quiz.srs.others import News
from quiz.srs.queue import Counts, QueueCard
from quiz.srs.scheduler import Scheduler
from quiz.srs.session import Outside, Session
from tests.clock import Clock
from tests.unit.srs.parts import DAYS, NOON, TODAY, Notebook, ids, queue_card, scheduled

AGAIN, HARD, GOOD, EASY = Rating
SCHEDULER = Scheduler(ScheduleOptions(), DAYS)


@dataclass
class Sitting:
    session: Session
    clock: Clock
    notebook: Notebook

    def rate(self, rating: Rating):
        return self.session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=1000)

    def seen(self):
        """All that can be observed of a session without changing it."""
        s = self.session
        return s.current, s.next_at, s.counts, s.remaining, s.summary, s.is_marked, s.can_undo, self.notebook.contents()


def start(cards: list[QueueCard], **more) -> Sitting:
    clock, notebook = Clock(NOON), Notebook()
    queue = build_queue(cards, seed=1)
    return Sitting(Session(queue, SCHEDULER, clock, notebook, ids(), 1200, **more), clock, notebook)


def names(*cards: QueueCard | None) -> list[str | None]:
    return [card and card.card.removeprefix("d/") for card in cards]


def test_an_answer_is_written_down_with_both_states():
    sitting = start([queue_card("a", scheduled()), queue_card("b", scheduled())])
    asked = sitting.session.current
    assert asked is not None
    promised = sitting.session.outcomes()
    sitting.clock.forward(seconds=30)
    review = sitting.rate(GOOD)
    assert sitting.notebook.reviews == {review.id: review}
    assert (review.card, review.before, review.after) == (asked.card, asked.state, promised[GOOD])
    assert (review.at, review.day, review.kind) == (review.after.last_at, TODAY, ReviewKind.REVIEW)
    assert (review.verdict, review.typed, review.duration_ms) == (Verdict.RIGHT, "x", 1000)
    assert sitting.session.counts == Counts(review=1)
    assert sitting.session.current != asked


def test_the_button_shows_what_is_stored_however_long_the_learner_thinks():
    sitting = start([queue_card("a")])
    shown = sitting.session.outcomes()
    sitting.clock.forward(seconds=3 * 3600)
    assert sitting.session.outcomes() is shown
    assert sitting.rate(AGAIN).after == shown[AGAIN]


def test_a_question_left_open_over_night_is_offered_anew():
    sitting = start([queue_card("a", scheduled())])
    shown = sitting.session.outcomes()
    sitting.clock.forward(seconds=86_400)
    offered = sitting.session.outcomes()
    assert offered[GOOD].due_day > shown[GOOD].due_day
    review = sitting.rate(GOOD)
    assert (review.after, review.day) == (offered[GOOD], TODAY + 1)


def test_a_step_comes_back_when_its_time_has_come():
    sitting = start([queue_card("a"), queue_card("b"), queue_card("c")])
    sitting.rate(AGAIN)
    assert names(sitting.session.current) == ["b"]
    sitting.clock.forward(seconds=61)
    assert names(sitting.session.current) == ["b"]  # what is being asked stays
    sitting.rate(EASY)
    assert names(sitting.session.current) == ["a"]
    assert sitting.session.counts == Counts(new=1, learning=1)


def test_a_step_is_asked_ahead_of_its_time_when_nothing_else_is_left():
    sitting = start([queue_card("a"), queue_card("b")])
    sitting.rate(GOOD)
    sitting.rate(AGAIN)
    assert names(sitting.session.current) == ["a"]  # b comes sooner, but was just asked
    sitting.rate(EASY)
    assert names(sitting.session.current) == ["b"]
    sitting.rate(EASY)
    assert (sitting.session.current, sitting.session.next_at, sitting.session.counts.total) == (None, None, 0)


def test_a_step_too_far_ahead_is_waited_for():
    waiting = scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + 3_600_000)
    sitting = start([queue_card("a", waiting)])
    assert sitting.session.current is None
    assert sitting.session.next_at == NOON + 2_400_000
    assert sitting.session.counts == Counts(learning=1)
    with pytest.raises(LookupError):
        sitting.rate(GOOD)
    sitting.clock.forward(seconds=2400)
    assert names(sitting.session.current) == ["a"]
    assert sitting.session.next_at is None


def test_a_sibling_does_not_follow_when_another_card_can():
    cards = [queue_card(f"{note}{n}", note=note) for note in "ab" for n in range(2)]
    sitting = start(cards)
    asked = []
    while (card := sitting.session.current) is not None:
        asked.append(card.note)
        sitting.rate(EASY)
    assert all(one != other for one, other in pairwise(asked))


def test_a_due_step_gives_way_when_its_sibling_was_just_asked():
    step = scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON)
    sitting = start([queue_card("a1", step, note="a"), queue_card("a2", step, note="a"), queue_card("b")])
    first = sitting.session.current
    sitting.rate(EASY)
    second = sitting.session.current
    assert first is not None
    assert second is not None
    assert (first.note, second.note) == ("d/a", "d/b")
    sitting.rate(EASY)
    assert sitting.session.current is not None
    assert sitting.session.current.note == "d/a"


def test_siblings_follow_when_nothing_else_is_left():
    sitting = start([queue_card(f"a{n}", note="a") for n in range(3)])
    for _ in range(3):
        sitting.rate(EASY)
    assert sitting.session.current is None


@pytest.mark.parametrize("kind", [ActionKind.BURY, ActionKind.SUSPEND])
def test_putting_a_card_away_with_its_siblings(kind):
    cards = [queue_card("a1", note="a"), queue_card("b"), queue_card("a2", note="a")]
    sitting = start(cards, siblings=lambda card: ["d/a1", "d/a2", "d/a3"] if card.note == "d/a" else [])
    put_away = sitting.session.bury if kind is ActionKind.BURY else sitting.session.suspend
    put_away(siblings=True)
    assert names(*sitting.session.remaining) == ["b"]
    assert sitting.session.counts == Counts(new=1)
    assert [(action.card, action.kind) for action in sitting.notebook.actions.values()] == [
        ("d/a1", kind),
        ("d/a2", kind),
        ("d/a3", kind),
    ]
    assert names(sitting.session.undo()) == ["a1"]
    assert sitting.notebook.actions == {}
    put_away()
    assert names(sitting.session.current) == ["b"]
    assert names(*sitting.session.remaining) == ["b", "a2"]


def test_a_mark_stays_with_the_card_and_can_be_taken_off():
    sitting = start([queue_card("a"), queue_card("b")], marked=["d/b"])
    session = sitting.session
    assert not session.is_marked
    assert session.mark()
    assert session.is_marked
    assert names(session.current) == ["a"]
    assert not session.mark()
    assert [action.kind for action in sitting.notebook.actions.values()] == [ActionKind.MARK, ActionKind.UNMARK]
    sitting.rate(EASY)
    assert session.is_marked
    for _ in range(3):
        session.undo()
    assert not session.is_marked
    assert sitting.notebook.contents() == ({}, {})


def test_nothing_to_undo():
    assert start([queue_card("a")]).session.undo() is None


def test_the_summary_counts_what_was_done():
    sitting = start([queue_card("a"), queue_card("b", scheduled())])
    while sitting.session.current is not None:
        sitting.rate(GOOD)
    summary = sitting.session.summary
    assert (summary.answered, summary.new, summary.duration_ms) == (3, 1, 3000)
    assert summary.by_rating == {AGAIN: 0, HARD: 0, GOOD: 3, EASY: 0}
    sitting.session.undo()
    assert sitting.session.summary.answered == 2


def test_forty_steps_back():
    sitting = start([queue_card(f"{n}") for n in range(40)])
    seen = []
    for n in range(40):
        seen.append(sitting.seen())
        (sitting.session.bury if n % 5 == 0 else lambda: sitting.rate(EASY))()
    assert sitting.session.current is None
    while seen:
        before = seen.pop()
        assert sitting.session.undo() == before[0]
        assert sitting.seen() == before


@pytest.mark.parametrize("siblings", [False, True])
@pytest.mark.parametrize("act", ["rate", "bury", "suspend", "mark", "undo"])
def test_a_journal_that_fails_leaves_everything_as_it_was(act, siblings):
    sitting = start([queue_card("a1", note="a"), queue_card("a2", note="a"), queue_card("b")])
    sitting.session.bury()
    before = sitting.seen()
    offered = sitting.session.outcomes()
    sitting.notebook.fail_after = 0
    calls = {
        "rate": lambda: sitting.rate(GOOD),
        "bury": lambda: sitting.session.bury(siblings=siblings),
        "suspend": lambda: sitting.session.suspend(siblings=siblings),
        "mark": sitting.session.mark,
        "undo": sitting.session.undo,
    }
    with pytest.raises(StoreError, match="disk is full"):
        calls[act]()
    sitting.notebook.fail_after = None
    assert sitting.seen() == before
    assert sitting.session.outcomes() == offered


class Elsewhere:
    """Another program that writes to the cards of a session."""

    def __init__(self) -> None:
        self.news = False
        self.now: dict[CardId, CardState | None] = {}
        self.marks: frozenset[CardId] = frozenset()

    def wrote(self) -> bool:
        return self.news

    def states(self, cards):
        self.news = False
        states = {card.card: self.now.get(card.card, card.state) for card in cards}
        return {card: state for card, state in states.items() if state is not None}

    def marked(self):
        return self.marks

    def write(self, card: QueueCard, state: CardState | None) -> None:
        self.now[card.card], self.news = state, True


def test_a_card_that_another_program_took_is_not_asked_and_not_counted():
    others = Elsewhere()
    sitting = start([queue_card("a"), queue_card("b"), queue_card("c")], others=others)
    first, second, third = sitting.session.remaining
    assert sitting.session.current == first
    others.write(second, None)
    assert sitting.session.keep_up() is News.WRITTEN
    assert sitting.session.counts == Counts(new=2)
    assert sitting.session.keep_up() is News.NONE
    sitting.rate(EASY)
    assert sitting.session.current == third


def test_a_rating_of_a_card_that_was_answered_elsewhere_is_refused_and_the_next_card_comes():
    others = Elsewhere()
    sitting = start([queue_card("a"), queue_card("b")], others=others)
    first, second = sitting.session.remaining
    sitting.session.outcomes()
    others.write(first, None)
    with pytest.raises(OvertakenError, match="by another program"):
        sitting.rate(GOOD)
    assert sitting.notebook.reviews == {}
    assert sitting.session.current == second


def test_a_card_that_was_answered_elsewhere_offers_what_follows_from_its_new_state():
    others = Elsewhere()
    sitting = start([queue_card("a", scheduled(stability=3.0))], others=others)
    asked = sitting.session.current
    assert asked is not None
    offered = sitting.session.outcomes()
    others.write(asked, scheduled(stability=30.0))
    assert sitting.session.keep_up() is News.CARD
    assert sitting.session.current == replace(asked, state=scheduled(stability=30.0))
    assert sitting.session.outcomes()[GOOD].due_day > offered[GOOD].due_day
    assert sitting.rate(GOOD).before == scheduled(stability=30.0)


def test_a_journal_that_knows_better_is_believed():
    others = Elsewhere()
    sitting = start([queue_card("a"), queue_card("b")], others=others)
    first, second = sitting.session.remaining
    sitting.session.outcomes()

    def overtaken(_: object) -> None:
        others.write(first, None)
        raise OvertakenError

    sitting.notebook.record, record = overtaken, sitting.notebook.record
    with pytest.raises(OvertakenError):
        sitting.rate(GOOD)
    sitting.notebook.record = record
    assert sitting.session.current == second
    assert sitting.rate(GOOD).card == second.card


def test_an_undo_brings_back_nothing_that_another_program_took():
    others = Elsewhere()
    sitting = start([queue_card("a"), queue_card("b"), queue_card("c")], others=others)
    first, second, third = sitting.session.remaining
    sitting.rate(EASY)
    others.write(third, None)
    others.marks = frozenset({first.card})
    assert sitting.session.undo() == first
    assert sitting.session.current == first
    assert sitting.session.remaining == (first, second)
    assert sitting.session.is_marked


def cards_of(specs: list[tuple[str, int]]) -> list[QueueCard]:
    cards = []
    for number, (kind, note) in enumerate(specs):
        state = {
            "new": NEW,
            "review": scheduled(ago=number, interval=number),
            "step": scheduled(Phase.LEARNING, ago=0, interval=0, due_at=NOON + number * 120_000, step=number % 2),
            "relearning": scheduled(Phase.RELEARNING, ago=0, interval=0, due_at=NOON - number * 1000),
        }[kind]
        cards.append(queue_card(str(number), state, note=f"note {note}"))
    return cards


some_cards = st.lists(
    st.tuples(st.sampled_from(["new", "review", "step", "relearning"]), st.integers(0, 4)), max_size=12
).map(cards_of)
moves = st.lists(
    st.tuples(
        st.sampled_from(["rate", "rate", "rate", "bury", "suspend", "mark", "undo"]),
        st.sampled_from(Rating),
        st.booleans(),
        st.sampled_from([0, 5, 70, 700, 30_000, -4000]),
    ),
    max_size=30,
)


@given(some_cards, moves)
def test_undo_after_anything_is_as_if_it_had_not_been(cards, moves):
    sitting = start(cards)
    session = sitting.session
    for move, rating, siblings, seconds in moves:
        sitting.clock.forward(seconds=seconds)
        if move == "undo":
            session.undo()
        elif session.current is not None:
            acts = {
                "rate": lambda rating=rating: sitting.rate(rating),
                "bury": lambda siblings=siblings: session.bury(siblings=siblings),
                "suspend": lambda siblings=siblings: session.suspend(siblings=siblings),
                "mark": session.mark,
            }
            before, promised = sitting.seen(), session.outcomes()
            acts[move]()
            assert session.undo() == before[0]
            assert sitting.seen() == before
            if promised[GOOD].last_at == sitting.clock.now:
                assert session.outcomes() == promised
            acts[move]()
        check(sitting, cards)
    while session.can_undo:
        session.undo()
    assert set(session.remaining) == set(cards)
    assert sitting.notebook.contents() == ({}, {})
    assert session.summary.answered == 0


def check(sitting: Sitting, cards: list[QueueCard]) -> None:
    """No card is lost or asked twice, and what is counted is what was written down."""
    session, notebook = sitting.session, sitting.notebook
    states = {card.card: card.state for card in cards}
    for review in sorted(notebook.reviews.values(), key=lambda review: review.id):
        states[review.card] = review.after
    put_away = {a.card for a in notebook.actions.values() if a.kind in {ActionKind.BURY, ActionKind.SUSPEND}}
    answered = {review.card for review in notebook.reviews.values()}
    still = {
        card.card
        for card in cards
        if card.card not in put_away and (card.card not in answered or states[card.card].due_at is not None)
    }
    remaining = session.remaining
    assert {card.card for card in remaining} == still
    assert len(remaining) == len(still) == session.counts.total
    assert all(card.state == states[card.card] for card in remaining)
    assert session.current is None or session.current in remaining
    assert session.summary.answered == len(notebook.reviews)
    assert sum(session.summary.by_rating.values()) == len(notebook.reviews)
    if session.current is None and remaining:
        assert session.next_at is not None
        assert session.next_at > sitting.clock.now


def _edit(note: str, *cards: str, after: str = "after") -> NoteEdit:
    left = frozenset(CardId(f"d/{card}") for card in cards)
    return NoteEdit(deck=DeckId("d"), note=NoteId(note), before="before", after=after, cards=left)


def test_changes_of_notes_are_taken_back_in_their_turn_between_answers():
    sitting = start([queue_card("a"), queue_card("b")])
    before = sitting.seen()
    first = sitting.session.current
    edit = _edit(first.note.removeprefix("d/"), first.card.removeprefix("d/"))
    sitting.session.edited(edit)
    assert sitting.session.current == first
    sitting.rate(GOOD)
    assert sitting.session.undo() == first
    assert sitting.notebook.edits_taken_back == []
    assert sitting.session.undo() == first
    assert sitting.notebook.edits_taken_back == [edit]
    assert sitting.seen() == before


def test_cards_that_their_note_does_not_make_any_more_leave_until_that_is_taken_back():
    sitting = start([queue_card("a:c1", note="a"), queue_card("a:c2", note="a"), queue_card("b")])
    while sitting.session.current.note != "d/a":
        sitting.rate(EASY)
    before, asked = sitting.seen(), sitting.session.current
    sitting.session.edited(_edit("a", after=""))
    assert sitting.session.current != asked
    assert all(card.note != "d/a" for card in sitting.session.remaining)
    assert sitting.session.undo() == asked
    assert sitting.seen() == before


def test_a_change_that_cannot_be_taken_back_does_not_bar_the_way_to_the_steps_before_it():
    sitting = start([queue_card("a"), queue_card("b")])
    sitting.rate(EASY)
    name = sitting.session.current.card.removeprefix("d/")
    sitting.session.edited(_edit(name, name))
    sitting.notebook.changed_since.add(name)
    with pytest.raises(ChangedSinceError):
        sitting.session.undo()
    assert sitting.session.undo() is not None
    assert sitting.notebook.reviews == {}
    assert not sitting.session.can_undo


def test_a_change_that_could_not_be_written_back_can_be_tried_again():
    sitting = start([queue_card("a"), queue_card("b")])
    name = sitting.session.current.card.removeprefix("d/")
    sitting.session.edited(_edit(name, name))
    sitting.notebook.fail_after = 0
    with pytest.raises(StoreError):
        sitting.session.undo()
    sitting.notebook.fail_after = None
    sitting.session.undo()
    assert len(sitting.notebook.edits_taken_back) == 1


def test_what_was_done_to_cards_outside_is_taken_over():
    cards = [queue_card("a"), queue_card("b", scheduled()), queue_card("c", scheduled()), queue_card("d")]
    others = Elsewhere()
    sitting = start(cards, others=others)
    sitting.rate(AGAIN)  # this card waits for its step now
    asked = sitting.session.current
    left = {card.card: card.state for card in sitting.session.remaining}
    away = next(card for card in sitting.session.remaining if card.card != asked.card)
    others.now |= {away.card: None, asked.card: NEW}
    others.marks = frozenset({asked.card})
    sitting.session.catch_up()
    assert sitting.session.current == QueueCard(asked.card, asked.note, asked.deck, NEW)
    assert sitting.session.outcomes() == SCHEDULER.outcomes(asked.card, NEW, sitting.clock())
    assert {card.card for card in sitting.session.remaining} == left.keys() - {away.card}
    assert sitting.session.counts.total == len(left) - 1
    assert sitting.session.is_marked
    assert sitting.rate(GOOD).before == NEW


def test_a_card_that_was_put_away_outside_is_not_asked_on():
    others = Elsewhere()
    sitting = start([queue_card("a")], others=others)
    assert sitting.session.current is not None
    others.now[sitting.session.current.card] = None
    sitting.session.catch_up()
    assert (sitting.session.current, sitting.session.counts) == (None, Counts())


def test_what_was_done_outside_is_undone_in_its_turn_and_then_what_was_done_before():
    others = Elsewhere()
    sitting = start([queue_card(name) for name in "abcd"], others=others)
    session = sitting.session
    beginning = sitting.seen()
    sitting.rate(EASY)
    before = session.current, session.remaining, session.counts
    away = session.remaining[-1]
    others.now[away.card] = None
    step = Outside("Suspended: 1 card.", lambda: others.now.pop(away.card))
    session.catch_up([step])
    assert session.last_step is step
    assert away not in session.remaining
    sitting.rate(EASY)
    session.undo()
    session.undo()
    assert others.now == {}
    assert (session.current, session.remaining, session.counts) == before
    session.undo()
    assert sitting.seen()[:-1] == beginning[:-1]
    assert not session.can_undo


def test_what_was_taken_back_outside_is_no_step_any_more_and_its_cards_come_again():
    others = Elsewhere()
    sitting = start([queue_card(name) for name in "abcd"], others=others)
    session = sitting.session
    away = session.remaining[-1]
    others.now[away.card] = None
    step = Outside("Suspended: 1 card.", lambda: None)
    session.catch_up([step])
    sitting.rate(EASY)
    del others.now[away.card]
    session.catch_up([], [step])
    assert session.last_step is EASY
    assert session.remaining[-1] == away
    assert session.counts.total == 3


def test_a_change_outside_that_was_overwritten_stays_and_is_no_step_any_more():
    sitting = start([queue_card("a")], others=Elsewhere())

    def refuse() -> None:
        raise ChangedSinceError("no")

    sitting.session.catch_up([Outside("Tagged.", refuse)])
    with pytest.raises(ChangedSinceError):
        sitting.session.undo()
    assert not sitting.session.can_undo
