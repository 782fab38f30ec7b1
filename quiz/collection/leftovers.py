"""Files that a program which was killed left half written: found, told, and taken away once nobody can be at them."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.deck_folder import trash_of
from quiz.errors import DeckError
from quiz.formats.folder_lock import alone

if TYPE_CHECKING:
    from quiz.model.memory import Instant
    from quiz.paths import Paths

_HOUR = 3_600_000
_PIECE = re.compile(r"\.quiz-[0-9a-f]{16}\.tmp")
"""What `quiz.formats.atomic` calls a file that it is writing."""


def leftovers(paths: "Paths", now: "Instant") -> Iterator[Path]:
    """Yield what was left more than an hour ago, in the folders of decks, articles, settings and database."""
    database = re.compile(re.escape(paths.database.name) + r"\.(new|restored)-[0-9a-f]{12}(-wal|-shm|-journal)?")
    seen: set[Path] = set()
    whole, alone = (paths.decks, trash_of(paths), paths.articles), (paths.config.parent, paths.home)
    for top, deep in (*((top, True) for top in whole), *((top, False) for top in alone)):
        for folder, folders, names in os.walk(top):
            if not deep:
                folders.clear()
            for name in names:
                path = Path(folder, name)
                ours = _PIECE.fullmatch(name) or (path.parent == paths.database.parent and database.fullmatch(name))
                if ours and path not in seen and _is_old(path, now):
                    seen.add(path)
                    yield path


def sweep(paths: "Paths", now: "Instant") -> int:
    """Take away what was left; return how many files. Whoever writes holds the folder, so nothing is in use then."""
    swept = 0
    for path in leftovers(paths, now):
        with suppress(OSError, DeckError), alone(path):
            path.unlink()
            swept += 1
    return swept


def _is_old(path: Path, now: "Instant") -> bool:
    try:
        status = path.lstat()
    except OSError:
        return False
    return (
        stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid() and now - status.st_mtime_ns // 1_000_000 > _HOUR
    )
