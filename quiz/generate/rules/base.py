"""The shape of a rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quiz.generate.facts import Candidate, Drop
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.timing import is_stale

Found = Iterator[Candidate | Drop]
ORDINARY = "for a fact of a common form"
"""What the questions of a rule are after that does not say it better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One fact template: a name, and a function that yields its candidates and what it gave up on."""

    name: str
    """As it stands in deck files."""
    find: Callable[[Context], Found]
    why: str = ORDINARY
    """What its questions are after, in a few words that follow "It asks"."""


def lasting_clauses(context: Context) -> Iterator[Clause]:
    """Yield the clauses that are taken apart without a flaw and hold beyond the day of an article that has none."""
    return (clause for clause in context.clauses if not clause.flaw and not is_stale(context, clause))


def or_drop(rule: str, clause: Clause, found: Found) -> Found:
    """Yield what a rule finds in ``clause``; once it proves unaskable, a drop that says why, and no more."""
    try:
        yield from found
    except Unaskable as problem:
        yield Drop(rule=rule, text=clause.sentence.text, reason=str(problem))
