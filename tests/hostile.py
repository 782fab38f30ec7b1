"""Texts that mean harm, a deck full of them, and what must never come out, whatever shows them."""

import re
import unicodedata

from quiz.model.cells import clusters
from quiz.model.deck import Basic, Choice, Cloze, Deck, DeckId, ListNote, Note, NoteId, Source, Support

MARKUP = (
    "[@click=app.quit]CLICK[/]",
    "[ @click=app.simulate_key('q')]x[/]",
    "[/oops] x [/]",
    "[b]bold[/b] [red on blue]x[/] [$error]y",
    "[link='http://evil.example']x[/link]",
    "x: list[int] = {'a': [1, 2]}[0]",
    '[@click="',
    "end\\",
)
CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "a\x1b]52;c;aGFja2Vk\x07b",
    "a\x1b]0;owned\x1b\\b",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "a\x9b31mb\x90q\x9c",
    "a\x07\x08\x00\x7fb",
    "a\u202egnp.exe\u202c \u2066x\u2069 \u061c\u200e\u200f",
    "one\ntwo\r\nthree\u2028four\n\n\n\n\n",
    "a\x1b z",
    "a\tb \ufeff\ufff9c\ufffb",
)
LETTERS = (
    "👨‍👩‍👧‍👦 🏳️‍🌈 🇰🇬 👍🏽 1️⃣",
    "שלום עולם ١٢٣",
    "漢字かな交じり文か\u3099",
    "Z̷̢̛a̶l̸g̵o̷ e\u0301",
    "a\u200b\u200c\u2060b क्षि นี้",
)
PAYLOADS = {
    "markup": " ".join(MARKUP),
    "controls": " ".join(CONTROLS),
    "letters": " ".join(LETTERS),
    "unbroken": "x" + "🇰🇬" * 60 + "y" + "👨‍👩‍👧‍👦" * 30 + "漢" * 40 + "z" + "1️⃣" * 40 + "👍🏽" * 40 + "e\u0301" * 90,
    "long": "w" * 10_000,
    "flood": "\n" * 2_000 + "e" + "\u0301" * 2_000 + "\u200b" * 2_000 + "end",
}

NEVER = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")

"""Characters that a terminal or a reader may take for more than text."""


def hostile_deck(text: str, name: str = "hostile") -> Deck:
    """Return a deck of a card of every kind that says ``text`` wherever it can."""
    also = (Support(title=f"U {text}", path=f"V {text}", url=f"https://example.org/{text}", evidence=f"W A {text}"),)
    notes: tuple[Note, ...] = (
        Basic(
            id=NoteId("basic"),
            prompt=f"P {text}",
            answer=f"A {text}",
            accept=(f"B {text}",),
            evidence=f"E {text} A {text}",
            rule="".join(clusters(f"R {text}")[:40]),
            tags=(f"T {text}",),
            also=also,
        ),
        Basic(
            id=NoteId("options"),
            prompt=f"P {text}",
            answer=f"A {text}",
            distractors=(f"D {text}", f"F {text}"),
            evidence=f"E {text}",
        ),
        Choice(id=NoteId("choice"), prompt=f"Q {text}", answer=f"A {text}", distractors=(f"D {text}",)),
        Cloze(id=NoteId("cloze"), prompt=f"C {{{{c1::hidden::{text.replace('}', '')}}}}} {text}", evidence=text),
        ListNote(id=NoteId("list"), prompt=f"L {text}", answers=((f"I {text}",), ("other", f"J {text}"))),
    )
    source = Source(title=f"S {text}", path=f"path {text}", url=f"https://example.org/{text}")
    return Deck(id=DeckId(name), title=f"Title {text}", notes=notes, source=source)


def torn(line: str, *, flags: bool = True) -> list[str]:
    """Return what in a line is only a part of a letter: a mark without a base, a joiner that joins nothing.

    ``flags`` tells whether half a flag counts; Textual's own folding takes flags apart where nothing else can break.
    """
    return [
        letter
        for letter in clusters(line)
        if letter[-1] == "\u200d"
        or (letter[0] not in "\u200b\u2060" and unicodedata.category(letter[0]) in {"Mn", "Me"})
        or (flags and len(letter) == 1 and "\U0001f1e6" <= letter <= "\U0001f1ff")
        or letter in {"👨", "👩", "👧", "👦", "🏳", "🏳️", "🌈", "\U0001f3fd"}
    ]
