"""Which decks come from one article, though it was revised, renamed or moved."""

from dataclasses import replace

import pytest

from quiz.formats.merge import is_same_article
from quiz.model.deck import Basic, Deck, DeckId, NoteId, Source


def made(facts: str, path: str | None = "news.txt", sha256: str = "") -> Deck:
    """Return a deck with a card of each letter in ``facts``."""
    notes = tuple(Basic(id=NoteId(f), prompt=f"{f}?", answer=f, evidence=f"Sentence {f}.") for f in facts)
    return Deck(id=DeckId("news"), title="News", notes=notes, source=Source(path=path, sha256=sha256 or facts))


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        (made("abc"), made("abc"), True),
        (made("abc", path="elsewhere.txt", sha256="s"), made("xyz", sha256="s"), True),
        (made("abc"), made("cde"), True),
        (made("abc"), made("xyz"), False),
        (made("abc", path="elsewhere.txt"), made("bcd"), True),
        (made("abcdefghi", path="elsewhere.txt"), made("axyz"), False),
        (made("abc", path=None), made("bcd", path=None), True),
        (made("abc", path=None), made("cde", path=None), False),
        (made("abc", path="b\udcff.txt"), made("cde", path="b.txt"), True),
        (replace(made("abc"), source=None), made("abc"), False),
        (replace(made("abc"), source=None), replace(made("xyz"), source=None), True),
    ],
    ids=[
        "made again", "the same bytes elsewhere", "revised", "another text in the same place", "revised and moved",
        "no more than the first sentence", "revised, from standard input", "another text from standard input",
        "a name that is no text", "written by hand", "both without a source",
    ],
)  # fmt: skip
def test_decks_of_one_article(old: Deck, new: Deck, same: bool) -> None:
    assert is_same_article(old, new) == same
