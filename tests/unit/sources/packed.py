# ruff: noqa: E501 - markup reads best unbroken
"""Makes EPUB and Word documents for tests."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

PROSE = (
    "The bridge over the river Arvin was opened on 3 May 2024 by Anna Berg, the mayor of Tolmark. It is 300 metres long "
    "and cost 20 million euros. The first part was built in 2020 by a company from Norway. Before the bridge was built, "
    "a ferry carried 4,000 passengers a day across the river."
)

_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def packed(files: dict[str, str | bytes], *, first: tuple[str, str] | None = None) -> bytes:
    """Return an archive with these files."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        if first is not None:
            archive.writestr(*first, compress_type=ZIP_STORED)
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def epub(
    chapters: dict[str, str],
    contents: list[tuple[str, str, int]] | None = None,
    *,
    title: str = "The Book of Bridges",
    more: dict[str, str | bytes] | None = None,
    old: bool = False,
    head: str = "",
) -> bytes:
    """Return a book: XHTML of the body by file name, and (file with place, title, depth) as its table of contents."""
    lines = contents if contents is not None else []
    items = "".join(
        f'<item id="i{n}" href="text/{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    toc = (
        '<item id="toc" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        if lines and not old
        else ""
    )
    ncx = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>' if lines and old else ""
    files: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/content.opf": f'<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>Jane Doe</dc:creator><dc:date>2024-05-03</dc:date>{head}</metadata><manifest>{items}{toc}{ncx}</manifest><spine toc="ncx">{spine}</spine></package>',
    }
    for name, body in chapters.items():
        files[f"OEBPS/text/{name}"] = (
            f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{body}</body></html>'
        )
    if old:
        files["OEBPS/toc.ncx"] = (
            f'<?xml version="1.0"?><!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{_points(lines)}</navMap></ncx>'
        )
    elif lines:
        files["OEBPS/nav.xhtml"] = (
            f'<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>{_items(lines)}</ol></nav><nav epub:type="landmarks"><ol><li><a href="text/x.xhtml">Cover</a></li></ol></nav></body></html>'
        )
    return packed(files | (more or {}), first=("mimetype", "application/epub+zip"))


def docx(body: str, *, more: dict[str, str | bytes] | None = None) -> bytes:
    """Return a Word document with this XML in its body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return packed(
        {
            "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "word/document.xml": f'<?xml version="1.0"?><w:document {space}><w:body>{body}</w:body></w:document>',
            "word/styles.xml": f'<?xml version="1.0"?><w:styles {space}><w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Verz1"><w:name w:val="toc 1"/></w:style></w:styles>',
            "docProps/core.xml": '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Document1</dc:title><dc:creator>Jane Doe</dc:creator><dcterms:modified>2024-05-03T10:00:00Z</dcterms:modified></cp:coreProperties>',
            **(more or {}),
        }
    )


def paragraph(text: str, style: str = "") -> str:
    """Return a paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{styled}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _items(lines: list[tuple[str, str, int]]) -> str:
    out, depth = "", 0
    for number, (target, title, level) in enumerate(lines):
        out += "<ol>" * (level - depth) + "</ol></li>" * (depth - level)
        depth = level
        deeper = number + 1 < len(lines) and lines[number + 1][2] > level
        out += f'<li><a href="text/{target}">{title}</a>' + ("" if deeper else "</li>")
    return out + "</ol></li>" * depth


def _points(lines: list[tuple[str, str, int]]) -> str:
    out, depth = "", -1
    for target, title, level in lines:
        out += "</navPoint>" * (depth - level + 1)
        depth = level
        out += f'<navPoint><navLabel><text>{title}</text></navLabel><content src="text/{target}"/>'
    return out + "</navPoint>" * (depth + 1)


def odt(body: str, *, more: dict[str, str | bytes] | None = None, styles: str = "") -> bytes:
    """Return an OpenDocument text with this XML as its text, and that of its styles."""
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = f'xmlns:office="{urn}office:1.0" xmlns:text="{urn}text:1.0" xmlns:table="{urn}table:1.0" xmlns:meta="{urn}meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return packed(
        {
            "content.xml": f'<?xml version="1.0"?><office:document-content {spaces}>{styles}<office:body><office:text>{body}</office:text></office:body></office:document-content>',
            "meta.xml": f'<?xml version="1.0"?><office:document-meta {spaces}><office:meta><dc:title>Bridges</dc:title><meta:initial-creator>Jane Doe</meta:initial-creator><dc:date>2024-05-03T10:00:00</dc:date></office:meta></office:document-meta>',
            **(more or {}),
        },
        first=("mimetype", "application/vnd.oasis.opendocument.text"),
    )
