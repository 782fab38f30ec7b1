"""What to review before an exam, with so many reviews a day, to know most on that day.

What a review adds is the chance of recall on the day of the exam with it, less the chance without it. With it means:
remembered and rated Good, with the chance that the forgetting curve gives on the day of the review; or else
forgotten, and rated Good on its step. A new card adds what its first answer, as people usually rate, leaves of it.

The days that are left are looked at together, because most reviews add more the later they come: one that there will
be time for later need not be done today. Each card is planned once, the largest gain first; that is at least half of
what the best of all plans adds, and the best itself when only today is left. What is planned is today: tomorrow
is planned anew, from what the answers have changed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from quiz.model.ids import CardId, DeckId
from quiz.model.memory import CardState, Phase, Rating, Scheduled, StudyDay
from quiz.srs.fsrs import Fsrs
from quiz.srs.queue import QueueCard

_MOST_SPANS = 8
"""Spans into which the days are cut; their middle stands for all days of one."""
FIRST = ((Rating.AGAIN, 0.24), (Rating.HARD, 0.094), (Rating.GOOD, 0.495), (Rating.EASY, 0.171))
"""How often a new card is rated how; the shares of the simulator of fsrs-rs (src/simulation.rs)."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some days before the exam."""

    day: StudyDay
    """The one that stands for all of them."""
    days: int


def spans(today: StudyDay, exam: StudyDay) -> tuple[Span, ...]:
    """Return today, and the days from tomorrow to the eve of the exam in a few spans; today alone if it is too late."""
    left = exam - today - 1
    cuts = min(left, _MOST_SPANS - 1)
    found = [Span(today, 1)]
    for number in range(cuts):
        first, after = (1 + left * at // cuts for at in (number, number + 1))
        found.append(Span(StudyDay(today + (first + after - 1) // 2), after - first))
    return tuple(found)


def recall(fsrs: Fsrs, state: CardState, exam: StudyDay) -> float:
    """Return the chance that a card is known on the day of the exam when nothing is done until then."""
    if not isinstance(state, Scheduled):
        return 0.0
    return fsrs.retrievability(state.memory.stability, exam - state.last_day)


def gain(fsrs: Fsrs, state: CardState, day: StudyDay, exam: StudyDay) -> float:
    """Return what a review on ``day`` adds to the chance that a card is known on the day of the exam."""
    rest = exam - day
    if not isinstance(state, Scheduled):
        firsts = ((fsrs.first(rating), rating, share) for rating, share in FIRST)
        settled = (
            (fsrs.next(m, Rating.GOOD, 0) if rating is Rating.AGAIN else m, share) for m, rating, share in firsts
        )
        return sum(share * fsrs.retrievability(memory.stability, rest) for memory, share in settled)
    elapsed = max(day - state.last_day, 0)
    known = fsrs.retrievability(state.memory.stability, elapsed)
    passed = fsrs.next(state.memory, Rating.GOOD, elapsed)
    failed = fsrs.next(fsrs.next(state.memory, Rating.AGAIN, elapsed), Rating.GOOD, 0)
    with_it = known * fsrs.retrievability(passed.stability, rest)
    with_it += (1.0 - known) * fsrs.retrievability(failed.stability, rest)
    return with_it - recall(fsrs, state, exam)


def plan_spans(
    cards: Sequence[QueueCard], over: Sequence[Span], exam: StudyDay, budget: int, fsrs: Callable[[DeckId], Fsrs]
) -> dict[CardId, Span]:
    """Return in which span each card is reviewed, the largest gains first; those without one are left out."""
    offers = [
        (gain(fsrs(card.deck), card.state, span.day, exam), place, at)
        for place, card in enumerate(cards)
        for at, span in enumerate(over)
    ]
    offers.sort(key=lambda offer: (-offer[0], offer[1], offer[2]))
    room = [budget * span.days for span in over]
    planned: dict[CardId, Span] = {}
    for more, place, at in offers:
        card = cards[place].card
        if more > 0.0 and room[at] and card not in planned:
            planned[card] = over[at]
            room[at] -= 1
    return planned


def choose(
    cards: Iterable[QueueCard],
    *,
    today: StudyDay,
    exam: StudyDay,
    budget: int,
    left: int,
    fsrs: Callable[[DeckId], Fsrs],
) -> tuple[QueueCard, ...]:
    """Return the cards to review today: at most ``left`` of today's ``budget``, and those on a step since today.

    They are the ones planned for today and, when that leaves time, those to which a review today adds most. Cards
    that were answered today and are in review are done with.
    """
    steps: list[QueueCard] = []
    open_cards: list[QueueCard] = []
    for card in cards:
        if not isinstance(card.state, Scheduled) or card.state.last_day < today:
            open_cards.append(card)
        elif card.state.phase is not Phase.REVIEW:
            steps.append(card)
    exam = max(exam, today)
    over = spans(today, exam)
    planned = plan_spans(open_cards, over, exam, budget, fsrs)

    def worth(card: QueueCard) -> tuple[bool, float]:
        return planned.get(card.card) == over[0], gain(fsrs(card.deck), card.state, today, exam)

    ranked = sorted(
        ((worth(card), place) for place, card in enumerate(open_cards)), key=lambda each: each[0], reverse=True
    )
    chosen = [open_cards[place] for (_, more), place in ranked[: max(left, 0)] if more > 0.0]
    return (*steps, *chosen)
