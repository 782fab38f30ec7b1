"""A name within a larger phrase: "after his expulsion from which school", "whose theory", "of which dialect".

The phrase goes to the front as a whole where it stands behind a preposition; of an object or a predicate only what
stands behind its "of".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name, is_place
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import asked_with
from quiz.generate.wording.questions import Asker, Question, candidate
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_LONGEST = 7
"""Words of a phrase that may go to the front with its question word."""
_LEADING = {"of", "for", "from", "to", "with", "by", "on", "at", "in", "against", "between"}
"""Prepositions that may stand before a question word within a phrase."""
_LOOSE = {"including", "such", "like", ","}
"""Words behind which an example or an aside begins."""
_MARKS = {"'s", "’s", "'", "’"}


@dataclass(frozen=True, slots=True)
class _Inner:
    """A name within a unit of a clause."""

    unit: Unit
    mention: Mention
    name: Name
    top: Token


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or (clause.present and is_stale(context, clause)):
            continue
        for inner in _inner(context, clause):
            yield from or_drop(RULE.name, clause, _ask(context, clause, inner))


def _inner(context: Context, clause: Clause) -> Iterator[_Inner]:
    """Yield the names that stand in a phrase by themselves, below its head."""
    sentence = clause.sentence
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        span = sentence.tokens[mention.start : mention.end]
        top = next((t for t in span if not mention.start <= t.head < mention.end), span[0])
        if name is None or name.kind is Kind.NATIONALITY or sentence.child(top, "conj", "appos", "acl") is not None:
            continue
        unit = next((u for u in clause.units if top in u.tokens and u.role is not Role.VERB), None)
        if unit is None or unit.top.index == top.index or any(t not in unit.tokens for t in span):
            continue
        if is_relation(top, "nmod") and top.deprel != "nmod:desc" and top.head == unit.top.index:
            yield _Inner(unit, mention, name, top)


def _ask(context: Context, clause: Clause, inner: _Inner) -> Found:
    name = inner.name
    known = name in {context.topic, context.protagonist} or (is_place(name) and inner.top.deprel != "nmod:poss")
    if known or inner.unit.top.upos != "NOUN" or any(t.text.lower() in _LOOSE for t in inner.unit.tokens):
        return
    if any(context.date_in(clause.sentence, (t,)) is not None for t in inner.unit.tokens):
        return
    typed = asked_with(context, clause, name)
    if not typed or typed == "what" or _is_class_told(inner, typed):
        return
    worded = _owner if inner.top.deprel == "nmod:poss" else _complement
    question = worded(context, clause, inner, typed)
    if question is None:
        return
    made = candidate(RULE.name, clause, question, ((name.full,),), name.kind, weight=0.55, context=context)
    if is_specific(context, clause, question, hidden=name.full, one=False):
        yield made
    else:
        yield too_general(made)


def _is_class_told(inner: _Inner, typed: str) -> bool:
    """Tell whether the phrase says of what sort the name is: "the city of which city"."""
    noun = typed.removeprefix("which ").split()[-1]
    return inner.unit.top.lemma.lower() == noun or inner.unit.top.lemma.lower() in words("places")


def _owner(context: Context, clause: Clause, inner: _Inner, typed: str) -> Question | None:
    """Ask "Whose theory", "In which company's board": the question word takes the place of the owner."""
    unit, mention = inner.unit, inner.mention
    tokens = clause.sentence.tokens
    mark = tokens[mention.end] if mention.end < len(tokens) else None
    if mark is None or mark.text not in _MARKS or mark not in unit.tokens:
        return None
    before = [t for t in unit.tokens if t.index < mention.start]
    after = [t for t in unit.tokens if t.index > mark.index]
    if any(t.upos not in {"ADP", "DET"} for t in before) or len(after) > _LONGEST or not after:
        return None
    wh = "whose" if typed == "whom" else f"{typed}'s"
    case = [t for t in before if t.upos == "ADP"]
    asked = [t for t in unit.tokens if mention.start <= t.index <= mark.index or t in before[len(case) :]]
    return _fronted(Asker(context, clause, spare=True), unit, [*case, wh, *after], asked)


def _complement(context: Context, clause: Clause, inner: _Inner, typed: str) -> Question | None:
    """Ask "After his expulsion from which school", "Of which dialect was she a speaker"."""
    sentence, unit, mention = clause.sentence, inner.unit, inner.mention
    case = sentence.child(inner.top, "case")
    start = next((t.index for t in unit.tokens if case is not None and t.index >= case.index), mention.start)
    answer = [t for t in unit.tokens if start < t.index < mention.end]
    if case is None or case.text.lower() not in _LEADING:
        return None
    behind = [t for t in unit.tokens if t.index >= mention.end]
    if any(t.index < mention.start and not is_relation(t, "det", "nmod:desc", "compound", "amod") for t in answer):
        return None
    asker = Asker(context, clause, spare=True)
    before = [t for t in unit.tokens if t.index <= case.index]
    first = unit.tokens[0]
    if first.upos == "ADP" and is_relation(unit.top, "obl"):
        if len(before) > _LONGEST or behind:
            return None
        if typed == "whom" and case.text.lower() == "of":
            return _fronted(asker, unit, _whose(before, inner), [*answer, *_articles(before), case])
        return _fronted(asker, unit, [*before, typed], answer)
    bound = case.text.lower() == "of" or (case.text.lower() == "with" and unit.top.lemma.lower() in words("mutual"))
    own = all(clause.sentence.tokens[t.head] not in answer for t in behind)
    if unit.role is not Role.AFTER or not bound or not own or inner.top.confidence < _SURE:
        return None
    rest = replace(unit, tokens=tuple(t for t in unit.tokens if t.index < case.index or t.index >= mention.end))
    part = Unit(role=Role.AFTER, relation="obl", top=inner.top, tokens=(case, *answer))
    units = tuple(u for one in clause.units for u in ((rest, part) if one is unit else (one,)))
    return replace(asker, clause=replace(clause, units=units)).other(part, [case, typed], asked=answer)


def _whose(before: list[Token], inner: _Inner) -> "list[Piece]":
    """Return "with whose help" for "with the help of"."""
    held = [t for t in before[:-1] if t not in _articles(before)]
    lead = sum(t.index < inner.unit.top.index and t.upos == "ADP" for t in held)
    return [*held[:lead], "whose", *held[lead:]]


def _articles(tokens: list[Token]) -> list[Token]:
    return [t for t in tokens if t.text.lower() in {"the", "a", "an"}]


_SURE = 0.9
"""Confidence from which a phrase may be taken away from the noun it stands behind."""


def _fronted(asker: Asker, unit: Unit, pieces: "list[Piece]", asked: list[Token]) -> Question:
    if unit.role is Role.SUBJECT:
        return asker.subject(pieces, asked=asked)
    return asker.other(unit, pieces, asked=asked)


RULE = Rule(name="inner", find=_find, why="a name within a larger phrase")
