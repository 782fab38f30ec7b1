"""Acronyms that a text explains."""

from collections.abc import Sequence

from quiz.generate.wordlists import words
from quiz.language.document import Document, Token

_SHORTEST, _LONGEST = 2, 8
"""Letters an acronym may have."""


def _initials(words_: Sequence[str], *, small: bool) -> str:
    return "".join(w[0].upper() for w in words_ if w[:1].isalpha() and (small or w[0].isupper()))


def find_acronyms(document: Document) -> dict[str, list[tuple[str, bool]]]:
    """Return, for each acronym, the expansions given beside it with whether each has "the" before it.

    Told are "Example Trade Union (ETU)", "the Example Trade Union, or ETU," and "ETU (Example Trade Union)".
    """
    found: dict[str, list[tuple[str, bool]]] = {}
    for sentence in document.sentences:
        tokens = sentence.tokens
        for i, token in enumerate(tokens[:-1]):
            letters = token.text
            if not (_SHORTEST <= len(letters) <= _LONGEST and letters.isupper() and letters.isalpha()):
                continue
            span = _expansion(tokens, i)
            if span is None:
                continue
            full = sentence.slice(*span)
            has_the = span[0] > 0 and tokens[span[0] - 1].text.lower() == "the"
            found.setdefault(letters, []).append((" ".join(full.split()), has_the))
    for letters, given in _understood(document).items():
        found.setdefault(letters, given)
    return found


def _understood(document: Document) -> dict[str, list[tuple[str, bool]]]:
    """Return the letters that only one body of several words in the article can be meant by: BA of British Airways."""
    spelled: dict[str, dict[str, bool]] = {}
    written: set[str] = set()
    for sentence in document.sentences:
        written |= {t.text for t in sentence.tokens if t.upos == "PROPN" and t.text.isupper() and t.text.isalpha()}
        for entity in sentence.entities:
            parts = sentence.tokens[entity.start : entity.end]
            if entity.label != "ORG" or len(parts) < _SHORTEST or any(not t.text[:1].isalpha() for t in parts):
                continue
            if any(t.text.isupper() for t in parts) or not parts[0].text[0].isupper():
                continue
            full = " ".join(sentence.slice(entity.start, entity.end).split())
            the = entity.start > 0 and sentence.tokens[entity.start - 1].text.lower() == "the"
            for small in (False, True):
                told = spelled.setdefault(_initials([t.text for t in parts], small=small), {})
                told[full] = the
    return {
        letters: [(full, the) for full, the in told.items()]
        for letters, told in spelled.items()
        if letters in written
        and letters.lower() not in words("acronyms")
        and len(told) == 1
        and _SHORTEST <= len(letters) <= _LONGEST
    }


def _expansion(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """Return the bounds of the words that the letters at ``i`` stand for, when they are told right there."""
    letters, after = tokens[i].text, tokens[i + 1].text
    before = [t.text.lower() for t in tokens[max(0, i - 2) : i]]
    if (before[-1:] == ["("] and after == ")") or (before == [",", "or"] and after in {",", "."}):
        end = i - 1 if before[-1:] == ["("] else i - 2
        start = _expansion_start(tokens[:end], letters)
        return (start, end) if start is not None else None
    if after != "(":
        return None
    start = i + 2 + (i + 2 < len(tokens) and tokens[i + 2].text.lower() == "the")
    end = next((t.index for t in tokens[start:] if t.text in {")", ",", ";"}), start)
    told = [t.text for t in tokens[start:end]]
    # In another language the words may stand in another order: "CEN (Norwegian Cycling Council)".
    fits = bool(told) and (spells(told, letters) or sorted(_initials(told, small=False)) == sorted(letters))
    return (start, end) if fits and told[0][0].isupper() else None


def spells(words_: Sequence[str], letters: str) -> bool:
    """Tell whether the initials of words, with or without those in lower case, are ``letters``."""
    return any(_initials(words_, small=small) == letters for small in (False, True))


def _expansion_start(before: Sequence[Token], letters: str) -> int | None:
    """Return where the words begin whose initials are ``letters``, walking back from the bracket."""
    for start in range(len(before) - 1, max(-1, len(before) - 14), -1):
        text = before[start].text
        if not (text[0].isalpha() or text in {"-", "–", "&"}):
            return None
        span = [t.text for t in before[start:]]
        if text[0].isupper() and text[0] == letters[0] and span[-1][0].isupper():
            for small in (False, True):
                if _initials(span, small=small) == letters:
                    return start
    return None


def best_expansion(given: list[str]) -> str:
    """Choose among the expansions of one acronym: an acronym names one thing, so a singular head goes first."""

    def key(text: str) -> tuple[bool, int, int]:
        head = text.split(" of ", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
        return (head.endswith("s") and not head.endswith("ss"), -given.count(text), given.index(text))

    return min(given, key=key)
