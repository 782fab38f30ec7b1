"""Whose name a title or a surname is: the person a life is told of, and the firm that bears its founder's name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quiz.generate.entities.mentions import Mention
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_OBITUARY = re.compile(r"\b(?:dies|died|dead|obituary|remembered|biography)\b", re.IGNORECASE)
_YEARS = re.compile(r"\(.*\d{4}.*\)")
_PREFIX = re.compile(r"(?:obituary|in memoriam|biography)\s*[:–—-]\s*", re.IGNORECASE)
FIRM = "FIRM"
"""The label of a surname that means a firm."""
_FOUNDED = {"found", "establish", "headquarter", "list", "base", "own"}


def announced(heading: str, mentions: Sequence[Sequence[Mention]]) -> str:
    """Return the person whose life a title announces: "Ada Lorne, painter of harbours, dies at 91"; else nothing."""
    if not _OBITUARY.search(heading) and not _YEARS.search(heading):
        return ""
    rest = _PREFIX.sub("", heading)
    people = {m.text for found in mentions for m in found if m.label == "PERSON" and " " in m.text}
    begun = [name for name in people if rest.startswith(name)]
    return max(begun, key=len, default="")


def with_firms(document: Document, mentions: Sequence[tuple[Mention, ...]]) -> list[tuple[Mention, ...]]:
    """Return the mentions with surnames that firms bear taken for these: "Lorne shares", "Lorne's chief executive"."""
    signs = Counter(
        m.text
        for sentence, found in zip(document.sentences, mentions, strict=True)
        for m in found
        for _ in _signs(sentence, m)
    )
    people = {m.text.rsplit(maxsplit=1)[-1] for found in mentions for m in found if " " in m.text}
    firms = {text for text, count in signs.items() if count and " " not in text and text in people}
    return [tuple(replace(m, label=FIRM) if m.text in firms else m for m in found) for found in mentions]


def _signs(sentence: Sentence, mention: Mention) -> Iterator[Token]:
    """Yield what beside a name of one word tells that it is a firm's: its shares, its chief executive, its founding."""
    if mention.end - mention.start != 1:
        return
    name = sentence.tokens[mention.start]
    above = sentence.tokens[name.head] if name.head >= 0 else name
    if is_relation(name, "nmod:poss", "compound") and above.lemma.lower() in words("of-firms"):
        yield above
    if is_relation(name, "nmod:poss") and above.lemma.lower() == "executive":
        yield above
    if is_relation(name, "appos") and above.lemma.lower() in words("firms"):
        yield above
    for below in sentence.children(name, "acl", "nmod:desc", "compound", "appos"):
        beside = below.index == name.index - 1 or below.index > name.index
        if below.lemma.lower() in (_FOUNDED if below.xpos == "VBN" else words("firms")) and beside:
            yield below


def described_people(document: Document, mentions: Sequence[tuple[Mention, ...]]) -> Iterator[str]:
    """Yield the names that the text says to be people, whatever they look like: "Ada Arvin, a Norwegian woman"."""
    known = words("people") | words("she") | words("he")
    for sentence, found in zip(document.sentences, mentions, strict=True):
        for mention in found:
            for head in sentence.tokens[mention.start : mention.end]:
                told = sentence.children(head, "appos")
                if any(t.xpos == "NN" and t.lemma.lower() in known and _is_one(sentence, t) for t in told):
                    yield mention.text


def _is_one(sentence: Sentence, noun: Token) -> bool:
    article = sentence.child(noun, "det")
    return article is not None and article.text.lower() in {"a", "an"}
