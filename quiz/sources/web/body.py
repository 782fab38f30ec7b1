"""The body of a response, unpacked piece by piece, so that nothing can be larger than it may be."""

import zlib
from collections.abc import Iterable, Iterator

from quiz.errors import SourceError

LIMIT = 20_000_000
"""Bytes of the largest thing that is fetched, unpacked."""
_PACKED = {"gzip", "x-gzip"}
_GZIP = 31
"""What zlib calls gzip with its header."""
_STEP = 262_144
"""Bytes that are unpacked at once."""


def read_body(pieces: Iterable[bytes], packed: str, length: str, host: str, *, limit: int = LIMIT) -> bytes:
    """Return what was sent, unpacked; reading ends as soon as it is too large.

    ``packed`` and ``length`` are the headers that tell how. SourceError for what is too large or packed in an unknown
    or broken way.
    """
    if length.isdecimal() and int(length) > limit:
        raise _too_large(host, limit)
    if packed not in {"", "identity", *_PACKED}:
        raise SourceError(f"{host} sent the page packed in a way that quiz cannot unpack.")
    data = bytearray()
    try:
        for piece in _unpacked(pieces) if packed in _PACKED else pieces:
            data += piece
            if len(data) > limit:
                raise _too_large(host, limit)
    except zlib.error as error:
        raise SourceError(f"{host} sent a page that is broken: it cannot be unpacked.") from error
    return bytes(data)


def _too_large(host: str, limit: int) -> SourceError:
    return SourceError(
        f"What {host} sends is larger than {max(1, limit // 1_000_000)} MB, too large for an article.",
        hint="Save it, and give quiz the parts that you want to learn.",
    )


def _unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(_GZIP)
    empty = True
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker.eof:  # several packed pieces may follow each other
                unpacker = zlib.decompressobj(_GZIP)
            yield unpacker.decompress(rest, _STEP)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
            empty = False
        while not unpacker.eof and (more := unpacker.decompress(b"", _STEP)):
            yield more
    if not empty and not unpacker.eof:
        raise zlib.error
