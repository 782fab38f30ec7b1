"""Asking a server for the answers of its model: it may be slow, broken, hostile or not there at all."""

import gzip
import itertools
import json
import logging
import pickle
import traceback
from collections.abc import Iterator

import pytest

from quiz.config.llm import LlmOptions
from quiz.config.secret import Secret
from quiz.llm.failures import LlmError
from quiz.llm.server import Server
from quiz.llm.stream import LIMIT, LONGEST, Told
from tests.unit.llm.model_server import PATH, Model, cards, events, model_serving

KEY = "sk-very-secret-1234"
ASK = [{"role": "user", "content": "Write cards."}]
SCHEMA = {"type": "object"}
TEXT = cards(("The Orle rises in Arvin.", "Where does the Orle rise?", "Arvin"))


@pytest.fixture
def model() -> Iterator[Model]:
    with model_serving() as model:
        yield model


def ask(model: Model, *, url: str = "", key: str = "", timeout: int = 20, waits: list[float] | None = None) -> Told:
    options = LlmOptions(url=url or model.url, model="tiny", key=Secret(key), timeout=timeout)
    pause = waits.append if waits is not None else lambda _: None
    return Server(options, pause=pause).ask(ASK, SCHEMA, 500, lambda _: None)


def error_of(model: Model, **more: object) -> LlmError:
    with pytest.raises(LlmError) as caught:
        ask(model, **more)  # pyright: ignore[reportArgumentType]
    return caught.value


def test_the_answer_comes_piece_by_piece(model: Model) -> None:
    model.says(TEXT, usage=(120, 45))
    heard: list[int] = []
    options = LlmOptions(url=model.url, model="tiny")
    told = Server(options).ask(ASK, SCHEMA, 500, heard.append)
    assert (told.text, told.sent, told.came, told.finished, told.ended) == (TEXT, 120, 45, "stop", True)
    assert heard == sorted(heard)
    assert heard[-1] == len(TEXT) // 20 + 1


def test_what_is_asked(model: Model) -> None:
    model.says(TEXT)
    ask(model, key=KEY)
    (asked,), (headers,) = model.asked, model.headers
    assert asked["model"] == "tiny"
    assert asked["messages"] == ASK
    assert (asked["max_tokens"], asked["temperature"], asked["stream"]) == (500, 0, True)
    form = asked["response_format"]
    assert isinstance(form, dict)
    assert form["json_schema"]["schema"] == SCHEMA
    assert headers["authorization"] == f"Bearer {KEY}"
    assert "cookie" not in headers


def test_no_key_is_sent_where_there_is_none(model: Model) -> None:
    model.says(TEXT)
    ask(model)
    assert "authorization" not in model.headers[0]


def test_a_server_that_does_not_stream(model: Model) -> None:
    body = {"choices": [{"message": {"content": TEXT}, "finish_reason": "stop"}], "usage": {"prompt_tokens": 9}}
    model.gives(200, body)
    told = ask(model)
    assert (told.text, told.sent, told.ended) == (TEXT, 9, True)


@pytest.mark.parametrize("base", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_the_address_may_be_written_as_people_do(model: Model, base: str) -> None:
    model.says(TEXT)
    assert ask(model, url=model.site.root + base).text == TEXT
    assert model.site.paths == [PATH]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ({"error": {"message": "response_format json_schema is not supported"}}, {"type": "json_object"}),
        ({"detail": "no"}, {"type": "json_object"}),
    ],
)
def test_a_server_that_knows_no_schema_is_asked_for_json(model: Model, body: object, left: object) -> None:
    model.gives(400, body)
    model.says(TEXT)
    server = Server(LlmOptions(url=model.url, model="tiny"))
    assert server.ask(ASK, SCHEMA, 500, lambda _: None).text == TEXT
    assert server.ask(ASK, SCHEMA, 500, lambda _: None).text == TEXT
    assert [asked.get("response_format") for asked in model.asked][1:] == [left, left], "it is not tried again"


def test_a_server_that_knows_no_form_at_all(model: Model) -> None:
    model.gives(422, {})
    model.gives(422, {})
    model.says(TEXT)
    assert ask(model).text == TEXT
    assert "response_format" not in model.asked[-1]


def test_a_server_that_calls_the_limit_otherwise_and_takes_no_temperature(model: Model) -> None:
    model.gives(400, {"error": {"message": "Use 'max_completion_tokens' instead."}})
    model.gives(400, {"error": {"message": "'temperature' does not support 0"}})
    model.gives(400, {"error": {"message": "unknown field stream_options"}})
    model.says(TEXT)
    assert ask(model).text == TEXT
    last = model.asked[-1]
    assert last["max_completion_tokens"] == 500
    assert not {"max_tokens", "temperature", "stream_options"} & set(last)
    assert "response_format" in last


