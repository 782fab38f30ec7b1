"""Reads the settings.

A value comes from the first of these that has one: the command's argument, the environment (``QUIZ_NEW_PER_DAY`` for
``new_per_day``), the table of the deck in the file ``config.toml``, that file, the default.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from quiz.config.settings import Settings, assemble
from quiz.paths import Paths

_PREFIX, _HOME = "QUIZ_", "QUIZ_HOME"
"""What the environment variables of settings begin with, and the one that sets where everything lies instead."""


def read_settings(paths: Paths, env: Mapping[str, str], arguments: Mapping[str, object] | None = None) -> Settings:
    """Return the settings from ``arguments`` (``None`` values do not count), environment, file and defaults.

    Raises ConfigError for a file that cannot be read, an unknown key or a bad value.
    """
    if not arguments and _is_absent(paths.config) and not any(map(_is_setting, env)):
        return Settings()
    from quiz.config.layers import read_layers  # noqa: PLC0415 - 4 ms that who sets nothing does not pay

    return assemble(read_layers(paths.config, env, arguments or {}))


def reread_settings(path: Path, now: Settings) -> Settings:
    """Return the settings with what stands in the file ``path`` by now; what came from elsewhere stays."""
    from quiz.config.layers import read_file  # noqa: PLC0415 - as above

    layers = now.layers
    return assemble(replace(read_file(path), environment=layers.environment, arguments=layers.arguments))


def _is_setting(variable: str) -> bool:
    return variable.startswith(_PREFIX) and variable != _HOME


def _is_absent(path: Path) -> bool:
    try:
        path.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False  # reading it tells what is wrong
    return False
