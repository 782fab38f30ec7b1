"""Dates that lean on the one before: "that same year", "the following year", "the next morning"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from quiz.generate.values.dates import Grain, When, long_date
from quiz.language.document import Sentence, Token

_SAME = {("that",), ("the", "same"), ("that", "same"), ("this", "same")}
_NEXT = {("the", "following"), ("the", "next")}
_LAST = {("the", "previous"), ("the", "preceding")}
_AT = {"in", "on", "during"}
"""Prepositions of dates at which the story goes on; "since" and "than" only look back."""
_SOON = 120
"""Days."""
_UNITS = {"year", "day", "morning", "afternoon", "evening"}


def leaning_dates(sentence: Sentence, last: When | None) -> Iterator[When]:
    """Yield the dates of a sentence that are told from ``last``, the date the text gave before."""
    if last is None or last.year is None or last.grain not in {Grain.DAY, Grain.MONTH, Grain.YEAR}:
        return
    texts = [t.text.lower() for t in sentence.tokens]
    for i, word in enumerate(texts):
        if word not in _UNITS:
            continue
        for size in (1, 2):
            lead = tuple(texts[max(0, i - size) : i])
            step = 0 if lead in _SAME else 1 if lead in _NEXT else -1 if lead in _LAST else None
            if step is None or len(lead) != size or (lead == ("that",) and word != "year"):
                continue
            start = i - size
            if start and texts[start - 1] == "later":
                start -= 1
            if word == "year":
                year = last.year + step
                yield When(start=start, end=i + 1, grain=Grain.YEAR, year=year, text=str(year))
            elif last.grain is Grain.DAY:
                day = date(last.year, last.month, last.day) + timedelta(step)
                yield When(
                    start=start,
                    end=i + 1,
                    grain=Grain.DAY,
                    year=day.year,
                    month=day.month,
                    day=day.day,
                    text=long_date(day),
                )


def with_year(
    sentence: Sentence,
    found: list[When],
    last: When | None,
    day: When | None = None,
    *,
    elsewhere: Mapping[tuple[int, int], int],
) -> Iterator[When]:
    """Yield the dates of a sentence, a month and day without year in the year that the story has come to.

    ``last`` is the date at which the paragraph was before, ``day`` the last day of the paragraphs before, which a day
    of the next weeks goes on from. A day that would lie before them stays without a year, unless the article gives the
    same day with a year ``elsewhere``.
    """
    for when in found:
        one = when
        if when.year is None and when.grain is Grain.DAY and any(t.text.isdigit() for t in _tokens(sentence, when)):
            before = last or (day if day is not None and _is_soon(day, when) else None)
            told = before.year if before is not None and _goes_on(before, when) else None
            year = told or elsewhere.get((when.month, when.day))
            if year is not None:
                comma = ", " if when.text[:1].isalpha() else " "
                one = replace(when, year=year, relative=False, text=f"{when.text}{comma}{year}")
        elif when.known and when.grain in {Grain.DAY, Grain.MONTH, Grain.YEAR}:
            last = when if goes_there(sentence, when) else None
        yield one


def goes_there(sentence: Sentence, when: When) -> bool:
    """Tell whether the story is at a date of a sentence, and does not only look back or ahead at it."""
    before = sentence.tokens[when.start - 1] if when.start else None
    return before is None or before.text.lower() in _AT or before.upos == "VERB"


def _goes_on(last: When, when: When) -> bool:
    return last.grain is Grain.YEAR or (when.month, when.day) >= (last.month, last.day)


def _is_soon(day: When, when: When) -> bool:
    """Tell whether a day without a year comes within a few weeks of one with it."""
    return 0 <= (when.month - day.month) * 31 + when.day - day.day <= _SOON


def _tokens(sentence: Sentence, when: When) -> tuple[Token, ...]:
    return sentence.tokens[when.start : when.end]
