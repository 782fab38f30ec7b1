"""What a model that finds no questions by itself is asked for: a question on one fact that our rules know already.

A small model cannot choose facts, copy answers and number sentences all at once, but it can turn "The mill was built by
Jonas Kern." with the answer "Jonas Kern" and the beginning "Who" into a question. Where its wording does not hold, but
asks the same, our own words of that fact are taken.
"""

from collections.abc import Sequence

from quiz.generate.choosing.gates import first_objection
from quiz.generate.facts import Candidate, Drop
from quiz.generate.proposing.asking import Asking, asking_of
from quiz.generate.proposing.taking import ALIKE, Analyse, likeness, parsed, taken
from quiz.generate.proposing.unfit import Unfit
from quiz.generate.proposing.values import Proposal, Wanted
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.model.deck import CardKind

_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_AUXILIARY = {"be", "do", "have"}
_LONGEST = 220
"""Characters of a statement that a small model can turn round."""


def askable(ours: Sequence[Candidate], besides: Sequence[Candidate]) -> list[Candidate]:
    """Return the questions of our rules that a model can word, but for what the cards ``besides`` ask."""
    known = {(one.sentence.text, one.answer.casefold()) for one in besides}
    plain = (one for one in ours if one.kind is CardKind.BASIC and len(one.answers) == 1)
    return [one for one in plain if (one.sentence.text, one.answer.casefold()) not in known]


def wanted(ours: Sequence[Candidate], context: Context, analyse: Analyse) -> list[tuple[Wanted, Candidate]]:
    """Return the facts of our questions as a model is told them, each with our own question."""
    pairs = ((_wanted(one, context, analyse), one) for one in ours)
    return [(one, candidate) for one, candidate in pairs if one is not None]


def _wanted(one: Candidate, context: Context, analyse: Analyse) -> Wanted | None:
    try:
        asking = asking_of(parsed(one.prompt, analyse), one.prompt)
    except Unfit:
        return None
    statement = _statement(one, context)
    if not statement or len(statement) > _LONGEST or one.answer.casefold() not in statement.casefold():
        return None
    opening = _opening(asking)
    return Wanted(quote=one.sentence.text, statement=statement, answer=one.answer, opening=opening)


def _statement(one: Candidate, context: Context) -> str:
    """Return what the sentence of a fact says of it, with names in full."""
    held = {*one.clause, *one.used, *one.asked}
    tokens = [t for t in one.sentence.tokens if t.index in held]
    if not any(t.xpos in _FINITE for t in tokens):
        return one.sentence.text
    return sentence_case(context.writer(one.sentence).write(tokens).strip(" ,;:-–.")) + "."


def _opening(asking: Asking) -> str:
    """Return how a question begins, up to its auxiliary."""
    tokens, end = asking.sentence.tokens, asking.end
    if end < len(tokens) and (tokens[end].upos == "AUX" or tokens[end].lemma.lower() in _AUXILIARY):
        end += 1
    return asking.sentence.slice(0, end)


def wording_rule(name: str, worded: Sequence[tuple[Proposal, Candidate]], analyse: Analyse) -> Rule:
    """Return what yields a card for every fact whose question holds, or asks the same as ours, and else a drop."""

    def find(context: Context) -> Found:
        for proposal, ours in worded:
            made = taken(name, proposal, context, analyse)
            if isinstance(made, Drop) or first_objection(made, context) is not None:
                yield ours if likeness(proposal, ours) >= ALIKE else made
            else:
                yield made

    return Rule(name=name, find=find, why="what a language model found worth knowing")
