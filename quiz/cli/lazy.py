"""A click group that names its commands without importing them."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

import click

from quiz.cli.helping import HelpContext, fold_help
from quiz.errors import UsageError

Table = Mapping[str, tuple[str, str]]
"""Name of a command to ``module:attribute`` and the line that stands for it in the help."""


class LazyGroup(click.Group):
    """Imports a command when it is run or asked for its own help, never to list it."""

    context_class = HelpContext

    def __init__(self, *args: Any, table: Table, **more: Any) -> None:
        super().__init__(*args, **more)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one command, or ``None`` when the table does not name it."""
        if cmd_name not in self.table:
            return None
        module, _, attribute = self.table[cmd_name][0].partition(":")
        return fold_help(cast("click.Command", getattr(import_module(module), attribute)))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command ``args`` begins with; an unknown one is an error that names the nearest."""
        name = args[0]
        if name not in self.table and not name.startswith("-") and not ctx.resilient_parsing:
            import difflib  # noqa: PLC0415 - only on the way to an error

            near = difflib.get_close_matches(name, self.table, n=1)
            hint = f"Did you mean 'quiz {near[0]}'?" if near else f"The commands are: {', '.join(self.table)}."
            raise UsageError(f"There is no command '{name}'.", hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the section of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete names of commands from the table, and the options of the group."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell asks for completions

        names = [
            CompletionItem(name, help=line) for name, (_, line) in self.table.items() if name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]
