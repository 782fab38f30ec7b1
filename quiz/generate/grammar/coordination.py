"""Lists in a sentence: "A, B, C and D" taken apart into its items."""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.language.document import Sentence, Token, is_relation

_OPEN = {"other", "others", "etc", "etc.", "more", "several"}


@dataclass(frozen=True, slots=True)
class Listing:
    """A closed list: the words of each item, and where the whole begins and ends (half open)."""

    items: tuple[tuple[Token, ...], ...]
    start: int
    end: int
    more: bool = False
    """Whether more is named behind it as an afterthought: ", as well as coins"."""


def listing(sentence: Sentence, top: Token) -> Listing | None:
    """Return the list whose first item has its head at ``top``; ``None`` when there is none or it stays open.

    The last item counts wherever the analyser hung it, as long as it follows the comma and "and".
    """
    heads = [c for c in sentence.children(top, "conj") if not _is_afterthought(sentence, c)]
    heads = [c for c in heads if c.upos in {"NOUN", "PROPN", "NUM", "ADJ", "X"}]
    if not heads:
        return None
    begins = [_first(sentence, top, skip_case=True), *(_first(sentence, c) for c in heads)]
    end = _end(sentence, heads[-1])
    tail = _stray_tail(sentence, end, before=top)
    if tail is not None and not _linked(sentence, heads[-1]):
        begins.append(tail[0])
        end = tail[1]
    elif not _linked(sentence, heads[-1]):
        return None
    if begins != sorted(set(begins)):
        return None
    items = [_item(sentence, a, b) for a, b in zip(begins, (*begins[1:], end), strict=True)]
    if any(t.text == "," for item in items for t in item):
        return None
    if any(not item or item[0].text.lower() in _OPEN or _is_verbal(item) for item in items):
        return None
    more = any(_is_afterthought(sentence, c) for h in (top, *heads) for c in sentence.children(h, "conj"))
    return Listing(tuple(items), begins[0], end, more)


def _linked(sentence: Sentence, last: Token) -> bool:
    linker = sentence.child(last, "cc")
    return linker is not None and linker.text.lower() in {"and", "&"}


def _is_afterthought(sentence: Sentence, conjunct: Token) -> bool:
    linker = sentence.child(conjunct, "cc")
    return linker is not None and " ".join(t.text.lower() for t in sentence.subtree(linker)) == "as well as"


def _first(sentence: Sentence, head: Token, *, skip_case: bool = False) -> int:
    """Return the first word of a conjunct, without comma, "and" and, in the first one, its preposition."""
    skipped = {t.index for c in sentence.children(head, "punct", "cc") for t in sentence.subtree(c)}
    if skip_case:
        skipped |= {
            t.index for c in sentence.children(head, "case") if c.text not in {"'s", "’s"} for t in sentence.subtree(c)
        }
    return min(t.index for t in sentence.subtree(head) if t.index not in skipped)


def _end(sentence: Sentence, last: Token) -> int:
    after = [c for c in sentence.children(last, "conj") if _is_afterthought(sentence, c)]
    after += [c for c in sentence.children(last, "cc") if c.index > last.index]
    after += sentence.children(last, "acl:relcl")
    inside = {t.index for c in after for t in sentence.subtree(c)}
    words = [t for t in sentence.subtree(last) if t.index not in inside]
    while words and words[-1].upos == "PUNCT":
        words.pop()
    return words[-1].index + 1


def _stray_tail(sentence: Sentence, end: int, *, before: Token) -> tuple[int, int] | None:
    """Return the bounds of ", and X" at ``end`` when X was hung on a word before the list."""
    tokens = sentence.tokens
    i = end
    if i < len(tokens) and tokens[i].text == ",":
        i += 1
    if i + 1 >= len(tokens) or tokens[i].text.lower() != "and":
        return None
    for head in tokens[i + 1 :]:
        if is_relation(head, "conj") and head.head < before.index and head.upos in {"NOUN", "PROPN"}:
            first = _first(sentence, head)
            return (i + 1, _end(sentence, head)) if first == i + 1 else None
    return None


def _item(sentence: Sentence, start: int, end: int) -> tuple[Token, ...]:
    words = list(sentence.tokens[start:end])
    while words and (words[-1].upos in {"PUNCT", "CCONJ"}):
        words.pop()
    while words and words[0].upos == "DET":
        words.pop(0)
    return tuple(words)


def _is_verbal(item: Sequence[Token]) -> bool:
    return any(t.xpos in {"VBD", "VBZ", "VBP", "MD"} or t.xpos in {"WDT", "WP"} for t in item)
