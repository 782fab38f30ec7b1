"""A session as a person has it: cards of every kind, answered, undone, buried, left; and what is stored afterwards."""

import re
import shutil
import tomllib
from typing import TYPE_CHECKING

import pytest
from e2e_terminal import Row, Terminal

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

MIXED = """\
format = 1
id = "mixed"
title = "Mixed"

[[card]]
prompt = "In which city is the seat of the Turkic states?"
answer = "Istanbul"
evidence = "The seat is in Istanbul."

[[card]]
prompt = "Who is the Secretary General?"
answer = "Kubanychbek Omuraliev"
distractors = ["Binali Yıldırım", "Baghdad Amreyev", "Ramil Hasanov"]

[[card]]
prompt = "The Organization of Turkic States was formerly the {{c1::Turkic Council::old name}}."

[[card]]
prompt = "Which three cities are meant?"
answers = ["Oslo", "Bergen", "Moss"]

[[card]]
prompt = "What is better put off until tomorrow?"
answer = "this card"
"""
SEAT, SECRETARY, COUNCIL, CITIES, LATER = "In which city", "Who is the", "was formerly", "Which three", "put off until"
QUESTIONS = (SEAT, SECRETARY, COUNCIL, CITIES, LATER)
ANSWERS = """
    SELECT card.id, review.rating, review.verdict, review.typed FROM review JOIN card ON card.key = review.card
    WHERE review.id NOT IN (SELECT target FROM retraction) ORDER BY card.id, review.id
"""
ACTIONS = """
    SELECT action.kind, count(*) FROM action WHERE id NOT IN (SELECT target FROM retraction) GROUP BY kind
"""


