"""Who and what a reader has in mind at a word: the people and things of the sentences before, the likely ones first.

Pronouns are read as the most likely of those that fit, and only when it is clearly more likely than the next.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from quiz.generate.entities.names import Name
from quiz.generate.facts import Kind
from quiz.generate.values.dates import MONTHS
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_NEAR = (4.5, 3.0, 1.5, 0.75)
"""What a mention counts by how many sentences ago it was made."""
_DATED = re.compile(rf"\b(?:(?:{'|'.join(MONTHS)}) )?(?P<year>1\d{{3}}|20\d{{2}}) ")
SUBJECT = 1.5
"""What the subject of a main clause counts more."""
_OTHER_SUBJECT = 0.75
_BREAK = 1.0
"""What a new paragraph takes off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One person, thing or group that may be meant."""

    key: str
    """The same for all mentions of one thing."""
    text: str = ""
    """How to write it for a stranger, with its article; empty when there is no way."""
    name: Name | None = None
    noun: str = ""
    """The lemma of a thing without a name."""
    person: bool = False
    gender: str = ""
    """``she`` or ``he``, empty when it is not known."""
    plural: bool = False

    @classmethod
    def of(cls, name: Name, gender: str = "") -> "Thing":
        """Return what a name stands for."""
        return cls(
            key=name.full,
            text=("the " if name.article else "") + name.full,
            name=name,
            person=name.kind is Kind.PERSON,
            gender=gender,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """One mention of a thing: where it stands, and how prominently."""

    thing: Thing
    where: int
    """Index of the sentence."""
    head: Token
    rank: float
    paragraph: int


def rank(sentence: Sentence, head: Token) -> float:
    """Return how prominent a word's place in its sentence is: subjects before the rest."""
    while is_relation(head, "appos", "flat", "nmod:desc", "compound") and head.head >= 0:
        head = sentence.tokens[head.head]
    if is_relation(head, "nsubj", "csubj"):
        verb = sentence.tokens[head.head]
        if verb.head < 0 or is_relation(verb, "conj", "ccomp", "parataxis"):
            return SUBJECT
        return _OTHER_SUBJECT
    if is_relation(head, "conj"):
        return rank(sentence, sentence.tokens[head.head]) / 2
    return 0.0


def weigh(
    seen: Iterable[Mentioned], where: int, paragraph: int, extra: Callable[[Mentioned], float] = lambda _: 0.0
) -> list[tuple[float, Thing]]:
    """Return the things of ``seen`` with what speaks for each at sentence ``where``, the likeliest first."""
    best: dict[str, tuple[float, Thing]] = {}
    for one in seen:
        ago = where - one.where
        if not 0 <= ago < len(_NEAR):
            continue
        score = _NEAR[ago] + one.rank - (_BREAK if one.paragraph != paragraph else 0.0) + extra(one)
        key = one.thing.key
        if key not in best or best[key][0] < score:
            best[key] = (score, one.thing)
    return sorted(best.values(), key=lambda pair: -pair[0])


def likeliest(weighed: list[tuple[float, Thing]], margin: float) -> Thing | None:
    """Return the first when it leads by ``margin``."""
    if not weighed:
        return None
    if len(weighed) > 1 and weighed[0][0] - weighed[1][0] < margin:
        return None
    return weighed[0][1]


def clause_of(sentence: Sentence, token: Token) -> Token:
    """Return the verb, or what stands for one, of the clause a word is in."""
    while token.head >= 0 and not (
        is_relation(token, "advcl", "ccomp", "acl", "parataxis", "csubj", "xcomp")
        or (is_relation(token, "conj") and token.upos in {"VERB", "AUX"})
    ):
        token = sentence.tokens[token.head]
    return token


