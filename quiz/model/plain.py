"""Many plain notes at once, column by column: a hundred thousand objects would cost more than all that is done to them.

A plain note is a question with one answer, other answers that count, evidence and tags, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.model.deck import Basic
from quiz.model.ids import NoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainNotes:
    """Notes as columns of the same length; all texts are clean, and ids, prompts and answers are not empty."""

    ids: Sequence[str]
    prompts: Sequence[str]
    answers: Sequence[str]
    accept: Sequence[tuple[str, ...]]
    evidence: Sequence[str]
    tags: Sequence[tuple[str, ...]]

    def __len__(self) -> int:
        """Return how many notes there are."""
        return len(self.ids)

    def notes(self) -> tuple[Basic, ...]:
        """Return the notes one by one."""
        rows = zip(self.ids, self.prompts, self.answers, self.accept, self.evidence, self.tags, strict=True)
        return tuple(
            Basic(id=NoteId(name), prompt=prompt, answer=answer, accept=accept, evidence=evidence, tags=tags)
            for name, prompt, answer, accept, evidence, tags in rows
        )
