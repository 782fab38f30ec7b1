"""Folds what help prints word for word, such as examples, where the terminal is narrower than it was written for."""

import re
import shutil
import textwrap
from collections.abc import Iterator

import click

_ROW = re.compile(r"\s*\S+(?: \S+)*\s{2,}(?=\S)")
"""An example and the gap before the words that explain it."""
_FULL = 60
"""Letters from which a line is taken for one that goes on in the next."""
_NARROWEST = 24
"""Cells for words in a column of their own; where less is left, they go on below the example."""
_INDENT = 4


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _column(line: str) -> int:
    """Return where the words of a line begin that its next line may go on with."""
    row = _ROW.match(line)
    return _indent(line) if row is None else row.end()


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield lines that belong together: a sentence over several lines, or an example with all that explains it."""
    block: list[str] = []
    for line in lines:
        goes_on = block and line.strip() and _ROW.match(line) is None and _indent(line) == _column(block[0])
        if goes_on and (_ROW.match(block[0]) or len(block[-1]) >= _FULL):
            block.append(line)
            continue
        if block:
            yield block
        block = [line]
    if block:
        yield block


def folded(text: str, width: int) -> str:
    """Return help of which no line has more than ``width`` cells; words that explain something stay in their column."""
    lines: list[str] = []
    for block in _blocks(text.splitlines()):
        if max(map(len, block)) <= width:
            lines += block
            continue
        first, column = block[0], _column(block[0])
        if width - column < _NARROWEST:
            column = _indent(first) + _INDENT
        whole = " ".join((first.rstrip(), *(line.strip() for line in block[1:])))
        lines += textwrap.wrap(
            whole, width, subsequent_indent=" " * column, break_long_words=False, break_on_hyphens=False
        )
    return "".join(f"{line}\n" for line in lines)


class FoldedHelp(click.HelpFormatter):
    """Writes help of which no line is wider than the terminal."""

    def getvalue(self) -> str:
        """Return what was written."""
        return folded(super().getvalue(), shutil.get_terminal_size().columns)


class HelpContext(click.Context):
    """What a command is run in; its help is folded."""

    formatter_class = FoldedHelp


def fold_help(command: click.Command) -> click.Command:
    """Have the help of a command folded, and of those below it."""
    command.context_class = HelpContext
    for below in command.commands.values() if isinstance(command, click.Group) else ():
        fold_help(below)
    return command
