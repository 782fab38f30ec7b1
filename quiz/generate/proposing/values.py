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


class Proposer(Protocol):
    """Somebody who proposes questions."""

    rule: str
    """What their cards name as their template."""

    def propose(self, article: Article, sentences: Sequence[str]) -> Proposed:
        """Return questions on an article whose running text has these sentences; GenerateError when there are none."""
        ...
