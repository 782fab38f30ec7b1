"""The one door to everything a learner has: deck files, the review log, the scheduler and the clock.

Commands and screens talk to a `Collection`; nothing above it touches a file or the database.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import tzinfo
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quiz.config import Settings
from quiz.deck_folder import copy_starter, deck_files, find_deck, stamp_of
from quiz.errors import DeckError
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, Instant, StudyDay
from quiz.model.review import Retraction, Review
from quiz.model.text import counted
from quiz.paths import Paths
from quiz.srs.day import DayRule
from quiz.srs.queue import Counts
from quiz.store.store import DeckRow, Due, Limits, Stamp, Store

if TYPE_CHECKING:
    from quiz.checks import Finding
    from quiz.deck_saving import Making, Saved
    from quiz.model.deck import Card, Deck, Note, Source
    from quiz.srs.scheduler import Scheduler
    from quiz.srs.session import Session
    from quiz.stats.report import Report


def system_clock() -> Instant:
    """Return the present moment; the only place where quiz asks what time it is."""
    return Instant(time.time_ns() // 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckSummary:
    """One line of the list of decks."""

    id: DeckId
    title: str
    path: Path
    cards: int
    counts: Counts
    """Still to come today, after the daily limits."""
    next_due: Due | None
    """When the next card comes back, if none is due now and any is scheduled."""
    problems: tuple[str, ...]
    """What is wrong with the file, as sentences."""
    broken: bool
    """Whether its cards cannot be asked because of that."""
    suspended: int
    """Cards taken out of study."""


class Collection:
    """Decks, log, scheduler and clock of one learner; use it in a ``with`` statement."""

    def __init__(
        self, store: Store, paths: Paths, settings: Settings, clock: Callable[[], Instant], zone: tzinfo | None
    ) -> None:
        """Join the parts; `open` makes them."""
        self._store = store
        self._clock = clock
        self.paths = paths
        self.settings = settings
        self.days = DayRule(rollover=settings.study.rollover, zone=zone)

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
        if settings.decks is not None:
            paths = replace(paths, decks=settings.decks)
        first_run = not paths.database.exists()
        with ExitStack() as stack:
            collection = cls(stack.enter_context(Store.open(paths.database)), paths, settings, clock, zone)
            if first_run:
                copy_starter(paths.decks)
            collection.refresh()
            stack.pop_all()
            return collection

    def __enter__(self) -> Self:
        """Return the collection itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the database."""
        self._store.close()

    @cached_property
    def scheduler(self) -> "Scheduler":
        """The scheduler, with the learner's settings."""
        from quiz.srs.scheduler import Scheduler  # noqa: PLC0415 - counting what is due schedules nothing

        return Scheduler(self.settings.schedule, self.days)

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
        known = self._store.stamps()
        found = deck_files(self.paths.decks)
        if gone := known.keys() - found.keys():
            for path in gone:
                self._store.forget_deck(path)
            # A copy that could not be asked because of a file that is gone now asks to be read again.
            known = self._store.stamps()
        for path, stamp in found.items():
            if known.get(path) != stamp:
                self._index(path, stamp)

    def _index(self, path: str, stamp: Stamp) -> None:
        # Reading TOML is not needed to start when no file has changed.
        from quiz.formats.toml_deck import read_deck, with_ids  # noqa: PLC0415

        try:
            file = read_deck(Path(path))
        except DeckError as error:
            self._store.index_broken(path, stamp, error.message)
        else:
            unnamed = sum(note.id is None for note in file.deck.notes) + (not file.names_itself)
            problems = [str(problem) for problem in file.problems]
            # Cards are known by the ids they are going to get, before the file is written to.
            self._store.index_deck(path, stamp, with_ids(file.deck), problems, unnamed=unnamed)

    def decks(self) -> tuple[DeckSummary, ...]:
        """Return a line for every deck file, by title."""
        counts = self._counts()
        nexts = self._store.next_due(self.today(), self._limits())
        suspended = self._store.suspended_counts()
        none = Counts()
        rows = sorted(self._store.decks(), key=lambda row: (row.title.casefold(), row.path))
        return tuple(
            DeckSummary(
                id=row.id,
                title=row.title,
                path=Path(row.path),
                cards=row.cards,
                counts=none if row.broken else counts.get(row.id, none),
                next_due=None if row.broken else nexts.get(row.id),
                problems=row.problems,
                broken=row.broken,
                suspended=0 if row.broken else suspended.get(row.id, 0),
            )
            for row in rows
        )

    def find_decks(self, names: Sequence[str]) -> tuple[DeckId, ...]:
        """Return the decks that ``names`` mean: ids, titles, file names or paths, in any case.

        Raises UsageError for a name that means no deck or more than one.
        """
        rows = self._store.decks()
        return tuple(dict.fromkeys(find_deck(name, rows) for name in names))

    def _deck_path(self, deck: DeckId) -> Path:
        path = next((row.path for row in self._store.decks() if row.id == deck and not row.broken), None)
        if path is None:
            raise DeckError("The file of this deck is gone, or cannot be read.", hint="'quiz check' tells more.")
        return Path(path)

    def read_deck(self, deck: DeckId) -> "Deck":
        """Return a whole deck from its file."""
        from quiz.formats.toml_deck import read_deck  # noqa: PLC0415 - lists and counts need no TOML reader

        return read_deck(self._deck_path(deck)).deck

    def title_of(self, deck: DeckId) -> str:
        """Return the title of a deck; an unknown one has none."""
        return self._store.title(deck)

    def source_of(self, deck: DeckId) -> "Source | None":
        """Return where the facts of a deck come from."""
        return self._store.source(deck)

    def card(self, card: CardId) -> "Card":
        """Return a card as the deck file has it."""
        return self._store.card(card)

    def note_of(self, card: "Card") -> "Note":
        """Return the note that makes a card, as its file has it at the moment; DeckError if it is not there."""
        from quiz.formats.toml_deck import read_deck, with_ids  # noqa: PLC0415 - asking needs no TOML reader

        path = self._deck_path(card.deck)
        notes = with_ids(read_deck(path).deck).notes
        found = next((note for note in notes if note.id == card.note), None)
        if found is None:
            raise DeckError(f"{path} does not hold this card any more.", hint="Its history is kept.")
        return found

    def edit_note(self, card: "Card", changes: Mapping[str, object]) -> None:
        """Set keys of the note that makes a card, in its file; ``None`` removes a key. The history stays.

        Raises DeckError, and leaves the file as it was, when the note would not be one any more or cannot be written.
        """
        from quiz.formats.toml_deck import edit_note, give_ids  # noqa: PLC0415 - asking needs no TOML reader

        path = self._deck_path(card.deck)
        give_ids(path)
        edit_note(path, card.note, changes)
        self.refresh()

    # study

    def _limits(self) -> Limits:
        return Limits(new=self.settings.study.new_per_day, reviews=self.settings.study.reviews_per_day)

    def _counts(self) -> Mapping[DeckId, Counts]:
        return self._store.counts(self.today(), self._limits())

    def counts(self, decks: Sequence[DeckId] | None = None) -> Counts:
        """Return what is still to come today in ``decks``, or in all of them."""
        return sum((counts for deck, counts in self._counts().items() if decks is None or deck in decks), Counts())

    def start(self, decks: Sequence[DeckId] | None = None) -> "Session":
        """Begin a session over what is due in ``decks``, or in all of them.

        Cards without an id are given one in their files first, so that their history can be found again.
        """
        from quiz.srs.queue import build_queue  # noqa: PLC0415 - only studying needs the queue and the session
        from quiz.srs.session import Session  # noqa: PLC0415
        from quiz.store.ids import new_event_id  # noqa: PLC0415

        self._give_ids(decks)
        now = self.now()
        day = self.days.day_of(now)
        return Session(
            build_queue(self._store.gather(day, self._limits(), decks), seed=day),
            self.scheduler,
            self._clock,
            _Journal(self._store, self._fold),
            lambda: new_event_id(self._clock()),
            self.settings.study.learn_ahead,
            marked=self._store.marked(),
            siblings=lambda asked: self._store.siblings(asked.card),
        )

    def _give_ids(self, decks: Sequence[DeckId] | None) -> None:
        unnamed = [row for row in self._store.decks() if row.unnamed and (decks is None or row.id in decks)]
        if not unnamed:
            return
        from quiz.formats.toml_deck import give_ids  # noqa: PLC0415 - only a deck written by hand needs it

        for row in unnamed:
            # The ids follow from the prompts, so a folder that cannot be written to does not stop a session.
            with suppress(DeckError):
                give_ids(Path(row.path))
        self.refresh()

    def put_back(self, decks: Sequence[DeckId] | None = None) -> int:
        """Put the suspended cards of ``decks``, or of all, back into study; return how many there were."""
        from quiz.model.review import Action, ActionKind  # noqa: PLC0415 - counting puts nothing back
        from quiz.store.ids import new_event_id  # noqa: PLC0415

        cards = self._store.suspended(decks)
        now = self.now()
        for card in cards:
            day = self.days.day_of(now)
            self._store.act(Action(id=new_event_id(now), card=card, at=now, day=day, kind=ActionKind.UNSUSPEND))
        return len(cards)

    def history(self, card: CardId) -> tuple[Review, ...]:
        """Return the answers given to one card, oldest first."""
        return tuple(self._store.reviews_of(card))

    # progress

    def report(self, decks: Sequence[DeckId] | None = None) -> "Report":
        """Return the statistics of ``decks``, or of all of them, as of now."""
        from quiz.stats.report import make_report  # noqa: PLC0415 - studying needs no statistics

        return make_report(
            self._store.reviews(decks),
            self._store.states(decks),
            total_cards=self._store.card_count(decks),
            suspended=len(self._store.suspended(decks)),
            day=self.today(),
        )

    # health

    def check(self, *, fix: bool = False) -> "tuple[Finding, ...]":
        """Return what is wrong with the deck files and the database; nothing is the usual answer.

        With ``fix``, missing ids are written into the deck files and states are made anew from the log; what is
        found then is what is still wrong, besides what was mended.
        """
        from quiz.checks import Finding  # noqa: PLC0415 - counting what is due checks nothing

        findings = [finding for row in self._store.decks() for finding in self._check_deck(row, fix=fix)]
        if fix:
            self.refresh()
            mended = self._store.rebuild(self._fold)
            if mended:
                message = f"The states of {mended} cards were not what the log says; they are made anew."
                findings.append(Finding(path=self.paths.database, message=message, fixed=True))
        findings += [Finding(path=self.paths.database, message=text) for text in self._store.integrity(self._fold)]
        for orphan in self._store.orphans():
            message = f"{orphan.prompt!r} has a history and stands in no deck file any more; the history is kept."
            findings.append(Finding(path=self.paths.database, card=orphan.card, message=message, harmless=True))
        return tuple(findings)

    def _fold(self, reviews: Sequence[Review]) -> CardState:
        from quiz.srs.replay import replay  # noqa: PLC0415 - only checks replay the log

        return replay(reviews, self.scheduler)

    def _check_deck(self, row: DeckRow, *, fix: bool) -> "Iterator[Finding]":
        from quiz.checks import Finding, check_file, mend_file  # noqa: PLC0415

        path = Path(row.path)
        if row.unnamed and not row.broken:
            if fix:
                yield from mend_file(path)
            else:
                message = f"{counted(row.unnamed, 'missing id')}, written on the first study or by 'quiz check --fix'."
                yield Finding(path=path, message=message, harmless=True)
        found = list(check_file(path))
        yield from found
        if row.broken and not found:
            yield from (Finding(path=path, message=problem) for problem in row.problems)

    # files

    def save_deck(
        self, deck: "Deck", target: Path | None = None, *, force: bool = False, making: "Making | None" = None
    ) -> "Saved":
        """Write a made deck to ``target``, or into the decks folder under its id, in one step.

        A file that holds a deck of the same article already follows it: cards that read as they were written are
        brought up to date, facts it does not ask for yet are added, and nothing that a person changed is touched.
        What `Making` says was rejected is remembered in the file and not made again. With ``force`` it is written
        anew. The deck of another article that has the same id stays alone, and this one gets a number; a ``target``
        with another deck is never touched: DeckError.
        """
        saved = self._save(deck, target, force=force, making=making, dry=False)
        if target is None:
            # Looking through the whole folder for each of a thousand decks would take most of the time.
            self._index(str(saved.path), stamp_of(saved.path))
        else:
            self.refresh()
        return saved

    def plan_deck(
        self, deck: "Deck", target: Path | None = None, *, force: bool = False, making: "Making | None" = None
    ) -> "Saved":
        """Return what `save_deck` would do, without doing it: its ``fresh`` cards are those to be looked over."""
        return self._save(deck, target, force=force, making=making, dry=True)

    def _save(self, deck: "Deck", target: Path | None, *, force: bool, making: "Making | None", dry: bool) -> "Saved":
        from quiz.deck_saving import Making, save_deck  # noqa: PLC0415 - studying writes no decks

        rows, folder = self._store.decks(deck.id), self.paths.decks
        return save_deck(deck, rows, folder, target, force=force, making=making or Making(), dry=dry)


class _Journal:
    """Writes what a session does into the store; knows how to take back an answer that is not the card's last."""

    def __init__(self, store: Store, fold: Callable[[Sequence[Review]], CardState]) -> None:
        self._store = store
        self._fold = fold
        self.record = store.record
        self.act = store.act

    def retract(self, retraction: Retraction) -> None:
        self._store.retract(retraction, self._fold)
