"""How the article of a card, its history and a card being studied look, from the smallest terminal to a large one."""

from pathlib import Path

import pytest
from tui_room import TURKIC, MakeCollection

from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.app import study_app
from tests.clock import Clock

pytestmark = pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)], ids=["80x24", "40x15", "120x40"])
ARTICLE = (
    "Secretaries meet in Bishkek\n\n"
    + "The secretaries of the security councils of five states met on Friday, and two observers were with them.\n\n" * 5
    + "The host spoke first. The General Secretariat of OTS is situated in Istanbul, Türkiye. Others spoke later.\n\n"
    + "They went home on Saturday.\n\n" * 9
)


@pytest.fixture
def studied(collect: MakeCollection, clock: Clock):
    """A card with some weeks of history, and its article at hand."""
    Path("seeds").mkdir()
    Path("seeds/turkic.txt").write_text(ARTICLE)
    collection = collect(turkic=TURKIC)
    for rating, days in ((Rating.AGAIN, 0), (Rating.GOOD, 1), (Rating.GOOD, 3), (Rating.HARD, 9), (Rating.EASY, 30)):
        session = collection.start()
        if session.current is not None:
            session.rate(rating, verdict=Verdict.RIGHT, typed="Istanbul, of course", duration_ms=4_000 + 9_000 * days)
        clock.forward(seconds=days * 86_400 + 900)
    clock.forward(seconds=90 * 86_400)
    return collection


def test_article(snap, size, studied) -> None:
    snap(study_app(studied), size, ["space", "s"])


def test_history(snap, size, studied) -> None:
    snap(study_app(studied), size, ["space", "i", *["down"] * 9])


def test_told(snap, size, studied) -> None:
    snap(study_app(studied), size, ["space"])
