"""Which spellings of an article are one name: surnames and full names, acronyms, aliases, the name in the title."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quiz.generate.entities.acronyms import best_expansion
from quiz.generate.entities.bearers import FIRM
from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.places import country
from quiz.generate.wordlists import classes, offices, words
from quiz.language.document import Document, Sentence

_OFTEN = 5
"""So many times as often alone, a word is no short form of a longer name."""
_PARTICLES = {"of", "the", "de", "la", "du", "von", "van", "der", "bin", "ibn"}
_NUMBERED = re.compile(r"([A-Z]{2,})(\d+)")
_ALIAS = {"known", "called", "nicknamed", "identified", "born"}
"""Words between a name and another name of the same bearer."""
_LEADS = {"as", "called", "nicknamed", "born", "and"}


@dataclass(frozen=True, slots=True)
class Spelled:
    """The spellings of one article, by what they can be."""

    heading: str
    texts: Counter[str]
    people: frozenset[str]
    places: frozenset[str]
    paragraphs: dict[str, frozenset[int]]
    """In which paragraphs each stands."""
    definite: frozenset[str]
    """Words that "the" always stands before."""
    firms: frozenset[str] = frozenset()
    """Surnames that mean a firm."""
    first: Mapping[str, int] = field(default_factory=dict[str, int])
    """In which sentence each stands first."""

    @property
    def short(self) -> str:
        """The title's name without what tells it apart: ``Ada`` of "Ada of Arvin"."""
        parts = self.heading.split()
        cut = next((i for i, part in enumerate(parts) if part in _PARTICLES), 0)
        return " ".join(parts[:cut]) if cut else ""


def group_names(
    document: Document, mentions: list[tuple[Mention, ...]], acronyms: dict[str, list[tuple[str, bool]]], heading: str
) -> dict[str, set[str]]:
    """Return the full names of an article with all their spellings."""
    spelled = _spelled(document, mentions, heading)
    texts, people = spelled.texts, spelled.people
    groups: dict[str, set[str]] = {}
    place: dict[str, str] = {}
    for letters, given in acronyms.items():
        full = best_expansion([text for text, _ in given])
        groups[full] = {full, letters, *(text for text, _ in given)}
        place.update(dict.fromkeys(groups[full], full))
    if heading in texts:
        groups[heading] = {heading}
    for one, other in _aliases(document, mentions, spelled):
        whole = heading in people and _is_longer(one.split(), heading.split())
        full = heading if whole or heading in {one, other} or heading.endswith(" " + other) else one
        groups.setdefault(full, {full}).update({one, other})
        place.update(dict.fromkeys((one, other), full))
    for text in sorted(texts, key=lambda t: (-len(t.split()), t.isupper(), t)):
        if text in place:
            continue
        full = _long_form(text, groups, spelled)
        if text not in people and full not in acronyms and texts[text] > _OFTEN * max(1, texts[full]):
            full = text if full != heading else full  # "Arvin", so much more often alone, is not "New Arvin"
        groups.setdefault(full, {full}).add(text)
        place[text] = full
    return groups


def _spelled(document: Document, mentions: list[tuple[Mention, ...]], heading: str) -> Spelled:
    texts = Counter(m.text for ms in mentions for m in ms)
    people = {m.text for ms in mentions for m in ms if m.label == "PERSON"}
    if _is_name(heading, texts):
        texts[heading] += 0
    spelled = Spelled(heading, texts, frozenset(people), frozenset(), {}, frozenset())
    if heading in texts and (
        any(heading.rsplit(maxsplit=1)[-1] in p.split() for p in people) or spelled.short in people
    ):
        people.add(heading)
    where: dict[str, set[int]] = {}
    first: dict[str, int] = {}
    for i, (sentence, found) in enumerate(zip(document.sentences, mentions, strict=True)):
        for mention in found:
            where.setdefault(mention.text, set()).add(sentence.paragraph)
            first.setdefault(mention.text, i)
    located = Counter(m.text for ms in mentions for m in ms if m.label == "LOC")
    return Spelled(
        heading,
        texts,
        frozenset(people),
        frozenset(text for text in located if 2 * located[text] > texts[text]),
        {text: frozenset(found) for text, found in where.items()},
        frozenset(texts) - {m.text for ms in mentions for m in ms if not m.the},
        frozenset(m.text for ms in mentions for m in ms if m.label == FIRM),
        first,
    )


def _is_name(heading: str, texts: Counter[str]) -> bool:
    """Tell whether a heading is nothing but the name of a person or thing that the text speaks of."""
    parts = heading.split()
    solid = [p for p in parts if p not in _PARTICLES]
    if not 1 < len(parts) <= 5 or parts[0] not in solid or parts[-1] not in solid:  # noqa: PLR2004
        return False
    if not all(p[0].isupper() and p[0].isalpha() for p in solid):
        return False
    named = {part for text in texts for part in text.split()}
    return parts[-1] in named and (len(solid) == len(parts) or parts[0] in named)


