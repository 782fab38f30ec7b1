"""``quiz config``: what can be set, what it is set to, and setting it."""

from typing import TYPE_CHECKING, Any

import click

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.options import complete_decks, json_option
from quiz.cli.screens import check_theme, key_faults
from quiz.config import Origin
from quiz.config.table import SETTINGS, setting_named
from quiz.errors import UsageError
from quiz.model.text import one_line

if TYPE_CHECKING:
    from quiz.collection import Collection
    from quiz.collection.preferences import Found
    from quiz.config.table import Setting
    from quiz.model.ids import DeckId

EPILOG = """\b
Examples:
  quiz config                                    list all settings
  quiz config get new_per_day
  quiz config set desired_retention 0.92
  quiz config set learning_steps "1m 10m 1h" --deck rivers
  quiz config unset learning_steps --deck rivers
  quiz config --json | jq '.[] | select(.from != "default")'
"""

ORIGINS = {
    Origin.DEFAULT: "default",
    Origin.FILE: "file",
    Origin.DECK: "deck",
    Origin.ENVIRONMENT: "environment",
    Origin.ARGUMENT: "argument",
}


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:  # noqa: ARG001 - click's
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only a shell asks for completions

    return [CompletionItem(each.name, help=each.doc) for each in SETTINGS if each.name.startswith(incomplete)]


def _key(function: Any) -> Any:
    return click.argument("name", metavar="KEY", shell_complete=_complete)(function)


def _deck(function: Any) -> Any:
    text = "The options of a deck, by its id, title or file, in the place of what holds for all."
    return click.option("--deck", metavar="NAME", shell_complete=complete_decks, help=text)(function)


class _Settings(click.Group):
    """Says how a setting is read and changed to who leaves out "get" or "set"."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that ``args`` begins with."""
        name = args[0]
        if name not in self.commands and not ctx.resilient_parsing and any(each.name == name for each in SETTINGS):
            raise UsageError(
                f"{name} is a setting, and no command.",
                hint=f"'quiz config get {name}' prints it, and 'quiz config set {name} ...' changes it.",
            )
        return super().resolve_command(ctx, args)


@click.group(cls=_Settings, epilog=EPILOG, invoke_without_command=True)
@_deck
@json_option
@click.pass_context
def config(ctx: click.Context, *, deck: str | None, as_json: bool) -> None:
    """List the settings, or read and change one of them; on every screen the comma key does the same."""
    if ctx.invoked_subcommand is not None:
        return
    with open_collection() as collection:
        found = collection.preferences.found(_id(collection, deck))
        if as_json:
            console.write_json([_as_json(each) for each in found])
            return
        rows = [(each.setting.name, each.text or _usual(collection, each), ORIGINS[each.origin]) for each in found]
        if deck is None:
            keys = collection.preferences.keys
            rows += [(f"keys.{one_line(action)[:40]}", one_line(str(value)), "file") for action, value in keys.items()]
        console.write_table(("setting", "value", "from"), [(name, value[:60], origin) for name, value, origin in rows])
        for fault in key_faults(collection.settings):
            console.say(fault)


_INTERVALS = frozenset({"desired_retention", "maximum_interval", "easy_days", "parameters"})
"""What cards that have their days already do not follow by themselves."""


@config.command("get")
@_key
@_deck
def get(name: str, *, deck: str | None) -> None:
    """Print the value that holds."""
    with open_collection() as collection:
        setting, which = _chosen(collection, name, deck)
        found = collection.preferences.at(setting, which)
        console.write(found.text or _usual(collection, found))


@config.command("set")
@_key
@click.argument("value")
@_deck
def put(name: str, value: str, *, deck: str | None) -> None:
    """Write a value into the file of settings; comments in it stay."""
    with open_collection() as collection:
        setting, which = _chosen(collection, name, deck)
        preferences = collection.preferences
        if setting.name == "theme":
            check_theme(value)
        preferences.put(setting, preferences.read(setting, value), which)
        if preferences.at(setting, which).is_fixed:
            console.say(f"Written; but {setting.variable} is set in the environment, and wins while it is.")
        elif setting.name in _INTERVALS:
            console.say("Cards in review keep their days until they are answered; 'quiz reschedule' moves them now.")


@config.command("unset")
@_key
@_deck
def take(name: str, *, deck: str | None) -> None:
    """Go back to the default, or for a deck to what holds for all."""
    with open_collection() as collection:
        setting, which = _chosen(collection, name, deck)
        collection.preferences.take(setting, which)


def _chosen(collection: "Collection", name: str, deck: str | None) -> "tuple[Setting, DeckId | None]":
    which = _id(collection, deck)
    return setting_named(name, deck=which is not None), which


def _id(collection: "Collection", name: str | None) -> "DeckId | None":
    above = click.get_current_context().parent
    name = name or (above.params.get("deck") if above is not None else None)
    if name is None:
        return None
    found = collection.find_decks([name])
    if len(found) != 1:
        raise UsageError("--deck names one deck.")
    return found[0]


def _usual(collection: "Collection", found: "Found") -> str:
    """Return what stands for a value that is empty: the folder of decks, when it is the usual one."""
    return str(collection.paths.decks) if found.setting.name == "decks" else ""


def _as_json(found: "Found") -> dict[str, object]:
    setting = found.setting
    return {
        "name": setting.name,
        "value": None if found.value is None else setting.kind.literal(found.value),
        "from": ORIGINS[found.origin],
        "default": None if found.usual is None else setting.kind.literal(found.usual),
        "takes": setting.allowed,
        "means": setting.doc,
        "variable": setting.variable,
    }
