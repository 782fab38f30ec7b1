"""Which rating an answer suggests, and why; the learner decides."""

from dataclasses import replace

from quiz.grading.asking import Asked, Way
from quiz.model.answer import Graded, Reason, Verdict
from quiz.model.card import Card, CardKind
from quiz.model.memory import Rating

_THINKING = 12_000
"""Milliseconds to find an answer that is known."""
_THINKING_AN_ITEM = 5_000
"""Milliseconds for each further item of a list."""
_READING = 60
"""Milliseconds a character: 200 words a minute."""
_TYPING = 500
"""Milliseconds a character: somebody who looks for the keys."""


def fair_time(card: Card, asked: Asked) -> int:
    """Return how many milliseconds an answer may take that counts as known.

    It is the time to read what is on the screen, to think, and to type the answer where it is typed.
    """
    shown = len(card.prompt) + len(asked.sentence) + sum(map(len, asked.options))
    time = _THINKING + _READING * shown
    if asked.way is Way.TYPED:
        time += _TYPING * len(card.answer)
    if card.kind is CardKind.LIST:
        time += _THINKING_AN_ITEM * (len(card.answers) - 1)
    return time


def propose(graded: Graded, card: Card, asked: Asked, *, hints: int, taken: int) -> Graded:
    """Return ``graded`` with the rating it suggests and the reason, where it is not the verdict alone.

    ``hints`` were asked for, and ``taken`` milliseconds went by. Wrong is Again; close, hinted or slow is Hard; right
    is Good. An answer that was only looked at, where one was to be typed or chosen, is Again: two quick presses must
    not call a card known. Where nothing is typed the learner compares, and nothing is known of it here.
    """
    said = graded.said
    turned = said is not None and said.verdict is graded.verdict and said.verdict is not said.about
    near = said is not None and said.about is Verdict.CLOSE and said.verdict is Verdict.WRONG  # and was asked about
    own = Reason.OWN if turned and not near else None
    match graded.verdict:
        case Verdict.WRONG:
            return replace(graded, rating=Rating.AGAIN, reason=own)
        case Verdict.CLOSE:
            reason = Reason.TYPO if graded.slip else Reason.PART if graded.missing else Reason.INEXACT
            return replace(graded, rating=Rating.HARD, reason=reason)
        case Verdict.SHOWN:
            return graded if asked.way is Way.FLIP else replace(graded, rating=Rating.AGAIN)
        case Verdict.RIGHT:
            reason = Reason.HINTED if hints else Reason.SLOW if taken > fair_time(card, asked) else None
            return replace(graded, rating=Rating.HARD if reason else Rating.GOOD, reason=reason or own)