def _aliases(document: Document, mentions: list[tuple[Mention, ...]], spelled: Spelled) -> list[tuple[str, str]]:
    """Return the pairs of names that the sentence that presents the article's person gives it: "X, known as Y"."""
    found: list[tuple[str, str]] = []
    for sentence, here in zip(document.sentences, mentions, strict=True):
        people = [m for m in here if m.text in spelled.people]
        for other in people[1:]:
            between = [t.text.lower() for t in sentence.tokens[people[0].end : other.start]]
            while between and between[-1] in offices():
                between.pop()
            told = set(between) & _ALIAS
            if told and between[-1] in _LEADS and not _has_verb(sentence, people[0], other):
                found.append((people[0].text, other.text))
        if found or (people and any(t.xpos in {"VBD", "VBZ"} for t in sentence.tokens)):
            break
    return found


def _has_verb(sentence: Sentence, one: Mention, other: Mention) -> bool:
    return any(t.xpos in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.tokens[one.end : other.start])


def _long_form(text: str, groups: dict[str, set[str]], spelled: Spelled) -> str:
    """Return the full form that ``text`` is short for, or ``text`` itself."""
    heading, people = spelled.heading, spelled.people
    here = country(text)
    for full in groups:
        if _folded(full) == _folded(text) or (here is not None and country(full) == here):
            return full
    parts = text.split()
    own = (spelled.short and text == spelled.short) or _is_last_part(text, groups, spelled) or _is_firm(text, heading)
    if own or _is_given_name(text, heading, people):
        return heading
    if spelled.short and text in people and text.endswith(" " + spelled.short):
        return heading
    if letters := _spelled_out(text, groups, heading):
        return letters
    if len(parts) == 1 and text[:1].isupper():
        return _owner(text, groups, spelled)
    if text in people:
        if heading in people and (heading.startswith(text + " ") or _is_longer(parts, heading.split())):
            return heading
        return next((f for f in groups if f in people and _is_person_of(parts, f.split())), text)
    content = sorted(p.casefold() for p in parts if p[:1].isupper() or p.isdigit())
    if len(content) > 1:
        for full in groups:
            own = sorted(p.casefold() for p in full.split() if p[:1].isupper() or p.isdigit())
            if full not in people and own == content:
                return full
    return text


def _is_firm(text: str, heading: str) -> bool:
    """Tell whether a name is the title's firm in full: "Tern Ferries Limited"."""
    return text.startswith(heading + " ") and text.removeprefix(heading + " ").casefold() in _FORMS


def _is_last_part(text: str, groups: dict[str, set[str]], spelled: Spelled) -> bool:
    """Tell whether a name of several words is how an entry calls its topic: "Holy Well" of "College of Holy Well"."""
    heading = spelled.heading
    return " " in text and heading.endswith(f" of {text}") and heading in groups and text not in spelled.places


def _is_longer(parts: Sequence[str], heading: Sequence[str]) -> bool:
    """Tell whether a person's name is the title's with names between: "Ada Maria Lorne" of "Ada Lorne"."""
    return parts[0] == heading[0] and (_is_subsequence(heading, parts) or _share_surname(parts, heading))


