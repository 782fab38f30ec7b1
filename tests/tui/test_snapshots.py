"""How the screens look, at the usual size, at the smallest that is supported, and where there is room."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App
from tui_room import BROKEN, CAPITALS, CHOICE, CLOZE, LIST, TURKIC, MakeCollection

from quiz.collection import Collection
from quiz.formats.toml_deck import read_deck
from quiz.generate.facts import Generated
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.tui.app import home_app, review_app, study_app
from quiz.tui.proposals import Proposal
from tests.clock import Clock

SIZES = [(80, 24), (40, 15), (120, 40)]
ONE = TURKIC.partition("[[card]]")[0]

pytestmark = pytest.mark.parametrize("size", SIZES, ids=["80x24", "40x15", "120x40"])


def _studied(collection: Collection, clock: Clock) -> Collection:
    """Answer some cards on some days."""
    for day, count in enumerate((1, 3, 0, 2, 4, 1, 2)):
        for number in range(count):
            session = collection.start()
            if session.current is None:
                break
            rating = (Rating.GOOD, Rating.EASY, Rating.AGAIN, Rating.HARD)[(day + number) % 4]
            session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=4_000 + 500 * number)
        clock.forward(seconds=86_400)
    return collection


def test_home(snap, size, collect: MakeCollection) -> None:
    snap(home_app(collect(turkic=TURKIC + CHOICE, capitals=CAPITALS, broken=BROKEN)), size, [])


def test_home_without_decks(snap, size, collect: MakeCollection) -> None:
    collection = collect()
    collection.paths = replace(collection.paths, decks=Path("/home/ada/quiz/decks"))
    snap(home_app(collection), size, [])


def test_typed_question(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, [*"Istam"])


def test_close_answer(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, [*"Istambul", "enter", "y"])


def test_choice_question(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=ONE + CHOICE)), size, ["down"])


def test_wrong_choice(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=ONE + CHOICE)), size, ["2"])


def test_cloze_question(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=ONE + CLOZE)), size, ["escape"])


def test_incomplete_list(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=ONE + LIST)), size, [*"Kyrgyzstan", "enter", "enter"])


def test_summary(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC + CHOICE)), size, ["space", "4", "space", "4"])


def test_help(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, ["space", "question_mark"])


def test_info(snap, size, collect: MakeCollection, clock: Clock) -> None:
    collection = _studied(collect(turkic=TURKIC), clock)
    clock.forward(seconds=40 * 86_400)
    snap(study_app(collection), size, ["space", "i"])


def test_statistics(snap, size, collect: MakeCollection, clock: Clock) -> None:
    snap(home_app(_studied(collect(turkic=TURKIC + CHOICE + CLOZE, capitals=CAPITALS), clock)), size, ["t"])


@pytest.mark.parametrize("page", ["activity", "memory", "trouble", "decks"])
def test_pages_of_statistics(snap, size, page: str, collect: MakeCollection, clock: Clock) -> None:
    collection = _studied(collect(turkic=TURKIC + CHOICE + CLOZE, capitals=CAPITALS), clock)
    keys = {
        "activity": ["2", "tab", "left", "left"], "memory": ["3", "tab", "tab"], "trouble": ["4"],
        "decks": ["d", "d", "5"],
    }[page]  # fmt: skip
    snap(home_app(collection), size, ["t", *keys])


def test_review(snap, size, tmp_path: Path) -> None:
    snap(_review(tmp_path), size, ["a", "r"])


def test_edit(snap, size, tmp_path: Path) -> None:
    snap(_review(tmp_path), size, ["e"])


def test_edit_a_list(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=ONE + LIST)), size, ["escape", "e"])


def test_edit_while_studying(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC)), size, [*"Istambul", "enter", "y", "e", "tab", *" (old)"])


def test_leaving_a_review(snap, size, tmp_path: Path) -> None:
    snap(_review(tmp_path), size, ["a", "q"])


def test_light_theme(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(turkic=TURKIC, theme="quiz-light")), size, [*"Paris", "enter"])


def _review(folder: Path) -> App[None]:
    path = folder / "turkic.toml"
    path.write_text(TURKIC + CHOICE + CLOZE + LIST, encoding="utf-8")
    return review_app([Proposal(made=Generated(deck=read_deck(path).deck))], lambda _: None)
