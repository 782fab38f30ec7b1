"""The headline before a question that nothing in it places: "Ferry sinks off Arvin (May 2021): Who saved the captain?".

It is the last resort, for questions that name no event by themselves: who reads the headline knows which captain and
which ferry are meant, as long as the article speaks of them where it says what it is about.
"""

import re
from dataclasses import replace

from quiz.generate.context import Context
from quiz.generate.dates import month_year
from quiz.generate.facts import Candidate
from quiz.generate.frame import running
from quiz.generate.phrases import sentence_case
from quiz.generate.specificity import told_apart
from quiz.model.deck import CardKind

LONGEST = 12
"""Words; a longer headline would be most of the card."""
SHORTEST = 4
"""Words; a shorter one is a name or a section's title and tells of nothing."""
LESS = 0.12
"""What a question that needs the headline is worth less."""
ENOUGH = 1.5
"""What the question must tell by itself, as `quiz.generate.specificity` weighs it."""
_LEAD = 3
"""Sentences that say what an article is about."""
_PARTS = re.compile(r"\s*[;:|]\s+|\s+[-–—]\s+")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_STAMP = re.compile(r"(?:In|As of) [A-Z][a-z]+ \d{4}, ")
_WORD = re.compile(r"[^\W_]+")


def headline(context: Context) -> str:
    """Return the article's headline with its month and year; empty when it has none that tells what happened."""
    title = next((part for part in _PARTS.split(context.article.title) if len(part.split()) >= SHORTEST), "")
    if context.event is not None and not context.event.single:
        return ""  # a tournament holds too much to tell its goals apart
    if not title or len(title.split()) > LONGEST or context.topic is not None or title.endswith("?"):
        return ""
    if context.today is None or _YEAR.search(title):
        return title
    return f"{title} ({month_year(context.today)})"


def told_nouns(context: Context) -> frozenset[str]:
    """Return the nouns that headline and lead speak of, in lower case."""
    lead = (s for s in running(context.document)[:_LEAD])
    parts = [*lead, *(context.heading.sentences if context.heading is not None else ())]
    return frozenset(t.lemma.lower() for s in parts for t in s.tokens if t.upos in {"NOUN", "PROPN"})


def under_headline(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the headline before it; ``None`` when there is none, or when it gives the answer away."""
    text = headline(context)
    if not text or one.headline or one.kind is CardKind.CLOZE:
        return None
    if one.clause and told_apart(context, one.sentence, one.used, hidden=one.answer) < ENOUGH:
        return None
    told = {w.casefold() for w in _WORD.findall(text)}
    for item in one.answers:
        if all(w.casefold() in told for w in _WORD.findall(item[0])):
            return None
    prompt = one.prompt
    if stamp := _STAMP.match(prompt):
        prompt = sentence_case(prompt[stamp.end() :]) if context.today is not None else prompt
    return replace(one, prompt=prompt, headline=text, weight=one.weight - LESS)
