"""What a statement may hide: one exact thing, with a hint that says truly what sort of thing it is."""

import re
from collections.abc import Iterator, Sequence

from quiz.generate.entities.genders import given
from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name
from quiz.generate.entities.sorts import is_generic
from quiz.generate.facts import Kind
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import Grain, When
from quiz.generate.wording.hole import Hole
from quiz.generate.wording.number_holes import number_holes
from quiz.generate.wordlists import classes, words
from quiz.language.document import Sentence, Token, is_relation

_HINTS = {
    Kind.COUNTRY: "country",
    Kind.CITY: "city",
    Kind.PRIZE: "award",
    Kind.EVENT: "event",
    Kind.ORGANIZATION: "organization",
    Kind.PLACE: "place",
    Kind.FACILITY: "place",
}
_WORTH = {
    Kind.PERSON: 0.34,
    Kind.ORGANIZATION: 0.33,
    Kind.FACILITY: 0.33,
    Kind.PRIZE: 0.34,
    Kind.EVENT: 0.33,
    Kind.DATE: 0.33,
    Kind.YEAR: 0.33,
    Kind.PLACE: 0.31,
    Kind.CITY: 0.31,
    Kind.COUNTRY: 0.29,
    Kind.NAME: 0.3,
}
"""How much is learned when a thing of a sort is asked for, as `Candidate.weight`."""
_ROW = 3
"""Names in a row of which the last may be hidden."""
_ORDINAL = re.compile(r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)")
_ASIDE = 0.03
"""What a name is worth less for each aside it stands in."""
_MARKS = {"-", "–", "/", "&", '"', "“", "‘"}
_WHERE = {"in", "at", "near", "from", "to", "around", "outside", "into", "through", "across"}
_SIDES = {"north", "south", "east", "west", "settlement", "monastery", "diocese", "shore", "coast", "outside", "out"}
_SIDED = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_DOINGS = {"campaign", "expedition", "offensive", "operation"}
"""What a name may end in that is done, and so is no body."""
_INITIALS = re.compile(r"(?:[A-Z]\. ?)+[A-Z][a-z]+(?:[A-Z][a-z]+)?")
"""A person's name with the given names cut down: "A. B. Lorne"."""
_JOINING = {"of", "to", "in", "on", "for", "and", "the", "at", "from", "with", "by", "a", "an"}
"""Small words within a title."""
_LOOSE = {"city", "state", "country", "region", "place", "group", "town", "company"}
"""What a gazetteer or the words beside a person's name may make of it."""
_VERSUS = re.compile(r"\bvs?\b", re.IGNORECASE)
_ERAS = {"BC", "AD", "BCE", "CE"}
_TITLED = {Kind.NAME, Kind.ORGANIZATION}
"""What the words of a title are taken for."""


def holes(context: Context, sentence: Sentence) -> Iterator[Hole]:
    """Yield all that a sentence may hide: names, numbers, years and days."""
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        if name is not None and _may_hide(context, sentence, name, mention):
            yield from _of_name(context, sentence, name, mention)
    yield from number_holes(context, sentence)
    for when in context.references.dates(sentence):
        if _is_exact(sentence, when):
            kind, hint = (Kind.YEAR, "year") if when.grain is Grain.YEAR else (Kind.DATE, _grain(when))
            yield Hole(start=when.start, end=when.end, text=when.text, hint=hint, kind=kind, worth=_WORTH[kind])


def _grain(when: When) -> str:
    return {Grain.MONTH: "month and year", Grain.DECADE: "decade", Grain.CENTURY: "century"}.get(when.grain, "date")


def _is_exact(sentence: Sentence, when: When) -> bool:
    """Tell whether a date stands alone and was written as it is shown."""
    span = sentence.tokens[when.start : when.end]
    joined = any(is_relation(t, "conj") or sentence.child(t, "conj") for t in span)
    after = sentence.tokens[when.end] if when.end < len(sentence.tokens) else None
    part = after is not None and after.upos == "PROPN"
    before = sentence.tokens[when.start - 1] if when.start else None
    parted = before is None or before.text.lower() in {"late", "early", "mid", "mid-", "-"}
    return when.known and not when.relative and not joined and not part and not parted


def _of_name(context: Context, sentence: Sentence, name: Name, mention: Mention) -> Iterator[Hole]:
    acronym = bool(name.acronym) and mention.text == name.acronym
    hint = _hint(context, sentence, name, mention)
    if not hint:
        return  # "a name" says nothing, and many would fit
    worth = _WORTH.get(name.kind, 0.3) - _ASIDE * _depth(sentence, mention)
    yield Hole(
        start=mention.start,
        end=mention.end,
        text=mention.text if acronym else name.full,
        hint=hint,
        kind=Kind.PERSON if hint == "person" else name.kind,
        worth=worth,
        spellings=(name.full,) if acronym else (),
    )


