"""Carries deck files between the decks folder and a shared one.

The side that changed since both were last the same wins. When both changed, both are kept: ours stays where it is,
and theirs is put beside it under a name that is not asked. What was overwritten or deleted lies in the trash.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.collection.shared_files import SharedFiles, is_second_form, place_of, read_bytes, sum_of
from quiz.deck_folder import deck_files
from quiz.deck_places import free_place
from quiz.durable import make_private
from quiz.errors import DeckError
from quiz.formats.atomic import write_atomically
from quiz.formats.folder_lock import alone
from quiz.formats.parse import parse_deck
from quiz.store.deck_memory import Base
from quiz.store.wire import DeckNote

if TYPE_CHECKING:
    from quiz.collection.library import Library
    from quiz.collection.shelf import Shelf
    from quiz.store.sync import SharedLog

DECKS = "decks"
"""The folder of decks in the shared one."""


class Change(StrEnum):
    """What became of a deck."""

    SENT = "sent"
    CAME = "came"
    BOTH = "both changed"
    REMOVED = "removed there"
    TRASHED = "put in the trash"
    GONE_HERE = "gone here"
    GONE_THERE = "gone there"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeckNews:
    """A deck that was not the same on both sides."""

    path: str
    """Seen from the decks folder."""
    change: Change
    said: str
    """What was done, or what the person can do, as a sentence."""

    @property
    def open(self) -> bool:
        """Whether the person has to decide."""
        return self.change in {Change.BOTH, Change.GONE_HERE, Change.GONE_THERE}


class SharedDecks:
    """The decks of one learner beside those of a shared folder."""

    def __init__(self, library: "Library", shelf: "Shelf", log: "SharedLog", folder: Path, *, dry: bool) -> None:
        """Compare the decks of ``library`` with those of ``folder``, whose logs were read already."""
        self._library = library
        self._shelf = shelf
        self._log = log
        self._memory = log.decks
        self._own = library.paths.decks
        self._files = SharedFiles(folder / DECKS)
        self._dry = dry
        self._now = library.now()
        self._here: dict[str, str] = {}
        self._there: dict[str, str] = {}
        self._bases = self._memory.bases()
        self._kept: dict[str, Base | None] = {}
        self.notes: list[DeckNote] = []
        """What other devices are to be told."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Files that cannot be used, as sentences."""
        return tuple(self._files.problems)

    def sync(self) -> tuple[DeckNews, ...]:
        """Make both sides the same where nobody has to decide; return what was not the same."""
        self._here = self._sums_here()
        self._there = self._sums_there()
        every = self._here.keys() | self._there.keys() | self._bases.keys()
        news: list[DeckNews] = []
        # What has to go goes first: a deck that was moved must not be in two places.
        for path in sorted(every, key=lambda path: (path in self._there, path)):
            try:
                found = self._compare(path)
            except DeckError as error:
                self._files.problems.append(error.message)
            else:
                news += [] if found is None else [found]
        with self._log.step():
            self._memory.keep(self._kept)
        return tuple(sorted(news, key=lambda one: one.path))

    # what there is

    def _sums_here(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in deck_files(self._own):
            path = Path(name).relative_to(self._own).as_posix()
            if place_of(self._own, path) is None:
                self._files.problems.append(f"{path!a} cannot be shared under this name.")
                continue
            try:
                found[path] = sum_of(read_bytes(Path(name)))
            except DeckError:
                self._files.problems.append(f"{path} is a link or cannot be read; it is not shared.")
        return found

    def _sums_there(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in self._files.paths():
            if is_second_form(path):
                self._files.tell(path, "is a second form of a deck: take from it what you need, and delete it.")
                continue
            try:
                found[path] = sum_of(self._files.read(path))
            except DeckError as error:
                self._files.problems.append(error.message)
        return found

    # what becomes of it

    def _compare(self, path: str) -> DeckNews | None:
        here, there, base = self._here.get(path), self._there.get(path), self._bases.get(path)
        if here is not None and there is not None:
            return self._both(path, here, there, base)
        if here is not None:
            return self._only_here(path, here, base)
        if there is not None:
            return self._only_there(path, there, base)
        self._kept[path] = None
        return None

    def _both(self, path: str, here: str, there: str, base: Base | None) -> DeckNews | None:
        if here == there:
            if base is None or base.sum != here:
                self._settle(path, here)
            return None
        held = sorted((self._own / path).parent.glob(f"{_escaped(Path(path).stem)}.theirs-*.toml"))
        if held:
            return self._news(path, Change.BOTH, _what_to_do(path, held[0].name))
        if base is not None and base.sum == here:
            return self._fetch(path, there)
        if base is not None and base.sum == there:
            return self._send(path, here)
        return self._keep_both(path, there)

    def _only_here(self, path: str, here: str, base: Base | None) -> DeckNews | None:
        if base is None or base.sum != here:
            return self._send(path, here)
        if self._memory.remover(path, here) is None:
            said = f"It is gone from the shared folder and kept here; 'quiz deck delete {path}' deletes it here too."
            return self._news(path, Change.GONE_THERE, said)
        if not self._dry:
            self._shelf.delete(self._own / path)
        self._kept[path] = None
        return self._news(path, Change.TRASHED, "It was deleted on another device and is in the trash here.")

    def _only_there(self, path: str, there: str, base: Base | None) -> DeckNews | None:
        if base is None or base.sum != there:
            return self._fetch(path, there)
        if not (self._is_trashed(path, base) or self._is_moved(path)):
            said = "It is gone here and kept in the shared folder: copy it back from there, or delete it there too."
            return self._news(path, Change.GONE_HERE, said)
        if not self._dry:
            self._files.remove(path)
        self._kept[path] = None
        self._tell(path, there, gone=True)
        return self._news(path, Change.REMOVED, "It was deleted or moved here, and taken out of the shared folder.")

    def _is_trashed(self, path: str, base: Base) -> bool:
        since = base.at // 1000 * 1000  # the trash knows seconds
        return any(one.place.as_posix() == path and one.at >= since for one in self._shelf.trash())

    def _is_moved(self, path: str) -> bool:
        """Tell whether the deck has another place here now."""
        deck = parse_deck(self._text(path), name=path, stem=Path(path).stem).deck
        now = self._library.path_of(deck.id)
        return now is not None and self._library.place(now).as_posix() in self._here

    def _send(self, path: str, here: str) -> DeckNews:
        if not self._dry:
            self._files.write(path, _decoded(read_bytes(self._own / path), path))
        self._settle(path, here)
        self._tell(path, here, gone=False)
        return self._news(path, Change.SENT, "It is in the shared folder now.")

    def _fetch(self, path: str, there: str) -> DeckNews:
        text = self._text(path)
        known = path in self._here
        if not self._dry:
            self._put(self._place(path), path, text)
        self._settle(path, there)
        said = "It was changed elsewhere; the text it had here is in the trash." if known else "It is here now."
        return self._news(path, Change.CAME, said)

    def _keep_both(self, path: str, there: str) -> DeckNews:
        text = self._text(path)
        device = self._memory.writer(path, there) or there[:8]
        name = f"{Path(path).stem}.theirs-{device}.toml"
        beside = free_place(self._place(path).with_name(name))
        if not self._dry:
            write_atomically(beside, text, overwrite=False)
        self._settle(path, there)
        return self._news(path, Change.BOTH, _what_to_do(path, beside.name))

    # how

    def _place(self, path: str) -> Path:
        place = place_of(self._own, path)
        if place is None or place.is_symlink():
            raise DeckError(f"{path} leads out of the decks folder, and is passed over.")
        if not self._dry:
            try:
                make_private(place.parent)
            except OSError as error:
                raise DeckError(f"{place.parent} cannot be made: {error.strerror}.") from error
        return place

    def _put(self, place: Path, path: str, text: str) -> None:
        with alone(place):
            if path in self._here:
                data = read_bytes(place)
                if sum_of(data) != self._here[path]:
                    raise DeckError(f"{path} was changed a moment ago; the next 'quiz sync' looks at it again.")
                self._shelf.keep_text(_decoded(data, path), Path(path))
            write_atomically(place, text, overwrite=path in self._here)

    def _text(self, path: str) -> str:
        """Return the text of a deck there, if it is the one that was compared and a deck at all."""
        data = self._files.read(path)
        if sum_of(data) != self._there[path]:
            raise DeckError(f"{DECKS}/{path} is being written; the next 'quiz sync' looks at it again.")
        text = _decoded(data, f"{DECKS}/{path}")
        parse_deck(text, name=f"{DECKS}/{path}", stem=Path(path).stem)
        return text

    def _settle(self, path: str, total: str) -> None:
        self._kept[path] = Base(sum=total, at=self._now)

    def _tell(self, path: str, total: str, *, gone: bool) -> None:
        self.notes.append(DeckNote(path=path, sum=total, gone=gone, device=self._log.device))

    @staticmethod
    def _news(path: str, change: Change, said: str) -> DeckNews:
        return DeckNews(path=path, change=change, said=said)


def _what_to_do(path: str, beside: str) -> str:
    return (
        f"It was changed here and elsewhere, and both are kept. Theirs is {beside}: take from it what you need and "
        f"delete it. Until then {path} is not shared."
    )


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise DeckError(f"{path} is no text in UTF-8, and is passed over.") from error


def _escaped(text: str) -> str:
    import glob  # noqa: PLC0415 - a common name for a small thing

    return glob.escape(text)
