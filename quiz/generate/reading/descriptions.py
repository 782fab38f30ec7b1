"""What the article says a name is: "Ann Lee, the mayor of Paris", "the capital, Oslo", "Ann Lee is the owner of X".

The rules about people, offices, relations and definitions all start from these pairs of a name and a noun phrase.
An apposition is read from the words themselves where commas close it, because the analyser often hangs it elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from quiz.generate.entities.names import Name
from quiz.generate.facts import Kind
from quiz.generate.grammar.simplify import bracketed, kept
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.entities.mentions import Mention
    from quiz.generate.grammar.clauses import Clause
    from quiz.generate.reading.context import Context

_CLOSING = {",", ".", ";", ")", "–", "—", ":"}
_SET_OFF = {",", "–", "—", ":"}
"""Marks before a name that stands behind what it is: "the largest port in Norway – Arvin Harbour"."""
_PHRASE = (
    "det", "amod", "nmod", "compound", "acl", "nummod", "case", "flat", "fixed", "goeswith", "punct", "advmod",
)  # fmt: skip
"""What may depend on the noun of a description and belongs to it."""
_SHORT = 5
"""Letters of a short adjective in "est" that need not be a superlative: "west", "modest" aside."""
_LEAST = 0.45
"""Probability of an attachment that must be right."""


class Source(StrEnum):
    """How a description stands to its name."""

    APPOSITION = "apposition"
    TITLE = "title"
    """Right before a person's name: "the pilot Ann Lee"."""
    PREDICATE = "predicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A name and a noun phrase for the same thing."""

    sentence: Sentence
    name: Name
    noun: Token
    """The head of the phrase."""
    tokens: tuple[Token, ...]
    """The phrase from left to right, without what only dresses it and without preposition before it."""
    source: Source
    clause: "Clause | None" = None
    """The clause that says so, for a predicate."""

    @property
    def lemma(self) -> str:
        """The noun in its dictionary form."""
        return self.noun.lemma.lower()

    @property
    def owned(self) -> bool:
        """Tell whether the phrase begins with whose it is: "Norway's capital", "her mother"."""
        return any(is_relation(t, "nmod:poss") for t in self.sentence.children(self.noun) if t in self.tokens)

    @property
    def indefinite(self) -> bool:
        """Tell whether the phrase means one of several: "a lawyer"."""
        return self.tokens[0].text.lower() in {"a", "an", "one", "another", "some", "any", "no", "each"}

    @property
    def definite(self) -> bool:
        """Tell whether the phrase means one thing: "the capital", "Norway's capital"."""
        return self.tokens[0].text.lower() == "the" or (self.owned and not self.indefinite)

    @property
    def also(self) -> bool:
        """Tell whether the article says that it is something else besides."""
        head = self.clause.head if self.clause is not None else self.noun
        return any(t.text.lower() == "also" for t in self.sentence.children(head, "advmod"))

    @property
    def past(self) -> bool:
        """Tell whether the article speaks of it in the past."""
        if self.clause is not None:
            return self.clause.finite.xpos == "VBD"
        return any(t.xpos == "VBD" for t in self.sentence.tokens if t.head < 0 or is_relation(t, "aux", "cop"))

    @property
    def ranked(self) -> bool:
        """Tell whether the phrase holds a superlative, or "first" or "only"."""
        return any(
            t.xpos == "JJS"
            or (t.upos == "ADJ" and len(t.text) > _SHORT and t.text.lower().endswith("est"))
            or t.lemma.lower() in {"first", "only", "sole", "last"}
            or any(c.xpos == "RBS" for c in self.sentence.children(t))
            for t in self.sentence.children(self.noun, "amod", "nummod")
            if t in self.tokens
        )


def is_human(noun: Token) -> bool:
    """Tell whether a common noun is one for people."""
    return noun.lemma.lower() in _humans()


@cache
def _humans() -> frozenset[str]:
    return words("people") | words("kinship") | words("human") | offices() | roles()


