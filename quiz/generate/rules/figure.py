"""What is the budget: the size of something that a clause names by its noun, as subject or after "with"."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, is_head
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, Question, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_ESTIMATED = {"estimate", "put", "calculate", "reckon"}
"""Verbs of what nobody has counted: "its population was put at 9,600"."""
_STANDING = {"amount", "come", "set", "fix", "stand", "total"}
_AT = {"at", "to"}
_KINDS = {Sort.MONEY: Kind.MONEY, Sort.PERCENT: Kind.PERCENT}


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        for unit, quantity in amounts(context, clause):
            yield from or_drop(RULE.name, clause, _figure(context, clause, unit, quantity))


def _figure(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    if quantity.sort is Sort.FRACTION or unit.role is Role.SUBJECT:
        return
    if _is_with(clause, unit, quantity):
        whole = replace(clause, units=tuple(u for u in clause.units if u.role in _KEPT or u is unit))
        yield _card(context, whole, _of_owner(context, whole, unit, quantity), quantity)
    elif clause.subject.top.lemma.lower() in words("attributes") | words("amounts") and _is_all(clause, unit, quantity):
        yield _card(context, clause, _of_subject(context, clause, unit), quantity)


_KEPT = {Role.SUBJECT, Role.VERB}


def _is_with(clause: Clause, unit: Unit, quantity: Quantity) -> bool:
    """Tell whether a unit says how large something of the subject is: "with an annual capacity of 9 tonnes"."""
    if quantity.start < 2 or unit.tokens[0].text.lower() != "with":  # noqa: PLR2004
        return False
    before, noun = clause.sentence.tokens[quantity.start - 1], clause.sentence.tokens[quantity.start - 2]
    fits = before.text.lower() == "of" and noun is unit.top and noun.lemma.lower() in words("attributes")
    det = clause.sentence.child(noun, "det")
    whole = unit.role is Role.FRONT or clause.copular
    last = unit.tokens[-1].index < max(quantity.end, quantity.top.index + 1)
    return fits and whole and last and (det is None or det.text.lower() in {"a", "an"})


def _of_owner(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Question:
    """Ask "What is the annual capacity of the plant?", or "What annual capacity will the plant have?"."""
    asker = Asker(context, clause)
    units = asker.units(unit)
    noun = [t for t in unit.tokens if t.index < quantity.start - 1 and t.upos not in {"ADP", "DET"}]
    ahead = clause.finite.xpos == "MD"
    pieces: list[Piece] = (
        ["what", *noun, clause.finite, *clause.subject.tokens, "have"]
        if ahead
        else [f"what {'is' if clause.present else 'was'} the", *noun, "of", *clause.subject.tokens]
    )
    asked = [t for u in units if u.role is not Role.SUBJECT for t in u.tokens if t not in pieces]
    return asker.free(pieces, units, asked=asked)


def _is_all(clause: Clause, unit: Unit, quantity: Quantity) -> bool:
    """Tell whether a unit is nothing but the quantity, and its verb says that the subject is so large."""
    if not is_head(unit, quantity) or unit.role is not Role.AFTER:
        return False
    behind = next((t for t in unit.tokens if t.index >= max(quantity.end, quantity.top.index + 1)), None)
    if behind is not None and clause.sentence.tokens[behind.index - 1].text != ",":
        return False
    before = [t.text.lower() for t in unit.tokens if t.index < quantity.start]
    if unit.relation == "predicate":
        return not before and quantity.top.index == clause.head.index
    verb = clause.head.lemma.lower()
    direct = verb == "total" and not before
    return verb in _ESTIMATED | _STANDING and (direct or (len(before) == 1 and before[0] in _AT))


def _of_subject(context: Context, clause: Clause, unit: Unit) -> Question:
    """Ask "What was its budget in 2022?" and "What was its estimated population in 2022?"."""
    asker = Asker(context, clause)
    if unit.relation == "predicate":
        return asker.other(unit, ["what"], asked=unit.tokens)
    units = asker.units(unit)
    subject = next(u for u in units if u.role is Role.SUBJECT)
    if any(u.role is Role.VERB and u.relation != "verb" for u in units) or is_relation(clause.head, "xcomp"):
        raise Unaskable("the number stands too deep in its sentence")
    guessed = clause.head.lemma.lower() in _ESTIMATED
    named: list[Piece] = []
    for token in subject.tokens:
        if guessed and token is _first_of_name(subject, clause):
            named.append("estimated")
        named.append(token)
    rest = [t for u in units if u.role in {Role.AFTER, Role.FRONT} and u.top is not unit.top for t in u.tokens]
    be = "is" if clause.present or clause.finite.lemma == "have" else "was"
    pieces: list[Piece] = [f"what {be}", *named, *rest]
    asked = [*unit.tokens, *(t for u in units if u.role is Role.VERB for t in u.tokens)]
    return asker.free(pieces, units, asked=asked)


def _first_of_name(subject: Unit, clause: Clause) -> Token:
    """Return the first of the words that make the subject's noun: "annual" of "its annual cost"."""
    noun = subject.top
    own = [
        t for t in clause.sentence.children(noun, "amod", "compound") if t in subject.tokens and t.index < noun.index
    ]
    return min(own, key=lambda t: t.index, default=noun)


def _card(context: Context, clause: Clause, question: Question, quantity: Quantity) -> Candidate:
    shown = quantity.whole if quantity.limit else quantity.text
    forms = tuple(dict.fromkeys((shown, *quantity.forms)))
    kind = _KINDS.get(quantity.sort, Kind.NUMBER)
    return candidate(RULE.name, clause, question, (forms,), kind, weight=0.8, context=context)


RULE = Rule(name="figure", find=_find, why="how large a budget, a population or another measure is")
