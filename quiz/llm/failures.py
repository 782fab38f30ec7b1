"""What can go wrong between quiz and a language model, in sentences that never hold the key."""

import json
import ssl
from collections.abc import Mapping
from typing import cast

import httpcore2

from quiz.config.secret import Secret
from quiz.errors import GenerateError
from quiz.model.text import one_line

WAIT = 1.0
"""Seconds before a second try, when the server does not say how long."""
_LONGEST_WAIT = 60
_AGAIN = {408, 425, 429, 500, 502, 503, 504}
_LONGEST_TOLD = 200
"""Characters of what a server says that are told."""


class LlmError(GenerateError):
    """A model that gives no answer."""

    def __init__(
        self, message: str, *, hint: str = "", wait: float | None = None, final: bool = False, status: int = 0
    ) -> None:
        """Keep after how many seconds a second try makes sense, and whether none makes sense in this run."""
        super().__init__(message, hint=hint)
        self.wait = wait
        self.final = final
        self.status = status


def refusal(status: int, said: Mapping[str, str], body: bytes, *, host: str, model: str, key: Secret) -> LlmError:
    """Return what to say of a status that is no answer."""
    told = _told(body, key)
    wait = _wait(said.get("retry-after", "")) if status in _AGAIN else None
    behind = f": {told}" if told else ""
    if status in {401, 403, 407}:
        sent = "the key it was sent" if key else "a request without a key"
        return LlmError(
            f"{host} does not take {sent} ({status}){behind}.",
            hint="QUIZ_LLM_KEY, or key below [llm] in the file of settings, sets the key.",
            final=True,
            status=status,
        )
    if status == 404:  # noqa: PLR2004 - the one that everybody knows
        return LlmError(
            f"There is no model {one_line(model)[:80]} at {host}, or no such interface (404){behind}.",
            hint="QUIZ_LLM_MODEL names the model, and QUIZ_LLM_URL often ends in /v1.",
            final=True,
            status=status,
        )
    if 300 <= status < 400:  # noqa: PLR2004
        return LlmError(
            f"{host} leads on to another address ({status}), where quiz does not take text and key.",
            hint="QUIZ_LLM_URL sets the address.",
            final=True,
            status=status,
        )
    if status == 429:  # noqa: PLR2004
        long = wait is None
        again = "Try again later; what was answered is kept."
        return LlmError(
            f"{host} wants to be asked less often, or nothing is left to spend there ({status}){behind}.",
            hint=again,
            wait=wait,
            final=long,
            status=status,
        )
    if status >= 500:  # noqa: PLR2004
        return LlmError(
            f"{host} has a fault and gives no answer ({status}){behind}.",
            hint="Try again later.",
            wait=wait,
            status=status,
        )
    return LlmError(f"{host} does not take what quiz asks ({status}){behind}.", wait=wait, status=status)


def _wait(after: str) -> float | None:
    """Return how long a server wants to be left alone, if that is not too long to wait for."""
    if not after.strip().isdecimal():
        return WAIT
    return float(after) if int(after) <= _LONGEST_WAIT else None


def _told(body: bytes, key: Secret) -> str:
    """Return what a server says is wrong, in one line and without the key."""
    try:
        value: object = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    for name in ("error", "message", "detail"):
        if isinstance(value, dict):
            value = cast("dict[str, object]", value).get(name, cast("object", value))
    return key.hide(one_line(value))[:_LONGEST_TOLD].rstrip(" .") if isinstance(value, str) else ""


def too_slow(host: str, error: httpcore2.TimeoutException, seconds: int) -> LlmError:
    """Return what to say when a time was over."""
    if isinstance(error, httpcore2.ConnectTimeout):
        return LlmError(f"{host} does not answer.", hint="Is the server running?", wait=WAIT, final=True)
    return LlmError(
        f"{host} did not answer within {seconds} seconds.", hint="timeout below [llm] sets how long quiz waits."
    )


def broken_off(host: str, port: int, error: httpcore2.NetworkError) -> LlmError:
    """Return what to say when there is no connection, or none any more."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return LlmError(
                f"{host} cannot prove that it is {host}: {cause.verify_message}.",
                hint="It may be another machine, so nothing was sent.",
                final=True,
            )
        if isinstance(cause, ssl.SSLError):
            return LlmError(f"There is no safe connection to {host}: TLS failed.", wait=WAIT)
        if isinstance(cause, ConnectionRefusedError):
            return LlmError(f"{host} takes no connections at port {port}.", hint="Is the server running?", final=True)
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.ConnectError):
        return LlmError(f"{host} cannot be reached.", hint="Check your network.", wait=WAIT, final=True)
    return LlmError(f"{host} broke the connection off before the answer was here.", wait=WAIT)
