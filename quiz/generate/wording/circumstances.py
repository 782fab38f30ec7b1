"""What of a clause goes into a question: circumstances that a stranger could not place stay out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.values.dates import Grain, When
from quiz.generate.wording.timing import is_dated
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

_ASIDE = {
    "now", "currently", "recently", "today", "presently", "still", "already", "soon", "tragically", "sadly",
    "reportedly", "famously", "successfully", "unfortunately",
}  # fmt: skip
_LONG_SUBJECT = 10
"""Tokens from which a coordinated subject is shortened to the person it begins with."""
_CIRCUMSTANCES = {
    "in", "at", "during", "after", "before", "following", "despite", "amid", "within", "throughout", "under", "with",
}  # fmt: skip
"""Prepositions of phrases that only say where, when or how."""
_NEEDING = {"cost", "fail", "have", "help", "need", "require", "serve", "take", "use"}
"""Verbs that say little without what for."""
_PUTTING = {"put", "place", "set", "lay", "bring", "take", "send", "turn", "keep", "leave"}
"""Verbs that say nothing without where to."""
_TOGETHER = {"meet", "marry", "divorce", "clash", "agree", "disagree", "collide", "merge", "differ", "share", "compete"}
"""Verbs that say something of several at once and of none of them alone."""


class Unaskable(Exception):  # noqa: N818 - a reason, not an error a user sees
    """A clause cannot be asked about in the wanted way; the message says why."""


def told(
    context: Context, clause: Clause, target: Unit | None, *, spare: bool = False, terse: int = 0
) -> tuple[Unit, ...]:
    """Return the units that go into a question about ``target``.

    Dates that nobody can place are left out, and circumstances that only a reader of the article could place
    ("in the second game"). Raises `Unaskable` when such a date is part of a larger phrase, and, unless ``spare``,
    when a circumstance behind the verb would go. ``terse`` leaves out
    circumstances but dates: 1 those before the subject, each more one more of the others, the last first.
    """
    sentence = clause.sentence
    stay: list[Unit] = []
    spent = _spent(context, clause, target, terse)
    for unit in clause.units:
        when = context.date_in(sentence, unit.tokens)
        if unit.role in {Role.FRONT, Role.AFTER}:
            if (is_relation(unit.top, "advmod") and unit.top.text.lower() in _ASIDE) or _is_soon(unit):
                continue
            if when is not None and not when.known:
                if is_bare_date(unit, when):
                    continue
                raise Unaskable(f"the date is not certain ({when.text})")
            if when is not None and clause.present and _is_past(context, unit, when):
                raise Unaskable("the present tense tells of another time")
            several = when is not None and unit.top.index in range(when.start, when.end) and not _is_span(unit)
            if several and sentence.child(unit.top, "conj") and (target is None or unit.top is not target.top):
                raise Unaskable("the date is one of several")
            if any(unit is one for one in spent) or _is_container(context, clause, unit, target):
                continue
            if _is_loose(context, clause, unit, target):
                purpose = is_relation(unit.top, "advcl") and clause.head.lemma.lower() not in _NEEDING
                small = purpose or is_relation(unit.top, "advmod")
                if not (spare or small or (unit.role is Role.FRONT and is_dated(context, clause))):
                    raise Unaskable("a circumstance says something to who has read the article only")
                continue
        if unit.role is Role.SUBJECT:
            stay.append(_short_subject(context, clause, unit))
            continue
        stay.append(replace(unit, tokens=tuple(t for t in unit.tokens if not _is_filler(clause, t))))
    return tuple(unit for unit in stay if unit.tokens)


def _is_container(context: Context, clause: Clause, unit: Unit, target: Unit | None) -> bool:
    """Tell whether a place right behind the place or body that is asked for says where that lies: "Arvin in Norway"."""
    sentence = clause.sentence
    if target is None or not is_relation(target.top, "obl"):
        return False
    follows = target.tokens[-1].index + 1 == unit.tokens[0].index and unit.tokens[0].text.lower() in {"in", "at"}
    if not follows or unit.top is target.top or target.role is not Role.AFTER:
        return False
    inner, outer = (context.names.name_at(sentence, u.top) for u in (target, unit))
    if inner is None or outer is None or not is_place(outer) or inner.kind is Kind.FACILITY:
        return False
    return is_place(inner) or (inner.kind is Kind.ORGANIZATION and unit.tokens[0].text.lower() == "at")


def is_inner(context: Context, clause: Clause, unit: Unit) -> bool:
    """Tell whether a unit only says where the place right before it lies."""
    return any(_is_container(context, clause, unit, other) for other in clause.units if other.role is Role.AFTER)


def _is_soon(unit: Unit) -> bool:
    """Tell whether a unit is a time that is soon over: "in the coming months"."""
    return unit.top.lemma.lower() in words("spans") and any(t.text.lower() == "coming" for t in unit.tokens)


def _is_span(unit: Unit) -> bool:
    """Tell whether two dates are the ends of one time: "between 1656 and 1662"."""
    return unit.tokens[0].text.lower() == "between"


def _spent(context: Context, clause: Clause, target: Unit | None, terse: int) -> list[Unit]:
    """Return the circumstances that a question may go without, where it would be too long with them."""
    extra = [
        u
        for u in clause.units
        if u.role in {Role.FRONT, Role.AFTER}
        and context.date_in(clause.sentence, u.tokens) is None
        and _is_extra(clause, u, target)
    ]
    front = [u for u in extra if u.role is Role.FRONT]
    after = [u for u in extra if u.role is not Role.FRONT]
    return [*front, *after[len(after) - min(terse - 1, len(after)) :]] if terse else []


def _is_extra(clause: Clause, unit: Unit, target: Unit | None) -> bool:
    """Tell whether a unit only says where, how or what for, and is not what is asked."""
    if target is not None and unit.top is target.top:
        return False
    return is_relation(unit.top, "advcl", "advmod") or (is_relation(unit.top, "obl") and _is_circumstance(clause, unit))


def _is_past(context: Context, unit: Unit, when: When) -> bool:
    """Tell whether a date that says when lies before the article's own year, or day, as in captions of old pictures."""
    today, year = context.today, when.year
    at = unit.tokens[0].text.lower() in {"in", "on"} or is_bare_date(unit, when)
    if today is None or year is None or not at or unit.tokens[0].text in {"since", "as"}:
        return False
    return year < today.year or (when.grain is Grain.DAY and date(year, when.month, when.day) < today)


