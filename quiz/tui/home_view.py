"""What the list of decks says, as values for its widgets."""

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.model.text import counted
from quiz.srs.day import date_of
from quiz.tui.widgets.deck_list import DeckLine
from quiz.tui.widgets.safe import show, show_line
from quiz.words.common import coming, day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quiz.collection import Collection, DeckSummary
    from quiz.collection.outlook import Outlook
    from quiz.srs.queue import Counts

_BEGINNINGS = (
    ("g", "makes one from an article"),
    ("n", "begins an empty one"),
    ("r", "reads again what is in"),
)


def soonest(decks: "Sequence[DeckSummary]", collection: "Collection") -> str:
    """Return when the first card of ``decks`` comes back; empty for never."""
    dues = [deck.next_due for deck in decks if deck.next_due is not None]
    first = min(dues, key=lambda due: (due.day, due.at or 0), default=None)
    return coming(first, collection.now(), collection.days)


def head(total: int, collection: "Collection") -> Content:
    """Return the line above everything: the day, and how many cards are to be studied on it."""
    today = day(date_of(collection.today()))
    due = f"{counted(total, 'card')} to study" if total else "nothing to study"
    return Content.assemble(("quiz", "bold $primary"), ("   " + today + "   ", "$quiet"), due)


def line_of_all(
    decks: "Sequence[DeckSummary]", counts: "Counts", collection: "Collection", outlook: "Outlook | None"
) -> DeckLine:
    """Return the line that stands for all decks; ``counts`` is what is still to come today of them together."""
    return DeckLine(
        title=f"All decks ({len(decks):,})",
        new=counts.new,
        learning=counts.learning,
        review=counts.review,
        recall=outlook.remembered_in_all.percent if outlook is not None else "",
        next_due="now" if counts.total else soonest(decks, collection),
        total=True,
    )


def line_of_one(deck: "DeckSummary", collection: "Collection", outlook: "Outlook | None") -> DeckLine:
    """Return the line of a deck."""
    return DeckLine(
        title=deck.title,
        new=deck.counts.new,
        learning=deck.counts.learning,
        review=deck.counts.review,
        recall=outlook.remembered_of(deck.id).percent if outlook is not None else "",
        next_due="now" if deck.counts.total else coming(deck.next_due, collection.now(), collection.days),
        broken=deck.broken,
        flawed=bool(deck.problems),
    )


def about_all(decks: "Sequence[DeckSummary]", limit: str) -> Content:
    """Return what is said below the list of all decks together; ``limit`` is what holds for their cards today."""
    cards = sum(each.cards for each in decks)
    wrong = sum(bool(each.problems) for each in decks)
    text = f"{counted(cards, 'card')} in {counted(len(decks), 'deck')}{aside(decks)}"
    note = f" · ⚠ {counted(wrong, 'deck')} with problems" if wrong else ""
    told = Content.assemble((text, "$quiet"), (note, "$warning"))
    return Content("\n").join((told, Content.styled(limit, "$warning"))) if limit else told


def about_one(deck: "DeckSummary", place: "Path") -> Content:
    """Return what is said below the list of one deck; ``place`` is its file as it is called in the decks folder."""
    empty = not deck.cards and not deck.problems
    cards = "no cards yet, + adds some" if empty else counted(deck.cards, "card")
    told = show_line(f"{cards} · {place}{aside((deck,))}", "$quiet")
    problems = [Content.assemble(("⚠ ", "bold $warning"), show_line(problem)) for problem in deck.problems]
    return Content("\n").join([*problems, told])


def aside(decks: "Sequence[DeckSummary]") -> str:
    """Return how many cards of ``decks`` are out of study, to be put behind something else; empty for none."""
    suspended = sum(each.suspended for each in decks)
    return f" · {suspended:,} suspended" if suspended else ""


def how_to_begin(folder: "Path") -> Content:
    """Return what is said while there are no decks; their files would lie in ``folder``."""
    keys = [Content.assemble((key, "bold $accent"), f"  {what}") for key, what in _BEGINNINGS]
    return Content("\n").join(
        (
            Content.styled("There are no decks yet.\n", "bold"),
            *keys,
            show(f"   {folder}\n", "$quiet"),
            Content.assemble("In the shell: ", ("quiz generate ARTICLE", "bold $accent")),
        )
    )


def none_found() -> Content:
    """Return what is said when a search finds nothing."""
    return Content.assemble("No deck is called like that; ", ("esc", "bold $accent"), " shows all of them.")


def next_time(when: str) -> str:
    """Return when there is something to study again, as a sentence; ``when`` is empty for never."""
    return f"The next card comes back {when}." if when else "It has no card that could be asked."
