"""Keys pressed at random on all screens, over decks full of harm: nothing crashes, and no file is changed by looking.

``QUIZ_MONKEY=400`` presses that many keys a walk; ``QUIZ_MONKEYS`` is the number of walks.
"""

import os
import random
from collections import Counter

import pytest
from hostile_room import hostile_collection
from tui_room import CAPITALS, CHOICE, CLOZE, LIST, TURKIC, MakeCollection

from quiz.model.options import AskMode
from quiz.tui.app import home_app, study_app
from tests.clock import Clock
from tests.hostile import PAYLOADS

KEYS = int(os.environ.get("QUIZ_MONKEY", "40"))
WALKS = int(os.environ.get("QUIZ_MONKEYS", "4"))
LETTERS = [*"abcdefghijklmnopqrstuvwxyz", *"1234567890", *"EXRS"]
MOVES = [
    "enter",
    "space",
    "escape",
    "tab",
    "shift+tab",
    "up",
    "down",
    "left",
    "right",
    "pageup",
    "pagedown",
    "home",
    "end",
]
OTHERS = ["backspace", "delete", "ctrl+delete", "ctrl+z", "ctrl+t", "ctrl+p", "ctrl+s", "f1", "f2", "f5", "minus", "at"]
OTHERS += ["asterisk", "equals_sign", "exclamation_mark", "question_mark", "comma", "slash", "colon", "plus", "ctrl+a"]


@pytest.mark.parametrize("seed", range(WALKS))
async def test_keys_pressed_at_random(
    seed: int, collect: MakeCollection, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("VISUAL", "true")
    chance = random.Random(seed)
    text = PAYLOADS[sorted(PAYLOADS)[seed % len(PAYLOADS)]]
    good = {"turkic": TURKIC + CHOICE + CLOZE + LIST, "capitals": CAPITALS}
    collection = hostile_collection(collect, text, mode=chance.choice(list(AskMode)), **good)
    make = chance.choice((home_app, study_app))
    app = make(collection)
    seen: Counter[str] = Counter()
    pressed: list[str] = []
    size = chance.choice(((80, 24), (40, 15), (120, 40)))
    async with app.run_test(size=size, notifications=True) as pilot:
        for _ in range(KEYS):
            if not app.is_running or app._exit:
                break
            key = chance.choice(chance.choice((LETTERS, MOVES, MOVES, OTHERS)))
            pressed.append(key)
            await pilot.press(key)
            clock.forward(seconds=chance.choice((1, 30, 700)))
            seen[type(app.screen).__name__] += 1
            assert app._exception is None, (pressed, app._exception)
    assert app._exception is None, pressed
    assert collection._store.integrity(collection._fold) == []
    assert seen
