"""How the list of decks and what is done from it look."""

import pytest
from textual.pilot import Pilot
from tui_room import BROKEN, CAPITALS, CHOICE, CLOZE, TURKIC, MakeCollection, settled

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.app import home_app
from tests.clock import Clock

SIZES = [(80, 24), (40, 15), (120, 40)]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15", "120x40"])


@pytest.fixture
def collection(collect: MakeCollection, clock: Clock) -> Collection:
    """Some decks, with answers of two weeks."""
    many = CAPITALS.partition("[[card]]")[0].replace("capitals", "rivers").replace("Capitals", "Rivers of Europe")
    many += "".join(
        f'[[card]]\nid = "r{n}"\nprompt = "Which river is number {n}?"\nanswer = "River {n}"\n' for n in range(40)
    )
    collection = collect(turkic=TURKIC + CHOICE + CLOZE, capitals=CAPITALS, broken=BROKEN, rivers=many)
    for day in range(14):
        session = collection.start()
        seen: set[str] = set()
        while session.current is not None and session.current.card not in seen:
            # In whatever order they come, each card fares the same.
            seen.add(session.current.card)
            fate = (day + sum(map(ord, session.current.card))) % 5
            rating = (Rating.GOOD, Rating.EASY, Rating.GOOD, Rating.AGAIN, Rating.HARD)[fate]
            session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=1)
        clock.forward(seconds=86_400)
    collection.begun.clear()  # in another run of the program
    return collection


def test_home_after_two_weeks(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["down", "down", "down"])


def test_searching(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["slash", *"eur"])


def test_renaming(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["down", "down", "R", "end", *"!!", "enter"])


def test_deleting(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["down", "down", "d"])


def test_trash(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["down", "d", "y", "d", "y", "T"])


def test_adding(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["down", "down", "plus", *"Mali?", "enter", *"Bamako", "enter", *"Togo?"])


def test_making_a_deck(snap_compare, size, collection: Collection) -> None:
    async def paste(pilot: Pilot[None]) -> None:
        await pilot.press("g")
        await pilot.pause()
        text = "A harbour in the north\n\n" + "It was opened in the year of the great storm by the city. " * 12
        pilot.app.screen.query_one("#text").put(text)
        await settled(pilot)

    assert snap_compare(home_app(collection), terminal_size=size, run_before=paste)
