"""A real collection in a folder of its own, with a clock that stands still unless a test moves it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC
from pathlib import Path

import pytest
from plain_room import Talk

from quiz.cli.plain.conversation import Conversation
from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.options import AskMode, StudyOptions
from quiz.paths import find_paths
from tests.clock import Clock

MakeTalk = Callable[..., Talk]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def talk(tmp_path: Path, clock: Clock) -> Iterator[MakeTalk]:
    """Begin a conversation over deck files given as ``name=text``."""
    with ExitStack() as stack:

        def make(*, mode: AskMode = AskMode.AUTO, learn_ahead: int = 1200, **decks: str) -> Talk:
            paths = find_paths({"QUIZ_HOME": str(tmp_path / "quiz")})
            paths.decks.mkdir(parents=True, exist_ok=True)
            (paths.decks / ".keep.toml").write_text("", encoding="utf-8")  # keeps the starter decks out
            for name, text in decks.items():
                (paths.decks / f"{name}.toml").write_text(text, encoding="utf-8", errors="surrogatepass")
            settings = Settings(study=StudyOptions(mode=mode, learn_ahead=learn_ahead))
            collection = stack.enter_context(Collection.open(paths, settings, clock=clock, zone=UTC))
            return Talk(collection, Conversation(collection, collection.start()))

        yield make
