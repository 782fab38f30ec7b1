"""Folders for the learner alone, and names in them that outlast a loss of power."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Have the names in ``folder`` written to the disk: files that were made, renamed or removed there. OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are not there, for the learner alone; one that is there stays as it is."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=0o700, exist_ok=True)
