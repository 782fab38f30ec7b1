"""How the browser looks, at the usual size, the smallest that is supported, and a large one."""

import pytest
from tui_room import CAPITALS, CHOICE, CLOZE, LIST, TURKIC, MakeCollection

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.model.review import ActionKind
from quiz.tui.app import home_app
from tests.clock import Clock

SIZES = [(80, 24), (40, 15), (120, 40)]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15", "120x40"])


@pytest.fixture
def collection(collect: MakeCollection, clock: Clock) -> Collection:
    """Cards in every state."""
    found = collect(turkic=TURKIC + CHOICE + CLOZE + LIST, capitals=CAPITALS)
    for rating in (Rating.EASY, Rating.GOOD, Rating.AGAIN):
        session = found.start()
        session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=4_000)
        clock.forward(seconds=86_400)
    keys = found.browser.search("").keys
    found.browser.act(keys[1:2], ActionKind.SUSPEND)
    found.browser.act(keys[2:4], ActionKind.MARK)
    return found


def test_browser(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["b", "down", "down"])


def test_picked_cards(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["b", "space", "space", "s", "p" if size == (40, 15) else "r"])


def test_searching(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["b", "slash", *"which lapse:2"])


def test_tags(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["b", "end", "t"])


def test_asking_before_many_are_changed(snap, size, collection: Collection) -> None:
    snap(home_app(collection), size, ["b", "a", "D"])
