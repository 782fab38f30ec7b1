"""Why: what a clause says because of."""

from collections.abc import Iterator, Sequence

from quiz.generate.facts import Drop, Kind
from quiz.generate.grammar.clauses import Clause, Unit
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.wording.answers import is_clear, phrase
from quiz.generate.wording.questions import Question, candidate, worded
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.language.document import Token, is_relation

LONGEST = 10
"""Words of the longest cause that somebody can be asked to type."""
_LINKS = ("because of", "due to", "owing to", "as a result of", "thanks to", "on account of")


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        yield from or_drop(RULE.name, clause, _phrases(context, clause))
        yield from or_drop(RULE.name, clause, _clauses(context, clause))


def _phrases(context: Context, clause: Clause) -> Found:
    """Ask for "due to heavy rain": the phrase is a part of the clause."""
    sentence = clause.sentence
    for unit in clause.after():
        size = _linked(unit.tokens)
        if not size or not is_relation(unit.top, "obl"):
            continue
        rest = unit.tokens[size:]
        answers = phrase(context, sentence, rest, unit.top)
        if not answers:
            yield Drop(rule=RULE.name, text=sentence.text, reason="the cause cannot be told shortly")
            continue
        question = _worded(context, clause, unit, rest)
        made = candidate(RULE.name, clause, question, (answers,), Kind.THING, weight=0.55, context=context)
        yield made if is_specific(context, clause, question, one=False) else too_general(made)


def _worded(context: Context, clause: Clause, unit: Unit, rest: Sequence[Token]) -> Question:
    return worded(context, clause, lambda asker: asker.other(unit, ["why"], asked=rest))


def _linked(tokens: tuple[Token, ...]) -> int:
    """Return how many words at the beginning say "because of", or 0."""
    said = " ".join(t.text.lower() for t in tokens[:4]) + " "
    return next((len(link.split()) for link in _LINKS if said.startswith(link + " ")), 0)


def _clauses(context: Context, clause: Clause) -> Found:
    """Ask for "because the ice broke": the clause behind "because" is left out of the simplified one."""
    sentence, general = clause.sentence, context.is_general(clause)
    for reason in _reasons(clause):
        told = [t for t in kept(sentence, reason) if not is_relation(t, "mark") or t.head != reason.index]
        while told and told[-1].upos == "PUNCT":
            told.pop()
        plain = general or _goes_on(context, clause, told)
        if not 2 < len(told) <= LONGEST or not is_clear(context, sentence, told, general=plain):  # noqa: PLR2004
            yield Drop(rule=RULE.name, text=sentence.text, reason="the cause cannot be told shortly")
            continue
        question = worded(context, clause, lambda asker: asker.why())
        answer = context.text(sentence, told)
        made = candidate(
            RULE.name, clause, question, ((answer, f"because {answer}"),), Kind.ACTION, weight=0.5, context=context
        )
        yield made if is_specific(context, clause, question, one=False) else too_general(made)


def _goes_on(context: Context, clause: Clause, told: Sequence[Token]) -> bool:
    """Tell whether a cause begins with a pronoun for the subject of the question: "because they were unsafe"."""
    first = told[0] if told else None
    top = clause.subject.top
    part = top.lemma.lower() in {"most", "many", "some", "all"}
    if first is None or first.text.lower() not in {"it", "they"} or not (top.upos == "NOUN" or part):
        return False
    held = context.references.antecedent(clause.sentence, first)
    several = top.xpos == "NNS" or part
    same = held is None or held in clause.subject.tokens
    return same and several == (first.text.lower() == "they")


def _reasons(clause: Clause) -> Iterator[Token]:
    for below in clause.sentence.children(clause.head, "advcl"):
        mark = clause.sentence.child(below, "mark")
        if mark is not None and mark.text.lower() == "because" and clause.sentence.child(below, "nsubj") is not None:
            yield below


RULE = Rule(name="cause", find=_find, why="why something happened")