def find_descriptions(context: "Context") -> Iterator[Description]:
    """Yield what the running text says its names are, in reading order within each way of saying it."""
    for sentence in context.sentences:
        for mention in context.names.mentions(sentence):
            name = context.names.by_form(mention.text)
            if name is None or name.kind is Kind.NATIONALITY or context.is_quoted(sentence.tokens[mention.start]):
                continue
            for noun, source in _beside(context, sentence, mention):
                gone = _span(sentence, mention)
                if noun.index < mention.start and sentence.tokens[mention.start - 1].text != ",":
                    # "his wife Ada in Arvin": what follows the name is no part of what is said of it.
                    gone |= set(range(mention.end, len(sentence.tokens)))
                yield from _described(sentence, name, noun, source, gone=gone)
    for clause in context.clauses:
        # What an apposition says has been read above, from the words.
        if clause.copular and not clause.flaw and clause.kind != "apposition":
            yield from _predicated(context, clause)


def _span(sentence: Sentence, mention: "Mention") -> set[int]:
    """Return the tokens of a mention and of what hangs on it, which are no part of what describes it."""
    inside = {t.index for t in sentence.tokens[mention.start : mention.end]}
    top = next((t for t in sentence.tokens[mention.start : mention.end] if t.head not in inside), None)
    return inside | ({t.index for t in sentence.subtree(top)} if top is not None and top.deprel == "appos" else set())


def _beside(context: "Context", sentence: Sentence, mention: "Mention") -> Iterator[tuple[Token, Source]]:
    """Yield the nouns of the phrases right before and right behind a name."""
    tokens = sentence.tokens
    behind = _behind(context, sentence, mention)
    if behind is not None:
        yield behind, Source.APPOSITION
    first = tokens[mention.start]
    top = next((t for t in tokens[mention.start : mention.end] if not mention.start <= t.head < mention.end), first)
    if is_relation(top, "appos") and top.head < mention.start and top.confidence >= _LEAST:
        noun = tokens[top.head]
        between = [t for t in tokens[noun.index + 1 : mention.start] if t.text.lower() != "the"]
        comma = bool(between) and between[-1].text in _SET_OFF
        closed = mention.end >= len(tokens) or tokens[mention.end].text in _CLOSING or _goes_on(tokens, mention.end)
        if noun.upos == "NOUN" and (closed if comma else not between) and not _is_listed(sentence, mention):
            yield noun, Source.APPOSITION
            return
    if (noun := _ahead(context, sentence, mention)) is not None:
        yield noun, Source.APPOSITION
        return
    before = tokens[mention.start - 1] if mention.start else first
    if before.lemma.lower() in words("kinship") and before.xpos == "NN" and before.deprel != "appos":
        yield before, Source.APPOSITION
        return
    for noun in sentence.children(top, "nmod:desc"):
        if noun.index + 1 == mention.start and noun.upos == "NOUN" and noun.text.islower():
            yield noun, Source.TITLE


def _goes_on(tokens: tuple[Token, ...], end: int) -> bool:
    """Tell whether "and" with another verb stands at ``end``, so that the name before ends its phrase."""
    verb = tokens[end + 1] if end + 1 < len(tokens) else None
    return tokens[end].upos == "CCONJ" and verb is not None and verb.xpos in {"VBD", "VBZ", "VBP"}


def _behind(context: "Context", sentence: Sentence, mention: "Mention") -> Token | None:
    """Return the noun of "the mayor of Paris" in "Ann Lee, the mayor of Paris, ..."."""
    tokens = sentence.tokens
    start = mention.end + 1
    if start >= len(tokens) or tokens[mention.end].text != ",":
        return None
    for noun in tokens[start : start + 8]:
        if noun.upos == "PUNCT" or noun.xpos in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT", "IN"}:
            return None
        if noun.upos != "NOUN" or (start <= noun.head < noun.index + 8 and noun.head > noun.index):
            continue
        break
    else:
        return None
    if sentence.child(noun, "case", "cop", "nsubj", "mark") or is_relation(noun, "nsubj", "obj", "compound"):
        return None
    if is_relation(noun, "conj", "obl"):
        return None
    phrase = [t for t in sentence.subtree(noun) if t.index >= start]
    if not phrase or phrase[0].index != start:
        return None
    if context.names.mention_at(sentence, noun) is not None or noun.xpos == "NNS":
        return None
    end = _phrase_end(sentence, noun)
    if end >= len(tokens) or tokens[end].text not in _CLOSING:
        return None
    # "X, the mayor, and Y" may be three people; "X, the painter, and his pupils" is not.
    joined = end + 2 < len(tokens) and tokens[end + 1].upos == "CCONJ" and tokens[end + 2].xpos != "PRP$"
    return None if joined else noun


