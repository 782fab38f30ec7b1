"""What a run that makes decks of several articles knows: which decks there are, what was done, and what is asked.

It is looked up, not held: a run of ten thousand articles takes no more memory than one of ten.
"""

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quiz.deck_saving import Saved
from quiz.errors import DeckError, SourceError
from quiz.formats.same_fact import AskedFacts
from quiz.formats.toml_deck import read_deck
from quiz.sources.alike import ALIKE, bands_of, likeness, sketch_of
from quiz.store.runs import MadeDeck, Outcome, OutcomeKind, RunTables

if TYPE_CHECKING:
    from quiz.collection.library import Library
    from quiz.kept import KeptArticles
    from quiz.model.deck import Note, Source
    from quiz.model.ids import NoteId
    from quiz.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What came of a text before, which is why its article is not worked on now."""

    deck: Saved | None = None
    same_as: str = ""
    """The article that has nearly the same text and a deck."""
    shared: int = 0
    """Its questions, all of which are asked by the decks of other articles."""
    nothing: bool = False
    """No question could be made from it."""


class Run:
    """The memory of one run; use it in a ``with`` statement."""

    def __init__(self, library: "Library", store: "Store", *, saves: bool) -> None:
        """Begin; what is remembered of earlier runs is opened when it is asked for, so that a look leaves no trace."""
        self._library = library
        self._store = store
        self._saves = saves
        self._kept: KeptArticles | None = library.kept
        """Where texts may lie that are not remembered yet."""
        self._puts_off = False
        """Whether decks were passed over whose facts are not among the others yet."""

    @cached_property
    def _tables(self) -> RunTables:
        tables = RunTables.open(self._library.paths.made, lasting=self._saves)
        try:
            tables.add_made(_made_before(self._store))
        except BaseException:
            tables.__exit__(None, None, None)
            raise
        return tables

    @cached_property
    def _facts(self) -> AskedFacts:
        return AskedFacts(self._tables)

    def __enter__(self) -> Self:
        """Return the run itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close what is open."""
        if "_tables" in vars(self):
            self._tables.__exit__(kind, error, traceback)

    # texts

    def copy_of(self, sha256: str, name: str) -> str:
        """Return the article of this run that has this very text and was seen first, if that is another one.

        ``name`` is that of the article at hand; no other one of a run has it.
        """
        first = self._tables.see(sha256, name)
        return first if first != name else ""

    def before(self, sha256: str, maker: str) -> Before | None:
        """Return what came of a text when it was worked on by this maker, as far as that holds still."""
        if (made := self._tables.made_of(sha256, maker)) is not None:
            return Before(deck=Saved(path=made.path, id=made.id, title=made.title, kept=made.cards))
        outcome = self._tables.outcome(sha256, maker)
        if outcome is None:
            return None
        match outcome.kind:
            case OutcomeKind.NOTHING:
                return Before(nothing=True)
            case OutcomeKind.ALIKE:
                near = outcome.detail
                return Before(same_as=self._called(near)) if self._tables.made_of(near) else None
            case OutcomeKind.SHARED:
                count, *paths = outcome.detail.split("\n")
                there = all(self._tables.is_made(Path(path)) for path in paths)
                return Before(shared=int(count)) if there else None

    def same_as(self, source: "Source", sketch: bytes | None) -> str:
        """Return the article whose text is nearly the same and that has a deck, and remember that.

        An article with a deck of its own is the same as none.
        """
        if self._tables.is_made_from(_place(source)) or self._tables.made_of(source.sha256) is not None:
            return ""
        self._sketch_kept()
        near = self._tables.near(bands_of(sketch)) if sketch is not None else []
        share, sha = max(((likeness(sketch or b"", other), sha) for sha, other in near), default=(0.0, ""))
        if share < ALIKE:
            return ""
        self._tables.keep_outcome(source.sha256, source.generator, Outcome(kind=OutcomeKind.ALIKE, detail=sha))
        return self._called(sha)

    def _sketch_kept(self) -> None:
        """Remember the texts that are kept and got their decks in other ways, as on the screen."""
        kept, self._kept = self._kept, None
        if kept is None:
            return
        for sha in self._tables.unsketched():
            if kept.has(sha):
                with suppress(SourceError):
                    self.sketch(sha, sketch_of(kept.read(sha).text))

    def _called(self, sha256: str) -> str:
        """Return what the article with a text is called: as in this run, or else where it is."""
        if name := self._tables.name_of(sha256):
            return name
        made = self._tables.made_of(sha256)
        return (made.place or made.title) if made is not None else ""

    def placed(self, source: "Source") -> list[Path]:
        """Return the decks that were made from what lies where an article is."""
        return self._tables.made_from(_place(source)) if _place(source) else []

    def is_sketched(self, sha256: str) -> bool:
        """Tell whether a text would be recognised."""
        return self._tables.has_sketch(sha256)

    def sketch(self, sha256: str, sketch: bytes | None) -> None:
        """Remember a text, so that others which are nearly the same are recognised once it has a deck."""
        self._tables.keep_sketch(sha256, sketch or b"", bands_of(sketch) if sketch is not None else ())

    # outcomes

    def made(self, source: "Source", saved: Saved) -> None:
        """Note that an article has a deck."""
        made = MadeDeck(
            path=saved.path,
            id=saved.id,
            title=saved.title,
            cards=len(saved.notes),
            sha256=source.sha256,
            maker=source.generator,
            place=_place(source),
        )
        self._tables.add_made([made])
        self._tables.take(saved.path, source.sha256)
        self._facts.add(saved.path, saved.notes)

    def passed_over(self, deck: Saved) -> None:
        """Note that the deck of an article is up to date, so that it asks what it asks in this run, too."""
        self._tables.put_off(deck.path)
        self._puts_off = True
        self._tables.take(deck.path, "")

    def nothing_in(self, sha256: str, maker: str) -> None:
        """Note that no question could be made from a text."""
        self._tables.keep_outcome(sha256, maker, Outcome(kind=OutcomeKind.NOTHING))

    def is_shared(self, source: "Source", files: Iterable[Path], count: int) -> None:
        """Note that the decks in ``files`` ask all that a text gives."""
        detail = "\n".join([str(count), *sorted({str(path) for path in files})])
        self._tables.keep_outcome(source.sha256, source.generator, Outcome(kind=OutcomeKind.SHARED, detail=detail))

    # what is asked

    def closed(self, sha256: str) -> Container[Path]:
        """Return the files that articles with another text have in this run."""
        return _Closed(self._tables, sha256)

    def asked(self, note: "Note", path: Path) -> "tuple[Path, NoteId] | None":
        """Return the first card of this run, in another file than ``path``, that asks for the fact of a note."""
        if self._puts_off:
            for unread in self._tables.put_off_until_now():
                with suppress(DeckError):  # broken since the run began, it asks nothing
                    self._facts.add(unread, read_deck(unread).deck.notes)
            self._puts_off = False
        return self._facts.find(note, path)


@dataclass(frozen=True, slots=True)
class _Closed:
    """The files of a run but those that hold one text."""

    tables: RunTables
    sha256: str

    def __contains__(self, path: object) -> bool:
        return isinstance(path, Path) and self.tables.is_taken(path, self.sha256)


def _made_before(store: "Store") -> Iterator[MadeDeck]:
    for row, source in store.sources():
        if source is not None and source.sha256:
            yield MadeDeck(
                path=Path(row.path),
                id=row.id,
                title=row.title,
                cards=row.cards,
                sha256=source.sha256,
                maker=source.generator,
                place=_place(source),
            )


def _place(source: "Source") -> str:
    return source.url or source.path or ""
