"""Where a sentence names something: runs of name words, with the analyser's entities as a guide."""

import re
from dataclasses import dataclass

from quiz.generate.entities.places import country
from quiz.generate.wordlists import classes, offices, roles, words
from quiz.language.document import Entity, Sentence, Token, is_relation

_NAMED = {"PERSON", "LOC", "ORG", "FAC", "NORP", "PRODUCT", "MISC"}
_RANKS = ("minister", "secretary", "general", "officer", "president", "justice")
_OFFICE_WORDS = frozenset(
    part
    for office in offices() | roles()
    for part in (office.replace("-", " ").split() if office.endswith(_RANKS) else office.split()[-1:])
) | {"general"}
_YEAR = 4
"""Digits of a year, which is no part of a name before it."""
_ORDER = re.compile(r"[IVX]+")
"""The number of a king or pope."""
_THINGS = {"prize", "event", "facility"}
"""Kinds of things that bear people's names before their class word."""
_SAINTS = {"St.", "St", "Saint"}
_INNER = {"-", "–", "&", "'", "’", "/"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Tokens ``start`` to ``end`` (half open) of a sentence that name something."""

    start: int
    end: int
    text: str
    label: str
    """The analyser's entity label, empty when it gave none."""
    the: bool
    """Whether "the" stands before it."""


def find_mentions(sentence: Sentence) -> tuple[Mention, ...]:
    """Return the names of ``sentence`` from left to right; they do not overlap.

    The analyser often splits a long name in several entities ("Organization of | Turkic | States"); neighbours
    that are all capitalised belong together, except that a person's name stands alone.
    """
    marks = [_mark(sentence, token) for token in sentence.tokens]
    spans: list[tuple[int, int, str]] = []
    i = 0
    while i < len(marks):
        if not marks[i]:
            i += 1
            continue
        end = _run_end(sentence, marks, i)
        last = end
        while last > i + 1 and sentence.tokens[last - 1].upos == "PUNCT" and sentence.tokens[last - 1].text != ".":
            last -= 1
        spans.append((i, last, _label(sentence, i, last)))
        i = end
    return tuple(
        Mention(
            start=start,
            end=end,
            text=" ".join(sentence.slice(start, end).split()),
            label=label,
            the=start > 0 and sentence.tokens[start - 1].text.lower() == "the" and not _modifies(sentence, start, end),
        )
        for start, end, label in spans
    )


def _modifies(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a name modifies a noun behind it, to which an article before the name belongs."""
    outer = [t for t in sentence.tokens[start:end] if not start <= t.head < end]
    return any(t.head >= end for t in outer if not is_relation(t, "nsubj", "obl", "obj", "nmod:desc"))


def _mark(sentence: Sentence, token: Token) -> str:
    """Return ``P`` for a word of a person's name, ``N`` for one of another name, empty for other words."""
    entity = sentence.entity_at(token)
    first = token.text[:1]
    addressing = token.text.lower().rstrip(".") in words("addresses") and _is_address(sentence, token)
    if addressing or _is_score(sentence, token):
        return ""
    if entity is not None and token.index == entity.start and token.xpos in {"NN", "JJ"} and first.islower():
        return ""  # "the potter Ada Lorne", "eastern Norway"
    capital = first.isupper() or (token.upos == "PROPN" and first.isalpha())
    if entity is not None and entity.label == "PERSON" and (capital or entity.end - entity.start > 1):
        return "N" if _names_thing(sentence, entity) else "P"
    if token.lemma.lower() in _OFFICE_WORDS and _is_title(sentence, token):
        return ""
    if token.text.lower().rstrip(".") in words("titles") and is_relation(token, "nmod:desc", "compound"):
        after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else token
        return ("P" if _is_person(sentence, after) else "N") if token.text in _SAINTS else ""
    if token.upos == "PUNCT" or token.xpos in {"SYM", "$"}:
        return ""
    if entity is not None and entity.label in _NAMED:
        return "N" if capital or entity.end - entity.start > 1 else ""
    if token.text.lower() in words("months") | words("weekdays"):
        return ""
    if token.upos == "PROPN" and capital:
        return "N"
    before = sentence.tokens[token.index - 1] if token.index else None
    if first.isupper() and before and before.upos == "PROPN" and token.upos in {"NOUN", "ADJ", "NUM"}:
        return "N"
    opened = token.index == 1 and sentence.tokens[0].xpos in {"``", "''"}  # a quotation begins as a sentence does
    plain = token.upos in {"NOUN", "ADJ"} and not opened
    if first.isupper() and token.index and (plain or _opens_title(sentence, token)):
        return "N"
    return ""


def _opens_title(sentence: Sentence, token: Token) -> bool:
    """Tell whether a participle amid a sentence is the first word of a title: "published Being Tidal in 1995"."""
    before, after = sentence.tokens[token.index - 1 : token.index], sentence.tokens[token.index + 1 : token.index + 2]
    named = bool(after) and after[0].text.istitle() and after[0].upos in {"PROPN", "NOUN", "ADJ"}
    return token.xpos == "VBG" and named and bool(before) and before[0].text.islower()


def _is_score(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word is a part of "3-1" behind a name: "beat the Arvin Owls 3-1"."""
    tokens, i = sentence.tokens, token.index
    windows = (tokens[k : k + 3] for k in range(max(0, i - 2), i + 1))
    return any(
        len(run) == 3 and run[0].text.isdigit() and run[1].text in {"-", "–"} and run[2].text.isdigit()  # noqa: PLR2004
        for run in windows
    )


def _is_person(sentence: Sentence, token: Token) -> bool:
    entity = sentence.entity_at(token)
    return entity is not None and entity.label == "PERSON"


def _names_thing(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether a person's name is the first part of a thing's: "Lorne" of "the Lorne Medal"."""
    after = sentence.tokens[entity.end] if entity.end < len(sentence.tokens) else None
    if after is None or not after.text[:1].isupper() or classes().get(after.text.lower(), ("",))[0] not in _THINGS:
        return False
    inside = range(entity.start, entity.end)
    return any(
        t.head == after.index and is_relation(t, "compound") for t in sentence.tokens[inside.start : inside.stop]
    )


def _is_address(sentence: Sentence, token: Token) -> bool:
    """Tell whether "Mrs" or the like stands before a name, or alone."""
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    inside = token.index and sentence.tokens[token.index - 1].upos == "PROPN" and token.upos == "PROPN"
    return not inside and (
        after is None or not after.text[:1].islower() or after.text.lower() in {"du", "de", "von", "van"}
    )


def _is_title(sentence: Sentence, token: Token) -> bool:
    """Tell whether an office word stands before a person's name rather than inside another name."""
    for later in sentence.tokens[token.index + 1 : token.index + 4]:
        entity = sentence.entity_at(later)
        if entity is not None and entity.label == "PERSON":
            return True
        if later.lemma.lower() not in _OFFICE_WORDS and later.text != "-":
            return False
    return False


def _run_end(sentence: Sentence, marks: list[str], start: int) -> int:
    tokens = sentence.tokens
    kind = marks[start]
    end = start + 1
    while end < len(tokens):
        if marks[end] == kind and not _breaks(sentence, end):
            end += 1
        elif tokens[start].text in _SAINTS and _is_dedicated(tokens, end):
            kind, end = "N", end + 2
        elif (
            _glued(tokens, end) and end + 1 < len(tokens) and (marks[end + 1] == kind or tokens[end + 1].text.isdigit())
        ):
            end += 2
        elif kind == "N" and (step := _connector(sentence, marks, end)):
            end += step
        elif (kind == "N" and _is_numeral(tokens, end) and not _is_score(sentence, tokens[end])) or (
            kind == "P" and marks[end] == "N" and _ORDER.fullmatch(tokens[end].text)
        ):
            end += 1
        elif kind == "N" and marks[end] == "P" and end == start + 1 and _is_first_name(sentence, start):
            kind, end = "P", end + 1
        else:
            break
    return end


def _is_dedicated(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether what bears a saint's name goes on at ``i``: "St. George's Church"."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    owned = tokens[i].text in {"'s", "’s", "'", "’"}
    return owned and after is not None and after.text[:1].isupper() and after.text.lower() in classes()


def _is_first_name(sentence: Sentence, i: int) -> bool:
    """Tell whether a single capital word begins the person's name behind it although the analyser parts them."""
    token, after = sentence.tokens[i], sentence.tokens[i + 1]
    joined = (is_relation(after, "flat") and after.head == i) or (
        is_relation(token, "flat", "compound") and token.head == i + 1
    )
    plain = token.text.isalpha() and token.text[1:].islower() and token.lemma.lower() not in _OFFICE_WORDS
    entity = sentence.entity_at(token)
    return joined and plain and token.upos == "PROPN" and (entity is None or entity.label not in {"NORP", "LOC", "ORG"})


def _is_numeral(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether a short number ends the name before it, as in "Apollo 11", rather than dates or counts."""
    token = tokens[i]
    attached = is_relation(token, "flat", "nummod", "nmod:unmarked", "compound") and token.head < i
    return (
        attached
        and token.text.isdigit()
        and len(token.text) < _YEAR
        and tokens[i - 1].text.lower() not in words("months")
    )


def _glued(tokens: tuple[Token, ...], i: int) -> bool:
    """Tell whether token ``i`` is a hyphen or the like without space on either side."""
    return (
        tokens[i].text in _INNER
        and tokens[i - 1].end == tokens[i].start
        and i + 1 < len(tokens)
        and tokens[i].end == tokens[i + 1].start
    )


def _breaks(sentence: Sentence, i: int) -> bool:
    """Tell whether a new name begins at ``i`` although the token before belongs to one, as in ``OTS Secretary``."""
    before, here = sentence.entity_at(sentence.tokens[i - 1]), sentence.entity_at(sentence.tokens[i])
    if before is None or here is None or before == here:
        return False
    return before.label == "PERSON" or here.label == "PERSON"


def _connector(sentence: Sentence, marks: list[str], i: int) -> int:
    """Return how many tokens "of", "of the", "for" or "and" take at ``i`` inside one name, or 0."""
    tokens = sentence.tokens
    if _is_campus(tokens, marks, i):
        return 1
    if step := _field(tokens, marks, i):
        return step
    if tokens[i].text.lower() not in {"of", "for", "and"}:
        return 0
    step = 2 if i + 1 < len(tokens) and tokens[i + 1].text.lower() in {"the", "a", "an"} else 1
    if i + step >= len(tokens) or marks[i + step] != "N":
        return 0
    entity = sentence.entity_at(tokens[i])
    if entity is not None and entity.label in _NAMED:
        return step
    if tokens[i].text.lower() == "of" and i and _is_whole(sentence, i, i + step):
        return step
    return step if tokens[i].text.lower() == "of" and _initials_follow(tokens, i, step) else 0


def _is_campus(tokens: tuple[Token, ...], marks: list[str], i: int) -> bool:
    """Tell whether "at" or a comma at ``i`` stands between a university and its place: "University of X at Y"."""
    before = [t.text for t in tokens[max(0, i - 4) : i]]
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or not marks[i + 1] or "University" not in before or "of" not in before:
        return False
    if tokens[i].text == "at":
        return True
    ends = i + 2 >= len(tokens) or (not marks[i + 2] and tokens[i + 2].text.lower() != "of")
    state = before[-1].casefold() in words("states") and after.text.casefold() not in words("states")
    return tokens[i].text == "," and state and ends and country(after.text) is None


def _field(tokens: tuple[Token, ...], marks: list[str], i: int) -> int:
    """Return how many tokens say what a prize is given for at ``i``: "the Lorne Prize in Law", "for Best Film"."""
    prize = classes().get(tokens[i - 1].text.lower(), ("",))[0] == "prize" if i else False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if not prize or after is None or tokens[i].text.lower() not in {"in", "for"} or not tokens[i - 1].text[0].isupper():
        return 0
    field = after.text.lower() in words("prize-fields")
    if after.text.islower():
        return 2 if field and i > 1 and tokens[i - 2].text[:1].isupper() else 0
    return 1 if marks[i + 1] and (field or tokens[i].text.lower() == "for" or after.upos != "PROPN") else 0


def _is_whole(sentence: Sentence, i: int, j: int) -> bool:
    """Tell whether the capital words around "of" are one name: "Siege of ...", "Man of the Match"."""
    before, after = sentence.tokens[i - 1], sentence.tokens[j]
    while after.head > after.index:
        after = sentence.tokens[after.head]  # "the Sacred Heart"
    built = classes().get(before.lemma.lower(), ("",))[0] == "facility" and after.upos == "PROPN"
    if built and after.head == before.index and before.text[:1].isupper():
        return True
    if i == 1 or not before.text[:1].isupper() or after.head != before.index or before.upos not in {"PROPN", "NOUN"}:
        return False
    if before.lemma.lower() in words("wholes"):
        return True
    sides = (sentence.entity_at(before), sentence.entity_at(after))
    plain = all(e is None or e.label in {"MISC", "PRODUCT"} for e in sides)
    return plain and before.lemma.lower() not in _OFFICE_WORDS and sentence.tokens[j].upos == "PROPN"


def _initials_follow(tokens: tuple[Token, ...], i: int, step: int) -> bool:
    """Tell whether the capitals around "of" at ``i`` spell the acronym that follows in brackets."""
    end = i + step
    while end < len(tokens) and tokens[end].text[0].isupper():
        end += 1
    if end + 1 >= len(tokens) or tokens[end].text != "(":
        return False
    letters = tokens[end + 1].text
    start = i
    while start and tokens[start - 1].text[0].isupper():
        start -= 1
    spelled = "".join(t.text[0] for t in tokens[start:end] if t.text[0].isupper())
    return letters.isupper() and spelled.endswith(letters)


def _label(sentence: Sentence, start: int, end: int) -> str:
    found: dict[str, int] = {}
    for entity in sentence.entities:
        overlap = min(end, entity.end) - max(start, entity.start)
        if overlap > 0 and entity.label in _NAMED and not (entity.end < end and _names_thing(sentence, entity)):
            found[entity.label] = found.get(entity.label, 0) + _weight(entity, overlap, end - start)
    return max(found, key=lambda label: found[label], default="")


def _weight(entity: Entity, overlap: int, size: int) -> int:
    # The demonym inside a long name says nothing about the whole.
    return overlap if entity.label not in {"NORP", "LOC"} or overlap == size else 0
