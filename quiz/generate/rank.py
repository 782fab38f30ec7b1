"""Which candidates become cards: what is worth knowing, spread over the article, never the same thing twice."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import token_set_ratio

from quiz.generate.context import Context
from quiz.generate.facts import Candidate, Drop
from quiz.model.deck import CardKind

PER_SENTENCE = 2
PER_ANSWER = 3
"""Cards of one deck with the same answer, so that the topic is not the answer to everything."""
WORDS_PER_CARD = 30
MAX_CARDS = 24
MIN_CARDS = 4
ALIKE = 85
"""token_set_ratio from which two questions with one answer are the same question."""

_FREE = {"acronym", "also-known-as"}
"""Rules whose cards are about a name, not about what its sentence says."""


def deck_size(words: int, wanted: int | None) -> int:
    """Return the most cards an article of so many words gets, never more than ``wanted``."""
    size = min(MAX_CARDS, max(MIN_CARDS, -(-words // WORDS_PER_CARD)))
    return size if wanted is None else max(0, min(size, wanted))


def salience(candidate: Candidate, context: Context) -> float:
    """Return how much a candidate is worth: its template, its place in the article, how often its names occur."""
    where = context.names.index(candidate.sentence)
    total = max(1, len(context.document.sentences))
    score = candidate.weight + 0.2 * (1 - where / total)
    title = {w.casefold() for w in context.article.title.split() if len(w) > 3}  # noqa: PLR2004
    spoken = {w.casefold().strip("?,.'") for w in (candidate.prompt + " " + candidate.answer).split()}
    score += 0.1 * min(1.0, len(title & spoken) / 3)
    counts = [n.count for n in context.names if n.full in candidate.prompt or n.full == candidate.answer]
    score += 0.1 * min(1.0, max(counts, default=0) / 5)
    if any(e.sentence == where for e in context.references.events):
        score += 0.05
    return score - 0.01 * max(0, len(candidate.prompt.split()) - 16)


def choose(candidates: Sequence[Candidate], context: Context, size: int) -> tuple[list[Candidate], list[Drop]]:
    """Return the best ``size`` candidates in the order of the article, and what was left out and why."""
    ranked = sorted(candidates, key=lambda c: (-salience(c, context), context.names.index(c.sentence), c.prompt))
    chosen: list[Candidate] = []
    drops: list[Drop] = []
    sentences: Counter[int] = Counter()
    answers: Counter[str] = Counter()
    for one in ranked:
        where = context.names.index(one.sentence)
        reason = _repeats(one, chosen)
        if reason is None and sentences[where] >= PER_SENTENCE and one.rule not in _FREE:
            reason = "its sentence has two cards already"
        if reason is None and answers[one.answer.casefold()] >= PER_ANSWER:
            reason = "its answer is asked for often enough"
        if reason is None and one.kind is CardKind.CLOZE and sentences[where]:
            reason = "its sentence has a card already"
        if reason is None and len(chosen) >= size:
            reason = "the deck is full"
        if reason is not None:
            drops.append(Drop(rule=one.rule, text=one.prompt, reason=reason, candidate=one))
            continue
        chosen.append(one)
        sentences[where] += one.rule not in _FREE
        answers[one.answer.casefold()] += 1
    chosen.sort(key=lambda c: (context.names.index(c.sentence), c.prompt))
    return list(_apart(chosen)), drops


def _repeats(one: Candidate, chosen: Sequence[Candidate]) -> str | None:
    for other in chosen:
        same_answer = one.answer.casefold() == other.answer.casefold()
        if same_answer and token_set_ratio(one.prompt, other.prompt) >= ALIKE:
            return "another card asks the same"
        if one.sentence is other.sentence and same_answer:
            return "another card asks the same"
    return None


def _apart(cards: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the cards so that none gives away the answer of the one that follows it, where that can be had."""
    waiting = list(cards)
    before: Candidate | None = None
    while waiting:
        place = 0
        if before is not None:
            told = before.prompt.casefold()
            place = next((i for i, c in enumerate(waiting[:3]) if c.answer.casefold() not in told), 0)
        before = waiting.pop(place)
        yield before