def _depth(sentence: Sentence, mention: Mention) -> int:
    """Return how many asides a name stands in: what is said of something else in the sentence, or whose it is."""
    token = next((t for t in sentence.tokens[mention.start : mention.end] if t.head < mention.start), None)
    token = token or sentence.tokens[mention.start]
    steps = 0
    while token.head >= 0:
        steps += is_relation(token, "acl", "advcl", "appos", "nmod:poss", "parataxis")
        token = sentence.tokens[token.head]
    return steps


def _hint(context: Context, sentence: Sentence, name: Name, mention: Mention) -> str:
    """Return what sort of thing a name is, as far as that is certain; empty when it is not."""
    if name.full.casefold() in words("states"):
        return "state"
    noun = context.noun_of(name)
    parts = name.full.split()
    whole = len(parts) > 1 and all(p[0].isupper() for p in parts) and noun not in map(str.lower, parts)
    if _has_given(name) and whole and (not noun or noun in _LOOSE):
        return "person"
    if name.kind is Kind.PERSON and not (name.noun or context.references.noun_of(name)):
        noun = ""  # what stands before it may be somebody else's: "the group Tidewater's Ada Lorne"
    if context.is_person(name):
        return "person" if is_surely_person(context, sentence, name, mention) else ""
    first = mention.start - _is_in_quotes(sentence, mention)
    before = sentence.tokens[first - 1] if first else None
    if before is not None and before.upos == "NOUN" and before.lemma.lower() != noun:
        # "The drama Holm Abbey" is no abbey.
        return before.lemma.lower() if before.lemma.lower() in words("sorts") | words("kinds") else ""
    if noun and not (noun in {"city", "town"} and parts[0].lower() in words("qualifiers")):
        return noun
    if "War" in parts:
        return "war"
    if before is not None and before.text.lower() in {"as", "called", "named"}:
        return "name"
    if name.kind in {Kind.PLACE, Kind.CITY, Kind.FACILITY} and not _is_located(sentence, mention):
        return ""
    if name.kind is Kind.ORGANIZATION:
        return "person" if _INITIALS.fullmatch(name.full) else _body(context, name)
    return _HINTS.get(name.kind, "")


def _body(context: Context, name: Name) -> str:
    """Return what sort of thing is named that was taken for a body: by its last word where that tells."""
    last = name.full.split()[-1].lower()
    kind, noun = classes().get(last, ("organization", "organization"))
    topic = context.topic
    sure = bool(name.acronym) or (" " in name.full and not name.full.startswith("The "))
    if topic is not None and last == topic.full.lower():
        return ""  # "Old Arvin" is no body
    if last in _DOINGS:
        return last
    if " of " in name.full and name.full.split()[0].isupper():
        return ""  # "MVP of the Arvin Bowl" is no body
    coded = name.full.split()[-1].isupper() and not name.acronym  # "Harbour VR" is a product
    if not sure or coded or last in words("people") | words("professions"):
        return ""
    return "organization" if kind == "organization" else noun


