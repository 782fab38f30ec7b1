"""Where quiz keeps its things, and where the decks it is shipped with are.

``QUIZ_HOME`` puts everything into one folder. Otherwise data and configuration go where the system wants them: on
Linux ``$XDG_DATA_HOME/quiz`` (``~/.local/share/quiz``) and ``$XDG_CONFIG_HOME/quiz`` (``~/.config/quiz``).
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """The places of one learner; none of them need exist yet."""

    home: Path
    """The folder the database lies in."""
    decks: Path
    """The folder of deck files."""
    database: Path
    config: Path
    """The file of settings."""

    @property
    def articles(self) -> Path:
        """The folder of articles that were fetched, pasted or piped."""
        return self.home / "articles"

    @property
    def made(self) -> Path:
        """The file of what is remembered of articles that decks were made of; what is in it can be done without."""
        return self.home / "made.db"

    @property
    def answers(self) -> Path:
        """The folder of what language models answered; it may be removed at any time."""
        return self.home / "cache" / "llm"


def find_paths(env: Mapping[str, str]) -> Paths:
    """Return where things live for the environment ``env``; nothing is created or read."""
    if home := env.get("QUIZ_HOME"):
        return _in_folders(_folder(home, env), _folder(home, env))
    if sys.platform.startswith("linux"):
        # What platformdirs answers on Linux, without the 10 ms it takes to import.
        data = _xdg(env, "XDG_DATA_HOME", "~/.local/share") / "quiz"
        return _in_folders(data, _xdg(env, "XDG_CONFIG_HOME", "~/.config") / "quiz")
    import platformdirs  # noqa: PLC0415 - only where the rules are not the four lines above

    return _in_folders(
        platformdirs.user_data_path("quiz", appauthor=False), platformdirs.user_config_path("quiz", appauthor=False)
    )


def starter_decks() -> Path:
    """Return the folder of decks that quiz is shipped with: in the installed package, or beside it in a checkout."""
    installed = _PACKAGE / "starter"
    return installed if installed.is_dir() else _PACKAGE.parent / "decks"


def _in_folders(data: Path, config: Path) -> Paths:
    return Paths(home=data, decks=data / "decks", database=data / "quiz.db", config=config / "config.toml")


def _xdg(env: Mapping[str, str], name: str, default: str) -> Path:
    # The XDG specification says that a relative path is to be ignored.
    value = env.get(name, "").strip()
    return _folder(value if value.startswith("/") else default, env)


def _folder(name: str, env: Mapping[str, str]) -> Path:
    if name == "~" or name.startswith("~/"):
        return Path(env.get("HOME") or Path.home()) / name[2:]
    return Path(name).absolute()
