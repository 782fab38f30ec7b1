"""How screens look without colours, and with scripts that are wide, run the other way or are put together."""

import pytest
from tui_room import CAPITALS, CHOICE, TURKIC, MakeCollection

from quiz.tui.app import home_app, study_app

SCRIPTS = """\
format = 1
id = "scripts"
title = "世界の川 🌊 Реки مصر"

[source]
title = "נהר הירדן"
published = 2025-09-12

[[card]]
id = "danube"
prompt = "איזה נהר זורם דרך וינה? 日本語のとても長い質問文がここに続きますそしてさらに続きます 🇪🇺"
answer = "הדנובה"
evidence = "הדנובה זורם דרך וינה. 多瑙河 👩‍👩‍👧‍👦 é"

[[card]]
id = "longest"
prompt = "日本で一番長い川は?"
answer = "信濃川"
distractors = ["利根川", "石狩川 🏞️", "نهر النيل"]
"""
PLACES = {
    "home": ["down"],
    "plan": ["s"],
    "browser": ["b", "down", "space"],
    "palette": ["ctrl+p"],
    "generate": ["g"],
}
each_size = pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=["80x24", "40x15"])


@pytest.mark.parametrize("place", PLACES)
def test_places_without_colours(snap, place: str, collect: MakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    snap(home_app(collect(capitals=CAPITALS, turkic=TURKIC)), (80, 24), PLACES[place])


def test_a_told_card_without_colours(snap, collect: MakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    snap(study_app(collect(turkic=TURKIC)), (80, 24), [*"Istambul", "enter", "y"])


def test_a_choice_without_colours(snap, collect: MakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    snap(study_app(collect(turkic=TURKIC.partition("[[card]]")[0] + CHOICE)), (80, 24), ["2"])


@each_size
def test_scripts_in_a_question(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(scripts=SCRIPTS)), size, ["escape", "space"])


@each_size
def test_scripts_in_a_choice(snap, size, collect: MakeCollection) -> None:
    snap(study_app(collect(scripts=SCRIPTS)), size, ["x", "enter", "1", "2"])


@each_size
def test_scripts_in_a_list(snap, size, collect: MakeCollection) -> None:
    snap(home_app(collect(scripts=SCRIPTS, capitals=CAPITALS)), size, ["b", "end"])
