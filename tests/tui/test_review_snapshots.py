"""How a review of an article looks, at the usual size, at the smallest that is supported and where there is room."""

from dataclasses import replace

import pytest
from review_room import MADE, RUN
from textual.app import App

from quiz.model.ids import NoteId
from quiz.tui.app import review_app
from quiz.tui.proposals import Proposal, Standing

SIZES = [(80, 24), (40, 15), (120, 40)]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15", "120x40"])


def _article() -> App[None]:
    return review_app([Proposal(made=MADE)], lambda _: None)


def test_an_article(snap, size) -> None:
    snap(_article(), size, ["a", "x"])


def test_what_was_left_out(snap, size) -> None:
    snap(_article(), size, ["x", "down"])


def test_a_gap(snap, size) -> None:
    snap(_article(), size, ["x", "down", "down"])


def test_without_colours(snap, size, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    snap(_article(), size, ["3"])


def test_nothing_new(snap, size) -> None:
    standings = {NoteId("who"): Standing.KNOWN, NoteId("run"): Standing.KNOWN}
    snap(review_app([Proposal(made=MADE, standings=standings)], lambda _: None), size, [])


def test_help(snap, size) -> None:
    snap(_article(), size, ["a", "question_mark"])


def test_what_changed(snap, size) -> None:
    olds = {NoteId("run"): replace(RUN, prompt="Who runs the harbour?", answer="Oslo")}
    standings = {NoteId("who"): Standing.KNOWN, NoteId("run"): Standing.CHANGED}
    snap(review_app([Proposal(made=MADE, standings=standings, olds=olds)], lambda _: None), size, [])


def test_all_that_was_left_out_of_two_articles(snap, size) -> None:
    snap(review_app([Proposal(made=MADE), Proposal(made=MADE)], lambda _: None), size, ["r", "X", "k"])
