"""Addresses of pages: read, made safe to send, and resolved to machines that may be asked."""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from quiz.errors import SourceError
from quiz.model.text import one_line

LONGEST = 2_000
"""Characters of the longest address."""
_PORTS = {"http": 80, "https": 443}
_SAFE = "%/:=&?~+!$,;'@()*[]-._"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_SPACES = re.compile(r"\s")

Lookup = Callable[[str, int], Sequence[str]]
"""Host and port to the machine addresses that the name stands for; OSError when it stands for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The address of a page, as it is asked for."""

    scheme: str
    host: str
    """In ASCII, without the brackets of an IPv6 address."""
    port: int
    target: str
    """Path and query."""

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    def __str__(self) -> str:
        """Return the whole of it."""
        return self.origin + self.target


def read_address(text: str, *, base: Address | None = None) -> Address:
    """Return the address that ``text`` is, seen from ``base``; what stands behind ``#`` is not part of it.

    SourceError for another scheme than http and https, for a name or password in it, and for what is no address.
    """
    shown = one_line(text)[:200]
    if len(text) > LONGEST:
        raise SourceError(f"The address {shown}... is longer than {LONGEST:,} characters.")
    try:
        parts = urlsplit(urljoin(str(base), text.strip()) if base is not None else text.strip())
        host, port = parts.hostname or "", parts.port
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except ValueError as error:
        raise SourceError(f"{shown} is not an address.", hint="Check the spelling.") from error
    if parts.scheme not in _PORTS:
        raise SourceError(
            f"{shown} cannot be fetched: quiz fetches http and https addresses only.",
            hint="For a file on this machine, give its path." if parts.scheme == "file" else "",
        )
    if not host or _SPACES.search(host) or port == 0:
        raise SourceError(f"{shown} is not an address.", hint="Check the spelling.")
    if parts.username is not None or parts.password is not None:
        raise SourceError(
            f"The address at {one_line(host)} holds a user name or a password, which quiz does not send.",
            hint="Save the page with your browser, and give quiz the file.",
        )
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Address(scheme=parts.scheme, host=ascii_host.lower(), port=port or _PORTS[parts.scheme], target=target)


def is_address(name: str) -> bool:
    """Tell whether what stands where an article is named is an address, of whatever scheme, and no file."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name) is not None


def is_public(machine: str) -> bool:
    """Tell whether a machine's address is one of the open internet; wrapped IPv4 addresses are looked into."""
    ip = ipaddress.ip_address(machine.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def machines(address: Address, *, allow_private: bool, within: float, lookup: Lookup) -> tuple[str, ...]:
    """Return the machines that the host's name stands for, all of which may be asked.

    What is returned is what to connect to: the name is not looked up again. SourceError when it stands for none, for a
    private one without ``allow_private``, or when nobody answers ``within`` so many seconds.
    """
    found: list[str] = []
    fault: list[OSError | UnicodeError] = []

    def look() -> None:
        try:
            found.extend(lookup(address.host, address.port))
        except (OSError, UnicodeError) as error:
            fault.append(error)

    # Nothing else ends a lookup in time; a thread that is left behind ends with the program.
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(within)
    if thread.is_alive():
        raise SourceError(f"Nobody answers what machine {address.host} is.", hint="Check your network, and try again.")
    if fault or not found:
        raise SourceError(
            f"There is no machine called {address.host}, or no network to find it.",
            hint="Check the spelling and your network.",
        )
    if not allow_private and not all(map(is_public, found)):
        raise SourceError(
            f"{address.host} is a machine of your own network ({found[0]}), and quiz only asks public ones.",
            hint="'quiz generate --allow-private' fetches it all the same.",
        )
    return tuple(found)


def system_lookup(host: str, port: int) -> tuple[str, ...]:
    """Ask the system what a name stands for."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