def _is_filler(clause: Clause, token: Token) -> bool:
    """Tell whether a word only points from the article's own time ("now"), or leans on a date ("back on")."""
    tokens = clause.sentence.tokens
    after = tokens[token.index + 1].text.lower() if token.index + 1 < len(tokens) else ""
    return token.text.lower() in _ASIDE or (token.text.lower() == "back" and after in {"on", "in"})


def _is_loose(context: Context, clause: Clause, unit: Unit, target: Unit | None) -> bool:
    """Tell whether a unit is a circumstance that may go and that a stranger could not place."""
    if not is_relation(unit.top, "obl", "advmod", "advcl") or (target is not None and unit.top is target.top):
        return False
    if is_relation(unit.top, "obl") and not _is_circumstance(clause, unit):
        return False
    inside = [t.index for t in unit.tokens]
    # What the headline tells apart may stay: the gates put the headline before the question.
    known = context.told if context.caption else ()
    general = context.is_general(clause)
    return dangling(context, clause.sentence, inside, subject_known=True, told=known, general=general) is not None


def _is_circumstance(clause: Clause, unit: Unit) -> bool:
    """Tell whether a prepositional phrase may go without changing what the verb says."""
    first = unit.tokens[0].text.lower()
    units = clause.units
    place = units.index(unit)
    bound = unit.role is Role.AFTER and (units[place - 1].role is Role.VERB or clause.head.lemma.lower() in _PUTTING)
    return (first in _CIRCUMSTANCES or unit.relation == "obl:unmarked") and not bound


def _short_subject(context: Context, clause: Clause, unit: Unit) -> Unit:
    """Return a long subject of a person and others without the others: what both did, the person did."""
    if len(unit.tokens) < _LONG_SUBJECT or clause.finite.xpos != "VBD" or clause.finite.lemma == "be":
        return unit
    if clause.head.lemma.lower() in _TOGETHER:
        return unit
    name = context.names.name_at(clause.sentence, unit.top)
    if name is None or name.kind is not Kind.PERSON:
        return unit
    others = clause.sentence.children(unit.top, "conj")
    gone = {t.index for o in others for t in clause.sentence.subtree(o)}
    return replace(unit, tokens=tuple(t for t in unit.tokens if t.index not in gone))


def check_subject(clause: Clause) -> None:
    """Raise `Unaskable` when the analyser cut the subject of a clause in the wrong place."""
    first, *others = clause.subject.tokens
    if first.text.startswith(("'", "’")) or (others and others[-1].xpos == "POS"):
        raise Unaskable("the subject begins or ends in the middle of a word")
    listed = any(t.upos == "CCONJ" for t in others)
    if any(t.text == "," and t.end + 1 == o.start and o.upos == "ADV" for t, o in pairwise(others)) and not listed:
        raise Unaskable("an aside stands in the subject")
    if first.upos in {"ADP", "SCONJ", "ADV", "CCONJ"} and not any(t.upos == "NUM" for t in others[:3]):
        raise Unaskable("the subject begins with a preposition")


def is_bare_date(unit: Unit, when: When) -> bool:
    """Tell whether a unit is nothing but a date with its preposition."""
    return all(when.start <= t.index < when.end or t.upos in {"ADP", "PUNCT", "DET"} for t in unit.tokens)


def is_settled(unit: Unit, units: Sequence[Unit], target: Unit) -> bool:
    """Tell whether a unit stays right behind the words it followed, so that the question reads as the sentence did.

    Then it does not matter which of them the analyser hung it on. Behind what is asked it does: it may be a part of it.
    """
    place = units.index(unit)
    asked = unit.top is target.top and unit.role is target.role
    if place and asked and units[place - 1].relation == "verb" and unit.relation == "obl":
        return units[place - 1].tokens[-1].index + 1 == unit.tokens[0].index
    if not place or asked or unit.relation in {"verb", "predicate"} or unit.role in {Role.SUBJECT, Role.FRONT}:
        return False
    follows = units[place - 1].tokens[-1].index + 1 == unit.tokens[0].index
    kept = target.role in {Role.SUBJECT, Role.FRONT}
    return follows and (kept or unit.tokens[-1].index < target.tokens[0].index)
