"""By what score: the result of a match among the words of a clause."""

import re
from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.amounts import is_told
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, candidate
from quiz.generate.wording.specificity import too_general
from quiz.generate.wordlists import words
from quiz.language.document import Token

_PLAYED = {
    "beat", "defeat", "win", "lose", "draw", "thrash", "overcome", "edge", "rout", "tie", "down", "eliminate", "fall",
}  # fmt: skip
_ENDED = {"end", "finish", "conclude"}
_DASHES = {"-", "–", "—"}
_POINTS = re.compile(r"\d{1,3}")


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if not clause.flaw and clause.head.lemma.lower() in _PLAYED | _ENDED:
            yield from or_drop(RULE.name, clause, _ask(context, clause))
        if not clause.flaw and clause.head.lemma.lower() in words("voting"):
            yield from or_drop(RULE.name, clause, _vote(context, clause))


def _vote(context: Context, clause: Clause) -> Found:
    """Ask "By how many votes to how many" for "by 312 votes to 245"."""
    for unit in clause.units:
        votes = _votes(unit) if unit.role is Role.AFTER else ()
        if not votes:
            continue
        target = replace(unit, relation="obl", tokens=votes)
        rest = tuple(t for t in unit.tokens if t.index > votes[-1].index)
        loose = [Unit(role=Role.AFTER, relation="obl", top=rest[-1], tokens=rest)] if rest else []
        units = tuple(u for one in clause.units for u in ((target, *loose) if one is unit else (one,)))
        whole = replace(clause, units=units)
        question = Asker(context, whole).other(target, ["by how many votes to how many"], asked=votes)
        first, *_, last = [t.text for t in votes if t.upos == "NUM"]
        forms = (f"{first} to {last}", f"{first} votes to {last}", f"{first}-{last}", f"{first}–{last}")
        yield candidate(RULE.name, whole, question, (forms,), Kind.NUMBER, weight=0.85, context=context)


def _votes(unit: Unit) -> tuple[Token, ...]:
    """Return "by 312 votes to 245", with or without "by" and "votes", at the beginning of a unit."""
    tokens = [t for t in unit.tokens if t.lemma.lower() not in {"by", "vote"}]
    shape = [t.text.lower() if t.upos != "NUM" else "" for t in tokens[:3]]
    if shape not in (["", "to", ""], ["", "against", ""]) or unit.tokens[0].text.lower() not in {"by", tokens[0].text}:
        return ()
    return tuple(t for t in unit.tokens if t.index <= tokens[2].index)


def _ask(context: Context, clause: Clause) -> Found:
    for unit in clause.units:
        points = _points(unit)
        if unit.role is Role.SUBJECT or not points:
            continue
        gone = {t.index for t in points}
        left = tuple(t for t in unit.tokens if t.index not in gone)
        bare = not left or all(t.upos == "ADP" for t in left)
        # A score is one by its form, whatever the analyser makes of its numbers.
        target = Unit(role=Role.AFTER, relation="obl", top=points[1], tokens=unit.tokens if bare else points)
        units = [u for u in clause.units if u is not unit]
        if not bare:
            units.append(replace(unit, tokens=left))
        units.append(target)
        whole = replace(clause, units=tuple(sorted(units, key=lambda u: u.tokens[0].index)))
        wh = "with what score" if clause.head.lemma.lower() in _ENDED | {"draw", "tie"} else "by what score"
        question = Asker(context, whole).other(target, [wh], asked=target.tokens)
        if not is_told(context, whole, question):
            raise Unaskable("the question fits other occasions too")
        dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in whole.units)
        first, second = points[0].text, points[-1].text
        forms = (f"{first}–{second}", f"{first}-{second}", f"{first} – {second}", f"{first}:{second}")
        one = candidate(RULE.name, whole, question, (forms,), Kind.NUMBER, weight=0.9, context=context)
        # The same two meet every season.
        yield one if dated or question.opening else too_general(one)


def _points(unit: Unit) -> tuple[Token, ...]:
    """Return the three words of "3 – 1" in a unit; none when there is no score."""
    for one, dash, other in zip(unit.tokens, unit.tokens[1:], unit.tokens[2:], strict=False):
        if dash.text in _DASHES and _POINTS.fullmatch(one.text) and _POINTS.fullmatch(other.text):
            return (one, dash, other)
    return ()


RULE = Rule(name="score", find=_find, why="how a match ended")
