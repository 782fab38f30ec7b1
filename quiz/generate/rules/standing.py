"""In which place: how somebody came out of a contest, "third" of "finished third"."""

import re
from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.amounts import is_told
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, candidate
from quiz.language.document import Token

_VERBS = {"finish", "come", "end", "place", "rank"}
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_DIGITS = re.compile(r"\d+(?:st|nd|rd|th)")
_PLACES = {"place", "position"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if not clause.flaw and clause.head.lemma.lower() in _VERBS:
            for unit in clause.after():
                whole, part = _apart(clause, unit)
                if (place := _place(part)) is not None:
                    yield from or_drop(RULE.name, clause, _ask(context, whole, part, place))


def _apart(clause: Clause, unit: Unit) -> tuple[Clause, Unit]:
    """Return the clause with "in the race" of "in sixth place in the race" as a unit of its own, and the unit left."""
    noun = next((t for t in unit.tokens if t.lemma.lower() in _PLACES), None)
    rest = tuple(t for t in unit.tokens if noun is not None and t.index > noun.index)
    if noun is None or not rest or rest[0].upos != "ADP":
        return clause, unit
    part = replace(unit, tokens=tuple(t for t in unit.tokens if t not in rest))
    held = {t.index for t in rest}
    top = next((t for t in rest if t.head not in held), rest[-1])
    loose = Unit(role=Role.AFTER, relation="obl", top=top, tokens=rest)
    units = tuple(u for one in clause.units for u in ((part, loose) if one is unit else (one,)))
    return replace(clause, units=units), part


def _place(unit: Unit) -> Token | None:
    """Return the ordinal that a unit consists of: "third", "in third place"."""
    told = [t for t in unit.tokens if t.lemma.lower() not in _PLACES and t.text.lower() not in {"in", "the"}]
    alone = len(told) == 1 and (told[0].text.lower() in _ORDINALS or _DIGITS.fullmatch(told[0].text.lower()))
    return told[0] if alone and unit.role is Role.AFTER else None


def _ask(context: Context, clause: Clause, unit: Unit, place: Token) -> Found:
    others = [u for u in clause.after() if u is not unit and context.date_in(clause.sentence, u.tokens) is None]
    if not any(u.tokens[0].text.lower() in {"in", "at", "behind"} for u in others):
        raise Unaskable("nothing says in what contest")
    noun = "position" if any(t.lemma.lower() == "position" for t in unit.tokens) else "place"
    question = Asker(context, clause).other(unit, [f"in which {noun}"], asked=unit.tokens)
    if not is_told(context, clause, question):
        raise Unaskable("the question fits other occasions too")
    yield candidate(RULE.name, clause, question, (_forms(place.text),), Kind.THING, weight=0.7, context=context)


def _forms(text: str) -> tuple[str, ...]:
    """Return the spellings of an ordinal, as it is written first."""
    lowered = text.lower()
    if lowered in _ORDINALS:
        number = _ORDINALS.index(lowered) + 1
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
        return (text, f"{number}{ending}", str(number))
    number = int(lowered[:-2])
    return (text, _ORDINALS[number - 1], str(number)) if 0 < number <= len(_ORDINALS) else (text, str(number))


RULE = Rule(name="standing", find=_find, why="in which place somebody finished")
