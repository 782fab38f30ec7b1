"""A real collection in a folder of its own, with a clock that stands still unless a test moves it."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path

import pytest
from tui_room import Clock, MakeCollection

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.options import AskMode, StudyOptions
from quiz.paths import find_paths
from quiz.tui.themes import DARK


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
