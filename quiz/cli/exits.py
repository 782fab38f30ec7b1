"""What the exit codes of quiz mean; scripts and cron jobs may rely on them."""

from enum import IntEnum
from typing import ClassVar

from quiz.errors import QuizError


class ExitCode(IntEnum):
    """How a command ended. Codes from 2 on are errors, each with a sentence on standard error."""

    OK = 0
    NO = 1
    """Everything worked, and the answer is no: nothing is due, or a check found problems."""
    USAGE = 2
    DECK = 3
    SOURCE = 4
    STORE = 5
    CONFIG = 6
    GENERATE = 7
    TERMINAL = 8
    INTERRUPTED = 130
    PIPE = 141
    """The program that read the output went away; what a shell reports for SIGPIPE."""


MEANINGS: dict[ExitCode, str] = {
    ExitCode.OK: "done",
    ExitCode.NO: "nothing is due (due --quiet) or found (cards), check found problems, sync or import left some open",
    ExitCode.USAGE: "the command line asks for something impossible",
    ExitCode.DECK: "a deck file cannot be read or written",
    ExitCode.SOURCE: "an article or a table cannot be read or is not text",
    ExitCode.STORE: "the database cannot be used",
    ExitCode.CONFIG: "a setting is wrong",
    ExitCode.GENERATE: "no question could be made",
    ExitCode.TERMINAL: "there is no terminal, or the output cannot be written",
    ExitCode.INTERRUPTED: "interrupted from the keyboard",
}
"""One line for each code a person may meet, as the help shows them."""


class TerminalError(QuizError):
    """Standard input or output is not what a command needs: no terminal, or a full disk behind a redirection."""

    exit_code: ClassVar[int] = ExitCode.TERMINAL


def exit_table() -> str:
    """Return the codes and their meanings as a block of help text."""
    return "\n".join(f"  {code:>3}  {text}" for code, text in MEANINGS.items())
