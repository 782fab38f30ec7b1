"""For how many years, how many seconds after liftoff: how long something lasted or how far it is from another time."""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, lasting_clauses, or_drop
from quiz.generate.values.numbers import spellings, value
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, behind, first_time, is_head, merged
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

_LASTING = {"last", "take", "spend", "serve", "wait", "live", "run", "stay", "work", "need", "require", "span"}
"""Verbs whose object or bare adjunct is a length of time."""
_DURING = {"after", "before", "during", "for", "following", "in", "throughout", "within", "to", "of"}
_AWAY = {"later", "earlier", "ago", "old", "hence", "before", "after", "apart", "each", "every", "a", "per"}
"""Words behind a span that make a point in time, an age or a rate of it."""


def _find(context: Context) -> Found:
    for clause in lasting_clauses(context):
        for unit, quantity in amounts(context, clause):
            if quantity.sort is Sort.SPAN and is_head(unit, quantity) and quantity.top.xpos == "NNS":
                yield from or_drop(RULE.name, clause, _span(context, clause, unit, quantity))
        for unit in clause.units:
            if unit.role is Role.AFTER and unit.relation != "predicate":
                yield from or_drop(RULE.name, clause, _long_noun(context, clause, unit))


def _span(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
    if (first := first_time(clause, unit)) is not None:
        clause, whole = merged(clause, first, unit)
        wh = [*first.tokens, unit.tokens[0], f"{quantity.how_many} {quantity.top.text}"]
        asked = [t for t in unit.tokens[1:] if t.index < max(quantity.end, quantity.top.index + 1)]
        question = Asker(context, clause).other(whole, wh, asked=asked)
        yield candidate(RULE.name, clause, question, (quantity.bare_forms,), Kind.NUMBER, weight=0.65, context=context)
        return
    away = behind(clause, unit, "before", "after")
    if away is None and is_relation(unit.top, "obl"):
        away = _in_what(clause, unit)
    if away is not None:
        clause, unit = merged(clause, unit, away)
    if away is None or away.tokens[0].text.lower() in {"in", "of"}:
        _check(clause, unit, quantity)
    unit_word = clause.sentence.slice(quantity.top.index, quantity.top.index + 1)
    yield candidate(
        RULE.name,
        clause,
        ask_for(context, clause, unit, quantity, f"{quantity.how_many} {unit_word}"),
        (quantity.bare_forms,),
        Kind.NUMBER,
        weight=0.6,
        context=context,
    )


def _in_what(clause: Clause, unit: Unit) -> Unit | None:
    """Return the "in prison" of "after two years in prison", which belongs to the span."""
    found = behind(clause, unit, "in", "of")
    return found if found is not None and all(t.upos in {"ADP", "NOUN"} for t in found.tokens) else None


def _long_noun(context: Context, clause: Clause, unit: Unit) -> Found:
    """Ask "After a pause of how many years" for "after an 11-year pause", "How long a ban" for "a two-year ban"."""
    for article, number, span, noun in _spans_before(unit.tokens):
        amount = value(number.text)
        fits = article.text.lower() in {"a", "an"} and noun.index == unit.top.index and number.upos != "PUNCT"
        if not fits or amount is None or amount < 2 or span.lemma.lower() not in words("spans"):  # noqa: PLR2004
            continue
        before = [t for t in unit.tokens if t.index < article.index]
        rest = [t for t in unit.tokens if t.index > noun.index]
        spans = f"{span.lemma.lower()}s"
        if not before and is_relation(unit.top, "obj") and noun.lemma.lower() in words("terms"):
            wh, shown = f"how long {_article(noun.text)} {noun.text}", f"{number.text} {spans}"
        elif before and all(t.text.lower() in _DURING for t in before):
            wh, shown = f"{_article(noun.text)} {noun.text} of how many {spans}", number.text
        else:
            return
        asked = [t for t in unit.tokens if t not in before and t not in rest]
        question = Asker(context, clause).other(unit, [*before, wh], rest=rest, asked=asked)
        forms = (shown, number.text, *spellings(number.text), f"{number.text} {spans}", f"{number.text}-{span.text}")
        forms = tuple(dict.fromkeys(forms))
        one = candidate(RULE.name, clause, question, (forms,), Kind.NUMBER, weight=0.6, context=context)
        # How long a contract was is another fact than what was signed.
        yield replace(one, fact=replace(one.fact, predicate=f"{clause.head.lemma.lower()}/span"))


def _spans_before(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Yield article, number, unit of time and noun of "a 90-day ban", which some write "a 90 day ban"."""
    yield from _windows(tokens, 4)
    for article, number, dash, span, noun in _windows(tokens, 5):
        if dash.text in {"-", "–"}:
            yield article, number, span, noun


def _windows(tokens: tuple[Token, ...], size: int) -> Iterator[tuple[Token, ...]]:
    """Yield every run of ``size`` neighbouring words."""
    for start in range(len(tokens) - size + 1):
        yield tokens[start : start + size]


def _article(word: str) -> str:
    return "an" if word[:1].lower() in "aeiou" else "a"


def _check(clause: Clause, unit: Unit, quantity: Quantity) -> None:
    """Raise `Unaskable` unless the span is how long something lasted."""
    if unit.tokens[0].text.lower() == "at":
        raise Unaskable("the span is an age or a point in time")
    after = clause.sentence.tokens[quantity.end : quantity.end + 1]
    if after and after[0].text.lower() in _AWAY:
        raise Unaskable("the span only leads to a point in time")
    if after and (after[0].upos == "NOUN" or after[0].text.lower() == "leave") and after[0] is not quantity.top:
        raise Unaskable("the number is part of a longer expression")  # "12 months leave"
    if clause.present and unit.tokens[0].text.lower() in {"in", "within", "after"}:
        raise Unaskable("the span runs from the article's own day")
    held = clause.head.lemma.lower() in _LASTING or (is_relation(unit.top, "obl") and not _is_bare(unit))
    if not held:
        raise Unaskable("it is not certain that this is how long it lasted")


def _is_bare(unit: Unit) -> bool:
    """Tell whether a unit has no preposition."""
    return unit.tokens[0].upos != "ADP"


RULE = Rule(name="duration", find=_find, why="how long something lasted")
