"""Where what is pointed at in the statistics leads: to another deck, to a tag, or to cards."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.search.writing import term
from quiz.stats.sums import By

if TYPE_CHECKING:
    from quiz.model.ids import DeckId
    from quiz.stats.chart import Chart
    from quiz.stats.sums import Sums

_GROUPS = {"decks": By.DECK, "articles": By.SOURCE}
"""Charts whose places are decks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """What a place of a chart stands for, as far as it can be gone to."""

    deck: "DeckId | None" = None
    tag: str = ""
    search: str = ""
    """What finds its cards."""


NOWHERE = Lead()


def lead_of(chart: "Chart", chosen: int, sums: "Sums") -> Lead:
    """Return where place number ``chosen`` of a chart made from ``sums`` leads."""
    by = _GROUPS.get(chart.key)
    if by is not None:
        rows = sums.groups(by)
        return Lead(deck=rows[chosen].deck) if chosen < len(rows) else NOWHERE
    if chosen >= len(chart.places):
        return NOWHERE
    place = chart.places[chosen]
    match chart.key:
        case "leeches" | "mistakes":
            return Lead(search=term(dict(place.facts).get("question", place.name)))
        case "tags":
            return Lead(tag=place.name, search=term(place.name, "tag"))
        case "templates":
            return Lead(search=term(place.name, "rule"))
        case _:
            return NOWHERE
