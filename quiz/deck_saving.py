"""Where a made deck goes: into the file of the deck of the same article, or into a file of its own.

Two articles may have the same title, and so the same deck id. The deck of the second is then named ``id.2``: made
ids have no dot in them, so the names of such a family are never those of another title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.errors import DeckError
from quiz.formats.merge import compare_decks, is_same_article
from quiz.formats.toml_deck import DeckFile, append_notes, read_deck, write_deck
from quiz.model.deck import Deck
from quiz.model.ids import DeckId
from quiz.store.store import DeckRow

Found = tuple[Path, DeckFile | None]
"""A file for the deck, and what it holds; ``None`` for one that cannot be read and is to be written anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving a made deck did to its file."""

    path: Path
    id: DeckId
    """What the deck is called in the file; not what it was made as, when that is another article's."""
    title: str
    added: int
    kept: int
    """Notes the file already held; they stay as they are."""
    gone: int
    """Notes of the file that were not made again; they stay as well."""


def save_deck(deck: Deck, rows: Sequence[DeckRow], folder: Path, target: Path | None, *, force: bool) -> Saved:
    """Write a made deck to ``target``, or to the file of the same article's deck, or into a new file in ``folder``.

    ``rows`` are the known deck files. With ``force`` the file of the same article, or ``target`` whatever it holds, is
    written anew. Raises DeckError when ``target`` holds another deck, or a file cannot be read or written.
    """
    found = _at(target, deck, force=force) if target is not None else _of_same_article(deck, rows, force=force)
    if found is None:
        path, number = _place(deck, rows, folder, target)
        return _write(_numbered(deck, number), path, overwrite=target is not None and force)
    path, file = found
    if force:
        number = _number(file.deck.id, deck.id) if file is not None else 1
        return _write(_numbered(deck, number or 1), path, overwrite=True)
    return _add(deck, path, file or read_deck(path))


def _add(deck: Deck, path: Path, file: DeckFile) -> Saved:
    old = file.deck
    change = compare_decks(old, deck)
    # A card with a mistake in it is no note yet; it stands in the file all the same.
    faulty = {problem.card for problem in file.problems}
    fresh = [note for note in change.fresh if note.id not in faulty]
    if fresh:
        append_notes(path, fresh)
    return Saved(path=path, id=old.id, title=old.title, added=len(fresh), kept=len(old.notes), gone=change.gone)


def _write(deck: Deck, path: Path, *, overwrite: bool) -> Saved:
    write_deck(deck, path, overwrite=overwrite)
    return Saved(path=path, id=deck.id, title=deck.title, added=len(deck.notes), kept=0, gone=0)


def _at(target: Path, deck: Deck, *, force: bool) -> Found | None:
    """Return the deck of the same article that ``target`` holds; DeckError for another one, unless it may go."""
    try:
        if not target.exists():
            return None
        file = read_deck(target)
    except OSError as error:
        raise DeckError(f"{target} cannot be written: {error.strerror}.") from error
    except DeckError:
        if not force:
            raise
        return None
    if _is_of_same_article(file, deck):
        return target, file
    if force:
        return None
    raise DeckError(
        f"{target} holds another deck, {file.deck.title!r}.", hint="Choose another file with -o, or move that one."
    )


def _of_same_article(deck: Deck, rows: Sequence[DeckRow], *, force: bool) -> Found | None:
    for number, row in _family(deck, rows):
        path = Path(row.path)
        try:
            file = read_deck(path)
        except DeckError:
            if not force:
                raise  # it may well be the deck of this article, with its history
            if number == 1:
                return path, None
        else:
            if _is_of_same_article(file, deck):
                return path, file
    return None


def _is_of_same_article(file: DeckFile, deck: Deck) -> bool:
    return _number(file.deck.id, deck.id) is not None and is_same_article(file.deck, deck)


def _family(deck: Deck, rows: Sequence[DeckRow]) -> Iterator[tuple[int, DeckRow]]:
    """Yield the files whose decks are named like ``deck``, by number; of copies, first the one that is asked."""
    named = [(number, row) for row in rows if (number := _number(row.id, deck.id)) is not None]
    yield from sorted(named, key=lambda pair: (pair[0], pair[1].broken, pair[1].path))


def _place(deck: Deck, rows: Sequence[DeckRow], folder: Path, target: Path | None) -> tuple[Path, int]:
    """Return a file for a new deck, and the first number whose name is free."""
    taken = {row.id for row in rows if target is None or Path(row.path) != target.absolute()}
    inside = target is None or target.resolve().is_relative_to(folder.resolve())
    number = 1
    while True:
        name = _numbered(deck, number).id
        path = target if target is not None else folder / f"{name}.toml"
        if not inside or (name not in taken and (target is not None or not path.exists())):
            return path, number
        number += 1


def _numbered(deck: Deck, number: int) -> Deck:
    if number == 1:
        return deck
    return replace(deck, id=DeckId(f"{deck.id}.{number}"), title=f"{deck.title} ({number})")


def _number(name: DeckId, first: DeckId) -> int | None:
    """Return which deck of the family of ``first`` is called ``name``, from 1; ``None`` for one of another family."""
    if name == first:
        return 1
    number = name.removeprefix(f"{first}.")
    return int(number) if number != name and number.isascii() and number.isdecimal() else None
