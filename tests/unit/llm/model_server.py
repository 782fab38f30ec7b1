"""A real server on this machine that speaks as servers of language models do, as badly as a test wants."""

import json
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler

from tests.unit.sources.web_server import Answer, Site, serving

PATH = "/v1/chat/completions"


def cards(*items: tuple[str, str, str]) -> str:
    """What a model writes that does as it is told: quotes, questions and answers."""
    made = [{"quote": quote, "question": question, "answer": answer} for quote, question, answer in items]
    return json.dumps({"cards": made})


def events(text: str, *, size: int = 20, finish: str = "stop", usage: tuple[int, int] | None = None) -> list[bytes]:
    """The events in which a server streams a text."""
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    values: list[dict[str, object]] = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces]
    if finish:
        values.append({"choices": [{"delta": {}, "finish_reason": finish}]})
    if usage is not None:
        values.append({"choices": [], "usage": {"prompt_tokens": usage[0], "completion_tokens": usage[1]}})
    return [b"data: " + json.dumps(value).encode() + b"\n\n" for value in values] + [b"data: [DONE]\n\n"] * bool(finish)


class Model:
    """What the server answers to each request, the last answer again and again, and what it was asked."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.url = f"{site.root}/v1"
        self._answers: list[Answer] = []
        site.runs(PATH, self._answer)

    def _answer(self, to: BaseHTTPRequestHandler) -> None:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        answer(to)

    @property
    def asked(self) -> list[dict[str, object]]:
        """The requests that came."""
        return [json.loads(body) for body in self.site.posted]

    @property
    def headers(self) -> list[dict[str, str]]:
        """The headers of the requests that came."""
        return [headers for _, headers in self.site.asked]

    def says(self, text: str, *, finish: str = "stop", usage: tuple[int, int] | None = None) -> None:
        """Stream a text."""
        self.streams(events(text, finish=finish, usage=usage))

    def writes(self, text: Callable[[dict[str, object]], str], *, usage: tuple[int, int] | None = None) -> None:
        """Stream what a function makes of the request."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            data = b"".join(events(text(json.loads(vars(to)["body"])), usage=usage))
            to.send_response(200)
            to.send_header("content-type", "text/event-stream")
            to.send_header("content-length", str(len(data)))
            to.end_headers()
            to.wfile.write(data)

        self._answers.append(answer)

    def streams(self, pieces: Iterable[bytes], *, kind: str = "text/event-stream") -> None:
        """Send pieces one by one, without saying how long they are."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(200)
            to.send_header("content-type", kind)
            to.end_headers()
            for piece in pieces:
                to.wfile.write(piece)

        self._answers.append(answer)

    def gives(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        """Answer with a status and JSON, or text."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(status)
            for name, value in {
                "content-type": "application/json",
                "content-length": str(len(data)),
                **(headers or {}),
            }.items():
                to.send_header(name, value)
            to.end_headers()
            to.wfile.write(data)

        self._answers.append(answer)

    def stalls(self, *before: bytes) -> None:
        """Begin an answer, and say nothing more until the test is over."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(200)
            to.send_header("content-type", "text/event-stream")
            to.end_headers()
            for piece in before:
                to.wfile.write(piece)
            to.wfile.flush()
            self.site.over.wait(30)

        self._answers.append(answer)

    def sends(self, *parts: bytes) -> None:
        """Send raw bytes, and break the connection off."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            for part in parts:
                to.wfile.write(part)

        self._answers.append(answer)


@contextmanager
def model_serving() -> Generator[Model]:
    """Run a server for the time of a test."""
    with serving() as site:
        yield Model(site)
