"""Cards from tables: CSV, TSV, and what Anki and Quizlet export as text.

What comes of a table is an ordinary deck file. Beside the decks is kept what the table said, so that importing it
again tells its own words from those of the learner.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.library import Library
from quiz.collection.shelf import Shelf
from quiz.deck_folder import stamp_of
from quiz.durable import make_private
from quiz.errors import DeckError, LockedError, SourceError
from quiz.formats.alone import one_at_a_time
from quiz.formats.atomic import write_atomically
from quiz.formats.columns import Role, find_columns
from quiz.formats.csv_deck import dump_csv, notes_of, tags_of
from quiz.formats.csv_table import Table, read_table
from quiz.formats.follow import follow
from quiz.formats.html_text import has_html
from quiz.formats.parse import LARGEST_FILE, read_deck, read_text, sum_of
from quiz.formats.toml_deck import change_deck, dump_deck, give_ids, parse_deck
from quiz.formats.toml_text import dump_plain
from quiz.model.deck import Deck, Note
from quiz.model.ids import DeckId, NoteId
from quiz.model.plain import PlainNotes
from quiz.model.text import one_line

if TYPE_CHECKING:
    from quiz.formats.csv_deck import Taken
    from quiz.formats.csv_table import Fault
    from quiz.store.store import DeckRow, Store

_LONGEST_TITLE = 200
_LOOKED_AT = 100
"""Rows by which it is told whether a file is a table."""
_RAGGED = 5
"""Columns of the longest row from which a table whose rows are all of different lengths is none."""
_MOST_DECKS = 500
"""In one table; more are a column that was taken for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How a table is to be imported."""

    deck: str | None = None
    """The deck for all cards: one that is there, or the title of a new one."""
    columns: str = ""
    """What the columns mean; see `quiz.formats.columns`."""
    html: bool | None = None
    """Whether the cells are HTML; ``None``: as the file says, or looks."""
    dry: bool = False
    """Whether nothing is to be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDeck:
    """What became of the cards for one deck."""

    id: DeckId
    title: str
    path: Path
    is_new: bool
    added: int
    updated: int = 0
    unchanged: int = 0
    edited: int = 0
    """Cards that the table has in another form, and that stay as they are in the deck."""
    away: int = 0
    """Cards that were deleted from the deck, and stay away."""
    joined: int = 0
    """Rows that ask what another row asks; their answers count as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a table."""

    decks: Sequence[ImportedDeck]
    faults: "Sequence[Fault]"
    """Why rows were left out."""
    left_out: Sequence[str]
    """Columns that go nowhere, by name or number."""
    encoding: str
    """How the file was read."""


