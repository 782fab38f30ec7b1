"""What every door to the learner's data stands on: the store, the clock, and the index of the deck files."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quiz.config import Settings
from quiz.deck_folder import copy_starter, find_deck, stamp_of, walk_decks
from quiz.errors import DeckError, LockedError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Instant, StudyDay
from quiz.paths import Paths
from quiz.srs.day import DayRule
from quiz.store.store import Stamp, Store

if TYPE_CHECKING:
    from quiz.collection.articles import Articles
    from quiz.kept import KeptArticles
    from quiz.model.deck import Card, Deck, Note, Source
    from quiz.model.edit import NoteEdit


def system_clock() -> Instant:
    """Return the present moment; the only place where quiz asks what time it is."""
    return Instant(time.time_ns() // 1_000_000)


class Library:
    """Deck files and their index, with the clock; use it in a ``with`` statement."""

    def __init__(
        self, store: Store, paths: Paths, settings: Settings, clock: Callable[[], Instant], zone: tzinfo | None
    ) -> None:
        """Join the parts; `open` makes them."""
        self._store = store
        self._clock = clock
        self._usual_folder = paths.decks
        self._behind = False
        """Whether files were changed from here that the index does not know yet."""
        self.paths = paths
        self.settings = settings
        self.days = DayRule(zone=zone)
        self._follow(settings)

    @classmethod
    def open(
        cls,
        paths: Paths,
        settings: Settings,
        *,
        clock: Callable[[], Instant] = system_clock,
        zone: tzinfo | None = None,
    ) -> Self:
        """Open the database, put the starter decks in place on the very first run, and read what changed on disk.

        Raises StoreError when the database cannot be used and DeckError when the decks folder cannot be read.
        """
        first_run = not os.path.exists(paths.database)  # noqa: PTH110 - Path.exists raises where nothing may be read
        with ExitStack() as stack:
            collection = cls(stack.enter_context(Store.open(paths.database)), paths, settings, clock, zone)
            if first_run:
                copy_starter(collection.paths.decks)
            collection.refresh()
            stack.pop_all()
            return collection

    def apart(self) -> Self:
        """Open the same once more, for a thread of its own; nothing that is open is shared between threads."""
        return self.open(self.paths, self.settings, clock=self._clock, zone=self.days.zone)

    def interrupt(self) -> None:
        """End what another thread reads or writes through this door; it raises StoreError there."""
        self._store.interrupt()

    def _follow(self, settings: Settings) -> None:
        self.settings = settings
        self.days = replace(self.days, rollover=settings.study.rollover)
        self.paths = replace(self.paths, decks=settings.decks or self._usual_folder)

    def use(self, settings: Settings) -> None:
        """Go by other settings from now on, without opening anything anew."""
        folder = self.paths.decks
        self._follow(settings)
        if self.paths.decks != folder:
            self.refresh()

    def __enter__(self) -> Self:
        """Return the collection itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the database."""
        self._store.close()

    # time

    def now(self) -> Instant:
        """Return the present moment."""
        return self._clock()

    def today(self) -> StudyDay:
        """Return the present study day."""
        return self.days.day_of(self.now())

    # decks

    def refresh(self) -> None:
        """Bring the index of the decks folder up to date with the files that changed since it was last read."""
        changed, gone = self._changes()
        if gone:
            for path in gone:
                self._store.forget_deck(path)
            # A copy that could not be asked because of a file that is gone now asks to be read again.
            changed, _ = self._changes()
        for path, stamp in changed:
            self._index(path, stamp)
        self._behind = False

    def _changes(self) -> tuple[list[tuple[str, Stamp]], list[str]]:
        """Return the deck files that are not as they were when they were last read, and those that are gone."""
        known = self._store.stamps()
        changed = [(path, stamp) for path, stamp in walk_decks(self.paths.decks) if known.pop(path, None) != stamp]
        return changed, [*known]

    def follow_files(self) -> None:
        """Bring the index up to date after files were changed from here; while it is locked, `catch_up` does it later.

        What was written to the files is done, whatever becomes of the index, which can be made anew.
        """
        self._behind = True
        self.catch_up()

    def catch_up(self) -> bool:
        """Bring the index up to date if it could not be after the last change of a file; tell whether it was now."""
        if not self._behind:
            return False
        with suppress(LockedError):
            self.refresh()
        return not self._behind

    def wait_at_most(self, seconds: float) -> None:
        """Wait no longer than that for another program that is writing; LockedError is raised then."""
        self._store.wait_at_most(seconds)

    def _index(self, path: str, stamp: Stamp) -> None:
        # Reading TOML is not needed to start when no file has changed.
        from quiz.formats.parse import parse_deck, read_text, sum_of  # noqa: PLC0415
        from quiz.formats.plain import read_plain  # noqa: PLC0415
        from quiz.formats.toml_deck import with_ids  # noqa: PLC0415

        today = self.today()
        stem = Path(path).stem
        try:
            text = read_text(Path(path))
            stamp = replace(stamp, sum=sum_of(text))
            if self._store.is_known(path, stamp):
                return
            if plain := read_plain(text, name=path, stem=stem):
                deck, notes = plain
                self._store.index_deck(path, stamp, deck, day=today, plain=notes)
                return
            file = parse_deck(text, name=path, stem=stem)
        except DeckError as error:
            self._store.index_broken(path, stamp, error.message)
        else:
            problems = [str(problem) for problem in file.problems]
            # Cards are known by the ids they are going to get, before the file is written to.
            self._store.index_deck(path, stamp, with_ids(file.deck), problems, unnamed=file.unnamed, day=today)

    def reread(self, path: Path) -> None:
        """Bring the index up to date with one deck file, because it was changed; while it is locked, see `catch_up`."""
        try:
            self._index(str(path), stamp_of(path))
        except LockedError:
            self._behind = True

    def find_decks(self, names: Sequence[str]) -> tuple[DeckId, ...]:
        """Return the decks that ``names`` mean: ids, titles, file names or paths, in any case.

        Raises UsageError for a name that means no deck or more than one.
        """
        rows = self._store.decks()
        return tuple(dict.fromkeys(find_deck(name, rows) for name in names))

    @cached_property
    def articles(self) -> "Articles":
        """The articles that the decks were made from."""
        from quiz.collection.articles import Articles  # noqa: PLC0415 - asking needs no article

        return Articles(self)

    @cached_property
    def kept(self) -> "KeptArticles":
        """The articles that were fetched from the web."""
        from quiz.kept import KeptArticles  # noqa: PLC0415 - asking needs no article

        return KeptArticles(self.paths.articles)

    def path_of(self, deck: DeckId) -> Path | None:
        """Return the file of a deck; ``None`` when it is gone or cannot be read."""
        path = next((row.path for row in self._store.decks() if row.id == deck and not row.broken), None)
        return None if path is None else Path(path)

    def _deck_path(self, deck: DeckId) -> Path:
        path = self.path_of(deck)
        if path is None:
            raise DeckError("The file of this deck is gone, or cannot be read.", hint="'quiz check' tells more.")
        return path

    def read_deck(self, deck: DeckId) -> "Deck":
        """Return a whole deck from its file."""
        from quiz.formats.toml_deck import read_deck  # noqa: PLC0415 - lists and counts need no TOML reader

        return read_deck(self._deck_path(deck)).deck

    def place(self, path: Path) -> Path:
        """Return a deck's file as it is called in the decks folder."""
        folder = self.paths.decks
        return path.relative_to(folder) if path.is_relative_to(folder) else path

    def title_of(self, deck: DeckId) -> str:
        """Return the title of a deck; an unknown one has none."""
        return self._store.title(deck)

    def source_of(self, deck: DeckId) -> "Source | None":
        """Return where the facts of a deck come from; an article without a headline is called what its deck is."""
        source = self._store.source(deck)
        return source if source is None or source.title else replace(source, title=self.title_of(deck))

    def card(self, card: CardId) -> "Card":
        """Return a card as the deck file has it."""
        return self._store.card(card)

    def siblings(self, card: CardId) -> tuple[CardId, ...]:
        """Return the other cards of the same note."""
        return self._store.siblings(card)

    def note_of(self, card: "Card") -> "Note":
        """Return the note that makes a card, as its file has it at the moment; DeckError if it is not there."""
        from quiz.formats.toml_deck import read_deck, with_ids  # noqa: PLC0415 - asking needs no TOML reader

        path = self._deck_path(card.deck)
        notes = with_ids(read_deck(path).deck).notes
        found = next((note for note in notes if note.id == card.note), None)
        if found is None:
            raise DeckError(f"{path} does not hold this card any more.", hint="Its history is kept.")
        return found

    def edit_note(self, card: "Card", changes: Mapping[str, object]) -> "NoteEdit":
        """Set keys of the note that makes a card, in its file; ``None`` removes a key. The history stays.

        Returns what `take_back` needs. Raises DeckError, and leaves the file as it was, when the note would not be
        one any more or cannot be written.
        """
        from quiz.formats.toml_deck import edit_note, give_ids  # noqa: PLC0415 - asking needs no TOML reader

        path = self._deck_path(card.deck)
        give_ids(path)
        edit = edit_note(path, card.note, changes)
        self.follow_files()
        return edit

    def table_of(self, card: "Card") -> str:
        """Return the table of the note that makes a card, as its file has it; DeckError if it is not there."""
        from quiz.formats.table import table_of  # noqa: PLC0415 - asking needs no TOML reader
        from quiz.formats.toml_deck import give_ids  # noqa: PLC0415

        path = self._deck_path(card.deck)
        give_ids(path)
        return table_of(path, card.note)

    def replace_table(self, card: "Card", old: str, new: str) -> "NoteEdit":
        """Put an edited table in the place of ``old``, what `table_of` gave; the history stays.

        Returns what `take_back` needs. Raises DeckError, with the line at fault, and leaves the file as it was, when
        the table would not be that note any more, or the file was changed meanwhile.
        """
        from quiz.formats.table import replace_table  # noqa: PLC0415 - asking needs no TOML reader

        edit = replace_table(self._deck_path(card.deck), card.note, old, new)
        self.follow_files()
        return edit

    def remove_note(self, card: "Card") -> "NoteEdit":
        """Take the note that makes a card out of its file, and with it all its cards; their history is kept.

        Returns what `take_back` needs. Raises DeckError, and leaves the file as it was, when that cannot be.
        """
        from quiz.formats.toml_deck import give_ids, remove_note  # noqa: PLC0415 - asking needs no TOML reader

        path = self._deck_path(card.deck)
        give_ids(path)
        edit = remove_note(path, card.note)
        self.follow_files()
        return edit

    def take_back(self, edit: "NoteEdit") -> None:
        """Make a note read in its file as it did before ``edit``.

        Raises ChangedSinceError when it was changed again since, and DeckError when the file cannot be written.
        """
        from quiz.formats.toml_deck import take_back  # noqa: PLC0415 - asking needs no TOML reader

        take_back(self._deck_path(edit.deck), edit)
        self.follow_files()

    def give_ids(self, decks: Sequence[DeckId] | None) -> None:
        """Write ids into the files of ``decks``, or of all, that lack some; a file that cannot be written stays."""
        unnamed = [row for row in self._store.decks() if row.unnamed and (decks is None or row.id in decks)]
        if not unnamed:
            return
        from quiz.formats.toml_deck import give_ids  # noqa: PLC0415 - only a deck written by hand needs it

        for row in unnamed:
            # The ids follow from the prompts, so a folder that cannot be written to does not stop a session.
            with suppress(DeckError):
                give_ids(Path(row.path))
        self.follow_files()
