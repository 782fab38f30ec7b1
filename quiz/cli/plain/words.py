"""What a session says, as lines of plain words: nothing in them is told by place, colour or a sign alone."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from quiz.cli.plain.commands import SIGN
from quiz.grading.asking import Asked, Way
from quiz.grading.giving_away import whence
from quiz.grading.hints import HIDDEN
from quiz.model.answer import GivenItem, Graded, Mark, Piece, Standing, Verdict, met_of
from quiz.model.card import Card, CardKind, Source
from quiz.model.memory import CardState, New, Outcomes, Phase, Rating
from quiz.model.review import Action, Move, ReviewKind
from quiz.model.text import clean, counted, one_line
from quiz.words.common import day, duration, interval, spoken, to_come
from quiz.words.plans import backlog, label, still_to_come
from quiz.words.study import HAPPENED, answered, known, moment, moved_to, origin, supports, time_taken

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.collection.articles import Passage
    from quiz.collection.preferences import Found
    from quiz.grading.hints import Hint
    from quiz.model.ids import DeckId
    from quiz.model.review import Review
    from quiz.srs.queue import Counts
    from quiz.srs.session import Session

LETTERS = "abcd"
USUAL = "usual"
"""The value of an option that goes back to what holds everywhere."""
_HEADS = {
    Verdict.RIGHT: "Right",
    Verdict.CLOSE: "Close",
    Verdict.WRONG: "Wrong. The answer is",
    Verdict.SHOWN: "Answer",
}
_MOST_TOLD = 4
"""Differences that are told one by one; more are heard better in the whole."""


def paragraphs(text: str) -> list[str]:
    """Return a text from outside line by line, with no more than one line left empty at a time."""
    lines = [" ".join(line.split()) for line in clean(text).strip().split("\n")]
    return [line for last, line in pairwise(["x", *lines]) if line or last]


def spoken_counts(counts: "Counts") -> str:
    """Return what is to come: ``3 new, 12 due``."""
    return to_come(counts).replace(" · ", ", ")


def opening(collection: "Collection", session: "Session") -> list[str]:
    """Return how a session begins, and what waits beside it."""
    count, plan = session.counts, session.plan
    kind = label(plan)
    box = "" if plan.minutes is None else f" in {counted(plan.minutes, 'minute')}"
    begin = f"{kind.capitalize()}. " if kind else ""
    what = f"{counted(count.total, 'card')} to study{box}: {spoken_counts(count)}"
    waits = collection.sittings.waiting(plan.decks) if plan.keeps_limits else None
    more = [backlog(waits)] if waits is not None and waits.today else []
    return [f"{begin}{what}. ? lists what works, :q leaves.", *more]


def heading(
    session: "Session", state: CardState, card: Card, deck: tuple[str, Source | None] | None = None
) -> list[str]:
    """Return what stands above a question, with the title and source of the deck if it is another than before."""
    kind = "New card" if isinstance(state, New) else "Card" if state.phase is Phase.REVIEW else "Learning card"
    mark = ", marked" if session.is_marked else ""
    head = f"{kind}{mark}. {session.summary.answered} done, {session.counts.total} to come."
    if deck is not None:
        title, article, published = whence(*deck, card, told=False)
        parts = [part for part in (one_line(article), day(published) if published else "") if part]
        head += f" Deck: {one_line(title)}." + (f" Source: {', '.join(parts)}." if parts else "")
    return ["", head]


def question(card: Card, asked: Asked) -> list[str]:
    """Return the question, the sentence with a hole if it is helped by one, and the options on lines of their own."""
    lines = [*paragraphs(card.prompt), *paragraphs(asked.sentence)] if asked.sentence else paragraphs(card.prompt)
    if asked.way is Way.TYPED and card.kind is CardKind.LIST:
        order = "in order" if card.ordered else "in any order"
        lines.append(f"{counted(len(card.answers), 'item')}, {order}, one a line.")
    return [*lines, *(f"  {number}. {one_line(option)}" for number, option in enumerate(asked.options, 1))]


def items(given: Sequence[GivenItem]) -> list[str]:
    """Return what the items that were given to a list are worth, a line for each."""
    return [_item(one) for one in given]


def _item(one: GivenItem) -> str:
    typed, expected = one_line(one.text), one_line(one.expected)
    match one.standing:
        case Standing.RIGHT:
            return f"Right: {expected}"
        case Standing.CLOSE:
            return f"Close: {expected}, you typed {typed}"
        case Standing.MOVED:
            return f"Out of order: {expected}"
        case Standing.TWICE:
            return f"Already given: {typed}"
        case Standing.OTHER:
            return f"Not in the list: {typed}"


def hint(found: "Hint") -> str:
    """Return some letters of an answer and how long it is; what is hidden is three full stops, however much."""
    return f"Hint: {re.sub(f'{HIDDEN}+', '...', one_line(found.pattern))} ({found.shape})"


def doubt(graded: Graded) -> list[str]:
    """Return how what was typed differs from the answer, when that may have been a typo."""
    return ["Nearly right.", *_compared(graded)]


def _compared(graded: Graded) -> list[str]:
    given, expected = one_line(graded.given), one_line(graded.expected)
    return [f"You typed: {given}", f"Expected: {expected}", *differences(graded.pieces)]


def verdict(card: Card, graded: Graded, *, chosen: bool, compared: bool = True) -> list[str]:
    """Return what the answer was worth, the answer, and in words what differs unless that was ``compared`` before."""
    reason = f", {graded.reason}" if graded.reason else ""
    listed = card.kind is CardKind.LIST and graded.items
    count = f", {met_of(graded.items)} of {len(card.answers)}" if listed else ""
    head = "Wrong" if graded.verdict is Verdict.WRONG and (reason or count) else _HEADS[graded.verdict]
    lines = paragraphs(f"{head}{reason}{count}: {card.answer}")
    given = one_line(graded.given)
    if listed:
        others = [one.text for one in graded.items if one.standing is Standing.OTHER]
        lines += [f"Not in the list: {one_line(', '.join(others))}"] if others else []
        missing = graded.missing if len(graded.missing) < len(card.answers) else ()
        lines += [f"Missing: {one_line(', '.join(missing))}"] if missing else []
    elif chosen and graded.verdict is Verdict.WRONG:
        lines.append(f"You chose: {given}")
    elif compared and given and not chosen and given != one_line(graded.expected):
        close = graded.verdict is Verdict.CLOSE
        lines += [f"You typed: {given}", *(differences(graded.pieces) if close else [])]
    return lines


def differences(pieces: Sequence[Piece]) -> list[str]:
    """Return in words which letters differ; nothing when they are many."""
    told: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        shown = one_line(piece.text) or "space"
        if piece.mark is Mark.EXTRA:
            told.append(f'"{shown}" is too much')
        elif piece.mark is Mark.MISSING and last is not None and last.mark is Mark.EXTRA:
            told[-1] = f'"{one_line(last.text) or "space"}" should be "{shown}"'
        elif piece.mark is Mark.MISSING:
            told.append(f'"{shown}" is missing')
        last = piece
    return [f"Letters: {'; '.join(told)}."] if 0 < len(told) <= _MOST_TOLD else []


def support(card: Card, source: Source | None) -> Iterator[str]:
    """Yield the sentence that proves the answer, and where it stands; then those of other articles."""
    for sentence, article, as_of in supports(card, source):
        if sentence.strip():
            yield f"Evidence: {one_line(sentence)}"
        if parts := [one_line(text) for _, text in origin(article, as_of) if text.strip()]:
            yield f"Source: {', '.join(parts)}"


def passage(found: "Passage") -> list[str]:
    """Return an article around the sentence of a card: its paragraph and one on both sides."""
    head = f"Article: {', '.join(part for part in (one_line(found.title), one_line(found.name)) if part)}"
    if found.sentence is None:
        return [head, "The sentence does not stand in it."]
    parts = [(match.start(), one_line(match[0])) for match in re.finditer(r"(?:.+\n?)+", found.text)]
    here = max((at for at, (start, _) in enumerate(parts) if start <= found.sentence.start), default=0)
    return [head, *(text for _, text in parts[max(0, here - 1) : here + 2])]


def practice_ratings() -> str:
    """Return the four ratings of an answer that leaves the schedule alone."""
    names = ", ".join(f"{rating.value} {name_of(rating)}" for rating in Rating)
    return f"{names}. This is practice: after Again the card comes once more, and its schedule stays as it is."


def ratings(outcomes: Outcomes) -> str:
    """Return the four ratings with when the card comes back after each."""
    return ", ".join(f"{rating.value} {name_of(rating)} {wait_after(outcomes, rating)}" for rating in Rating) + "."


def name_of(rating: Rating) -> str:
    """Return a rating as a word."""
    return rating.name.capitalize()


def wait_after(outcomes: Outcomes, rating: Rating) -> str:
    """Return when the card comes back after a rating, in words."""
    state = outcomes[rating]
    # Counted from the moment they were worked out, so that a minute is a minute however long one thinks about it.
    return spoken(interval(state, state.last_at))


def progress(session: "Session") -> list[str]:
    """Return what is done and what is to come."""
    done, counts = session.summary, session.counts
    lines = [f"{done.answered} done, {counts.total} to come: {spoken_counts(counts)}."]
    if done.answered:
        lines.append(f"Answering took {duration(done.duration_ms)}.")
    return lines


def options(collection: "Collection", deck: "DeckId") -> list[str]:
    """Return the options of a deck, a line for each, and how they are changed."""
    found = collection.preferences.found(deck)
    name = found[0].setting.name
    return [
        "Options of this deck:",
        *(f"  {option(each)}" for each in found),
        f"{SIGN}o {name} {found[0].text} sets one; {SIGN}o {name} {USUAL} goes back to what holds everywhere.",
    ]


def option(found: "Found") -> str:
    """Return an option with its value and whose it is."""
    whose = "the environment wins" if found.is_fixed else "for this deck" if found.is_own else "as everywhere"
    return f"{found.setting.title}, {found.setting.name}: {found.shown or 'none'}, {whose}"


def info(collection: "Collection", card: Card, state: CardState, *, told: bool) -> list[str]:
    """Return what is known of a card and all that happened to it; its answer only if it was ``told``."""
    lines = [f"{name.capitalize()}: {one_line(value)}" for name, value in known(collection, card, state, told=told)]
    events = collection.life(card.id)
    lines.append("History, newest first:" if events else "No answers yet.")
    return [*lines, *(_happened(collection, event, told=told) for event in reversed(events))]


def _happened(collection: "Collection", event: "Review | Action | Move", *, told: bool) -> str:
    at = moment(event.at, collection.days.zone)
    if isinstance(event, Action):
        return f"  {at}: {HAPPENED[event.kind]}"
    if isinstance(event, Move):
        return f"  {at}: {moved_to(event)}"
    after = "practice" if event.kind is ReviewKind.CRAM else f"back in {spoken(interval(event.after, event.at))}"
    line = f"  {at}: {name_of(event.rating)}, {after}, took {duration(event.duration_ms)}"
    return f"{line}; {one_line(event.typed)}" if told and event.typed is not None else line


def summary(collection: "Collection", session: "Session", *, finished: bool) -> list[str]:
    """Return the end of a session: what was done, and when to come back."""
    done = session.summary
    left = session.counts if finished and session.plan.minutes is not None else None
    lines = ["", "Left. Every answer is stored."]
    if finished:
        lines = ["", "Time is up." if left is not None and left.total else "This session is done."]
    if done.answered:
        right = done.answered - done.by_rating[Rating.AGAIN]
        given = ", ".join(f"{name_of(rating)} {number:,}" for rating, number in done.by_rating.items() if number)
        lines += [
            f"{answered(done)}, in {time_taken(done)}.",
            f"Right: {round(100 * right / done.answered)}%, {right:,} of {done.answered:,}. {given}.",
        ]
    lines += [line.replace(" · ", ", ") for line in still_to_come(collection, session.plan, left)]
    return [*lines, "m goes on for as long again."] if left is not None and left.total else lines
