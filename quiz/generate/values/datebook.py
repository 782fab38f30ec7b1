"""The dates of an article, read in order: what leans on the date before, and when a paragraph has come to."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from quiz.generate.values.dates import Grain, When, find_dates
from quiz.generate.values.leaning import goes_there, leaning_dates, with_year
from quiz.language.document import Sentence

_YEAR = re.compile(r"1\d{3}|20\d{2}")
_NEAR = 3
"""Paragraphs after which a day without a year may still be told from the last one with it."""


class Datebook:
    """Keeps the dates of each sentence of one article."""

    def __init__(self, sentences: Sequence[Sentence], today: date | None, *, own: int | None = None) -> None:
        """Read them all; ``today`` is the article's own day, ``own`` the year of the one event it is an entry about."""
        self._today = today
        self._own = own
        self._years = _full_dates(sentences) if today is None else {}
        self._last: tuple[int, When] | None = None
        self._day: tuple[int, When] | None = None
        self._story: dict[int, When] = {}
        self._dates = {id(sentence): self._read(sentence) for sentence in sentences}

    def dates(self, sentence: Sentence) -> tuple[When, ...]:
        """Return the dates of a sentence, read against the article's day."""
        return self._dates[id(sentence)]

    def story_at(self, sentence: Sentence) -> When | None:
        """Return the year, month or day that the paragraph had come to before a sentence without a date."""
        return self._story.get(id(sentence))

    def _read(self, sentence: Sentence) -> tuple[When, ...]:
        """Return the dates of a sentence, also those told from the last one of its paragraph."""
        found = list(find_dates(sentence, self._today))
        if self._last is not None and self._last[0] == sentence.paragraph:
            taken = {i for w in found for i in range(w.start, w.end)}
            told = leaning_dates(sentence, self._last[1])
            found += [w for w in told if not taken & set(range(w.start, w.end))]
            found.sort(key=lambda w: w.start)
        inside = {i for w in found for i in range(w.start, w.end)}
        if any(_YEAR.fullmatch(t.text) and t.index not in inside for t in sentence.tokens):
            self._last = None  # "the 2013 season" may have come to another year
        if not found and self._last is not None and self._last[0] == sentence.paragraph:
            self._story[id(sentence)] = self._last[1]
        if self._today is None:
            last = self._last[1] if self._last is not None and self._last[0] == sentence.paragraph else None
            day = self._day[1] if self._day is not None and sentence.paragraph <= self._day[0] + _NEAR else None
            found = list(with_year(sentence, found, last, day, elsewhere=self._elsewhere(sentence, found)))
            at = (w for w in found if w.known and w.grain is Grain.DAY and goes_there(sentence, w))
            self._day = next(((sentence.paragraph, w) for w in at), self._kept(sentence))
        # "(born 11 June 1988)" is not where the story has come to.
        known = [w for w in found if w.known and not _is_aside(sentence, w)]
        if known:
            self._last = (sentence.paragraph, known[-1])
        return tuple(found)

    def _kept(self, sentence: Sentence) -> tuple[int, When] | None:
        """Return the last day, unless a sentence speaks of another year."""
        year = str(self._day[1].year) if self._day is not None else ""
        return None if any(_YEAR.fullmatch(t.text) and t.text != year for t in sentence.tokens) else self._day

    def _elsewhere(self, sentence: Sentence, found: Iterable[When]) -> Mapping[tuple[int, int], int]:
        """Return the years of the days that a sentence gives without one, as far as the article makes them certain."""
        other = any(_YEAR.fullmatch(t.text) and int(t.text) != self._own for t in sentence.tokens)
        if self._own is None or other:
            return self._years
        return {(w.month, w.day): self._own for w in found if w.grain is Grain.DAY} | self._years


def _full_dates(sentences: Iterable[Sentence]) -> dict[tuple[int, int], int]:
    """Return the year of every day that a text gives with one year only."""
    years: dict[tuple[int, int], set[int]] = {}
    for sentence in sentences:
        for when in find_dates(sentence, None):
            if when.grain is Grain.DAY and when.year is not None:
                years.setdefault((when.month, when.day), set()).add(when.year)
    return {day: next(iter(found)) for day, found in years.items() if len(found) == 1}


def _is_aside(sentence: Sentence, when: When) -> bool:
    """Tell whether a date stands in brackets."""
    before = [t.text for t in sentence.tokens[: when.start]]
    return before.count("(") > before.count(")")
