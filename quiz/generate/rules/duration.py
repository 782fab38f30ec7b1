"""For how many years, how many seconds after liftoff: how long something lasted or how far it is from another time."""

from collections.abc import Iterator

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.numbers import spellings, value
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import amounts, ask_for, behind, is_head, merged
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

_LASTING = {"last", "take", "spend", "serve", "wait", "live", "run", "stay", "work", "need", "require", "span", "get"}
"""Verbs whose object or bare adjunct is a length of time."""
_DURING = {"after", "before", "during", "for", "following", "in", "throughout", "within", "to", "of"}
_AWAY = {"later", "earlier", "ago", "old", "hence", "before", "after", "apart", "each", "every", "a", "per"}
"""Words behind a span that make a point in time, an age or a rate of it."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or Asker(context, clause).is_stale():
            continue
        for unit, quantity in amounts(context, clause):
            if quantity.sort is Sort.SPAN and is_head(unit, quantity) and quantity.top.xpos == "NNS":
                yield from or_drop(RULE.name, clause, _span(context, clause, unit, quantity))
        for unit in clause.units:
            if unit.role is Role.AFTER and unit.relation != "predicate":
                yield from or_drop(RULE.name, clause, _long_noun(context, clause, unit))


def _span(context: Context, clause: Clause, unit: Unit, quantity: Quantity) -> Found:
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
    """Ask "After a pause of how many years" for "after an 11-year pause"."""
    for article, number, dash, span, noun in _windows(unit.tokens, 5):
        amount = value(number.text)
        fits = article.text.lower() in {"a", "an"} and dash.text in {"-", "–"} and noun.index == unit.top.index
        if not fits or amount is None or amount < 2 or span.lemma.lower() not in words("spans"):  # noqa: PLR2004
            continue
        wh = f"{_article(noun.text)} {noun.text} of how many {span.lemma.lower()}s"
        before = [t for t in unit.tokens if t.index < article.index]
        rest = [t for t in unit.tokens if t.index > noun.index]
        if any(t.text.lower() not in _DURING for t in before):
            return
        asked = [t for t in unit.tokens if t not in before and t not in rest]
        question = Asker(context, clause).other(unit, [*before, wh], rest=rest, asked=asked)
        shown = f"{number.text} {span.lemma.lower()}s"
        forms = (number.text, *spellings(number.text), shown, f"{number.text}-{span.text}")
        yield candidate(RULE.name, clause, question, (forms,), Kind.NUMBER, weight=0.6, context=context)


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
    if clause.present and unit.tokens[0].text.lower() in {"in", "within", "after"}:
        raise Unaskable("the span runs from the article's own day")
    held = clause.head.lemma.lower() in _LASTING or (is_relation(unit.top, "obl") and not _is_bare(unit))
    if not held:
        raise Unaskable("it is not certain that this is how long it lasted")


def _is_bare(unit: Unit) -> bool:
    """Tell whether a unit has no preposition."""
    return unit.tokens[0].upos != "ADP"


RULE = Rule(name="duration", find=_find, why="how long something lasted")
