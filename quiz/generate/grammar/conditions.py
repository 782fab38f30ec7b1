"""Statements with their condition: "water freezes when it is cold", told with the "when" that others leave out."""

from dataclasses import replace

from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.simplify import kept
from quiz.language.document import Token, is_relation

_MARKS = {"when", "if", "unless", "whenever", "once", "until"}
_LONGEST = 12
"""Words of a condition that still leaves a question readable."""
_CONDITIONAL = "the statement is conditional"


def conditioned(clause: Clause) -> Clause | None:
    """Return a clause of the present tense with the condition that it has left out behind it; ``None`` without one."""
    if clause.flaw not in {"", _CONDITIONAL} or clause.finite.xpos not in {"VBZ", "VBP"}:
        return None
    sentence = clause.sentence
    inside = {t.index for u in clause.units for t in u.tokens}
    found = [t for t in sentence.children(clause.head, "advcl") if t.index not in inside and _mark(clause, t)]
    for unit in clause.units:
        if unit.role is Role.VERB and is_relation(unit.top, "xcomp"):
            found += [t for t in sentence.children(unit.top, "advcl") if t.index not in inside and _mark(clause, t)]
    if len(found) != 1:
        return None
    told = [t for t in kept(sentence, found[0]) if t.text != ","]
    if not 2 < len(told) <= _LONGEST or told[0].text.lower() not in _MARKS:  # noqa: PLR2004 - more than mark and verb
        return None
    told[0] = replace(told[0], text=told[0].text.lower())
    unit = Unit(role=Role.AFTER, relation="advcl", top=found[0], tokens=tuple(told))
    return replace(clause, units=(*clause.units, unit), flaw="", kind="conditional")


def _mark(clause: Clause, below: Token) -> bool:
    sentence = clause.sentence
    marks = (*sentence.children(below, "mark"), *sentence.children(below, "advmod"))
    return any(t.text.lower() in _MARKS and t.index < below.index for t in marks)
