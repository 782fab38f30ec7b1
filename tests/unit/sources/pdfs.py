"""Writes PDFs for tests: lines of text at places, and whatever else a test wants in one."""

from zlib import compress

Placed = tuple[float, float, float, str]
"""x, y and size in points, and a line of text."""


def pdf(pages: list[list[Placed]], *, info: str = "", extra: list[bytes] | None = None, resources: str = "") -> bytes:
    """Return a PDF with these lines on its pages; ``extra`` are further objects, from number 4 on."""
    more = extra or []
    first = 4 + len(more)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *more,
    ]
    for number, lines in enumerate(pages):
        named = f"/Resources<</Font<</F 3 0 R>>{resources}>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{named}/Contents {first + 2 * number + 1} 0 R>>".encode()
        )
        drawn = b"".join(
            f"BT /F {size} Tf {x} {y} Td (".encode()
            + text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
            + b") Tj ET\n"
            for x, y, size, text in lines
        )
        objects.append(stream(drawn))
    return assembled(objects, info=info)


def stream(data: bytes, *, times: int = 1) -> bytes:
    """Return a stream, packed so many times."""
    for _ in range(times):
        data = compress(data, 9)
    filters = "/FlateDecode" * times
    return f"<</Length {len(data)}/Filter[{filters}]>>stream\n".encode() + data + b"\nendstream"


def assembled(objects: list[bytes], *, info: str = "", trailer: str = "") -> bytes:
    """Return the file with these objects, the first of which is number 1 and the catalog."""
    out = bytearray(b"%PDF-1.5\n")
    places: list[int] = []
    for number, body in enumerate([*objects, f"<<{info}>>".encode()], 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<</Size {len(places) + 1}/Root 1 0 R/Info {len(places)} 0 R{trailer}>>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def column(x: float, y: float, lines: list[str], *, size: float = 10, step: float = 12) -> list[Placed]:
    """Return lines one below the other."""
    return [(x, y - step * number, size, line) for number, line in enumerate(lines)]
