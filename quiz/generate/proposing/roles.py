"""Whether a proposed question gives each word the part that it has in the sentence.

"Who did the museum open?" holds the same words as "Who opened the museum?". What does something, what it is done to,
and what is asked for have to be the same in both, and in the same time. English tells that by the order of words: what
stands between the auxiliary and the verb is the subject, and where nothing does, the question word is.
"""

from enum import StrEnum
from itertools import pairwise

from quiz.generate.grammar.clauses import OWN, Clause, Role, Unit
from quiz.generate.proposing.alignment import Aligned, called, is_form, modifiers, unit_at, unit_of
from quiz.generate.proposing.asking import Asking
from quiz.generate.proposing.locating import Found
from quiz.generate.proposing.unfit import Unfit
from quiz.language.document import Sentence, Token, is_relation

_OTHERWISE = "question and sentence are not built alike"
_ELSEWHERE = "it asks for another part of the sentence than its answer is"
_PLACING = {"in", "at", "on", "near", "to", ""}
"""Prepositions that "where" stands for."""
_FINITE = {"be", "do", "have"}
_MODALS = {"will", "would", "can", "could", "may", "might", "must", "shall", "should"}


class Part(StrEnum):
    """What a phrase is to its verb, in whatever voice."""

    DOER = "doer"
    DONE_TO = "done to"
    TAKER = "taker"
    PREDICATE = "predicate"
    COMPLETION = "completion"
    BESIDE = "beside"


_CORE = {Part.DOER, Part.DONE_TO, Part.TAKER, Part.PREDICATE, Part.COMPLETION}


def check_roles(asking: Asking, found: Found, clause: Clause, aligned: Aligned) -> None:
    """Raise `Unfit` when the question turns something round, or leaves out what its sentence hangs on."""
    unit = unit_of(clause, found)
    if unit is None:
        raise Unfit(_OTHERWISE)
    _check_answer(found, unit)
    finite = _finite(asking, clause, aligned)
    if finite is None:
        raise Unfit(_OTHERWISE)
    if _tense(finite, asking.sentence, clause) != _tense(clause.finite, clause.sentence, clause):
        raise Unfit("question and sentence speak of different times")
    if clause.copular:
        _check_copular(asking, unit, clause, aligned)
    else:
        _check_verbal(asking, unit, finite, clause, aligned)
    _check_order(asking, clause, aligned)
    _check_counted(asking, found, aligned)
    _check_whole(asking, found, clause, aligned)


def part_of_unit(unit: Unit, clause: Clause) -> Part:
    """Return what a unit is to the verb of its clause."""
    bare = unit.relation.partition(":")[0]
    passive = _is_passive(clause)
    if unit.role is Role.SUBJECT:
        return Part.DONE_TO if passive else Part.DOER
    if unit.relation == "obl:agent" or (passive and bare == "obl" and unit.tokens[0].text.lower() == "by"):
        return Part.DOER
    parts = {"obj": Part.DONE_TO, "iobj": Part.TAKER, "predicate": Part.PREDICATE}
    return parts.get(bare, Part.COMPLETION if bare in {"xcomp", "ccomp"} else Part.BESIDE)


def _check_answer(found: Found, unit: Unit) -> None:
    top = unit.top
    if found.top.index == top.index or top.index in {t.index for t in found.tokens}:
        return
    if found.name and called(found.sentence, found.top) is found.sentence.tokens[top.index]:
        return
    if found.quantity is None or found.top.head != top.index:
        raise Unfit("its answer is only part of a phrase")


def _check_copular(asking: Asking, unit: Unit, clause: Clause, aligned: Aligned) -> None:
    """Raise `Unfit` unless one side of "is" is asked for and the other one told."""
    part = part_of_unit(unit, clause)
    if part is Part.BESIDE:
        if not _asks_where(asking, unit):
            raise Unfit(_ELSEWHERE)
        return
    if part not in {Part.DOER, Part.PREDICATE} or asking.case:
        raise Unfit(_ELSEWHERE)
    if sum(t.lemma.lower() in _FINITE and t.upos == "AUX" for t in asking.sentence.tokens[asking.end :]) != 1:
        raise Unfit("its verb is in a wrong form")
    told = {id(u) for i, u in _units(asking, clause, aligned) if i >= asking.end}
    if id(unit) in told:
        raise Unfit(_OTHERWISE)


