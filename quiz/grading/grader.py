"""Compares what was answered with what a card expects, and suggests a rating."""

from quiz.grading.diff import diff
from quiz.grading.wording import Comparer
from quiz.model.answer import Graded, Verdict
from quiz.model.deck import Card
from quiz.model.memory import Rating

_RATINGS = {Verdict.RIGHT: Rating.GOOD, Verdict.CLOSE: Rating.HARD, Verdict.WRONG: Rating.AGAIN}


def grade(card: Card, given: str) -> Graded:
    """Compare a typed answer with ``card``; any text is allowed and nothing is raised."""
    verdict, expected = Comparer(card).compare(given)
    pieces = diff(expected, given) if given else ()
    return Graded(verdict=verdict, given=given, expected=expected, pieces=pieces, rating=_RATINGS[verdict])


def grade_choice(card: Card, chosen: str) -> Graded:
    """Compare the text of a chosen option with ``card``; only a spelling of the answer itself is right."""
    right = any(chosen.strip() == spelling.strip() for item in card.answers for spelling in item)
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    return Graded(verdict=verdict, given=chosen, expected=card.answer, rating=_RATINGS[verdict])


def grade_shown(card: Card) -> Graded:
    """Return the outcome of only looking at the answer: nothing was compared and no rating is suggested."""
    return Graded(verdict=Verdict.SHOWN, given="", expected=card.answer)
