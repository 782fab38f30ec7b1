"""Puts made decks where they belong, one after the other, and each fact of several articles into one of them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.making import Made, Order, digest, settled
from quiz.crew.task import nothing
from quiz.deck_saving import Making
from quiz.errors import DeckError, FullDiskError, SourceError
from quiz.formats.toml_deck import add_support
from quiz.model.deck import Deck, Note, Source, Support
from quiz.sources.alike import sketch_of
from quiz.sources.article import read_article
from quiz.sources.origin import Held, Link, Origin

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.collection.run import Run


class Keeper:
    """Saves the decks of one run, or tells what saving would do."""

    def __init__(self, order: Order, collection: "Collection", run: "Run", articles: int) -> None:
        """Get ready for so many articles; with several, their decks share what they ask."""
        self._order = order
        self._collection = collection
        self._run = run
        self._several = articles > 1

    @property
    def _passes_over(self) -> bool:
        order = self._order
        anew = order.llm is not None and order.llm.refresh
        return self._several and order.saves and not (order.force or order.explain or order.review or anew)

    def before(self, place: Origin) -> Made | None:
        """Return what came of the very text of an article, in this run or by this generator and as is asked before."""
        name, maker = str(place), self._order.generator
        if not self._several or (sha := digest(place, self._order.web)) is None:
            return None
        if copied := self._run.copy_of(sha, name):
            return Made(name=name, same_as=copied, copied=True, passed=True)
        before = self._run.before(sha, maker) if self._passes_over else None
        if before is None:
            return None
        if before.nothing:
            return Made(name=name, error=nothing(name, explained=False), passed=True)
        if before.deck is not None and not self._run.is_sketched(sha):
            self._sketch(sha, place)
        return Made(name=name, known=before.deck, same_as=before.same_as, shared=before.shared, passed=True)

    def _sketch(self, sha256: str, place: Origin) -> None:
        """Remember a text that has a deck from the time before texts were remembered, or by other means."""
        with suppress(SourceError):
            if isinstance(place, Held):
                text = place.article.text
            elif isinstance(place, Link):
                text = self._collection.kept.read(sha256).text
            else:
                text = read_article(place, encoding=self._order.encoding).text
            self._run.sketch(sha256, sketch_of(text))

    def keep(self, made: Iterable[Made]) -> Iterator[Made]:
        """Save each deck as it comes; one that cannot be saved becomes an error of its own.

        Raises FullDiskError when there is no room left, because there will be none for the others either.
        """
        for one in made:
            if isinstance(one.error, FullDiskError):
                raise one.error
            if one.known is not None:
                self._run.passed_over(one.known)
            if one.generated is None or one.passed:
                yield one
                continue
            try:
                yield self._kept(one, one.generated.deck, one.generated.sentences)
            except FullDiskError:
                raise
            except DeckError as error:
                yield replace(one, error=error)

    def _kept(self, one: Made, deck: Deck, sentences: tuple[str, ...]) -> Made:
        order, collection, run = self._order, self._collection, self._run
        if order.target is None:
            deck = collection.placed(deck)
        source = deck.source
        assert source is not None  # noqa: S101 - every made deck says where it comes from
        if self._several and (copied := run.copy_of(source.sha256, one.name)):
            return replace(one, same_as=copied, copied=True, error=None)
        if one.error is not None:
            if self._several:
                run.nothing_in(source.sha256, source.generator)
            return one
        if self._several and (same := run.same_as(source, one.sketch)):
            return replace(one, same_as=same)
        # Before the deck is there: a text that is remembered and has no deck does no harm.
        run.sketch(source.sha256, one.sketch)
        making = Making(
            sentences=sentences,
            closed=run.closed(source.sha256),
            placed=run.placed(source) if self._several else None,
            titled=order.title is not None,
        )
        if self._several:
            return self._shared(one, deck, source, making)
        put = collection.save_deck if order.saves else collection.plan_deck
        return settled(one, deck, put(deck, order.target, force=order.force, making=making))

    def _shared(self, one: Made, deck: Deck, source: Source, making: Making) -> Made:
        """Save a deck without the cards that other decks of this run have already."""
        order, collection, run = self._order, self._collection, self._run
        plan = collection.plan_deck(deck, order.target, force=order.force, making=making)
        files = {note.id: file for note in plan.fresh if (file := self._asked_in(note, plan.path, deck, source))}
        own = replace(deck, notes=tuple(note for note in deck.notes if note.id not in files))
        if not own.notes:
            run.is_shared(source, files.values(), len(files))
            return replace(one, shared=len(files))
        saved = plan
        if order.saves:
            saved = collection.save_deck(own, order.target, force=order.force, making=making)
        run.made(source, saved)
        return replace(settled(one, own, saved), shared=len(files))

    def _asked_in(self, note: Note, path: Path, deck: Deck, source: Source) -> Path | None:
        """Return the deck that asks for the fact of a new card already, and note this article with the card there."""
        found = self._run.asked(note, path)
        if found is None:
            return None
        file, name = found
        if self._order.saves:
            support = Support(title=deck.title, path=source.path, url=source.url, evidence=note.evidence)
            add_support(file, name, support)
        return file
