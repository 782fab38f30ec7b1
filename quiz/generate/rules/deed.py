"""What somebody was accused of, arrested for or kept from doing; and how something was done: "by firing shells"."""

from quiz.generate.facts import Candidate, Drop, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.flaws import after_comma
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.wording.answers import is_clear
from quiz.generate.wording.questions import Question, candidate, worded
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.language.document import Token, is_relation

LONGEST = 10
"""Words of the longest deed that somebody can be asked to type."""
_ASKED = {"of": "of what", "for": "for what", "with": "with what", "from": "from doing what", "into": "into doing what"}
"""What asks for a deed behind a preposition."""


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        if clause.copular:
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and is_relation(unit.top, "advcl"):
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))
        yield from or_drop(RULE.name, clause, _ways(context, clause))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    """Ask for a deed that is a part of the clause: "arrested for stealing a boat"."""
    mark = unit.tokens[0]
    wh = _ASKED.get(mark.text.lower())
    if wh is None or not _is_deed(clause, unit.top, mark):
        return
    told = unit.tokens[1:]
    if not _is_short(context, clause, told):
        return
    question = worded(context, clause, lambda asker: asker.other(unit, [wh], asked=told))
    yield _card(context, clause, question, told)


def _ways(context: Context, clause: Clause) -> Found:
    """Ask how: "by firing shells" is left out of the simplified clause."""
    sentence = clause.sentence
    for below in sentence.children(clause.head, "advcl"):
        told = [t for t in kept(sentence, below) if t.text != "," or t.index > below.index]
        if not told or told[0].text.lower() != "by" or not _is_deed(clause, below, told[0]):
            continue
        if below.index < clause.head.index or after_comma(sentence, below) or below in clause.tokens:
            continue
        if not _is_short(context, clause, told[1:]):
            continue
        question = worded(context, clause, lambda asker: asker.how())
        yield _card(context, clause, question, told)


def _is_deed(clause: Clause, verb: Token, mark: Token) -> bool:
    """Tell whether a clause is a preposition with what somebody does, hung on the verb itself."""
    helpers = clause.sentence.children(verb, "aux", "cop")
    own = clause.sentence.child(verb, "nsubj") is None and all(t.xpos in {"VBG", "VBN"} for t in helpers)
    return (
        any(t.xpos == "VBG" for t in (verb, *helpers))
        and verb.head == clause.head.index
        and own
        and mark.head == verb.index
    )


def _is_short(context: Context, clause: Clause, told: "tuple[Token, ...] | list[Token]") -> bool:
    size = sum(t.upos != "PUNCT" for t in told)
    return 2 <= size <= LONGEST and is_clear(context, clause.sentence, told)  # noqa: PLR2004


def _card(
    context: Context, clause: Clause, question: Question, told: "tuple[Token, ...] | list[Token]"
) -> Candidate | Drop:
    answer = context.text(clause.sentence, told)
    bare = answer.removeprefix("by ")
    made = candidate(RULE.name, clause, question, ((answer, bare),), Kind.ACTION, weight=0.5, context=context)
    return made if is_specific(context, clause, question, one=False) else too_general(made)


RULE = Rule(name="deed", find=_find, why="what somebody was accused of or praised for, and how something was done")
