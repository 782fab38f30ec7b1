"""Makes decks of articles in a process of its own, which can be left at any moment: the analyser is large and slow.

The process is asked on its standard input and tells on its standard output, both in pickles with their length before
them. It is our own program and nobody else's that is read from.
"""

import os
import pickle
import sys
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from quiz.errors import DeckError, GenerateError, QuizError, SourceError
from quiz.generate.facts import Generated, Options, in_part
from quiz.generate.readable import check_text
from quiz.kept import digest_of
from quiz.model.article import Article
from quiz.model.memory import Instant
from quiz.model.text import one_line
from quiz.sources.article import read_article, read_pasted
from quiz.sources.find import hint_for, opened, read_sources
from quiz.sources.origin import KEPT
from quiz.sources.refused import Passed, tell_passed
from quiz.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from quiz.config.llm import LlmOptions
    from quiz.llm.engine import LlmEngine
    from quiz.llm.spending import Purse

HEAD = 8
"""Bytes before a pickle that tell its length."""
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a fault of ours looks like. Among many articles one that brings it to light does not stop the others."""
_LONGEST_PATH = 1_000
"""Characters; what is longer is a text."""
_PIECES = 400
"""Pieces of an answer after which half of it seems to be there."""
MOST = 50
"""Articles that are made in one go on a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A language model that is asked for questions."""

    options: "LlmOptions"
    folder: Path
    """Where its answers are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made."""

    articles: tuple[Article, ...]
    title: str | None = None
    """The title of the deck, if there is one article."""
    model: Model | None = None
    """Who proposes the questions, in the place of our rules."""
    weights: "Mapping[str, float]" = field(default_factory=dict[str, float])
    """What candidates of some templates are worth; see `quiz.generate.facts.Options`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """An address whose article is to be fetched."""

    address: str
    folder: Path
    """Where it is kept."""
    now: Instant
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How far the process has come."""

    article: int
    """Which one is worked on, from 0."""
    share: float
    """How much of it is read, 0 to 1."""
    asking: bool = False
    """Whether it is read, and the share is that of the parts that a language model was asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of one article."""

    article: int
    generated: Generated | None = None
    error: str = ""
    """Why nothing came of it, as sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What a language model was asked for all articles, and what that cost."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a path or a pasted text holds."""

    articles: tuple[Article, ...] = ()
    """Those of which a deck can be made."""
    faults: tuple[str, ...] = ()
    """Why the others are none."""

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return sum(len(article.text.split()) for article in self.articles)


Told = Reading | Made | Used | Found


def find_articles(
    path: str, pasted: str, *, kept: Path | None = None, stop: "Callable[[], bool]" = lambda: False
) -> Found:
    """Return the articles at a path, or that in a pasted text if no path is given; faults are told in it.

    A path that was pasted for a text is taken for what it is, and so is the name of a text in the folder ``kept``. Once
    ``stop`` is true nobody waits for what is returned.
    """
    articles: list[Article] = []
    faults: list[str] = []
    if kept is not None and is_kept(path or pasted):
        return _kept((path or pasted).strip(), kept)
    if is_address(path or pasted.strip()) and len((path or pasted).split()) == 1:
        return Found()  # nothing is fetched while it is typed
    if not path and _is_path(pasted):
        path = pasted.strip().strip("'\"")
    for article in _articles(path, pasted, faults, stop):
        if stop():
            break
        _sort(article, articles, faults)
    return Found(articles=tuple(articles), faults=tuple(faults))


def _sort(article: Article, articles: list[Article], faults: list[str]) -> None:
    """Put an article among those of which a deck can be made, or say why it is none."""
    try:
        check_text(
            article.text, Path(article.path).name if article.path else article.url or "the field", article.language
        )
    except GenerateError as error:
        faults.append(_sentences(error))
    else:
        articles.append(article)
        if article.note:
            faults.append(article.note)


def is_kept(named: str) -> bool:
    """Tell whether the name of a text stands there that is kept, and came from nowhere it could be asked for again."""
    return named.strip().startswith(KEPT) and len(named.split()) == 1


def _kept(name: str, folder: Path) -> Found:
    """Return the articles that are kept by a name."""
    return _fetch(Fetch(address=name, folder=folder, now=Instant(0)))


def _fetch(order: Fetch) -> Found:
    """Return the articles at an address."""
    from quiz.kept import KeptArticles  # noqa: PLC0415 - files need none
    from quiz.web_articles import WebArticles  # noqa: PLC0415

    articles: list[Article] = []
    faults: list[str] = []
    web = WebArticles(KeptArticles(order.folder), now=lambda: order.now, allow_private=order.allow_private)
    try:
        for article in web.read(order.address):
            _sort(article, articles, faults)
    except (SourceError, DeckError) as error:
        faults.append(_sentences(error))
    return Found(articles=tuple(articles[:MOST]), faults=tuple(faults))


def _is_path(pasted: str) -> bool:
    """Tell whether what stands in the field for a text is a path: dropped onto the terminal, or typed there."""
    line = pasted.strip().strip("'\"")
    if not line or len(line) > _LONGEST_PATH or "\n" in line:
        return False
    if os.path.lexists(os.path.expanduser(line)):  # noqa: PTH111 - Path.expanduser raises for users there are not
        return True
    return line.startswith(("/", "~/", "./", "../")) and " " not in line