def _check_verbal(asking: Asking, unit: Unit, finite: Token, clause: Clause, aligned: Aligned) -> None:
    """Raise `Unfit` unless subject, objects and what is asked for are the same in both."""
    question = asking.sentence
    verb = next((i for i, place in aligned.places.items() if place == clause.head.index and i >= asking.end), None)
    if verb is None:
        raise Unfit(_OTHERWISE)
    between = question.tokens[finite.index : verb]
    passive = bool(between) and question.tokens[verb].xpos in {"VBN", "VBD"}
    passive = passive and any(t.lemma.lower() == "be" for t in between)
    subject, behind = (Part.DONE_TO, Part.DOER) if passive else (Part.DOER, Part.DONE_TO)
    inverted = False
    for i, other in _units(asking, clause, aligned):
        part = part_of_unit(other, clause)
        if finite.index < i < verb and other.relation != "verb":
            inverted = inverted or part is subject
            if part is not subject and not is_relation(other.top, "advmod"):
                raise Unfit(_OTHERWISE)
        elif part is subject or (part is behind and passive and not _has_by(question, i)):
            raise Unfit(_OTHERWISE)
    _check_form(asking, finite, question.tokens[verb], clause, inverted=inverted)
    part = part_of_unit(unit, clause)
    if (part is subject) == inverted:
        raise Unfit(_ELSEWHERE)
    if part is Part.BESIDE:
        if not _asks_where(asking, unit):
            raise Unfit(_ELSEWHERE)
    elif asking.case != ("by" if passive and part is behind else "") or asking.word.text.lower() in {"where", "when"}:
        raise Unfit(_ELSEWHERE)


def _check_form(asking: Asking, finite: Token, verb: Token, clause: Clause, *, inverted: bool) -> None:
    """Raise `Unfit` when the verb is not in the form that its auxiliary wants: "did opened", "whom opened"."""
    helped = finite.index < verb.index
    bare = verb.text.lower() == clause.head.lemma.lower()
    after_do = helped and finite.lemma.lower() == "do"
    doubled = after_do and any(
        t.lemma.lower() in _FINITE for t in asking.sentence.tokens[finite.index + 1 : verb.index] if t.upos == "AUX"
    )
    if (after_do and not bare) or doubled or (inverted and not helped):
        raise Unfit("its verb is in a wrong form")
    if not inverted and (after_do or asking.word.text.lower() == "whom"):
        raise Unfit("its verb is in a wrong form")


def _units(asking: Asking, clause: Clause, aligned: Aligned) -> list[tuple[int, Unit]]:
    """Return the units of the words of the question from left to right; those that ask have none."""
    tokens = asking.sentence.tokens
    found = ((i, unit_at(clause, place)) for i, place in sorted(aligned.places.items()) if tokens[i].upos != "PUNCT")
    return [(i, unit) for i, unit in found if unit is not None and not asking.start <= i < asking.end]


def _has_by(question: Sentence, index: int) -> bool:
    """Tell whether "by" stands before a phrase, a few words back at most."""
    return any(t.text.lower() == "by" for t in question.tokens[max(0, index - 12) : index + 1])


def _asks_where(asking: Asking, unit: Unit) -> bool:
    """Tell whether a question for what stands beside the verb has its preposition, or needs none."""
    link = unit.tokens[0].text.lower() if unit.tokens[0].upos == "ADP" else ""
    word = asking.word.text.lower()
    if word == "where":
        return link in _PLACING and not asking.case
    return (word == "when" and not asking.case) or asking.case == link


