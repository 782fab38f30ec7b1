"""The figures of a change: how far something rose or fell, to what and from what, by the words before them."""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import quantities
from quiz.generate.wordlists import words
from quiz.language.document import Token

_TURNS = {"up", "down", "higher", "lower"}
BARE = {Sort.MONEY, Sort.PERCENT, Sort.FRACTION}
"""What may stand right behind the verb: "rose 5%", "lost a third"; a tower rises 20 metres otherwise."""
_REACHED = {"reach", "hit", "touch"}


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a change: what the word before it makes of it, and where the whole begins and ends."""

    role: str
    """``by``, ``to`` or ``from``; empty for a level that was reached."""
    quantity: Quantity
    start: int
    end: int


def turning(clause: Clause) -> Token | None:
    """Return the word that says that something became more or less: the verb, or "up" behind a form of "be"."""
    if not clause.copular:
        return clause.head if clause.head.lemma.lower() in words("rising") | words("raising") | _REACHED else None
    if clause.head.text.lower() in _TURNS:
        return clause.head
    return next((t for t in clause.sentence.children(clause.head, "advmod", "amod") if t.text.lower() in _TURNS), None)


def steps_of(context: Context, clause: Clause, verb: Token) -> Iterator[Step]:
    """Yield the figures behind the verb, told apart by the word before them.

    The analyser hangs them on each other as often as on the verb.
    """
    tokens = clause.sentence.tokens
    inside = {t.index for u in clause.units for t in u.tokens} | {verb.index}
    free = clause.copular or clause.head.lemma.lower() in words("rising")
    for quantity in quantities(context, clause.sentence):
        before = quantity.start - 1
        if before < verb.index or not set(quantity.core) <= inside:
            continue
        word = tokens[before].text.lower()
        if word == "either" and before - 1 > verb.index:
            before -= 1  # "by either 5 or by 7 percent"
            word = tokens[before].text.lower()
        end = max(quantity.end, quantity.top.index + 1)
        if word in {"by", "to", "from"} and before > verb.index:
            yield Step(word, quantity, before, end)
        elif before == verb.index and quantity.sort in BARE and clause.head.lemma.lower() in _REACHED:
            yield Step("", quantity, quantity.start, end)
        elif before == verb.index and free and quantity.sort in BARE:
            yield Step("by", quantity, quantity.start, end)


def is_step(context: Context, clause: Clause, quantity: Quantity) -> bool:
    """Tell whether a quantity is one of the figures of a change, which one rule asks for."""
    verb = None if clause.flaw or clause.kind == "existential" else turning(clause)
    return verb is not None and any(step.quantity is quantity for step in steps_of(context, clause, verb))
