"""The files in a zip archive that somebody else has packed, each read within bounds; nothing is unpacked to disk."""

import zlib
from io import BytesIO
from posixpath import normpath
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from quiz.errors import SourceError
from quiz.sources.page import Raw

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ENTRIES = 20_000
_MOST = 20_000_000
"""Bytes of one file, unpacked; the longest novel in one file has 4 million."""
_TOTAL = 100_000_000
_RATIO = 200
"""How many times smaller than itself a file may be packed; text comes down to a fifth, and a bomb to a thousandth."""
_SMALL = 1_000_000
"""Bytes up to which nobody asks how well a file is packed."""
_ENCRYPTED = 1


class Package:
    """An archive in memory. Whatever is wrong with it, or with what is asked of it, is a SourceError."""

    def __init__(self, raw: Raw) -> None:
        """Open an archive; ``raw.name`` is what sentences call it."""
        self._name = raw.name
        self._left = _TOTAL
        try:
            self._zip = ZipFile(BytesIO(raw.data))
        except (BadZipFile, ValueError, OverflowError, NotImplementedError, OSError, UnicodeError) as problem:
            raise self._damaged() from problem
        infos = self._zip.infolist()
        if len(infos) > _ENTRIES:
            raise SourceError(f"{self._name} cannot be read: there are {len(infos):,} files in it.")
        self._infos: dict[str, ZipInfo] = {info.filename: info for info in infos}

    def __contains__(self, path: str) -> bool:
        """Tell whether there is such a file."""
        return normpath(path) in self._infos

    def read(self, path: str) -> bytes | None:
        """Return what is in a file; ``None`` when there is none of that name."""
        info = self._infos.get(normpath(path))
        if info is None:
            return None
        if info.flag_bits & _ENCRYPTED:
            raise SourceError(f"{self._name} is protected by a password, and cannot be read.")
        if info.file_size > _SMALL and info.file_size > _RATIO * info.compress_size:
            raise self._too_large()
        allowed = min(_MOST, self._left)
        try:
            with self._zip.open(info) as file:
                data = file.read(allowed + 1)
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as problem:
            raise self._damaged() from problem
        if len(data) > allowed:
            raise self._too_large()
        self._left -= len(data)
        return data

    def xml(self, path: str) -> "Element | None":
        """Return the XML in a file, in which nothing may stand for something else; ``None`` when there is no file."""
        data = self.read(path)
        if data is None:
            return None
        try:
            return fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
        except DefusedXmlException as problem:
            raise SourceError(
                f"{self._name} cannot be read: there are definitions of entities in it, which can do harm."
            ) from problem
        except (ParseError, ValueError, LookupError) as problem:
            raise self._damaged() from problem

    def _too_large(self) -> SourceError:
        return SourceError(f"{self._name} cannot be read: what is packed in it is too large.")

    def _damaged(self) -> SourceError:
        return SourceError(f"{self._name} is damaged, and cannot be read.")


def local(tag: object) -> str:
    """Return the name of an element or attribute without its namespace; empty for a comment."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
