"""When a clause holds: whether its happening has a date, is this month's news, or would be lost in time.

What goes before a question so that a stranger in six months knows which happening is meant is decided here too.
"""

import re
from collections.abc import Sequence

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.frame import LEAD, running
from quiz.generate.reading.grounding import dangling
from quiz.generate.values.dates import Grain, month_year
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_YEAR = re.compile(r"1\d{3}|20\d{2}")
_GENERIC = 2
"""Words of a subject that means all of a sort: "iodine tablets"."""


_ENOUGH = 2
"""People and bodies of whom one more tells a happening apart without a noun."""


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

    Births and foundings are background; so is what stands near another date, and what neither the lead tells nor a
    sentence that goes on from a date of that month.
    """
    simple = clause.finite.xpos == "VBD" and clause.finite.lemma.lower() != "have" and not clause.copular
    if not (context.dated and simple and clause.kind in {"main", "conjoined"}):
        return False
    if clause.head.lemma.lower() in words("placing") | words("making"):
        return False
    if any(t.text.lower() == "born" for t in clause.sentence.tokens):
        return False  # what else such a sentence tells is of a childhood
    dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in clause.units)
    return not dated and not context.recalls(clause.sentence) and _is_fresh(context, clause.sentence)


def _is_fresh(context: Context, sentence: Sentence) -> bool:
    """Tell whether a sentence stands in the lead, or in a paragraph that has told of the article's own month."""
    sentences = context.document.sentences
    where = context.names.index(sentence)
    told = [s for s in sentences[: where + 1] if s.paragraph == sentence.paragraph]
    if any(t.xpos == "VBD" and is_relation(t, "aux") and t.lemma.lower() == "have" for s in told for t in s.tokens):
        return False  # "had left" takes the paragraph back
    if any(s is sentence for s in running(context.document)[:LEAD]):
        return True
    return any(w.known and w.grain is Grain.DAY for s in told for w in context.references.dates(s))


def opening_of(context: Context, clause: Clause, text: str, used: Sequence[int], asked: Sequence[int]) -> str:
    """Return what goes before a question so that a stranger knows which event or time it is about.

    Empty when the question says so itself, or when nothing is known that would.
    """
    event, today = context.event_at(clause.sentence), context.today
    if (event is not None and event.text in text) or context.is_general(clause):
        return ""
    if event is not None and event.sides and not clause.present and context.year_of(clause.sentence) is None:
        # Who says which two met needs only to say where they did so, and who asks for one of them may not name it.
        answer = context.text(clause.sentence, [clause.sentence.tokens[i] for i in asked])
        told = [side for side in event.sides if side in text or side in answer]
        if not told and _has_sides(context, clause):
            return context.event.opening if context.event is not None else ""  # another match than the sentence's first
        if len(told) < len(event.sides):
            return event.opening
        dated = any({w.start, w.end - 1} <= set(used) for w in context.references.dates(clause.sentence) if w.known)
        return "" if dated or context.event is None else context.event.opening
    lost = dangling(context, clause.sentence, used, asked=asked, subject_known=True) is not None
    named = any(context.names.mention_at(clause.sentence, clause.sentence.tokens[i]) for i in used)
    # A tournament or a war holds too much to tell things apart by itself.
    earlier = clause.finite.xpos == "VBD" and clause.finite is not clause.head and clause.finite.lemma.lower() == "have"
    if event is not None and not clause.present and not earlier and not context.recalls(clause.sentence):
        dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in clause.units)
        if (lost or not named) if event.single else (named and (lost or not dated)):
            # What went on is no part of a happening.
            return f"at the time of {event.text}" if event.single and clause.ongoing else event.opening
    if clause.present and today is not None and (clause.passing or not clause.copular):
        return "" if _needs_no_day(context, clause) else f"as of {month_year(today)}"
    if today is not None and is_news(context, clause):
        return f"in {month_year(today)}"
    return _where(context, clause, text, used, asked) or _season(context, clause)


def _has_sides(context: Context, clause: Clause) -> bool:
    """Tell whether a clause names both sides of a match itself: "Norway lost to Sweden"."""
    found = {
        n.full for t in clause.tokens if (n := context.names.name_at(clause.sentence, t)) and n.kind is Kind.COUNTRY
    }
    contest = clause.head.lemma.lower() in words("contending")
    return contest and len(found) > 1


def _season(context: Context, clause: Clause) -> str:
    """Return the year that a life in sport has come to, for what somebody does every year: "in 2013"."""
    sentence = clause.sentence
    if clause.finite.xpos != "VBD" or clause.copular or clause.kind in {"reported", "relative", "participle"}:
        return ""
    if context.today is not None or not context.plays or clause.head.lemma.lower() not in words("seasonal"):
        return ""
    if any(not w.relative or w.known for w in context.references.dates(sentence)):
        return ""
    last = context.references.story_at(sentence)
    return f"in {last.year}" if last is not None else ""


