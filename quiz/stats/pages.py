"""Which figures there are, in the order and on the pages in which every face shows them."""

from collections.abc import Callable
from dataclasses import dataclass

from quiz.stats.chart import Chart
from quiz.stats.figures import activity, ahead, cards, retention, today, trouble
from quiz.stats.sums import Sums

Figure = Callable[[Sums], Chart]


@dataclass(frozen=True, slots=True)
class Page:
    """Figures that belong together."""

    key: str
    title: str
    figures: tuple[Figure, ...]


PAGES = (
    Page("overview", "Overview", (today.today, retention.retention, ahead.forecast, activity.calendar, cards.counts)),
    Page(
        "activity", "Activity",
        (activity.answers, activity.time, activity.hours, activity.buttons, activity.started),
    ),
    Page(
        "memory", "Memory",
        (retention.retention_over_time, cards.knowledge, cards.recalls, cards.intervals, cards.stabilities,
         cards.difficulties, ahead.load),
    ),
    Page("trouble", "Trouble", (trouble.leeches, trouble.mistakes, trouble.templates)),
    Page("groups", "Decks and articles", (trouble.decks, trouble.articles, trouble.tags)),
)  # fmt: skip


def all_charts(sums: Sums) -> tuple[Chart, ...]:
    """Return every figure."""
    return tuple(figure(sums) for page in PAGES for figure in page.figures)
