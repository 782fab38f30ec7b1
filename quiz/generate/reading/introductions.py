"""How an article introduces what it only calls "the exhibit" later: "an exhibit of Ada Lorne's photographs in Arvin".

A stranger who reads "the exhibit" in a question has not read the introduction, so it is written out there, as long as
the article speaks of one such thing only, or of one in the sentences before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.generate.entities.names import Names
from quiz.generate.facts import Kind
from quiz.generate.reading.phrases import Writer
from quiz.generate.wordlists import classes, words
from quiz.language.document import Document, Sentence, Token, is_relation

LONGEST = 10
"""Words; a longer introduction would be most of the question."""
_NEAR = 1
"""Sentences back to which "the team" may point where the article speaks of several."""
_PARTS = ("amod", "compound", "nummod", "nmod", "acl")
_LINKS = {
    "of", "in", "at", "on", "for", "from", "between", "against", "to", "with", "near", "by", "about", "over", "into",
}  # fmt: skip
"""Prepositions of what tells one thing from others of its sort."""
_OPEN = {"PRP", "PRP$", "WP", "WDT", "EX"}
_INDEFINITE = {"a", "an", "one", "another", "some", "several"}
_POINTING = {"the", "this", "these", "that", "those"}
_EMPTY = {"same", "whole", "entire", "very", "actual", "current", "present", "new", "own"}
_WIDE = {Kind.NATIONALITY, Kind.COUNTRY}
_PARTICIPLES = {"called", "named", "held", "founded", "known", "organized", "organised", "based", "made"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduced:
    """One thing of a sort that an article speaks of, as it is told of most fully."""

    marks: frozenset[str]
    """What tells it from others of its sort: the content words around its noun."""
    where: int
    at: int
    """The noun's place in its sentence."""
    text: str = ""
    """How to write it; empty when nothing tells a stranger which one it is."""
    clear: bool = False
    """Whether the text names more than a country, so that a stranger knows which one is meant."""


