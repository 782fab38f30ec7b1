from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from quiz.model.answer import Verdict
from quiz.model.memory import NEW, Instant, Rating
from quiz.model.options import ScheduleOptions
from quiz.model.review import EventId, Review, ReviewKind
from quiz.srs.order import build_queue
from quiz.srs.replay import replay
from quiz.srs.scheduler import Scheduler, kind_of
from quiz.srs.session import Session
from tests.clock import Clock
from tests.unit.srs.parts import DAYS, NOON, Notebook, ids, queue_card

SCHEDULER = Scheduler(ScheduleOptions(), DAYS)
ratings = st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 40 * 86_400)), min_size=1, max_size=12)


def history(answers: list[tuple[Rating, int]], scheduler: Scheduler = SCHEDULER) -> list[Review]:
    """The rows of one card, answered after the given seconds each time."""
    rows, state, now = [], NEW, NOON
    for number, (rating, seconds) in enumerate(answers):
        now = Instant(now + seconds * 1000 + 1)
        after = scheduler.outcomes(queue_card("a").card, state, now)[rating]
        rows.append(
            Review(
                id=EventId(f"{number:04}"),
                card=queue_card("a").card,
                at=now,
                day=DAYS.day_of(now),
                rating=rating,
                kind=kind_of(state),
                verdict=Verdict.RIGHT,
                typed=None,
                duration_ms=1,
                before=state,
                after=after,
            )
        )
        state = after
    return rows


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Rating),
            st.sampled_from([1, 30, 700, 90_000, -5000]),
            st.sampled_from(["rate", "rate", "undo"]),
        ),
        max_size=40,
    )
)
def test_the_log_of_a_session_leads_to_its_states(moves):
    clock, notebook = Clock(NOON), Notebook()
    cards = [queue_card(name) for name in "abcd"]
    session = Session(build_queue(cards, seed=0), SCHEDULER, clock, notebook, ids(), 1200)
    for rating, seconds, move in moves:
        clock.forward(seconds=seconds)
        if move == "undo":
            session.undo()
        elif session.current is not None:
            session.rate(rating, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
    remaining = {card.card: card.state for card in session.remaining}
    for card in cards:
        rows = [review for review in notebook.reviews.values() if review.card == card.card]
        state = replay(rows, SCHEDULER)
        assert state == (rows[-1].after if rows else NEW)
        assert remaining.get(card.card, state) == state


@given(ratings, st.randoms(use_true_random=False))
def test_rows_may_come_in_any_order(answers, chance):
    rows = history(answers)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert replay(shuffled, SCHEDULER) == rows[-1].after


@given(ratings)
@example([(Rating.AGAIN, 0), (Rating.AGAIN, 38_000), (Rating.GOOD, 537_061)])
def test_computing_every_row_anew_arrives_at_the_same_state(answers):
    rows = history(answers)
    # States no row starts from, so that the chain is broken from the first.
    broken = [replace(row, before=replace(row.after, reps=999)) for row in rows]
    assert replay(broken, SCHEDULER) == rows[-1].after


def test_an_unbroken_chain_keeps_what_older_options_made_of_it():
    eager = Scheduler(ScheduleOptions(desired_retention=0.97), DAYS)
    rows = history([(Rating.EASY, 0), (Rating.GOOD, 9 * 86_400)], eager)
    assert replay(rows, SCHEDULER) == rows[-1].after


def test_a_row_taken_out_of_the_middle_is_as_if_it_had_not_been():
    rows = history([(Rating.EASY, 0), (Rating.AGAIN, 9 * 86_400), (Rating.GOOD, 600)])
    without = replay([rows[0], rows[2]], SCHEDULER)
    expected = SCHEDULER.outcomes(rows[0].card, rows[0].after, rows[2].at)[Rating.GOOD]
    assert without == expected
    assert without.lapses == 0


def test_answers_of_two_devices_both_count():
    start = history([(Rating.EASY, 0)])
    one = history([(Rating.EASY, 0), (Rating.GOOD, 9 * 86_400)])[1]
    other = replace(history([(Rating.EASY, 0), (Rating.HARD, 9 * 86_400 + 60)])[1], id=EventId("other"))
    merged = replay([*start, one, other], SCHEDULER)
    assert merged.reps == 3
    assert merged == SCHEDULER.outcomes(other.card, one.after, other.at)[Rating.HARD]


def test_a_clock_set_back_by_years_leaves_the_answers_in_their_order():
    year = 365 * 86_400
    rows = history([(Rating.EASY, 2 * year), (Rating.GOOD, -2 * year), (Rating.AGAIN, 9 * 86_400), (Rating.GOOD, 600)])
    assert replay(rows, SCHEDULER) == rows[-1].after
    assert replay(reversed(rows), SCHEDULER) == rows[-1].after


def test_an_answer_after_one_that_lies_behind_a_reset_goes_on_from_it():
    """The reset came from a clock ahead, moved the answer behind itself and was taken back."""
    ahead = history([(Rating.AGAIN, 365 * 86_400)])[0]
    moved = replace(history([(Rating.AGAIN, 0)])[0], id=EventId("moved"), at=Instant(ahead.at + 1))
    before = replay([ahead, moved], SCHEDULER)
    at = Instant(moved.after.last_at + 600_000)
    after = SCHEDULER.outcomes(moved.card, before, at)[Rating.AGAIN]
    row = replace(moved, id=EventId("next"), at=at, before=before, after=after)
    assert replay([ahead, moved, row], SCHEDULER) == after
    assert after.reps == 3


@given(ratings, ratings, st.integers(0, 40 * 86_400))
def test_putting_two_logs_together_does_not_depend_on_which_comes_first(answers, others, later):
    one = history(answers)
    other = [replace(row, id=EventId(f"x{row.id}")) for row in history([(others[0][0], later), *others[1:]])]
    merged = replay([*one, *other], SCHEDULER)
    assert replay([*other, *one], SCHEDULER) == merged
    assert merged.reps == len(one) + len(other)


def test_cramming_changes_nothing():
    rows = history([(Rating.EASY, 0), (Rating.AGAIN, 60)])
    assert replay([rows[0], replace(rows[1], kind=ReviewKind.CRAM)], SCHEDULER) == rows[0].after


def test_no_answers_no_state():
    assert replay([], SCHEDULER) == NEW


@given(ratings)
def test_the_memory_follows_the_parameters_and_the_due_day_stays(answers):
    options = ScheduleOptions()
    other = Scheduler(replace(options, parameters=tuple(w * 1.1 for w in options.parameters)), DAYS)
    rows = history(answers)
    state = replay(rows, other)
    assert replace(state, memory=rows[-1].after.memory) == rows[-1].after
    memory = None
    for row in rows:
        first = memory is None
        days = 0 if first else max(row.day - row.before.last_day, 0)
        memory = other.fsrs.first(row.rating) if first else other.fsrs.next(memory, row.rating, days)
    assert state.memory == memory


@given(ratings, ratings)
def test_answers_given_after_the_parameters_changed_go_on_from_those_before(earlier, later):
    options = ScheduleOptions()
    changed = Scheduler(replace(options, parameters=tuple(w * 1.1 for w in options.parameters)), DAYS)
    rows = history(earlier)
    state, now = replay(rows, changed), rows[-1].at
    for number, (rating, seconds) in enumerate(later):
        now = Instant(now + seconds * 1000 + 1)
        after = changed.outcomes(rows[0].card, state, now)[rating]
        row = EventId(f"{900 + number:04}")
        rows.append(replace(rows[0], id=row, at=now, day=DAYS.day_of(now), rating=rating, before=state, after=after))
        state = after
    assert replay(rows, changed) == state
    back = replay(rows, SCHEDULER)
    assert replace(back, memory=state.memory) == state
