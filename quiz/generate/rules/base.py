"""The shape of a rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quiz.generate.context import Context
from quiz.generate.facts import Candidate, Drop

Found = Iterator[Candidate | Drop]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One fact template: a name, and a function that yields its candidates and what it gave up on."""

    name: str
    """As it stands in deck files."""
    find: Callable[[Context], Found]