def _ahead(context: "Context", sentence: Sentence, mention: "Mention") -> Token | None:
    """Return the office of "the mayor of Paris" in "the mayor of Paris, Ann Lee, ...", whatever the tree says."""
    tokens = sentence.tokens
    name = context.names.by_form(mention.text)
    comma = mention.start - 1
    if comma < 2 or tokens[comma].text != "," or name is None or name.kind is not Kind.PERSON:  # noqa: PLR2004
        return None
    if mention.end < len(tokens) and tokens[mention.end].text not in _CLOSING:
        return None
    aside = bracketed(sentence)
    for token in reversed(tokens[:comma]):
        if token.index in aside:
            continue
        if token.text == "," or token.xpos in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        before = tokens[token.index - 1] if token.index else None
        if token.upos == "NOUN" and is_human(token) and before is not None:
            opens = any(is_relation(t, "det", "nmod:poss") and t.text.lower() != "a" for t in sentence.children(token))
            return token if opens and tokens[token.index + 1].text.lower() == "of" else None
    return None


def _phrase_end(sentence: Sentence, noun: Token) -> int:
    """Return where a phrase ends that goes on from ``noun`` without a comma (half open)."""
    inside = {t.index for t in sentence.subtree(noun)}
    end = noun.index + 1
    while end in inside and sentence.tokens[end].text not in _CLOSING:
        end += 1
    return end


def _is_listed(sentence: Sentence, mention: "Mention") -> bool:
    """Tell whether a name is the first of several."""
    return any(
        is_relation(t, "conj") for i in range(mention.start, mention.end) for t in sentence.children(sentence.tokens[i])
    )


def _described(
    sentence: Sentence, name: Name, noun: Token, source: Source, *, gone: set[int], clause: "Clause | None" = None
) -> Iterator[Description]:
    """Yield a phrase as a description of ``name``, and those joined to it with "and"."""
    if noun.xpos not in {"NN", "NNP"} or (is_human(noun) and name.kind not in {Kind.PERSON, Kind.NAME}):
        return
    if name.kind is Kind.PERSON and noun.lemma.lower() in words("sorts") | words("places") | words("event"):
        return
    if _lacks_owner(sentence, noun):
        return
    tokens = _phrase(sentence, noun, gone)
    others = [t for t in sentence.children(noun, "conj") if t.upos == "NOUN"]
    # "chairman and founder of X": whose chairman he is stands behind the other noun only.
    whole = not others or sentence.child(noun, "nmod", "nmod:poss", "acl") is not None
    if tokens and (whole or tokens[0].text.lower() in {"a", "an"}):
        yield Description(sentence=sentence, name=name, noun=noun, tokens=tokens, source=source, clause=clause)
    elif tokens and source is Source.PREDICATE and (both := _both(sentence, noun, others, gone)):
        yield Description(sentence=sentence, name=name, noun=noun, tokens=both, source=source, clause=clause)
    for other in others:
        # "His father was a smith, and his mother a nurse": the second is somebody else's.
        apart = any(t.xpos == "PRP$" for t in sentence.tokens[noun.index : other.index])
        if sentence.child(other, "det", "nmod:poss") is not None and other.confidence >= _LEAST and not apart:
            yield from _described(sentence, name, other, source, gone=gone, clause=clause)


def _both(sentence: Sentence, noun: Token, others: list[Token], gone: Iterable[int]) -> tuple[Token, ...]:
    """Return "the capital and largest city of Norway", where both nouns go with what stands behind the second."""
    other = others[0]
    behind = [t for t in sentence.children(other, "nmod") if t.index > other.index]
    if len(others) > 1 or not behind or sentence.child(other, "det", "nmod:poss") is not None:
        return ()
    first, last = _phrase(sentence, noun, gone), _phrase(sentence, other, gone)
    if first[-1].index + 2 != last[0].index or sentence.tokens[first[-1].index + 1].text.lower() != "and":
        return ()
    return (*first, sentence.tokens[first[-1].index + 1], *last)


