"""The rating that is proposed, and the reason that is told with it."""

from dataclasses import replace

import pytest

from quiz.grading import grade, grade_choice, grade_shown
from quiz.grading.anew import as_said, graded_anew
from quiz.grading.asking import Asked, Way
from quiz.grading.proposal import fair_time, propose
from quiz.model.answer import Graded, Reason, Verdict
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId
from quiz.model.memory import Rating

SEAT = Card(
    id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt="Where is the seat?",
    answers=(("Istanbul",),), distractors=("Ankara",),
)  # fmt: skip
TYPED = Asked(way=Way.TYPED, hints=True)
CHOSEN = Asked(way=Way.CHOICE, options=("Istanbul", "Ankara"))


@pytest.mark.parametrize(
    ("graded", "hints", "slow", "rating", "reason"),
    [
        (grade(SEAT, "Istanbul"), 0, False, Rating.GOOD, None),
        (grade(SEAT, "Istanbul"), 0, True, Rating.HARD, Reason.SLOW),
        (grade(SEAT, "Istanbul"), 1, True, Rating.HARD, Reason.HINTED),
        (grade(SEAT, "Istambul"), 0, False, Rating.HARD, Reason.TYPO),
        (grade(SEAT, "Rome"), 1, True, Rating.AGAIN, None),
        (grade_shown(SEAT), 0, True, Rating.AGAIN, None),
        (grade_shown(SEAT), 1, False, Rating.AGAIN, None),
        (grade_choice(SEAT, "Istanbul"), 0, False, Rating.GOOD, None),
        (grade_choice(SEAT, "Istanbul"), 0, True, Rating.HARD, Reason.SLOW),
        (grade_choice(SEAT, "Ankara"), 0, False, Rating.AGAIN, None),
    ],
)
def test_the_proposal_follows_from_verdict_hints_and_time(
    graded: Graded, *, hints: int, slow: bool, rating: Rating | None, reason: Reason | None
) -> None:
    asked = CHOSEN if graded.given in CHOSEN.options else TYPED
    taken = fair_time(SEAT, asked) + slow
    proposed = propose(graded, SEAT, asked, hints=hints, taken=taken)
    assert (proposed.rating, proposed.reason) == (rating, reason)


def test_of_a_card_that_is_turned_over_nothing_is_proposed() -> None:
    graded = propose(grade_shown(SEAT), SEAT, Asked(way=Way.FLIP), hints=0, taken=0)
    assert (graded.rating, graded.reason) == (None, None)


def test_an_answer_that_is_close_in_part_says_so() -> None:
    card = Card(
        id=SEAT.id, deck=SEAT.deck, note=SEAT.note, kind=CardKind.BASIC, prompt="When?", answers=(("6 May 2024",),)
    )
    assert propose(grade(card, "May 2024"), card, TYPED, hints=0, taken=0).reason is Reason.INEXACT


def test_a_list_that_is_not_whole_says_so() -> None:
    card = replace(SEAT, kind=CardKind.LIST, answers=(("Oslo",), ("Bergen",)))
    assert propose(grade(card, "Oslo"), card, TYPED, hints=0, taken=0).reason is Reason.PART


def test_the_learners_own_word_is_told_where_it_made_the_verdict() -> None:
    wrong, close = grade(SEAT, "Rome"), grade(SEAT, "Istambul")
    renamed = replace(SEAT, answers=(("Rome", "Istambul"),))
    for graded, reason in (
        (as_said(wrong, Verdict.RIGHT), Reason.OWN),
        (as_said(as_said(wrong, Verdict.RIGHT), Verdict.WRONG), None),
        (as_said(close, Verdict.WRONG), None),
        (as_said(close, Verdict.RIGHT), Reason.OWN),
        (as_said(close, Verdict.CLOSE), Reason.TYPO),
        (graded_anew(SEAT, as_said(close, Verdict.WRONG), chosen=False), None),
        (graded_anew(renamed, as_said(close, Verdict.CLOSE), chosen=False), None),
    ):
        assert propose(graded, SEAT, TYPED, hints=0, taken=0).reason is reason
    assert graded_anew(renamed, as_said(close, Verdict.WRONG), chosen=False).verdict is Verdict.RIGHT
    assert graded_anew(SEAT, as_said(close, Verdict.WRONG), chosen=False).verdict is Verdict.WRONG


def test_what_is_longer_may_take_longer() -> None:
    listed = Card(
        id=SEAT.id, deck=SEAT.deck, note=SEAT.note, kind=CardKind.LIST, prompt=SEAT.prompt,
        answers=(("Istanbul",), ("Ankara",)),
    )  # fmt: skip
    flipped = fair_time(SEAT, Asked(way=Way.FLIP))
    assert 10_000 < flipped < fair_time(SEAT, TYPED) < fair_time(listed, TYPED) < 60_000
    assert flipped < fair_time(SEAT, CHOSEN)
