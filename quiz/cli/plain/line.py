"""Holds a conversation over standard input and output."""

import select
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, cast

from quiz.cli import console
from quiz.cli.exits import ExitCode
from quiz.cli.plain.conversation import Conversation, Reply
from quiz.model.cells import wrap
from quiz.model.text import one_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.srs.session import Session

_LONGEST_LINE = 20_000
"""Letters that are read of a line."""


def study(collection: "Collection", session: "Session") -> ExitCode:
    """Study line by line until the session is over, the learner leaves, or no line comes any more."""
    there = console.is_terminal(sys.stdin) and console.is_terminal(sys.stdout)
    conversation = Conversation(collection, session, _edited if there else None)
    if (reconfigure := getattr(sys.stdin, "reconfigure", None)) is not None:
        reconfigure(errors="replace")
    try:
        _say(reply := conversation.open())
        while reply.prompt:
            line = _hear(reply.prompt, conversation)
            _say(reply := conversation.close() if line is None else conversation.hear(line))
    except KeyboardInterrupt:
        console.write("")
        _say(conversation.close())
        return ExitCode.INTERRUPTED
    return ExitCode.OK


def _edited(table: str) -> str:
    from quiz.editor import edit_card  # noqa: PLC0415 - the first card appears without a way to run other programs

    return edit_card(table)


def _say(reply: Reply) -> None:
    # A program that reads a pipe wants a paragraph whole; a terminal would break it in the middle of a word.
    if not console.is_terminal(sys.stdout):
        console.write_lines(reply.lines)
        return
    width = console.terminal_width()
    console.write_lines(piece for line in reply.lines for piece in wrap(line, width))


def _hear(prompt: str, conversation: Conversation) -> str | None:
    """Return the next line, or ``None`` after the last; an empty one when a card has come that was waited for."""
    console.write(prompt, end="")
    stream = cast("TextIO | None", sys.stdin)
    if not console.is_terminal(stream):
        line = _read(stream)
        # What was read would stand behind the prompt if it had been typed.
        console.write("" if line is None else one_line(line))
        return line
    if _waits(conversation):
        console.write("")
        return ""
    line = _read(stream)
    if line is None:
        console.write("")
    return line


def _waits(conversation: Conversation) -> bool:
    """Wait for a line or for the card that comes later; return whether the card came first."""
    seconds = conversation.wait
    if seconds is None:
        return False
    with suppress(OSError, ValueError):
        return not select.select([sys.stdin], [], [], seconds)[0]
    return False


def _read(stream: TextIO | None) -> str | None:
    """Return a line without its end; of one that is longer than any answer, the beginning."""
    if stream is None:
        return None
    line = rest = stream.readline(_LONGEST_LINE)
    while len(rest) == _LONGEST_LINE and not rest.endswith("\n"):
        rest = stream.readline(_LONGEST_LINE)
    return line.rstrip("\n") if line else None
