"""Dates that lean on the one before: "that same year", "the following year", "the next morning"."""

from collections.abc import Iterator
from datetime import date, timedelta

from quiz.generate.dates import Grain, When, long_date
from quiz.language.document import Sentence

_SAME = {("that",), ("the", "same"), ("that", "same"), ("this", "same")}
_NEXT = {("the", "following"), ("the", "next")}
_LAST = {("the", "previous"), ("the", "preceding")}
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
