"""All cards: searched, sorted, read a page at a time, and changed many at once, each change with its way back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import ChangedSinceError, DeckError, QuizError
from quiz.formats.toml_deck import change_notes, give_ids, take_back_notes
from quiz.model.edit import NoteEdit
from quiz.model.file_edit import FileEdit
from quiz.model.ids import CardId, DeckId, NoteId
from quiz.model.review import Action, ActionKind, EventId, Retraction
from quiz.model.text import counted, one_line
from quiz.search import Order, fold, parse
from quiz.search.query import Is, Name, Named, Status
from quiz.store.browse import BrowseRow, CardKey
from quiz.store.conditions import PerDeck
from quiz.store.ids import new_event_id

if TYPE_CHECKING:
    from quiz.collection.collection import Collection
    from quiz.model.deck import Card, Note
    from quiz.srs.scheduler import Scheduler
    from quiz.store.conditions import Forgetting
    from quiz.store.store import Fold, Store

__all__ = ["BrowseRow", "Browser", "CardKey", "Done", "Found", "Watch", "unwatched"]

STEPS = 30
"""Changes that can be taken back; Anki's number."""
LONGEST_TAG = 80
"""Characters."""
_LOOKED_AT = 500
"""Cards that are read to tell in which decks they are."""

_DID = {
    ActionKind.SUSPEND: ("Suspended", Status.SUSPENDED, False),
    ActionKind.UNSUSPEND: ("Put back into study", Status.SUSPENDED, True),
    ActionKind.BURY: ("Buried until tomorrow", Status.BURIED, False),
    ActionKind.UNBURY: ("Took back from being buried", Status.BURIED, True),
    ActionKind.MARK: ("Marked", Status.MARKED, False),
    ActionKind.UNMARK: ("Took the mark off", Status.MARKED, True),
    ActionKind.RESET: ("Made new again", Status.NEW, False),
}
"""What is said of an action, and which cards it changes: those that have, or do not have, a status."""


Watch = Callable[[int, int], None]
"""Is told how much is done, of how much; when it raises a QuizError, nothing is changed."""


def unwatched(done: int, of: int) -> None:
    """Watch nothing."""
    del done, of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The cards of a search, in order; what shows them reads a page at a time."""

    keys: Sequence[CardKey]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Something that was done to cards."""

    said: str
    """What was done, as a sentence; also when nothing had to be."""
    cards: int
    """How many were changed; 0 when there is nothing to take back."""
    events: tuple[EventId, ...] = ()
    files: tuple[FileEdit, ...] = ()
    note: NoteEdit | None = None


