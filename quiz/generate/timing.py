"""When a clause holds: whether its happening has a date, is this month's news, or would be lost in time.

What goes before a question so that a stranger in six months knows which happening is meant is decided here too.
"""

from collections.abc import Sequence

from quiz.generate.clauses import Clause, Unit
from quiz.generate.context import Context
from quiz.generate.dates import month_year
from quiz.generate.grounding import dangling
from quiz.generate.wordlists import words
from quiz.language.document import Token


def _once() -> frozenset[str]:
    """Return the verbs of what happens once, or lasts: birth, work, office, victory."""
    return (
        words("placing") | words("making") | words("single") | words("winning") | words("choosing") | words("lasting")
    )


def is_dated(context: Context, clause: Clause) -> bool:
    """Tell whether the question says when, so that a circumstance less leaves it clear."""
    whens = (context.date_in(clause.sentence, u.tokens) for u in clause.units)
    return is_news(context, clause) or clause.present or any(when is not None and when.known for when in whens)


def is_news(context: Context, clause: Clause) -> bool:
    """Tell whether the clause reports what happened in the month of a dated article and does not say when.

    Births and foundings are background; so is what stands near another date.
    """
    simple = clause.finite.xpos == "VBD" and clause.finite.lemma.lower() != "have" and not clause.copular
    if not (context.dated and simple and clause.kind in {"main", "conjoined"}):
        return False
    if clause.head.lemma.lower() in words("placing") | words("making"):
        return False
    dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in clause.units)
    return not dated and not context.recalls(clause.sentence)


def opening_of(context: Context, clause: Clause, text: str, used: Sequence[int], asked: Sequence[int]) -> str:
    """Return what goes before a question so that a stranger knows which event or time it is about.

    Empty when the question says so itself, or when nothing is known that would.
    """
    event, today = context.event_at(clause.sentence), context.today
    if event is not None and event.text in text:
        return ""
    if event is not None and event.sides and not clause.present and not context.recalls(clause.sentence):
        # Who says which two met needs only to say where they did so.
        if not all(side in text for side in event.sides):
            return event.opening
        dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in clause.units)
        return "" if dated or context.event is None else context.event.opening
    lost = dangling(context, clause.sentence, used, asked=asked, subject_known=True) is not None
    named = any(context.names.mention_at(clause.sentence, clause.sentence.tokens[i]) for i in used)
    # A tournament or a war holds too much to tell things apart by itself.
    if event is not None and not clause.present and not context.recalls(clause.sentence):
        dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in clause.units)
        if (lost or not named) if event.single else (named and (lost or not dated)):
            return event.opening
    if clause.present and today is not None and (clause.passing or not clause.copular):
        return f"as of {month_year(today)}"
    if today is not None and is_news(context, clause):
        return f"in {month_year(today)}"
    return ""


def is_placed_in_time(context: Context, clause: Clause, units: Sequence[Unit]) -> bool:
    """Tell whether a happening can be found in time: by a date, an event, its article's day, a life it is part of.

    Foundings, works and births need none of these: they happen once. What somebody said is known by its words.
    """
    if clause.finite.xpos != "VBD" or clause.copular or clause.head.lemma.lower() in _once():
        return True
    if clause.kind == "saying":
        return True
    if context.today is not None or context.topic is not None:
        return True
    top = clause.subject.top
    subject = context.names.name_at(clause.sentence, top) or context.referent(clause.sentence, top)
    if subject is not None and subject is context.protagonist:
        return True
    tokens = [t for u in units for t in u.tokens]
    if any(t.lemma.lower() in words("event") for t in tokens) or _is_named(context, clause, tokens):
        return True
    return any(not when.relative for u in units if (when := context.date_in(clause.sentence, u.tokens)))


def _is_named(context: Context, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Tell whether two names but those of places, and nouns, say which happening of no common sort is meant."""
    nouns = [t for t in tokens if t.upos == "NOUN" and t.lemma.lower() not in words("vague")]
    found = (context.names.name_at(clause.sentence, t) for t in tokens)
    told = {name.full for name in found if name is not None and not context.is_place(name)}
    return len(told) > 1 and len(nouns) > 1 and clause.head.lemma.lower() not in words("common")


def is_stale(context: Context, clause: Clause) -> bool:
    """Tell whether a clause in the present tense holds only for the day of an article that has none."""
    if not clause.present or clause.copular or context.today is not None or context.topic is not None:
        return False
    return clause.head.lemma.lower() not in words("lasting") | words("placing")
