"""How high, how far, what area, what population: measures of things, their unit in the answer."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, behind, is_head, merged
from quiz.generate.wording.questions import Asker, Question, Unaskable, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_SIZES = {"high", "tall", "long", "wide", "deep", "thick", "broad", "heavy"}
_AWAY = {
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west",
    "south-east", "south-west", "from", "away", "off", "inland", "upstream", "downstream", "above", "below", "outside",
}  # fmt: skip
_LYING = {"lie", "be", "locate", "situate", "stand", "live"}
_UNITS = {
    "m": "metres", "km": "kilometres", "ft": "feet", "kg": "kilograms", "km2": "square kilometres",
    "km²": "square kilometres", "m2": "square metres", "m²": "square metres", "ha": "hectares", "cm": "centimetres",
    "mm": "millimetres", "lb": "pounds", "l": "litres", "g": "grams", "kw": "kilowatts", "mw": "megawatts",
}  # fmt: skip


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        for unit, quantity in amounts(context, clause):
            yield from or_drop(RULE.name, clause, _measure(context, clause, unit, quantity))


def _measure(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    if (attribute := _attribute(clause, unit, quantity)) is not None:
        yield _card(context, clause, _of_attribute(context, clause, unit, quantity, attribute), quantity.forms)
    elif quantity.sort is Sort.MEASURE and (size := _size(clause, quantity)) is not None:
        yield _card(context, clause, _how_big(context, clause, size, quantity), quantity.forms)
    elif quantity.sort is Sort.MEASURE and is_head(unit, quantity) and unit.role is Role.AFTER:
        yield from _far_or_plain(context, clause, unit, quantity)


def _attribute(clause: Clause, unit: Unit, quantity: Quantity) -> Token | None:
    """Return the noun of what is measured in "has a population of 7,500"."""
    sentence = clause.sentence
    top = unit.top
    if unit.relation != "obj" or clause.head.lemma != "have" or top.lemma.lower() not in words("attributes"):
        return None
    det = sentence.child(top, "det")
    of = sentence.tokens[quantity.start - 1].text.lower() == "of" and quantity.top.head == top.index
    return top if of and det is not None and det.text.lower() in {"a", "an"} else None


def _of_attribute(context: Context, clause: Clause, unit: Unit, quantity: Quantity, attribute: Token) -> Question:
    """Ask "What is the population of X?"; what is said beside the number, such as a year, stays."""
    sentence = clause.sentence
    asker = Asker(context, clause)
    units = asker.units(unit)
    name = [t for t in unit.tokens if t.index <= attribute.index and t.upos != "DET"]
    rest = [t for u in units if u.role in {Role.AFTER, Role.FRONT} and u.top is not unit.top for t in u.tokens]
    be = "is" if clause.present else "was"
    pieces: list[Piece] = [f"what {be} the", *name, "of", *clause.subject.tokens, *rest]
    end = max(quantity.end, quantity.top.index + 1)
    more = next((t for t in unit.tokens if t.index >= end), None)
    if more is not None and more.upos in {"NOUN", "PROPN", "CCONJ", "X"}:
        raise Unaskable("the measure has a unit or more of its own")
    if sentence.child(attribute, "conj") is not None:
        raise Unaskable("several measures stand together")
    asked = [t for t in unit.tokens if t not in name]
    return asker.free(pieces, units, asked=[*asked, *(t for u in units if u.role is Role.VERB for t in u.tokens)])


def _size(clause: Clause, quantity: Quantity) -> Token | None:
    """Return the adjective of "48 metres high" as a predicate."""
    head = clause.sentence.tokens[quantity.top.head] if quantity.top.head >= 0 else None
    fits = head is not None and head is clause.head and clause.copular and head.lemma.lower() in _SIZES
    return head if fits else None


def _how_big(context: Context, clause: Clause, size: Token, quantity: Quantity) -> Question:
    asker = Asker(context, clause)
    units = asker.units()
    gone = {size.index, *range(quantity.start, quantity.end)}
    rest = [t for u in units if u.role in {Role.AFTER, Role.FRONT} for t in u.tokens if t.index not in gone]
    if any(is_relation(t, "conj") for t in rest):
        raise Unaskable("several measures stand together")
    asked = [t for u in units for t in u.tokens if t.index in gone]
    wh = f"{quantity.limit} how {size.lemma}".strip()
    pieces: list[Piece] = [wh, clause.finite, *clause.subject.tokens, *rest]
    return asker.free(pieces, units, asked=asked)


def _far_or_plain(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    """Ask "How far south of X" for a distance, "How many metres" for another measure beside its verb."""
    far = behind(clause, unit, *_AWAY)
    inside = [t.text.lower() for t in unit.tokens if t.index == quantity.end]
    distance = clause.head.lemma.lower() in _LYING or unit.relation == "predicate"
    if distance and (far is not None or (inside and inside[0] in _AWAY)):
        whole, one = merged(clause, unit, _to_the_name(context, clause, far)) if far is not None else (clause, unit)
        wh = f"{quantity.limit} how far".strip()
        if clause.present or clause.copular:
            yield _card(context, whole, ask_for(context, whole, one, quantity, wh), quantity.forms)
    elif is_relation(unit.top, "obj", "obl") and not clause.copular:
        if _goes_on(clause, quantity):
            return  # "titles over 1,500 m and 5,000 m"
        word = quantity.top.text.lower()
        square = clause.sentence.slice(quantity.core[1], quantity.top.index) if len(quantity.core) > 2 else ""  # noqa: PLR2004
        named = _UNITS.get(word) or f"{square} {quantity.top.text}".strip()
        if not named.endswith("s") and named != "feet":
            return
        wh = f"{quantity.how_many} {named}"
        yield _card(context, clause, ask_for(context, clause, unit, quantity, wh), quantity.bare_forms)


def _goes_on(clause: Clause, quantity: Quantity) -> bool:
    """Tell whether a measure is followed by another of its sort."""
    behind_it = clause.sentence.tokens[quantity.end : quantity.end + 2]
    return len(behind_it) > 1 and behind_it[0].text.lower() in {"and", "or"} and behind_it[1].text[:1].isdigit()


def _to_the_name(context: Context, clause: Clause, far: Unit) -> Unit:
    """Return "south of X" without what only adds to it: "at the foot of the hills"."""
    sentence = clause.sentence
    mention = next((m for t in far.tokens if (m := context.names.mention_at(sentence, t)) is not None), None)
    if mention is None:
        return far
    return replace(far, tokens=tuple(t for t in far.tokens if t.index < mention.end))


def _card(context: Context, clause: Clause, question: Question, forms: tuple[str, ...]) -> Candidate:
    return candidate(RULE.name, clause, question, (forms,), Kind.NUMBER, weight=0.7, context=context)


RULE = Rule(name="measure", find=_find, why="how large, high or far something is")