class Browser:
    """Searches the cards of a collection and changes them; remembers its changes while the program runs."""

    def __init__(
        self, collection: "Collection", store: "Store", fold_answers: "Fold", path_of: Callable[[DeckId], Path]
    ) -> None:
        """Look through the cards of ``collection``."""
        self._collection = collection
        self._store = store
        self._fold = fold_answers
        self._path_of = path_of
        self._past: list[Done] = []
        self.changes = 0
        """Grows with each change and each that is taken back."""

    # finding

    def search(self, text: str, order: Order = Order.DECK, *, backwards: bool = False) -> Found:
        """Return the cards that ``text`` asks for. Raises QueryError, which tells what is wrong and where."""
        collection, today = self._collection, self._collection.today()
        settings = collection.settings
        own = {deck: settings.of(deck) for deck in settings.layers.decks}
        keys = self._store.browsing.search(
            parse(text, today),
            order,
            backwards=backwards,
            day=today,
            forgetting=PerDeck(
                _days_until(collection.scheduler),
                {deck: _days_until(collection.scheduler_with(each)) for deck, each in own.items()},
            ),
            leeches=PerDeck(
                settings.study.leech_threshold, {deck: each.study.leech_threshold for deck, each in own.items()}
            ),
        )
        return Found(keys=keys)  # pyright: ignore[reportArgumentType] - an array of keys

    def rows(self, keys: Sequence[CardKey]) -> list[BrowseRow]:
        """Return the cards of ``keys``, in their order; those that are gone are left out."""
        return self._store.browsing.rows(keys)

    def count(self) -> int:
        """Return how many cards there are in deck files."""
        return self._store.card_count()

    def row(self, key: CardKey) -> BrowseRow | None:
        """Return one card; ``None`` when it is gone."""
        return next(iter(self.rows([key])), None)

    def place_of(self, card: CardId, keys: Sequence[CardKey]) -> int | None:
        """Return the place of a card among ``keys``."""
        key = self._store.browsing.key_of(card)
        try:
            return None if key is None else keys.index(key)
        except ValueError:
            return None

    def all_are(self, keys: Sequence[CardKey], status: Status) -> bool:
        """Tell whether all of ``keys`` have a status."""
        return len(self._store.browsing.only(keys, Is(status), self._collection.today())) == len(keys)

    def notes(self, keys: Sequence[CardKey]) -> Mapping[DeckId, Sequence[NoteId]]:
        """Return the notes that make the cards of ``keys``, by deck; orphans and broken files have none."""
        return self._store.browsing.notes(keys)

    def cards_of_notes(self, keys: Sequence[CardKey]) -> int:
        """Return how many cards the notes of ``keys`` make together, those of ``keys`` included."""
        return self._store.browsing.count_siblings(self.notes(keys))

    # changing

    def act(self, keys: Sequence[CardKey], kind: ActionKind, watch: Watch = unwatched) -> Done:
        """Do ``kind`` to those cards that it changes, all of them in one durable step or none."""
        _, status, having = _DID[kind]
        today, now = self._collection.today(), self._collection.now()
        have = self._store.browsing.only(keys, Is(status), today)
        changed = have if having else _without(keys, have)
        cards = self._store.browsing.ids(changed)
        actions = [Action(id=new_event_id(now), card=card, at=now, day=today, kind=kind) for card in cards]
        if actions:
            self._store.act(*actions, watch=lambda done: watch(done, len(actions)))
        return self.keep(done_of(actions))

    def tag(
        self,
        keys: Sequence[CardKey],
        watch: Watch = unwatched,
        *,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
    ) -> Done:
        """Add tags to the notes of cards, and remove some, in their deck files."""
        new = [one_line(tag)[:LONGEST_TAG] for tag in add]
        away = {fold(tag) for tag in remove}

        def change(note: "Note") -> Mapping[str, object]:
            kept = [tag for tag in note.tags if fold(tag) not in away]
            tags = [*kept, *(tag for tag in dict.fromkeys(new) if fold(tag) not in map(fold, kept))]
            return {} if tags == list(note.tags) else {"tags": tags or None}

        names = [*(f"+{tag}" for tag in new), *(f"-{tag}" for tag in remove)]
        done = self._change_files(keys, change, f"Tagged {' '.join(map(one_line, names))}:", watch)
        kept = " ".join(filter(None, (self._kept(tag, keys) for tag in remove)))
        return replace(done, said=f"{done.said if done.cards or not kept else ''} {kept}".strip())

    def _kept(self, tag: str, keys: Sequence[CardKey]) -> str:
        """Tell of a tag that cards still have because it is that of their whole decks; nothing is the usual answer."""
        having = self._store.browsing.only(keys, Named(Name.TAG, fold(tag)), self._collection.today())
        decks = {row.deck: None for row in self.rows(having[:_LOOKED_AT])}
        if not decks:
            return ""
        which = f"the whole deck {one_line(next(iter(decks)))}" if len(decks) == 1 else "whole decks"
        return f"#{one_line(tag)} is a tag of {which}: take it out at the top of the file (e in the list of decks)."

    def delete(self, keys: Sequence[CardKey], watch: Watch = unwatched) -> Done:
        """Take the notes that make cards out of their files; the history of the cards is kept."""
        return self._change_files(keys, lambda _: None, "Deleted", watch)

    def edit(self, card: "Card", changes: Mapping[str, object]) -> NoteEdit:
        """Change the note that makes a card, in its file."""
        edit = self._collection.edit_note(card, changes)
        self.keep(Done(said="Edited 1 card.", cards=1, note=edit))
        return edit

    # the way back

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def steps(self) -> Sequence[Done]:
        """The changes that can be taken back, the newest last."""
        return self._past

    def undo(self, done: Done | None = None) -> str:
        """Take back a change, without one the last; return what was taken back, as a sentence.

        A change of deck files that was overwritten since stays, and one that was taken back already is none any more:
        both with ChangedSinceError.
        """
        if not self._past and done is None:
            return "There is nothing to take back."
        done = done or self._past[-1]
        if not any(step is done for step in self._past):
            raise ChangedSinceError("That was taken back already.")
        try:
            said = self.take_back(done)
        except ChangedSinceError:
            self.forget(done)
            raise
        self.forget(done)
        return said

    def take_back(self, done: Done, watch: Watch = unwatched) -> str:
        """Take back one change, and return that as a sentence; `forget` makes it no step any more."""
        if done.note is not None:
            self._collection.take_back(done.note)
        missed = self._take_back_files(done.files, watch)
        now = self._collection.now()
        rows = [Retraction(id=new_event_id(now), target=event, at=now) for event in reversed(done.events)]
        if rows:
            self._store.retract(*rows, fold=self._fold, watch=lambda number: watch(number, len(rows)))
        more = f" {counted(missed, 'note')} changed since stayed as they are." if missed else ""
        return f"Taken back: {done.said[:1].lower()}{done.said[1:]}{more}"

    def keep(self, done: Done) -> Done:
        """Remember a change that was made elsewhere, so that it can be taken back here."""
        if done.cards:
            self._past = [*self._past[1 - STEPS :], done]
            self.changes += 1
        return done

    def forget(self, done: Done) -> None:
        """Let a change be no step any more, because it was taken back, or cannot be."""
        self._past = [step for step in self._past if step is not done]
        self.changes += 1

    # files

    def _change_files(
        self,
        keys: Sequence[CardKey],
        change: "Callable[[Note], Mapping[str, object] | None]",
        verb: str,
        watch: Watch,
    ) -> Done:
        edits: list[FileEdit] = []
        wanted = self.notes(keys)
        number, seen = sum(map(len, wanted.values())), 0
        lacking = {row.id for row in self._store.decks() if row.unnamed}
        try:
            for deck, notes in wanted.items():
                path = self._path_of(deck)
                if deck in lacking:
                    give_ids(path)
                edit = change_notes(path, frozenset(notes), change)
                edits += [edit] if edit.pieces else []
                if edit.pieces or deck in lacking:
                    self._collection.reread(path)
                seen += len(notes)
                watch(seen, number)
        except QuizError:
            # All files or none: those that were written already are put back as they were.
            self._take_back_files(tuple(edits))
            raise
        changed = sum(len(edit.pieces) for edit in edits)
        said = f"{verb} {counted(changed, 'note')}." if changed else "Nothing had to be changed."
        return self.keep(Done(said=said, cards=changed, files=tuple(edits)))

    def _take_back_files(self, files: tuple[FileEdit, ...], watch: Watch = unwatched) -> int:
        """Put notes back; return how many were changed since. ChangedSinceError when that is true of all."""
        missed = seen = 0
        refused: list[QuizError] = []
        number = sum(len(edit.pieces) for edit in files)
        for edit in reversed(files):
            try:
                path = self._path_of(edit.deck)
                missed += take_back_notes(path, edit)
                self._collection.reread(path)
            except (ChangedSinceError, DeckError) as error:
                refused.append(error)
                missed += len(edit.pieces)
            seen += len(edit.pieces)
            watch(seen, number)
        if refused and len(refused) == len(files):
            raise refused[0]
        return missed


def done_of(actions: Sequence[Action]) -> Done:
    """Return what is remembered of actions of one kind."""
    said = _said(_DID[actions[0].kind][0] if actions else "", len(actions))
    return Done(said=said, cards=len(actions), events=tuple(action.id for action in actions))


def _without(keys: Sequence[CardKey], some: Sequence[CardKey]) -> Sequence[CardKey]:
    out = frozenset(some)
    return [key for key in keys if key not in out]


def _said(verb: str, number: int) -> str:
    return f"{verb}: {counted(number, 'card')}." if number else "Nothing had to be changed."


def _days_until(scheduler: "Scheduler") -> "Forgetting":
    return lambda chance: scheduler.fsrs.interval(1.0, chance)
