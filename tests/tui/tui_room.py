"""Decks, a clock and a view of the screen for the tests of this room."""

from collections.abc import Callable
from contextlib import suppress

from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from quiz.collection import Collection
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.study.keys import Stage

TURKIC = """\
format = 1
id = "turkic"
title = "Security secretaries of the Turkic states meet in Bishkek"

[source]
title = "Secretaries of Security Councils of OTS Member States Meet in Bishkek"
path = "seeds/turkic.txt"
published = 2025-09-12

[[card]]
id = "seat"
prompt = "In which city is the General Secretariat of the Organization of Turkic States?"
answer = "Istanbul"
accept = ["Istanbul, Türkiye"]
evidence = "The General Secretariat of OTS is situated in Istanbul, Türkiye."
as_of = 2025-09-01
rule = "located-in"
tags = ["news"]
"""
CHOICE = """
[[card]]
id = "head"
prompt = "Who is the Secretary General of the Organization of Turkic States?"
answer = "Kubanychbek Omuraliev"
distractors = ["Binali Yıldırım", "Baghdad Amreyev", "Ramil Hasanov"]
evidence = "OTS Secretary General Kubanychbek Omuraliev addressed the participants."
"""
CLOZE = """
[[card]]
id = "name"
prompt = "The Organization of Turkic States was formerly the {{c1::Turkic Council::old name}}."
evidence = "The Organization of Turkic States (OTS), formerly known as the Turkic Council, was founded in 2009."
"""
LIST = """
[[card]]
id = "five"
prompt = "Which five countries sent their secretaries?"
answers = ["Kyrgyzstan", "Azerbaijan", "Kazakhstan", ["Türkiye", "Turkey"], "Uzbekistan"]
evidence = "The secretaries of Kyrgyzstan, Azerbaijan, Kazakhstan, Türkiye and Uzbekistan met."
"""
CAPITALS = """\
format = 1
id = "capitals"
title = "Capitals"

[[card]]
id = "peru"
prompt = "What is the capital of Peru?"
answer = "Lima"

[[card]]
id = "chad"
prompt = "What is the capital of Chad?"
answer = "N'Djamena"
"""
BROKEN = 'format = 1\ntitle = "Broken\n'


MakeCollection = Callable[..., Collection]


def screen_text(app: App[object]) -> str:
    """Return what is on the screen, line by line."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def study(app: App[None]) -> StudyScreen:
    """Return the session on the screen."""
    assert isinstance(app.screen, StudyScreen)
    return app.screen


async def answer(pilot: Pilot[None], text: str) -> None:
    """Type an answer and give it; a list ends with it, and a near miss is said to be a typo."""
    field = pilot.app.screen.query_one("#answer")
    field.value = text  # type: ignore[attr-defined]
    await pilot.press("enter")
    await pilot.pause()
    if study(pilot.app).stage is not Stage.TOLD:
        await pilot.press("y" if study(pilot.app).stage is Stage.DOUBTING else "enter")
        await pilot.pause()
    assert study(pilot.app).stage is Stage.TOLD


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what works behind the screen is done; what was overtaken by something newer counts as done."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
    await pilot.pause()
