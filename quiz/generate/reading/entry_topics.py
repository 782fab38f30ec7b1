"""What a paragraph that opens with a name goes on to tell about, while a text is read from left to right."""

from dataclasses import replace

from quiz.generate.entities.names import Name
from quiz.generate.entities.sorts import Sorts
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import OWN
from quiz.generate.grammar.entries import Head, heads, is_ours
from quiz.generate.reading.discourse import SUBJECT, Mentioned, Thing
from quiz.language.document import Document, Sentence, Token, is_relation

_BUILT = {"building", "structure", "complex"}


class EntryTopics:
    """The name that opens the paragraph being read, where it is an entry."""

    def __init__(self, document: Document, sorts: Sorts) -> None:
        self._heads = heads(document)
        self._head: Head | None = None
        self._sorts = sorts
        self.thing: Thing | None = None
        """What the paragraph is about; ``None`` outside entries."""

    def enter(self, sentence: Sentence) -> None:
        """Forget the entry before."""
        head = self._heads.get(sentence.start)
        if head is not self._head:
            self._head = head
            self.thing = None

    def open(self, token: Token, name: Name) -> None:
        """Take a name that begins at ``token`` for the topic when it opens the paragraph."""
        if self._head is not None and self.thing is None and token.index == self._head.at:
            self.thing = replace(Thing.of(name), person=False)

    def recalled(self, sentence: Sentence, where: int) -> Mentioned | None:
        """Return a mention that keeps the topic in mind all through its paragraph."""
        if self.thing is None or not where:
            return None
        head = replace(sentence.root, index=OWN)
        return Mentioned(thing=self.thing, where=where - 1, head=head, rank=SUBJECT, paragraph=sentence.paragraph)

    def stands_in(self, sentence: Sentence, token: Token) -> bool:
        """Tell whether a word surely means the topic: a subject left out, or the "this" of "This is the first ..."."""
        if self.thing is None:
            return False
        this = token.text.lower() == "this" and token.upos == "PRON" and is_relation(token, "nsubj")
        return (is_ours(token) and token.xpos == "PRP") or (
            this and sentence.child(sentence.tokens[token.head], "cop") is not None
        )

    def is_called(self, lemma: str) -> bool:
        """Tell whether "the ``lemma``" is the topic."""
        if self.thing is None or self.thing.name is None or self._head is None:
            return False
        name = self.thing.name
        told = self._sorts.is_called(name, lemma) or lemma in self._head.nouns
        return told or (name.kind is Kind.FACILITY and lemma in _BUILT)
