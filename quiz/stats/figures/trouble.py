"""What goes wrong, and where: leeches, answers that are confused, and how groups of cards fare."""

from collections.abc import Callable
from dataclasses import replace

from quiz.model.text import counted
from quiz.stats.chart import Chart, Place, Series, Shape, Unit
from quiz.stats.sums import By, Group, Sums

_MOST = 20
"""Rows of a list; the worst come first."""

_ALL_TIME = "Counted over all time."
_TITLES = {By.DECK: "Decks", By.TAG: "Tags", By.SOURCE: "Articles", By.TEMPLATE: "Templates"}
_KNOWN = "Known: of the cards, how many you would answer right now. Lapses: of the answers, how many lost a card."
_NOTES = {By.TEMPLATE: "The rules that made the questions: many lapses or suspended cards speak against one."}
_SCALES = {By.SOURCE: "article"}


def leeches(sums: Sums) -> Chart:
    """Return the cards that were forgotten most often."""
    worst = sums.leeches
    return Chart(
        key="leeches",
        title="Leeches",
        shape=Shape.TABLE,
        unit=Unit.NUMBER,
        scale="card",
        places=tuple(
            Place(
                f"{each.question} = {each.answer}",
                key=each.card,
                facts=(("question", each.question), ("answer", each.answer), ("deck", each.deck)),
            )
            for each in worst
        ),
        series=(Series("lapses", tuple(each.lapses for each in worst)),),
        said=(f"{counted(len(worst), 'card')} forgotten again and again.",) if worst else (),
        note=_ALL_TIME,
        most=_MOST,
        empty="No card is forgotten again and again.",
    )


def mistakes(sums: Sums) -> Chart:
    """Return the wrong answers that were given more than once, and those that belong to another question."""
    worst = sums.mistakes
    return Chart(
        key="mistakes",
        title="Confused",
        shape=Shape.TABLE,
        unit=Unit.NUMBER,
        scale="card",
        places=tuple(
            Place(
                f"{each.question} = {each.answer}, not {each.typed}"
                + (f', the answer to "{each.other}"' if each.other else ""),
                key=each.card,
                facts=(
                    *(("question", each.question), ("answer", each.answer)),
                    *(("typed", each.typed), ("answers", each.other)),
                ),
            )
            for each in worst
        ),
        series=(Series("times", tuple(each.times for each in worst)),),
        note=_ALL_TIME,
        most=_MOST,
        empty="No wrong answer was given twice.",
    )


def groups(sums: Sums, by: By) -> Chart:
    """Return how the cards of each deck, tag, article or template fare."""
    rows = sums.groups(by)

    def column(name: str, value: Callable[[Group], float | None], unit: Unit, head: str = "") -> Series:
        return Series(name, tuple(map(value, rows)), unit, head)

    return Chart(
        key={By.DECK: "decks", By.TAG: "tags", By.SOURCE: "articles", By.TEMPLATE: "templates"}[by],
        title=_TITLES[by],
        shape=Shape.TABLE,
        unit=Unit.SHARE,
        scale=_SCALES.get(by, by.value),
        places=tuple(Place(row.name, facts=(("id", row.deck),) if row.deck and by is By.DECK else ()) for row in rows),
        series=(
            column("cards", lambda row: row.cards, Unit.NUMBER),
            column("known", lambda row: row.known / row.cards if row.cards else None, Unit.SHARE),
            column("lapses", _lapses, Unit.SHARE),
            column("difficulty", lambda row: row.difficulty, Unit.NUMBER, "diff."),
            column("leeches", lambda row: row.leeches, Unit.NUMBER),
            column("suspended", lambda row: row.suspended, Unit.NUMBER, "susp."),
        ),
        note=_NOTES.get(by, _KNOWN),
        most=_MOST,
        empty=f"No card has a {by.value}." if by is not By.SOURCE else "No card names the article it was made from.",
    )


def _lapses(row: Group) -> float | None:
    """Return the share of answers that were lapses."""
    return row.lapses / row.reviews if row.reviews else None


def decks(sums: Sums) -> Chart:
    """Return how the decks fare."""
    return groups(sums, By.DECK)


def tags(sums: Sums) -> Chart:
    """Return how the tags fare."""
    return groups(sums, By.TAG)


def articles(sums: Sums) -> Chart:
    """Return how the articles fare."""
    return groups(sums, By.SOURCE)


def templates(sums: Sums) -> Chart:
    """Return how the rules of the generator fare, and what follows when decks are generated."""
    return replace(groups(sums, By.TEMPLATE), said=tuple(verdict.said for verdict in sums.verdicts))
