"""Reads the answer of a model as it comes: server-sent events, or one piece of JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import cast

LIMIT = 8_000_000
"""Bytes of one answer; what comes behind them is not read."""
LONGEST = 60_000
"""Characters of the text of one answer; a model that repeats itself is not heard to the end."""
_TAIL, _AGAIN, _WITHIN = 40, 5, 500
"""Characters that stand so many times within the last ones of a text that goes round in a circle."""
_LONGEST_LINE = 1_000_000
_DATA = b"data:"


@dataclass(slots=True)
class Told:
    """What has come of an answer so far."""

    text: str = ""
    pieces: int = 0
    """How many pieces the text came in; servers send a token in each, mostly."""
    sent: int = 0
    """Tokens of the question, as the server counts them; 0 when it does not say."""
    came: int = 0
    """Tokens of the answer, in the same way."""
    finished: str = ""
    """Why the model stopped: ``stop``, ``length``, ``content_filter``; empty when it did not say."""
    refused: str = ""
    """What it says when it does not want to."""
    fault: str = ""
    """What the server says went wrong on the way."""
    ended: bool = False
    """Whether the answer is here to its end."""


def hear(pieces: Iterable[bytes], told: Told, heard: Callable[[int], None]) -> None:
    """Put what comes into ``told``, which holds what came when an error ends it; ``heard`` is told how much it is."""
    whole = bytearray()
    lines = _lines(pieces)
    events = False
    for line in lines:
        if line.startswith(_DATA):
            events = True
            data = line[len(_DATA) :].strip()
            if data == b"[DONE]":
                told.ended = True
                return
            _take(_json(data), told)
            heard(told.pieces)
            if _repeats(told.text):
                # Small models do that, and would go on until they may not say more.
                told.finished, told.ended = told.finished or "repeats", True
                return
        elif not events:
            whole += line + b"\n"
        if len(told.text) > LONGEST or told.fault:
            return
    if not events:
        value = _json(bytes(whole))
        _take(value, told)
        told.ended = bool(value)
    told.ended = told.ended or bool(told.finished)


def _repeats(text: str) -> bool:
    """Tell whether a text goes round in a circle."""
    return len(text) > _WITHIN and text[-_WITHIN:].count(text[-_TAIL:]) >= _AGAIN


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of what comes; a line that has no end is given up."""
    rest = bytearray()
    size = 0
    for piece in pieces:
        size += len(piece)
        rest += piece
        *lines, last = rest.split(b"\n")
        rest = bytearray(last)
        yield from (bytes(line.rstrip(b"\r")) for line in lines)
        if size > LIMIT or len(rest) > _LONGEST_LINE:
            return
    yield bytes(rest)


def _json(data: bytes) -> dict[str, object]:
    try:
        value: object = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return _fields(value)


def _fields(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return min(value, 10**9) if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _take(value: dict[str, object], told: Told) -> None:
    error = value.get("error")
    if error:
        told.fault = _text(error) or _text(_fields(error).get("message")) or "it does not say what"
    usage = _fields(value.get("usage"))
    told.sent = _number(usage.get("prompt_tokens")) or told.sent
    told.came = _number(usage.get("completion_tokens")) or told.came
    choices = value.get("choices")
    first = _fields(cast("list[object]", choices)[0]) if isinstance(choices, list) and choices else {}
    part = _fields(first.get("delta")) or _fields(first.get("message"))
    text = _text(part.get("content")) or _text(first.get("text"))
    told.text += text
    told.pieces += bool(text or _text(part.get("reasoning_content")) or _text(part.get("reasoning")))
    told.refused += _text(part.get("refusal"))[:1_000]
    told.finished = _text(first.get("finish_reason")) or told.finished
