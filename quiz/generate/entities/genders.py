"""Whether a person is "she" or "he": by title, kinship, given name, and by how a text speaks of whom it is about."""

from collections import Counter
from collections.abc import Iterator

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

SHE = frozenset({"she", "her", "hers", "herself"})
HE = frozenset({"he", "him", "his", "himself"})
_OFTEN = 3
"""So many pronouns, and so many times as many as of the other gender, tell the gender of a topic."""


class Genders:
    """The genders of the people of one article, as far as they show."""

    def __init__(self, document: Document, names: Names, topic: Name | None) -> None:
        self._known: dict[str, str] = {}
        counts = Counter(
            "she" if t.text.lower() in SHE else "he"
            for s in document.sentences
            for t in s.tokens
            if t.text.lower() in SHE | HE
        )
        if topic is not None and topic.kind is Kind.PERSON:
            for gender, other in (("she", "he"), ("he", "she")):
                if counts[gender] >= _OFTEN and counts[gender] >= _OFTEN * counts[other]:
                    self._known[topic.full] = gender
        for sentence in document.sentences:
            for name, gender in _shown(sentence, names):
                self._known.setdefault(name.full, gender)
        for name in names:
            gender = given(name.full) if name.kind is Kind.PERSON else ""
            if gender:
                self._known.setdefault(name.full, gender)

    def of(self, name: Name) -> str:
        """Return ``she`` or ``he``, empty when it does not show."""
        return self._known.get(name.full, "")

    def learn(self, name: Name, gender: str) -> None:
        """Remember what a pronoun that can mean nobody else tells."""
        self._known.setdefault(name.full, gender)


def given(full: str) -> str:
    """Return the gender that most bearers of a full name's first word have, empty when it tells none."""
    first = full.split(maxsplit=1)[0].lower()
    return next((g for g in ("she", "he") if first in words(f"given-{g}")), "")


def gender_of_noun(lemma: str) -> str:
    """Return the gender of a noun for people: ``mother`` is ``she``."""
    return next((g for g in ("she", "he") if lemma in words(g)), "")


def _shown(sentence: Sentence, names: Names) -> Iterator[tuple[Name, str]]:
    """Yield the people whose titles or kinship words tell their gender."""
    for mention in names.mentions(sentence):
        name = names.by_form(mention.text)
        if name is None or name.kind is not Kind.PERSON:
            continue
        for token in sentence.tokens[max(0, mention.start - 2) : mention.start + 1]:
            outside = token.index < mention.start
            if outside and not is_relation(token, "nmod:desc", "compound", "flat") and token.index + 1 != mention.start:
                continue
            if outside and is_relation(token, "nmod:poss", "conj"):
                continue
            gender = gender_of_noun(token.lemma.lower().rstrip("."))
            if gender:
                yield name, gender
        for head in (t for t in sentence.tokens[mention.start : mention.end] if is_relation(t, "appos")):
            gender = gender_of_noun(sentence.tokens[head.head].lemma.lower())
            if gender:
                yield name, gender
        for head in sentence.tokens[mention.start : mention.end]:
            told = sentence.children(head, "appos")
            told = [*told, *(sentence.tokens[head.head],)] if _is_said_to_be(sentence, head) else told
            for noun in told:
                if (gender := gender_of_noun(noun.lemma.lower())) and noun.xpos == "NN":
                    yield name, gender


def _is_said_to_be(sentence: Sentence, head: Token) -> bool:
    """Tell whether a noun says what a name is: "Ada Lorne is a woman who ..."."""
    if not is_relation(head, "nsubj") or head.head < 0:
        return False
    return sentence.child(sentence.tokens[head.head], "cop") is not None
