"""Makes text from outside harmless for a terminal.

Articles, decks and pasted answers may hold escape sequences that retitle the window, fill the clipboard or move
the cursor, and bidirectional overrides that show something else than what is there. Every reader of outside text
passes it through `clean`, and so does every place that shows it.
"""

import re

_SEQUENCE = re.compile(
    r"""\x1b\[[0-?]*[ -/]*[@-~]            # CSI: colours, cursor moves
      | \x1b[\]PX^_].*?(?:\x1b\\|\x07|\x9c)  # OSC, DCS, SOS, PM, APC strings
      | \x1b[ -/]*[0-~]                    # two-character escapes
      | \x9b[0-?]*[ -/]*[@-~]              # CSI as one C1 byte
    """,
    re.DOTALL | re.VERBOSE,
)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u2028-\u202e\u2066-\u2069"  # line separators, bidi embeddings, overrides, isolates
    "\ufeff\ud800-\udfff\ufff9-\ufffb]"  # byte order mark, lone surrogates, interlinear annotation
)
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"([0-9]{1,18})")


def clean(text: str) -> str:
    r"""Return ``text`` without terminal escapes, control characters and bidi overrides; line ends become ``\n``.

    Letters of every script, combining marks, emoji sequences, tabs and newlines stay.
    """
    if text.isprintable():
        return text  # nearly all texts, and ten times as fast; whatever is to be removed is not printable
    return _CONTROL.sub("", _SEQUENCE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def is_clean(text: str) -> bool:
    """Tell whether `clean` would leave ``text``, and so every part of it, as it is."""
    return text.isprintable() or _CONTROL.search(text) is None


def one_line(text: str) -> str:
    """Return ``text`` cleaned, with every run of white space as one space."""
    return _SPACE.sub(" ", clean(text)).strip()


def in_order(text: str) -> list[str | int]:
    """Return what texts are sorted by: letters whatever their case, and numbers by what they are worth."""
    parts = _NUMBER.split(text.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def counted(number: int, noun: str) -> str:
    """Return e.g. ``1 card`` or ``1,200 cards``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
