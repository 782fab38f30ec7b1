"""Names and words that are easily taken for each other, so that one is never forgiven as a slip for the other."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from quiz.grading.normal import bare, fold, latin, without_articles, words

_LOOK_ALIKES: tuple[frozenset[str], ...] = tuple(
    frozenset(group.split())
    for group in (
        "monet manet", "lenin lennon", "stalactite stalagmite", "immigration emigration", "immigrant emigrant",
        "latitude altitude", "perigee apogee", "anion cation", "fluorine chlorine", "silicon silicone",
        "meiosis mitosis",
        "thymine thiamine thymidine", "concave convex", "ascending descending", "ascend descend", "ascent descent",
        "increase decrease", "increased decreased", "increasing decreasing", "import export", "imports exports",
        "importer exporter", "importers exporters", "principal principle", "prescribe proscribe",
        "complement compliment",
        "affect effect", "adsorption absorption", "refraction refractor diffraction reflection", "afferent efferent",
        "abduction adduction", "ileum ilium", "glucagon glycogen", "uranus uranium", "carolina caroline",
        "baltic balkan", "saturday sunday", "tuesday thursday", "june july", "guiana guyana guinea ghana",
        "congress progress", "deductive inductive", "deduction induction", "bishop bisho", "nitrate nitrite nitride",
        "sulfate sulfite sulfide", "chlorate chlorite chloride", "phosphate phosphite", "alkane alkene alkyne",
        "ethane ethene ethyne", "propane propene", "butane butene", "methane methanol ethanol",
    )
)  # fmt: skip
"""Words one or two letters apart that mean different things."""

_PREFIXES = frozenset(
    ("", "un", "in", "im", "il", "ir", "dis", "non", "anti", "pro", "pre", "post", "ex", "inter", "intra", "hyper",
     "hypo", "over", "under", "endo", "exo", "macro", "micro", "sub", "super", "bi", "tri", "mono", "di", "homo",
     "hetero", "mega", "giga", "kilo", "milli", "nano")
)  # fmt: skip
"""Beginnings that turn a word into its opposite or into another one; the empty one is the plain word."""
_ENDINGS = frozenset(("er", "ee", "or", "ist", "ism"))
_NEGATIONS = frozenset(("not", "no", "non", "never", "without", "nor", "anti"))
_ROMAN_OR_LETTER = re.compile(r"(?:[a-z]|[ivx]+)$")
_SHORTEST_STEM = 3
"""Letters that two words have in common when one is taken for the other with another beginning or ending."""
_SHORTEST_NAME = 4
"""Letters; a shorter spelling of a country or city stands for too much else."""
_OWN_ALIASES = {
    "usa": "united states", "us": "united states", "america": "united states",
    "united states of america": "united states", "uk": "united kingdom", "britain": "united kingdom",
    "great britain": "united kingdom", "uae": "united arab emirates", "drc": "democratic republic of the congo",
    "czechia": "czech republic", "cote divoire": "ivory coast", "cabo verde": "cape verde", "eswatini": "swaziland",
    "timor leste": "east timor", "north macedonia": "republic of macedonia", "holland": "netherlands",
    "burma": "myanmar", "persia": "iran", "siam": "thailand", "ceylon": "sri lanka",
}  # fmt: skip
_OWN_CITIES = (
    ("kyiv", "kiev"), ("mumbai", "bombay"), ("beijing", "peking"), ("kolkata", "calcutta"), ("chennai", "madras"),
    ("yangon", "rangoon"), ("ho chi minh city", "saigon"), ("kharkiv", "kharkov"), ("lviv", "lvov"),
    ("odesa", "odessa"), ("bengaluru", "bangalore"), ("astana", "nur sultan"), ("mecca", "makkah"),
)  # fmt: skip
"""Cities with two usual names."""

Entity = tuple[str, str]
"""What a name stands for: country, capital or people, and the country it belongs to."""


def name_key(text: str) -> str:
    """Return the form in which names are compared."""
    return " ".join(without_articles(words(latin(bare(fold(text))))))


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, frozenset[Entity]]:
    """Return the names of countries, capitals and peoples, and what each can stand for; the first call reads them."""
    from countryinfo import CountryInfo  # noqa: PLC0415 - 45 ms that only a doubtful answer needs

    found: dict[str, set[Entity]] = {}

    def add(name: object, entity: Entity) -> None:
        if isinstance(name, str) and len(key := name_key(name)) >= _SHORTEST_NAME:
            found.setdefault(key, set()).add(entity)

    for country, facts in CountryInfo("France").all().items():
        add(country, ("country", country))
        for other in _texts(facts.get("altSpellings")):
            add(other, ("country", country))
        add(facts.get("capital"), ("capital", country))
        add(facts.get("demonym"), ("people", country))
    for alias, country in _OWN_ALIASES.items():
        found.setdefault(alias, set()).add(("country", country))
    for names in _OWN_CITIES:
        for name in names:
            found.setdefault(name, set()).add(("city", names[0]))
    return {name: frozenset(entities) for name, entities in found.items()}


def _texts(value: object) -> Iterable[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def same_entity(one: str, other: str) -> bool:
    """Tell whether two keys are names of one country, capital or people, and of nothing else."""
    names = known_names()
    return one in names and bool(names[one] & names.get(other, frozenset()))


def are_other_entities(one: str, other: str) -> bool:
    """Tell whether two keys are names of different countries, capitals or peoples."""
    names = known_names()
    return one in names and other in names and not names[one] & names[other]


def is_another(expected: str, given: str, distractors: Iterable[str]) -> bool:
    """Tell whether ``given`` is, or is closer to, a known name other than ``expected``; all are keys."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - 20 ms that right answers do not need

    names = known_names()
    meant = names.get(expected, frozenset())
    off = OSA.distance(expected, given)

    def closer(name: str) -> bool:
        return name != expected and OSA.distance(name, given, score_cutoff=off) < off

    if any(closer(name) for name in distractors):
        return True
    return any(closer(name) for name, entities in names.items() if not entities & meant)


def differ_in_meaning(expected: tuple[str, ...], given: tuple[str, ...]) -> bool:
    """Tell whether words that look like slips are words of their own: negations, opposites, numerals, look-alikes."""
    if _NEGATIONS & (set(expected) ^ set(given)):
        return True
    if len(expected) != len(given):
        return False
    return any(one != other and _are_two_words(one, other) for one, other in zip(expected, given, strict=True))


def _are_two_words(one: str, other: str) -> bool:
    if _ROMAN_OR_LETTER.match(one) or _ROMAN_OR_LETTER.match(other):
        return True
    if any(one in group and other in group for group in _LOOK_ALIKES):
        return True
    tail = _common_start(one[::-1], other[::-1])
    if tail >= _SHORTEST_STEM and {one[: len(one) - tail], other[: len(other) - tail]} <= _PREFIXES:
        return True
    head = _common_start(one, other)
    stem = next((head - back for back in range(3) if {one[head - back :], other[head - back :]} <= _ENDINGS), 0)
    return stem >= _SHORTEST_STEM


def _common_start(one: str, other: str) -> int:
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length
