"""What an answer is worth after the learner had a word in it, or the card was edited."""

from dataclasses import replace

from quiz.grading import grader
from quiz.model.answer import Graded, Said, Verdict
from quiz.model.card import Card, CardKind


def as_said(graded: Graded, verdict: Verdict) -> Graded:
    """Return an answer with the verdict that the learner gives it."""
    about = graded.said.about if graded.said else graded.verdict
    return replace(graded, verdict=verdict, said=Said(about, verdict))


def graded_anew(card: Card, graded: Graded, *, chosen: bool) -> Graded:
    """Return what an answer is worth now that its card was edited; ``chosen`` tells whether it was an option.

    What the learner said of the answer holds as long as the comparison finds the same.
    """
    if graded.verdict is Verdict.SHOWN:
        return grader.grade_shown(card)
    if chosen:
        return grader.grade_choice(card, graded.given)
    if graded.items and card.kind is CardKind.LIST:
        anew = grader.grade_items(card, [item.text for item in graded.items])
    else:
        anew = grader.grade(card, graded.given)
    if graded.said is None:
        return anew
    verdict = graded.said.verdict if anew.verdict is graded.said.about else anew.verdict
    return replace(anew, verdict=verdict, said=graded.said)
