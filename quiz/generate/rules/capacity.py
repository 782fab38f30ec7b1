"""As what: the post somebody served in, the character somebody played, what something was described as."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import NAMED, is_specific, too_general
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece


_LONGEST = 6
"""Words of a name that somebody is given in quotation marks."""
_QUOTES = {"'", "‘", "’", '"', "“", "”", "``", "''"}


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        if clause.copular:
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and is_relation(unit.top, "obl") and unit.tokens[0].text.lower() == "as":
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence, verb = clause.sentence, clause.head.lemma.lower()
    if unit.top.head != clause.head.index or sentence.children(unit.top, "conj"):
        return
    rest = unit.tokens[1:]
    nickname = _nickname(context, clause, rest)
    name = context.name_of(sentence, rest) if not nickname else None
    if name is not None:
        cast = any(is_relation(u.top, "obj") for u in clause.after())  # "starring Ada Lorne as the queen"
        if cast or verb not in words("screen-verbs") or name.kind not in {Kind.PERSON, Kind.NAME}:
            return
        wh: list[Piece] = ["as which character"]
        answers = (name.full,)
    else:
        if verb not in words("serving") | words("describing"):
            return
        wh = [
            "in what role"
            if verb in words("serving") and not is_relation(clause.subject.top, "nsubj:pass")
            else "as what"
        ]
        answers = nickname or phrase(context, sentence, rest, unit.top)
    if not answers:
        return
    question = worded(context, clause, lambda asker: asker.other(unit, wh, asked=rest))
    kind = Kind.NAME if name is not None else Kind.THING
    made = candidate(RULE.name, clause, question, (answers,), kind, weight=0.5, context=context)
    specific = is_specific(context, clause, question, one=False, least=NAMED)
    yield made if specific else too_general(made)


def _nickname(context: Context, clause: Clause, rest: Sequence[Token]) -> tuple[str, ...]:
    """Return what stands in quotation marks where all of the phrase does: described as the "Lady of the Lake"."""
    tokens = clause.sentence.tokens
    told = [t for t in rest if t.text not in _QUOTES]
    if told and told[0].text.lower() in {"the", "a", "an"}:
        told.pop(0)
    if not told or clause.head.lemma.lower() not in words("describing"):
        return ()
    begin, end = told[0].index, told[-1].index + 1
    closed = begin > 0 and tokens[begin - 1].text in _QUOTES and end < len(tokens) and tokens[end].text in _QUOTES
    return (context.text(clause.sentence, told),) if closed and len(told) <= _LONGEST else ()


RULE = Rule(name="capacity", find=_find, why="as what somebody served or was described")
