"""Which candidates become cards: what is worth knowing, spread over the article, never the same thing twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from types import MappingProxyType

from rapidfuzz.fuzz import token_set_ratio

from quiz.generate.choosing.doubles import doubles, price
from quiz.generate.choosing.worth import salience
from quiz.generate.facts import Candidate, Drop, Kind
from quiz.generate.reading.context import Context
from quiz.model.deck import CardKind

EVERY_RULE: Mapping[str, float] = MappingProxyType({})
"""Weights by which all rules are worth what they are."""
PER_SENTENCE = 3
PER_ANSWER = 3
"""Cards of one deck with the same answer, so that the topic is not the answer to everything."""
PER_RULE = {"quote": 2}
"""Cards of one deck that a template may make; who said what is rarely what one wants to know."""
WORDS_PER_CARD = 30
MANY_CARDS = 40
"""Decks grow more slowly from here: nobody learns a hundred facts of one article."""
WORDS_PER_LATER_CARD = 90
MIN_CARDS = 4
ALIKE = 85
"""token_set_ratio from which two questions with one answer are the same question."""
SECOND = 0.2
"""What a second card of a sentence loses: the facts of the other sentences come first."""
AGAIN = 0.1
"""What each earlier card with the same answer costs."""
FLOOR = 0.2
"""What a card must be worth, with all that the deck asks already, to get a place that is free."""
FLOOR_TOLD = 0.3
"""What a statement with a hole must be worth by itself: any sentence gives one, and few are worth learning."""

FLOOR_REPORTED = 0.12
"""The same in a report: under its headline, what a sentence of it tells is news, if it tells anything."""

_EXACT = {Kind.DATE, Kind.YEAR, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.LIST}
_FREE = {"acronym", "also-known-as", "lifespan", "naming"}
"""Rules whose cards are about a name, not about what its sentence says."""


def deck_size(words: int, wanted: int | None) -> int:
    """Return the most cards an article of so many words gets, never more than ``wanted``."""
    size = max(MIN_CARDS, words // WORDS_PER_CARD)
    if size > MANY_CARDS:
        size = MANY_CARDS + (words - MANY_CARDS * WORDS_PER_CARD) // WORDS_PER_LATER_CARD
    return size if wanted is None else max(0, min(size, wanted))


def choose(
    candidates: Sequence[Candidate], context: Context, size: int, weights: Mapping[str, float] = EVERY_RULE
) -> tuple[list[Candidate], list[Drop]]:
    """Return the best ``size`` candidates in the order of the article, and what was left out and why.

    ``weights`` tell what candidates of some rules are worth, of what they would be; of those with 0 none is taken.

    The best one left is taken again and again; what the deck asks already makes its like worth less, so that the
    whole article is covered before any sentence is asked twice (maximal marginal relevance).
    """
    held = [one for one in candidates if weights.get(one.rule, 1.0) <= 0]
    candidates = [one for one in candidates if weights.get(one.rule, 1.0) > 0]
    worth = {id(one): _weighed(salience(one, context), weights.get(one.rule, 1.0)) for one in candidates}
    place = {id(one): context.names.index(one.sentence) for one in candidates}
    about = (context.topic, context.protagonist)
    topics = {name.full for name in about if name is not None and name.kind is Kind.PERSON}
    turned = doubles(candidates, worth, topics)
    drops = [
        Drop(
            rule=one.rule,
            text=one.shown,
            reason=f"another card asks the same from its other end ({better.prompt})",
            candidate=one,
        )
        for one in candidates
        if (better := turned.get(id(one))) is not None
    ]
    drops += [Drop(rule=one.rule, text=one.shown, reason="its template is held back", candidate=one) for one in held]
    alone = [one for one in candidates if id(one) not in turned]
    order: list[Candidate] = sorted(alone, key=lambda c: (-worth[id(c)], place[id(c)], c.prompt))
    taken = _Taken(chosen=[], by_sentence=defaultdict(list), sentences=Counter(), answers=Counter(), rules=Counter())
    left = [(-worth[id(c)], i) for i, c in enumerate(order)]
    while left:
        loss, i = heappop(left)
        best = order[i]
        net = worth[id(best)] - taken.cost(best, place[id(best)])
        if net < -loss and left and (-net, i) > left[0]:
            heappush(left, (-net, i))  # what is taken only adds to costs, so that an old value is never too low
            continue
        reason = taken.objection(best, place[id(best)])
        if reason is None and len(taken.chosen) >= size:
            reason = "the deck is full"
        floor = FLOOR_REPORTED if context.headline else FLOOR_TOLD
        slight = best.kind is CardKind.CLOZE and worth[id(best)] < floor
        first = best.kind is CardKind.CLOZE and not taken.by_sentence[place[id(best)]]
        if reason is None and (slight or net < (min(FLOOR, floor) if first else FLOOR)):
            reason = "it is worth too little"
        if reason is None:
            taken.add(best, place[id(best)])
        else:
            drops.append(Drop(rule=best.rule, text=best.shown, reason=reason, candidate=best))
    chosen = sorted(taken.chosen, key=lambda c: (place[id(c)], c.prompt))
    return list(_apart(chosen)), drops


def _weighed(worth: float, weight: float) -> float:
    """Return what is left of what something is worth; of what costs more than it brings nothing is taken off."""
    return worth * weight if worth > 0 else worth


@dataclass(slots=True)
class _Taken:
    """What a deck asks so far."""

    chosen: list[Candidate]
    by_sentence: defaultdict[int, list[Candidate]]
    sentences: Counter[int]
    answers: Counter[str]
    rules: Counter[str]

    def add(self, one: Candidate, where: int) -> None:
        self.chosen.append(one)
        self.by_sentence[where].append(one)
        self.sentences[where] += one.rule not in _FREE
        self.answers[_asked_for(one)] += 1
        self.rules[one.rule] += 1

    def cost(self, one: Candidate, where: int) -> float:
        second = SECOND * self.sentences[where] if one.rule not in _FREE else 0.0
        turned = max((price(one, other) for other in self.by_sentence[where]), default=0.0)
        return second + turned + AGAIN * self.answers[_asked_for(one)]

    def objection(self, one: Candidate, where: int) -> str | None:
        if reason := _repeats(one, self.chosen):
            return reason
        if self.sentences[where] >= PER_SENTENCE and one.rule not in _FREE:
            return "its sentence has enough cards already"
        if one.kind is CardKind.CLOZE and any(
            other.sentence is one.sentence and (other.kind is CardKind.CLOZE or {*other.asked} & {*one.asked})
            for other in self.chosen
        ):
            return "its sentence has a card already"
        if self.answers[_asked_for(one)] >= PER_ANSWER:
            return "its answer is asked for often enough"
        if self.rules[one.rule] >= PER_RULE.get(one.rule, len(self.chosen) + 1):
            return "its template has enough cards"
        return None


def _asked_for(one: Candidate) -> str:
    """Return what makes two answers one: the names in them, so that "Arvin town" is Arvin."""
    if one.answer_kind in _EXACT or not one.answer[0].isupper():
        return one.answer.casefold()
    return " ".join(word for word in one.answer.split() if word[0].isupper()).casefold()


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