class Introductions:
    """The things without names of one article, by noun and number."""

    def __init__(self, document: Document, names: Names) -> None:
        self._names = names
        self._found: dict[tuple[str, bool], list[Introduced]] = {}
        for where, sentence in enumerate(document.sentences):
            for noun in sentence.tokens:
                if noun.upos == "NOUN" and not is_relation(noun, "compound") and noun.xpos in {"NN", "NNS"}:
                    self._enter(sentence, noun, where)

    def read(self, sentence: Sentence, noun: Token, where: int) -> tuple[int, Introduced] | None:
        """Return where a definite that ends in ``noun`` begins and what it means; ``None`` if that is uncertain."""
        det = sentence.child(noun, "det")
        if (
            det is None
            or det.text.lower() not in _POINTING
            or _behind(sentence, noun)
            or self._is_named(sentence, noun)
        ):
            return None
        if det.index + 1 < noun.index and any(
            not is_relation(t, "amod", "compound", "nummod") or t.head != noun.index
            for t in sentence.tokens[det.index + 1 : noun.index]
        ):
            return None
        told = _marks(sentence, noun)
        found = [
            one
            for one in self._found.get((noun.lemma.lower(), noun.xpos == "NNS"), ())
            if told <= one.marks and (one.where, one.at) != (where, noun.index)
        ]
        before = [one for one in found if one.marks != told and one.where < where]
        if not before:
            return None
        meant = before[0] if len(found) == len(before) == 1 else self._near(before, where)
        if meant is None or not meant.text or (told and not meant.clear) or self._says_so(sentence, det, noun, meant):
            return None
        return det.index, meant

    def _says_so(self, sentence: Sentence, det: Token, noun: Token, meant: Introduced) -> bool:
        """Tell whether a definite holds a name itself, or its sentence one that the introduction would repeat."""
        inside = [self._names.name_at(sentence, t) for t in sentence.tokens[det.index : noun.index]]
        if any(name is not None and name.kind not in _WIDE for name in inside):
            return True
        return any(self._names.expand(m.text) in meant.text for m in self._names.mentions(sentence))

    def _near(self, before: Sequence[Introduced], where: int) -> Introduced | None:
        """Return the one thing of its sort that the sentences right before speak of."""
        near = [one for one in before if where - one.where <= _NEAR]
        return near[0] if len(near) == 1 else None

    def _enter(self, sentence: Sentence, noun: Token, where: int) -> None:
        if self._names.mention_at(sentence, noun) is not None or self._is_named(sentence, noun):
            return
        marks = _marks(sentence, noun)
        det = sentence.child(noun, "det")
        indefinite = det is None or det.text.lower() in _INDEFINITE
        known = self._found.setdefault((noun.lemma.lower(), noun.xpos == "NNS"), [])
        if not indefinite and (not marks or any(marks <= one.marks for one in known)):
            return
        if indefinite and noun.xpos == "NNS" and not marks:
            return  # "robots" in general
        for i, one in enumerate(known):
            if not indefinite and one.marks < marks and not one.text:
                known.pop(i)
                break
        text, clear = self._text(sentence, noun)
        known.append(Introduced(marks=marks, where=where, at=noun.index, text=text, clear=clear))

    def _is_named(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether the name of a thing stands beside its noun, so that it goes by that: "chairman Ada Lorne"."""
        after = sentence.tokens[noun.index + 1 : noun.index + 2]
        beside = any(self._names.mention_at(sentence, t) is not None for t in after)
        return beside or any(
            self._names.mention_at(sentence, t) is not None for t in sentence.children(noun, "appos", "flat")
        )

    def _text(self, sentence: Sentence, noun: Token) -> tuple[str, bool]:
        """Return how to write a thing with what tells it apart, and whether that is clear to a stranger."""
        tokens = self._phrase(sentence, noun)
        named = [n for t in tokens if (n := self._names.name_at(sentence, t)) is not None]
        kinds = {n.kind for n in named}
        if not kinds or len(tokens) < 2:  # noqa: PLR2004
            return "", False
        text = Writer(names=self._names, sentence=sentence).write(tokens)
        owned = any(is_relation(t, "nmod:poss") and t in tokens for t in sentence.children(noun))
        text = text if owned else f"the {text}"
        noun_ = noun.lemma.lower()
        clear = bool(kinds - _WIDE) or noun_ in words("one-of-a-nation")
        if len(text.split()) > LONGEST or not (clear or noun_ in words("vague") or noun_ in classes()):
            return "", False
        return text, clear

    def _phrase(self, sentence: Sentence, noun: Token) -> list[Token]:
        """Return the words of a thing's introduction without article, as far as they mean the same to a stranger."""
        parts = [t for t in sentence.children(noun, *_PARTS) if t.lemma.lower() not in _EMPTY]
        inside = {noun.index}
        for part in sorted(parts, key=lambda t: t.index):
            span = {t.index for t in sentence.subtree(part)}
            if part.index > noun.index and self._is_named_before(sentence, inside) and not _is_of(sentence, part):
                break  # where something was done hangs on its object too often: "signed the Arvin treaty in Norvik"
            if not self._is_sound(sentence, noun, part, span):
                if part.index > noun.index:
                    break
                return [noun]
            inside |= span
        start, end = min(inside), max(inside) + 1
        gone = {t.index for t in sentence.children(noun, "amod") if t.lemma.lower() in _EMPTY}
        tokens = [t for t in sentence.tokens[start:end] if t.index not in gone]
        if any(t.index not in inside | gone and t.upos != "PUNCT" for t in tokens) or any(
            t.text in {",", ";"} for t in tokens
        ):
            return [noun]
        return tokens

    def _is_named_before(self, sentence: Sentence, inside: set[int]) -> bool:
        """Tell whether a name before its noun tells a thing apart already."""
        found = (self._names.name_at(sentence, sentence.tokens[i]) for i in inside)
        return any(name is not None and name.kind not in _WIDE for name in found)

    def _is_sound(self, sentence: Sentence, noun: Token, part: Token, span: set[int]) -> bool:
        """Tell whether a modifier may stand in a question: no pronoun, no time that passes, no long clause."""
        tokens = [sentence.tokens[i] for i in span]
        if any(t.xpos in _OPEN or t.text.lower() in words("relative") | words("anaphoric") for t in tokens):
            return False
        if any(
            t.text.lower() in words("weekdays") | {"last", "next", "this", "these", "that", "those"} for t in tokens
        ):
            return False
        if any(is_relation(t, "conj", "acl:relcl", "appos", "parataxis", "list") for t in tokens):
            return False
        if is_relation(part, "nmod") and not is_relation(part, "nmod:poss"):
            case = sentence.child(part, "case")
            return part.index > noun.index and case is not None and case.text.lower() in _LINKS
        if is_relation(part, "acl"):
            return part.deprel == "acl" and part.text.lower() in _PARTICIPLES
        return True


def _is_of(sentence: Sentence, part: Token) -> bool:
    case = sentence.child(part, "case")
    return case is not None and case.text.lower() == "of"


def _marks(sentence: Sentence, noun: Token) -> frozenset[str]:
    """Return the content words that hang on a noun."""
    return frozenset(_content(sentence, noun))


def _content(sentence: Sentence, noun: Token) -> Iterator[str]:
    for child in sentence.children(noun, "amod", "compound", "nummod", "nmod", "nmod:poss", "acl", "appos", "flat"):
        for token in sentence.subtree(child):
            lemma = token.lemma.lower()
            if token.upos in {"NOUN", "PROPN", "ADJ", "NUM", "VERB"} and lemma not in _EMPTY:
                yield lemma


def _behind(sentence: Sentence, noun: Token) -> bool:
    """Tell whether something behind a noun says already which one is meant."""
    return any(
        t.index > noun.index and is_relation(t, "nmod", "acl", "appos", "nummod", "flat", "conj")
        for t in sentence.children(noun)
    ) or any(is_relation(t, "nmod:poss") for t in sentence.children(noun))
