"""Two things each with its own year as two statements: "won the cup in 1961 and a medal from the guild in 1970"."""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.simplify import kept
from quiz.language.document import Sentence, Token, is_relation

_YEAR = 4
"""Digits of a year."""


def apart(clause: Clause) -> tuple[Clause, ...]:
    """Return one clause for each object with its own year, or the clause as it is."""
    sentence = clause.sentence
    unit = next((u for u in clause.units if u.role is Role.AFTER and is_relation(u.top, "obj")), None)
    joined = sentence.children(unit.top, "conj") if unit is not None else ()
    if unit is None or len(joined) != 1 or joined[0].upos not in {"NOUN", "PROPN"}:
        return (clause,)
    linker = sentence.child(joined[0], "cc")
    years = list(_years(sentence, clause))
    if linker is None or linker.text.lower() != "and" or len(years) != 2:  # noqa: PLR2004
        return (clause,)
    first, second = years
    in_order = unit.top.index < first.index < linker.index < joined[0].index < second.index
    if not in_order or first.index + 1 != linker.index:
        return (clause,)
    return (
        _part(clause, unit, unit.top, first, range(unit.tokens[0].index, first.index + 1)),
        _part(clause, unit, joined[0], second, range(linker.index + 1, second.index + 1)),
    )


def _years(sentence: Sentence, clause: Clause) -> Iterator[Token]:
    """Yield the years behind "in" among the words of a clause."""
    for token in clause.tokens:
        before = sentence.tokens[token.index - 1] if token.index else token
        if token.text.isdigit() and len(token.text) == _YEAR and before.text.lower() == "in":
            yield token


def _part(clause: Clause, unit: Unit, top: Token, year: Token, span: range) -> Clause:
    """Return the clause with the object ``top`` and its ``year`` alone, of the words in ``span``."""
    sentence, case = clause.sentence, clause.sentence.tokens[year.index - 1]
    inside = [t for t in kept(sentence, top) if t.index in span and t.index < case.index]
    thing = replace(unit, top=replace(top, deprel="obj", head=unit.top.head), tokens=tuple(inside))
    when = Unit(
        role=Role.AFTER,
        relation="obl",
        top=replace(year, deprel="obl", head=clause.head.index),
        tokens=(case, year),
    )
    held = {t.index for t in (*thing.tokens, *when.tokens)}
    others = [
        u
        for u in clause.units
        if u.role is not Role.AFTER
        or (all(t.index in span and t.index not in held for t in u.tokens) and u is not unit)
    ]
    units = sorted((*others, thing, when), key=lambda u: u.tokens[0].index)
    return replace(clause, units=tuple(units))
