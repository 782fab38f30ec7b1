import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model.answer import Verdict
from quiz.model.memory import NEW, Phase, Rating
from quiz.model.options import ScheduleOptions
from quiz.model.review import ActionKind
from quiz.srs.afterwards import Afterwards
from quiz.srs.giveaways import Said
from quiz.srs.leech import LeechRule
from quiz.srs.scheduler import Scheduler
from quiz.srs.session import Session
from tests.clock import Clock
from tests.unit.srs.parts import DAYS, NOON, Notebook, ids, queue_card, scheduled

AGAIN, HARD, GOOD, EASY = Rating
SCHEDULER = Scheduler(ScheduleOptions(), DAYS)


def test_it_is_told_at_eight_lapses_and_then_at_every_fourth():
    assert [lapses for lapses in range(30) if LeechRule().tells(lapses)] == [8, 12, 16, 20, 24, 28]
    assert [lapses for lapses in range(12) if LeechRule(5).tells(lapses)] == [5, 8, 11]
    assert [lapses for lapses in range(5) if LeechRule(1).tells(lapses)] == [1, 2, 3, 4]


@given(st.integers(0, 30), st.integers(0, 100))
def test_what_is_told_is_a_leech(threshold, lapses):
    rule = LeechRule(threshold)
    leech = rule.holds(scheduled(lapses=lapses))
    assert leech or not rule.tells(lapses)
    assert leech == (threshold > 0 and lapses >= threshold)
    assert not rule.holds(NEW)


@given(st.integers(1, 30))
def test_once_a_leech_it_is_told_within_half_a_threshold(threshold):
    rule = LeechRule(threshold)
    for lapses in range(threshold, threshold + 100):
        assert any(rule.tells(lapses + more) for more in range(max(1, (threshold + 1) // 2)))


@given(st.integers(0, 20), st.sampled_from(Rating))
def test_only_an_answer_that_forgets_finds_a_leech(lapses, rating):
    before = scheduled(lapses=lapses)
    after = SCHEDULER.outcomes_at(before, DAYS.start_of(before.due_day), None)[rating]
    assert LeechRule(4).found(before, after) == (rating is AGAIN and LeechRule(4).tells(lapses + 1))


def sit(*cards, rule=None, notebook=None):
    rule = Afterwards(leeches=rule) if isinstance(rule, LeechRule) else rule
    return Session(
        cards,
        SCHEDULER,
        Clock(NOON),
        notebook or Notebook(),
        ids(),
        1200,
        afterwards=None if rule is None else lambda _: rule,
    )


def rate(session, rating):
    return session.rate(rating, verdict=Verdict.WRONG, typed=None, duration_ms=1)


def test_a_session_tells_of_the_answer_that_made_a_leech_and_of_no_other():
    session = sit(queue_card("a", scheduled(lapses=7)), queue_card("b", scheduled(lapses=2)), rule=LeechRule())
    assert session.leech is None
    rate(session, AGAIN)
    assert session.leech is not None
    assert session.leech.card == "d/a"
    assert session.leech.state.lapses == 8
    rate(session, AGAIN)
    assert session.leech is None
    session.undo()
    assert session.leech is not None
    session.undo()
    assert session.leech is None


def test_without_a_rule_nothing_is_told():
    session = sit(queue_card("a", scheduled(lapses=7)))
    rate(session, AGAIN)
    assert session.leech is None


def test_a_leech_is_suspended_where_that_is_wanted_in_one_step_with_its_answer():
    notebook = Notebook()
    session = sit(queue_card("a", scheduled(lapses=7)), rule=LeechRule(suspends=True), notebook=notebook)
    rate(session, AGAIN)
    assert [action.kind for action in notebook.actions.values()] == [ActionKind.SUSPEND]
    assert (session.current, session.next_at, session.counts.total) == (None, None, 0)
    assert session.undo() == queue_card("a", scheduled(lapses=7))
    assert notebook.contents() == ({}, {})
    assert session.counts.total == 1


def test_an_answer_is_kept_even_when_its_suspension_cannot_be():
    notebook = Notebook()
    session = sit(queue_card("a", scheduled(lapses=7)), rule=LeechRule(suspends=True), notebook=notebook)
    notebook.fail_after = 1
    rate(session, AGAIN)
    assert len(notebook.reviews) == 1
    assert session.leech is not None
    assert session.counts.total == 1


STEP = scheduled(Phase.RELEARNING, ago=0, interval=0, due_at=NOON + 600_000)
FAMILY = [
    queue_card("a", scheduled(), note="n"),
    queue_card("new", note="n"),
    queue_card("review", scheduled(), note="n"),
    queue_card("step", STEP, note="n"),
    queue_card("other", scheduled()),
]


@pytest.mark.parametrize(
    ("rules", "buried"),
    [
        (Afterwards(), set()),
        (Afterwards(bury_new=True), {"d/new"}),
        (Afterwards(bury_reviews=True), {"d/review"}),
        (Afterwards(bury_new=True, bury_reviews=True), {"d/new", "d/review"}),
    ],
)
def test_siblings_are_buried_where_that_is_wanted_and_come_back_with_an_undo(rules, buried):
    notebook = Notebook()
    session = sit(*FAMILY, rule=rules, notebook=notebook)
    before = session.remaining
    assert session.current == FAMILY[0]
    rate(session, GOOD)
    assert {action.card for action in notebook.actions.values()} == buried
    assert all(action.kind is ActionKind.BURY for action in notebook.actions.values())
    assert buried.isdisjoint(card.card for card in session.remaining)
    assert session.counts.total == len(session.remaining)
    session.undo()
    assert notebook.actions == {}
    assert session.remaining == before


def test_cards_that_were_given_away_are_buried_where_that_is_wanted():
    cards = [queue_card("giver", scheduled(ago=11)), queue_card("given", scheduled()), queue_card("other", scheduled())]
    texts = [
        Said(cards[0].card, "d/giver", "Is Paris large?", ("yes",)),
        Said(cards[1].card, "d/given", "Which city?", ("Paris",)),
    ]
    notebook, rules = Notebook(), Afterwards(bury_given_away=True)
    session = Session(
        cards, SCHEDULER, Clock(NOON), notebook, ids(), 1200, texts=lambda _: texts, afterwards=lambda _: rules
    )
    assert session.current == cards[0]
    rate(session, GOOD)
    assert [action.card for action in notebook.actions.values()] == ["d/given"]


@given(st.lists(st.sampled_from(FAMILY[1:]), unique=True), st.booleans(), st.booleans())
def test_neither_the_card_itself_nor_steps_nor_strangers_are_buried(coming, new, reviews):
    rules = Afterwards(bury_new=new, bury_reviews=reviews)
    buried = rules.to_bury(FAMILY[0], [FAMILY[0], *coming], ())
    assert set(buried) <= {"d/new", "d/review"}
    assert rules.buries or not buried


def test_the_last_card_of_a_session_can_be_a_leech_that_is_suspended():
    scheduler = Scheduler(ScheduleOptions(relearning_steps=()), DAYS)
    rule = Afterwards(leeches=LeechRule(8, suspends=True))
    card = queue_card("a", scheduled(lapses=7))
    notebook = Notebook()
    session = Session([card], scheduler, Clock(NOON), notebook, ids(), 1200, afterwards=lambda _: rule)
    session.rate(AGAIN, verdict=Verdict.WRONG, typed="x", duration_ms=1)
    assert [action.kind for action in notebook.actions.values()] == [ActionKind.SUSPEND]
    assert session.current is None
    session.undo()
    assert session.current == card
