"""What of an article is still known today, sentence by sentence."""

from collections.abc import Sequence

from quiz.model.text import counted
from quiz.stats.article import Stretch
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.sums import Sums
from quiz.stats.words import percent


def article(sums: Sums) -> Chart:
    """Return the text of the deck's article with the chance that what it says is known."""
    text = sums.article
    return Chart(
        key="article",
        title="What you still know of the article",
        shape=Shape.TEXT,
        unit=Unit.SHARE,
        scale="text",
        places=tuple(Place(each.text, opens=each.opens) for each in text),
        series=(
            Series("known", tuple(each.chance for each in text)),
            Series("cards", tuple(each.cards for each in text), Unit.NUMBER),
            Series("answered", tuple(each.answered for each in text), Unit.NUMBER),
        ),
        said=(_said(text),) if text else (),
        note="The chance that you would answer the cards of a sentence right now.",
        empty=_why_empty(sums),
    )


def _said(text: Sequence[Stretch]) -> str:
    cards, answered = sum(each.cards for each in text), sum(each.answered for each in text)
    known = sum(each.known for each in text)
    left = f"; {counted(cards - answered, 'card')} not answered yet" if answered < cards else ""
    if not answered:
        return f"None of its {counted(cards, 'card')} was answered yet."
    share = percent(known / answered)
    return f"You know about {known:.0f} of the {counted(answered, 'fact')} you were asked ({share}){left}."


def _why_empty(sums: Sums) -> str:
    if sums.scope.decks is None or len(sums.scope.decks) != 1:
        return "Choose one deck to see what you still know of its article."
    return "The cards of this deck do not say from which sentences they were made."
