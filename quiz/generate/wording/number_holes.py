"""The numbers that a statement may hide: sums, shares, counts, ranks, how many times as much."""

import re
from collections.abc import Iterator

from quiz.generate.facts import Kind
from quiz.generate.reading.context import Context
from quiz.generate.values.numbers import spellings
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import quantities
from quiz.generate.wording.hole import Hole
from quiz.language.document import Sentence, Token, is_relation

_WORTH = 0.41
"""How much is learned when a number is asked for, as `Candidate.weight`."""
_AGE = 0.08
"""What an age is worth less."""
_BIG = 1000
"""A number from which it needs no noun behind it to be worth asking for: "a population of 1,240"."""
_ORDINAL = re.compile(r"second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th)")
_YEARLIKE = re.compile(r"1\d{3}|20\d\d")
_SUMS = {"SYM", "PROPN"}
_JOINTS = {"-", "–", "(", "/"}


def number_holes(context: Context, sentence: Sentence) -> Iterator[Hole]:
    """Yield all numbers that a sentence may hide."""
    yield from _numbers(context, sentence)
    yield from _folds(sentence)
    yield from _ranks(context, sentence)


def _numbers(context: Context, sentence: Sentence) -> Iterator[Hole]:
    """Yield the numbers of sums, shares, measures and counted things; a sum goes with its sign, others without unit."""
    for quantity in quantities(context, sentence):
        if quantity.sort is Sort.FRACTION:
            yield from _fraction(sentence, quantity)
            continue
        if quantity.amount is None or quantity.amount < 2:  # noqa: PLR2004
            continue
        counted = quantity.top.index >= quantity.end and _counted(sentence, quantity.top).xpos in {"NNS", "NNPS"}
        loose = quantity.sort is Sort.COUNT and not counted and quantity.amount < _BIG
        bare = quantity.number.lower() in {"hundred", "thousand", "million", "billion", "trillion", "dozen"}
        if loose or bare or _YEARLIKE.fullmatch(quantity.number) or _is_joined(sentence, quantity):
            continue
        signed = sentence.tokens[quantity.core.start].upos in _SUMS
        if signed and _is_glued(sentence, quantity.core.start):
            continue  # "US" of "US$5"
        size = 1 if signed else len(quantity.number.split())
        text = quantity.text if signed else quantity.number
        if not signed and sentence.slice(quantity.core.start, quantity.core.start + size).lower() != text.lower():
            continue
        kind = Kind.MONEY if quantity.sort is Sort.MONEY else Kind.NUMBER
        yield Hole(
            start=quantity.core.start,
            end=quantity.core.stop if signed else quantity.core.start + size,
            text=text,
            hint="sum" if signed else "number",
            kind=kind,
            worth=_WORTH - (_AGE if _is_age(sentence, quantity) else 0.0),
            spellings=() if signed else spellings(text),
        )


def _is_in_modifier(sentence: Sentence, mark: Token) -> bool:
    """Tell whether a hyphen stands within a word that tells of what is counted: "12 best-kept fields"."""
    before = sentence.tokens[mark.index - 1]
    return before.xpos in {"JJS", "RBS"} and before.end == mark.start


def _counted(sentence: Sentence, top: Token) -> Token:
    """Return the noun that a number counts, where the word it hangs on only tells of that: "12 best-kept fields"."""
    return sentence.tokens[top.head] if is_relation(top, "amod") and top.xpos in {"VBN", "VBG", "JJ"} else top


def _is_glued(sentence: Sentence, at: int) -> bool:
    """Tell whether a word stands right behind another without a space."""
    return (
        at > 0 and sentence.tokens[at - 1].end == sentence.tokens[at].start and sentence.tokens[at - 1].upos != "PUNCT"
    )


def _is_age(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether a number says how old somebody is, which is rarely the point."""
    return any(t.text.lower() in {"old", "aged"} for t in sentence.tokens[quantity.start - 1 : quantity.end + 2])


def _folds(sentence: Sentence) -> Iterator[Hole]:
    """Yield how many times as much something has become: "rose 12-fold"."""
    for number, mark, fold in zip(sentence.tokens, sentence.tokens[1:], sentence.tokens[2:], strict=False):
        if number.upos == "NUM" and number.text.isdigit() and mark.text == "-" and fold.text == "fold":
            yield Hole(
                start=number.index,
                end=fold.index + 1,
                text=f"{number.text}-fold",
                hint="…-fold",
                kind=Kind.NUMBER,
                worth=_WORTH,
                spellings=(number.text, f"{number.text} times"),
            )


def _fraction(sentence: Sentence, quantity: Quantity) -> Iterator[Hole]:
    """Yield the share in "half of the growers"."""
    core = sentence.tokens[quantity.core.start : quantity.core.stop]
    after = sentence.tokens[quantity.end : quantity.end + 1]
    text = sentence.slice(quantity.core.start, quantity.core.stop)
    before = sentence.tokens[quantity.core.start - 1] if quantity.core.start else None
    part = before is not None and before.upos == "ADJ"  # "the second half of the century"
    if core and not part and after and after[0].text.lower() == "of" and text.lower() == quantity.text.lower():
        yield Hole(
            start=quantity.core.start,
            end=quantity.core.stop,
            text=text.lower(),
            hint="share",
            kind=Kind.PERCENT,
            worth=_WORTH,
        )


def _ranks(context: Context, sentence: Sentence) -> Iterator[Hole]:
    """Yield the ordinals before a superlative: "the third largest port"."""
    for token in sentence.tokens[:-1]:
        after = sentence.tokens[token.index + 1]
        if token.text == "-" or not _ORDINAL.fullmatch(token.text.lower()) or after.xpos not in {"JJS", "RBS"}:
            continue
        if context.names.mention_at(sentence, token) is None:
            yield Hole(
                start=token.index,
                end=token.index + 1,
                text=token.text,
                hint="ordinal number",
                kind=Kind.NUMBER,
                worth=_WORTH,
            )


def _is_joined(sentence: Sentence, quantity: Quantity) -> bool:
    """Tell whether another number with the same unit stands beside a quantity: "5 feet 10 inches", "3 or 4"."""
    before = [t.text for t in sentence.tokens[max(0, quantity.start - 2) : quantity.start]]
    pointed = bool(before) and before[-1].lower() in {"the", "these", "those", "both"} and before[0].lower() != "of"
    if pointed and quantity.sort is Sort.COUNT:
        return True  # "the two newspapers" are those named before
    if before[-1:] in (["to"], ["or"]) and (before[0] == "%" or before[0][-1:].isdigit()):
        return True  # the end of a range: "2% to 3%"
    before = sentence.tokens[max(0, quantity.start - 1) : quantity.start]
    if any(t.text.lower() == "between" for t in sentence.tokens[max(0, quantity.start - 4) : quantity.end]):
        return True
    beside = (*before, *sentence.tokens[quantity.end + 1 :][:1])
    if any(t.upos == "NUM" or (t.text in _JOINTS and not _is_in_modifier(sentence, t)) for t in beside):
        return True
    top = quantity.top
    rows = [top, *sentence.children(top, "conj"), *([sentence.tokens[top.head]] if is_relation(top, "conj") else [])]
    return any(t.text.lower() in {"or", "either"} for row in rows for t in sentence.children(row, "cc"))
