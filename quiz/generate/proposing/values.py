"""What is proposed, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from quiz.generate.facts import Drop
from quiz.model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A question as it was proposed; each text is one clean line."""

    question: str
    answer: str
    quote: str = ""
    """The words of the article that prove the answer, as they were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """Everything that was proposed for an article."""

    proposals: tuple[Proposal, ...] = ()
    drops: tuple[Drop, ...] = ()
    """What went wrong on the way."""
    whole: bool = True
    """Whether everything was asked for and came; else another try makes sense."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A fact that a question is to be worded for."""

    quote: str
    """The sentence that it stands in."""
    statement: str
    """What that sentence says of it, understood without the others."""
    answer: str
    opening: str
    """How the question begins: "In which city was"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """What came of facts that questions were wanted for."""

    proposals: tuple[Proposal | None, ...] = ()
    """One for each fact in their order, as far as they were asked for; ``None`` where no question came."""
    drops: tuple[Drop, ...] = ()
    """What went wrong on the way."""
    whole: bool = True
    """As in `Proposed`."""


class Proposer(Protocol):
    """Somebody who proposes questions."""

    rule: str
    """What their cards name as their template."""

    def propose(self, article: Article, sentences: Sequence[str]) -> Proposed:
        """Return questions on an article whose running text has these sentences; GenerateError when there are none."""
        ...

    def word(self, facts: Sequence[Wanted]) -> Worded:
        """Return questions for facts of the article proposed on last, of which it brought few; may be for none."""
        ...
