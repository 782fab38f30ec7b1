"""A key fact with one name left out: the fallback for leading and defining sentences that no question fits."""

from typing import TYPE_CHECKING

from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.facts import Kind
from quiz.generate.questions import Asker, candidate, spread
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wordlists import words as lists
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece

_OF_PEOPLE = {"ally", "assistant", "colleague", "disciple", "friend", "pupil", "rival", "student", "teacher", "partner"}
"""What somebody may be of another person."""
_HINTS = {Kind.PERSON: "person", Kind.DATE: "date", Kind.YEAR: "year"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or clause.kind == "relative" or not clause.copular or not _is_named(context, clause):
            continue
        for unit in clause.units:
            if unit.role is Role.VERB or (unit.role is Role.SUBJECT and not clause.copular):
                continue
            yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    for mention in context.names.mentions(clause.sentence):
        words = [t for t in unit.tokens if mention.start <= t.index < mention.end]
        name = context.names.by_form(mention.text)
        hint = _HINTS.get(name.kind, name.noun) if name is not None else ""
        if name is None or not hint or len(words) != mention.end - mention.start or _is_possessive(clause, words[-1]):
            continue
        if not _says_which(clause, words[-1], words):
            continue
        if name.kind is Kind.PERSON and clause.head.lemma.lower() not in _OF_PEOPLE | lists("kinship"):
            continue
        if name is context.topic or _goes_on(clause, words[-1]) or _is_torn(clause, words):
            continue
        pieces: list[Piece] = [f"{{{{c1::{name.full}::{hint}}}}}"]
        question = Asker(context, clause).in_place(words, pieces, end=".")
        yield candidate(
            RULE.name,
            clause,
            question,
            ((name.full, *spread(name)),),
            name.kind,
            weight=0.3,
            context=context,
            card=CardKind.CLOZE,
        )


def _is_named(context: Context, clause: Clause) -> bool:
    """Tell whether a clause says of one name, and nothing but a name, that it is some noun."""
    sentence, subject = clause.sentence, clause.subject
    ranked = any(t.xpos == "JJS" for t in sentence.children(clause.head, "amod"))
    if clause.head.upos != "NOUN" or (ranked and clause.present and context.today is None):
        return False
    if context.name_of(sentence, subject.tokens) is not None:
        return True
    return len(subject.tokens) == 1 and context.referent(sentence, subject.top) is not None


def _says_which(clause: Clause, last: Token, words: list[Token]) -> bool:
    """Tell whether a name says whose or where the noun of the predicate is: "a nephew of X", "a town in X"."""
    sentence = clause.sentence
    if words[0].index < clause.subject.top.index or words[0] in clause.subject.tokens:
        definite = any(t.text.lower() == "the" for t in sentence.children(clause.head, "det"))
        person = any(t.xpos == "NNP" and e.label == "PERSON" for t in words if (e := sentence.entity_at(t)) is not None)
        return words[0] in clause.subject.tokens and definite and not person
    top = next((t for t in words if t.head not in {w.index for w in words}), last)
    case = sentence.child(top, "case")
    joined = any(t.upos == "CCONJ" for t in sentence.tokens[clause.head.index : words[0].index])
    return not joined and case is not None and case.text.lower() in {"of", "in", "at", "on", "with", "to"}


def _is_torn(clause: Clause, hidden: list[Token]) -> bool:
    """Tell whether another name or a number stands right beside the hidden one, which may belong to it."""
    tokens = clause.sentence.tokens
    beside = tokens[max(0, hidden[0].index - 1) : hidden[0].index] + tokens[hidden[-1].index + 1 : hidden[-1].index + 2]
    return any(t.upos in {"PROPN", "NUM"} for t in beside)


def _goes_on(clause: Clause, token: Token) -> bool:
    """Tell whether a noun follows that the name modifies: hiding half a phrase helps nobody."""
    tokens = clause.sentence.tokens
    modifies = is_relation(token, "compound", "amod", "flat")
    return modifies and token.index + 1 < len(tokens) and tokens[token.index + 1].upos == "NOUN"


def _is_possessive(clause: Clause, token: Token) -> bool:
    tokens = clause.sentence.tokens
    return token.index + 1 < len(tokens) and tokens[token.index + 1].text in {"'s", "’s", "'", "’"}


RULE = Rule(name="cloze", find=_find, why="for a name left out of its sentence, where no question fits")
