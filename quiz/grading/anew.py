"""Compares an answer once more, with the card as it reads since it was edited."""

from dataclasses import replace

from quiz.grading import grader
from quiz.model.answer import Graded, Reason, Verdict
from quiz.model.deck import Card, CardKind


def graded_anew(card: Card, graded: Graded, *, chosen: bool) -> Graded:
    """Return what an answer is worth now that its card was edited; ``chosen`` tells whether it was an option.

    What the learner said of the answer holds.
    """
    if graded.verdict is Verdict.SHOWN:
        return grader.grade_shown(card)
    if chosen:
        return grader.grade_choice(card, graded.given)
    if graded.items and card.kind is CardKind.LIST:
        anew = grader.grade_items(card, [item.text for item in graded.items])
    else:
        anew = grader.grade(card, graded.given)
    if graded.reason is Reason.OWN and anew.verdict is not graded.verdict:
        return replace(anew, verdict=graded.verdict, reason=graded.reason)
    return anew
