"""What is special about names: titles, last names, initials, the order of names, acronyms, forms of companies."""

import re
from collections.abc import Iterable

from quiz.grading.normal import bare, fold, words
from quiz.model.answer import Verdict

_TITLES = frozenset(
    (
        "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "president", "vice president", "prime minister",
        "premier", "minister", "foreign minister", "defense minister", "defence minister", "interior minister",
        "finance minister", "secretary", "secretary general", "general secretary", "secretary of state", "chancellor",
        "senator", "sen", "governor", "gov", "mayor", "ambassador", "congressman", "congresswoman", "rep",
        "representative", "justice", "judge", "chairman", "chairwoman", "chairperson", "director", "ceo", "pope",
        "archbishop", "cardinal", "rev", "reverend", "sheikh", "ayatollah", "sir", "dame", "deputy prime minister",
        "first lady", "commissioner", "speaker",
    )
)  # fmt: skip
"""Titles that are hardly ever part of another name."""
_DOUBTFUL_TITLES = frozenset(
    (
        "king", "queen", "prince", "princess", "emperor", "empress", "tsar", "lord", "lady", "duke", "duchess",
        "count", "countess", "baron", "general", "gen", "admiral", "colonel", "col", "major", "captain", "capt",
        "lieutenant", "sergeant", "doctor", "saint", "coach", "father", "brother", "sister",
    )
)  # fmt: skip
"""Titles that many other names begin with: General Motors, Prince Edward Island."""
_LONGEST_TITLE = 3
"""Words."""
_AFTER_A_TITLE_ALONE = frozenset(("of", "for", "to", "and", "at", "in", "general"))
_GENERATIONS = frozenset(("jr", "sr", "junior", "senior"))
_COMPANY_FORMS = frozenset(
    ("inc", "ltd", "llc", "plc", "corp", "corporation", "co", "company", "gmbh", "ag", "sa", "limited")
)
_PLACE_FORMS = frozenset(("city", "town", "village", "municipality"))
_NOT_ALONE = frozenset(("and", "or", "not", "nor", "with", "versus", "vs"))
_COMMON_NOUNS = frozenset(
    (
        "council", "organization", "organisation", "university", "institute", "party", "bank", "union", "republic",
        "state", "states", "kingdom", "river", "lake", "sea", "ocean", "mountain", "mountains", "island", "islands",
        "city", "province", "region", "district", "company", "group", "association", "committee", "commission",
        "ministry", "department", "agency", "court", "league", "club", "team", "war", "treaty", "agreement", "act",
        "museum", "church", "college", "school", "hospital", "street", "square", "airport", "summit", "assembly",
        "parliament", "government", "army", "force", "forces", "fund", "program", "programme", "system", "theory",
        "law", "award", "prize", "cup", "games", "airlines", "airways", "times", "post", "news", "foundation",
        "mount", "desert", "strait", "gulf", "bay", "canal", "peninsula", "valley", "society", "federation", "alliance",
        "community", "cooperation", "office", "service", "center", "centre",
    )
)  # fmt: skip
"""Last words that tell a name from a person's; alone they name nothing."""
_TELLING_APART = frozenset(
    ("north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "old", "upper", "lower",
     "central", "great", "greater", "democratic", "young", "former", "vice", "anti")
)  # fmt: skip
"""Words without which a name is that of something else: West Virginia, New York."""
_PARTICLES = frozenset(("of", "the", "de", "da", "del", "della", "di", "du", "van", "von", "der", "den", "la", "le",
                        "el", "al", "bin", "ibn", "ben", "ter", "zu", "y", "e", "dos", "das"))  # fmt: skip
_STOP_WORDS = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "la", "du", "des", "at", "by"))
_ROLE_NOUNS = (
    "person|man|woman|politician|author|writer|poet|novelist|scientist|physicist|chemist|philosopher|painter|artist|"
    "composer|singer|actor|actress|player|athlete|explorer|inventor|emperor|empress|king|queen|prince|princess|"
    "general|leader|pope|president|minister|chancellor|secretary|senator|governor|mayor|ambassador|director|chairman|"
    "founder|economist|journalist|astronaut|mathematician|footballer|coach|musician|architect|official|premier"
)
_ASKS_PERSON = re.compile(
    rf"\b(?:who|whom|whose)\b|\b(?:which|what|name the|name of the)\s+(?:[\w'’-]+\s+){{0,3}}(?:{_ROLE_NOUNS})\b",
    re.IGNORECASE,
)
_MOST_NAMES = 6
"""Words of a person's name."""
_SHORTEST_LAST_NAME = 3
"""Letters of one that stands for the whole name."""
_FEWEST_INITIALS = 2
"""Letters of an acronym."""

Tokens = tuple[str, ...]


def asks_for_person(prompt: str, spellings: Iterable[str]) -> bool:
    """Tell whether the answer is a person: the prompt asks who, or a spelling begins with a title."""
    return bool(_ASKS_PERSON.search(prompt)) or any(
        has_sure_title(words(bare(fold(spelling)))) and _capitalised(spelling) for spelling in spellings
    )


