"""At what age, how old: the age at which somebody did something."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.numbers import spellings, value
from quiz.generate.values.quantities import Sort
from quiz.generate.wording.amounts import quantities
from quiz.generate.wording.questions import Asker, Question, Unaskable, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_OLDEST = 120
_SINCE = 8
"""Sentences after that of a death in which an age is that of the dead."""
_WHEN = "when"
_YEAR = re.compile(r"\b\d{4}\b")


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        for unit in clause.units:
            if unit.role in {Role.FRONT, Role.AFTER}:
                yield from or_drop(RULE.name, clause, _at_age(context, clause, unit))
        yield from or_drop(RULE.name, clause, _behind_name(context, clause))
        yield from or_drop(RULE.name, clause, _was_old(context, clause))


def _at_age(context: Context, clause: Clause, unit: Unit) -> Found:
    """Ask "At what age" for "at the age of 23", "at age 16" and "aged 96"."""
    number = _age_of(unit)
    if number is None:
        return
    question = Asker(context, clause).other(unit, ["at what age"], asked=unit.tokens)
    yield _card(context, clause, question, number)


def _age_of(unit: Unit) -> Token | None:
    lowered = [t.text.lower() for t in unit.tokens]
    starts = (["at", "the", "age", "of"], ["at", "age"], ["aged"], ["at", "an", "age", "of"])
    if not any(lowered[: len(start)] == start for start in starts):
        return None
    rest = [t for t in unit.tokens if t.upos not in {"ADP", "DET"} and t.lemma.lower() not in {"age", "aged"}]
    return rest[0] if len(rest) == 1 and _is_age(rest[0]) else None


def _is_age(token: Token) -> bool:
    amount = value(token.text)
    return amount is not None and 1 < amount < _OLDEST and amount == int(amount)


def _behind_name(context: Context, clause: Clause) -> Found:
    """Ask "At what age" for the number behind a name: "Ada Lorne, 42, was elected"."""
    sentence = clause.sentence
    name = context.names.name_at(sentence, clause.subject.top)
    if name is None or name.kind is not Kind.PERSON or clause.present or clause.copular or clause.kind != "main":
        return
    mention = context.names.mention_at(sentence, clause.subject.top)
    end = mention.end if mention is not None else 0
    behind = sentence.tokens[end : end + 3]
    if [t.text for t in behind[::2]] != [",", ","] or not _is_age(behind[1]) or not behind[1].text.isdigit():
        return
    if clause.head.lemma.lower() in words("reporting"):
        return
    target = Unit(role=Role.AFTER, relation="obl", top=behind[1], tokens=(behind[1],))
    whole = replace(clause, units=(*clause.units, target))
    question = Asker(context, whole).other(target, ["at what age"], asked=target.tokens)
    if not _YEAR.search(question.text) and name is not context.topic:
        raise Unaskable("nothing says when it happened")
    yield _card(context, whole, question, behind[1])


def _was_old(context: Context, clause: Clause) -> Found:
    """Ask "How old was X when ..." for "X was 20 years old when ...", or after a sentence that tells of a death."""
    sentence = clause.sentence
    found = next((q for q in quantities(context, sentence) if q.sort is Sort.SPAN and q.top.lemma == "year"), None)
    if found is None or clause.head.lemma != "old" or found.top.head != clause.head.index or not clause.copular:
        return
    top = clause.subject.top
    name = context.names.name_at(sentence, top) or context.referent(sentence, top) or _protagonist(context, top)
    if name is None or name.kind is not Kind.PERSON or clause.present:
        return
    number = sentence.tokens[found.core[0]]
    asked = [sentence.tokens[i] for i in range(found.start, found.end)]
    gone = {t.index for t in asked} | {clause.head.index}
    when = next(
        (c for c in sentence.children(clause.head, "advcl") if sentence.subtree(c)[0].text.lower() == _WHEN), None
    )
    tail: list[Piece] = []
    if when is not None:
        tail = [t for t in sentence.subtree(when) if t.upos != "PUNCT"]
    elif _told_death(context, sentence, name.full):
        tail = [f"when {_pronoun(clause.subject, context, name.full)} died"]
    if not tail:
        raise Unaskable("nothing says when that was the age")
    units = clause.units
    if when is not None:
        extra = Unit(role=Role.AFTER, relation="advcl", top=when, tokens=tuple(t for t in tail if isinstance(t, Token)))
        units = (*units, extra)
    whole = replace(clause, units=units)
    rest = [t for u in clause.units if u.role is Role.AFTER for t in u.tokens if t.index not in gone]
    subject: list[Piece] = [name.full] if name is _protagonist(context, top) else [*clause.subject.tokens]
    pieces: list[Piece] = ["how old", clause.finite, *subject, *rest, *tail]
    written = [] if clause.subject.tokens[0] in subject else list(clause.subject.tokens)
    question = Asker(context, whole).free(pieces, units, asked=[*asked, clause.head, *written])
    yield _card(context, whole, question, number)


def _protagonist(context: Context, pronoun: Token) -> Name | None:
    """Return the person that an article is about where a pronoun that may mean them stands without a name."""
    topic = context.topic
    fits = topic is not None and topic.kind is Kind.PERSON and pronoun.text.lower() in {"he", "she"}
    return topic if topic is not None and fits and context.references.gender_of(topic) == pronoun.text.lower() else None


def _told_death(context: Context, sentence: Sentence, full: str) -> bool:
    """Tell whether one of the sentences before says that the same person died."""
    where = context.names.index(sentence)
    for before in context.document.sentences[max(0, where - _SINCE) : where]:
        subject = before.child(before.root, "nsubj") if before.root.lemma.lower() == "die" else None
        name = None if subject is None else context.names.name_at(before, subject) or context.referent(before, subject)
        if name is not None and name.full == full:
            return True
    return False


def _pronoun(subject: Unit, context: Context, full: str) -> str:
    written = subject.top.text.lower()
    if is_relation(subject.top, "nsubj") and written in {"he", "she"}:
        return written
    name = context.names.by_form(full)
    return (context.references.gender_of(name) if name is not None else "") or "that person"


def _card(context: Context, clause: Clause, question: Question, number: Token) -> Candidate:
    forms = (number.text, *spellings(number.text), f"{number.text} years", f"{number.text} years old")
    return candidate(RULE.name, clause, question, (forms,), Kind.NUMBER, weight=0.65, context=context)


RULE = Rule(name="age", find=_find, why="how old somebody was")
