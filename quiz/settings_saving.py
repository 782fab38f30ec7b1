"""Changes the file of settings: comments and order stay, and nothing is written that does not read back as meant."""

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any, cast

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from quiz.config.layers import file_text, read_text
from quiz.config.table import Setting
from quiz.errors import ConfigError, DeckError
from quiz.formats.atomic import write_atomically
from quiz.formats.folder_lock import alone
from quiz.model.ids import DeckId

_HEAD = "# The settings of quiz. 'quiz config' lists what can be set and what it means.\n"
Values = MutableMapping[str, Any]


def put_setting(path: Path, setting: Setting, value: object, deck: DeckId | None = None) -> None:
    """Write a value into the file, or into the table of a deck in it.

    Raises ConfigError, and leaves the file as it was, when it cannot be read, is wrong, or cannot be written.
    """

    def change(document: Values) -> None:
        _own(document, deck)[setting.name] = setting.kind.literal(value)

    _change(path, change)


def take_setting(path: Path, setting: Setting, deck: DeckId | None = None) -> None:
    """Take a value out of the file, or out of the table of a deck in it; ConfigError as for `put_setting`."""
    names = (setting.name,) if deck is None else ("deck", str(deck), setting.name)
    _change(path, lambda document: _take(document, names))


def put_keys(path: Path, action: str, keys: str | None) -> None:
    """Write which keys do something; ``None`` takes them out. ConfigError as for `put_setting`."""

    def change(document: Values) -> None:
        # It may stand there in quotes or as a table in a table.
        _take(document, ("keys", action))
        _take(document, ("keys", *action.split(".")))
        if keys is not None:
            _table(document, "keys")[action] = keys

    _change(path, change)


def _own(document: Values, deck: DeckId | None) -> Values:
    return document if deck is None else _table(_table(document, "deck", bare=True), str(deck))


def _table(parent: Values, name: str, *, bare: bool = False) -> Values:
    """Return a table, which is made if there is none; a bare one has no line of its own."""
    if name not in parent:
        parent[name] = tomlkit.table(is_super_table=bare)
    return cast("Values", parent[name])


def _take(document: Values, names: tuple[str, ...]) -> None:
    """Take out what ``names`` lead to, and tables that are empty then and hold no comment."""
    head, *rest = names
    if head not in document:
        return
    if not rest:
        del document[head]
        return
    inner = document[head]
    if not isinstance(inner, MutableMapping):
        return
    _take(cast("Values", inner), tuple(rest))
    comment = isinstance(inner, Table) and "#" in inner.as_string()
    if not inner and not comment:
        del document[head]


def _change(path: Path, change: Callable[[Values], None]) -> None:
    try:
        with alone(path):
            _change_alone(path, change)
    except DeckError as error:
        raise ConfigError(error.message, hint=error.hint) from error


def _change_alone(path: Path, change: Callable[[Values], None]) -> None:
    text = file_text(path)
    if text is not None:
        read_text(text, path)  # a file that is wrong is told of, and never written over
    document = tomlkit.parse(_HEAD if text is None else text)
    try:
        change(document)
        changed = tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]
    except (TOMLKitError, TypeError, ValueError, KeyError) as error:
        raise _left(path) from error
    if not changed.endswith("\n"):
        changed += "\n"
    if changed == text:
        return
    if tomlkit.parse(changed).unwrap() != document.unwrap():
        raise _left(path)
    read_text(changed, path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if text is not None and b"\r\n" in path.read_bytes():
            changed = changed.replace("\n", "\r\n")
        write_atomically(path, changed, private=True)
    except OSError as error:
        raise ConfigError(f"{path} cannot be written: {error.strerror or error}.") from error


def _left(path: Path) -> ConfigError:
    return ConfigError(
        f"{path} stays as it was: the change does not fit the way it is written.", hint="Change it with an editor."
    )