def _is_located(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a preposition says that something is, goes or comes from somewhere."""
    before = [t.text.lower() for t in sentence.tokens[max(0, mention.start - 3) : mention.start]]
    while before and before[-1] == "the":
        before.pop()
    if len(before) > 1 and before[-1] == "of":
        return before[-2] in words("places") | words("sorts") | _SIDES or before[-2].endswith(_SIDED)
    return bool(before) and before[-1] in _WHERE


def _is_in_quotes(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name alone stands between quotation marks: the website "Harbour Wiki"."""
    before = sentence.tokens[max(0, mention.start - 1) : mention.start]
    after = sentence.tokens[mention.end : mention.end + 1]
    return all(len(beside) == 1 and beside[0].xpos in {"``", "''"} for beside in (before, after))


def _has_given(name: Name) -> bool:
    """Tell whether a name begins with a given name; "Al" is one, but begins the names of many places."""
    return bool(given(name.full)) and name.full.split()[0].lower() not in words("particles")


def is_surely_person(context: Context, sentence: Sentence, name: Name, mention: Mention) -> bool:
    """Tell whether a given name, a title or what is told of them shows that a name is somebody's."""
    if _has_given(name) or context.references.gender_of(name):
        return True
    if _VERSUS.search(name.full):
        return False
    parts = [p for p in name.full.split() if p.lower().rstrip("'’") not in words("particles")]
    called = len(parts) > 1 and all((p[0].isupper() and p.isalpha()) or "-" in p or "." in p for p in parts)
    if called and not {p.lower() for p in parts} & set(classes()) and parts[0] != "The":
        return True
    titled = sentence.children(sentence.tokens[mention.end - 1], "nmod:desc", "compound")
    before = sentence.tokens[mention.start - 1] if mention.start else None
    human = words("people") | words("professions")
    nouns = [*titled, *([before] if before is not None else [])]
    return any(t.lemma.lower() in human for t in nouns) or context.speaks(name)


def _may_hide(context: Context, sentence: Sentence, name: Name, mention: Mention) -> bool:
    """Tell whether a name stands by itself: not the topic, no part of a longer phrase, none of several in a row."""
    tokens = sentence.tokens
    start, end = mention.start, mention.end
    top = next((t for t in tokens[start:end] if not start <= t.head < end), tokens[start])
    if (
        _runs_on(name.full)
        or name is context.topic
        or name.kind is Kind.NATIONALITY
        or is_generic(name.full)
        or name.unclear
    ):
        return False
    if is_relation(top, "compound", "amod", "nmod:desc", "flat", "root") or not _is_last(sentence, top):
        return False
    if context.is_person(name) and (" " not in name.full or any(c.isdigit() for c in name.full)):
        return False
    if (
        not name.full[:1].isupper()
        or "$" in name.full
        or name.full.lower() in words("titles")
        or tokens[end - 1].xpos == "NNS"
    ):
        return False
    if start and _is_example(tokens[max(0, start - 2) : start]):
        return False
    if _ORDINAL.fullmatch(name.full.lower()) or name.full in _ERAS or _is_piece(context, sentence, mention):
        return False
    beside = (*tokens[max(0, start - 1) : start], *tokens[end : end + 1])
    if not _is_in_quotes(sentence, mention) and any(t.upos in {"PROPN", "NUM"} or t.text in _MARKS for t in beside):
        return False
    return not any(is_relation(t, "det") and t.text.lower() in {"a", "an"} for t in sentence.children(top))


def _is_example(before: Sequence[Token]) -> bool:
    """Tell whether the words before a name make it one of many: "such as", "including", "like"."""
    texts = [t.text.lower() for t in before]
    return texts[-1] in {"including", "like", "e.g."} or texts == ["such", "as"]


def _runs_on(full: str) -> bool:
    """Tell whether a body's name goes on with somebody's: "Harbour Bureau Ada Lorne"."""
    parts = full.split()
    inner = [i for i, part in enumerate(parts[1:-2], 1) if classes().get(part.lower(), ("", ""))[0] == "organization"]
    return any(parts[i + 1][0].isupper() for i in inner)


def _is_last(sentence: Sentence, top: Token) -> bool:
    """Tell whether a name stands alone or is the last of two or three that an "and" joins."""
    if sentence.child(top, "conj") is not None:
        return False
    if not is_relation(top, "conj"):
        return True
    first = sentence.tokens[top.head]
    row = sentence.children(first, "conj")
    ands = [t.text.lower() for t in sentence.children(top, "cc")]
    return row[-1] is top and len(row) < _ROW and ands == ["and"] and first.upos == "PROPN"


def _is_piece(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a name may be but a part of a title: "Calling the Tide", "Lift to the Moon", "Prize for Glass"."""
    tokens = sentence.tokens
    name = context.names.by_form(mention.text)
    single = mention.end - mention.start == 1 and name is not None and name.kind in _TITLED
    for i, token in enumerate(tokens[mention.end : mention.end + 3]):
        if token.text in _JOINING:
            continue
        plural = token.xpos == "NNPS" and mention.end + i == token.index
        if i and token.text[:1].isupper() and tokens[mention.end].text in {"on", "for"}:
            return True
        if i and (_is_big(context, sentence, token) or ((single or plural) and token.text[:1].isupper())):
            return True
        break
    for i, token in enumerate(reversed(tokens[max(0, mention.start - 3) : mention.start])):
        if token.text in {"for", "on", "and", "the", "to"}:
            continue
        if i and tokens[token.index + 1].text == "for" and token.text[:1].isupper():
            return True
        if i and token.text in _JOINING:
            return False
        if not i and token.text == "of" and mention.end - mention.start > 1:
            continue  # "Freedom of Harbours Act"
        before = context.names.mention_at(sentence, token)
        word = context.names.by_form(before.text) if before is not None and before.end - before.start == 1 else None
        if not i and token.text[:1].isupper() and token.upos in {"NOUN", "PROPN", "ADJ"}:
            return True
        return token.index > 0 and (
            _is_big(context, sentence, token) or (i > 0 and word is not None and word.kind in _TITLED)
        )
    return False


def _is_big(context: Context, sentence: Sentence, token: Token) -> bool:
    """Tell whether a word has a capital without being a name of its own or opening the sentence."""
    if not token.text[:1].isupper() or token.upos == "NUM" or token.text.isupper():
        return False
    return context.names.mention_at(sentence, token) is None
