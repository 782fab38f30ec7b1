"""One request to an OpenAI-compatible server, within limits of time and size, and without following anybody."""

import json
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import httpcore2

from quiz import __version__
from quiz.config.llm import LlmOptions
from quiz.errors import SourceError
from quiz.llm.failures import WAIT, LlmError, broken_off, refusal, too_slow
from quiz.llm.stream import Told, hear
from quiz.sources.web.address import Address, Lookup, is_public, machines, read_address, system_lookup
from quiz.sources.web.line import Deadline, Times, asked

AGENT = f"quiz/{__version__}"
_CONNECT = 10.0
_LONGEST_FAULT = 20_000
"""Bytes that are read of what a server says is wrong."""
_PATH = "/chat/completions"
_UNLIKED = {400, 422}
"""What servers answer to a field that they do not know."""

Message = Mapping[str, str]
Heard = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Which of the fields that not every server knows are sent."""

    form: str = "schema"
    """``schema``, ``json`` for any JSON, or nothing."""
    usage: bool = True
    temperature: bool = True
    limit: str = "max_tokens"

    def less(self, told: str) -> "_Shape | None":
        """Return a shape without what a server does not like, by what it says or by what it is likely to be."""
        if "max_completion_tokens" in told and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "temperature" in told and self.temperature:
            return replace(self, temperature=False)
        if "stream_options" in told and self.usage:
            return replace(self, usage=False)
        if self.form:
            return replace(self, form="json" if self.form == "schema" else "")
        return replace(self, usage=False) if self.usage else None


class Server:
    """Asks a server for the answers of its model; it remembers which fields that server knows."""

    def __init__(
        self,
        options: LlmOptions,
        *,
        lookup: Lookup = system_lookup,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """Get ready; LlmError when it is not said where the server is, or what the model is called."""
        self._options = options
        self._address = _address(options)
        self._lookup = lookup
        self._pause = pause
        self._shape = _Shape()
        self._trusted: ssl.SSLContext | None = None

    @property
    def host(self) -> str:
        """What the server is called in sentences."""
        return self._address.host

    def ask(self, messages: Sequence[Message], schema: Mapping[str, object], most: int, heard: Heard) -> Told:
        """Return the answer, of ``most`` tokens at most, after a second try if one makes sense; else LlmError.

        ``heard`` is called with the number of pieces that have come, as they come.
        """
        try:
            return self._shaped(messages, schema, most, heard)
        except LlmError as first:
            if first.wait is None:
                raise
            self._pause(first.wait)
            return self._shaped(messages, schema, most, heard)

    def _shaped(self, messages: Sequence[Message], schema: Mapping[str, object], most: int, heard: Heard) -> Told:
        shape = self._shape
        while True:
            try:
                told = self._once(_payload(self._options.model, messages, schema, most, shape), heard)
            except LlmError as error:
                less = shape.less(error.message.lower()) if error.status in _UNLIKED else None
                if less is None:
                    raise
                shape = less
            else:
                self._shape = shape
                return told

    def _once(self, payload: Mapping[str, object], heard: Heard) -> Told:
        options, address = self._options, self._address
        deadline = Deadline(options.timeout)
        told = Told()
        try:
            with asked(
                address,
                self._machines(deadline),
                self._headers(),
                times=Times(connect=_CONNECT, read=options.timeout, whole=options.timeout),
                deadline=deadline,
                trusted=self._trust(),
                body=json.dumps(payload, ensure_ascii=False).encode(errors="replace"),
            ) as response:
                if response.status != 200:  # noqa: PLR2004
                    raise self._refused(response)
                hear(response.iter_stream(), told, heard)
        except httpcore2.TimeoutException as error:
            if not told.text:
                raise too_slow(self.host, error, options.timeout) from error
        except httpcore2.NetworkError as error:
            if not told.text:
                raise broken_off(self.host, address.port, error) from error
        except httpcore2.ProtocolError as error:
            if not told.text:
                message = f"{self.host} sent an answer that is broken or ends too early."
                raise LlmError(message, wait=WAIT) from error
        if told.fault:
            raise LlmError(f"{self.host} broke off: {options.key.hide(told.fault)[:200].rstrip(' .')}.", wait=WAIT)
        if not (told.text or told.refused or told.ended):
            raise LlmError(
                f"What {self.host} sends is no answer of a model.", hint="QUIZ_LLM_URL often ends in /v1.", wait=WAIT
            )
        return told

    def _refused(self, response: httpcore2.Response) -> LlmError:
        said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        body = bytearray()
        for piece in response.iter_stream():
            body += piece
            if len(body) > _LONGEST_FAULT:
                break
        options = self._options
        return refusal(response.status, said, bytes(body), host=self.host, model=options.model, key=options.key)

    def _machines(self, deadline: Deadline) -> tuple[str, ...]:
        """Return the machines to connect to; a key goes over an open line to none but those of the own network."""
        address = self._address
        try:
            found = machines(address, allow_private=True, within=deadline.left(_CONNECT), lookup=self._lookup)
        except SourceError as error:
            raise LlmError(error.message, hint=error.hint, final=True) from error
        if self._options.key and address.scheme == "http" and any(map(is_public, found)):
            raise LlmError(
                f"The line to {address.host} is open to everybody on the way, so quiz sends no key over it.",
                hint="Use an address that begins with https.",
                final=True,
            )
        return found

    def _headers(self) -> dict[str, str]:
        headers = {
            "User-Agent": AGENT,
            "Content-Type": "application/json",
            "Accept": "text/event-stream, application/json",
            "Accept-Encoding": "identity",
        }
        key = self._options.key
        return headers | {"Authorization": f"Bearer {key.reveal()}"} if key else headers

    def _trust(self) -> ssl.SSLContext:
        self._trusted = self._trusted or ssl.create_default_context()
        return self._trusted


def _payload(
    model: str, messages: Sequence[Message], schema: Mapping[str, object], most: int, shape: _Shape
) -> dict[str, object]:
    payload: dict[str, object] = {"model": model, "messages": [*messages], "stream": True, shape.limit: most}
    if shape.temperature:
        payload["temperature"] = 0
    if shape.usage:
        payload["stream_options"] = {"include_usage": True}
    if shape.form == "schema":
        described = {"name": "cards", "strict": True, "schema": schema}
        payload["response_format"] = {"type": "json_schema", "json_schema": described}
    elif shape.form:
        payload["response_format"] = {"type": "json_object"}
    return payload


def _address(options: LlmOptions) -> Address:
    url = options.url.strip().rstrip("/")
    if not url or not options.model:
        missing = "where its server is" if not url else "what it is called there"
        name = "QUIZ_LLM_URL" if not url else "QUIZ_LLM_MODEL"
        raise LlmError(
            f"To ask a language model quiz has to know {missing}.",
            hint=f"Set {name}, or {'url' if not url else 'model'} below [llm] in the file of settings.",
            final=True,
        )
    if "?" in url or "#" in url or "@" in url:
        # Some put a key there, so that it is not shown.
        raise LlmError(
            "The address of the language model holds more than a machine and a path.",
            hint="QUIZ_LLM_KEY sets the key.",
            final=True,
        )
    try:
        address = read_address(url)
        if address.target == "/":
            address = read_address(f"{url}/v1")
        return address if url.endswith(_PATH) else read_address(f"{address}{_PATH}")
    except SourceError as error:
        raise LlmError(error.message, hint=error.hint, final=True) from error
