"""When something happened: a date that stands alone among the units of a clause."""

from quiz.generate.circumstances import is_bare_date
from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.dates import Grain, When
from quiz.generate.facts import Drop, Kind
from quiz.generate.questions import Asker, candidate
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

_TELLING = 4
"""Words of a subject that tell enough by themselves: "the Hong Kong legislative election"."""
_WORDS = {Grain.DAY: "on what date", Grain.MONTH: "in which month and year", Grain.YEAR: "in which year"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        dates = [(u, w) for u in clause.after() if (w := context.date_in(clause.sentence, u.tokens)) is not None]
        for unit, when in dates:
            yield from or_drop(RULE.name, clause, _ask(context, clause, unit, when, alone=len(dates) == 1))


def _ask(context: Context, clause: Clause, unit: Unit, when: When, *, alone: bool) -> Found:
    sentence = clause.sentence
    if not is_bare_date(unit, when) or not is_relation(unit.top, "obl", "nmod", "advmod"):
        return
    if not when.known or not alone:
        reason = "several dates in one clause" if when.known else f"the date is not certain ({when.text})"
        yield Drop(rule=RULE.name, text=sentence.text, reason=reason)
        return
    if _belongs_to_noun(clause, unit):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the date belongs to the phrase before it")
        return
    case = {t.text.lower() for t in unit.tokens if t.upos == "ADP"}
    if not case <= {"in", "on"} or clause.present:
        yield Drop(rule=RULE.name, text=sentence.text, reason="the date is a limit, not a point in time")
        return
    first = clause.subject.tokens[0].text.lower()
    news = context.dated and sentence.paragraph == context.lead
    if first in {"a", "an"} and not news and not sentence.children(clause.subject.top, "nmod", "acl"):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the subject is one of many")
        return
    told = [u for u in clause.after() if u is not unit]
    if not told and len(clause.subject.tokens) < _TELLING and clause.head.lemma.lower() not in words("placing"):
        yield Drop(rule=RULE.name, text=sentence.text, reason="too little is said of what happened then")
        return
    question = Asker(context, clause).other(unit, [_WORDS[when.grain]])
    yield candidate(
        RULE.name,
        clause,
        question,
        ((when.text, *when.spellings()),),
        Kind.YEAR if when.grain is Grain.YEAR else Kind.DATE,
        weight=0.6,
        context=context,
    )


def _belongs_to_noun(clause: Clause, unit: Unit) -> bool:
    """Tell whether a date before the subject directly follows another phrase, as in "after the vote on May 2"."""
    before = unit.tokens[0].index - 1
    return unit.role is Role.FRONT and any(
        u.role is Role.FRONT and u.tokens[-1].index == before and u.top.upos in {"NOUN", "PROPN"} for u in clause.units
    )


RULE = Rule(name="date", find=_find, why="when something happened")
