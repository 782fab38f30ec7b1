"""Which figures there are, in the order and on the pages in which every face shows them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from quiz.stats.chart import Chart
from quiz.stats.figures import activity, ahead, article, cards, retention, today, trouble
from quiz.stats.sums import Sums

Figure = Callable[[Sums], Chart]


@dataclass(frozen=True, slots=True)
class Page:
    """Figures that belong together, by the keys of their charts."""

    key: str
    title: str
    figures: Mapping[str, Figure]
    looks_back: bool = False
    """Whether what it shows depends on how far back one looks."""


PAGES = (
    Page(
        "overview",
        "Overview",
        {
            "today": today.today,
            "retention": retention.retention,
            "forecast": ahead.forecast,
            "calendar": activity.calendar,
            "cards": cards.counts,
        },
    ),
    Page(
        "activity",
        "Activity",
        {
            "answers": activity.answers,
            "time": activity.time,
            "hours": activity.hours,
            "buttons": activity.buttons,
            "added": activity.started,
        },
        looks_back=True,
    ),
    Page(
        "memory",
        "Memory",
        {
            "retention_over_time": retention.retention_over_time,
            "knowledge": cards.knowledge,
            "retrievability": cards.recalls,
            "intervals": cards.intervals,
            "stability": cards.stabilities,
            "difficulty": cards.difficulties,
            "load": ahead.load,
        },
        looks_back=True,
    ),
    Page(
        "trouble",
        "Trouble",
        {"leeches": trouble.leeches, "mistakes": trouble.mistakes, "templates": trouble.templates},
    ),
    Page(
        "groups",
        "Decks and articles",
        {
            "article": article.article,
            "decks": trouble.decks,
            "articles": trouble.articles,
            "tags": trouble.tags,
        },
    ),
)
SLOW = frozenset({"knowledge", "templates", "article", "decks", "articles", "tags"})
"""The keys of charts that are made from a look at every answer or every card."""
KEYS = tuple(key for page in PAGES for key in page.figures)
"""The keys of all charts."""


def all_charts(sums: Sums) -> tuple[Chart, ...]:
    """Return every figure."""
    return tuple(figure(sums) for page in PAGES for figure in page.figures.values())
