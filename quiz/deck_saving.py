"""Where a made deck goes: into the file of the deck of the same article, or into a file of its own.

The deck of an article is looked for by its name, and then by the place of the article, which may have another headline
by now, or have been given another title.

Two articles may have the same title, and so the same deck id. The deck of the second is then named ``id.2``: made
ids have no dot in them, so the names of such a family are never those of another title.
"""

from collections.abc import Container, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from quiz.errors import DeckError
from quiz.formats.alone import one_at_a_time
from quiz.formats.merge import Revision, is_renamed, is_same_article, is_same_place, is_same_text, merge
from quiz.formats.parse import read_text
from quiz.formats.toml_deck import DeckFile, change_deck, read_deck, write_deck
from quiz.model.deck import Deck, Note, refusal_of
from quiz.model.ids import DeckId, NoteId
from quiz.model.trace import plain
from quiz.store.store import DeckRow

Found = tuple[Path, DeckFile | None]
"""A file for the deck, and what it holds; ``None`` for one that cannot be read and is to be written anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What is known of a made deck beside its cards, and what a person decided about them."""

    sentences: tuple[str, ...] | None = None
    """The sentences of the article; without them no card's evidence counts as gone."""
    rejected: tuple[Note, ...] = ()
    """Made cards that are not wanted, now or ever."""
    rescued: frozenset[NoteId] = frozenset()
    """Ids of cards among the deck's that were refused or deleted once and are wanted after all."""
    closed: Container[Path] = frozenset[Path]()
    """Files that hold decks of other articles, however alike they are."""
    placed: Sequence[Path] | None = None
    """Files of decks whose article was where this one is, if they were looked for already."""
    titled: bool = False
    """Whether a person said what the deck is called."""

    @property
    def plain_sentences(self) -> list[str] | None:
        """The sentences as they are compared."""
        return None if self.sentences is None else [plain(sentence) for sentence in self.sentences]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What saving a made deck did to its file, or would do."""

    path: Path
    id: DeckId
    """What the deck is called in the file; not what it was made as, when that is another article's."""
    title: str
    fresh: tuple[Note, ...] = ()
    """Cards of facts the file did not ask for."""
    kept: int = 0
    """Cards the file already held."""
    revised: tuple[Revision, ...] = ()
    """Of these, those that follow a revised article."""
    marked: int = 0
    """Of these, those whose evidence was found to be gone."""
    restored: int = 0
    """Of these, those whose evidence came back."""
    edited: int = 0
    """Of these, those that were made again and stay as a person edited them."""
    refused: tuple[Note, ...] = ()
    """Made cards that stay away because they were refused or deleted."""
    notes: tuple[Note, ...] = ()
    """All cards of the file."""
    before: str = ""
    """The text that the file had, if it was there."""

    @property
    def added(self) -> int:
        """How many cards are new in the file."""
        return len(self.fresh)

    @property
    def updated(self) -> int:
        """How many cards follow a revised article."""
        return len(self.revised)


def save_deck(
    deck: Deck,
    rows: Sequence[DeckRow],
    folder: Path,
    target: Path | None,
    *,
    force: bool,
    making: Making,
    dry: bool = False,
) -> Saved:
    """Write a made deck to ``target``, or to the file of the same article's deck, or into a new file in ``folder``.

    ``rows`` are the known files of decks that are named like this one. With ``force`` the file of the same article, or
    ``target`` whatever it holds, is written anew. With ``dry`` nothing is written, and what would be is told. Raises
    DeckError when ``target`` holds another deck, or a file cannot be read or written.
    """
    if target is not None:
        found = _at(target, deck, making, force=force)
    else:
        found = _of_same_article(deck, rows, making.closed, force=force) or _of_same_place(deck, making)
    if found is None:
        path, number = _place(deck, rows, making.closed, folder, target)
        return _write(_numbered(deck, number), path, making, overwrite=target is not None and force, dry=dry)
    path, file = found
    if force:
        number = _number(file.deck.id, deck.id) if file is not None else 1
        # One that is called otherwise keeps the name that the histories of its cards hang on.
        whole = _numbered(deck, number or 1) if number or file is None else replace(deck, id=file.deck.id)
        return _write(whole, path, making, overwrite=True, dry=dry)
    return _merge(path, deck, [file] if file is not None else [], making, dry=dry)


