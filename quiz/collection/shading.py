"""Lays what is known today over the text of an article."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quiz.collection.articles import find_sentence
from quiz.errors import SourceError
from quiz.model.ids import CardId
from quiz.stats.article import Fact, Stretch, of_sentences, stretches

if TYPE_CHECKING:
    from quiz.collection.articles import Articles
    from quiz.model.card import Card


def shade(
    articles: "Articles", cards: "Mapping[CardId, Card]", chances: Mapping[CardId, float | None]
) -> tuple[Stretch, ...]:
    """Return the article of ``cards`` with the chances that they are known, where their sentences stand in it.

    Without the article, the sentences that are kept with the cards stand for it, in the order of the deck; so do
    those that stand in it no more, at its end.
    """
    told: dict[str, list[float | None]] = {}
    for card, chance in chances.items():
        if card in cards and cards[card].evidence:
            told.setdefault(cards[card].evidence, []).append(chance)
    if not told:
        return ()
    text = _text(articles, next(card for card in cards.values() if card.evidence))
    places = {sentence: find_sentence(sentence, text) for sentence in told}
    facts = [Fact(span, chance) for sentence, span in places.items() if span is not None for chance in told[sentence]]
    lost = [(sentence, told[sentence]) for sentence, span in places.items() if span is None]
    return (*(stretches(text, facts) if facts else ()), *of_sentences(lost))


def _text(articles: "Articles", card: "Card") -> str:
    try:
        return articles.find(card).text
    except SourceError:
        return ""
