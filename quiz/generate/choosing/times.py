"""Gates on time: every question says when, in words that mean the same to a later reader."""

import re

from quiz.generate.facts import Candidate
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:[Ii]n|[Oo]f|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|last|this|next) (?:late |early |mid-)?"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"(?!(?: \d{1,2},?)? (?:of )?\d{4})(?! [A-Z])"
)
_SPAN = re.compile(
    r"\b(?:last|next|this) (?:season|year|month|week|night|weekend|term|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b"
    r"|\bcoming (?:days|weeks|months|years|decades)\b"
    r"|\bnext (?:(?:general|local|presidential|parliamentary) )?(?:election|vote|meeting|budget)s?\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?!(?:On|Since|Until|By|From|After|Before|Between|And|To|Of|Through)\b)[A-Z][\w’'-]* "
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}"
)
"""A day right behind a name, as captions have it: "in Arvin May 4, 2021"."""
_AS_OF = re.compile(r"(?:As of|In) [A-Z][a-z]+ \d{4}, ")
_GOING_ON = {"ongoing", "current", "currently", "continuing", "increasingly", "present"}
"""Words that mean the time of a report, which a month before them tells."""
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def placed_in_time(candidate: Candidate, _: Context) -> str | None:
    """Pass when date, event, kind of happening or headline say which happening is meant."""
    return "nothing says when it happened" if candidate.adrift and not candidate.headline else None


def timeless(candidate: Candidate, context: Context) -> str | None:
    """Pass when there is no word of time that means another day to a later reader.

    Under the headline of a report that nobody has dated, a month says all there is to say.
    """
    verbs = (candidate.sentence.tokens[i] for i in candidate.used if candidate.sentence.tokens[i].upos == "VERB")
    told = {form.lower() for t in verbs for form in (t.text, t.lemma)}
    found = {w.lower() for w in _WORD.findall(candidate.prompt)} & words("relative") - told
    if context.today is not None and (_AS_OF.match(candidate.prompt) or candidate.headline):
        found -= _GOING_ON  # the month says as of when
    if found:
        return f"the time is relative ({min(found)})"
    if _BARE.search(candidate.prompt):
        return "a day stands right behind a name"
    if told := _SPAN.search(candidate.prompt):
        return f"the time is relative ({told[0]})"
    if _MONTH.search(candidate.prompt) and not (candidate.headline and context.today is None):
        return "the time is relative (a month of no year)"
    return "the time is relative (a day of the week)" if _WEEKDAY.search(candidate.prompt) else None
