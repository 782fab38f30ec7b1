"""The only place that prints: data on standard output, everything else on standard error.

Text from decks and articles is made harmless for the terminal here. Modules that cost time to import (json, the
tables of cell widths) are imported by the functions that need them, because `quiz due` runs at every prompt.
"""

import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TextIO, cast

from quiz.cli.exits import TerminalError
from quiz.model.text import clean, one_line

_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufff9-\ufffb]")


class PipeClosedError(Exception):
    """The program that reads standard output has gone; there is nobody left to tell."""


def write(text: str, end: str = "\n") -> None:
    """Write a line of data to standard output."""
    _put(clean(text) + end)


def write_lines(lines: Iterable[str]) -> None:
    """Write several lines of data to standard output."""
    _put("".join(clean(line) + "\n" for line in lines))


def write_json(value: object) -> None:
    """Write ``value`` as `to_json` has it."""
    _put(to_json(value) + "\n")


def to_json(value: object) -> str:
    """Return ``value`` as indented JSON; keys keep the order they are given in, letters stay readable."""
    import json  # noqa: PLC0415 - most commands print no JSON

    text = json.dumps(value, ensure_ascii=not speaks_unicode(), indent=2)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_table(header: Sequence[str], rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> None:
    """Write rows under a header, columns aligned by terminal cells; columns in ``right`` are right-aligned.

    In a terminal the first column is cut with an ellipsis when the table is wider than the screen.
    """
    from quiz.model.cells import cell_width, cut  # noqa: PLC0415 - a line needs no columns

    cells = [[one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(cell_width(row[i]) for row in cells) for i in range(len(header))]
    excess = sum(widths) + 2 * (len(widths) - 1) - terminal_width()
    if is_terminal(sys.stdout) and excess > 0:
        widths[0] = max(cell_width(header[0]), 12, widths[0] - excess)
    lines: list[str] = []
    for row in cells:
        line: list[str] = []
        for i, cell in enumerate(row):
            shown = cut(cell, widths[i])
            space = " " * (widths[i] - cell_width(shown))
            line.append(space + shown if i in right else shown + space)
        lines.append("  ".join(line).rstrip())
    write_lines(lines)


def say(text: str) -> None:
    """Say something to the person on standard error; data never goes this way."""
    stream = cast("TextIO | None", sys.stderr)
    if stream is None:
        return
    # When standard error cannot be written either, there is no place left to complain.
    with suppress(OSError):
        stream.write(clean(text) + "\n")
        stream.flush()


def say_error(message: str, hint: str = "") -> None:
    """Say what went wrong and, on a second line, what to do."""
    say(f"quiz: {one_line(message)}")
    if hint:
        say(f"      {one_line(hint)}")


def terminal_width() -> int:
    """Return the width of the terminal in cells; ``COLUMNS`` wins, and 80 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        with suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(stream.fileno()).columns or 80
    return 80


def speaks_unicode() -> bool:
    """Tell whether standard output can hold every letter, which it cannot in the C locale."""
    stream = cast("TextIO | None", sys.stdout)
    return (getattr(stream, "encoding", None) or "utf-8").lower().startswith("utf")


def is_terminal(stream: TextIO | None) -> bool:
    """Tell whether a person sits at the other end of ``stream``."""
    return stream is not None and not stream.closed and stream.isatty()


def is_plain() -> bool:
    """Tell whether a person is there to talk to, and only line by line: nothing can be painted."""
    can_paint = is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb"
    return is_terminal(sys.stdin) and is_terminal(sys.stdout) and not can_paint


def require_terminal(what: str, hint: str) -> None:
    """Raise `TerminalError` unless keys can be read and a screen can be painted (on standard error)."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        raise TerminalError(f"{what} needs a terminal, and there is none here.", hint=hint)
    if os.environ.get("TERM") == "dumb":
        raise TerminalError(
            f"{what} needs a terminal that can be painted on; TERM says that this one is dumb.", hint=hint
        )


def prepare() -> None:
    """Let text that the encoding of standard output cannot hold come out in letters that it has, instead of failing."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    # UTF-8 holds everything that is left of a text after cleaning, and this would cost a millisecond.
    if reconfigure is not None and not speaks_unicode():
        import codecs  # noqa: PLC0415

        codecs.register_error("quiz.spell", _spell)
        reconfigure(errors="quiz.spell")


def _spell(error: UnicodeError) -> tuple[str, int]:
    """Return letters without an encoding in ASCII: Türkiye as Turkiye, Жапаров as Zhaparov, and others as escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from anyascii import anyascii  # noqa: PLC0415 - see above

    text = error.object[error.start : error.end]
    known = anyascii(text)
    return known or text.encode("ascii", "backslashreplace").decode("ascii"), error.end


def mute() -> None:
    """Point standard output at nothing, so that the interpreter's own last flush stays quiet."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _put(text: str) -> None:
    stream = cast("TextIO | None", sys.stdout)
    if stream is None:
        raise TerminalError("Standard output is closed.")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError as error:
        raise PipeClosedError from error
    except OSError as error:
        raise TerminalError(f"The output cannot be written: {error.strerror}.") from error
