"""A real web server on this machine that behaves as badly as a test wants."""

import ssl
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TLS = Path(__file__).parent / "tls"

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """What the server answers, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.posted: list[bytes] = []
        self.root = ""
        self.over = threading.Event()
        """Set when the test is over, so that no answer goes on."""

    def gives(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> str:
        """Answer a path properly; underscores in the names of headers stand for hyphens."""
        data = body.encode() if isinstance(body, str) else body

        def answer(to: BaseHTTPRequestHandler) -> None:
            to.send_response(status)
            named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
            for name, value in ({"content-type": "text/html", "content-length": str(len(data))} | named).items():
                to.send_header(name, value)
            to.end_headers()
            to.wfile.write(data)

        self.answers[path] = answer
        return self.root + path

    def leads(self, path: str, to: str, status: int = 302) -> str:
        """Answer a path with another address."""
        return self.gives(path, "", status, location=to)

    def sends(self, path: str, *parts: bytes) -> str:
        """Answer a path with raw bytes, and break the connection off."""

        def answer(to: BaseHTTPRequestHandler) -> None:
            for part in parts:
                to.wfile.write(part)

        self.answers[path] = answer
        return self.root + path

    def runs(self, path: str, answer: Answer) -> str:
        """Answer a path with whatever ``answer`` does."""
        self.answers[path] = answer
        return self.root + path

    @property
    def paths(self) -> list[str]:
        """What was asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving(*, tls: bool = False) -> Generator[Site]:
    """Run a server on 127.0.0.1 for the time of a test."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            answer = site.answers.get(self.path)
            try:
                if answer is None:
                    self.send_error(404)
                else:
                    answer(self)
            except OSError:
                pass  # the other side has heard enough
            self.close_connection = True

        def do_POST(self) -> None:
            self.body = self.rfile.read(int(self.headers.get("content-length", 0)))
            site.posted.append(self.body)
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass  # a client that does not trust the certificate

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    site.root = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        thread.join()
        server.server_close()
