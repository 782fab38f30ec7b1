"""How asking and answering look, at the smallest size, the usual one and a generous one."""

import pytest
from tui_room import CHOICE, LIST, TURKIC, MakeCollection

from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.app import study_app
from tests.clock import Clock

SIZES = [(80, 24), (40, 15), (120, 40)]
ONE = TURKIC.partition("[[card]]")[0]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15", "120x40"])


def test_choice(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=ONE + CHOICE)), size, ["down"])


def test_sentence_with_a_hole(snap, size, collect: MakeCollection, clock: Clock) -> None:
    collection = collect(turkic=TURKIC)
    collection.start().rate(Rating.GOOD, verdict=Verdict.RIGHT, typed=None, duration_ms=1)
    clock.forward(seconds=700)
    snap(study_app(collection), size, [])


def test_hint_used(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, ["tab", "tab", *"Is"])


def test_near_miss(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, [*"Istambul", "enter"])


def test_list_half_given(snap, size, collect: MakeCollection) -> None:
    keys = [*"Turkey", "enter", *"Kazakstan", "enter", *"Iran", "enter", *"turkiye", "enter", *"Az"]
    snap(study_app(collect(turkic=ONE + LIST)), size, keys)


def test_list_end(snap, size, collect: MakeCollection) -> None:
    keys = [*"Turkey, Kazakstan, Iran, Kyrgyzstan", "enter", "enter"]
    snap(study_app(collect(turkic=ONE + LIST)), size, keys)


def test_override(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, [*"Constantinople", "enter", "x"])
