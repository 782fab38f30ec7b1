"""Who and what an article names: mentions joined into names, each with its full form, acronym and kind.

A question uses the full form at first mention: ``OTS`` becomes ``Organization of Turkic States`` when the article
says so, a surname becomes the full name when only one person has it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quiz.generate.entities.acronyms import find_acronyms
from quiz.generate.entities.bearers import FIRM, announced, described_people, with_firms
from quiz.generate.entities.defined import defined_people, defined_places, defined_things, place_nouns
from quiz.generate.entities.joins import group_names
from quiz.generate.entities.mentions import Mention, find_mentions
from quiz.generate.entities.places import capitals, country, home_of
from quiz.generate.facts import Kind
from quiz.generate.wordlists import classes, leads, things, words
from quiz.language.document import Document, Sentence, Token

_LABELS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    FIRM: Kind.ORGANIZATION,
    "FAC": Kind.FACILITY,
    "LOC": Kind.PLACE,
    "NORP": Kind.NATIONALITY,
    "PRODUCT": Kind.NAME,
    "MISC": Kind.NAME,
}
_LINKS = re.compile(r" (?:of|for|in|de|du|des|del|della|di) ")
_RULERS = {"queen", "king", "pope", "emperor", "empress", "sultan", "tsar"}
"""Titles that stand for who bears them."""
_OWNED = re.compile(r"['’]s ")
_OFTEN = 5
"""Mentions from which capitals that are always taken for an organization are believed to be one."""
_KINDS = {
    "organization": Kind.ORGANIZATION,
    "facility": Kind.FACILITY,
    "place": Kind.PLACE,
    "prize": Kind.PRIZE,
    "event": Kind.EVENT,
    "country": Kind.COUNTRY,
    "thing": Kind.NAME,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One person, place, organization or thing of the article."""

    full: str
    """The longest sound form, without article."""
    kind: Kind
    noun: str
    """What to ask for it with: ``country`` in "Which country"; empty for people and when nothing is known."""
    forms: frozenset[str]
    """All spellings in the article, the full one included."""
    acronym: str = ""
    article: bool = False
    """Whether it takes "the"."""
    count: int = 0
    first: int = 0
    """Index of the sentence that names it first."""
    namesakes: bool = False
    """Whether somebody else in the article has the same surname."""
    expansions: tuple[str, ...] = ()
    """Spellings that an acronym was given with; more than one when the article is not consistent."""

    @property
    def surname(self) -> str:
        """The last word of a person's full name; the first one where a given name with a hyphen comes last."""
        parts = self.full.split()
        given_last = len(parts) > 1 and "-" in parts[-1] and parts[-1][0].isupper() and "-" not in parts[0]
        family = 1 < len(parts) <= 3 and parts[0].casefold() in words("family-first") and parts[-1] not in self.forms  # noqa: PLR2004
        return parts[0] if given_last or family else parts[-1]

    @property
    def unclear(self) -> bool:
        """Tell whether it is only a surname that several people of the article have."""
        return self.namesakes and " " not in self.full


def is_place(name: Name | None) -> bool:
    """Tell whether a name is where something can be."""
    return name is not None and name.kind in {Kind.PLACE, Kind.CITY, Kind.COUNTRY, Kind.FACILITY}


