"""Options and arguments that several commands share."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from quiz.errors import QuizError

Function = TypeVar("Function", bound=Callable[..., Any])


def complete_decks(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001
    """Return the decks whose id or title begins with what was typed; nothing when they cannot be read."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell asks for completions

    from quiz.cli.door import find_places, open_collection  # noqa: PLC0415

    typed = incomplete.casefold()
    try:
        with ctx.scope():
            if not find_places(decks=False).home.is_dir():
                return []  # nothing is begun by a key that only asks
            with open_collection(keeping=False) as collection:
                decks = collection.decks()
    except QuizError:
        # A broken collection must not spill an error into the line being typed.
        return []
    return [
        CompletionItem(deck.id, help=deck.title)
        for deck in decks
        if deck.id.casefold().startswith(typed) or deck.title.casefold().startswith(typed)
    ]


def decks_argument(function: Function) -> Function:
    """Add ``[DECK]...``: ids, titles or files of decks; none means all."""
    return click.argument("names", metavar="[DECK]...", nargs=-1, shell_complete=complete_decks)(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")(function)


def read_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> date | None:
    """Return the date an option gives; a value that is none is a usage error."""
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date. Write it like 2025-09-12.") from None


def read_number(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    """Return the number an option gives, from 1; a value that is none is a usage error."""
    try:
        number = int(value) if value is not None else None
    except ValueError:
        number = 0
    if number is not None and number < 1:
        raise click.BadParameter(f"{value!r} is not a whole number from 1.")
    return number


def read_amount(_ctx: click.Context, _param: click.Parameter, value: str | None) -> float | None:
    """Return the amount of money an option gives, 0 or more; a value that is none is a usage error."""
    try:
        amount = float(value) if value is not None else None
    except ValueError:
        amount = -1.0
    if amount is not None and not 0 <= amount < float("inf"):
        raise click.BadParameter(f"{value!r} is not an amount like 0.50.")
    return amount


def read_encoding(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Return the encoding an option names, or nothing; one that there is not is a usage error."""
    if value is None:
        return ""
    from quiz.sources.text import is_encoding  # noqa: PLC0415 - hardly ever given

    if not is_encoding(value):
        raise click.BadParameter(f"{value!r} is no encoding of text. Write it like cp1252 or iso-8859-2.")
    return value


def read_language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """Return the language an option names, or nothing; one that is not known is a usage error."""
    if value is None:
        return ""
    from quiz.generate.tongues import code_of, named  # noqa: PLC0415 - hardly ever given

    name = named(value)
    if name is None:
        raise click.BadParameter(f"{value!r} is no language that quiz knows. Write it like en or English.")
    return code_of(name)


def read_web_address(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return the address an option gives; one that is none of a web page is a usage error."""
    if value is None:
        return None
    from quiz.sources.web.address import is_address, read_address  # noqa: PLC0415 - hardly ever given

    if not is_address(value):
        raise click.BadParameter(f"{value!r} is no address. Write it like https://example.org/rome.")
    return str(read_address(value))
