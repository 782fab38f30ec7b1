"""From names of articles to made decks; the error of one article does not stop the others."""

import gc
import hashlib
import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path

from quiz.cli import console
from quiz.cli.llm import LlmChoices, llm_engine
from quiz.cli.progress import Progress
from quiz.cli.web import WebChoices, further, listed, opened_alone, read_origin, web_articles
from quiz.crew.hand import LostError
from quiz.crew.local import in_order, one_by_one
from quiz.crew.packed import Packed, once
from quiz.crew.task import FAULTS, TOLD, Job, Wanted, Worked, fault, given_up
from quiz.deck_saving import Saved
from quiz.errors import QuizError, SourceError, UsageError
from quiz.generate.facts import Generated
from quiz.generate.pipeline import GENERATOR
from quiz.kept import digest_of
from quiz.model.article import Article
from quiz.model.deck import Deck
from quiz.sources.find import Hear, may_hold_several, read_sources
from quiz.sources.origin import CLIPBOARD, STDIN, Held, Link, Origin, Part

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
    cluster: str = ""
    """The address of the scheduler whose workers make the decks, if not this machine."""
    all_templates: bool = False
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    """What candidates of some templates are worth; see `quiz.generate.facts.Options`."""
    url: str | None = None
    encoding: str = ""
    language: str = ""
    web: WebChoices = field(default_factory=WebChoices)
    llm: LlmChoices | None = None
    """The language model that proposes the questions, if one does."""

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
        maker = GENERATOR if self.llm is None else self.llm.generator
        return ", ".join((maker, *filter(None, limits)))


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
    """The article with nearly the same text that has a deck, which is why this one gets none."""
    copied: bool = False
    """Whether the text is the very same."""
    passed: bool = False
    """Whether it was passed over, because what comes of its text is known."""
    sketch: bytes | None = None
    """By which its text is recognised."""
    note: str = ""
    """A sentence about what is not quite as it was asked for."""
    left_out: str = ""
    """What of the document is not in its text."""
    book_left_out: str = ""
    """What of its book is in no chapter."""
    further: tuple[Origin, ...] = ()
    """The articles that it turned out to hold; what came of them comes next."""


def find_articles(
    names: Sequence[str],
    order: Order,
    *,
    lists: Sequence[str] = (),
    feeds: Sequence[str] = (),
    clipboard: bool = False,
    hear: Hear = lambda _: None,
) -> Packed[Origin]:
    """Return the articles that ``names`` mean; ``-`` is standard input and a folder is all texts in it.

    To them come those that lists in files and feeds on the web name, and that on the clipboard; an address that is
    named again counts once. Documents of folders that cannot be read are told to ``hear``.

    Raises SourceError when a name means nothing, UsageError when options contradict each other.
    """
    copied: tuple[Origin, ...] = (CLIPBOARD,) if clipboard else ()
    named = _one_by_one(read_sources(names, hear=hear), listed(lists, feeds, order.web, hear), copied)
    places = Packed(once(named, _whole_name))
    first = next(iter(places), None)
    if first is None:
        raise SourceError("Nothing is named in what was given as a list.", hint="One address or file a line.")
    if STDIN in names and console.is_terminal(sys.stdin):
        console.say("Paste or type the text of the article; ctrl+d on a line of its own ends it.")
    if len(places) == 1:
        places = Packed(opened_alone(first, order.web, order.encoding))
    if order.output is not None and len(places) != 1:
        raise UsageError(
            f"-o names one file, and there are {len(places)} articles.",
            hint="Leave -o out: each article then gets its deck in the decks folder.",
        )
    if order.url is not None and len(places) != 1:
        raise UsageError(f"--url is where one article is, and there are {len(places)} articles.")
    if order.output is not None and (not order.output or order.output.endswith("/") or _is_folder(order.output)):
        raise UsageError(
            f"-o names a file, and {order.output!r} is none.",
            hint="Name a file in that folder, like rivers.toml." if order.output else "",
        )
    if order.cluster and order.llm is not None:
        raise UsageError(
            "A cluster makes decks by the rules of quiz, and a language model is asked from here.",
            hint="Leave --cluster out, or say --engine rules.",
        )
    if order.review and not order.saves:
        raise UsageError("--review saves what you accept, so it goes with neither --dry-run nor '-o -'.")
    if order.review:
        console.require_terminal("--review", "Use --dry-run to see the questions.")
    return places