class Names:
    """The names of one article, looked up by sentence and token."""

    def __init__(self, document: Document, *, title: str = "") -> None:
        heading = without_land(title or (document.sentences[0].text if document.sentences else ""))
        self._where = {id(sentence): i for i, sentence in enumerate(document.sentences)}
        found = with_firms(document, [find_mentions(s) for s in document.sentences])
        self.bearer = announced(heading, found)
        """The person whose life or death the title announces, empty when it announces none."""
        self.heading = heading
        """The title, or what stands first in a text without one."""
        heading = self.bearer or heading
        self._mentions = [_with_heading(s, m, heading) for s, m in zip(document.sentences, found, strict=True)]
        acronyms = find_acronyms(document)
        self._names = _join(document, self._mentions, acronyms, heading.strip(" .,;:"))
        self._by_form: dict[str, Name] = {}
        for name in self._names:
            for form in name.forms:
                self._by_form.setdefault(form.casefold(), name)
        self.long = tuple(sorted((n.full for n in self._names if " " in n.full), key=lambda full: -len(full)))
        """The names of several words, the longest first, so that none is found inside another."""
        self._parts = frozenset(part for name in self._names for form in name.forms for part in form.split())

    def __iter__(self) -> Iterator[Name]:
        """Yield the names by first appearance."""
        return iter(self._names)

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return the mentions of a sentence of this article from left to right."""
        where = self._where.get(id(sentence))
        return self._mentions[where] if where is not None else find_mentions(sentence)

    def index(self, sentence: Sentence) -> int:
        """Return the position of a sentence in the article."""
        return self._where[id(sentence)]

    def mention_at(self, sentence: Sentence, token: Token) -> Mention | None:
        """Return the mention that ``token`` is part of."""
        return next((m for m in self.mentions(sentence) if m.start <= token.index < m.end), None)

    def name_at(self, sentence: Sentence, token: Token) -> Name | None:
        """Return the name that ``token`` is part of."""
        mention = self.mention_at(sentence, token)
        return self.by_form(mention.text) if mention else None

    def by_form(self, text: str) -> Name | None:
        """Return the name that is spelled ``text`` somewhere in the article."""
        return self._by_form.get(text.casefold())

    def has_word(self, word: str) -> bool:
        """Tell whether a word is part of a name somewhere in the article."""
        return word in self._parts

    def expand(self, text: str) -> str:
        """Return ``text``, a single mention, in its full form."""
        name = self.by_form(text)
        return name.full if name else text

    def main_of(self, *kinds: Kind) -> Name | None:
        """Return the most frequent name of some kinds, the earliest when several are; ``None`` if there is none."""
        found = [n for n in self._names if n.kind in kinds]
        return max(found, key=lambda n: (n.count, -n.first), default=None)


def without_land(title: str) -> str:
    """Return a title without the land or state behind a comma that tells a town from others: "Arvin, Ohio"."""
    town, comma, land = title.strip(" .,;:").rpartition(", ")
    known = country(land) is not None or land.casefold() in words("states")
    return town if comma and known and "," not in town else title


def _with_heading(sentence: Sentence, found: tuple[Mention, ...], heading: str) -> tuple[Mention, ...]:
    """Return mentions with those that spell the title's name together joined: "Ada of Arvin"."""
    parts = heading.split()
    if len(found) < 2 or not any(p.islower() for p in parts) or len(parts) > 5:  # noqa: PLR2004
        return found
    texts = [t.text for t in sentence.tokens]
    for start in range(len(texts) - len(parts) + 1):
        if texts[start : start + len(parts)] == parts:
            end = start + len(parts)
            inside = [m for m in found if start <= m.start and m.end <= end]
            if inside:
                whole = replace(inside[0], start=start, end=end, text=heading)
                return tuple(sorted([whole, *(m for m in found if m not in inside)], key=lambda m: m.start))
    return found


def _join(
    document: Document, mentions: list[tuple[Mention, ...]], acronyms: dict[str, list[tuple[str, bool]]], heading: str
) -> tuple[Name, ...]:
    groups = group_names(document, mentions, acronyms, heading)
    defined = dict(defined_places(document, mentions))
    nouns = dict(place_nouns(document, mentions)) | defined
    said = dict(defined_things(document, mentions))
    somebody = frozenset(defined_people(document, mentions))
    people = frozenset(described_people(document, mentions))
    names: list[Name] = []
    for full, forms in groups.items():
        lowered = {form.casefold() for form in forms}
        hits = [(i, m) for i, ms in enumerate(mentions) for m in ms if m.text.casefold() in lowered]
        labels = Counter(m.label for _, m in hits if m.label)
        acronym = next((a for a in acronyms if a in forms), "")
        label = "PERSON" if full == heading and "PERSON" in labels else labels.most_common(1)[0][0] if labels else ""
        if (label in {"ORG", "MISC", ""} and _is_person(full)) or (" " in full and forms & people):
            label = "PERSON"
        kind, noun = classify(full, label, acronym=bool(acronym))
        if kind is Kind.EVENT and acronym and label == "ORG":
            kind, noun = Kind.ORGANIZATION, "organization"  # bishops hold a conference, and are one
        if not noun and kind is not Kind.PERSON and (shared := _shared_class(full, document.text)):
            kind, noun = Kind.NAME, shared
        if not noun and kind is Kind.ORGANIZATION and len(hits) >= _OFTEN and _is_initials(full):
            noun = "organization"
        placed = next((nouns[form] for form in forms if form in nouns), "")
        if placed and ((not noun and kind is Kind.PLACE) or (full in defined and kind is not Kind.COUNTRY)):
            kind, noun = (Kind.CITY if placed == "city" else Kind.PLACE), placed
        if noun == "city" and full.endswith("shire"):
            kind, noun = Kind.PLACE, ""
        told = next((said[form] for form in forms if form in said), "")
        if not noun and kind in {Kind.NAME, Kind.PLACE, Kind.ORGANIZATION} and any(form in somebody for form in forms):
            kind = Kind.PERSON
        if told and kind not in {Kind.COUNTRY, Kind.CITY} and (not noun or kind is not _KINDS[things()[told]]):
            kind, noun = _KINDS[things()[told]], told
        names.append(
            Name(
                full=full,
                kind=kind,
                noun=noun,
                forms=frozenset(forms),
                acronym=acronym,
                article=_takes_the(full, kind)
                or any(m.the for _, m in hits if m.text.casefold() == full.casefold())
                or any(the for text, the in acronyms.get(acronym, []) if text in forms),
                count=len(hits),
                first=min((i for i, _ in hits), default=len(document.sentences)),
                expansions=tuple(dict.fromkeys(text for text, _ in acronyms.get(acronym, []))),
            )
        )
    surnames = Counter(n.surname for n in names if n.kind is Kind.PERSON)
    parts = Counter(part for n in names if n.kind is Kind.PERSON for part in set(n.full.split()))
    names = [
        replace(n, namesakes=surnames[n.surname] > 1 or (n.kind is Kind.PERSON and parts[n.full] > 1)) for n in names
    ]
    return tuple(sorted(names, key=lambda n: (n.first, n.full)))


