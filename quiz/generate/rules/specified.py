"""The term for one part of a statement: "In which protective sac is the heart enclosed?" of "a protective sac, ...".

The text gives the sort and the term side by side; the sort stays in the question.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.called import called, written
from quiz.generate.wording.generally import telling_words
from quiz.generate.wording.questions import Asker, Question, candidate
from quiz.generate.wording.specificity import too_general
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_LEAST = 2
"""Telling words of the question."""
_CARRIED = {"in", "into", "by", "from", "of", "for", "with", "through", "to", "on", "between", "under", "as", "within"}
_NAMING = {"call", "know", "name", "term", "refer"}
"""Verbs of clauses that give a term themselves."""
_BARE = {"word", "term", "name", "phrase", "expression"}
"""Nouns that say nothing of the word they stand before."""
_SORT = 5
"""Words of what says the sort."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.copular or clause.head.lemma.lower() in _NAMING or not context.is_general(clause):
            continue
        for unit in clause.units:
            if unit.role is not Role.VERB and unit.top.upos == "NOUN":
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    found = _term(context, sentence, sentence.tokens[unit.top.index])
    if found is None:
        return
    answers, start = found
    first = unit.tokens[0]
    case = [first] if first.upos == "ADP" else []
    sort = [t for t in unit.tokens[len(case) :] if t.index < start and t.upos not in {"DET", "PUNCT"}]
    if not 0 < len(sort) <= _SORT or (case and first.text.lower() not in _CARRIED) or sort[-1].index != unit.top.index:
        return
    if len(sort) == 1 and unit.role is Role.SUBJECT and sort[0].lemma.lower() in _BARE:
        return
    asked = [t for t in unit.tokens if t.index >= start or t.upos == "DET"]
    question = _worded(Asker(context, clause, spare=True), unit, [*case, "which", *sort], asked)
    made = candidate(RULE.name, clause, question, (answers,), Kind.THING, weight=0.65, context=context)
    made = replace(made, clause=())  # the term may stand behind a comma, outside the simplified clause
    yield made if len(telling_words(sentence, question.used)) >= _LEAST else too_general(made)


def _worded(asker: Asker, unit: Unit, wh: "list[Piece]", asked: list[Token]) -> Question:
    if unit.role is Role.SUBJECT:
        return asker.subject(wh, asked=asked or [unit.top])
    return asker.other(unit, wh, asked=asked or [unit.top])


def _term(context: Context, sentence: Sentence, noun: Token) -> tuple[tuple[str, ...], int] | None:
    """Return the term that is given for ``noun`` behind it, and where it begins."""
    after = sentence.tokens[noun.index + 1 : noun.index + 3]
    for below in sentence.children(noun, "acl"):
        if below in after and (answers := called(context, sentence, below)):
            return answers, below.index
    for below in sentence.children(noun, "appos", "flat", "nmod:desc"):
        inner = sentence.subtree(below)
        first = next((t for t in inner if t.upos != "PUNCT"), below)
        named = below.upos in {"NOUN", "PROPN", "X"} and first.text.lower() not in {"a", "an"}
        if not named or first not in (*after, *sentence.tokens[noun.index + 3 : noun.index + 4]):
            continue
        if any(t.upos in {"VERB", "CCONJ"} or t.lemma.lower() in words("people") for t in inner):
            continue
        text = written(context, sentence, inner)
        if text and sentence.child(below, "nmod", "acl") is None:
            return (text,), first.index
    return None


RULE = Rule(name="specified", find=_find, why="the term for a part of a statement")
