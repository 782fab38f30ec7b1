"""A title for an article that has none: its first statement, without dressing, cut at a word."""

from quiz.generate.grammar.clauses import Clause, Role
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import Piece, sentence_case
from quiz.language.document import Token, is_relation

LONGEST = 100
"""Characters."""


def make_title(context: Context) -> str:
    """Return the first clause of the article as a title: subject, verb and what follows, as far as it fits."""
    for clause in context.clauses:
        if not clause.flaw:
            return _cut(_statement(context, clause))
    return _cut(" ".join(context.document.sentences[0].text.split()).rstrip("."))


def _statement(context: Context, clause: Clause) -> str:
    pieces: list[Piece] = []
    text = ""
    for unit in clause.units:
        if unit.role is Role.FRONT:
            continue
        tokens = _first_conjunct(clause, unit.top) if unit.role is Role.SUBJECT else unit.tokens
        longer = [*pieces, *tokens]
        attempt = context.writer(clause.sentence).write(longer)
        if text and len(attempt) > LONGEST and unit.role is Role.AFTER:
            break
        pieces, text = longer, attempt
    return sentence_case(text)


def _first_conjunct(clause: Clause, top: Token) -> tuple[Token, ...]:
    """Return a subject without what is joined to it by "and"."""
    joined = {
        t.index
        for other in clause.sentence.children(top)
        if is_relation(other, "conj")
        for t in clause.sentence.subtree(other)
    }
    return tuple(t for t in clause.subject.tokens if t.index not in joined)


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[:LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"
