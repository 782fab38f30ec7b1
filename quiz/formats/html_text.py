"""Turns the HTML that other programs keep in their cells into plain text."""

import re
from html.parser import HTMLParser

from quiz.model.text import clean

_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|div|dd|dl|dt|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|pre|rp|rt|ruby|s|"
    r"small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>"
    r"|&(?:nbsp|amp|lt|gt|quot|#\d+|#x[0-9a-f]+);",
    re.IGNORECASE,
)
_BREAKS = frozenset({"br", "div", "p", "li", "tr", "ul", "ol", "hr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"})
_HIDDEN = frozenset({"script", "style", "head", "title"})
_SPACE = re.compile(r"[ \t\r\f\v]+")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")


def has_html(text: str) -> bool:
    """Tell whether there is a tag that programs for cards write, or a character written as its name."""
    return ("<" in text or "&" in text) and _TAG.search(text) is not None


def html_to_text(text: str) -> str:
    """Return what a reader of ``text`` would see: line ends for breaks and blocks, pictures by name, no tags."""
    if "<" not in text and "&" not in text:
        return text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    seen = _SPACE.sub(" ", "".join(reader.pieces).replace("\xa0", " "))
    # A character may be written by its number, also one that means harm.
    return clean(_AROUND_BREAK.sub("\n", seen)).strip()


class _Reader(HTMLParser):
    """Collects the text that is shown."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BREAKS:
            self.pieces.append("\n")
        elif tag == "img":
            known = dict(attrs)
            self.pieces.append(f"[{known.get('alt') or known.get('src') or 'picture'}]")

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in _BREAKS and tag != "br":
            self.pieces.append("\n")
        elif tag in {"td", "th"}:
            self.pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            # A line end in HTML is a space; only a break is one.
            self.pieces.append(data.replace("\n", " "))