def has_sure_title(tokens: Tokens) -> bool:
    """Tell whether ``tokens`` begin with a title and go on with a name."""
    return any(" ".join(tokens[:length]) in _TITLES for length in _title_lengths(tokens))


def strip_titles(tokens: Tokens, *, doubtful: bool) -> Tokens:
    """Return ``tokens`` without leading titles, and without those that other names begin with if ``doubtful``."""
    titles = _TITLES | _DOUBTFUL_TITLES if doubtful else _TITLES
    while True:
        for length in _title_lengths(tokens):
            if " ".join(tokens[:length]) in titles:
                tokens = tokens[length:]
                break
        else:
            return tokens


def _title_lengths(tokens: Tokens) -> list[int]:
    lengths = range(min(_LONGEST_TITLE, len(tokens) - 1), 0, -1)
    return [length for length in lengths if tokens[length] not in _AFTER_A_TITLE_ALONE]


def strip_place_form(tokens: Tokens) -> Tokens:
    """Return ``tokens`` without ``the city of`` and the like; what ``republic of`` names may be two countries."""
    if len(tokens) > 2 and tokens[0] in _PLACE_FORMS and tokens[1] == "of":  # noqa: PLR2004 - city, of, name
        return tokens[2:]
    return tokens


def strip_company_form(tokens: Tokens) -> Tokens:
    """Return ``tokens`` without ``Inc``, ``Ltd`` and the like at the end."""
    while len(tokens) > 1 and tokens[-1] in _COMPANY_FORMS:
        tokens = tokens[:-1]
    return tokens


def is_common_noun(word: str) -> bool:
    """Tell whether ``word`` is the general part of many names, such as council or university."""
    return word in _COMMON_NOUNS


def acronyms(text: str) -> frozenset[str]:
    """Return the initials of a name of several words, with and without its small words; empty for one word."""
    tokens = words(bare(fold(text)))
    full = "".join(token[0] for token in tokens)
    short = "".join(token[0] for token in tokens if token not in _STOP_WORDS)
    return frozenset(letters for letters in (full, short) if len(letters) >= _FEWEST_INITIALS)


def is_name(text: str) -> bool:
    """Tell whether ``text`` has the shape of a person's name: two to six capitalised words and no common noun."""
    tokens = words(bare(fold(text)))
    if not 1 < len(tokens) <= _MOST_NAMES or any(sign.isdigit() for sign in text):
        return False
    return _capitalised(text) and not any(is_common_noun(token) for token in tokens)


def _capitalised(text: str) -> bool:
    return all(word[0].isupper() or word.casefold() in _PARTICLES for word in re.findall(r"[^\W\d_][\w'’.-]*", text))


def compare_names(expected: Tokens, given: Tokens, *, person: bool, shared: frozenset[str]) -> Verdict | None:
    """Compare two names without titles, word by word; ``None`` when they are not the same name in any form.

    ``person`` says that the answer is known to be a person. Words in ``shared`` belong to other people too and do not
    tell them apart.
    """
    expected, given = _without_generation(expected), _without_generation(given)
    if len(expected) < 2 or not given:  # noqa: PLR2004 - one word has no parts
        return None
    if len(given) != 1:
        if sorted(expected) == sorted(given) or _same_with_initials(expected, given):
            return Verdict.RIGHT if person else Verdict.CLOSE
        if person and given[-len(expected) :] == expected and not _NOT_ALONE & set(given) and not shared & set(given):
            return Verdict.RIGHT  # introduced by more than a title: the opposition leader ...
        if _is_part(given, expected):
            return Verdict.RIGHT if person and given[-1] == expected[-1] else Verdict.CLOSE
        return None
    (word,) = given
    if word not in expected or is_common_noun(word) or word in _PARTICLES or _TELLING_APART & set(expected):
        return None
    if word == expected[-1] and len(word) >= _SHORTEST_LAST_NAME and person and word not in shared:
        return Verdict.RIGHT
    return Verdict.CLOSE if word == expected[-1] or (person and word not in shared) else None


def _without_generation(tokens: Tokens) -> Tokens:
    return tokens[:-1] if len(tokens) > 2 and tokens[-1] in _GENERATIONS else tokens  # noqa: PLR2004 - name and last name


def _is_part(given: Tokens, expected: Tokens) -> bool:
    """Tell whether ``given`` is a run of words at the end of ``expected``, or its first and last words."""
    if _TELLING_APART & set(expected) - set(given):
        return False
    if expected[-len(given) :] == given:
        return True
    return len(given) == 2 and (given[0], given[-1]) == (expected[0], expected[-1])  # noqa: PLR2004 - first and last


def _same_with_initials(expected: Tokens, given: Tokens) -> bool:
    """Tell whether the names agree where an initial stands for a name, and only initials are left out in the middle."""
    if expected[-1] != given[-1] or not _agree(expected[0], given[0]):
        return False
    middle, other = expected[1:-1], given[1:-1]
    if len(middle) == len(other):
        return all(_agree(one, two) for one, two in zip(middle, other, strict=True))
    shorter, longer = sorted((middle, other), key=len)
    return not shorter and all(len(word) == 1 for word in longer)


def _agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
