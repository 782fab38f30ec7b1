"""Where somebody arrived: "He arrived in 1777" says so only together with the sentence before."""

from collections.abc import Callable
from dataclasses import replace

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit, own
from quiz.language.document import Sentence, Token, is_relation

_ARRIVING = {"arrive", "land", "settle"}
_GOING = _ARRIVING | {"return", "move", "travel"}
"""Verbs that say nothing without where to."""
_PLACES = {Kind.COUNTRY, Kind.CITY, Kind.PLACE}
_TIMES = {"age", "year", "month", "day", "week", "morning", "evening", "night", "summer", "winter", "spring", "autumn"}


def arrived(clause: Clause, names: Names, before: Sentence | None, is_date: Callable[[Unit], bool]) -> Clause:
    """Return ``clause`` with the place of the sentence ``before`` it, where it says that somebody came and not where.

    What says neither where nor can be told from the sentence before gets a flaw.
    """
    verb = clause.head.lemma.lower()
    if verb not in _GOING or clause.copular or any(_says_more(u, is_date) for u in clause.units):
        return clause
    place = _last_place(names, before) if before is not None and verb in _ARRIVING else None
    if place is None and clause.sentence.child(clause.head, "conj") is not None:
        return clause  # what follows may say more: "returned in 1960 and taught at ..."
    if place is None:
        return replace(clause, flaw=clause.flaw or "nothing says where to")
    tokens = [own("in", "in", "IN", "case")]
    if place.article:
        tokens.append(own("the", "the", "DT", "det"))
    tokens += [own(word, word, "NNP", "flat") for word in place.full.split()]
    unit = Unit(role=Role.AFTER, relation="obl", top=tokens[-1], tokens=tuple(tokens))
    behind = next(i for i, u in enumerate(clause.units) if u.role is Role.VERB and u.relation == "verb") + 1
    return replace(clause, units=(*clause.units[:behind], unit, *clause.units[behind:]))


def _says_more(unit: Unit, is_date: Callable[[Unit], bool]) -> bool:
    """Tell whether a unit may say where: anything behind the verb that is neither time nor age nor company."""
    if unit.role not in {Role.AFTER, Role.FRONT} or is_date(unit):
        return unit.role is Role.VERB and unit.relation != "verb"
    if is_relation(unit.top, "obl", "advcl") and unit.top.lemma.lower() in _TIMES:
        return False
    return not (is_relation(unit.top, "obl") and unit.tokens[0].text.lower() in {"with", "without", "during", "by"})


def _last_place(names: Names, sentence: Sentence) -> Name | None:
    """Return the last place that a sentence says something is in or goes to."""
    found: Name | None = None
    for mention in names.mentions(sentence):
        name = names.by_form(mention.text)
        head = _head(sentence, mention.start, mention.end)
        case = sentence.child(head, "case")
        if name is not None and name.kind in _PLACES and case is not None and case.text.lower() in {"in", "to", "for"}:
            found = name
    return found


def _head(sentence: Sentence, start: int, end: int) -> Token:
    return next((t for t in sentence.tokens[start:end] if not start <= t.head < end), sentence.tokens[start])