def _lacks_owner(sentence: Sentence, noun: Token) -> bool:
    """Tell whether the mark of the owner is missing, which the tree shows too: "North Arvin main harbour"."""
    first = next((t for t in sentence.children(noun, "compound") if t.upos == "PROPN"), None)
    return first is not None and any(first.index < t.index for t in sentence.children(noun, "amod"))


def _phrase(sentence: Sentence, noun: Token, gone: Iterable[int]) -> tuple[Token, ...]:
    """Return the words of a noun phrase without its preposition, conjuncts, and the words ``gone``."""
    left = set(gone)
    for child in sentence.children(noun):
        if (is_relation(child, "case") and child.index < noun.index) or not is_relation(child, *_PHRASE):
            left |= {t.index for t in sentence.subtree(child)}
    end = next((t.index for t in sentence.tokens[noun.index :] if t.text == ","), len(sentence.tokens))
    inside = {t.index for t in kept(sentence, noun) if t.index not in left and t.index < end}
    # The mark of the owner goes with the owner, wherever the analyser hung it.
    inside |= {t.index for t in sentence.tokens[: noun.index] if t.xpos == "POS" and t.index - 1 in inside}
    tokens = [t for t in sentence.tokens if t.index in inside]
    while tokens and (tokens[0].upos == "PUNCT" or tokens[0].upos == "CCONJ"):
        tokens.pop(0)
    while tokens and tokens[-1].upos == "PUNCT":
        tokens.pop()
    return tuple(tokens)


def phrase(context: "Context", one: Description) -> str:
    """Return a description as it stands in a question that asks for its name: "the largest lake in Norway"."""
    text = context.writer(one.sentence, hidden=one.name.full).write(one.tokens)
    return text if one.definite or one.indefinite else f"the {text}"


def _predicated(context: "Context", clause: "Clause") -> Iterator[Description]:
    """Yield "X is the owner of Y" and "The owner of Y is X"."""
    sentence, top, head = clause.sentence, clause.subject.top, clause.head
    if sentence.child(head, "case") is not None:
        return
    name = _named(context, clause)
    gone = {t.index for t in (*clause.subject.tokens, *sentence.children(head, "cop", "aux"))}
    if name is not None and head.upos == "NOUN":
        yield from _described(sentence, name, head, Source.PREDICATE, gone=gone, clause=clause)
    other = context.names.name_at(sentence, head)
    predicate = next((u.tokens for u in clause.units if u.relation == "predicate"), ())
    if other is not None and top.upos == "NOUN" and other is context.name_of(sentence, predicate):
        yield from _described(sentence, other, top, Source.PREDICATE, gone=set(), clause=clause)


def _named(context: "Context", clause: "Clause") -> Name | None:
    """Return the name that the subject is, stands for, or is called by: "her father, Jon Berg, was"."""
    sentence = clause.sentence
    bare = [t for t in clause.subject.tokens if not is_relation(t, "nmod:desc", "list")]
    name = context.name_of(sentence, bare)
    first = next(iter(clause.subject.tokens), clause.subject.top)
    if name is None and first.xpos != "PRP$" and len(clause.subject.tokens) <= 2:  # noqa: PLR2004
        name = context.referent(sentence, first)
    if name is None:
        found = (context.names.name_at(sentence, t) for t in sentence.children(clause.subject.top, "appos"))
        name = next((n for n in found if n is not None and n.kind is Kind.PERSON), None)
    return name


def is_one_of_many(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a work is told only by whose it is: "her book", not "her first book" or "her book on tides"."""
    if noun.lemma.lower() not in words("many-owned"):
        return False
    ranked = any(
        t.xpos == "JJS" or t.lemma.lower() in {"chief", "debut", "final", "first", "last", "main", "only", "principal"}
        for t in sentence.children(noun)
    )
    return not ranked and sentence.child(noun, "nmod:poss") is not None and not _is_told_apart(sentence, noun)


def _is_told_apart(sentence: Sentence, noun: Token) -> bool:
    """Tell whether something right behind a work says which one it is: "on tides", "written in 1931"."""
    after = sentence.tokens[noun.index + 1 : noun.index + 2]
    told = sentence.children(noun, "acl", "nmod")
    return any(t.deprel != "nmod:poss" and after and after[0] in sentence.subtree(t) for t in told)