def _is_person(full: str) -> bool:
    """Tell whether a name looks like a person's by its given name, and holds no class word."""
    parts = full.split()
    given = words("given-she") | words("given-he")
    plain = all(p[:1].isupper() and p.isalpha() and not p.isupper() for p in parts)
    classed = any(p.casefold() in classes() or p.casefold() in words("months") | words("vague") for p in parts)
    plain = plain and not parts[-1].endswith("s")
    return 1 < len(parts) <= 3 and plain and parts[0].casefold() in given and not classed  # noqa: PLR2004


def _is_initials(full: str) -> bool:
    return full.isupper() and full.isalpha() and len(full) > 2  # noqa: PLR2004


def _shared_class(full: str, text: str) -> str:
    """Return what a name says itself to be: ``space shuttle`` for "Space Shuttle X" among space shuttles."""
    words_ = full.split()[:-1]
    phrase = " ".join(words_).lower()
    if len(words_) < 2 or not all(w[:1].isupper() for w in words_) or phrase == " ".join(words_):  # noqa: PLR2004
        return ""
    return phrase if re.search(rf"\b{re.escape(phrase)}\b", text) else ""


_OFFICIAL = frozenset(
    [
        "administration",
        "agency",
        "army",
        "association",
        "authority",
        "board",
        "bureau",
        "commission",
        "committee",
        "conference",
        "congress",
        "council",
        "court",
        "department",
        "federation",
        "foundation",
        "fund",
        "government",
        "institute",
        "ministry",
        "office",
        "parliament",
        "senate",
        "society",
        "union",
        "alliance",
        "cabinet",
        "coalition",
        "consortium",
        "initiative",
        "league",
        "movement",
        "network",
        "party",
        "program",
        "programme",
        "project",
        "secretariat",
        "service",
        "tribunal",
    ]
)


_SCHOOLS = {"university", "college", "school", "institute", "academy", "church", "bank", "house", "museum"}
"""What takes "the" before "of": "the University of Arvin", and "Arvin University"."""
_PAPERS = {
    "program",
    "programme",
    "act",
    "bill",
    "scheme",
    "survey",
    "plan",
    "treaty",
    "project",
    "agreement",
    "accord",
}
"""What takes "the" whatever stands before: "the Arvin Ferries Act"."""
_ONCE = {"earthquake", "election", "flood", "fire", "crash", "disaster", "explosion", "riot", "massacre", "referendum"}
"""What happens once and takes "the" behind its place: "the 1902 Arvin flood"."""


def _takes_the(full: str, kind: Kind) -> bool:
    """Tell whether a class word asks for "the": "the Health Authority", "the Tern Museum"; companies have none."""
    head = full.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].casefold()
    if kind is Kind.FACILITY:
        return " " in full and head in words("takes-the")
    if " " in full and kind in {Kind.NAME, Kind.ORGANIZATION} and head in _PAPERS:
        return True
    if (kind is Kind.ORGANIZATION and " of " in full and head in _SCHOOLS) or (kind is Kind.EVENT and head in _ONCE):
        return True
    return kind is Kind.ORGANIZATION and " " in full and head in _OFFICIAL


def classify(full: str, label: str, *, acronym: bool = False) -> tuple[Kind, str]:
    """Return the kind of a name and the noun that "Which ..." asks for it with, empty when unknown."""
    if label != "PERSON" and country(full):
        return Kind.COUNTRY, "country"
    if label != "PERSON" and full.casefold() in capitals():
        return Kind.CITY, "city"
    if label == "PERSON" and not _OWNED.search(full):
        return Kind.PERSON, ""
    if home_of(full) is not None:
        return Kind.NATIONALITY, ""
    if full.casefold() in _RULERS:
        return Kind.PERSON, ""
    head = _LINKS.split(full, maxsplit=1)[0].rsplit(maxsplit=1)[-1].casefold().strip(".,")
    if head in classes() and len(full.split()) > 1:
        kind, noun = classes()[head]
        return _KINDS[kind], noun
    lead = full.split(maxsplit=1)[0].casefold()
    if lead in leads() and len(full.split()) > 1:
        kind, noun = leads()[lead]
        return _KINDS[kind], noun
    if head in words("event") and len(full.split()) > 1:
        return Kind.EVENT, head
    kind = _LABELS.get(label, Kind.ORGANIZATION if acronym else Kind.NAME)
    return kind, "organization" if acronym and kind is Kind.ORGANIZATION else ""
