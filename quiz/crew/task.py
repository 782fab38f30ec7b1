"""What is done for each of many articles, wherever it is done: make its deck, and sketch its text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from quiz.crew.hand import Loss, LostError, allow
from quiz.errors import DeckError, GenerateError, QuizError, SourceError
from quiz.generate.facts import Generated, Options, in_part
from quiz.generate.proposing.values import Proposer
from quiz.model.article import Article
from quiz.sources.alike import sketch_of

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a fault of ours looks like. Among many articles one that brings it to light does not stop the others."""
TOLD = (SourceError, GenerateError, DeckError)
"""What an article may be told to be, or to have met."""
_AT_LEAST = 60
"""Seconds that the deck of an article may take."""
_PER_SECOND = 25
"""Words of an article for which it may take a second more: a twentieth of what a machine with nothing else to do reads
in a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How decks are to be made."""

    generator: str
    """What their sources name as their maker."""
    most: int | None = None
    as_of: date | None = None
    title: str | None = None
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    """What candidates of some templates are worth; see `quiz.generate.facts.Options`."""
    drops: bool = False
    """Whether anybody looks at what was left out."""
    aside: bool = False
    """Whether it is wanted as notes, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What came of one article."""

    name: str
    """The article as the user named it."""
    generated: Generated | None = None
    error: QuizError | None = None
    note: str = ""
    """A sentence about what is not sure about the article."""
    sketch: bytes | None = None
    """By which a text that is nearly the same is recognised."""
    left_out: str = ""
    """What of the document is not in its text."""
    book_left_out: str = ""
    """What of its book is in no chapter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An article that a deck is to be made of."""

    article: Article
    name: str
    """As the user named it."""
    wanted: Wanted

    def do(
        self,
        *,
        alone: bool = False,
        proposer: Proposer | None = None,
        heard: Callable[[float], object] | None = None,
    ) -> Worked:
        """Return the deck, or why there is none; of the one article of a run a fault of ours is raised.

        With a ``proposer`` its questions take the place of those of our rules. ``heard`` is told what share of the
        article is read, 0 to 1, again and again.
        """
        from quiz.generate.pipeline import generate  # noqa: PLC0415 - who hands out the work does not do it
        from quiz.language.analyser import analyse  # noqa: PLC0415

        article, name, wanted = self.article, self.name, self.wanted
        allow(_AT_LEAST + len(article.text.split()) / _PER_SECOND)
        options = Options(
            max_cards=wanted.most, as_of=wanted.as_of, title=wanted.title, weights=wanted.weights, aside=wanted.aside
        )
        try:
            generated = generate(
                article,
                options,
                # Headline and questions are analysed, too, and are no part of the way.
                analyse=lambda text: analyse(text, heard if text == article.text else None),
                proposer=proposer,
            )
            sketch = sketch_of(article.text)
        except TOLD as error:
            return Worked(name=name, error=error, note=article.note)
        except FAULTS as error:
            if alone:
                raise
            return Worked(name=name, error=fault(name, error))
        error = None if generated.deck.notes else nothing(name, explained=wanted.drops)
        made = _light(generated, wanted)
        return Worked(
            name=name,
            generated=made,
            error=error,
            note=article.note,
            sketch=sketch,
            left_out=article.left_out,
            book_left_out=article.book_left_out,
        )


def fault(name: str, error: Exception) -> GenerateError:
    """Return what is said of an article that brings a fault of ours to light."""
    return GenerateError(
        f"{name} brings a fault of quiz to light: {type(error).__name__}: {error}",
        hint="Please report it, with the article.",
    )


def nothing(name: str, *, explained: bool) -> GenerateError:
    """Return what is said of an article without a question."""
    return GenerateError(
        f"No question could be made from {name}.", hint="" if explained else "With --explain you see why."
    )


def given_up(name: str, lost: LostError) -> GenerateError:
    """Return what is said of an article whose task was lost."""
    match lost.loss:
        case Loss.LATE:
            return GenerateError(f"{name} was given up: it takes more than {lost.seconds:.0f} seconds.")
        case Loss.FULL:
            return GenerateError(f"{name} was given up: it takes too much memory.")
        case Loss.BROKEN:
            return GenerateError(
                f"{name} was given up: it brought the process that read it to its end, twice.",
                hint="Perhaps the memory was full; if not, please report it, with the article.",
            )


def _light(generated: Generated, wanted: Wanted) -> Generated:
    """Return what was made without what nobody looks at: it may have to travel from another process."""
    source = generated.deck.source
    maker = wanted.generator if generated.whole else in_part(wanted.generator)
    deck = replace(generated.deck, source=replace(source, generator=maker) if source else None)
    drops = generated.drops if wanted.drops else ()
    light = replace(generated, deck=deck, drops=tuple(replace(drop, candidate=None) for drop in drops))
    return light if wanted.aside else replace(light, origins={})
