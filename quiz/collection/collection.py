"""The one door to everything a learner has: deck files, the review log, the scheduler and the clock.

Commands and screens talk to a `Collection`; nothing above it touches a file or the database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.day_limits import DayLimits
from quiz.collection.library import Library
from quiz.config.settings import made_with
from quiz.deck_folder import trash_of
from quiz.model.ids import CardId, DeckId
from quiz.model.memory import Instant
from quiz.model.plan import Plan
from quiz.model.review import Action, Move, Review
from quiz.model.text import in_order
from quiz.srs.queue import Counts
from quiz.store.made_with import MIXED
from quiz.store.store import Due

if TYPE_CHECKING:
    from datetime import tzinfo

    from quiz.checks import Finding
    from quiz.collection.backups import Backups
    from quiz.collection.browser import Browser, Done
    from quiz.collection.exchange import Exchange
    from quiz.collection.folding import Folding
    from quiz.collection.health import Health
    from quiz.collection.importing import Importing
    from quiz.collection.optimiser import Optimiser
    from quiz.collection.outlook import Outlook
    from quiz.collection.preferences import Preferences
    from quiz.collection.progress import Looks, Progress
    from quiz.collection.rescheduling import Rescheduler
    from quiz.collection.run import Run
    from quiz.collection.shelf import Shelf
    from quiz.collection.sittings import Sittings
    from quiz.collection.templates import Templates
    from quiz.config import Settings
    from quiz.deck_saving import Making, Saved
    from quiz.maker import Model
    from quiz.model.deck import Deck
    from quiz.model.options import ScheduleOptions
    from quiz.paths import Paths
    from quiz.srs.day import DayRule
    from quiz.srs.scheduler import Scheduler
    from quiz.srs.session import Session
    from quiz.srs.simulate import Course
    from quiz.stats.scope import Scope
    from quiz.store.store import Store


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


class Collection(Library):
    """Decks, log, scheduler and clock of one learner; use it in a ``with`` statement."""

    @cached_property
    def preferences(self) -> "Preferences":
        """What the settings are, where they come from, and how they are changed."""
        from quiz.collection.preferences import Preferences  # noqa: PLC0415 - studying changes no settings

        return Preferences(self)

    @cached_property
    def optimiser(self) -> "Optimiser":
        """Better parameters for the scheduler, from the answers that were given."""
        from quiz.collection.optimiser import Optimiser  # noqa: PLC0415 - studying fits nothing

        return Optimiser(self, self._store.training)

    def __init__(
        self, store: "Store", paths: "Paths", settings: "Settings", clock: Callable[[], Instant], zone: "tzinfo | None"
    ) -> None:
        """Join the parts; `open` makes them."""
        super().__init__(store, paths, settings, clock, zone)
        self._follow_parameters()

    @cached_property
    def rescheduler(self) -> "Rescheduler":
        """The days on which cards come back, brought in line with the options of now."""
        from quiz.collection.rescheduling import Rescheduler  # noqa: PLC0415 - studying moves nothing

        return Rescheduler(self, self._store, self._fold)

    def use(self, settings: "Settings") -> None:
        """Go by other settings from now on; the memory of cards follows other parameters, their due days stay."""
        super().use(settings)
        self._follow_parameters()

    def _follow_parameters(self) -> None:
        before, now = self._store.made_with.read(), made_with(self.settings)
        if before["parameters"] != now["parameters"]:
            self._store.rebuild(self._fold, now)
        elif before["options"] not in {now["options"], MIXED}:
            self._store.made_with.mix()

    @property
    def scheduler(self) -> "Scheduler":
        """The scheduler of decks without options of their own."""
        return self.scheduler_with(self.settings)

    def scheduler_of(self, deck: DeckId) -> "Scheduler":
        """Return the scheduler with the options of a deck."""
        return self.scheduler_with(self.settings.of(deck))

    def scheduler_with(self, settings: "Settings") -> "Scheduler":
        """Return the scheduler with the options that settings have, such as those of a deck."""
        from quiz.srs.scheduler import Scheduler  # noqa: PLC0415 - counting what is due schedules nothing

        key = settings.schedule, self.days
        if key not in self._schedulers:
            self._schedulers[key] = Scheduler(*key)
        return self._schedulers[key]

    @cached_property
    def _schedulers(self) -> "dict[tuple[ScheduleOptions, DayRule], Scheduler]":
        return {}

    @cached_property
    def shelf(self) -> "Shelf":
        """The care of deck files: begin, rename, move, delete, restore."""
        from quiz.collection.shelf import Shelf  # noqa: PLC0415 - studying moves no files

        return Shelf(self, self._store)

    @cached_property
    def browser(self) -> "Browser":
        """All cards: searched, sorted, and changed many at once."""
        from quiz.collection.browser import Browser  # noqa: PLC0415 - studying searches nothing

        return Browser(self, self._store, self._fold, self._deck_path)

    @property
    def changes(self) -> "Sequence[Done]":
        """What was done in the browser and can be taken back, the newest last."""
        return self.browser.steps if "browser" in vars(self) else ()

    @cached_property
    def sittings(self) -> "Sittings":
        """Sessions of every kind."""
        from quiz.collection.sittings import Sittings  # noqa: PLC0415 - only studying needs the queue and the session

        return Sittings(self, self._store, self._fold, self._clock)

    @property
    def begun(self) -> "list[Session]":
        """The sessions that were started and nobody has taken out since."""
        return self.sittings.begun if "sittings" in vars(self) else []

    @cached_property
    def backups(self) -> "Backups":
        """Copies of everything, made each day."""
        from quiz.collection.backups import Backups  # noqa: PLC0415 - the first card appears without it

        return Backups(self)

    @cached_property
    def exchange(self) -> "Exchange":
        """What comes from other devices, and goes to them."""
        from quiz.collection.exchange import Exchange  # noqa: PLC0415 - studying joins nothing

        return Exchange(self, self._store, self.shelf, self.backups, self._fold)

    @cached_property
    def importing(self) -> "Importing":
        """Cards from tables, and decks as tables."""
        from quiz.collection.importing import Importing  # noqa: PLC0415 - studying reads no tables

        return Importing(self, self._store, self.shelf)

    def language_model(self) -> "Model | None":
        """Return the language model that proposes questions, if the settings want one; ConfigError if it cannot be."""
        from quiz.collection.asking import model_of  # noqa: PLC0415 - only making decks asks one

        return model_of(self.settings, self.paths)

    @property
    def has_trash(self) -> bool:
        """Whether there are deleted decks that can be restored."""
        return trash_of(self.paths).is_dir()

    def decks(self) -> tuple[DeckSummary, ...]:
        """Return a line for every deck file, by title."""
        limits = self.day_limits.of_decks()
        counts, nexts = self._store.counts(self.today(), limits), self._store.next_due(self.today(), limits)
        suspended = self._store.suspended_counts()
        none = Counts()
        rows = sorted(self._store.decks(), key=lambda row: (in_order(row.title), row.path))
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

    # study

    @cached_property
    def day_limits(self) -> DayLimits:
        """How many cards may come today."""
        return DayLimits(self, self._store)

    @property
    def version(self) -> int:
        """A number that is another one once another program has changed what is stored."""
        return self._store.version

    def counts(self, decks: Sequence[DeckId] | None = None) -> Counts:
        """Return what is still to come today in ``decks``, or in all of them."""
        found = self._store.counts(self.today(), self.day_limits.of_decks())
        return self.day_limits.together(counts for deck, counts in found.items() if decks is None or deck in decks)

    def start(self, decks: Sequence[DeckId] | None = None) -> "Session":
        """Begin a session over what is due in ``decks``, or in all of them.

        Cards without an id are given one in their files first, so that their history can be found again.
        """
        return self.sittings.start(Plan(decks=None if decks is None else tuple(decks)))

    def put_back(self, decks: Sequence[DeckId] | None = None) -> int:
        """Put the suspended cards of ``decks``, or of all, back into study; return how many there were."""
        from quiz.collection.browser import done_of  # noqa: PLC0415
        from quiz.model.review import Action, ActionKind  # noqa: PLC0415 - counting puts nothing back
        from quiz.store.ids import new_event_id  # noqa: PLC0415

        cards = self._store.suspended(decks)
        now = self.now()
        day = self.days.day_of(now)
        kind = ActionKind.UNSUSPEND
        actions = [Action(id=new_event_id(now), card=card, at=now, day=day, kind=kind) for card in cards]
        self._store.act(*actions)
        self.browser.keep(done_of(actions))
        return len(cards)

    def history(self, card: CardId) -> tuple[Review, ...]:
        """Return the answers given to one card, oldest first."""
        return tuple(self._store.reviews_of(card))

    def life(self, card: CardId) -> "tuple[Review | Action | Move, ...]":
        """Return everything that happened to one card and was not taken back, oldest first."""
        store = self._store
        events: list[Review | Action | Move]
        events = [*store.reviews_of(card), *store.actions(card), *store.moving.of(card)]
        return tuple(sorted(events, key=lambda event: (event.at, event.id)))

    # progress

    @property
    def templates(self) -> "Templates":
        """What the generator learns from how its cards have fared."""
        from quiz.collection.templates import Templates  # noqa: PLC0415 - studying generates nothing

        return Templates(self._store)

    def progress(self, scope: "Scope") -> "Progress":
        """Return what statistics of ``scope`` are made from, as of now."""
        return self._looks.at(scope)

    def to_sum_up(self) -> int:
        """Return how many days and hundreds of cards `progress` has to look at before it knows anything."""
        return self._looks.to_sum_up()

    @cached_property
    def _looks(self) -> "Looks":
        from quiz.collection.progress import Looks  # noqa: PLC0415 - studying needs no statistics

        return Looks(self, self._store)

    def outlook(self) -> "Outlook":
        """Return the few figures that stand beside the list of decks."""
        from quiz.collection.outlook import look_out  # noqa: PLC0415 - the list appears without it

        return look_out(self._store, self.today())

    def simulate(
        self, decks: Sequence[DeckId] | None, days: int, *, new_per_day: int | None = None, seed: int = 1
    ) -> "tuple[Course, ...]":
        """Return what studying ``decks``, or all of them, would take and bring for different desired retentions."""
        from quiz.collection.simulation import simulate_decks  # noqa: PLC0415 - studying simulates nothing

        wanted = [row.id for row in self._store.decks() if not row.broken and (decks is None or row.id in decks)]
        return simulate_decks(self, self._store, wanted, days, new_per_day=new_per_day, seed=seed)

    # health

    @property
    def health(self) -> "Health":
        """What is wrong, and mending it."""
        from quiz.collection.health import Health  # noqa: PLC0415 - counting what is due checks nothing

        return Health(self, self._store, self.backups, self._fold)

    def check(self, *, fix: bool = False) -> "tuple[Finding, ...]":
        """Return what is wrong with the deck files and the database, usually nothing; see `Health.check`."""
        return self.health.check(fix=fix)

    def rebuild(self) -> "tuple[Finding, ...]":
        """Make the states and flags of all cards anew from the log; return what was mended by that."""
        return self.health.rebuild()

    @cached_property
    def _fold(self) -> "Folding":
        from quiz.collection.folding import Folding  # noqa: PLC0415 - counting what is due folds nothing

        return Folding(self.scheduler_of)

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
            self.reread(saved.path)
        else:
            self.follow_files()
        return saved

    def plan_deck(
        self, deck: "Deck", target: Path | None = None, *, force: bool = False, making: "Making | None" = None
    ) -> "Saved":
        """Return what `save_deck` would do, without doing it: its ``fresh`` cards are those to be looked over."""
        return self._save(deck, target, force=force, making=making, dry=True)

    def run(self, *, saves: bool) -> "Run":
        """Begin a run that makes decks of several articles; when it saves nothing, nothing is remembered of it."""
        from quiz.collection.run import Run  # noqa: PLC0415 - studying makes no decks

        return Run(self, self._store, saves=saves)

    def placed(self, deck: "Deck") -> "Deck":
        """Return a deck for the decks folder, whose article can be found again wherever quiz is started."""
        from quiz.deck_saving import with_lasting_path  # noqa: PLC0415 - studying writes no decks

        return with_lasting_path(deck, self.paths.decks)

    def _save(self, deck: "Deck", target: Path | None, *, force: bool, making: "Making | None", dry: bool) -> "Saved":
        from quiz.deck_saving import Making, save_deck  # noqa: PLC0415 - studying writes no decks

        rows, folder = self._store.decks(deck.id), self.paths.decks
        making = making or Making()
        if target is None:
            deck = self.placed(deck)
            if making.placed is None and deck.source is not None:
                paths = self._store.paths_from(deck.source)
                making = replace(making, placed=tuple(map(Path, paths)))
        return save_deck(deck, rows, folder, target, force=force, making=making, dry=dry)
