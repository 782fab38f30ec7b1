"""The headline before a question that nothing in it places: "Ferry sinks off Arvin (May 2021): Who saved the captain?".

It is the last resort, for questions that name no event by themselves: who reads the headline knows which captain and
which ferry are meant, as long as the article speaks of them where it says what it is about.
"""

import re
from dataclasses import replace

from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.values.dates import MONTHS
from quiz.generate.wording.specificity import told_apart
from quiz.model.deck import CardKind

LESS = 0.12
"""What a question that needs the headline is worth less."""
ENOUGH = 1.5
"""What the question must tell by itself, as `quiz.generate.wording.specificity` weighs it."""
LOOSE = 2.0
"""The same for a person, thing or act, which a few words of the article fit more easily than a number or a city."""
UNDATED = 3.0
"""The same where neither the headline nor the question says when."""
_LOOSE = {Kind.PERSON, Kind.THING, Kind.ACTION, Kind.NAME, Kind.ORGANIZATION}
_STAMP = re.compile(r"(?:In|As of) [A-Z][a-z]+ \d{4}, ")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) (?=\d{{4}})")
_WORD = re.compile(r"[^\W_]+")


def without_month(one: Candidate, context: Context) -> Candidate:
    """Return a question for a date that names the article's event without the month that would tell half of it."""
    event = context.event
    if one.answer_kind is not Kind.DATE or event is None or event.text not in one.prompt:
        return one
    return replace(one, prompt=one.prompt.replace(event.text, _MONTH.sub("", event.text, count=1)))


def under_headline(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the headline before it; ``None`` when there is none, or when it gives the answer away."""
    text = context.headline
    if not text or one.headline:
        return None
    loose = one.answer_kind in _LOOSE and one.kind is CardKind.BASIC
    enough = (UNDATED if context.today is None else LOOSE) if loose else ENOUGH
    told_alone = told_apart(context, one.sentence, one.used, hidden=one.answer)
    if (one.clause or one.kind is CardKind.CLOZE) and told_alone < enough:
        return None
    told = _stems(text)
    if any(_stems(item[0]) <= told for item in one.answers):
        return None
    prompt = one.prompt
    if context.today is not None and (stamp := _STAMP.match(prompt)):
        prompt = sentence_case(prompt[stamp.end() :])
    return replace(one, prompt=prompt, headline=text, weight=one.weight - LESS)


def _stems(text: str) -> set[str]:
    return {w.casefold().removesuffix("s") for w in _WORD.findall(text)} - {"a", "an", "the"}