def _articles(path: str, pasted: str, faults: list[str], stop: "Callable[[], bool]") -> "Iterator[Article]":
    passed: list[Passed] = []
    try:
        if not path:
            article = read_pasted(pasted)
            yield replace(article, sha256=digest_of(article))
            return
        name = os.path.expanduser(path)  # noqa: PTH111 - Path.expanduser raises for users there are not
        if not os.path.lexists(name):
            faults.append(f"There is no file or folder {name}. {hint_for(path)}")
            return
        if not os.path.isfile(name) and not os.path.isdir(name):  # noqa: PTH112, PTH113 - Path raises for long names
            # A pipe or a device may never come to an end, and who waits for it cannot be stopped.
            faults.append(f"{name} is neither a file nor a folder.")
            return
        found = read_sources([name], stop=stop, hear=passed.append)
        files = (place for place in found if isinstance(place, Path))
        places = list(islice((place for file in files if not stop() for place in opened(file)), MOST + 1))
    except SourceError as error:
        faults.append(_sentences(error))
        return
    if len(places) > MOST:
        faults.append(
            f"There are more than {MOST} articles in {name}; 'quiz generate' in the shell makes decks of so many."
        )
        return
    for place in places:
        if stop():
            return
        try:
            yield read_article(place)
        except SourceError as error:
            faults.append(_sentences(error))
    faults += filter(None, [tell_passed(passed)])


def _sentences(error: QuizError) -> str:
    return f"{error.message} {error.hint}".strip()


def pack(value: object) -> bytes:
    """Return a value as it is sent."""
    data = pickle.dumps(value)
    return len(data).to_bytes(HEAD, "big") + data


def serve(orders: IO[bytes], told: IO[bytes]) -> None:
    """Make what the first order asks for, and tell of every step."""

    def tell(value: Told) -> None:
        told.write(pack(value))
        told.flush()

    order = pickle.loads(orders.read(int.from_bytes(orders.read(HEAD), "big")))  # noqa: S301 - our own program's
    if isinstance(order, Fetch):
        tell(_fetch(order))
        return
    assert isinstance(order, Order)  # noqa: S101
    from quiz.generate.pipeline import generate  # noqa: PLC0415 - not before it is known what to make
    from quiz.language.analyser import analyse  # noqa: PLC0415

    options = Options(title=one_line(order.title or "") or None, weights=order.weights)
    asked = order.model
    try:
        engine = engine_of(asked) if asked is not None else None
    except GenerateError as error:
        tell(Made(article=0, error=_sentences(error)))
        return
    for number, article in enumerate(order.articles):
        length, heard = len(article.text), _reading(number, tell)
        if engine is not None:
            engine.heard = _hearing(number, tell)
        tell(Reading(article=number, share=0.0))
        try:
            made = generate(
                article,
                options,
                # The headline is analysed too, and is no part of the way.
                analyse=lambda text, n=length, heard=heard: analyse(text, heard if len(text) == n else None),
                proposer=engine,
            )
            if asked is not None:
                made = _made_by(made, asked)
        except (SourceError, GenerateError) as error:
            tell(Made(article=number, error=_sentences(error)))
        except FAULTS as error:
            told_of = f"{article.path or 'The text'} brings a fault of quiz to light: {type(error).__name__}: {error}."
            tell(Made(article=number, error=f"{told_of} Please report it, with the article."))
        else:
            # What nobody looks at does not have to travel.
            drops = tuple(replace(drop, candidate=None) for drop in made.drops)
            tell(Made(article=number, generated=replace(made, drops=drops)))
    if engine is not None and engine.told:
        tell(Used(sentence=engine.told))


def engine_of(model: Model, *, refresh: bool = False, purse: "Purse | None" = None) -> "LlmEngine":
    """Return what asks a language model, with ``refresh`` also what is kept; GenerateError when that cannot be done.

    What may be used is in ``purse``, else the engine has one of its own.
    """
    try:
        from quiz.llm.engine import LlmEngine  # noqa: PLC0415 - it belongs to an extra
    except ImportError as error:
        raise GenerateError(
            "To ask a language model quiz needs one more package.", hint="Install it: pip install 'quiz[llm]'"
        ) from error
    from quiz.llm.replies import Replies  # noqa: PLC0415

    return LlmEngine(model.options, Replies(model.folder), refresh=refresh, purse=purse)


def _reading(number: int, tell: "Callable[[Told], None]") -> "Callable[[float], None]":
    """Return what tells how much of an article is read, once for every percent."""
    shown = 0

    def heard(share: float) -> None:
        nonlocal shown
        if round(share * 100) > shown:
            shown = round(share * 100)
            tell(Reading(article=number, share=share))

    return heard


def _hearing(number: int, tell: "Callable[[Told], None]") -> "Callable[[int, int, int], None]":
    """Return what tells how far a language model has come with an article, once for every percent."""
    shown, of = -1, 0

    def heard(part: int, parts: int, pieces: int) -> None:
        nonlocal shown, of
        if parts != of:  # it is asked for single questions now
            shown, of = -1, parts
        share = (part + pieces / (pieces + _PIECES)) / parts
        if round(share * 100) > shown:
            shown = round(share * 100)
            tell(Reading(article=number, share=share, asking=True))

    return heard


def _made_by(made: Generated, model: Model) -> Generated:
    """Return what was made, with the model as the maker of its deck."""
    from quiz.llm.prompt import generator_of  # noqa: PLC0415 - our rules need no model

    source = made.deck.source
    maker = generator_of(model.options)
    named = replace(source, generator=maker if made.whole else in_part(maker)) if source is not None else None
    return replace(made, deck=replace(made.deck, source=named))


def main() -> None:
    """Run the process."""
    serve(sys.stdin.buffer, sys.stdout.buffer)
