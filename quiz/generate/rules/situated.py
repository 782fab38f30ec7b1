"""Where a place, building or body is, as the sentence that defines it says: "X is a town on the coast of France"."""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.places import place_forms
from quiz.generate.wordlists import classes, things, words
from quiz.language.document import Sentence, Token, is_relation
from quiz.language.inflect import inflect
from quiz.model.deck import CardKind

_WHERE = {"in", "on", "at", "off"}
_INSIDE = {
    "interior", "centre", "center", "heart", "middle", "north", "south", "east", "west", "northeast", "northwest",
    "southeast", "southwest", "part", "half",
}  # fmt: skip
"""Parts of a land that say little of where in it something is."""
_WHOSE = {"of", "in", "on", "between"}
_LONGEST = 7
"""Tokens between the preposition and the name: "on the south-western shore of"."""
_TWO = 2
_ORDINARY = {Kind.PLACE, Kind.CITY, Kind.COUNTRY, Kind.FACILITY, Kind.ORGANIZATION, Kind.NAME}


@dataclass(frozen=True, slots=True)
class _Place:
    """A name that tells where something is, and the words before it."""

    names: tuple[Name, ...]
    noun: str
    before: tuple[Token, ...]
    """From the preposition to the name, without its article."""
    top: Token


def _find(context: Context) -> Found:
    for clause in context.clauses:
        subject = _subject(context, clause)
        if clause.flaw or subject is None or not _is_sited(clause):
            continue
        places = list(_places(context, clause))
        nouns = [p.noun for p in places]
        for place in places:
            if nouns.count(place.noun) == 1 and subject not in place.names:
                yield _made(context, clause, subject, place)


def _subject(context: Context, clause: Clause) -> Name | None:
    """Return the one thing that a clause defines."""
    sentence, subject = clause.sentence, clause.subject
    if not clause.copular or sentence.children(subject.top, "conj") or context.is_quoted(clause.head):
        return None
    name = context.name_of(sentence, subject.tokens)
    if name is None and len(subject.tokens) <= _TWO:
        name = context.referent(sentence, subject.tokens[0])
    return name if name is not None and name.kind in _ORDINARY else None


def _is_sited(clause: Clause) -> bool:
    """Tell whether what a clause says something is stands somewhere, or is where it stands."""
    noun = clause.head
    if clause.sentence.child(noun, "case") is not None:
        return noun.upos in {"NOUN", "PROPN"}
    lemma = noun.lemma.lower()
    kind = things().get(lemma) or classes().get(lemma, ("",))[0]
    sited = lemma in words("places") or kind in {"place", "facility"} or lemma in {"university", "college", "school"}
    return noun.xpos == "NN" and sited


def _places(context: Context, clause: Clause) -> Iterator[_Place]:
    """Yield what something is in or on, however far in: "in the south of the province of X"."""
    sentence, head = clause.sentence, clause.head
    held = set(clause.tokens)
    # "X is in the province of Y": what stands behind "is" is where it is.
    itself = (head,) if sentence.child(head, "case") is not None else ()
    for below in (*itself, *sentence.children(head, "nmod", "obl")):
        case = sentence.child(below, "case")
        if case is None or case.text.lower() not in _WHERE or below not in held or below.index < head.index:
            continue
        parts = [below]
        while parts:
            for part in parts:
                if (place := _place(context, sentence, case, part)) is not None:
                    yield place
            parts = [t for p in parts for t in sentence.children(p, "nmod") if _says_whose(sentence, t)]


def _place(context: Context, sentence: Sentence, case: Token, part: Token) -> _Place | None:
    """Return the place that ``part`` names, with the words that lead to it from ``case``."""
    names: list[Name] = []
    joined = [t for t in sentence.children(part, "conj") if t.upos == "PROPN"]
    first = context.names.mention_at(sentence, part)
    for token in (part, *joined):
        name = context.names.name_at(sentence, token)
        if name is None or name.kind is Kind.PERSON:
            return None
        names.append(name)
    nouns = {context.noun_of(n) for n in names}
    noun = nouns.pop() if len(nouns) == 1 else ""
    noun = noun or (_part_of(context, sentence, part) if not joined else "")
    if first is None or not noun or len(names) > _TWO:
        return None
    before = list(sentence.tokens[case.index : first.start])
    while len(before) > 1 and before[-1].upos in {"DET", "ADJ"} and before[-1].head == part.index:
        before.pop()  # "in southern Norway": the land is asked for
    nouns_before = {t.lemma.lower() for t in before if t.upos == "NOUN"}
    if nouns_before == {noun} or (nouns_before and nouns_before <= _INSIDE and before[0].text.lower() == "in"):
        before = before[:1]  # "in the province of Arvin", "in the interior of Norway"
    plain = all(t.upos in {"ADP", "DET", "ADJ", "NOUN"} or t.text == "-" for t in before)
    if not plain or len(before) > _LONGEST or before[-1].upos != "ADP" or _names(context, sentence, before):
        return None
    return _Place(tuple(names), noun, tuple(before), part)


def _part_of(context: Context, sentence: Sentence, part: Token) -> str:
    """Return "part of France" for a land that stands before the country it is in: "on the coast of Arvin, France"."""
    for token in sentence.children(part, "nmod:unmarked", "appos"):
        name = context.names.name_at(sentence, token)
        if name is not None and name.kind is Kind.COUNTRY and sentence.tokens[token.index - 1].text == ",":
            return f"part of {name.full}"
    return ""


def _names(context: Context, sentence: Sentence, tokens: list[Token]) -> bool:
    references = context.references.of(sentence)
    return any(context.names.mention_at(sentence, t) is not None or t.index in references for t in tokens)


def _says_whose(sentence: Sentence, part: Token) -> bool:
    case = sentence.child(part, "case")
    return case is not None and case.text.lower() in _WHOSE


def _made(context: Context, clause: Clause, subject: Name, place: _Place) -> Candidate:
    sentence, head = clause.sentence, clause.head
    noun = head.lemma.lower()
    the = "the " if subject.article else ""
    inside = sentence.child(head, "case") is not None
    known = inside or noun in subject.full.lower() or noun not in words("places")
    what = f"{the}{subject.full}" if known else f"the {noun} of {subject.full}"
    several = len(place.names) > 1
    forms = place_forms(context, sentence, place.top, place.names[0])
    asked = f"which two {inflect(place.noun, 'NNS')}" if several else f"which {place.noun}"
    before = context.text(sentence, place.before)
    text = f"{before} {asked} {clause.finite.text.lower()} {what}?"
    return Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=tuple((n.full,) for n in place.names) if several else (forms,),
        kind=CardKind.LIST if several else CardKind.BASIC,
        answer_kind=Kind.LIST if several else place.names[0].kind,
        fact=Fact(predicate=f"be in/{place.noun}", subject=subject.full, value=place.names[0].full),
        sentence=sentence,
        weight=0.65,
        joints=tuple(t.index for t in (place.top,) if not is_relation(t, "conj")),
    )


RULE = Rule(name="situated", find=_find, why="where something is, as what defines it says")
