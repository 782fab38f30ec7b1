"""A page that a browser saved as one file (.mhtml) -> its main text."""

from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from quiz.errors import SourceError
from quiz.sources import web_page
from quiz.sources.page import Page, Raw

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read(raw: Raw) -> tuple[Page, ...]:
    """Return the main text of the page in an archive; pictures and styles that were saved with it are passed over."""
    archive = message_from_bytes(raw.data, policy=compat32)
    part = next((part for part in archive.walk() if part.get_content_type() in _PAGES), None)
    data = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(data, bytes):
        raise SourceError(f"There is no page in {raw.name}.", hint="Save it as HTML, and try again.")
    address = _address(part) or _address(archive)
    charset = str(part.get_param("charset") or "")
    return web_page.read(Raw(data=data, name=raw.name, charset=charset, address=raw.address or address))


def _address(part: Message) -> str | None:
    for name in ("Snapshot-Content-Location", "Content-Location"):
        address = str(part.get(name) or "").strip()
        if address.startswith(("http://", "https://")):
            return address
    return None
