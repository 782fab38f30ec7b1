"""The care of deck files: begin one, give it another title or place, add a card, put it in the trash and take it back.

Whatever is done to a file comes with the way back, and the history of its cards stays with their ids throughout.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.library import Library
from quiz.collection.trash import Trash, Trashed, is_inside
from quiz.deck_folder import trash_of
from quiz.deck_places import carry, free_place, leave, place_in
from quiz.errors import DeckError, UsageError
from quiz.formats.toml_deck import add_note, give_ids, read_deck, remove_note, set_title, write_deck
from quiz.generate.identity import deck_id
from quiz.model.deck import Deck
from quiz.model.ids import DeckId
from quiz.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.model.deck import Note
    from quiz.store.store import DeckRow, Store

_LONGEST_TITLE = 200
"""Characters of a title that somebody types; longer ones are a text that went astray."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that was done to a deck file."""

    said: str
    """What was done, as a sentence."""
    path: Path | None
    """Where the deck is now; ``None`` when it is in the trash."""
    back: "Callable[[], Step]"
    """Takes it back. Raises DeckError when that cannot be done any more, and nothing is changed then."""


class Shelf:
    """Deck files as things that are begun, named, moved and thrown away."""

    def __init__(self, library: Library, store: "Store") -> None:
        """Look after the decks of ``library``."""
        self._library = library
        self._store = store
        self._trash = Trash(trash_of(library.paths))

    @property
    def _folder(self) -> Path:
        return self._library.paths.decks

    def find(self, name: str) -> Path:
        """Return the deck file that ``name`` means: an id, a title, a file or a path; also one that is broken.

        Raises UsageError for a name that means no file or more than one.
        """
        rows = self._store.decks()
        exact = {Path(name).absolute(), self._folder / name, self._folder / f"{name}.toml"}
        if found := next((Path(row.path) for row in rows if Path(row.path) in exact), None):
            return found
        (deck,) = self._library.find_decks([name])
        files = [Path(row.path) for row in rows if row.id == deck]
        if len(files) > 1:
            places = ", ".join(str(self._library.place(path)) for path in files)
            raise UsageError(f"{name!r} means more than one file.", hint=f"Name one of them: {places}.")
        return files[0]

    def _row(self, path: Path) -> "DeckRow":
        row = next((row for row in self._store.decks() if row.path == str(path)), None)
        if row is None or not is_inside(path, self._folder):
            raise DeckError(f"{path} is no deck of the decks folder any more.", hint="'quiz decks' lists the decks.")
        return row

    # what can be done

    def create(self, title: str) -> Step:
        """Begin a deck without cards. UsageError for a title that cannot be or is another deck's."""
        title = self._free_title(title, None)
        name = self.free_id(title)
        path = self._folder / f"{name}.toml"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise DeckError(f"The decks folder {self._folder} cannot be made: {error.strerror}.") from error
        write_deck(Deck(id=name, title=title), path, overwrite=False)
        self._library.follow_files()
        return Step(said=f"Began {title!r}.", path=path, back=lambda: self.delete(path))

    def rename(self, path: Path, title: str) -> Step:
        """Give a deck another title; its id and its file keep their names."""
        row = self._row(path)
        title = self._free_title(title, path)
        give_ids(path)
        set_title(path, title)
        self._library.follow_files()
        said = f"{row.title!r} is called {title!r} now."
        return Step(said=said, path=path, back=lambda: self._retitle(path, row.title))

    def _retitle(self, path: Path, title: str) -> Step:
        row = self._row(path)
        set_title(path, title)
        self._library.follow_files()
        said = f"{row.title!r} is called {title!r} again."
        return Step(said=said, path=path, back=lambda: self._retitle(path, row.title))

    def move(self, path: Path, to: str) -> Step:
        """Bring a deck's file to another place in the decks folder: a name, a folder with a slash behind it, or both.

        Raises UsageError for a place that cannot be, and DeckError when a file lies there or it cannot be done.
        """
        self._row(path)
        target = place_in(self._folder, to, path.name)
        if target == path:
            raise UsageError(f"{to!r} is where the deck is already.")
        # A deck may be called after its file; its history needs the name it had.
        give_ids(path)
        return self._carry(path, target)

    def _carry(self, path: Path, target: Path) -> Step:
        row = self._row(path)
        carry(path, target)
        leave(path.parent, self._folder)
        self._library.follow_files()
        said = f"{row.title!r} is in {self._library.place(target)} now."
        return Step(said=said, path=target, back=lambda: self._carry(target, path))

    def delete(self, path: Path, *, back: Path | None = None) -> Step:
        """Put a deck's file into the trash; the history of its cards is kept.

        ``back`` is where in the trash it was taken from: steps before that one look for it there.
        """
        row = self._row(path)
        with suppress(DeckError):
            # Should it come back under another name, it is still the same deck; a broken file is left as it is.
            give_ids(path)
        there = self._trash.put(path, self._library.place(path), self._library.now(), back=back)
        leave(path.parent, self._folder)
        self._library.follow_files()
        return Step(said=f"{row.title!r} is in the trash.", path=None, back=lambda: self._restore_file(there))

    # the trash

    def keep_text(self, text: str, place: Path) -> None:
        """Put a text that a deck's file has until now into the trash; ``place`` is seen from the decks folder."""
        self._trash.keep(text, place, self._library.now())

    def trash(self) -> tuple[Trashed, ...]:
        """Return the decks in the trash, newest first."""
        return self._trash.entries()

    def find_trashed(self, name: str) -> Trashed:
        """Return the deck in the trash that was called ``name``, by title, file or moment: of several the newest."""
        wanted = name.casefold()
        for one in self.trash():
            names = {one.name, one.title, one.place.stem, one.place.name, str(one.place)}
            if wanted in {each.casefold() for each in names}:
                return one
        raise UsageError(f"There is no deck {name!r} in the trash.", hint="'quiz deck trash' lists what there is.")

    def restore(self, trashed: Trashed) -> Step:
        """Put a deck from the trash back to its place, or beside it when another file lies there.

        Raises DeckError when a deck with the same id has taken its place.
        """
        with suppress(DeckError):
            name = read_deck(trashed.path).deck.id
            other = next((row for row in self._store.decks() if row.id == name), None)
            if other is not None:
                raise UsageError(
                    f"{other.title!r} has the id {name} now, which is that of {trashed.title!r}.",
                    hint="Delete that deck first, or give one of the two files another id.",
                )
        target = free_place(place_in(self._folder, str(trashed.place), trashed.place.name))
        self._trash.take(trashed, target)
        self._library.follow_files()
        back = trashed.path
        return Step(said=f"{trashed.title!r} is back.", path=target, back=lambda: self.delete(target, back=back))

    def _restore_file(self, path: Path) -> Step:
        trashed = self._trash.entry(path)
        if trashed is None:
            raise DeckError("The deck is not in the trash any more.")
        return self.restore(trashed)

    # cards and texts

    def add(self, path: Path, note: "Note") -> Step:
        """Put a new card behind the others of a deck."""
        self._row(path)
        name = add_note(path, note)
        self._library.follow_files()

        def back() -> Step:
            remove_note(path, name)
            self._library.follow_files()
            return Step(said="The new card is gone.", path=path, back=lambda: self.add(path, note))

        return Step(said="The card is in the deck.", path=path, back=back)

    def text_of(self, path: Path) -> str:
        """Return the text of a deck's file, to be handed to `edited` after somebody has worked on it."""
        from quiz.formats.parse import read_text  # noqa: PLC0415 - only editors ask

        self._row(path)
        return read_text(path)

    def edited(self, path: Path, before: str) -> Step | None:
        """Take in what an editor made of a deck's file; ``None`` when the text is the same as ``before``.

        A file that the editor took away can be had back, too.
        """
        from quiz.formats.parse import read_text  # noqa: PLC0415 - only editors ask

        self._library.follow_files()
        place = self._library.place(path)
        if not os.path.lexists(path):
            return Step(said=f"{place} is gone.", path=None, back=lambda: self._write_again(path, before))
        after = read_text(path)
        if after == before:
            return None
        return Step(said=f"{place} was edited.", path=path, back=lambda: self._put_back(path, before, after))

    def _write_again(self, path: Path, text: str) -> Step:
        from quiz.formats.atomic import write_atomically  # noqa: PLC0415 - as below
        from quiz.formats.folder_lock import alone  # noqa: PLC0415

        with alone(path):
            write_atomically(path, text, overwrite=False)
        self._library.follow_files()
        return Step(said=f"{self._library.place(path)} is there again.", path=path, back=lambda: self.delete(path))

    def _put_back(self, path: Path, text: str, instead_of: str) -> Step:
        from quiz.formats.alone import MovedError, write_over  # noqa: PLC0415 - only undoing an edit needs it
        from quiz.formats.folder_lock import alone  # noqa: PLC0415
        from quiz.formats.parse import read_text  # noqa: PLC0415

        place = self._library.place(path)
        changed = DeckError(f"{place} has changed since.", hint="Open it to take the edit back by hand.")
        with alone(path):
            if read_text(path) != instead_of:
                raise changed
            self._trash.keep(instead_of, place, self._library.now())
            try:
                write_over(path, instead_of, text)
            except MovedError:
                raise changed from None
        self._library.follow_files()
        said = f"{place} is as it was; the edited text is in the trash."
        return Step(said=said, path=path, back=lambda: self._put_back(path, instead_of, text))

    # names

    def _free_title(self, title: str, own: Path | None) -> str:
        title = one_line(title)
        if not title:
            raise UsageError("A deck needs a title.")
        if len(title) > _LONGEST_TITLE:
            raise UsageError(f"A title has at most {_LONGEST_TITLE} letters, and this one has {len(title):,}.")
        for row in self._store.decks():
            if row.title.casefold() == title.casefold() and row.path != str(own):
                raise UsageError(f"There is a deck {row.title!r} already, in {self._library.place(Path(row.path))}.")
        return title

    def free_id(self, title: str) -> DeckId:
        """Return an id for a new deck that no deck has, not even one in the trash, and whose file is not there."""
        first = deck_id(title)
        taken = {str(row.id) for row in self._store.decks()} | self._trash.stems()
        name, number = first, 1
        # A dot is in no id that is made of a title, so a numbered one is never another title's.
        while name in taken or (self._folder / f"{name}.toml").exists():
            number += 1
            name = f"{first}.{number}"
        return DeckId(name)
