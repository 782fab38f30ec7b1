"""Files that cannot be read, how each sort of them is recognised, and what to do.

One that is named is told of in a sentence; those that are met in a folder, all together in a line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from quiz.errors import SourceError
from quiz.model.text import counted, one_line

PACKED = b"PK\x03\x04"
_MOST_NAMED = 3
"""Files of one sort that are named in a line; the others are counted."""


@dataclass(frozen=True, slots=True)
class _Advice:
    of_one: str
    """What to do about a file, as a sentence."""
    of_several: str = ""
    """What to do about those of a folder; empty where there is no text in them that anybody wants to learn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of files that cannot be read; what is said of how to know one has to hold together."""

    noun: str
    advice: _Advice
    starts: tuple[bytes, ...] = ()
    """What such a file begins with, one of them."""
    at: int = 0
    """The byte from which on it does."""
    suffixes: tuple[str, ...] = ()
    """What its name ends in, one of them, unless ``holds`` is in it."""
    holds: tuple[bytes, ...] = ()
    """What stands near its beginning, one of them."""
    folder: bool = False
    """Whether it may be a folder with such a name."""

    def has(self, head: bytes, suffix: str) -> bool:
        """Tell whether a file that begins so and is named so is of this sort."""
        if self.starts and not head.startswith(self.starts, self.at):
            return False
        known_by = self.suffixes or self.holds
        return not known_by or suffix in self.suffixes or any(part in head for part in self.holds)

    @property
    def is_document(self) -> bool:
        """Whether there is a text in it that somebody may want to learn."""
        return bool(self.advice.of_several)

    def refuse(self, name: str) -> SourceError:
        """Return what is said of one that is named."""
        one = f"{'an' if self.noun.startswith(('a', 'o', 'RTF', 'XPS')) else 'a'} {self.noun}"
        return SourceError(f"{name} is {one}, which cannot be read.", hint=self.advice.of_one)


_AS_WORD = _Advice("Open it in Word or LibreOffice, save it as .docx, and try again.", "save as .docx")
_AS_PDF = _Advice("Save the text you want to learn as a PDF or .docx, and try again.", "save as PDF")
_AS_ANY = _Advice("Save it as a PDF, a Word document (.docx) or a text, and try again.", "save as PDF or .docx")
_AS_BOOK = _Advice(
    "Make an EPUB of it, with Calibre for example, and try again.", "make EPUBs with Calibre, for example"
)
_SET = _Advice("Make a PDF of it, and take that.", "make PDFs")
_PAGE = _Advice("Save the page as a PDF there, and try again.", "save as PDF")
_LINKED = _Advice("Download the document as .docx, and try again.", "download as .docx")
_TABLE = _Advice(_AS_PDF.of_one)
_NO_TEXT = _Advice("Only text can be read, and there is none in a picture.")
_NO_SOUND = _Advice("Only text can be read, a transcript for example.")
_UNPACK = _Advice("Unpack it, and try again.")
_FOLDER = _Advice("Unpack it, and name the folder.")
_NONE = _Advice("")
_ZIP, _OLE = (PACKED,), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)

SORTS: tuple[Sort, ...] = (
    Sort(
        noun="presentation",
        starts=_ZIP,
        suffixes=(".odp", ".pptx", ".ppsx", ".key"),
        holds=(b"opendocument.presentation", b"ppt/"),
        advice=_AS_PDF,
        folder=True,
    ),
    Sort(
        noun="table",
        starts=_ZIP,
        suffixes=(".ods", ".xlsx", ".xlsm", ".numbers"),
        holds=(b"opendocument.spreadsheet", b"xl/"),
        advice=_TABLE,
        folder=True,
    ),
    Sort(noun="drawing", starts=_ZIP, suffixes=(".odg",), holds=(b"opendocument.graphics",), advice=_NO_TEXT),
    Sort(noun="Pages document", starts=_ZIP, suffixes=(".pages",), advice=_AS_ANY, folder=True),
    Sort(noun="XPS document", starts=_ZIP, suffixes=(".xps", ".oxps"), advice=_AS_ANY),
    Sort(noun="Kindle book", starts=(b"BOOKMOBI", b"TEXtREAd"), at=60, advice=_AS_BOOK),
    Sort(noun="Kindle book", starts=(b"CONT", b"\xeaDRMION"), suffixes=(".kfx", ".azw", ".azw8"), advice=_AS_BOOK),
    Sort(noun="old e-book", starts=(b"ITOLITLS",), advice=_AS_BOOK),
    Sort(noun="FictionBook", suffixes=(".fb2",), advice=_AS_BOOK),
    Sort(noun="old Word document", starts=_OLE, suffixes=(".doc", ".dot", ".wps"), advice=_AS_WORD),
    Sort(noun="old presentation", starts=_OLE, suffixes=(".ppt", ".pps"), advice=_AS_PDF),
    Sort(noun="old table", starts=_OLE, suffixes=(".xls",), advice=_TABLE),
    Sort(noun="old Office document", starts=_OLE, advice=_Advice(_AS_WORD.of_one)),
    Sort(noun="RTF document", starts=(b"{\\rtf",), advice=_AS_WORD),
    Sort(noun="RTF document", starts=_ZIP, suffixes=(".rtfd",), advice=_AS_WORD, folder=True),
    Sort(noun="WordPerfect document", starts=(b"\xffWPC",), advice=_AS_WORD),
    Sort(noun="DjVu document", starts=(b"AT&TFORM",), advice=_AS_ANY),
    Sort(noun="PostScript document", starts=(b"%!PS",), suffixes=(".ps",), advice=_AS_ANY),
    Sort(noun="PostScript file", starts=(b"%!PS",), advice=_Advice(_AS_ANY.of_one)),
    Sort(noun="Safari web archive", starts=(b"bplist00",), suffixes=(".webarchive",), advice=_PAGE),
    Sort(noun="help file (.chm)", starts=(b"ITSF",), advice=_AS_ANY),
    Sort(noun="LaTeX document", suffixes=(".tex", ".latex"), advice=_SET),
    Sort(noun="Google Docs link", suffixes=(".gdoc",), advice=_LINKED),
    Sort(noun="archive, and no document that can be told", starts=_ZIP, advice=_FOLDER),
    Sort(noun="archive", starts=(b"7z\xbc\xaf\x27\x1c", b"Rar!"), advice=_FOLDER),
    Sort(noun="compressed file", starts=(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd"), advice=_UNPACK),
    Sort(noun="picture", starts=(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"8BPS"), advice=_NO_TEXT),
    Sort(noun="picture", starts=(b"RIFF",), holds=(b"WEBPVP8",), advice=_NO_TEXT),
    Sort(noun="picture", starts=(b"ftypheic", b"ftypmif1", b"ftypavif"), at=4, advice=_NO_TEXT),
    Sort(noun="picture", suffixes=(".svg", ".bmp"), advice=_NO_TEXT),
    Sort(noun="recording", starts=(b"ftyp",), at=4, advice=_NO_SOUND),
    Sort(
        noun="recording",
        starts=(b"OggS\0", b"fLaC\0", b"\x1aE\xdf\xa3", b"ID3\2", b"ID3\3", b"ID3\4"),
        advice=_NO_SOUND,
    ),
    Sort(noun="recording", starts=(b"RIFF",), holds=(b"WAVEfmt", b"AVI LIST"), advice=_NO_SOUND),
    Sort(noun="recording", suffixes=(".mp3", ".aac"), advice=_NO_SOUND),
    Sort(noun="database", starts=(b"SQLite format 3",), advice=_NONE),
    Sort(noun="settings file", starts=(b"bplist00",), advice=_NONE),
    Sort(noun="program", starts=(b"\x7fELF",), advice=_NONE),
)


def sort_of(head: bytes, suffix: str) -> Sort | None:
    """Return which sort a file is of that begins so and is named so, if it cannot be read."""
    return next((sort for sort in SORTS if sort.has(head, suffix.lower())), None)


def sort_of_folder(folder: Path) -> Sort | None:
    """Return which sort of document a folder is, as those of some programs are."""
    suffix = folder.suffix.lower()
    return next((sort for sort in SORTS if sort.folder and suffix in sort.suffixes), None)


@dataclass(frozen=True, slots=True)
class Passed:
    """A document of a folder that was passed over."""

    path: Path
    sort: Sort


def tell_passed(found: Iterable[Passed]) -> str:
    """Return in a line how many documents of each sort were passed over, which they are, and what to do; else nothing.

    Those to which the same is to be done stand together.
    """
    named: dict[str, dict[str, list[str]]] = {}
    for each in found:
        sorts = named.setdefault(each.sort.advice.of_several, {})
        sorts.setdefault(each.sort.noun, []).append(one_line(each.path.name))
    told = "; ".join(
        f"{' and '.join(_told(noun, names) for noun, names in sorts.items())}: {do}" for do, sorts in named.items()
    )
    return f"Passed over, as they cannot be read: {told}." if told else ""


def _told(noun: str, names: list[str]) -> str:
    shown = (
        names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1:,} more"]
    )
    return f"{counted(len(names), noun)} ({', '.join(shown)})"
