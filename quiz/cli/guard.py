"""The error boundary: whatever goes wrong becomes a sentence on standard error and an exit code."""

from collections.abc import Callable

import click

from quiz.cli import console
from quiz.cli.exits import ExitCode
from quiz.errors import QuizError


def guarded(run: Callable[[], object]) -> int:
    """Call ``run`` and return the exit code: what it returned, or that of the error it ended with."""
    try:
        code = run()
        return code if isinstance(code, int) else ExitCode.OK
    except QuizError as error:
        for one in error.each:
            console.say_error(one.message, one.hint)
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        console.say(error.format_message())
        return ExitCode.USAGE
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "quiz"
        console.say_error(_sentence(error.format_message()), f"Try '{path} --help'.")
        return ExitCode.USAGE
    except click.ClickException as error:
        console.say_error(_sentence(error.format_message()))
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except (console.PipeClosedError, BrokenPipeError):
        return ExitCode.PIPE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else "The output cannot be written: "
        console.say_error(f"{where}{error.strerror or error}.")
        return ExitCode.TERMINAL


def _sentence(text: str) -> str:
    """Return what click says as a whole sentence, like all else that is said."""
    return text if text.endswith((".", "?")) else f"{text}."
