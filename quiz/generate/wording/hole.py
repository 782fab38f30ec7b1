"""A hole in a statement."""

from dataclasses import dataclass

from quiz.generate.facts import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hole:
    """What is left out: tokens ``start`` to ``end`` (half open)."""

    start: int
    end: int
    text: str
    hint: str
    kind: Kind
    worth: float
    """As `quiz.generate.facts.Candidate.weight`."""
    spellings: tuple[str, ...] = ()
    """Other ways to write what is hidden."""
