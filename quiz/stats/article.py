"""Cuts the text of an article into what is asked about and what is not, with the chance that each fact is known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quiz.model.article import Span

_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True)
class Fact:
    """A card, at the sentence it was made from."""

    sentence: Span
    chance: float | None
    """That it would be remembered today, 0 to 1; ``None``: it was never answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A piece of the text, in its order: a sentence that cards ask about, or what lies between such."""

    text: str
    opens: bool
    """Whether a paragraph begins with it."""
    cards: int = 0
    """How many cards ask about it."""
    answered: int = 0
    known: float = 0.0
    """The sum of the chances of recall of those that were answered."""

    @property
    def chance(self) -> float | None:
        """The mean chance of recall; ``None`` when no card about it was answered."""
        return self.known / self.answered if self.answered else None


def stretches(text: str, facts: Iterable[Fact]) -> tuple[Stretch, ...]:
    """Return the whole of ``text``, cut at the sentences of ``facts`` and at paragraphs; white space is evened out.

    Sentences that overlap are one stretch.
    """
    found: list[Stretch] = []
    at = 0
    for start, end, some in _joined(facts):
        between = text[at:start]
        found += _plain(between, opens=not found)
        chances = [fact.chance for fact in some if fact.chance is not None]
        found.append(
            Stretch(
                text=" ".join(text[start:end].split()),
                opens=not found or _PARAGRAPH in between[len(between.rstrip()) :],
                cards=len(some),
                answered=len(chances),
                known=sum(chances),
            )
        )
        at = end
    found += _plain(text[at:], opens=not found)
    return tuple(found)


def _joined(facts: Iterable[Fact]) -> list[tuple[int, int, list[Fact]]]:
    joined: list[tuple[int, int, list[Fact]]] = []
    for fact in sorted(facts, key=lambda fact: (fact.sentence.start, fact.sentence.end)):
        start, end = fact.sentence.start, fact.sentence.end
        if joined and start < joined[-1][1]:
            first, last, some = joined[-1]
            joined[-1] = first, max(last, end), [*some, fact]
        else:
            joined.append((start, end, [fact]))
    return joined


def _plain(text: str, *, opens: bool) -> list[Stretch]:
    """Return what nothing is asked about, a stretch a paragraph."""
    parts = text.split(_PARAGRAPH)
    return [
        Stretch(text=" ".join(part.split()), opens=opens or number > 0)
        for number, part in enumerate(parts)
        if part.strip()
    ]


def of_sentences(sentences: Sequence[tuple[str, Sequence[float | None]]]) -> tuple[Stretch, ...]:
    """Return sentences whose article is not at hand, each a paragraph, with the chances of the cards about it."""
    return tuple(
        Stretch(
            text=" ".join(text.split()),
            opens=True,
            cards=len(chances),
            answered=sum(chance is not None for chance in chances),
            known=sum(chance for chance in chances if chance is not None),
        )
        for text, chances in sentences
    )
