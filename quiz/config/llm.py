"""Which language model is asked, and how: the table ``[llm]`` of the file of settings, and the environment.

``QUIZ_LLM_`` with the key in capitals goes before the file. What OpenAI's own programs read, ``OPENAI_BASE_URL`` and
``OPENAI_API_KEY``, is taken where nothing else is said, and that key is sent to nobody but OpenAI or that address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from quiz.config.secret import Secret
from quiz.config.values import WORD, BadValueError, Kind, Mistakes, duration, fraction, one_of, whole, whole_or_none
from quiz.errors import ConfigError
from quiz.model.text import one_line

_OPENAI = "https://api.openai.com/"
_DEAREST = 1_000_000.0


class Ask(StrEnum):
    """What a model is asked."""

    AUTO = "auto"
    """For cards on a part of the article at a time; where that brings next to nothing, for single questions too."""
    ARTICLE = "article"
    """Only for cards on parts of the article."""
    FACTS = "facts"
    """Only for questions on single facts that our rules found: what a small model can do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmOptions:
    """Which model is asked, and what it may cost."""

    url: str = ""
    """Where the server's interface begins, as in ``http://localhost:11434/v1``."""
    model: str = ""
    key: Secret = field(default_factory=Secret)
    ask: Ask = Ask.AUTO
    context: int = 4_096
    """Tokens that the model holds at once, question and answer together."""
    timeout: int = 300
    """Seconds within which one request is answered."""
    max_tokens: int | None = None
    """Tokens that a run may use."""
    max_cost: float | None = None
    """What a run may cost, in the currency of the prices."""
    price_in: float = 0.0
    """Of a million tokens that are sent."""
    price_out: float = 0.0
    """Of a million tokens that come back."""

    @property
    def host(self) -> str:
        """The machine that is asked, for sentences."""
        return one_line(self.url.partition("//")[2].partition("/")[0].rpartition("@")[2])

    def cost(self, sent: int, came: int) -> float:
        """Return what so many tokens cost."""
        return (sent * self.price_in + came * self.price_out) / 1_000_000


def _read_key(value: object) -> Secret:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or " " in value.strip():
        raise BadValueError
    return Secret(value.strip())


def _read_cost(value: object) -> float | None:
    if isinstance(value, str) and value.strip().lower() == "none":
        return None
    return float(str(fraction(0, _DEAREST).read(value)))


_KINDS: dict[str, tuple[Kind, str]] = {
    "url": (WORD, "the address of an OpenAI-compatible server, like http://localhost:11434/v1"),
    "model": (WORD, "the name of a model, as its server calls it"),
    "key": (Kind(read=_read_key), "a key in plain letters"),
    "ask": (one_of(Ask), '"auto", "article" or "facts"'),
    "context": (whole(1_024, 10_000_000), "a number of tokens from 1024"),
    "timeout": (duration(5, 3_600), 'a time from 5 seconds to an hour, like "5m"'),
    "max_tokens": (whole_or_none(1, 10**12, step=1, first=1), "a whole number from 1, or none"),
    "max_cost": (Kind(read=_read_cost), "a number from 0, or none"),
    "price_in": (fraction(0, _DEAREST), "the price of a million tokens"),
    "price_out": (fraction(0, _DEAREST), "the price of a million tokens"),
}


def read_table(table: Mapping[str, object], where: str) -> dict[str, object]:
    """Return what a table ``[llm]`` says; ConfigError, which never tells a key, for all that it cannot say."""
    values: dict[str, object] = {}
    mistakes = Mistakes()
    for name, value in table.items():
        with mistakes:
            values[name] = _read(name, value, f"{where}: llm.{one_line(name)[:40]}")
    mistakes.tell()
    return values


def _read(name: str, value: object, where: str) -> object:
    if name not in _KINDS:
        raise ConfigError(f"{where} is no setting.", hint=f"[llm] takes {', '.join(_KINDS)}.")
    kind, allowed = _KINDS[name]
    try:
        return kind.read(value)
    except BadValueError:
        raise ConfigError(f"{where} cannot have that value.", hint=f"It takes {allowed}.") from None


def llm_options(table: Mapping[str, object], env: Mapping[str, str]) -> LlmOptions:
    """Return the options that the table of the file, as `read_table` read it, and the environment make.

    Raises ConfigError for values of the environment that cannot be.
    """
    values: dict[str, Any] = dict(table)
    mistakes = Mistakes()

    def take(name: str, variable: str) -> None:
        with mistakes:
            values[name] = _read(name, env[variable], f"The environment variable {variable}")

    for name in _KINDS:
        variable = f"QUIZ_LLM_{name.upper()}"
        if env.get(variable):
            take(name, variable)
    if "url" not in values and env.get("OPENAI_BASE_URL"):
        take("url", "OPENAI_BASE_URL")
    if "key" not in values and env.get("OPENAI_API_KEY"):
        theirs = filter(None, (_OPENAI, env.get("OPENAI_BASE_URL", "")))
        if any(f"{values.get('url', '')}/".startswith(f"{own.rstrip('/')}/") for own in theirs):
            take("key", "OPENAI_API_KEY")
    mistakes.tell()
    return LlmOptions(**values)
