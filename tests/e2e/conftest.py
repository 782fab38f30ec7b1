"""A terminal for each test, gone when the test is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from e2e_terminal import Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    terminal = Terminal(tmp_path)
    yield terminal
    terminal.tmux("kill-server", check=False)
