"""What can be wrong around the database: files that others can read, and cards that no deck file has any more."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.checks import Finding, check_file, mend_file
from quiz.config.settings import made_with
from quiz.deck_folder import trash_of
from quiz.errors import StoreError, UsageError
from quiz.formats.rename import rename_note
from quiz.formats.toml_deck import give_ids
from quiz.model.ids import CardId
from quiz.model.text import counted
from quiz.store.rows import split_id

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.collection.backups import Backups
    from quiz.collection.library import Library
    from quiz.paths import Paths
    from quiz.store.backup import Backup
    from quiz.store.store import DeckRow, Fold, Orphan, Store

_OTHERS = 0o077
_ALIKE = 80
"""Percent from which two questions are told to be alike."""
_MOST_COMPARED = 200
"""Cards without a file for which a card like them is looked for."""


class Health:
    """Looks for what is wrong with decks and database, and mends it when it is told to."""

    def __init__(self, library: "Library", store: "Store", backups: "Backups", fold: "Fold") -> None:
        """Look after ``library``; ``fold`` makes the state of a card from its answers."""
        self._library = library
        self._store = store
        self._backups = backups
        self._fold = fold

    def check(self, *, fix: bool = False) -> tuple[Finding, ...]:
        """Return what is wrong with the deck files and the database; nothing is the usual answer.

        With ``fix``, and after a backup, missing ids are written into the deck files and states are made anew from
        the log; what is found then is what is still wrong, besides what was mended.
        """
        paths, store = self._library.paths, self._store
        if fix:
            self._back_up()
        findings = [finding for row in store.decks() for finding in _check_deck(row, fix=fix)]
        if fix:
            self._library.refresh()
        if fix or store.made_with.read() != made_with(self._library.settings):
            findings += self.rebuild()
        wrong = store.integrity(self._fold)
        findings += [Finding(path=paths.database, message=text) for text in wrong]
        findings += wide_files(paths, self._backups.folder, fix=fix)
        findings += self._left_behind(fix=fix)
        findings += self._options_of_nobody()
        findings += bad_backups(self._backups.all())
        if wrong:
            return tuple(findings)  # what is damaged may not be read any further
        skews = store.exchange.clocks(self._library.now())
        findings += [Finding(path=paths.database, message=skew.told(store.device), harmless=True) for skew in skews]
        findings += lost_cards(store, paths.database)
        return tuple(findings)

    def _left_behind(self, *, fix: bool) -> Iterator[Finding]:
        """Yield the files that a program which was killed left half written; with ``fix`` they are taken away."""
        from quiz.collection.leftovers import leftovers, sweep  # noqa: PLC0415 - re-attaching a card looks for none

        paths, now = self._library.paths, self._library.now()
        left = list(leftovers(paths, now))
        if fix and sweep(paths, now) == len(left):
            yield from (
                Finding(path=path, message="It was left half written; it is gone.", fixed=True) for path in left
            )
        else:
            message = "It was left half written by a program that was ended; quiz takes it away within a day."
            yield from (Finding(path=path, message=message, harmless=True) for path in left)

    def _options_of_nobody(self) -> Iterator[Finding]:
        """Yield the tables of options of decks that are not there."""
        config, known = self._library.paths.config, {row.id for row in self._store.decks()}
        for deck in self._library.settings.layers.decks:
            if deck not in known:
                message = (
                    f"There are options of a deck {deck!r}, and no deck has that id: it is gone, or has another one."
                )
                yield Finding(path=config, message=message, harmless=True)

    def rebuild(self) -> tuple[Finding, ...]:
        """Make the states and flags of all cards anew from the log; return what was mended by that."""
        now = made_with(self._library.settings)
        followed = self._store.made_with.read() != now
        mended = self._store.rebuild(self._fold, now)
        what = f"The states of {counted(mended, 'card')}"
        message = f"{what} were not what the log says; they are made anew."
        if followed:
            message = f"{what} follow the settings of the scheduler now."
        return (Finding(path=self._library.paths.database, message=message, fixed=True),) if mended else ()

    def attach(self, old: str, new: str) -> str:
        """Give the history of a card that no deck file has to a card of now; return a sentence."""
        return _attach(self._library, self._store, old, new, self._back_up)

    def _back_up(self) -> None:
        from quiz.store.backup import Reason  # noqa: PLC0415 - most checks change nothing

        self._backups.now(Reason.REPAIR)


def _check_deck(row: "DeckRow", *, fix: bool) -> Iterator[Finding]:
    path = Path(row.path)
    if row.unnamed and not row.broken:
        if fix:
            yield from mend_file(path)
        else:
            message = f"{counted(row.unnamed, 'missing id')}, written on the first study or by 'quiz check --fix'."
            yield Finding(path=path, message=message, harmless=True)
    found = list(check_file(path))
    yield from found
    if row.broken and not found:
        yield from (Finding(path=path, message=problem) for problem in row.problems)


def wide_files(paths: "Paths", backups: Path, *, fix: bool) -> Iterator[Finding]:
    """Yield the files and folders of quiz that others than their owner can open; with ``fix`` they cannot any more.

    A folder of decks that the learner chose is the learner's to share, and is left out.
    """
    tops = [paths.home, paths.database, paths.config, backups, trash_of(paths), paths.articles]
    tops += [paths.database.with_name(paths.database.name + end) for end in ("-wal", "-shm")]
    if paths.decks.is_relative_to(paths.home):
        tops.append(paths.decks)
    for top in tops:
        wide = [(path, mode) for path in _below(top, deep=top != paths.home) if (mode := _mode(path)) & _OTHERS]
        narrowed = fix and sum(_narrow(path, mode) for path, mode in wide) == len(wide)
        if not wide:
            continue
        what = "It" if [path for path, _ in wide] == [top] else _several(len(wide))
        if narrowed:
            yield Finding(path=top, message=f"{what} could be opened by others; now only by you.", fixed=True)
        else:
            message = f"{what} can be opened by others than you; 'quiz check --fix' mends that."
            yield Finding(path=top, message=message, harmless=True)


def _several(number: int) -> str:
    return f"{number} files and folders here" if number > 1 else "A file or folder here"


def _below(top: Path, *, deep: bool) -> Iterator[Path]:
    yield top
    if deep and not top.is_symlink():
        for folder, folders, files in os.walk(top):
            yield from (Path(folder, name) for name in (*folders, *files))


def _mode(path: Path) -> int:
    """Return the permissions of a file or folder; of what is neither, or a link to somewhere else, none."""
    try:
        status = path.lstat()
    except OSError:
        return 0
    return stat.S_IMODE(status.st_mode) if stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode) else 0


def _narrow(path: Path, mode: int) -> bool:
    try:
        path.chmod(mode & ~_OTHERS)
    except OSError:
        return False
    return True


def bad_backups(found: "Sequence[Backup]") -> Iterator[Finding]:
    """Yield the newest backup if it cannot be relied on any more."""
    from quiz.store.backup import verify  # noqa: PLC0415 - re-attaching a card reads no backup

    for backup in found[:1]:
        try:
            verify(backup)
        except StoreError as error:
            yield Finding(path=backup.path, message=f"{error.message} 'quiz backup' makes another one.")


def lost_cards(store: "Store", database: Path) -> Iterator[Finding]:
    """Yield the cards with a history that stand in no deck file, each with the card of now that is most like it."""
    orphans = store.orphans()
    prompts = store.prompts() if orphans else {}
    for number, orphan in enumerate(orphans):
        message = f"{orphan.prompt!r} has a history and stands in no deck file any more; the history is kept."
        like = _most_alike(orphan, prompts) if number < _MOST_COMPARED else None
        if like is not None:
            message += f" {prompts[like]!r} ({like}) is much like it"
            same_deck = split_id(like)[0] == split_id(orphan.card)[0]
            message += f"; 'quiz check --attach {orphan.card} {like}' gives it that history." if same_deck else "."
        yield Finding(path=database, card=orphan.card, message=message, harmless=True)


def _most_alike(orphan: "Orphan", prompts: "dict[CardId, str]") -> "CardId | None":
    from rapidfuzz import process  # noqa: PLC0415 - only where a card is lost

    if not orphan.prompt:
        return None
    found = process.extractOne(orphan.prompt, prompts, score_cutoff=_ALIKE)
    return None if found is None else found[2]


def _attach(library: "Library", store: "Store", old: str, new: str, back_up: "Callable[[], None]") -> str:
    """Give the history of a lost card to a card of now, and return what was done as a sentence.

    Histories hang on ids, and ids stand in the deck file: the note of ``new`` gets the id that the note of ``old``
    had. Nothing is written to the log, and other devices follow when the file reaches them. Raises UsageError when
    the two cannot be joined, and DeckError when the file cannot be written.
    """
    deck, lost = split_id(old)
    home, note = split_id(new)
    if CardId(old) not in {orphan.card for orphan in store.orphans()}:
        raise UsageError(f"{old} is no card without a deck file.", hint="'quiz check' lists those.")
    path = library.path_of(home)
    if path is None or not any(card.startswith((f"{home}/{note}:", new)) for card in store.prompts()):
        raise UsageError(f"There is no card {new} in a deck file.", hint="'quiz cards --json' lists the cards.")
    if deck != home:
        hint = f"Give the deck file the id {deck}, or bring the card into that deck first."
        raise UsageError(f"{old} was in the deck {deck}, and {new} is in {home}.", hint=hint)
    siblings = [CardId(new), *store.siblings(CardId(new))]
    if any(next(store.reviews_of(card), None) is not None for card in siblings):
        raise UsageError(f"{new} has been answered already, and a card has one history.")
    back_up()
    give_ids(path)
    rename_note(path, note, lost)
    library.follow_files()
    return f"{new} is {old} now, with its history."
