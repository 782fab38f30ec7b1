"""Where something is, was born, took place: a place among the units of a clause."""

from typing import TYPE_CHECKING

from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Drop, Kind
from quiz.generate.names import Name
from quiz.generate.questions import Asker, Unaskable, candidate, spread
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece

_STATIC = {"in", "at", "near", "to", "into"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        for unit in clause.after():
            try:
                yield from _ask(context, clause, unit)
            except Unaskable as problem:
                yield Drop(rule=RULE.name, text=clause.sentence.text, reason=str(problem))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    if not is_relation(unit.top, "obl"):
        return
    found = _place(context, clause, unit)
    if found is None:
        return
    top, name = found
    sentence = clause.sentence
    answer = [t for t in unit.tokens if _within(context, clause, top, t)]
    before = [t for t in unit.tokens if t.index < answer[0].index]
    if any(t.text in {"'s", "’s", "'", "’"} for t in before):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the place belongs to somebody")
        return
    if before and before[-1].text.lower() == "the":
        before.pop()
    after = [t for t in unit.tokens if t.index > answer[-1].index]
    if any(is_relation(t, "conj") for t in sentence.children(top)):
        yield Drop(rule=RULE.name, text=sentence.text, reason="several places are named")
        return
    wh: list[Piece] = [*before, f"which {name.noun}"]
    question = Asker(context, clause).other(unit, wh, rest=after, asked=answer)
    yield candidate(
        RULE.name,
        clause,
        question,
        ((name.full, *_with_country(context, clause, top, name), *spread(name)),),
        name.kind,
        weight=0.7 if clause.subject.top.upos == "PROPN" else 0.6,
        context=context,
    )


def _place(context: Context, clause: Clause, unit: Unit) -> tuple[Token, Name] | None:
    """Return the head of a unit's place: the unit itself ("in X") or within a phrase ("at a meeting in X")."""
    sentence = clause.sentence
    named = context.names.mention_at(sentence, unit.top) is not None
    for top in (unit.top, *(() if named else sentence.children(unit.top, "nmod"))):
        case = sentence.child(top, "case")
        name = context.names.name_at(sentence, top)
        if case is None or case.text.lower() not in _STATIC or name is None:
            continue
        if top is not unit.top and unit.role is Role.FRONT:
            continue
        if top in unit.tokens and name.noun and context.is_place(name):
            return top, name
    return None


def _within(context: Context, clause: Clause, top: Token, token: Token) -> bool:
    mention = context.names.mention_at(clause.sentence, top)
    return mention is not None and mention.start <= token.index < mention.end


def _with_country(context: Context, clause: Clause, top: Token, name: Name) -> tuple[str, ...]:
    """Return e.g. ``Istanbul, Türkiye`` when the country stands right after the city."""
    mention = context.names.mention_at(clause.sentence, top)
    if mention is None or name.kind is Kind.COUNTRY:
        return ()
    for later in context.names.mentions(clause.sentence):
        if later.start == mention.end + 1 and clause.sentence.tokens[mention.end].text == ",":
            other = context.names.by_form(later.text)
            if other is not None and other.kind in {Kind.COUNTRY, Kind.PLACE}:
                return (f"{name.full}, {other.full}",)
    return ()


RULE = Rule(name="located-in", find=_find)