def _check_order(asking: Asking, clause: Clause, aligned: Aligned) -> None:
    """Raise `Unfit` when words of one phrase change places, or stand apart."""
    places = aligned.places
    seen: list[Unit] = []
    for (i, one), (j, other) in pairwise(_units(asking, clause, aligned)):
        if one is other:
            if places[j] < places[i] and one.relation != "verb" and places[i] != places[j]:
                raise Unfit(_OTHERWISE)
        elif one.relation != "verb":
            seen.append(one)
        if other.relation != "verb" and any(other is each for each in seen):
            raise Unfit(_OTHERWISE)


def _check_counted(asking: Asking, found: Found, aligned: Aligned) -> None:
    """Raise `Unfit` when the noun behind the question word is not what the answer counts or is called."""
    place = aligned.places.get(asking.noun.index) if asking.noun is not None else None
    # "How much did it cost?" needs no noun; how many there are of what has to be said.
    counts = asking.sentence.tokens[asking.word.index + 1].text.lower() == "many" or asking.noun is not None
    if asking.word.text.lower() == "how" and counts and found.quantity is not None and place is None:
        raise Unfit("it counts something else than its sentence")
    if place is None or (found.quantity is not None and found.top.head == place):
        return
    inside = {t.index for t in found.tokens}
    token = found.sentence.tokens[place]
    if token.head not in inside and found.top.head != place:
        raise Unfit(_OTHERWISE)


def _check_whole(asking: Asking, found: Found, clause: Clause, aligned: Aligned) -> None:
    """Raise `Unfit` when the question leaves out what the statement would be another without."""
    own = unit_of(clause, found)
    held = {*aligned.used, *(t.index for t in found.tokens)}
    for unit in clause.units:
        core = unit.relation != "verb" and part_of_unit(unit, clause) in _CORE
        if core and unit is not own and unit.top.index not in held | {OWN}:
            raise Unfit(f"it leaves out what its sentence is about ({unit.top.text})")
    sentence = clause.sentence
    # A name or "the mill of Orleby" in the place of "he" or "the mill" needs nothing more.
    said = {p for i, p in aligned.places.items() if is_form(sentence.tokens[p], asking.sentence.tokens[i])}
    for index in sorted(said):
        token = sentence.tokens[index]
        if token.upos not in {"NOUN", "PROPN"}:
            continue
        for below in modifiers(sentence, clause, index):
            if below.index not in held and not any(t.index in held for t in sentence.subtree(below)):
                raise Unfit(f"it leaves out what says which is meant ({below.text} {token.text})")


def _is_passive(clause: Clause) -> bool:
    subject = clause.subject.relation == "nsubj:pass" or clause.subject.top.deprel == "nsubj:pass"
    verb = [t for u in clause.units if u.relation == "verb" for t in u.tokens]
    return subject or any(t.deprel == "aux:pass" for t in verb)


def _finite(asking: Asking, clause: Clause, aligned: Aligned) -> Token | None:
    """Return the word of the question that carries the tense: the auxiliary behind what asks, or the verb."""
    tokens = asking.sentence.tokens
    for token in tokens[asking.end :]:
        if token.lemma.lower() in _FINITE | _MODALS or token.xpos == "MD":
            return token
        if aligned.places.get(token.index) == clause.head.index:
            return token
    return None


def _tense(finite: Token, sentence: Sentence, clause: Clause) -> str:
    """Return the time that a finite word speaks of."""
    text, lemma = finite.text.lower(), finite.lemma.lower()
    if finite.xpos == "MD" or lemma in _MODALS:
        return lemma
    past = finite.xpos == "VBD" or text in {"was", "were", "had", "did"}
    same = sentence is clause.sentence
    behind = (t for t in sentence.tokens[finite.index + 1 :] if t.xpos in {"VBN", "VBD"})
    perfect = lemma == "have" and (finite is not clause.head if same else next(behind, None) is not None)
    return ("past" if past else "present") + (" perfect" if perfect else "")