def others(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the words of the sentence that a pronoun cannot mean: "she hired her", "X, its rival"."""
    if token.text.lower() == "it":
        yield from _set_before(sentence, token)
    if is_relation(token, "obj", "iobj", "obl") and token.head >= 0:
        yield from subjects(sentence, sentence.tokens[token.head])
    above = sentence.tokens[token.head] if token.head >= 0 else token
    if is_relation(token, "nmod:poss") and is_relation(above, "appos"):
        yield sentence.tokens[above.head]
    while is_relation(token, "obj", "iobj", "obl") and above.head >= 0:
        if is_relation(above, "acl:relcl"):
            yield sentence.tokens[above.head]
        above = sentence.tokens[above.head]


def _set_before(sentence: Sentence, token: Token) -> Iterator[Token]:
    """Yield the words of a phrase without a name before the subject "it": "At a height of 90 m, it"."""
    if is_relation(token, "nsubj") and token.head >= 0:
        for phrase in sentence.children(sentence.tokens[token.head], "obl"):
            span = sentence.subtree(phrase)
            if phrase.index < token.index and all(t.upos != "PROPN" for t in span):
                yield from span


def subjects(sentence: Sentence, verb: Token) -> Iterator[Token]:
    """Yield the subject of a verb, of the verb it is joined to when it has none, with what stands beside it."""
    found = sentence.child(verb, "nsubj")
    while found is None and verb.head >= 0 and is_relation(verb, "conj", "xcomp", "advcl"):
        verb = sentence.tokens[verb.head]
        found = sentence.child(verb, "nsubj")
    if found is not None:
        yield found
        yield from sentence.children(found, "appos", "flat")


def relative_to(sentence: Sentence, token: Token) -> Token | None:
    """Return the noun that the relative clause around a word is about, when "who" or "which" is its subject.

    "People looking for their bags" counts as one.
    """
    is_object = is_relation(token, "obj", "iobj", "obl")
    while token.head >= 0:
        if token.deprel == "acl" and token.xpos == "VBG" and not is_object:
            return sentence.tokens[token.head]
        if is_relation(token, "acl:relcl"):
            subject = sentence.child(token, "nsubj")
            if subject is None or subject.xpos not in {"WP", "WDT"} or is_object:
                return None
            noun = sentence.tokens[token.head]
            if noun.xpos.startswith("W"):
                return None
            while is_relation(noun, "appos") and noun.head >= 0:
                noun = sentence.tokens[noun.head]
            return noun
        token = sentence.tokens[token.head]
    return None


def beside(sentence: Sentence, one: Token, other: Token) -> bool:
    """Tell whether two words are heads of one description: "the mayor Ada Lorne"."""
    links = ("appos", "flat", "nmod:desc", "compound")
    return one is other or one in sentence.children(other, *links) or other in sentence.children(one, *links)


def controller(sentence: Sentence, token: Token) -> Token | None:
    """Return the object that an infinitive around a word is about: "asked him to submit his work"."""
    while token.head >= 0:
        above = sentence.tokens[token.head]
        if is_relation(token, "xcomp", "advcl") and above.upos == "VERB" and above.lemma.lower() in _CONTROL:
            return sentence.child(above, "obj", "iobj") or sentence.child(above, "obl")
        token = above
    return None


_CONTROL = {
    "allow", "ask", "beg", "call", "cause", "convince", "enable", "encourage", "force", "help", "instruct", "invite",
    "let", "make", "order", "permit", "persuade", "tell", "urge",
}  # fmt: skip
"""Verbs whose object does what the infinitive behind them says."""


def is_body(name: Name) -> bool:
    """Tell whether a name is of a body of people, which may be "they"."""
    return name.kind in {Kind.ORGANIZATION, Kind.NATIONALITY}


def is_empty(sentence: Sentence, token: Token) -> bool:
    """Tell whether "it" stands for nothing: "it is clear that ...", "it took an hour"."""
    if is_relation(token, "expl"):
        return True
    if not is_relation(token, "nsubj") or token.head < 0:
        return False
    head = sentence.tokens[token.head]
    behind = sentence.children(head, "csubj", "ccomp", "advcl", "acl")
    clausal = any(t.index > head.index for t in behind)
    return head.lemma.lower() in words("empty-it") or (sentence.child(head, "cop", "aux:pass") is not None and clausal)


def is_style(sentence: Sentence, token: Token) -> bool:
    """Tell whether "his" is part of a form of address: "His Highness"."""
    after = sentence.tokens[token.index + 1] if token.index + 1 < len(sentence.tokens) else None
    return after is not None and after.text in words("styles-of-address")


def owner_ahead(sentence: Sentence, token: Token) -> Token | None:
    """Return the subject of a clause that opens with what a possessive pronoun says is theirs: "In her youth, Ada"."""
    held = sentence.tokens[token.head] if is_relation(token, "nmod:poss") else token
    if held is token or held.head < 0 or not is_relation(held, "obl") or sentence.subtree(held)[0].index:
        return None
    subject = sentence.child(sentence.tokens[held.head], "nsubj", "nsubj:pass")
    return subject if subject is not None and subject.index > held.index else None


def of_year(thing: Thing, years: Collection[int | None]) -> str:
    """Return how to write an event in a sentence that speaks of other years; empty when it happens only once.

    The festival of 2014 is the festival, the crash of 2014 is another crash.
    """
    told = _DATED.search(thing.text)
    if told is None or not {year for year in years if str(year) != told["year"]}:
        return thing.text
    return _DATED.sub("", thing.text, count=1) if thing.noun in words("long-event") else ""
