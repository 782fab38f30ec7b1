"""How both faces put into words what is done in a session, and what is known of a card."""

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from quiz.model.card import Card, Source
from quiz.model.edit import NoteEdit
from quiz.model.memory import CardState, Instant, New, Phase, Rating
from quiz.model.options import AskMode
from quiz.model.review import ActionKind, Move
from quiz.model.text import counted
from quiz.srs.day import date_of
from quiz.srs.sitting import Outside
from quiz.words.common import PHASES, day, days, duration, often

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.collection import Collection
    from quiz.srs.session import Step, Summary

MODES = {
    AskMode.AUTO: "Each card is asked by how well you know it.",
    AskMode.TYPED: "Until the end of this session everything is typed.",
    AskMode.FLIP: "Until the end of this session nothing is typed: look at the answer, then rate.",
}
"""What is said when the mode changes."""

MODES_SHORT = {AskMode.AUTO: "by level", AskMode.TYPED: "all typed", AskMode.FLIP: "nothing typed"}
"""What is said above the cards as long as it is so."""

HAPPENED = {
    ActionKind.SUSPEND: "suspended",
    ActionKind.UNSUSPEND: "put back",
    ActionKind.BURY: "buried until the next day",
    ActionKind.UNBURY: "put back",
    ActionKind.MARK: "marked",
    ActionKind.UNMARK: "mark taken off",
    ActionKind.RESET: "made new again",
}
"""What was done to a card besides answering it."""


def moved_to(move: Move) -> str:
    """Return to which day a card was moved."""
    return f"moved to {day(date_of(move.due_day))}"


def buried(*, siblings: bool) -> str:
    """Return what is said when a card, or all cards of its note, were buried."""
    return f"{'All cards of the note are buried' if siblings else 'Buried'} until tomorrow."


def suspended(*, siblings: bool) -> str:
    """Return what is said when a card, or all cards of its note, were suspended."""
    return f"{'All cards of the note are suspended' if siblings else 'Suspended'}: not asked until put back."


def deleted(siblings: int) -> str:
    """Return what is said when a note was deleted that made a card and ``siblings`` more."""
    more = f", and {counted(siblings, 'more card')} of the same note" if siblings else ""
    return f"Deleted{more}. Undo puts it back."


def taken_back(step: "Step") -> str:
    """Return what is said when a step of a session was taken back."""
    if isinstance(step, NoteEdit):
        return "Taken back: the card reads as before." if step.after else "Taken back: the card is in its deck again."
    if isinstance(step, Outside):
        return f"Taken back: {step.said[:1].lower()}{step.said[1:]}"
    if isinstance(step, Rating):
        return f"Taken back: {step.name.capitalize()}."
    return f"Taken back: {step.value}."


def answered(done: "Summary") -> str:
    """Return how many answers were given, of which one card may have had several: ``30 answers, 7 to new cards``."""
    said = counted(done.answered, "answer")
    if done.new:
        said += f", {done.new:,} to new cards"
    if done.practised:
        said += ", as practice" if done.practised == done.answered else f", {done.practised:,} as practice"
    return said


def time_taken(done: "Summary") -> str:
    """Return how long answering took: ``3 min 20 s, 10 s each``."""
    each = f", {duration(done.duration_ms // done.answered)} each" if done.answered > 1 else ""
    return duration(done.duration_ms) + each


def moment(at: Instant, zone: tzinfo | None) -> str:
    """Return when something happened, in local time: ``26 Nov 2026 03:17``."""
    local = datetime.fromtimestamp(at / 1000, tz=UTC).astimezone(zone)
    return f"{day(local.date())} {local:%H:%M}"


def known(collection: "Collection", card: Card, state: CardState, *, told: bool) -> "Iterator[tuple[str, str]]":
    """Yield what is known of a card, each by its name: what a learner wants to know first, and its id last.

    Until it is ``told``, the answer is left out; so are a deck's title and anything else that holds it.
    """
    title = collection.title_of(card.deck)
    if not told:
        from quiz.grading.giving_away import without_answer  # noqa: PLC0415 - not needed for the first card

        title = without_answer(title, card)
    yield "deck", title
    yield "kind", card.kind.value
    if told:
        yield "answer", card.answer
        if others := [spelling for item in card.answers for spelling in item[1:]]:
            yield "also right", ", ".join(others)
    if card.rule:
        yield "made by", card.rule
    if card.tags:
        yield "tags", ", ".join(card.tags)
    yield from _standing(collection, card, state)
    yield "id", card.id


def _standing(collection: "Collection", card: Card, state: CardState) -> "Iterator[tuple[str, str]]":
    if isinstance(state, New):
        yield "state", "new"
        return
    yield "state", PHASES[state.phase]
    yield "answered", often(state, collection.sittings.afterwards(card.deck).leeches)
    yield "stability", f"{state.memory.stability:.1f} days"
    yield "difficulty", f"{state.memory.difficulty:.1f} of 10"
    if state.phase is Phase.REVIEW:
        chance = collection.scheduler_of(card.deck).retrievability(state, collection.today())
        yield "interval", days(state.interval)
        yield "recall now", f"{chance:.0%}"
        yield "due", day(date_of(state.due_day))


def supports(card: Card, source: Source | None) -> "Iterator[tuple[str, Source | None, date | None]]":
    """Yield the sentence that proves the answer with its article, and the day it was true; then those of others."""
    yield card.evidence, source, card.as_of
    for each in card.also:
        yield each.evidence, Source(title=each.title, path=each.path, url=each.url), None


def origin(source: Source | None, as_of: date | None) -> "Iterator[tuple[str, str]]":
    """Yield where a fact comes from, each by its name: title, date and address; and the day it was true, if another."""
    if source is not None:
        if source.title:
            yield "title", source.title
        if source.author:
            yield "author", source.author
        if source.published:
            yield "date", day(source.published)
        if where := source.url or source.path:
            yield "address", where
    if as_of is not None and (source is None or as_of != source.published):
        yield "as of", f"as of {day(as_of)}"