def _one_by_one(*sources: Iterable[Origin]) -> Iterator[Origin]:
    for source in sources:
        yield from source


def _whole_name(place: Origin) -> str:
    """Return what tells a place from all others; a file may be called as standard input is."""
    return f"{type(place).__name__} {place}"


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False  # too long, or no name at all


_TIDY = 50
"""Articles after which memory is tidied: decks that are edited leave circles, and Python waits for too many of them."""
ENOUGH = 6
"""Articles from which the second it takes to load an analyser in another process is earned back."""


def _weight(places: Packed[Origin]) -> int:
    """Return how many articles there are at least; a book has many."""
    return sum(ENOUGH if isinstance(place, Path) and may_hold_several(place) else 1 for place in places)


def processes(wanted: int | None, articles: int) -> int:
    """Return how many processes to use for so many articles: ``wanted``, or one for each core that may be used."""
    if wanted is not None:
        return min(wanted, max(1, articles))
    return min(len(os.sched_getaffinity(0)), articles) if articles >= ENOUGH else 1


def make_decks(
    places: Packed[Origin], order: Order, before: Callable[[Origin], Made | None] = lambda _: None
) -> Generator[Made]:
    """Make a deck of every article, and yield them in their order; several processes work when there are many.

    What holds several articles is yielded before them. Articles of which ``before`` says what came of them, from their
    place, are passed over. Nothing is written.
    """
    with Progress(len(places)) as progress:
        tasks = _tasks(places, order, before, progress)

        def then(one: Made) -> Iterator[tuple[_Task, Made | None]]:
            return (_task(place, order, before) for place in one.further)

        answer = None
        if order.llm is not None:
            from quiz.crew.purse import answering  # noqa: PLC0415 - our rules need no model

            engine = llm_engine(order.llm)
            engine.heard = progress.stage
            answer = answering(engine.spending, progress.stage)
        # Most models on one's own machine answer one request after the other.
        hands = processes(order.jobs if order.llm is None else order.jobs or 1, _weight(places))
        if order.cluster:
            made = _on_cluster(tasks, order, hands, then)
        elif len(places) == 1:
            made = one_by_one(partial(_make, order=order, heard=progress.read), tasks, then)
        else:
            made = in_order(partial(_make, order=order), tasks, hands, _lost, then, answer=answer)
        with closing(made):
            named = iter(places)
            ahead = deque[Origin]()
            done = 0
            while (place := ahead.popleft() if ahead else next(named, None)) is not None:
                progress.begin(str(place))
                one = next(made)
                ahead.extendleft(reversed(one.further))
                progress.end(skipped=one.passed, further=len(one.further))
                with progress.hidden():
                    yield one
                done += not one.passed
                if done == _TIDY:
                    gc.collect()
                    done = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    """An article to be made a deck of."""

    place: Origin
    article: Article | None = None
    """What is there, if only this process can read it."""


def _tasks(
    places: Packed[Origin], order: Order, before: Callable[[Origin], Made | None], progress: Progress
) -> Iterator[tuple[_Task, Made | None]]:
    passed = 0
    for number, place in enumerate(places):
        task, known = _task(place, order, before)
        if known is not None and known.passed:
            passed += 1
        elif passed and passed == number:
            with progress.hidden():
                console.say(f"The first {passed:,} of {len(places):,} articles are done already; going on from there.")
        yield task, known


def _task(place: Origin, order: Order, before: Callable[[Origin], Made | None]) -> tuple[_Task, Made | None]:
    """Return what is to be done with an article, and what came of it if that is known."""
    known = before(place)
    if known is not None or not isinstance(place, str | Held):
        return _Task(place=place), known
    try:  # only this process can read it
        articles = _read(place, order)
    except TOLD as error:
        return _Task(place=place), Made(name=str(place), error=error)
    if more := further(place, articles, order.web):
        return _Task(place=place), Made(name=str(place), further=more)
    # What stands beside it does not have to travel.
    return _Task(place=replace(place, whole=()) if isinstance(place, Held) else place, article=articles[0]), None


