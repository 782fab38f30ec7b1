"""What can go wrong between quiz and a page, in sentences."""

import http
import re
import ssl
from collections.abc import Mapping

import httpcore2

from quiz.errors import SourceError
from quiz.sources.web.address import Address

WAIT = 1.0
"""Seconds before a second try."""
BUSY = 429
"""The status of a server that wants to be asked less often."""
_LONGEST_WAIT = 10
_AGAIN = {BUSY, 502, 503, 504}
_MEDIA = re.compile(r"\s*(image|audio|video|font|model)/", re.IGNORECASE)
_BY_BROWSER = "If your browser shows it, save it there, and give quiz the file."


class FetchError(SourceError):
    """A page that does not come."""

    def __init__(self, message: str, *, hint: str = "", status: int = 0, wait: float | None = None) -> None:
        """Keep what the server said, and after how many seconds a second try makes sense."""
        super().__init__(message, hint=hint)
        self.status = status
        self.wait = wait


def check_status(status: int, said: Mapping[str, str], address: Address) -> None:
    """Raise FetchError for an answer that is no page, or one that nobody can read."""
    if status == http.HTTPStatus.OK:
        kind = _MEDIA.match(said.get("content-type", ""))
        if kind is not None:
            raise FetchError(f"There is no text at {address}: it is {_KINDS[kind[1].lower()]}.")
        return
    wait = _wait(said.get("retry-after", "")) if status in _AGAIN else None
    host = address.host
    if status in {401, 402, 407}:
        message, hint = f"{host} shows this page only to those who log in or pay ({status}).", _BY_BROWSER
    elif status in {403, 451}:
        message, hint = f"{host} does not let quiz have this page ({status}).", _BY_BROWSER
    elif status in {404, 410}:
        message, hint = f"There is no page at {address} ({status}).", "Check the spelling."
    elif status == BUSY:
        message, hint = f"{host} wants to be asked less often ({status}).", "Try again later."
    elif status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        message, hint = f"{host} has a fault and cannot send the page ({status}).", "Try again later."
    else:
        message, hint = f"{host} answered {status} instead of a page.", ""
    raise FetchError(message, hint=hint, status=status, wait=wait)


_KINDS = {
    "image": "a picture",
    "audio": "a sound",
    "video": "a film",
    "font": "a font",
    "model": "a model",
}


def _wait(after: str) -> float | None:
    """Return how long a server wants to be left alone, if that is not too long to wait for."""
    if not after.strip().isdecimal():
        return WAIT
    return float(after) if int(after) <= _LONGEST_WAIT else None


def too_slow(address: Address, error: httpcore2.TimeoutException) -> FetchError:
    """Return what to say when a time was over."""
    if isinstance(error, httpcore2.ConnectTimeout):
        return FetchError(f"{address.host} does not answer.", hint="Try again later.", wait=WAIT)
    return FetchError(f"{address.host} is too slow: the page did not come in time.", hint="Try again later.")


def broken_off(address: Address, error: httpcore2.NetworkError) -> FetchError:
    """Return what to say when there is no connection, or none any more."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchError(
                f"{address.host} cannot prove that it is {address.host}: {cause.verify_message}.",
                hint="It may be another machine, so nothing was fetched.",
            )
        if isinstance(cause, ssl.SSLError):
            return FetchError(f"There is no safe connection to {address.host}: TLS failed.", wait=WAIT)
        if isinstance(cause, ConnectionRefusedError):
            return FetchError(f"{address.host} takes no connections at port {address.port}.", hint="Try again later.")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore2.ConnectError):
        return FetchError(f"{address.host} cannot be reached.", hint="Check your network.", wait=WAIT)
    return FetchError(f"{address.host} broke the connection off before the page was here.", wait=WAIT)