def _needs_no_day(context: Context, clause: Clause) -> bool:
    """Tell whether a statement in the present tense holds at all times, or gives the time from which it holds."""
    if not clause.passing:
        top = clause.subject.top
        told = clause.subject.tokens
        generic = top.upos in {"NOUN", "PROPN"} and top.xpos in {"NNS", "NNPS"} and len(told) <= _GENERIC
        return generic and not any(
            t.upos in {"DET", "NUM", "PRON"} or (t.upos == "PROPN" and t is not top) for t in told
        )
    dates = [w for u in clause.after() if (w := context.date_in(clause.sentence, u.tokens)) is not None and w.known]
    inside = {i for w in dates for i in range(w.start, w.end)}
    counted = any(t.upos == "NUM" and t.index not in inside for t in clause.tokens)
    grown = any(u.tokens[0].text.lower() == "by" for u in clause.after())
    return clause.finite.lemma.lower() == "have" and bool(dates) and not counted and not grown


def _where(context: Context, clause: Clause, text: str, used: Sequence[int], asked: Sequence[int]) -> str:
    """Return the place that the article is about, for what happened there when a question names no place."""
    topic = context.setting
    if topic is None or clause.kind in {"reported", "relative", "participle", "apposition"}:
        return ""
    sentence = clause.sentence
    # Who "the Harbour navy" belongs to does not say where it was.
    heads = [sentence.tokens[i] for i in (*used, *asked) if not is_relation(sentence.tokens[i], "compound", "amod")]
    found = [context.names.name_at(sentence, t) or context.referent(sentence, t) for t in heads]
    answer = context.text(sentence, [sentence.tokens[i] for i in asked])
    entry = context.references.entry_of(sentence)
    if (
        topic.full in text
        or (entry is not None and entry.full in text)
        or topic.full in answer
        or any(is_place(n) or n is topic for n in found if n is not None)
    ):
        return ""
    on = "on" if topic.noun == "island" else "in"
    return f"{on} {'the ' if topic.article else ''}{topic.full}"


def is_adrift(context: Context, clause: Clause, opening: str) -> bool:
    """Tell whether only the headline of a report says when something happened: neither date nor event nor the verb.

    Without a day the headline alone can place what goes on, too.
    """
    if opening or not context.headline or context.is_general(clause):
        return False
    undated = context.today is None
    if undated and (clause.passing or _is_of_its_day(clause)):
        return True
    if not (undated or context.dated) or clause.finite.xpos != "VBD" or clause.copular:
        return False
    if clause.finite.lemma.lower() == "have" or clause.head.lemma.lower() in _once():
        return False
    event = context.event_at(clause.sentence)
    told = {t.index for u in clause.units for t in u.tokens}
    meant = context.references.of(clause.sentence)
    if event is not None and any(i in told and event.text in r.text for i, r in meant.items()):
        return False
    # "At the 2003 Arvin Games" says when, too.
    years = any(_YEAR.fullmatch(clause.sentence.tokens[i].text) for i in told if i >= 0)
    return not years and not any(
        w.known and {w.start, w.end - 1} & told for w in context.references.dates(clause.sentence)
    )


def is_placed_in_time(context: Context, clause: Clause, units: Sequence[Unit]) -> bool:
    """Tell whether a happening can be found in time: by a date, an event, its article's day, a life it is part of.

    Foundings, works and births need none of these: they happen once. What somebody said is known by its words.
    """
    if clause.finite.xpos != "VBD" or clause.copular or clause.head.lemma.lower() in _once():
        return True
    if clause.kind == "saying":
        return True
    if context.today is not None or context.topic is not None or context.caption:
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
    """Tell whether two names, not both of places, and nouns say which happening of no common sort is meant."""
    nouns = [t for t in tokens if t.upos == "NOUN" and t.lemma.lower() not in words("vague")]
    found = (context.names.name_at(clause.sentence, t) for t in tokens)
    told = {name.full: name for name in found if name is not None}
    bearers = sum(not is_place(name) for name in told.values())
    enough = bearers > _ENOUGH or (len(told) > 1 and bearers and len(nouns) > 1)
    return bool(enough) and clause.head.lemma.lower() not in words("common")


def is_stale(context: Context, clause: Clause) -> bool:
    """Tell whether a clause in the present tense holds only for the day of an article that has none."""
    if context.today is not None or context.topic is not None or context.caption:
        return False
    if is_done(context, clause) or context.is_general(clause):
        return False
    return _is_of_its_day(clause)


def is_done(context: Context, clause: Clause) -> bool:
    """Tell whether "has thanked" tells of a deed that names tell apart, so that it stays true without a day."""
    perfect = clause.finite.lemma.lower() == "have" and clause.finite is not clause.head and not clause.ongoing
    explained = bool(context.entry) and not context.terms.own  # an entry that explains something is of no day
    return perfect and (explained or _is_named(context, clause, clause.tokens))


def _is_of_its_day(clause: Clause) -> bool:
    """Tell whether a clause in the present tense may soon be no longer true."""
    return (
        clause.present and not clause.copular and clause.head.lemma.lower() not in words("lasting") | words("placing")
    )


def is_own_plan(context: Context, clause: Clause, speaker: Sequence[Token]) -> bool:
    """Tell whether a speaker says what they will do themselves, so that nobody knows better."""
    who = context.referent(clause.sentence, clause.subject.top)
    own = who is not None and any(context.names.name_at(clause.sentence, t) is who for t in speaker)
    return own and clause.finite.text.lower() == "will"