def _lost(task: _Task, lost: LostError) -> Made:
    return Made(name=str(task.place), error=given_up(str(task.place), lost))


def digest(place: Origin, web: WebChoices) -> str | None:
    """Return the digest that a deck of the article would name, or ``None`` when it cannot be had beforehand."""
    if isinstance(place, Link):
        return place.sha256 or (None if place.fault else web_articles(web).known(place.address))
    if isinstance(place, str):
        return None
    if isinstance(place, Held):
        return digest_of(place.article)
    if isinstance(place, Part):
        return place.sha256
    with suppress(OSError), Path(place).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return None


def _read(place: Origin, order: Order) -> tuple[Article, ...]:
    """Return the articles at a place; one of `TOLD` when there is none, or it cannot be kept."""
    found = read_origin(
        place, order.web, encoding=order.encoding, language=order.language, title=order.title or "", keep=order.saves
    )
    return tuple(replace(article, url=order.url or article.url, language=order.language) for article in found)


def _job(task: _Task, order: Order, *, alone: bool = False) -> Job | Made:
    """Read an article, and return what is to be done with it, or why it cannot be."""
    place, name = task.place, str(task.place)
    part = place.name if isinstance(place, Part | Link | Held) else ""
    wanted = Wanted(
        generator=order.generator,
        most=order.most,
        as_of=order.as_of,
        title=f"{order.title}: {part}" if order.title and part else order.title,
        weights=order.weights,
        drops=order.explain or order.review,
        aside=order.review,
    )
    try:
        articles = (task.article,) if task.article is not None else _read(place, order)
    except TOLD as error:
        return Made(name=name, error=error)
    except FAULTS as error:
        if alone:
            raise
        return Made(name=name, error=fault(name, error))
    more = further(place, articles, order.web)
    return Made(name=name, further=more) if more else Job(article=articles[0], name=name, wanted=wanted)


def _make(task: _Task, order: Order, *, heard: Callable[[float], None] | None = None) -> Made:
    """Make the deck of an article; what share of it is read is only told of the one article of a run."""
    alone = heard is not None
    job = _job(task, order, alone=alone)
    if isinstance(job, Made):
        return job
    return _made(job.do(alone=alone, proposer=llm_engine(order.llm) if order.llm is not None else None, heard=heard))


def _made(worked: Worked) -> Made:
    return Made(
        name=worked.name,
        generated=worked.generated,
        error=worked.error,
        note=worked.note,
        sketch=worked.sketch,
        left_out=worked.left_out,
        book_left_out=worked.book_left_out,
    )


def _on_cluster(
    tasks: Iterator[tuple[_Task, Made | None]],
    order: Order,
    readers: int,
    then: Callable[[Made], Iterator[tuple[_Task, Made | None]]],
) -> Generator[Made]:
    """Read articles here, several at once, and have their decks made there."""

    def more(one: Job | Made) -> Iterable[tuple[_Task, Made | None]]:
        return then(one) if isinstance(one, Made) else ()

    from quiz.crew.cluster import Cluster  # noqa: PLC0415 - few have one

    with (
        Cluster(order.cluster) as cluster,
        closing(in_order(partial(_job, order=order), tasks, readers, _lost, more)) as read,
        closing(cluster.in_order((one, None) if isinstance(one, Job) else (None, one) for one in read)) as done,
    ):
        for one in done:
            yield one if isinstance(one, Made) else _made(one)


def settled(made: Made, deck: Deck, saved: Saved) -> Made:
    """Return ``made`` with what was saved of it, named as it is in the file."""
    if made.generated is None:
        return made
    return replace(
        made, generated=replace(made.generated, deck=replace(deck, id=saved.id, title=saved.title)), saved=saved
    )
