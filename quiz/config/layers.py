"""Reads what the file of settings, the environment and arguments say, before one is preferred to another."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from quiz.config.settings import Layers, Values
from quiz.config.table import SETTINGS, Setting, setting_named
from quiz.config.values import BadValueError, Mistakes
from quiz.errors import ConfigError
from quiz.model.ids import DeckId
from quiz.model.text import one_line

LARGEST_FILE = 1_000_000
"""Bytes; a settings file that is longer is something else."""


def read_layers(path: Path, env: Mapping[str, str], arguments: Values) -> Layers:
    """Return what the file ``path``, the environment and arguments say; raises ConfigError."""
    mistakes = Mistakes()
    layers, environment, given = Layers(), dict[str, object](), dict[str, object]()
    with mistakes:
        layers = read_file(path)
    for setting in SETTINGS:
        if text := env.get(setting.variable, ""):
            with mistakes:
                environment[setting.name] = _outside(setting, text, f"The environment variable {setting.variable}")
    for name, value in arguments.items():
        if value is not None:
            with mistakes:
                given[name] = _outside(setting_named(name), value, f"The argument for {name}")
    mistakes.tell()
    return replace(layers, environment=environment, arguments=given)


def _outside(setting: Setting, value: object, where: str) -> object:
    read = _read(setting, value, where)
    return read.absolute() if isinstance(read, Path) else read


def _read(setting: Setting, value: object, where: str) -> object:
    try:
        return setting.kind.read(value)
    except BadValueError:
        raise ConfigError(
            f"{where} has a value that {setting.name} cannot have: {one_line(repr(value))[:80]}.",
            hint=f"{setting.name} takes {setting.allowed}.",
        ) from None


def read_file(path: Path) -> Layers:
    """Return what the file of settings says, nothing if there is none; raises ConfigError."""
    text = file_text(path)
    return Layers() if text is None else read_text(text, path)


def read_text(text: str, path: Path) -> Layers:
    """Return what the text of the file ``path`` says; raises ConfigError."""
    import tomli  # noqa: PLC0415 - 9 ms that a learner without a settings file does not pay

    try:
        table = tomli.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is one; so are endless numbers
        raise ConfigError(
            f"{path} is not valid TOML: {error}.", hint="Mend that line, or move the file away."
        ) from None
    mistakes = Mistakes()
    parts = {name: dict[str, object]() for name in ("deck", "keys", "llm")}
    for name in parts:
        with mistakes:
            parts[name] = _table(table.pop(name, {}), name, path)
    layers = Layers(keys=_flat(parts["keys"]))
    with mistakes:
        layers = replace(layers, file=_values(table, text, path))
    decks: dict[DeckId, Values] = {}
    for name, own in parts["deck"].items():
        with mistakes:
            decks[DeckId(name)] = _values(_table(own, f'deck."{one_line(name)}"', path), text, path, deck=name)
    if parts["llm"]:
        with mistakes:
            layers = replace(layers, llm=_read_llm(parts["llm"], path))
    mistakes.tell()
    return replace(layers, decks=decks)


def _read_llm(table: Mapping[str, object], path: Path) -> dict[str, object]:
    from quiz.config.llm import read_table  # noqa: PLC0415 - few have one

    return read_table(table, str(path))


def _table(value: object, name: str, path: Path) -> dict[str, object]:
    if isinstance(value, dict):
        return cast("dict[str, object]", value)
    raise ConfigError(f"{path}: {name} is a table, not a value.", hint=f"Write [{name}] on a line of its own.")


def _flat(table: Mapping[str, object], before: str = "") -> dict[str, object]:
    """Take ``study.undo`` for the same whether it stands in quotes or not."""
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(cast("dict[str, object]", value), f"{before}{name}.")
        else:
            flat[before + name] = value
    return flat


def _values(table: Mapping[str, object], text: str, path: Path, *, deck: str | None = None) -> dict[str, object]:
    values: dict[str, object] = {}
    mistakes = Mistakes()
    for key, value in table.items():
        line = _line_of(text, key, deck)
        where = f"{path}, line {line}" if line else str(path)
        with mistakes:
            values[key] = _read(setting_named(key, where, deck=deck is not None), value, where)
    mistakes.tell()
    for name in ("decks", "sync_folder"):
        if isinstance(folder := values.get(name), Path):
            # Otherwise it would be another folder wherever quiz is started from.
            values[name] = (path.parent / folder).absolute()
    return values


def file_text(path: Path) -> str | None:
    """Return the text of the file of settings, ``None`` if there is no file; raises ConfigError."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        hint = "QUIZ_HOME and --home name a folder." if isinstance(error, NotADirectoryError) else ""
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}.", hint=hint) from None
    if len(raw) > LARGEST_FILE:
        raise ConfigError(f"{path} is too large to be a file of settings.", hint="Move the file away.")
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text.", hint="Save it as UTF-8, or move it away.") from None


def _line_of(text: str, key: str, deck: str | None) -> int | None:
    """Return the line on which a key stands, behind the heading of its deck if it has one."""
    behind = deck is None
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.lstrip()
        if not behind:
            behind = bare.startswith("[") and str(deck) in bare
        elif bare.lstrip("['\"").startswith(key):
            return number
    return None