class Person:
    """Answers what is asked, whatever comes first."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.ways: dict[str, Callable[[], None]] = {
            SEAT: self.answer_with_a_slip,
            SECRETARY: self.choose,
            COUNCIL: self.fill_the_hole,
            CITIES: self.list_items,
            LATER: self.put_off,
        }

    def asked(self) -> str:
        """Wait for a question and return which one it is."""
        pane = " ".join(self.terminal.wait_for(self._is_asking).split())
        return next(question for question in QUESTIONS if question in pane)

    def _is_asking(self, pane: str) -> bool:
        line = " ".join(pane.split())
        return "Show answer" in line and any(question in line for question in QUESTIONS)

    def study(self, number: int) -> str:
        """Answer as many cards in the way each is asked, and return what was answered last."""
        question = ""
        for _ in range(number):
            question = self.asked()
            self.ways[question]()
        return question

    def rate(self, key: str) -> None:
        """Rate, and wait until that is stored."""
        self.terminal.until("Again", "Easy")
        before = len(self.terminal.rows("SELECT id FROM review"))
        self.terminal.press(key)
        self.terminal.wait_until(lambda: len(self.terminal.rows("SELECT id FROM review")) > before)

    def leave_the_field(self) -> None:
        """Make the plain keys work; a key right behind escape would be taken for one pressed with alt."""
        if "f1 Help" in self.terminal.wait_for(lambda pane: "Help" in pane):
            self.terminal.press("Escape")
            self.terminal.until("? Help")

    def answer_with_a_slip(self) -> None:
        self.terminal.type("Istambul")
        self.terminal.until("Accept as a typo?", "Ista[m]bul")
        self.terminal.press("y")
        self.terminal.until("a typo", "The seat is in Istanbul.")
        self.rate("2")

    def choose(self) -> None:
        option = re.compile(r"(\d) [a-d] +Kubanychbek")
        row = option.search(self.terminal.wait_for(lambda pane: option.search(pane) is not None))
        assert row
        self.terminal.press(row[1])
        self.terminal.until("Right", "Kubanychbek Omuraliev")
        self.rate("4")

    def fill_the_hole(self) -> None:
        self.terminal.until("[old name]")
        self.terminal.type("turkic council")
        self.terminal.until("Right", "Turkic Council")
        self.rate("4")

    def list_items(self) -> None:
        self.terminal.until("3 items")
        self.terminal.type("Moss")
        self.terminal.until("1 of 3")
        self.terminal.type("Oslo")
        self.terminal.until("2 of 3")
        self.terminal.press("Enter")
        self.terminal.until("missing", "Bergen")
        self.rate("4")

    def put_off(self) -> None:
        self.leave_the_field()
        self.terminal.press("-")
        self.terminal.wait_for(lambda pane: LATER not in " ".join(pane.split()))


def by_kind(terminal: Terminal) -> dict[str, tuple[Row, ...]]:
    """Return the answers that count, by what the id of the card begins with in the deck file."""
    text = (terminal.home / "decks" / "mixed.toml").read_text(encoding="utf-8")
    notes = {note["id"]: note["prompt"] for note in tomllib.loads(text)["card"]}
    found: dict[str, tuple[Row, ...]] = {}
    for card, *row in terminal.rows(ANSWERS):
        note = str(card).removeprefix("mixed/").split(":")[0]
        question = next(each for each in QUESTIONS if each in notes[note])
        found[question] = (*found.get(question, ()), tuple(row))
    return found


def test_a_mixed_session_with_undo_bury_and_leave(terminal: Terminal) -> None:
    terminal.deck("mixed", MIXED)
    terminal.start("run")
    person = Person(terminal)
    first = person.study(1)
    terminal.wait_for(person._is_asking)
    person.leave_the_field()
    terminal.press("u")
    terminal.until(first, "Show answer")
    assert len(terminal.rows("SELECT id FROM retraction")) == 1
    person.study(5)
    # What was rated hard is on a step; nothing else is left, so it comes at once.
    assert person.asked() == SEAT
    person.leave_the_field()
    terminal.press("q")
    terminal.until("All decks")
    terminal.press("q")
    terminal.wait_for_the_end()

    answers = by_kind(terminal)
    assert answers == {
        SEAT: ((2, "close", "Istambul"),),
        SECRETARY: ((4, "right", "Kubanychbek Omuraliev"),),
        COUNCIL: ((4, "right", "turkic council"),),
        CITIES: ((4, "close", "Moss, Oslo"),),
    }
    assert terminal.rows(ACTIONS) == [("bury", 1)]
    deck = tomllib.loads((terminal.home / "decks" / "mixed.toml").read_text(encoding="utf-8"))
    asked = tomllib.loads(MIXED)["card"]
    assert [{key: note[key] for key in note if key != "id"} for note in deck["card"]] == asked
    assert len({note["id"] for note in deck["card"]}) == 5


def test_a_small_terminal(terminal: Terminal) -> None:
    terminal.deck("mixed", MIXED)
    terminal.start("run", size=(40, 15))
    person = Person(terminal)
    person.study(3)
    pane = terminal.wait_for(person._is_asking)
    assert len(pane.splitlines()) <= 15
    assert max(map(len, pane.splitlines())) <= 40
    terminal.tmux("resize-window", "-t", "quiz", "-x", "100", "-y", "30")
    terminal.wait_for(lambda pane: person._is_asking(pane) and max(map(len, pane.splitlines())) > 60)
    person.study(2)


def test_without_colours(terminal: Terminal) -> None:
    terminal.deck("mixed", MIXED)
    terminal.start("run", NO_COLOR="1", TERM="xterm-256color", COLORTERM="truecolor")
    person = Person(terminal)
    person.asked()
    seen = [terminal.painted]
    person.study(2)
    terminal.wait_for(person._is_asking)
    seen.append(terminal.painted)
    person.leave_the_field()
    terminal.press("Space")
    terminal.until("Again", "Good")
    seen.append(terminal.painted)
    for painted in seen:
        codes = {code for match in re.findall(r"\x1b\[([\d;:]*)m", painted) for code in re.split("[;:]", match)}
        assert codes <= {"", "0", "1", "2", "3", "4", "7", "9", "39", "49"}, codes  # 39 and 49 are no colours
    assert any("\x1b[" in painted for painted in seen)
