"""Finds what is proposed in the article: the sentence that is quoted, and the answer in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from quiz.generate.facts import Kind
from quiz.generate.proposing.unfit import Unfit
from quiz.generate.proposing.values import Proposal
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import Grain
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import quantities
from quiz.language.document import Sentence, Token

_ALIKE = 95
"""rapidfuzz ratio from which a quote is a sentence with a slip in it."""
_SHORTEST = 12
"""Letters of the shortest quote that is looked for; less stands anywhere."""
_NO_LETTER = re.compile(r"[^\w%$€£]+")
_WORD = re.compile(r"\w+|[%$€£]")
_BETWEEN = r"[^\w]*"
_LEADING = {"the", "a", "an", "in", "on", "at", "by", "to", "from", "since", "during", "about", "around", "as", "of"}
"""Words before an answer that are no part of it."""
_SORTS = {
    Sort.COUNT: Kind.NUMBER,
    Sort.PERCENT: Kind.PERCENT,
    Sort.FRACTION: Kind.NUMBER,
    Sort.MONEY: Kind.MONEY,
    Sort.MEASURE: Kind.NUMBER,
    Sort.SPAN: Kind.NUMBER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer in a sentence."""

    sentence: Sentence
    tokens: tuple[Token, ...]
    answers: tuple[str, ...]
    """Its spellings, what is shown first."""
    kind: Kind
    name: str = ""
    """The full name, if it is one."""
    quantity: Quantity | None = None

    @property
    def top(self) -> Token:
        """The word that the others hang from."""
        inside = {t.index for t in self.tokens}
        return next(t for t in self.tokens if t.head not in inside)


def sentence_of(proposal: Proposal, context: Context) -> Sentence:
    """Return the sentence that a proposal quotes, or without a quote the one that holds most of what it says.

    Raises `Unfit` when its quote stands nowhere.
    """
    quote = _folded(proposal.quote)
    if len(quote) >= _SHORTEST:
        texts = [(_folded(sentence.text), sentence) for sentence in context.sentences]
        for text, sentence in texts:
            if quote in text:
                return sentence
        for text, sentence in texts:
            if len(text) >= _SHORTEST and text in quote and _folded(proposal.answer) in text:
                return sentence
        best = max(texts, key=lambda pair: ratio(quote, pair[0]), default=None)
        if best is None or ratio(quote, best[0]) < _ALIKE:
            raise Unfit("its quote is not in the article")
        return best[1]
    answer, said = _folded(proposal.answer), set(_folded(proposal.question).split())
    near = [s for s in context.sentences if f" {answer} " in f" {_folded(s.text)} "]
    if not near or not answer:
        raise Unfit("its answer is not in the article")
    return max(near, key=lambda s: len(said & set(_folded(s.text).split())))


def answers_in(sentence: Sentence, proposal: Proposal, context: Context) -> Iterator[Found]:
    """Yield the places of a sentence where the answer of a proposal stands, or a word that means the same name."""
    wanted = _bare(proposal.answer)
    if not wanted:
        return
    pattern = re.compile(rf"(?<!\w){_BETWEEN.join(map(re.escape, wanted))}(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(sentence.text):
        begin, end = match.start() + sentence.start, match.end() + sentence.start
        held = [t for t in sentence.tokens if t.start < end and begin < t.end]
        if held and held[0].start == begin and held[-1].end == end:
            yield from _taken(sentence, held[0].index, held[-1].index + 1, context)
    for when in context.references.dates(sentence):
        if _folded(proposal.answer) in {_folded(form) for form in (when.text, *when.spellings())}:
            yield _dated(sentence, when.start, when.end, context)
    name = context.names.by_form(" ".join(proposal.answer.split()))
    for token in sentence.tokens if name is not None else ():
        mention = context.names.mention_at(sentence, token)
        other = mention is not None and mention.start == token.index and _bare(mention.text) != wanted
        if mention is not None and other and context.names.by_form(mention.text) is name:
            yield from _taken(sentence, mention.start, mention.end, context)


def _taken(sentence: Sentence, start: int, end: int, context: Context) -> Iterator[Found]:
    """Yield what tokens ``start`` to ``end`` are as an answer: a whole name, a date, a quantity, a phrase."""
    mentions = [m for m in context.names.mentions(sentence) if m.start < end and start < m.end]
    if len(mentions) == 1 and (mentions[0].start <= start and end <= mentions[0].end):
        start, end = mentions[0].start, mentions[0].end  # part of a name is none
    tokens = sentence.tokens[start:end]
    name = context.names.by_form(mentions[0].text) if len(mentions) == 1 else None
    whole = name is not None and (mentions[0].start, mentions[0].end) == (start, end)
    for when in context.references.dates(sentence):
        if when.start < end and start < when.end and not (whole and when.start > start):
            yield _dated(sentence, start, end, context)
            return
    if name is not None and whole:
        forms = (name.full, sentence.slice(start, end))
        yield _made(sentence, tokens, forms, name.kind, name=name.full)
        return
    quantity = next((q for q in quantities(context, sentence) if q.start <= start and end <= q.end), None)
    if quantity is not None:
        inside = sentence.tokens[quantity.start : quantity.end]
        yield _made(sentence, inside, quantity.forms, _SORTS[quantity.sort], quantity=quantity)
        return
    counted = next((q for q in quantities(context, sentence) if start <= q.start and q.end < end), None)
    if counted is not None and counted.top.index == end - 1:
        inside = sentence.tokens[counted.start : counted.end]
        yield _made(sentence, inside, counted.bare_forms, Kind.NUMBER, quantity=counted)
        return
    yield _made(sentence, tokens, (sentence.slice(start, end),), Kind.THING)


def _dated(sentence: Sentence, start: int, end: int, context: Context) -> Found:
    when = next(w for w in context.references.dates(sentence) if w.start < end and start < w.end)
    tokens = sentence.tokens[when.start : when.end]
    year = next((t for t in sentence.tokens[start:end] if t.text.isdigit() and t.text == str(when.year)), None)
    if not when.known:
        raise Unfit(f"the date is not certain ({when.text or sentence.slice(when.start, when.end)})")
    if year is not None and end - start == 1 and when.grain is not Grain.YEAR:
        return _made(sentence, (year,), (year.text,), Kind.YEAR)
    kind = Kind.YEAR if when.grain is Grain.YEAR else Kind.DATE
    return _made(sentence, tokens, (when.text, *when.spellings()), kind)


def _made(
    sentence: Sentence,
    tokens: Sequence[Token],
    answers: Sequence[str],
    kind: Kind,
    *,
    name: str = "",
    quantity: Quantity | None = None,
) -> Found:
    inside = {t.index for t in tokens}
    if sum(t.head not in inside and t.upos != "PUNCT" for t in tokens) != 1:
        raise Unfit("its answer is no phrase of the sentence")
    unique = tuple(dict.fromkeys(" ".join(form.split()) for form in answers if form))
    return Found(sentence=sentence, tokens=tuple(tokens), answers=unique, kind=kind, name=name, quantity=quantity)


def _bare(text: str) -> list[str]:
    """Return the words of an answer without what may stand before it."""
    words = _WORD.findall(text.casefold())
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    return words


def _folded(text: str) -> str:
    return " ".join(_NO_LETTER.sub(" ", text.casefold()).split())
