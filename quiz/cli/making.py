"""From names of articles to made decks; the error of one article does not stop the others."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from quiz.cli import console
from quiz.cli.pool import in_order, processes
from quiz.cli.progress import Progress
from quiz.cli.web import WebChoices, listed, parts_of, read_origin, web_articles
from quiz.deck_saving import Saved
from quiz.errors import DeckError, GenerateError, QuizError, SourceError, UsageError
from quiz.generate.facts import Generated, Options
from quiz.generate.pipeline import GENERATOR, generate
from quiz.language.analyser import analyse
from quiz.maker import FAULTS
from quiz.model.deck import Deck
from quiz.sources.find import read_sources
from quiz.sources.origin import CLIPBOARD, Link, Origin, Part

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
    jobs: int | None = None
    url: str | None = None
    encoding: str = ""
    language: str = ""
    web: WebChoices = field(default_factory=WebChoices)

    @property
    def saves(self) -> bool:
        """Whether a file is to be written."""
        return not self.dry_run and self.output != STDOUT

    @property
    def target(self) -> Path | None:
        """The file that was named for the deck."""
        return Path(self.output) if self.output and self.output != STDOUT else None

    @property
    def generator(self) -> str:
        """What a deck's source names as its maker: two decks with the same one and of the same text are the same."""
        limits = (
            f"at most {self.most}" if self.most else "",
            f"as of {self.as_of}" if self.as_of else "",
            f"read as {self.encoding}" if self.encoding else "",
        )
        return ", ".join((GENERATOR, *filter(None, limits)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What became of one article."""

    name: str
    """The article as the user named it."""
    generated: Generated | None = None
    error: QuizError | None = None
    """Why there is no deck, or why it could not be saved."""
    saved: Saved | None = None
    shared: int = 0
    """Questions that were left to the decks of other articles, which ask the same."""
    known: Saved | None = None
    """The deck that was made of the same text before, which is why none was made now."""
    same_as: str = ""
    """The article before it in this run whose text is nearly the same, which is why it gets no deck."""
    note: str = ""
    """A sentence about what is not quite as it was asked for."""


def find_articles(
    names: Sequence[str],
    order: Order,
    *,
    lists: Sequence[str] = (),
    feeds: Sequence[str] = (),
    clipboard: bool = False,
) -> tuple[Origin, ...]:
    """Return the articles that ``names`` mean; ``-`` is standard input and a folder is all texts in it.

    To them come those that lists in files and feeds on the web name, and that on the clipboard; an address that is
    named again counts once.

    Raises SourceError when a name means nothing, UsageError when options contradict each other.
    """
    copied = (CLIPBOARD,) if clipboard else ()
    places = tuple(_once((*read_sources(names), *listed(lists, feeds, order.web), *copied)))
    if not places:
        raise SourceError("Nothing is named in what was given as a list.", hint="One address or file a line.")
    if len(places) == 1 and isinstance(places[0], Link):
        places = tuple(parts_of(places[0], order.web))
    if order.output is not None and len(places) != 1:
        raise UsageError(
            f"-o names one file, and there are {len(places)} articles.",
            hint="Leave -o out: each article then gets its deck in the decks folder.",
        )
    if order.url is not None and len(places) != 1:
        raise UsageError(f"--url is where one article is, and there are {len(places)} articles.")
    if order.output == "" or (order.output is not None and order.output.endswith("/")):
        raise UsageError(f"-o needs the name of a file, and {order.output!r} is none.")
    if order.review and not order.saves:
        raise UsageError("--review saves what you accept, so it goes with neither --dry-run nor '-o -'.")
    if order.review:
        console.require_terminal("--review", "Use --dry-run to see the questions.")
    return places


def _once(places: Iterable[Origin]) -> Iterator[Origin]:
    """Leave out addresses that were there before."""
    seen: set[str] = set()
    for place in places:
        if not isinstance(place, Link):
            yield place
        elif place.address not in seen:
            seen.add(place.address)
            yield place


def make_decks(
    places: Sequence[Origin], order: Order, known: Callable[[Origin], Saved | None] = lambda _: None
) -> Iterator[Made]:
    """Make a deck of every article, and yield them in their order; several processes work when there are many.

    Articles for which ``known`` returns a deck are passed over. Nothing is written.
    """
    decks: dict[Origin, Saved] = {place: deck for place in places if (deck := known(place)) is not None}
    left: list[Origin] = [place for place in places if place not in decks]
    work = partial(_make, order=order, alone=len(places) == 1)
    made = in_order(work, left, processes(order.jobs, len(left)))
    with Progress(len(places)) as progress:
        for place in places:
            progress.begin(str(place))
            deck = decks.get(place)
            one = next(made) if deck is None else Made(name=str(place), known=deck)
            progress.end(skipped=deck is not None)
            with progress.hidden():
                yield one


def digest(place: Origin, web: WebChoices) -> str | None:
    """Return the digest that a deck of the article would name, or ``None`` when it cannot be had beforehand."""
    if isinstance(place, Link):
        return place.sha256 or (None if place.fault else web_articles(web).known(place.address))
    if isinstance(place, str):
        return None
    if isinstance(place, Part):
        return place.sha256
    with suppress(OSError), Path(place).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return None


def _make(place: Origin, order: Order, *, alone: bool) -> Made:
    title = (
        f"{order.title}: {place.name}" if order.title and isinstance(place, Part | Link) and place.name else order.title
    )
    options = Options(max_cards=order.most, as_of=order.as_of, title=title, aside=order.review)
    try:
        article = read_origin(place, order.web, encoding=order.encoding, language=order.language, keep=order.saves)
        article = replace(article, url=order.url or article.url, language=order.language)
        generated = generate(article, options, analyse=analyse)
    except (SourceError, GenerateError, DeckError) as error:
        return Made(name=str(place), error=error)
    except FAULTS as error:
        if alone:
            raise
        message = f"{place} brings a fault of quiz to light: {type(error).__name__}: {error}"
        return Made(name=str(place), error=GenerateError(message, hint="Please report it, with the article."))
    nothing = GenerateError(
        f"No question could be made from {place}.", hint="" if order.explain else "With --explain you see why."
    )
    error = None if generated.deck.notes else nothing
    return Made(name=str(place), generated=_light(generated, order), error=error, note=article.note)


def _light(generated: Generated, order: Order) -> Generated:
    """Return what was made without what nobody looks at: it may have to travel from another process."""
    source = generated.deck.source
    deck = replace(generated.deck, source=replace(source, generator=order.generator) if source else None)
    wanted = generated.drops if order.explain or order.review else ()
    return replace(generated, deck=deck, drops=tuple(replace(drop, candidate=None) for drop in wanted))


def settled(made: Made, deck: Deck, saved: Saved) -> Made:
    """Return ``made`` with what was saved of it, named as it is in the file."""
    if made.generated is None:
        return made
    return replace(
        made, generated=replace(made.generated, deck=replace(deck, id=saved.id, title=saved.title)), saved=saved
    )