class Importing:
    """Takes tables in, and gives decks out as tables."""

    def __init__(self, library: Library, store: "Store", shelf: Shelf) -> None:
        """Import into the decks of ``library``."""
        self._library = library
        self._store = store
        self._shelf = shelf

    def take(self, raw: bytes, name: str, order: Order) -> Imported:
        """Import the table in ``raw``; ``name`` is the file's, and the title of its deck if nothing else names one.

        Raises SourceError when it is no table, UsageError when ``order`` cannot be, and DeckError when a deck file
        cannot be written.
        """
        if name.endswith(".toml"):
            hint = f"Put it into {self._library.paths.decks}, and it is there."
            raise SourceError(f"{name} is a deck file, not a table.", hint=hint)
        table = read_table(raw, name)
        columns = find_columns(table.rows, table.directives, table.separator, order.columns)
        if not (order.columns or table.directives or columns.has_header) and _is_prose(table):
            raise SourceError(
                f"{name} does not look like a table: its rows have from one to {max(map(len, table.rows))} columns.",
                hint="'quiz generate' makes cards of an article; --columns question,answer has it read all the same.",
            )
        if order.deck is not None:
            columns = replace(columns, at={role: at for role, at in columns.at.items() if role is not Role.DECK})
        if (
            Role.ANSWER not in columns.at
            and Role.KIND not in columns.at
            and "{{c" not in raw[:100_000].decode("latin-1")
        ):
            hint = "'quiz import --help' shows how to name columns and what separates them."
            raise SourceError(f"{name} has no two columns for questions and answers.", hint=hint)
        rows = notes_of(table, columns, html=_is_html(table) if order.html is None else order.html)
        usual = order.deck or one_line(table.directives.get("deck", "")) or one_line(Path(name).stem) or "Cards"
        if len(rows.decks) > _MOST_DECKS:
            hint = "With --deck all cards go into one."
            raise SourceError(f"{name} names {len(rows.decks):,} decks, and {_MOST_DECKS} is the most.", hint=hint)
        tags = tags_of(table.directives.get("tags", ""))
        decks = [self._put(_tagged(taken, tags), taken.deck or usual, dry=order.dry) for taken in rows.decks]
        return Imported(
            decks=decks,
            faults=sorted((*table.faults, *rows.faults), key=lambda fault: fault.line),
            left_out=columns.left_out,
            encoding=table.encoding,
        )

    def table_of(self, deck: DeckId) -> str:
        """Return the cards of a deck as a table that `take` reads."""
        return dump_csv(self._library.read_deck(deck).notes)

    def _put(self, taken: "Taken", title: str, *, dry: bool) -> ImportedDeck:
        row = self._find(title)
        done = self._begin(taken, title, dry=dry) if row is None else self._follow(taken, row, dry=dry)
        return replace(done, joined=taken.joined)

    def _find(self, name: str) -> "DeckRow | None":
        """Return the deck that is meant; ``None`` when it is to be begun. UsageError when there are several."""
        wanted = name.casefold()
        rows = self._store.decks()
        if not any(wanted in (row.title.casefold(), row.id.casefold(), Path(row.path).stem.casefold()) for row in rows):
            return None
        (found,) = self._library.find_decks([name])
        row = next((row for row in rows if row.id == found and not row.broken), None)
        if row is None:
            raise DeckError(f"The deck {found} cannot be read.", hint="'quiz check' tells what is wrong.")
        return row

    def _begin(self, taken: "Taken", title: str, *, dry: bool) -> ImportedDeck:
        title = one_line(title)[:_LONGEST_TITLE].strip()
        deck = Deck(id=self._shelf.free_id(title), title=title)
        path = self._library.paths.decks / f"{deck.id}.toml"
        notes = taken.notes
        if not dry:
            if isinstance(notes, PlainNotes):
                data = dump_plain(deck, notes).encode()
            else:
                deck = replace(deck, notes=notes)
                data = dump_deck(deck).encode()
            self._write_new(path, data)
            stamp = stamp_of(path)
            if stamp.size == len(data):
                # What was written is known; there is no need to read it.
                plain = notes if isinstance(notes, PlainNotes) else None
                stamp = replace(stamp, sum=sum_of(data))
                try:
                    self._store.index_deck(str(path), stamp, deck, day=self._library.today(), plain=plain)
                except LockedError:
                    self._library.follow_files()  # later
            else:
                self._library.follow_files()
            self._remember(deck.id, data)
        return ImportedDeck(id=deck.id, title=title, path=path, is_new=True, added=len(notes))

    def _write_over(self, path: Path, text: str, was: Deck, meant: Deck) -> None:
        if read_text(path) != text:
            raise DeckError(f"{path} was changed meanwhile, and stays as it is.", hint="Import the table again.")
        if text == dump_deck(was):
            # There is nothing in it that writing the whole file anew would lose.
            write_atomically(path, _fitting(path, dump_deck(meant).encode()))
        else:
            change_deck(path, meant, instead_of=was)

    def _write_new(self, path: Path, data: bytes) -> None:
        try:
            make_private(path.parent)
        except OSError as error:
            raise DeckError(f"The decks folder {path.parent} cannot be made: {error.strerror}.") from error
        write_atomically(path, _fitting(path, data), overwrite=False, private=True)

    def _follow(self, taken: "Taken", row: "DeckRow", *, dry: bool) -> ImportedDeck:
        return one_at_a_time(lambda path: self._followed(path, taken, row, dry=dry))(Path(row.path))

    def _followed(self, path: Path, taken: "Taken", row: "DeckRow", *, dry: bool) -> ImportedDeck:
        if row.unnamed and not dry:
            give_ids(path)
        text = read_text(path)
        file = parse_deck(text, name=str(path), stem=path.stem)
        notes = taken.notes.notes() if isinstance(taken.notes, PlainNotes) else taken.notes
        base = self._remembered(row.id)
        faulty = {problem.card for problem in file.problems if problem.card is not None}
        done = follow(file.deck, notes, base, faulty)
        if not dry:
            if done.deck != file.deck:
                if done.updated:
                    self._shelf.keep_text(text, self._library.place(path))
                self._write_over(path, text, file.deck, done.deck)
                self._library.follow_files()
            said = tuple((base | {note.id: note for note in notes}).values())
            self._remember(row.id, dump_deck(Deck(id=row.id, title=row.title, notes=said)).encode())
        return ImportedDeck(
            id=row.id,
            title=row.title,
            path=path,
            is_new=False,
            added=done.added,
            updated=done.updated,
            unchanged=done.unchanged,
            edited=done.edited,
            away=done.away,
        )

    # what tables said

    def _memory(self, deck: DeckId) -> Path:
        folder = self._library.paths.home / ".imports"
        return folder / f"{blake2b(deck.encode(), digest_size=10).hexdigest()}.toml"

    def _remember(self, deck: DeckId, data: bytes) -> None:
        path = self._memory(deck)
        try:
            make_private(path.parent)
        except OSError as error:
            raise DeckError(f"{path.parent} cannot be made: {error.strerror}.") from error
        write_atomically(path, data, private=True)

    def _remembered(self, deck: DeckId) -> dict[NoteId | None, Note]:
        try:
            return {note.id: note for note in read_deck(self._memory(deck)).deck.notes}
        except DeckError:
            return {}  # then nothing that is in the deck is changed


def _fitting(path: Path, data: bytes) -> bytes:
    """Return what is to be written, unless no deck file may be so large."""
    if len(data) > LARGEST_FILE:
        raise DeckError(f"{path} would be larger than {LARGEST_FILE // 1_000_000} MB.", hint="Split the table.")
    return data


def _is_prose(table: Table) -> bool:
    """Tell whether what separates columns are the commas of sentences."""
    widths = Counter(len(row) for row in table.rows[:_LOOKED_AT])
    if table.separator != "," or not widths or max(widths) < _RAGGED or min(widths) > 1:
        return False
    return 2 * widths.most_common(1)[0][1] < widths.total()


def _is_html(table: Table) -> bool:
    given = table.directives.get("html", "").strip().casefold()
    if given in ("true", "false"):
        return given == "true"
    return table.has_marks and any(has_html(cell) for row in table.rows for cell in row)


def _tagged(taken: "Taken", tags: tuple[str, ...]) -> "Taken":
    """Return notes with the tags that the table gives to all of them."""
    if not tags:
        return taken
    notes = taken.notes
    if isinstance(notes, PlainNotes):
        more = {own: tuple(dict.fromkeys((*own, *tags))) for own in set(notes.tags)}
        return replace(taken, notes=replace(notes, tags=[more[own] for own in notes.tags]))
    return replace(taken, notes=tuple(replace(note, tags=tuple(dict.fromkeys((*note.tags, *tags)))) for note in notes))
