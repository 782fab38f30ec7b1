"""How the text looks that was found where an article was named, before cards are made of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui_room import CAPITALS, MakeCollection, settled

from quiz.tui.app import home_app
from tests.unit.sources.packed import epub

ARTICLE = """\
---
title: The harbour of Lorne
author: Ann Marlowe
date: 2025-09-12
---
The harbour of Lorne was opened by the engineer Bea Hill in 1931. It was built by three hundred workers from Norway, who
lived in a camp on the hill above the town until the last of its five quays was finished.

## The museum

The Harbour Museum was founded in Lorne in 1987 by the historian Ole Dahl. It is located in the old customs house, and
shows the tools, the letters and the boats of those who built the harbour.

| year | ships |
| ---- | ----- |
| 1950 | 4,120 |

- In 2012 the city of Lorne sold the harbour to the Marlowe Company for twelve million dollars.
- Since then its two longest quays have been a park, which 400,000 people visit every year.

```
quay = harbour.quays[4]
```

The city has kept the lighthouse. Its lamp was lit for the last time on 3 November 1968, by the keeper Jon Brandt, who
had lived there with his family for twenty-six years.
"""
BRIDGE = (
    "The bridge over the river Arvin was opened on 3 May 2024 by Anna Berg, the mayor of Tolmark, after four years."
)
FERRY = (
    "Before it was built, a ferry carried 4,000 passengers a day across the river, most of them on their way to work."
)
MORE = "It has offices and people, who meet there every year in order to talk about what has to be done next."
BOOK = epub(
    {
        "cover.xhtml": "<p>Bridges</p>",
        "a.xhtml": f"<h1>The Arvin</h1><p>{BRIDGE} {MORE} {MORE}</p>",
        "b.xhtml": f"<h1>The ferries</h1><p>{FERRY} {MORE} {MORE}</p>",
        "c.xhtml": f"<h1>Costs</h1><p>{MORE} {BRIDGE} {MORE}</p>",
        "thanks.xhtml": "<p>To my sister.</p>",
        "index.xhtml": f"<h1>Index</h1><p>{MORE} {MORE} {MORE}</p>",
    },
    [
        *(("cover.xhtml", "Cover", 0), ("a.xhtml", "The Arvin", 0), ("b.xhtml", "The ferries", 0)),
        *(("c.xhtml", "Costs", 0), ("thanks.xhtml", "Thanks", 0), ("index.xhtml", "Index", 0)),
    ],
    title="Bridges",
)
Compare = Callable[..., bool]
each_size = pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)], ids=["80x24", "40x15", "120x40"])


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing on the screen names a folder of this run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _shown(snap_compare: Compare, collect: MakeCollection, size: tuple[int, int], path: str, *keys: str) -> None:
    async def name(pilot: Pilot[None]) -> None:
        await pilot.press("g")
        await pilot.pause()
        pilot.app.screen.query_one("#path").value = path  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press(*keys)
        await pilot.pause()

    assert snap_compare(home_app(collect(capitals=CAPITALS)), terminal_size=size, run_before=name)


@each_size
def test_the_text_of_an_article(
    snap_compare: Compare, collect: MakeCollection, at_home: Path, size: tuple[int, int]
) -> None:
    (at_home / "lorne.md").write_text(ARTICLE, encoding="utf-8")
    _shown(snap_compare, collect, size, "lorne.md")


@each_size
def test_the_chapters_of_a_book(
    snap_compare: Compare, collect: MakeCollection, at_home: Path, size: tuple[int, int]
) -> None:
    (at_home / "bridges.epub").write_bytes(BOOK)
    _shown(snap_compare, collect, size, "bridges.epub", "pagedown")


@each_size
def test_a_folder_with_what_cannot_be_read(
    snap_compare: Compare, collect: MakeCollection, at_home: Path, size: tuple[int, int]
) -> None:
    folder = at_home / "notes"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(
        "Der Hafen von Lorne wurde im Jahr 1931 von der Ingenieurin eröffnet, und er ist schön."
    )
    (folder / "c.rtf").write_bytes(b"{\\rtf1 x}")
    (folder / "d.txt").write_text("Too short.")
    _shown(snap_compare, collect, size, "notes")
