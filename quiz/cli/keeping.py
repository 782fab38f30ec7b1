"""Puts made decks where they belong, one after the other, and each fact of several articles into one of them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.making import Made, Order, digest, settled
from quiz.deck_saving import Making, Saved
from quiz.errors import DeckError, SourceError
from quiz.formats.same_fact import AskedFacts
from quiz.formats.toml_deck import add_support, read_deck
from quiz.model.deck import Deck, Note, Support
from quiz.sources.alike import AlikeTexts
from quiz.sources.origin import Origin

if TYPE_CHECKING:
    from quiz.collection import Collection


class Keeper:
    """Saves the decks of one run, or tells what saving would do."""

    def __init__(self, order: Order, collection: "Collection", articles: int) -> None:
        """Get ready for so many articles; with several, their decks share what they ask."""
        self._order = order
        self._collection = collection
        self._several = articles > 1
        self._asked = AskedFacts()
        self._unread: list[Path] = []
        """Files of decks that were passed over, and whose facts are not in ``_asked`` yet."""
        self._taken: dict[Path, str] = {}
        """The files of this run's decks, with the digests of their articles."""
        self._known = self._texts() if self._passes_over else {}
        self._alike = AlikeTexts()
        """The articles of the web that got a deck in this run."""
        self._addresses = self._made_before() if self._several else frozenset[str]()

    @property
    def _passes_over(self) -> bool:
        order = self._order
        return self._several and order.saves and not (order.force or order.explain or order.review)

    def _texts(self) -> dict[tuple[str, str], Saved]:
        """Return the decks of the collection by the text they were made of and by their maker."""
        found: dict[tuple[str, str], Saved] = {}
        for row in self._collection.decks():
            source = self._collection.source_of(row.id)
            if source is not None and source.sha256 and not row.broken:
                saved = Saved(path=row.path, id=row.id, title=row.title, kept=row.cards)
                found.setdefault((source.sha256, source.generator), saved)
        return found

    def _made_before(self) -> frozenset[str]:
        """Return the addresses that decks were made from in other runs."""
        sources = (self._collection.source_of(row.id) for row in self._collection.decks())
        return frozenset(source.url for source in sources if source is not None and source.url)

    def known(self, place: Origin) -> Saved | None:
        """Return the deck that was made of the very text of an article already, by this generator and as is asked."""
        if not self._known or (sha := digest(place, self._order.web)) is None:
            return None
        return self._known.get((sha, self._order.generator))

    def keep(self, made: Iterable[Made]) -> Iterator[Made]:
        """Save each deck as it comes; one that cannot be saved becomes an error of its own."""
        for one in made:
            if one.known is not None:
                self._unread.append(one.known.path)
                self._taken[one.known.path] = ""
                self._recall(one.known)
                yield one
            elif one.generated is None or one.error is not None:
                yield one
            else:
                try:
                    same = self._same_as(one, one.generated.deck)
                    yield replace(one, same_as=same) if same else self._keep(one, one.generated.deck)
                except DeckError as error:
                    yield replace(one, error=error)

    def _same_as(self, one: Made, deck: Deck) -> str:
        """Return the article of this run that an article of the web nearly repeats; its own deck it keeps, if any."""
        source = deck.source
        if not self._several or one.generated is None or source is None or not source.url or source.path:
            return ""
        text = " ".join(one.generated.sentences)
        same = self._alike.find(text) if source.url not in self._addresses else None
        if same is None:
            self._alike.add(text, one.name)
        return same or ""

    def _recall(self, deck: Saved) -> None:
        """Remember the text of an article of the web whose deck was passed over."""
        source = self._collection.source_of(deck.id)
        if source is not None and source.url and not source.path:
            with suppress(SourceError):
                self._alike.add(self._collection.kept.read(source.sha256).text, source.url)

    def _keep(self, one: Made, deck: Deck) -> Made:
        sentences = one.generated.sentences if one.generated is not None else ()
        making = Making(sentences=sentences, closed=self._closed(deck))
        order, collection = self._order, self._collection
        if order.target is None:
            deck = collection.placed(deck)
        if not self._several:
            put = collection.save_deck if order.saves else collection.plan_deck
            return settled(one, deck, put(deck, order.target, force=order.force, making=making))
        plan = collection.plan_deck(deck, order.target, force=order.force, making=making)
        shared = {note.id for note in plan.fresh if self._is_asked(note, plan.path, deck)}
        own = replace(deck, notes=tuple(note for note in deck.notes if note.id not in shared))
        if not own.notes:
            return replace(one, shared=len(shared))
        saved = plan
        if order.saves:
            saved = collection.save_deck(own, order.target, force=order.force, making=making)
        self._taken[saved.path] = deck.source.sha256 if deck.source else ""
        self._asked.add(saved.path, saved.notes)
        return replace(settled(one, own, saved), shared=len(shared))

    def _closed(self, deck: Deck) -> frozenset[Path]:
        """Return the files that articles with another text have in this run."""
        text = deck.source.sha256 if deck.source else ""
        return frozenset(path for path, other in self._taken.items() if other != text)

    def _is_asked(self, note: Note, path: Path, deck: Deck) -> bool:
        """Tell whether another deck asks for the fact of a new card; if so, note this article with the card there."""
        for unread in self._unread:
            self._asked.add(unread, read_deck(unread).deck.notes)
        self._unread.clear()
        found = self._asked.find(note, path)
        if found is None:
            return False
        file, name = found
        if self._order.saves:
            source = deck.source
            support = Support(
                title=deck.title,
                path=source.path if source else None,
                url=source.url if source else None,
                evidence=note.evidence,
            )
            add_support(file, name, support)
        return True
