"""From names of articles to saved decks; the error of one article does not stop the others."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli import console
from quiz.cli.progress import Progress
from quiz.deck_saving import Making, Saved
from quiz.errors import DeckError, GenerateError, QuizError, SourceError, UsageError
from quiz.generate.facts import Generated, Options
from quiz.generate.pipeline import generate
from quiz.language.analyser import analyse
from quiz.model.deck import Deck
from quiz.sources.article import read_article
from quiz.sources.find import Origin, read_sources

if TYPE_CHECKING:
    from quiz.collection import Collection

STDOUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was asked of ``quiz generate``; the fields are its options."""

    output: str | None
    most: int | None
    as_of: date | None
    title: str | None
    dry_run: bool
    explain: bool
    review: bool
    force: bool

    @property
    def saves(self) -> bool:
        """Whether a file is to be written."""
        return not self.dry_run and self.output != STDOUT

    @property
    def target(self) -> Path | None:
        """The file that was named for the deck."""
        return Path(self.output) if self.output and self.output != STDOUT else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one article."""

    name: str
    """The article as the user named it."""
    generated: Generated | None = None
    error: QuizError | None = None
    """Why there is no deck, or why it could not be saved."""
    saved: Saved | None = None


def make_decks(names: Sequence[str], order: Order) -> tuple[Made, ...]:
    """Make a deck of every article that ``names`` mean; ``-`` is standard input and a folder is all texts in it.

    Nothing is written. Raises SourceError when a name means nothing, UsageError when options contradict each other.
    """
    places = list(read_sources(names))
    if order.output is not None and len(places) != 1:
        raise UsageError(
            f"-o names one file, and there are {len(places)} articles.",
            hint="Leave -o out: each article then gets its deck in the decks folder.",
        )
    if order.output == "" or (order.output is not None and order.output.endswith("/")):
        raise UsageError(f"-o needs the name of a file, and {order.output!r} is none.")
    if order.review and not order.saves:
        raise UsageError("--review saves what you accept, so it goes with neither --dry-run nor '-o -'.")
    if order.review:
        console.require_terminal("--review", "Use --dry-run to see the questions.")
    made: list[Made] = []
    with Progress(len(places)) as progress:
        for place in places:
            progress.begin(str(place))
            made.append(_make(place, order))
            progress.end()
    return tuple(made)


def _make(place: Origin, order: Order) -> Made:
    options = Options(max_cards=order.most, as_of=order.as_of, title=order.title)
    try:
        article = read_article(place, stdin=sys.stdin.buffer if sys.stdin else None)
        generated = generate(article, options, analyse=analyse)
    except (SourceError, GenerateError) as error:
        return Made(name=str(place), error=error)
    nothing = GenerateError(
        f"No question could be made from {place}.", hint="" if order.explain else "With --explain you see why."
    )
    return Made(name=str(place), generated=generated, error=None if generated.deck.notes else nothing)


def save(made: Sequence[Made], order: Order, collection: "Collection") -> tuple[Made, ...]:
    """Write each deck that was made; one that cannot be written becomes an error of its own."""
    return tuple(_save(one, order, collection) for one in made)


def _save(made: Made, order: Order, collection: "Collection") -> Made:
    if made.generated is None or made.error is not None:
        return made
    generated = made.generated
    put = collection.save_deck if order.saves else collection.plan_deck
    try:
        saved = put(generated.deck, order.target, force=order.force, making=Making(sentences=generated.sentences))
    except DeckError as error:
        return replace(made, error=error)
    return settled(made, generated.deck, saved)


def settled(made: Made, deck: Deck, saved: Saved) -> Made:
    """Return ``made`` with what was saved of it, named as it is in the file."""
    if made.generated is None:
        return made
    return replace(
        made, generated=replace(made.generated, deck=replace(deck, id=saved.id, title=saved.title)), saved=saved
    )
