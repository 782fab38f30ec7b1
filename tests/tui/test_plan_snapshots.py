"""How the screens around a session look, at three sizes."""

from dataclasses import replace

import pytest
from tui_room import CAPITALS, TURKIC, MakeCollection

from quiz.collection import Collection
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.model.plan import Plan, PlanKind
from quiz.tui.app import home_app, study_app
from tests.clock import Clock

pytestmark = pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)], ids=["80x24", "40x15", "120x40"])
TAGGED = """
[[card]]
id = "mali"
prompt = "What is the capital of Mali?"
answer = "Bamako"
tags = ["africa"]
"""


def _rated(collection: Collection, *ratings: Rating) -> Collection:
    session = collection.start()
    for rating in ratings:
        session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=7_000)
    return collection


def _after_a_break(collection: Collection, clock: Clock) -> Collection:
    _rated(collection, *[Rating.EASY] * 4)
    clock.forward(seconds=100 * 86_400)
    collection.settings = replace(collection.settings, study=replace(collection.settings.study, reviews_per_day=1))
    return collection


def test_choosing_what_to_study(snap, size, collect: MakeCollection) -> None:
    collection = _rated(collect(turkic=TURKIC, capitals=CAPITALS + TAGGED), Rating.AGAIN, Rating.EASY)
    snap(home_app(collection), size, ["s", "down", "down", "m", "m"])


def test_choosing_after_a_break(snap, size, collect: MakeCollection, clock: Clock) -> None:
    collection = _after_a_break(collect(turkic=TURKIC, capitals=CAPITALS + TAGGED), clock)
    snap(home_app(collection), size, ["down", "s", "end", "right", "right"])


def test_catching_up(snap, size, collect: MakeCollection, clock: Clock) -> None:
    collection = _after_a_break(collect(turkic=TURKIC, capitals=CAPITALS + TAGGED), clock)
    snap(home_app(collection), size, ["down", "s", "c", "c"])


def test_the_best_cards_before_an_exam(snap, size, collect: MakeCollection, clock: Clock) -> None:
    collection = _after_a_break(collect(turkic=TURKIC, capitals=CAPITALS + TAGGED), clock)
    snap(home_app(collection), size, ["s", "end", "right", "right", "b"])


def test_choosing_a_tag(snap, size, collect: MakeCollection) -> None:
    snap(home_app(collect(capitals=CAPITALS + TAGGED)), size, ["s", "t", "down"])


def test_cramming(snap, size, collect: MakeCollection) -> None:
    collection = _rated(collect(capitals=CAPITALS), Rating.EASY)
    snap(study_app(collection, Plan(kind=PlanKind.CRAM, minutes=10)), size, ["escape", "space"])


def test_the_end_of_a_time_box(snap, size, collect: MakeCollection, clock: Clock) -> None:
    class Running(Clock):
        """Lets ten minutes pass with each look."""

        def __call__(self):
            clock.forward(seconds=100)
            return clock()

    collection = _rated(collect(turkic=TURKIC, capitals=CAPITALS + TAGGED), Rating.AGAIN)
    collection.sittings._clock = Running()
    snap(study_app(collection, Plan(minutes=5)), size, ["escape", "space", "1"])
