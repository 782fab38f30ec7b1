"""How many are there: the number of things a place or a whole is said to hold."""

from typing import TYPE_CHECKING

from quiz.generate.amounts import quantities
from quiz.generate.circumstances import Unaskable
from quiz.generate.clauses import Clause, Role
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.quantities import Sort
from quiz.generate.questions import Asker, candidate
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.language.document import Sentence, Token

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.kind == "existential" and not clause.flaw and clause.head.lemma == "be":
            yield from or_drop(RULE.name, clause, _count(context, clause))


def _count(context: Context, clause: Clause) -> Found:
    sentence = clause.sentence
    subject = clause.subject
    noun = subject.top
    found = next((q for q in quantities(context, sentence) if q.sort is Sort.COUNT and q.top.index == noun.index), None)
    if found is None or noun.xpos != "NNS" or (found.amount is not None and found.amount < 2):  # noqa: PLR2004
        return
    number = [t for t in subject.tokens if found.start <= t.index < found.end]
    if [t for t in subject.tokens if t.index < found.start]:
        raise Unaskable("the number is part of a longer expression")
    gone = {t.index for o in sentence.children(noun, "conj") for t in sentence.subtree(o)}
    rest = [t for t in subject.tokens if t.index >= found.end and t.index not in gone]
    # The place comes behind the verb: "How many islands are there in the lake?"
    kind = {t.index for t in rest if t.index <= noun.index} | _of_what(sentence, noun)
    head = [t for t in rest if t.index in kind]
    tail = [t for t in rest if t.index not in kind and t.text.lower() != "each"]
    asker = Asker(context, clause)
    units = asker.units()
    around = [t for u in units if u.role in {Role.AFTER, Role.FRONT} for t in u.tokens]
    pieces: list[Piece] = [found.how_many, *head, clause.finite, "there", *tail, *around]
    topic = context.topic
    if topic is not None and context.is_place(topic) and not any(context.names.mention_at(sentence, t) for t in rest):
        pieces.append(f"in {'the ' if topic.article else ''}{topic.full}")
    joined = [t for t in subject.tokens if t.index in gone or t.text.lower() == "each"]
    question = asker.free(pieces, units, asked=[*number, *joined])
    yield candidate(RULE.name, clause, question, (found.forms,), Kind.NUMBER, weight=0.65, context=context)


def _of_what(sentence: Sentence, noun: Token) -> set[int]:
    """Return the words of "of birds" in "species of birds", which belong before the verb."""
    kinds = [t for t in sentence.children(noun, "nmod") if [c.text for c in sentence.children(t, "case")] == ["of"]]
    joined = {t.index for k in kinds for c in sentence.children(k, "conj") for t in sentence.subtree(c)}
    return {t.index for k in kinds for t in sentence.subtree(k)} - joined


RULE = Rule(name="existential", find=_find, why="how many things there are in a place")