def test_a_server_that_takes_nothing_is_not_asked_for_ever(model: Model) -> None:
    model.gives(400, {"error": {"message": "context length exceeded"}})
    error = error_of(model)
    assert error.message == "127.0.0.1 does not take what quiz asks (400): context length exceeded."
    assert len(model.asked) == 4


@pytest.mark.parametrize(
    ("status", "begin", "hint"),
    [
        (401, "127.0.0.1 does not take a request without a key (401): no such user.", "QUIZ_LLM_KEY"),
        (403, "127.0.0.1 does not take a request without a key (403): no such user.", "QUIZ_LLM_KEY"),
        (404, "There is no model tiny at 127.0.0.1, or no such interface (404): no such user.", "QUIZ_LLM_MODEL"),
        (302, "127.0.0.1 leads on to another address (302), where quiz does not take text and key.", "QUIZ_LLM_URL"),
    ],
)
def test_what_ends_the_run(model: Model, status: int, begin: str, hint: str) -> None:
    model.gives(status, {"error": {"message": "no such user"}}, {"location": "http://127.0.0.1:9/v1"})
    error = error_of(model)
    assert error.message == begin
    assert hint in error.hint
    assert error.final
    assert len(model.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_is_tried_once_more(model: Model, status: int) -> None:
    model.gives(status, {}, {"retry-after": "7"})
    model.says(TEXT)
    waits: list[float] = []
    assert ask(model, waits=waits).text == TEXT
    assert waits == [7.0]


def test_the_second_failure_is_told(model: Model) -> None:
    model.gives(500, b"<html>oops</html>")
    waits: list[float] = []
    error = error_of(model, waits=waits)
    assert error.message == "127.0.0.1 has a fault and gives no answer (500)."
    assert (len(model.asked), waits) == (2, [1.0])


def test_a_server_that_wants_to_be_left_alone_for_long_is(model: Model) -> None:
    model.gives(429, {"error": {"message": "You exceeded your quota."}}, {"retry-after": "3600"})
    error = error_of(model)
    assert error.message.startswith("127.0.0.1 wants to be asked less often, or nothing is left to spend there (429)")
    assert error.final
    assert len(model.asked) == 1


def test_silence_ends_in_a_sentence(model: Model) -> None:
    model.stalls()
    error = error_of(model, timeout=1)
    assert error.message == "127.0.0.1 did not answer within 1 seconds."
    assert "timeout" in error.hint


def test_of_an_answer_that_does_not_go_on_what_came_is_kept(model: Model) -> None:
    model.stalls(*events(TEXT, finish=""))
    told = ask(model, timeout=1)
    assert told.text == TEXT
    assert not told.ended


def test_of_a_connection_that_breaks_off_what_came_is_kept(model: Model) -> None:
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 100000\r\n\r\n"
    model.sends(head, *events(TEXT, finish=""))
    told = ask(model)
    assert told.text == TEXT
    assert not told.ended


@pytest.mark.parametrize("parts", [(), (b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n",), (b"SSH-2.0-nonsense\r\n",)])
def test_a_connection_without_an_answer(model: Model, parts: tuple[bytes, ...]) -> None:
    model.sends(*parts)
    error = error_of(model)
    assert error.message in {
        "127.0.0.1 sent an answer that is broken or ends too early.",
        "127.0.0.1 broke the connection off before the answer was here.",
    }
    assert len(model.asked) == 2


def test_nobody_listens() -> None:
    with model_serving() as model:
        url = model.url
    with pytest.raises(LlmError, match=r"127\.0\.0\.1 takes no connections at port \d+\.") as caught:
        Server(LlmOptions(url=url, model="tiny")).ask(ASK, SCHEMA, 500, lambda _: None)
    assert caught.value.final


def test_a_text_that_goes_round_in_a_circle_is_heard_no_further(model: Model) -> None:
    def endless() -> Iterator[bytes]:
        yield from events(TEXT, finish="")
        while True:
            yield from events("of the Council of the Council " * 64, finish="")

    model.streams(endless())
    told = ask(model)
    assert told.text.startswith(TEXT)
    assert len(told.text) < len(TEXT) + 1_000
    assert (told.finished, told.ended) == ("repeats", True)


def test_an_endless_text_is_not_heard_to_its_end(model: Model) -> None:
    def endless() -> Iterator[bytes]:
        for number in itertools.count(10**15):
            yield from events(f"{number} words, ", finish="")

    model.streams(endless())
    told = ask(model)
    assert LONGEST < len(told.text) < 2 * LONGEST
    assert not told.ended


def test_an_endless_body_is_not_read_to_its_end(model: Model) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 1_000_000
            yield b"x" * 1_000_000

    model.streams(endless())
    error = error_of(model)
    assert error.message == "What 127.0.0.1 sends is no answer of a model."
    assert sent < 4 * LIMIT


@pytest.mark.parametrize(
    "body",
    [b"hello", b"[1, 2]", b"{}", b'{"choices": 7}', b"\xff\xfe", b"[" * 100_000],
    ids=["text", "list", "empty", "number", "bytes", "deep"],
)
def test_what_is_no_answer(model: Model, body: bytes) -> None:
    model.streams([body], kind="application/json")
    try:
        told = ask(model)
    except LlmError as error:
        assert error.message == "What 127.0.0.1 sends is no answer of a model."  # noqa: PT017
    else:
        assert told.text == ""


def test_a_fault_in_the_middle_of_a_stream(model: Model) -> None:
    fault = json.dumps({"error": {"message": f"out of memory, key {KEY}"}}).encode()
    model.streams([*events("abc", finish=""), b"data: " + fault + b"\n\n"])
    error = error_of(model, key=KEY)
    assert error.message == "127.0.0.1 broke off: out of memory, key [key]."


def test_a_refusal_is_heard(model: Model) -> None:
    model.gives(200, {"choices": [{"message": {"content": None, "refusal": "I won't."}, "finish_reason": "stop"}]})
    assert ask(model).refused == "I won't."


def test_an_answer_that_is_packed_is_not_unpacked(model: Model) -> None:
    model.gives(200, gzip.compress(b"0" * 50_000_000), {"content-encoding": "gzip"})
    assert error_of(model).message == "What 127.0.0.1 sends is no answer of a model."


@pytest.mark.parametrize(
    ("url", "name", "message"),
    [
        ("", "tiny", "To ask a language model quiz has to know where its server is."),
        ("http://localhost/v1", "", "To ask a language model quiz has to know what it is called there."),
        (
            "ftp://localhost/v1",
            "tiny",
            "ftp://localhost/v1 cannot be fetched: quiz fetches http and https addresses only.",
        ),
        (f"https://localhost/v1?key={KEY}", "tiny", "The address of the language model holds more than a machine"),
        (f"https://{KEY}@localhost/v1", "tiny", "The address of the language model holds more than a machine"),
    ],
)
def test_what_is_not_said_or_cannot_be(url: str, name: str, message: str) -> None:
    with pytest.raises(LlmError) as caught:
        Server(LlmOptions(url=url, model=name))
    assert caught.value.message.startswith(message)
    assert KEY not in caught.value.message + caught.value.hint


def test_no_key_goes_over_an_open_line_to_the_internet(model: Model) -> None:
    options = LlmOptions(url="http://example.org/v1", model="tiny", key=Secret(KEY))
    server = Server(options, lookup=lambda _host, _port: ["93.184.216.34"])
    with pytest.raises(LlmError, match="sends no key over it") as caught:
        server.ask(ASK, SCHEMA, 500, lambda _: None)
    assert caught.value.final


def test_the_key_is_told_nowhere(model: Model, caplog: pytest.LogCaptureFixture) -> None:
    """Not by a server that sends it back, nor by logs, tracebacks, pickles of errors and the texts of our values."""
    caplog.set_level(logging.DEBUG)
    model.gives(401, {"error": {"message": f"Incorrect API key provided: {KEY}"}})
    options = LlmOptions(url=model.url, model="tiny", key=Secret(KEY))
    server = Server(options)
    with pytest.raises(LlmError) as caught:
        server.ask(ASK, SCHEMA, 500, lambda _: None)
    error = caught.value
    assert error.message == "127.0.0.1 does not take the key it was sent (401): Incorrect API key provided: [key]."
    told = [
        error.message,
        error.hint,
        repr(error),
        repr(options),
        str(options.key),
        f"{options.key}",
        repr(vars(server)),
    ]
    told += traceback.format_exception(error)
    assert KEY not in "\n".join(told)
    assert KEY not in caplog.text
    assert KEY.encode() not in pickle.dumps(error)
    assert model.headers[0]["authorization"].endswith(KEY), "it was there to be told"
