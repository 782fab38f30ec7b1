"""Compares what was answered with what a card expects, and suggests a rating.

The comparers are imported when something is compared: together with their tables and patterns they take longer to
load than everything else a start of the program needs.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.model.card import Card, CardKind
from quiz.model.ids import CardId, DeckId, NoteId
from quiz.model.memory import Rating
from quiz.model.verdict import BEST_FIRST, Verdict

if TYPE_CHECKING:
    from quiz.model.answer import Graded

_RATINGS = {Verdict.RIGHT: Rating.GOOD, Verdict.CLOSE: Rating.HARD, Verdict.WRONG: Rating.AGAIN}


def grade(card: Card, given: str) -> "Graded":
    """Compare a typed answer with ``card``; any text is allowed and nothing is raised.

    The first wrong or forgiving comparison reads tables and takes some 0.1 s; `warm_up` does that beforehand.
    """
    from quiz.grading.diff import diff, nearest  # noqa: PLC0415
    from quiz.grading.wording import compare, is_slip_of_letters, question_of  # noqa: PLC0415
    from quiz.model.answer import Graded  # noqa: PLC0415

    if card.kind is CardKind.LIST:
        return replace(grade_items(card, split_items(card, given)), given=given)
    spellings = [spelling for item in card.answers for spelling in item]
    question = question_of(card, spellings)
    verdict, met = Verdict.WRONG, [card.answer]
    for spelling in spellings:
        found = compare(spelling, given, question)
        if BEST_FIRST.index(found) < BEST_FIRST.index(verdict):
            verdict, met = found, [spelling]
        elif found is Verdict.CLOSE:
            met.append(spelling)
        if verdict is Verdict.RIGHT:
            break
    expected = met[0] if len(met) == 1 else nearest(met, given)
    pieces = diff(expected, given) if given else ()
    slip = verdict is Verdict.CLOSE and is_slip_of_letters(expected, given)
    return Graded(verdict=verdict, given=given, expected=expected, pieces=pieces, slip=slip, rating=_RATINGS[verdict])


def split_items(card: Card, given: str) -> tuple[str, ...]:
    """Split what was typed for a list into its items."""
    from quiz.grading import lists  # noqa: PLC0415

    return lists.split_items(card, given)


def grade_items(card: Card, given: Sequence[str]) -> "Graded":
    """Compare the items that were given to a list, in their order, with ``card``."""
    from quiz.grading.lists import list_pieces, match_items  # noqa: PLC0415
    from quiz.model.answer import Graded  # noqa: PLC0415

    match = match_items(card, given)
    pairs = list(zip(card.answers, match.found, strict=True))
    missing = tuple(item[0] for item, met in pairs if met is None)
    expected = (item[0] if met is None else met.spelling for item, met in pairs)
    return Graded(
        verdict=match.verdict,
        given=", ".join(given),
        expected=", ".join(expected),
        pieces=list_pieces(card, match) if given else (),
        missing=missing,
        items=match.items,
        rating=_RATINGS[match.verdict],
    )


def grade_choice(card: Card, chosen: str) -> "Graded":
    """Compare the text of a chosen option with ``card``; only a spelling of the answer itself is right."""
    from quiz.model.answer import Graded  # noqa: PLC0415

    right = any(chosen.strip() == spelling.strip() for item in card.answers for spelling in item)
    verdict = Verdict.RIGHT if right else Verdict.WRONG
    return Graded(verdict=verdict, given=chosen, expected=card.answer, rating=_RATINGS[verdict])


def grade_shown(card: Card) -> "Graded":
    """Return the outcome of only looking at the answer: nothing was compared and no rating is suggested."""
    from quiz.model.answer import Graded  # noqa: PLC0415

    return Graded(verdict=Verdict.SHOWN, given="", expected=card.answer)


def warm_up() -> None:
    """Load what `grade` loads when it is first needed, so that no answer waits; calling it again costs nothing much."""
    for kind in (CardKind.BASIC, CardKind.LIST):
        card = Card(
            id=CardId(""), deck=DeckId(""), note=NoteId(""), kind=kind, prompt="", answers=(("Türkiye", "five"),)
        )
        grade(card, "Türkiya")
