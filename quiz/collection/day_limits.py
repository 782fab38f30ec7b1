"""How many cards may come on one day: of each deck, and of all decks together."""

from collections.abc import Iterable
from dataclasses import replace

from quiz.collection.library import Library
from quiz.srs.queue import Counts
from quiz.store.store import Limits, Store


class DayLimits:
    """The daily limits of a collection, by its settings of now and what was done today."""

    def __init__(self, library: Library, store: Store) -> None:
        """Hold the decks of ``library`` to its settings."""
        self._library = library
        self._store = store

    def of_decks(self) -> Limits:
        """Return how many cards of each deck may come, and how many of all together."""
        settings = self._library.settings
        study = settings.study
        own = {deck: settings.of(deck).study for deck in settings.layers.decks}
        limits = replace(
            self.of_all,
            new=study.new_per_day,
            reviews=study.reviews_per_day,
            own={deck: Limits(new=each.new_per_day, reviews=each.reviews_per_day) for deck, each in own.items()},
        )
        if study.catch_up_days is None and all(each.catch_up_days is None for each in own.values()):
            return limits
        from quiz.collection.raising import catching_up  # noqa: PLC0415 - few catch up by themselves

        days = {deck: each.catch_up_days for deck, each in own.items()}
        today = self._library.today()
        return catching_up(limits, self._store, today, lambda deck: days.get(deck, study.catch_up_days))

    @property
    def of_all(self) -> Limits:
        """How many cards of all decks together may come; of each deck alone, none."""
        study = self._library.settings.study
        return Limits(new=0, reviews=0, total_new=study.total_new_per_day, total_reviews=study.total_reviews_per_day)

    def together(self, counts: Iterable[Counts]) -> Counts:
        """Return what is still to come today in several decks: no more than all of them together may have."""
        total, limits = sum(counts, Counts()), self.of_all
        return total.within(*self._store.room(self._library.today(), limits)) if limits.has_total else total

    def held(self) -> Counts:
        """Return what each deck alone would let come today, and all of them together do not."""
        limits = replace(self.of_decks(), total_new=None, total_reviews=None)
        free = sum(self._store.counts(self._library.today(), limits).values(), Counts())
        return free - self.together([free])
