"""Which four hotels: a counted noun whose things the sentence then names, as many as it counts."""

from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Unit
from quiz.generate.grammar.simplify import bracketed
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.numbers import in_words
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, is_head, there_are
from quiz.generate.wording.questions import Question, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token
from quiz.model.deck import CardKind

_MOST = 7
_BEGIN = {":", "-", "–", "—", "("}
_END = {".", ";", ")", "-", "–", "—", ":"}
_LINKS = {",", "and", "&"}
_NEAR = 16
"""Words between a counted noun and the names of what it counts."""
_LONG_ITEM = 8
_FINITE = {"VBD", "VBZ", "VBP", "MD", "WDT", "WP"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        for unit, quantity in amounts(context, clause):
            if quantity.sort is Sort.COUNT and is_head(unit, quantity) and quantity.top.xpos == "NNS":
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit, quantity))


def _ask(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    sentence = clause.sentence
    amount = quantity.amount
    if amount is None or quantity.limit or not 2 <= amount <= _MOST:  # noqa: PLR2004
        return
    begins = [t for t in sentence.tokens[quantity.top.index :][:_NEAR] if t.text in _BEGIN]
    lists = ((begin, _items(sentence, begin.index + 1)) for begin in begins)
    found = next(((begin, items) for begin, items in lists if len(items) == int(amount)), None)
    if found is None:
        return
    begin, items = begins[0], found[1]
    named = replace(unit, tokens=tuple(t for t in unit.tokens if t.index < begin.index))
    if named.tokens[0].upos == "ADP" and named.tokens[1].upos == "ADP":
        return  # "made up of"
    whole = replace(clause, units=tuple(named if u is unit else u for u in clause.units))
    wh = f"which {in_words(int(amount))}"
    question: Question = (
        there_are(context, whole, quantity, wh)
        if clause.kind == "existential"
        else ask_for(context, whole, named, quantity, wh)
    )
    answers = tuple(_answer(context, sentence, item) for item in items)
    one = candidate(RULE.name, whole, question, answers, Kind.LIST, weight=0.75, context=context, card=CardKind.LIST)
    # How many there are is another fact than which they are.
    yield replace(one, fact=replace(one.fact, predicate=f"{one.fact.predicate}/names"))


def _items(sentence: Sentence, start: int) -> list[tuple[Token, ...]]:
    """Return what stands between commas and "and" from token ``start`` on; empty when it is no list of names."""
    items: list[list[Token]] = [[]]
    asides = bracketed(sentence) if sentence.tokens[start - 1].text != "(" else set[int]()
    for token in sentence.tokens[start:]:
        if token.index in asides:
            continue
        if token.text in _END and not _is_joint(sentence, token):
            break
        if token.text.lower() in _LINKS:
            items.append([])
        else:
            items[-1].append(token)
    found = [tuple(_bare(item)) for item in items if item]
    whole = all(
        item and len(item) <= _LONG_ITEM and not any(t.xpos in _FINITE or _is_amount(t) for t in item) for item in found
    )
    return found if whole and _are_alike(found) else []


def _is_joint(sentence: Sentence, mark: Token) -> bool:
    """Tell whether a hyphen joins two words: "strike-slip"."""
    after = sentence.tokens[mark.index + 1] if mark.index + 1 < len(sentence.tokens) else mark
    return mark.text == "-" and sentence.tokens[mark.index - 1].end == mark.start and mark.end == after.start


def _are_alike(items: list[tuple[Token, ...]]) -> bool:
    """Tell whether all items are things or all are qualities, so that none lends its noun: "left and right doors"."""
    return len({item[-1].upos in {"ADJ", "ADV", "VERB"} for item in items}) == 1


def _is_amount(token: Token) -> bool:
    """Tell whether a word is a sum or a measure, which no thing is named by: "$68", "25 minutes"."""
    return token.upos in {"NUM", "SYM"} or token.xpos == "$" or token.lemma.lower() in words("spans")


def _bare(item: list[Token]) -> list[Token]:
    while item and item[0].upos in {"DET", "ADP"}:
        item = item[1:]
    return item


def _answer(context: Context, sentence: Sentence, item: tuple[Token, ...]) -> tuple[str, ...]:
    name = context.name_of(sentence, item)
    if name is not None:
        return (name.full,)
    return (context.text(sentence, item),)


RULE = Rule(name="enumeration", find=_find, why="for the things that a text counts and then names")
