"""A real collection in a folder of its own, with a clock that stands still unless a test moves it."""

import gc
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from tui_room import MakeCollection, settled

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.options import AskMode, StudyOptions
from quiz.paths import find_paths
from quiz.tui.themes import DARK
from tests.clock import Clock


@pytest.fixture(autouse=True)
def let_go() -> Iterator[None]:
    """The application puts what it starts with out of the collector's reach; a program may, hundreds in one may not."""
    yield
    gc.unfreeze()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def collect(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeCollection]:
    """Open a collection over deck files given as ``name=text``; the folder has the same name in every run."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    with ExitStack() as stack:

        def make(*, mode: AskMode = AskMode.AUTO, theme: str = DARK.name, **decks: str) -> Collection:
            paths = find_paths({"QUIZ_HOME": str(tmp_path / "quiz")})
            paths.decks.mkdir(parents=True, exist_ok=True)
            (paths.decks / ".keep.toml").write_text("", encoding="utf-8")  # keeps the starter decks out
            for name, text in decks.items():
                (paths.decks / f"{name}.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
            settings = Settings(study=StudyOptions(mode=mode), theme=theme)
            return stack.enter_context(Collection.open(paths, settings, clock=clock, zone=UTC))

        yield make


@pytest.fixture
def snap(snap_compare: Callable[..., bool]) -> Callable[[App[None], tuple[int, int], list[str]], None]:
    """Compare what an application looks like after some keys; nothing on a screen names a folder of this run."""

    def compare(app: App[None], size: tuple[int, int], keys: list[str]) -> None:
        async def press(pilot: Pilot[None]) -> None:
            await pilot.pause()
            await pilot.press(*keys)
            await settled(pilot)

        assert snap_compare(app, terminal_size=size, run_before=press)

    return compare
