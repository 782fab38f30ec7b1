"""From an address to the bytes of a page, politely, within limits, and to a sentence for everything that fails."""

import http
import re
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpcore2
from protego import Protego

from quiz import __version__
from quiz.errors import SourceError
from quiz.sources.web.address import Address, Lookup, machines, read_address, system_lookup
from quiz.sources.web.body import LIMIT, read_body
from quiz.sources.web.failures import BUSY, WAIT, FetchError, broken_off, check_status, too_slow
from quiz.sources.web.line import Deadline, Times, asked
from quiz.sources.web.pace import Pace

AGENT = f"quiz/{__version__} (makes question decks of articles for one reader)"
NAME = "quiz"
"""What a robots.txt calls quiz."""
REDIRECTS = 5
ROBOTS_LIMIT = 500_000
"""Bytes of a robots.txt that are read, as RFC 9309 has it."""
_MOST_SITES = 500
"""Sites whose robots.txt is kept in memory."""
_AGE = re.compile(r"max-age=(\d{1,9})")
_MOVED = {301, 302, 303, 307, 308}
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/markdown,text/plain;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which version of a page is at hand, as its server called it."""

    address: str
    """Where it came from in the end."""
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave."""

    data: bytes
    media_type: str
    """The whole header: kind and encoding, or empty."""
    version: Version
    fresh: int = 0
    """Seconds for which the server says that it need not be asked again."""


class Fetcher:
    """Fetches pages, one after the other; what a site's robots.txt says is kept meanwhile."""

    def __init__(
        self,
        *,
        allow_private: bool = False,
        times: Times | None = None,
        lookup: Lookup = system_lookup,
        pause: Callable[[float], None] = time.sleep,
        hosts: Path | None = None,
    ) -> None:
        """Get ready; ``lookup`` tells what a name stands for, and ``pause`` waits.

        Processes that share the folder ``hosts`` ask each host one after the other, and as seldom as it wants.
        """
        self._allow_private = allow_private
        self._times = times or Times()
        self._lookup = lookup
        self._robots: dict[str, Protego] = {}
        self._trusted: ssl.SSLContext | None = None
        """The certificates of the system, which take a moment to read."""
        self._pace = Pace(hosts, pause=pause)

    def fetch(self, address: str, *, known: Version | None = None) -> Fetched | None:
        """Return what an address gives, or ``None`` when it is still the version that is ``known``.

        SourceError, in a sentence, when it cannot be fetched.
        """
        first = read_address(address)
        deadline = Deadline(self._times.whole)
        return self._with_retry(lambda: self._follow(first, known, deadline, robots=True, limit=LIMIT))

    def _with_retry(self, work: Callable[[], Fetched | None]) -> Fetched | None:
        try:
            try:
                return work()
            except FetchError as first:
                if first.wait is None:
                    raise
                return work()  # its turn comes when that time is over
        except FetchError as error:
            # What travels between processes has no more than these two.
            raise SourceError(error.message, hint=error.hint) from error

    def _follow(
        self, address: Address, known: Version | None, deadline: Deadline, *, robots: bool, limit: int
    ) -> Fetched | None:
        first = address
        for _ in range(REDIRECTS + 1):
            where = self._machines(address, first, deadline)
            delay = self._check_robots(address, deadline) if robots else 0.0
            with self._pace.turn(address.host, delay) as waited:
                deadline.extend(waited)
                came = self._ask(address, where, known, deadline, limit)
            if not isinstance(came, str):
                return came
            try:
                address = read_address(came, base=address)
            except SourceError as error:
                raise SourceError(f"{first.host} leads on to where quiz does not go: {error.message}") from error
        raise SourceError(f"{first} leads from one address to the next, more than {REDIRECTS} times.")

    def _machines(self, address: Address, first: Address, deadline: Deadline) -> tuple[str, ...]:
        within = deadline.left(self._times.connect)
        try:
            return machines(address, allow_private=self._allow_private, within=within, lookup=self._lookup)
        except SourceError as error:
            if address is first:
                raise
            message = f"{first.host} leads on to where quiz does not go: {error.message}"
            raise SourceError(message, hint=error.hint) from error

    def _ask(
        self, address: Address, where: tuple[str, ...], known: Version | None, deadline: Deadline, limit: int
    ) -> Fetched | str | None:
        """Return what came, where it leads on to, or ``None`` when it is what is known."""
        headers = {"User-Agent": AGENT, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Accept-Language": "en"}
        if known is not None and known.address == str(address):
            headers |= {"If-None-Match": known.etag} if known.etag else {}
            headers |= {"If-Modified-Since": known.modified} if known.modified else {}
        self._trusted = self._trusted or ssl.create_default_context()
        try:
            with asked(
                address, where, headers, times=self._times, deadline=deadline, trusted=self._trusted
            ) as response:
                said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                if response.status == http.HTTPStatus.NOT_MODIFIED and known is not None:
                    return None
                if response.status in _MOVED and said.get("location"):
                    return said["location"]
                check_status(response.status, said, address)
                packed = said.get("content-encoding", "").strip().lower()
                length = said.get("content-length", "")
                data = read_body(response.iter_stream(), packed, length, address.host, limit=limit)
        except httpcore2.TimeoutException as error:
            raise too_slow(address, error) from error
        except httpcore2.NetworkError as error:
            raise broken_off(address, error) from error
        except httpcore2.ProtocolError as error:
            raise FetchError(f"{address.host} sent an answer that is broken or ends too early.", wait=WAIT) from error
        version = Version(
            address=str(address), etag=said.get("etag", "")[:500], modified=said.get("last-modified", "")[:100]
        )
        return Fetched(data=data, media_type=said.get("content-type", "")[:200], version=version, fresh=_fresh(said))

    # robots.txt

    def _check_robots(self, address: Address, deadline: Deadline) -> float:
        """Return how many seconds a site wants between two pages; SourceError when it does not want this one asked."""
        robots = self._robots.get(address.origin)
        if robots is None:
            if len(self._robots) >= _MOST_SITES:
                self._robots.clear()
            robots = self._robots[address.origin] = self._read_robots(address, deadline)
        if not robots.can_fetch(str(address), NAME):
            raise SourceError(
                f"{address.host} asks programs not to fetch this page (robots.txt).",
                hint="Save the page with your browser, and give quiz the file.",
            )
        return float(robots.crawl_delay(NAME) or 0.0)

    def _read_robots(self, address: Address, deadline: Deadline) -> Protego:
        place = read_address("/robots.txt", base=address)
        try:
            came = self._follow(place, None, deadline, robots=False, limit=ROBOTS_LIMIT)
        except FetchError as refused:
            if refused.status < http.HTTPStatus.INTERNAL_SERVER_ERROR and refused.status != BUSY:
                if not refused.status:
                    raise
                return Protego.parse("")  # what is not there forbids nothing
            message = f"{address.host} cannot say at the moment whether programs may fetch its pages (robots.txt)."
            raise FetchError(message, hint="Try again later.", wait=refused.wait) from refused
        return Protego.parse(came.data.decode("utf-8", errors="replace") if came is not None else "")


def _fresh(said: Mapping[str, str]) -> int:
    """Return for how many seconds a response says that it is good."""
    control = said.get("cache-control", "").lower()
    if "no-store" in control or "no-cache" in control:
        return 0
    age = _AGE.search(control)
    return int(age[1]) if age else 0