def with_lasting_path(deck: Deck, folder: Path) -> Deck:
    """Return a deck with the whole path of its article, unless the path leads there from ``folder`` or around it."""
    source = deck.source
    if source is None or not source.path or Path(source.path).is_absolute():
        return deck
    article = Path(source.path).absolute()
    lasts = any(_is_one_file(article, place / source.path) for place in (folder, folder.parent))
    return deck if lasts else replace(deck, source=replace(source, path=str(article)))


def _is_one_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


@one_at_a_time
def _merge(path: Path, deck: Deck, known: list[DeckFile], making: Making, *, dry: bool) -> Saved:
    """Bring the file up to date; ``known`` is what it held a moment ago, which is read anew if that is over."""
    file = known.pop() if known else read_deck(path)
    old = file.deck
    merged = merge(
        old,
        deck,
        sentences=making.plain_sentences,
        # A card with a mistake in it is no note yet; it stands in the file all the same.
        faulty={problem.card for problem in file.problems if problem.card is not None},
        rejected=making.rejected,
        rescued=making.rescued,
        titled=making.titled and (_number(old.id, deck.id) or 1) == 1,
    )
    before = "" if dry else read_text(path)
    if not dry:
        change_deck(path, merged.deck, instead_of=old)
    return Saved(
        path=path,
        id=old.id,
        title=merged.deck.title,
        fresh=merged.added,
        kept=len(old.notes),
        revised=merged.revised,
        marked=merged.marked,
        restored=merged.restored,
        edited=merged.edited,
        refused=merged.refused,
        notes=merged.deck.notes,
        before=before,
    )


def _write(deck: Deck, path: Path, making: Making, *, overwrite: bool, dry: bool) -> Saved:
    ids = {note.id for note in deck.notes}
    refusals = tuple(refusal for note in making.rejected if (refusal := refusal_of(note)) is not None)
    written = tuple(trace for trace in deck.written if trace.id in ids)
    if not dry:
        write_deck(replace(deck, refusals=refusals, written=written), path, overwrite=overwrite)
    return Saved(path=path, id=deck.id, title=deck.title, fresh=deck.notes, notes=deck.notes)


def _at(target: Path, deck: Deck, making: Making, *, force: bool) -> Found | None:
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
    if _is_of_same_article(file, deck) or is_renamed(file.deck, deck, making.plain_sentences or ()):
        return target, file
    if force:
        return None
    raise DeckError(
        f"{target} holds another deck, {file.deck.title!r}.", hint="Choose another file with -o, or move that one."
    )


def _of_same_article(deck: Deck, rows: Sequence[DeckRow], closed: Container[Path], *, force: bool) -> Found | None:
    """Return the file of the same article's deck: of several, one of the very text, or else of the same place."""
    found: list[tuple[bool, bool, Path, DeckFile]] = []
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
            if _is_of_same_article(file, deck) and (path not in closed or is_same_text(file.deck, deck)):
                found.append((is_same_text(file.deck, deck), is_same_place(file.deck, deck), path, file))
    if not found:
        return None
    _, _, path, file = max(found, key=lambda one: one[:2])
    return path, file


def _of_same_place(deck: Deck, making: Making) -> Found | None:
    """Return the first file whose deck is that of the article under another name."""
    sentences = frozenset(making.plain_sentences or ()) if making.placed else frozenset[str]()
    for path in making.placed or ():
        if path in making.closed:
            continue  # unread, because a book may have very many chapters
        with suppress(DeckError):  # gone or broken since it was looked for
            file = read_deck(path)
            if is_renamed(file.deck, deck, sentences):
                return path, file
    return None


def _is_of_same_article(file: DeckFile, deck: Deck) -> bool:
    return _number(file.deck.id, deck.id) is not None and is_same_article(file.deck, deck)


def _family(deck: Deck, rows: Sequence[DeckRow]) -> Iterator[tuple[int, DeckRow]]:
    """Yield the files whose decks are named like ``deck``, by number; of copies, first the one that is asked."""
    named = [(number, row) for row in rows if (number := _number(row.id, deck.id)) is not None]
    yield from sorted(named, key=lambda pair: (pair[0], pair[1].broken, pair[1].path))


def _place(
    deck: Deck, rows: Sequence[DeckRow], closed: Container[Path], folder: Path, target: Path | None
) -> tuple[Path, int]:
    """Return a file for a new deck, and the first number whose name is free."""
    taken = {row.id for row in rows if target is None or Path(row.path) != target.absolute()}
    inside = target is None or target.resolve().is_relative_to(folder.resolve())
    number = 1
    while True:
        name = _numbered(deck, number).id
        path = target if target is not None else folder / f"{name}.toml"
        if not inside or (name not in taken and (target is not None or not (path in closed or path.exists()))):
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
