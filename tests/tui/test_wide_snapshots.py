"""The places where users spend their days, on a screen that fills a monitor."""

import pytest
from tui_room import CAPITALS, CHOICE, CLOZE, LIST, TURKIC, MakeCollection

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.app import home_app, study_app
from tests.clock import Clock

WIDE = (200, 60)
_FATES = (Rating.GOOD, Rating.EASY, Rating.GOOD, Rating.AGAIN, Rating.HARD)


@pytest.fixture
def collection(collect: MakeCollection, clock: Clock) -> Collection:
    """Three decks, with answers of two weeks."""
    many = CAPITALS.partition("[[card]]")[0].replace("capitals", "rivers").replace("Capitals", "Rivers of Europe")
    many += "".join(
        f'[[card]]\nid = "r{n}"\nprompt = "Which river is number {n}?"\nanswer = "River {n}"\n' for n in range(40)
    )
    found = collect(turkic=TURKIC + CHOICE + CLOZE + LIST, capitals=CAPITALS, rivers=many)
    for day in range(14):
        session = found.start()
        seen: set[str] = set()
        while session.current is not None and session.current.card not in seen:
            seen.add(session.current.card)
            rating = _FATES[(day + sum(map(ord, session.current.card))) % len(_FATES)]
            session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=4_000)
        clock.forward(seconds=86_400)
    found.begun.clear()  # in another run of the program
    return found


PLACES = {
    "home": ["down", "down"],
    "browser": ["b", "down"],
    "stats": ["t"],
    "plan": ["s"],
    "generate": ["g"],
    "adding": ["down", "plus"],
    "options": ["down", "o"],
    "help": ["question_mark"],
}


@pytest.mark.parametrize("place", PLACES)
def test_places(snap, place: str, collection: Collection) -> None:
    snap(home_app(collection), WIDE, PLACES[place])


def test_a_told_card(snap, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC + CHOICE)), WIDE, [*"Ankara", "enter"])
