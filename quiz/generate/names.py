"""Who and what an article names: mentions joined into names, each with its full form, acronym and kind.

A question uses the full form at first mention: ``OTS`` becomes ``Organization of Turkic States`` when the article
says so, a surname becomes the full name when only one person has it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quiz.generate.acronyms import best_expansion, find_acronyms
from quiz.generate.facts import Kind
from quiz.generate.mentions import Mention, find_mentions
from quiz.generate.places import capitals, country
from quiz.generate.wordlists import classes, words
from quiz.language.document import Document, Sentence, Token

_LABELS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "FAC": Kind.FACILITY,
    "LOC": Kind.PLACE,
    "NORP": Kind.NATIONALITY,
    "PRODUCT": Kind.NAME,
    "MISC": Kind.NAME,
}
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


class Names:
    """The names of one article, looked up by sentence and token."""

    def __init__(self, document: Document, *, title: str = "") -> None:
        heading = title or (document.sentences[0].text if document.sentences else "")
        self._where = {id(sentence): i for i, sentence in enumerate(document.sentences)}
        self._mentions = [find_mentions(sentence) for sentence in document.sentences]
        acronyms = find_acronyms(document)
        self._names = _join(document, self._mentions, acronyms, heading.strip(" .,;:"))
        self._by_form: dict[str, Name] = {}
        for name in self._names:
            for form in name.forms:
                self._by_form.setdefault(form.casefold(), name)
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


def _join(
    document: Document, mentions: list[tuple[Mention, ...]], acronyms: dict[str, list[tuple[str, bool]]], heading: str
) -> tuple[Name, ...]:
    groups = _groups(mentions, acronyms, heading)
    nouns = dict(_place_nouns(document, mentions))
    names: list[Name] = []
    for full, forms in groups.items():
        lowered = {form.casefold() for form in forms}
        hits = [(i, m) for i, ms in enumerate(mentions) for m in ms if m.text.casefold() in lowered]
        labels = Counter(m.label for _, m in hits if m.label)
        acronym = next((a for a in acronyms if a in forms), "")
        label = "PERSON" if full == heading and "PERSON" in labels else labels.most_common(1)[0][0] if labels else ""
        kind, noun = classify(full, label, acronym=bool(acronym))
        if not noun and kind is not Kind.PERSON and (shared := _shared_class(full, document.text)):
            kind, noun = Kind.NAME, shared
        if not noun and kind is Kind.ORGANIZATION and len(hits) >= _OFTEN and _is_initials(full):
            noun = "organization"
        if not noun and kind is Kind.PLACE and full in nouns:
            kind, noun = (Kind.CITY if nouns[full] == "city" else Kind.PLACE), nouns[full]
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


def _is_initials(full: str) -> bool:
    return full.isupper() and full.isalpha() and len(full) > 2  # noqa: PLR2004


def _shared_class(full: str, text: str) -> str:
    """Return what a name says itself to be: ``space shuttle`` for "Space Shuttle X" among space shuttles."""
    words_ = full.split()[:-1]
    phrase = " ".join(words_).lower()
    if len(words_) < 2 or not all(w[:1].isupper() for w in words_) or phrase == " ".join(words_):  # noqa: PLR2004
        return ""
    return phrase if re.search(rf"\b{re.escape(phrase)}\b", text) else ""


def _is_name(heading: str) -> bool:
    """Tell whether a heading is nothing but the name of a person or thing."""
    parts = heading.split()
    return 1 < len(parts) <= 5 and all(p[0].isupper() and p[0].isalpha() for p in parts)  # noqa: PLR2004


def _place_nouns(document: Document, mentions: list[tuple[Mention, ...]]) -> Iterator[tuple[str, str]]:
    """Yield what sort of place a name is: "Example, France" is a city, "the town of Example" a town."""
    for sentence, found in zip(document.sentences, mentions, strict=True):
        tokens = sentence.tokens
        for mention, after in zip(found, (*found[1:], None), strict=False):
            before = tokens[max(0, mention.start - 2) : mention.start]
            if len(before) == 2 and before[1].text == "of" and before[0].lemma.lower() in words("places"):  # noqa: PLR2004
                yield mention.text, before[0].lemma.lower()
            elif (
                after is not None
                and after.start == mention.end + 1
                and tokens[mention.end].text == ","
                and tokens[after.start].deprel.split(":")[0] in {"appos", "nmod", "flat"}
                and (country(after.text) or after.text.casefold() in words("states"))
                and not country(mention.text)
                and after.end < len(tokens)
                and tokens[after.end].text not in {"'s", "’s", "'", "’"}
            ):
                yield mention.text, "city"


def _groups(
    mentions: list[tuple[Mention, ...]], acronyms: dict[str, list[tuple[str, bool]]], heading: str
) -> dict[str, set[str]]:
    texts = Counter(m.text for ms in mentions for m in ms)
    if _is_name(heading) and any(heading.rsplit(maxsplit=1)[-1] in text.split() for text in texts):
        texts[heading] += 0
    people = {m.text for ms in mentions for m in ms if m.label == "PERSON"}
    if heading in texts and any(heading.rsplit(maxsplit=1)[-1] in p.split() for p in people):
        people.add(heading)
    located = Counter(m.text for ms in mentions for m in ms if m.label == "LOC")
    places = frozenset(text for text in located if 2 * located[text] > texts[text])
    groups: dict[str, set[str]] = {}
    place: dict[str, str] = {}
    for letters, given in acronyms.items():
        full = best_expansion([text for text, _ in given])
        groups[full] = {full, letters, *(text for text, _ in given)}
        place.update(dict.fromkeys(groups[full], full))
    if heading in texts:
        groups[heading] = {heading}
    for text in sorted(texts, key=lambda t: (-len(t.split()), t.isupper(), t)):
        if text in place:
            continue
        full = _long_form(text, groups, people=people, places=places, heading=heading)
        if text not in people and full not in acronyms and texts[text] > _OFTEN * max(1, texts[full]):
            full = text  # so much more often alone is no short form: "Arvin" is not "New Arvin"
        groups.setdefault(full, {full}).add(text)
        place[text] = full
    return groups


def _long_form(
    text: str, groups: dict[str, set[str]], *, people: set[str], places: frozenset[str], heading: str
) -> str:
    """Return the full form that ``text`` is short for, or ``text`` itself."""
    here = country(text)
    for full in groups:
        if _folded(full) == _folded(text) or (here is not None and country(full) == here):
            return full
    parts = text.split()
    if _is_given_name(text, heading, people):
        return heading
    if len(parts) == 1 and text[:1].isupper():
        owners = [] if text == heading else _owners(text, groups, people)
        owners = [full for full in owners if not (text in places and full in places)]
        if heading in owners:
            return heading
        return owners[0] if len(owners) == 1 else text
    if text in people:
        if (
            heading in people
            and text.split(maxsplit=1)[0] == heading.split(maxsplit=1)[0]
            and _is_subsequence(heading.split(), parts)
        ):
            return heading
        return next((f for f in groups if f in people and _is_person_of(parts, f.split())), text)
    content = sorted(p.casefold() for p in parts if p[:1].isupper())
    if len(content) > 1:
        for full in groups:
            if full not in people and sorted(p.casefold() for p in full.split() if p[:1].isupper()) == content:
                return full
    return text


def _is_given_name(text: str, heading: str, people: set[str]) -> bool:
    """Tell whether ``text`` is the first name of the person an article is about, and of nobody else in it."""
    first = heading.split(maxsplit=1)[0] if heading in people else ""
    others = (p.split() for p in people if p != heading and " " in p)
    return text == first and not any(p[0] == first and heading.rsplit(maxsplit=1)[-1] not in p for p in others)


def _folded(text: str) -> str:
    """Return ``text`` without accents and in lower case."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _owners(text: str, groups: dict[str, set[str]], people: set[str]) -> list[str]:
    """Return the longer names that end in the one word ``text``."""
    long = [f for f in groups if len(f.split()) > 1 and f.split()[-1] == text]
    named = [f for f in long if f in people]
    if named:
        return named
    if text in people or text.casefold() in classes() or text.casefold() in words("vague") or country(text):
        return []
    return [f for f in long if " of " not in f and f.split()[0].casefold() not in words("qualifiers")]


