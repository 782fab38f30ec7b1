"""Compares answers that are words."""

from quiz.grading.normal import bare, fold, has_digit, latin, without_articles, words
from quiz.model.answer import Verdict
from quiz.model.deck import Card


class Comparer:
    """Compares typed answers with one card."""

    def __init__(self, card: Card) -> None:
        """Keep the card."""
        self.card = card

    def compare(self, given: str) -> tuple[Verdict, str]:
        """Return the verdict and the spelling of the answer that comes closest."""
        spellings = [spelling for item in self.card.answers for spelling in item]
        if given in spellings:
            return Verdict.RIGHT, given
        key = _key(given)
        for spelling in spellings:
            if key and _key(spelling) == key:
                return Verdict.RIGHT, spelling
        from rapidfuzz.distance import OSA

        for spelling in spellings:
            other = _key(spelling)
            limit = 0 if len(other) <= 4 or has_digit(other) else 1 if len(other) <= 8 else 2
            if OSA.distance(key, other) <= limit:
                return Verdict.CLOSE, spelling
        return Verdict.WRONG, self.card.answer


def _key(text: str) -> str:
    return " ".join(without_articles(words(latin(bare(fold(text))))))
