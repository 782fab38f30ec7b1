r"""Reads and writes analysed sentences in CoNLL-U, the text format of Universal Dependencies.

A sentence is a run of lines with ten columns parted by tabs, or, to be kind to hand-written ones, by white space:
id, form, lemma, upos, xpos, feats, head, deprel, deps, misc. Columns from the right may be left out down to the
form; a lemma of ``_`` is the form. Comment lines that mean something here:

    # text = The sentence as it stands in the article.
    # entities = 1-3 ORG, 7 PERSON
    # newpar

Without ``# text`` the words are joined by spaces, except after ``SpaceAfter=No`` in the last column. Entities may
also be given there word by word: ``Entity=B-ORG``, ``Entity=I-ORG``. Ids and entity ranges count from 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quiz.errors import QuizError
from quiz.language.document import Document, Entity, Sentence, Token
from quiz.language.names import spell

_COLUMNS = 10
_FORM, _LEMMA, _UPOS, _XPOS, _HEAD, _DEPREL, _MISC = 1, 2, 3, 4, 6, 7, 9


class ConlluError(QuizError):
    """A line that is not CoNLL-U, or a sentence whose heads do not make a tree."""


@dataclass(slots=True)
class _Block:
    """The lines of one sentence, with their numbers."""

    rows: list[tuple[int, Sequence[str]]] = field(default_factory=list[tuple[int, Sequence[str]]])
    comments: dict[str, tuple[int, str]] = field(default_factory=dict[str, tuple[int, str]])