def _is_person_of(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell whether two names of people are the same person's: first and last words agree, none contradicts."""
    return len(short) < len(long) <= 4 and short[-1] == long[-1] and _is_subsequence(short, long)  # noqa: PLR2004


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(part in rest for part in short)


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
    ]
)


def _takes_the(full: str, kind: Kind) -> bool:
    """Tell whether a body's class word asks for "the", as in "the Health Authority"; companies have none."""
    head = full.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].casefold()
    return kind is Kind.ORGANIZATION and " " in full and head in _OFFICIAL


def classify(full: str, label: str, *, acronym: bool = False) -> tuple[Kind, str]:
    """Return the kind of a name and the noun that "Which ..." asks for it with, empty when unknown."""
    if label != "PERSON" and country(full):
        return Kind.COUNTRY, "country"
    if label != "PERSON" and full.casefold() in capitals():
        return Kind.CITY, "city"
    if label == "PERSON":
        return Kind.PERSON, ""
    head = full.split(" of ", maxsplit=1)[0].split(" for ", maxsplit=1)[0].rsplit(maxsplit=1)[-1].casefold().strip(".,")
    if head in classes() and len(full.split()) > 1:
        kind, noun = classes()[head]
        return _KINDS[kind], noun
    lead = full.split(maxsplit=1)[0].casefold()
    if lead in {"lake", "mount", "cape", "gulf", "isle"} and len(full.split()) > 1:
        return Kind.PLACE, "mountain" if lead == "mount" else lead
    if head in words("event") and len(full.split()) > 1:
        return Kind.EVENT, head
    kind = _LABELS.get(label, Kind.ORGANIZATION if acronym else Kind.NAME)
    return kind, "organization" if acronym and kind is Kind.ORGANIZATION else ""
