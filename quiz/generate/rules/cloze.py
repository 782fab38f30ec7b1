"""A key fact with one name left out: the fallback for leading and defining sentences that no question fits."""

from typing import TYPE_CHECKING

from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Drop, Kind
from quiz.generate.questions import Asker, Unaskable, candidate, spread
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece

_LEADING = 4
"""So many sentences of an article may hold its key facts; later ones only when they say what something is."""
_HINTS = {Kind.PERSON: "person", Kind.DATE: "date", Kind.YEAR: "year"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        leading = context.names.index(clause.sentence) < _LEADING
        if clause.flaw or clause.kind == "relative" or not (leading or clause.copular):
            continue
        for unit in clause.units:
            if unit.role is Role.VERB or (unit.role is Role.SUBJECT and not clause.copular):
                continue
            try:
                yield from _ask(context, clause, unit)
            except Unaskable as problem:
                yield Drop(rule=RULE.name, text=clause.sentence.text, reason=str(problem))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    for mention in context.names.mentions(clause.sentence):
        words = [t for t in unit.tokens if mention.start <= t.index < mention.end]
        name = context.names.by_form(mention.text)
        hint = _HINTS.get(name.kind, name.noun) if name is not None else ""
        if name is None or not hint or len(words) != mention.end - mention.start or _is_possessive(clause, words[-1]):
            continue
        if name is context.topic or _goes_on(clause, words[-1]):
            continue
        pieces: list[Piece] = [f"{{{{c1::{name.full}::{hint}}}}}"]
        question = Asker(context, clause).in_place(words, pieces, end=".")
        yield candidate(
            RULE.name,
            clause,
            question,
            ((name.full, *spread(name)),),
            name.kind,
            weight=0.3,
            context=context,
            card=CardKind.CLOZE,
        )


def _goes_on(clause: Clause, token: Token) -> bool:
    """Tell whether a noun follows that the name modifies: hiding half a phrase helps nobody."""
    tokens = clause.sentence.tokens
    modifies = is_relation(token, "compound", "amod", "flat")
    return modifies and token.index + 1 < len(tokens) and tokens[token.index + 1].upos == "NOUN"


def _is_possessive(clause: Clause, token: Token) -> bool:
    tokens = clause.sentence.tokens
    return token.index + 1 < len(tokens) and tokens[token.index + 1].text in {"'s", "’s", "'", "’"}


RULE = Rule(name="cloze", find=_find)
