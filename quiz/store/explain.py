"""Turns what SQLite says into sentences."""

import sqlite3
from pathlib import Path

from quiz.errors import LockedError, StoreError

HINT_RESTORE = "'quiz restore' lists the backups and puts one of them back."


FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What reading and writing may raise; what SQLite says of a damaged file may be no text itself."""


def unreadable() -> StoreError:
    """Return what is said of a value that quiz never writes."""
    return StoreError("The database is damaged: it holds a value that cannot be.", hint=HINT_RESTORE)


def explain(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> StoreError:
    """Return what SQLite says as a sentence and a way out."""
    if isinstance(error, UnicodeDecodeError):
        return StoreError(f"The database {path} is damaged: it holds a text that is none.", hint=HINT_RESTORE)
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return locked(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return StoreError(f"The database {path} is read-only.", hint="Change the permissions of file and folder.")
        case sqlite3.SQLITE_FULL:
            return StoreError(
                f"There is no room left on the disk of {path}.", hint="Free some space; what was stored before is safe."
            )
        case sqlite3.SQLITE_IOERR:
            return StoreError(
                f"The disk of {path} cannot be written to or read: {error}.",
                hint="It may be full or failing; what was stored before is safe if the disk is.",
            )
        case sqlite3.SQLITE_CORRUPT:
            return StoreError(f"The database {path} is damaged: {error}.", hint=HINT_RESTORE)
        case sqlite3.SQLITE_NOTADB:
            return StoreError(f"{path} is not a database.", hint="Move it away, and quiz begins a new one.")
        case sqlite3.SQLITE_CANTOPEN:
            return StoreError(
                f"The database {path} cannot be opened.", hint="Look at the permissions of the file and its folder."
            )
        case _:
            return StoreError(f"The database {path} cannot be used: {error}.")


def locked(path: Path) -> LockedError:
    """Return what to say when another program is writing for too long."""
    return LockedError(
        f"The database {path} is locked by another program.",
        hint="Close the other quiz, or wait for it to finish; nothing was lost.",
    )