def _share_surname(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of two surnames is part of the other: "Lorne" and, after a marriage, "Lorne-Berg"."""
    short, long = sorted((one[-1].split("-"), other[-1].split("-")), key=len)
    return len(short) == 1 and len(long) > 1 and short[0] in long


def _spelled_out(text: str, groups: dict[str, set[str]], heading: str) -> str:
    """Return the one name whose initials ``text`` is: ``HC6`` of "Harbour Controller 6"; empty if there is none."""
    numbered = _NUMBERED.fullmatch(text)
    letters, number = (numbered[1], numbered[2]) if numbered else (text, "")
    if not (letters.isupper() and letters.isalpha() and 1 < len(letters) <= 6):  # noqa: PLR2004
        return ""
    found = [
        full
        for full in groups
        if "".join(p[0] for p in full.split() if p[0].isupper()) == letters
        and full.split()[-1].isdigit() == bool(number)
        and (not number or full.split()[-1] == number)
        and len(full.split()) > 1
    ]
    if len(found) != 1 or (len(letters) + len(number) < 3 and found[0] not in heading):  # noqa: PLR2004
        return ""
    return found[0]


def _is_given_name(text: str, heading: str, people: frozenset[str]) -> bool:
    """Tell whether ``text`` is the first name of the person an article is about, and of nobody else in it."""
    first = heading.split(maxsplit=1)[0] if heading in people else ""
    if first.lower() in offices():
        return False
    others = (p.split() for p in people if p != heading and " " in p)
    return text == first and not any(p[0] == first and heading.rsplit(maxsplit=1)[-1] not in p for p in others)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Return ``text`` without accents and in lower case."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _owner(text: str, groups: dict[str, set[str]], spelled: Spelled) -> str:
    """Return the one longer name that ends in the one word ``text``, or that begins with it for people."""
    if text == spelled.heading:
        return text
    if _is_seat(text, spelled):
        return spelled.heading
    if (
        text in spelled.people
        and spelled.heading in spelled.people
        and "-" in (surname := spelled.heading.rsplit(maxsplit=1)[-1])
        and text in surname.split("-")
    ):
        return spelled.heading
    if text in spelled.firms:
        return text
    found = [
        f
        for f in _owners(text, groups, spelled)
        if not (text in spelled.places and f in spelled.places)
        or (f == spelled.heading and f.split()[0].casefold() in _WATERS)
    ]
    if spelled.heading in found:
        return spelled.heading
    if len(found) == 1:
        return found[0]
    if meant := _first_presented(text, found, spelled):
        return meant
    if not found and text in spelled.people:
        first = [f for f in groups if f in spelled.people and " " in f and f.split()[0] == text]
        if len(first) == 1 and (_is_spoken_of(text, first[0], spelled.texts) or _are_near(text, first[0], spelled)):
            return first[0]
    return _middle_of(text, groups, spelled) or text if not found else text


def _first_presented(text: str, owners: Sequence[str], spelled: Spelled) -> str:
    """Return the one of several people of a surname whom the article presents and calls by it before the others."""
    people = [f for f in owners if f in spelled.people]
    if len(people) < len(owners) or not people:
        return ""
    headed = [f for f in people if f in spelled.heading]
    if len(headed) == 1:
        return headed[0]
    called = spelled.first.get(text, 0)
    before = [f for f in people if spelled.first.get(f, called + 1) <= called]
    return before[0] if len(before) == 1 and spelled.first[before[0]] < called else ""


def _is_seat(text: str, spelled: Spelled) -> bool:
    """Tell whether a word is what a title's university is called for short: "Arvin" of "Arvin University"."""
    heading = spelled.heading.split()
    return (
        len(heading) > 1
        and heading[0] == text
        and heading[-1] in {"University", "College"}
        and text not in spelled.places
    )


def _middle_of(text: str, groups: dict[str, set[str]], spelled: Spelled) -> str:
    """Return the one person whose middle name a text goes on to use alone: "Lia" of "Ana Lia da Costa"."""
    called = spelled.first.get(text, 0)
    found = [
        f for f in groups if f in spelled.people and text in f.split()[1:-1] and spelled.first.get(f, called) < called
    ]
    return found[0] if len(found) == 1 and text in spelled.people else ""


def _is_spoken_of(first: str, full: str, texts: Counter[str]) -> bool:
    """Tell whether a person is named so often that a first name means them wherever it stands."""
    return texts[first] > 1 or texts[full] + texts[full.rsplit(maxsplit=1)[-1]] > 2  # noqa: PLR2004


def _are_near(one: str, other: str, spelled: Spelled) -> bool:
    """Tell whether two spellings stand in one paragraph."""
    nothing: frozenset[int] = frozenset()
    return bool(spelled.paragraphs.get(one, nothing) & spelled.paragraphs.get(other, nothing))


def _owners(text: str, groups: dict[str, set[str]], spelled: Spelled) -> list[str]:
    """Return the longer names that end in the one word ``text``."""
    long = [f for f in groups if len(f.split()) > 1 and f.split()[-1] == text]
    # A caption that has run into a name holds long words in lower case; names of people only particles ("van der").
    clean = [f for f in long if all(w[:1].isupper() or len(w) <= _PARTICLE for w in f.split())]
    named = [f for f in clean if f in spelled.people and not {"of", "the"} & set(f.split())]
    if named:
        return named
    if text.casefold() in classes() and text in spelled.definite:
        # "the Society" after "Society of Arvin" or "Harbour Society"
        return [f for f in groups if len(f.split()) > 1 and text in {f.split()[0], f.split()[-1]}]
    carried = [f for f in long if f.split()[0].casefold() in _CARRIERS]
    if carried:
        return carried
    if text in spelled.people or text.casefold() in classes() or text.casefold() in words("vague") or country(text):
        return []
    proud = [f for f in long if all(part[:1].isupper() for part in f.split()) and not _is_science(text, f, spelled)]
    return [f for f in proud if f.split()[0].casefold() not in words("qualifiers")]


def _is_science(text: str, long: str, spelled: Spelled) -> bool:
    """Tell whether a word names a science of which a longer name is a branch: "Physics" before "Tidal Physics"."""
    return text.endswith("ics") and spelled.first.get(text, 0) < spelled.first.get(long, 0)


_FORMS = {"limited", "ltd", "ltd.", "inc", "inc.", "plc", "corp.", "corporation", "company", "group", "holdings", "ag"}
"""What stands behind the name of a firm in its full form."""
_WATERS = {"lake", "loch", "mount", "river"}
"""First words of names of places that are often left out."""
_PARTICLE = 3
"""Letters of the longest word in lower case within a person's name."""
_CARRIERS = {"space", "hms", "uss", "rms", "ss", "mv", "ferry", "hurricane", "cyclone", "typhoon", "storm"}
"""First words of names of things that bear people's names."""


def _is_person_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether two names of people are the same person's: first and last words agree, none contradicts."""
    return len(short) < len(long) <= 4 and short[-1] == long[-1] and _is_subsequence(short, long)  # noqa: PLR2004


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(part in rest for part in short)
