"""Finds where the tables of a TOML text stand: parsers give values, people want line numbers.

The text must be valid TOML. Strings, comments, nested arrays and inline tables that look like a table's header
are told from real ones.
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(
    r'''
    (?P<string> """(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?\'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*' )
  | (?P<comment> \#[^\n]* )
  | (?P<end> \n )
  | (?P<bare> [A-Za-z0-9_-]+ )
  | (?P<mark> [][{}=.] )
    ''',
    re.DOTALL | re.VERBOSE,
)


@dataclass(slots=True)
class Block:
    """A table with a header of its own, or the part of the text before the first header."""

    name: tuple[str, ...]
    """The parts of the header's key; empty for the part before the first header."""
    array: bool
    """Whether the header has double brackets."""
    line: int
    start: int
    """Offset of the line of the header."""
    body: int
    """Offset after the line of the header."""
    end: int
    """Offset after the line of the last entry: comments and empty lines behind it are outside."""
    keys: dict[str, int] = field(default_factory=dict[str, int])
    """The line on which each key stands; of a dotted key, the first part."""


def find_blocks(text: str) -> list[Block]:
    """Return the tables of a valid TOML text in the order they stand."""
    blocks = [Block(name=(), array=False, line=1, start=0, body=0, end=0)]
    line, begin, first_line = 1, 0, 1
    depth = 0
    statement: list[str] = []
    for match in _TOKEN.finditer(text):
        kind, piece = match.lastgroup, match[0]
        if kind == "end":
            if depth == 0:
                _close(blocks, statement, first_line, begin, match.end())
                statement = []
                begin, first_line = match.end(), line + 1
            line += 1
        elif kind != "comment":
            statement.append(piece)
            if piece in "[{":
                depth += 1
            elif piece in "]}":
                depth -= 1
            elif kind == "string":
                line += piece.count("\n")
    _close(blocks, statement, first_line, begin, len(text))
    return blocks


def cards_in(blocks: list[Block]) -> list[Block]:
    """Return the ``[[card]]`` tables; keys of their sub-tables count as keys of the card."""
    found: list[Block] = []
    for block in blocks:
        if block.array and block.name == ("card",):
            found.append(block)
        elif found and block.name[:1] == ("card",) and len(block.name) > 1:
            found[-1].keys.setdefault(block.name[1], block.line)
            found[-1].end = block.end
    return found


def _close(blocks: list[Block], statement: list[str], line: int, start: int, end: int) -> None:
    if not statement:
        return
    if statement[0] == "[":
        name = tuple(_plain(piece) for piece in statement if piece not in "[].")
        array = statement[1] == "["
        blocks.append(Block(name=name, array=array, line=line, start=start, body=end, end=end))
    else:
        blocks[-1].keys.setdefault(_plain(statement[0]), line)
        blocks[-1].end = end


def _plain(piece: str) -> str:
    if piece[0] == '"' and "\\" in piece:
        import tomli  # noqa: PLC0415 - hardly anybody escapes a key

        return str(tomli.loads(f"key = {piece}")["key"])
    return piece.strip("\"'") if piece[0] in "\"'" else piece
