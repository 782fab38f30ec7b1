"""By what percentage, to how much: how far something rose or fell and where it came to, without its other figures.

"Profits jumped 64% to $2bn in the three months to May, from $1.2bn a year earlier" tells both; each is asked for with
what rose and when alone, so that no figure gives another away.
"""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, candidate
from quiz.generate.wording.steps import BARE, Step, steps_of, turning
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_KINDS = {Sort.MONEY: Kind.MONEY, Sort.PERCENT: Kind.PERCENT}
_WHERE = {"in", "at", "on", "for", "during", "against", "since", "between", "over", "among", "across"}
"""Prepositions of what says when, where or against what something changed."""
_PERIODS = {"quarter", "half", "session", "trading", "season", "period"}
_AGO = {"later", "earlier", "before", "previous", "previously", "ago", "preceding", "last"}
_LONGEST = 10
"""Words of a circumstance that may stay."""
_EACH = {"a", "an", "per", "every", "each"}
_SPECIFIED = {"of", "above", "below", "than", "more", "less", "each", "fewer"}
"""Words behind a figure that say more of it."""
_NUMBERS = {"number", "figure", "total", "toll", "tally", "count"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        verb = None if clause.flaw or clause.kind == "existential" else turning(clause)
        steps = tuple(steps_of(context, clause, verb)) if verb is not None else ()
        for step in steps:
            if step.role != "from" and verb is not None:
                yield from or_drop(RULE.name, clause, _ask(context, clause, verb, steps, step))


def _ask(context: Context, clause: Clause, verb: Token, steps: tuple[Step, ...], step: Step) -> Found:
    quantity = step.quantity
    if sum(one.role == step.role for one in steps) > 1:
        raise Unaskable("the number is one of several")
    if not clause.copular and clause.head.lemma.lower() in words("raising") - words("rising"):
        told = any(is_relation(u.top, "obj") for u in _kept(context, clause, steps))
        if not told and not is_relation(clause.subject.top, "nsubj:pass"):
            raise Unaskable("nothing says what was raised or lowered")
    asked = tuple(clause.sentence.tokens[step.start : step.end])
    rate = _rate(clause, step)
    target = Unit(role=Role.AFTER, relation="obl", top=quantity.top, tokens=(*asked, *rate))
    kept = list(_kept(context, clause, steps))
    if clause.copular and not any(verb in u.tokens for u in kept):
        kept.append(Unit(role=Role.AFTER, relation="advmod", top=verb, tokens=(verb,)))
    if context.today is None and not any(_is_timed(context, clause, u) for u in kept):
        raise Unaskable("nothing says when it rose or fell")
    units = sorted((*kept, target), key=lambda u: u.tokens[0].index)
    whole = replace(clause, units=tuple(units))
    question = Asker(context, whole, spare=True).other(target, [_word(clause, step), *rate], asked=asked)
    # The words before the figures, not the tree, say what each belongs to.
    question = replace(question, joints=tuple(j for j in question.joints if j != target.top.index))
    forms = quantity.forms if quantity.sort in BARE else quantity.bare_forms
    kind = _KINDS.get(quantity.sort, Kind.NUMBER)
    one = candidate(RULE.name, whole, question, (forms,), kind, weight=0.85, context=context)
    # How far and to what are different facts of one clause.
    yield replace(one, fact=replace(one.fact, predicate=f"{clause.head.lemma.lower()}/{step.role}/{quantity.sort}"))


def _rate(clause: Clause, step: Step) -> list[Token]:
    """Return what a figure is told for each of, "a year"; raises `Unaskable` where more is said of the figure."""
    behind = list(clause.sentence.tokens[step.end :])
    rate = behind[:2] if len(behind) > 2 and behind[1].upos == "NOUN" and behind[2].upos != "NOUN" else []  # noqa: PLR2004
    if rate and (rate[0].text.lower() not in _EACH or behind[2].text.lower() in _AGO):
        rate = []
    if any(t.text.lower() in _SPECIFIED for t in behind[len(rate) : len(rate) + 1]):
        raise Unaskable("the number is part of a longer expression")
    return rate


def _kept(context: Context, clause: Clause, steps: tuple[Step, ...]) -> Iterator[Unit]:
    """Yield the units that say what changed, when and where; not its other figures and what they were compared with."""
    period = -1
    for unit in clause.units:
        if unit.tokens[0].index == period and unit.tokens[0].text.lower() in {"to", "of"}:
            yield unit  # "to January" behind "in the three months"
            continue
        if not _overlaps(unit, steps) and unit.top.lemma.lower() in words("spans"):
            period = unit.tokens[-1].index + 1
        if unit.role is Role.SUBJECT or unit.role is Role.VERB:
            yield unit
        elif _overlaps(unit, steps):
            ahead = tuple(t for t in unit.tokens if t.index < min(s.start for s in steps))
            if is_relation(unit.top, "obj") and unit.top in ahead and not clause.copular:
                yield replace(unit, tokens=ahead)  # "its fee" of "its fee from $6 to $10"
            rest = _behind(unit, steps)
            if rest is not None and _tells(context, clause, rest) and not _is_of_start(rest, steps):
                yield rest
        elif (is_relation(unit.top, "obj") and not clause.copular) or (
            _tells(context, clause, unit) and not _is_of_start(unit, steps)
        ):
            yield unit


def _overlaps(unit: Unit, steps: tuple[Step, ...]) -> bool:
    return any(step.start <= t.index < step.end for step in steps for t in unit.tokens)


def _behind(unit: Unit, steps: tuple[Step, ...]) -> Unit | None:
    """Return the words of a unit behind its last figure: "in May" of "to 5% in May", which may tell of the verb."""
    last = max(step.end for step in steps if step.start <= unit.tokens[-1].index)
    rest = tuple(t for t in unit.tokens if t.index >= last)
    while rest and rest[0].upos == "PUNCT":
        rest = rest[1:]
    if not rest:
        return None
    held = {t.index for t in rest}
    top = next((t for t in rest if t.head not in held), rest[0])
    return Unit(role=Role.AFTER, relation="obl", top=top, tokens=rest)


def _is_of_start(unit: Unit, steps: tuple[Step, ...]) -> bool:
    """Tell whether a unit stands behind where something came from, and may tell of that: "from 50 in May to 60"."""
    first = unit.tokens[0].index
    for step in steps:
        end = min((s.start for s in steps if s.start >= step.end), default=None)
        if step.role == "from" and step.end <= first and (end is None or first < end):
            return True
    return False


def _tells(context: Context, clause: Clause, unit: Unit) -> bool:
    """Tell whether a unit says when or where something changed, or against what."""
    if is_relation(unit.top, "advmod"):
        return len(unit.tokens) == 1 and unit.top.text.lower() not in _AGO
    if not is_relation(unit.top, "obl", "nmod") or len(unit.tokens) > _LONGEST:
        return False
    lowered = {t.text.lower() for t in unit.tokens}
    when = context.date_in(clause.sentence, unit.tokens)
    if when is not None:
        return True
    if lowered & _AGO or any(t.upos in {"VERB", "PRON"} and t.text.lower() not in _PERIODS for t in unit.tokens):
        return False
    if unit.tokens[0].text.lower() == "against":
        return True
    timed = _is_timed(context, clause, unit)
    named = any(t.upos == "PROPN" for t in unit.tokens)
    return unit.tokens[0].text.lower() in _WHERE and (timed or named)


def _is_timed(context: Context, clause: Clause, unit: Unit) -> bool:
    """Tell whether a unit holds a date or a period: "in May", "fourth quarter sales"."""
    told = {t.lemma.lower() for t in unit.tokens} & (_PERIODS | words("spans") | words("months"))
    return bool(told) or context.date_in(clause.sentence, unit.tokens) is not None


def _word(clause: Clause, step: Step) -> str:
    """Return the question word with its preposition: "by what percentage", "to how much"."""
    quantity = step.quantity
    if not step.role:
        return quantity.what("level")
    if quantity.sort is Sort.PERCENT:
        return f"{step.role} {quantity.what('percentage')}"
    if quantity.sort is Sort.FRACTION:
        return f"{step.role} {quantity.what('fraction')}"
    if quantity.sort is Sort.MONEY:
        return f"{step.role} {quantity.how_much}"
    if noun := _noun(clause.sentence, quantity):
        return f"{step.role} {quantity.how_many} {noun}"
    told = (clause.subject, *(u for u in clause.units if is_relation(u.top, "obj")))
    if quantity.sort is not Sort.COUNT or not any(u.top.lemma.lower() in _NUMBERS for u in told):
        raise Unaskable("it is not certain what the number counts")
    return f"by {quantity.how_many}" if step.role == "by" else f"to {quantity.what('number')}"


def _noun(sentence: Sentence, quantity: Quantity) -> str:
    """Return what a number counts or is measured in, in the plural; empty when nothing is written in full."""
    top = quantity.top
    if quantity.sort is Sort.COUNT:
        counted = top.index >= quantity.end and top.xpos == "NNS"
        return " ".join(sentence.slice(quantity.end, top.index + 1).split()) if counted else ""
    unit = quantity.text.removeprefix(quantity.number).strip()
    return unit if unit.endswith("s") or unit == "feet" else ""


RULE = Rule(name="change", find=_find, why="how far something rose or fell, or to what")
