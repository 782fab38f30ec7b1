"""What something was made after, runs into or belongs to: "of what is X a replica", "of which river is X a tributary".

Each noun here names a tie to one other thing, so that the other thing alone can be the answer.
"""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.questions import who
from quiz.language.document import Token

_OF = {
    "replica", "copy", "reproduction", "imitation", "subsidiary", "suburb", "tributary", "offshoot", "remake",
    "adaptation", "translation", "spin-off", "anagram", "derivative", "variant", "dialect", "exclave", "satellite",
}  # fmt: skip
_TO = {"sequel", "prequel", "successor", "companion"}
_LONGEST = 6
"""Words of an answer."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        noun = clause.head
        prepositions = "of" if noun.lemma.lower() in _OF else "to" if noun.lemma.lower() in _TO else ""
        if clause.flaw or not clause.copular or not prepositions or noun.xpos != "NN":
            continue
        subject = _subject(context, clause)
        other = next((t for t in clause.sentence.children(noun, "nmod") if _led_by(clause, t, prepositions)), None)
        det = clause.sentence.child(noun, "det")
        if subject is not None and other is not None and det is not None and det.text.lower() in {"a", "an"}:
            yield from _ask(context, clause, subject, other, prepositions)


def _subject(context: Context, clause: Clause) -> Name | None:
    """Return the one thing that a clause is about."""
    sentence, subject = clause.sentence, clause.subject
    first = next(iter(subject.tokens), subject.top)
    name = context.name_of(sentence, subject.tokens)
    if name is None and len(subject.tokens) <= 2 and first.xpos != "PRP$":  # noqa: PLR2004
        name = context.referent(sentence, first)
    return name if name is not None and name.kind is not Kind.NATIONALITY else None


def _led_by(clause: Clause, token: Token, preposition: str) -> bool:
    case = clause.sentence.child(token, "case")
    return case is not None and case.text.lower() == preposition and not clause.sentence.children(token, "conj")


def _ask(context: Context, clause: Clause, subject: Name, other: Token, preposition: str) -> Found:
    sentence, noun = clause.sentence, clause.head
    gone = {t for one in sentence.children(other, "acl:relcl", "acl", "case") for t in sentence.subtree(one)}
    words_ = [t for t in clause.tokens if t in sentence.subtree(other) and t not in gone]
    name = context.name_of(sentence, words_)
    if name is subject or not 0 < len(words_) <= _LONGEST:
        return
    answers = (name.full,) if name is not None else phrase(context, sentence, words_, other)
    typed = who(name, context) if name is not None else None
    vague = any(t.xpos == "PRP$" or t.text.lower() in {"a", "an", "one", "another"} for t in words_)
    if not answers or vague:
        return
    asked = str(typed[0]) if typed is not None else "what"
    if asked.startswith("who"):
        return
    if asked.endswith(noun.lemma.lower()):
        asked = "which city" if noun.lemma.lower() == "suburb" else "what"
    the = "the " if subject.article else ""
    before = [t for t in sentence.children(noun, "compound") if t in clause.tokens and t.index < noun.index]
    what = context.text(sentence, [*sorted(before, key=lambda t: t.index), noun])
    article = "an" if what[:1].lower() in "aeiou" else "a"
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(
            f"{preposition} {asked} {clause.finite.text.lower()} {the}{subject.full} {article} {what}?"
        ),
        answers=(answers,),
        answer_kind=name.kind if name is not None else Kind.THING,
        fact=Fact(predicate=f"be {noun.lemma.lower()}", subject=subject.full, value=answers[0]),
        sentence=sentence,
        weight=0.65,
        joints=(other.index,),
    )


RULE = Rule(name="derived", find=_find, why="what something was made after, runs into or belongs to")
