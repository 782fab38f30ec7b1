"""When something happened, since when it is so, until when it was: a date among the units of a clause."""

from dataclasses import replace
from itertools import pairwise

from quiz.generate.facts import Drop, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.dates import Grain, When
from quiz.generate.wording.amounts import first_time, merged
from quiz.generate.wording.circumstances import is_bare_date
from quiz.generate.wording.participles import is_of_participle
from quiz.generate.wording.questions import Asker, candidate, worded
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

_TELLING = 4
"""Words of a subject that tell enough by themselves: "the Hong Kong legislative election"."""
_WORDS = {
    Grain.DAY: "what date",
    Grain.MONTH: "which month and year",
    Grain.YEAR: "which year",
    Grain.DECADE: "which decade",
    Grain.CENTURY: "which century",
}
_LIMITS = {"since", "until", "till", "by", "around", "circa"}

_BOUNDS = {"until", "till", "before", "after", "since", "following"}
"""Prepositions of a happening that a date right behind it belongs to: "until his release on May 2"."""
_MOMENTS = {"second", "minute", "hour"}
_LINKS = {"to", "until", "till", "through", "and", "–", "-", "—"}
_SPANS = {Grain.DAY: "dates", Grain.MONTH: "months", Grain.YEAR: "years"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        dates = [(u, w) for u in clause.after() if (w := context.date_in(clause.sentence, u.tokens)) is not None]
        span = _span(context, clause)
        if span is not None:
            yield from or_drop(RULE.name, clause, _between(context, clause, *span))
            continue
        for unit, when in dates:
            if (first := first_time(clause, unit)) is not None:
                yield from or_drop(RULE.name, clause, _since_last(context, clause, first, unit, when))
                continue
            bare = [w for u, w in dates if is_bare_date(u, w) and first_time(clause, u) is None]
            yield from or_drop(RULE.name, clause, _ask(context, clause, unit, when, alone=bare == [when]))


def _ask(context: Context, clause: Clause, unit: Unit, when: When, *, alone: bool) -> Found:
    sentence = clause.sentence
    if not is_bare_date(unit, when) or not is_relation(unit.top, "obl", "nmod", "advmod"):
        return
    if not (when.known or _is_written(context, when)) or not alone:
        reason = "several dates in one clause" if when.known else f"the date is not certain ({when.text})"
        yield Drop(rule=RULE.name, text=sentence.text, reason=reason)
        return
    if _belongs_to_noun(clause, unit) or is_of_participle(clause, unit):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the date belongs to the phrase before it")
        return
    case = {t.text.lower() for t in unit.tokens if t.upos in {"ADP", "SCONJ"}}
    limit = next(iter(case & _LIMITS), "")
    # What holds now may have begun at a date but did not happen then.
    told = context.today is not None or bool(context.headline)
    lasting = clause.present and limit != "since" and not (told and _is_ahead(clause))
    if lasting or not (case <= {"in", "on", "during", "at", "of"} or case == {limit}) or not _can_limit(clause, limit):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the date is a limit, not a point in time")
        return
    told = [u for u in clause.after() if u is not unit]
    if (
        not told
        and not _is_event(context, clause)
        and not _is_telling(context, clause)
        and clause.head.lemma.lower() not in words("placing") | words("life-verbs")
    ):
        yield Drop(rule=RULE.name, text=sentence.text, reason="too little is said of what happened then")
        return
    on = "on" if when.grain is Grain.DAY else "in"
    whole, clause = clause, _without_only(clause)
    unit = unit if clause is whole else next(u for u in clause.units if u.top.index == unit.top.index)
    question = worded(context, clause, lambda asker: asker.other(unit, [f"{limit or on} {_WORDS[when.grain]}"]))
    kind = Kind.YEAR if when.grain is Grain.YEAR else Kind.DATE
    made = candidate(RULE.name, clause, question, (_bare_first(when),), kind, weight=0.6, context=context)
    first = clause.subject.tokens[0].text.lower()
    news = context.dated and sentence.paragraph == context.lead
    open_ = first in {"a", "an"} and not news and not sentence.children(clause.subject.top, "nmod", "acl")
    yield made if not open_ or is_specific(context, clause, question, one=False) else too_general(made)


def _without_only(clause: Clause) -> Clause:
    """Return a clause without the "only" that is said of its date: "was only built in 1931"."""
    said = next((t for t in clause.sentence.children(clause.head, "advmod") if t.text.lower() == "only"), None)
    if said is None:
        return clause
    left = (replace(u, tokens=tuple(t for t in u.tokens if t.index != said.index)) for u in clause.units)
    return replace(clause, units=tuple(u for u in left if u.tokens))


def _is_telling(context: Context, clause: Clause) -> bool:
    """Tell whether the subject says by itself what happened; a mere name does not."""
    named = context.name_of(clause.sentence, clause.subject.tokens) is not None
    if named:
        return clause.head.lemma.lower() in words("making")  # a book is published once
    return len(clause.subject.tokens) >= _TELLING


def _since_last(context: Context, clause: Clause, first: Unit, unit: Unit, when: When) -> Found:
    """Ask "For the first time since which year did she win" for "for the first time since 1958"."""
    if not when.known or not is_bare_date(unit, when):
        return
    clause, whole = merged(clause, first, unit)
    wh = [*first.tokens, f"since {_WORDS[when.grain]}"]
    question = Asker(context, clause).other(whole, wh, asked=unit.tokens)
    kind = Kind.YEAR if when.grain is Grain.YEAR else Kind.DATE
    one = candidate(RULE.name, clause, question, (_bare_first(when),), kind, weight=0.6, context=context)
    # When it was so before is another fact than when it was so again.
    yield replace(one, fact=replace(one.fact, predicate=f"{one.fact.predicate}/before"))


def _is_event(context: Context, clause: Clause) -> bool:
    """Tell whether the subject is the event that the article is about, whose day is worth knowing."""
    event = context.event_at(clause.sentence)
    told = context.references.of(clause.sentence).get(clause.subject.tokens[0].index)
    return event is not None and told is not None and told.text == event.text


def _bare_first(when: When) -> tuple[str, ...]:
    """Return the spellings of a date, years and longer without their "early" or "late" first."""
    forms = (when.text, *when.spellings())
    return forms if when.grain in {Grain.DAY, Grain.MONTH} else tuple(sorted(forms, key=len))


def _is_written(context: Context, when: When) -> bool:
    """Tell whether a report that nobody has dated gives a day and month, which is all that can be known of it."""
    day = when.grain is Grain.DAY and any(c.isdigit() for c in when.text)
    return context.today is None and bool(context.headline) and day


def _is_ahead(clause: Clause) -> bool:
    """Tell whether a clause says what will be: "will open", "is to be held"."""
    verbs = [t for u in clause.units if u.role is Role.VERB for t in u.tokens]
    return clause.finite.lemma.lower() in {"will", "would"} or (
        clause.finite.lemma.lower() == "be" and any(t.text.lower() == "to" for t in verbs)
    )


def _can_limit(clause: Clause, limit: str) -> bool:
    """Tell whether something lasts up to a limit or from it on: "has led since", "stood until", "had sold by"."""
    perfect = clause.finite.lemma.lower() == "have" and clause.finite is not clause.head
    if limit == "since":
        return perfect or clause.present
    return not limit or not clause.present or (limit in {"by", "until"} and _is_ahead(clause))


def _span(context: Context, clause: Clause) -> tuple[tuple[Unit, ...], When, When] | None:
    """Return the units that hold nothing but "from DATE to DATE", with both dates."""
    sentence = clause.sentence
    whens = context.references.dates(sentence)
    for one, other in pairwise(whens):
        if other.start != one.end + 1 or sentence.tokens[one.end].text.lower() not in _LINKS or not one.start:
            continue
        led = sentence.tokens[one.start - 1].text.lower() in {"from", "between"}
        inside = set(range(one.start - 1, other.end))
        units = tuple(u for u in clause.after() if {t.index for t in u.tokens} & inside)
        held = {t.index for u in units for t in u.tokens}
        between = sentence.tokens[one.start - 1].text.lower() == "between"
        if is_relation(sentence.tokens[other.end - 1], "conj") and not between:
            return None  # the list rule asks for both
        if led and units and held <= inside and {one.start, other.start} <= held and one.grain is other.grain:
            return units, one, other
    return None


def _between(context: Context, clause: Clause, units: tuple[Unit, ...], one: When, other: When) -> Found:
    """Ask for both ends of a span at once."""
    sentence = clause.sentence
    noun = _SPANS.get(one.grain)
    ahead = context.today is not None and _is_ahead(clause)
    if noun is None or not (one.known and other.known) or (clause.present and not ahead):
        yield Drop(rule=RULE.name, text=sentence.text, reason=f"the date is not certain ({one.text})")
        return
    told: list[Token] = [t for u in units for t in u.tokens]
    question = Asker(context, clause).other(units[0], [f"between which {noun}"], asked=told, also=units[1:])
    first, last = one.text, other.text
    forms = (f"{first} and {last}", f"{first} to {last}", f"{first}–{last}", f"from {first} to {last}")
    yield candidate(RULE.name, clause, question, (forms,), Kind.DATE, weight=0.6, context=context)


def _belongs_to_noun(clause: Clause, unit: Unit) -> bool:
    """Tell whether a date before the subject directly follows another phrase, as in "after the vote on May 2"."""
    before = unit.tokens[0].index - 1
    tokens = clause.sentence.tokens
    if any(u.tokens[-1].index == before and tokens[u.tokens[0].index - 1].lemma in _MOMENTS for u in clause.after()):
        return False  # "73 seconds after liftoff" is on the same day
    if any(u.tokens[-1].index == before and u.tokens[0].text.lower() in _BOUNDS for u in clause.after()):
        return True
    return unit.role is Role.FRONT and any(
        u.role is Role.FRONT and u.tokens[-1].index == before and u.top.upos in {"NOUN", "PROPN"} for u in clause.units
    )


RULE = Rule(name="date", find=_find, why="when something happened")
