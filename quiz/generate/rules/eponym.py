"""After whom or what something is named: "the square, named after the composer Ada Lorne"."""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.answers import phrase
from quiz.language.document import is_relation

_NAMING = {"name", "christen", "rename"}
_AFTER = {"after", "for"}
_KIN = {"himself", "herself", "itself"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or clause.head.lemma.lower() not in _NAMING:
            continue
        name = _bearer(context, clause)
        if name is None or not is_relation(clause.subject.top, "nsubj:pass", "nsubj"):
            continue
        for unit in clause.after():
            if unit.tokens[0].text.lower() in _AFTER and is_relation(unit.top, "obl"):
                yield from _ask(context, clause, name, unit)


def _bearer(context: Context, clause: Clause) -> Name | None:
    """Return what bears the name, where the subject is one name or stands for one."""
    sentence, subject = clause.sentence, clause.subject
    name = context.name_of(sentence, subject.tokens)
    if name is None and len(subject.tokens) <= 2:  # noqa: PLR2004
        name = context.referent(sentence, next(iter(subject.tokens), subject.top))
    return name


def _ask(context: Context, clause: Clause, name: Name, unit: Unit) -> Found:
    sentence = clause.sentence
    rest = [t for t in unit.tokens[1:] if t.text != ","]
    if not rest or rest[0].text.lower() in _KIN or sentence.child(unit.top, "conj") is not None:
        return
    named = [m for m in context.names.mentions(sentence) if unit.tokens[0].index < m.start <= rest[-1].index]
    # "the Arvin poet Ada Lorne": the name at the end is whose it is.
    whole = next((m for m in named if m.end == rest[-1].index + 1), None)
    known = context.names.by_form(whole.text) if whole is not None else None
    if known is not None and context.is_person(known):
        wh, answers, kind = "whom", (known.full,), Kind.PERSON
    else:
        wh, answers, kind = "what", phrase(context, sentence, rest, unit.top), Kind.THING
        if known is not None and known.full.endswith(rest[-1].text) and context.name_of(sentence, rest) is known:
            answers, kind = (known.full,), known.kind
    if not answers or known is name or (context.is_person(name) and unit.tokens[0].text.lower() == "for"):
        return  # somebody is named for a post
    the = "the " if name.article else ""
    first = "after" if clause.head.lemma.lower() != "name" else unit.tokens[0].text.lower()
    text = f"{first} {wh} {clause.finite.text.lower()} {the}{name.full} {clause.head.text.lower()}?"
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=(answers,),
        answer_kind=kind,
        fact=Fact(predicate="be named after", subject=name.full, value=answers[0]),
        sentence=sentence,
        weight=0.7,
        joints=(unit.top.index,),
    )


RULE = Rule(name="eponym", find=_find, why="after whom or what something is named")
