"""One request over one connection to a machine that was chosen before, within limits of time."""

import ssl
import time
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpcore2

from quiz.sources.web.address import Address

if TYPE_CHECKING:
    from collections.abc import Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long is waited, in seconds."""

    connect: float = 10.0
    read: float = 20.0
    """For the next bytes."""
    whole: float = 60.0
    """For a page with all its redirects."""


class Deadline:
    """The moment at which a page has to be here, however busy the server seems to be until then."""

    def __init__(self, seconds: float) -> None:
        """Begin to count."""
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds that are left, and not more than ``most``."""
        left = max(0.0, self._end - time.monotonic())
        return left if most is None else min(left, most)

    def extend(self, seconds: float) -> None:
        """Move the moment away: so long nobody was asked."""
        self._end += seconds


class _Stream(httpcore2.NetworkStream):
    """A connection that no slow drip of bytes keeps open beyond the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore2.ReadTimeout
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore2.WriteTimeout
        self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.left(timeout)
        if not left:
            raise httpcore2.ConnectTimeout
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Machines(httpcore2.NetworkBackend):
    """Connects to machines that are given, whatever the name of the host stands for by now."""

    def __init__(self, machines: Sequence[str], deadline: Deadline) -> None:
        self._machines = machines
        self._deadline = deadline
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - it was looked up before
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        fault: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for machine in self._machines:
            left = self._deadline.left(timeout)
            if not left:
                break
            try:
                stream = self._inner.connect_tcp(machine, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                fault = error
            else:
                return _Stream(stream, self._deadline)
        raise fault or httpcore2.ConnectTimeout


@contextmanager
def asked(
    address: Address,
    machines: Sequence[str],
    headers: dict[str, str],
    *,
    times: Times,
    deadline: Deadline,
    trusted: ssl.SSLContext,
    body: bytes | None = None,
) -> "Generator[httpcore2.Response]":
    """Ask one of ``machines`` for a page; the response's body is not read yet, and the connection is closed behind it.

    With a ``body``, that is posted. Certificates are checked against those that are ``trusted``. Raises what httpcore2
    does.
    """
    limits = {"connect": times.connect, "read": times.read, "write": times.read, "pool": times.connect}
    with (
        httpcore2.ConnectionPool(
            ssl_context=trusted, network_backend=_Machines(machines, deadline), max_connections=1
        ) as pool,
        pool.stream(
            "GET" if body is None else "POST",
            str(address),
            headers=[*headers.items()],
            content=body,
            extensions={"timeout": limits},
        ) as response,
    ):
        yield response
