"""The headline before a question that nothing in it places: "Ferry sinks off Arvin (May 2021): Who saved the captain?".

It is the last resort, for questions that name no event by themselves: who reads the headline knows which captain and
which ferry are meant, as long as the article speaks of them where it says what it is about.
"""

import re
from dataclasses import replace

from quiz.generate.choosing.captions import STAMP, asks_for_topic, is_life, names_topic, without_stamp
from quiz.generate.choosing.leaks import gives_away
from quiz.generate.entities.names import is_place
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.values.dates import MONTHS
from quiz.generate.wording.specificity import told_apart
from quiz.language.document import is_relation
from quiz.model.deck import CardKind

LESS = 0.12
"""What a question that needs the headline is worth less."""
ENOUGH = 1.5
"""What the question must tell by itself, as `quiz.generate.wording.specificity` weighs it."""
LOOSE = 2.0
"""The same for a person, thing or act, which a few words of the article fit more easily than a number or a city."""
UNDATED = 3.0
"""The same where neither the headline nor the question says when."""
OWN = 1.0
"""The same for what the headline itself tells, and for deeds, which say what is meant by themselves."""
_LOOSE = {Kind.PERSON, Kind.THING, Kind.ACTION, Kind.NAME, Kind.ORGANIZATION}
ALONE = 5.0
"""What a question must tell that only its names place."""
SORTED = 1.0
"""The same for a name whose sort the question tells: "which country", "which foundation"."""
_SORT = re.compile(r"[Ww]hich (?!organization|place|man|woman|person)[a-z]")
_NAMED = {
    Kind.ORGANIZATION, Kind.NAME, Kind.COUNTRY, Kind.CITY, Kind.PLACE, Kind.FACILITY, Kind.PRIZE, Kind.EVENT,
}  # fmt: skip
_ABOUT = 1.0
"""What a question gains whose subject the headline introduces."""
WITHIN = 1.75
"""The same for what happened in the event that the article is about."""
_DOERS = {Kind.PERSON, Kind.ORGANIZATION, Kind.THING}
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) (?=\d{{4}})")


def without_month(one: Candidate, context: Context) -> Candidate:
    """Return a question for a date that names the article's event without the month that would tell half of it."""
    event = context.event
    if one.answer_kind is not Kind.DATE or event is None or event.text not in one.prompt:
        return one
    return replace(one, prompt=one.prompt.replace(event.text, _MONTH.sub("", event.text, count=1)))


def under_headline(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the headline before it; ``None`` when there is none, or when it gives the answer away."""
    text = context.caption
    if not text or one.headline or (context.entry and (is_life(context) or names_topic(one, context))):
        return None
    loose = one.answer_kind in _LOOSE and one.kind is CardKind.BASIC
    enough = (UNDATED if context.today is None else LOOSE) if loose else ENOUGH
    if one.answer_kind is Kind.ACTION or (context.tells_headline(one.sentence) and one.answer_kind not in _DOERS):
        enough = min(enough, OWN)
    if _names_sort(one):
        enough = min(enough, SORTED)
    told_alone = told_apart(context, one.sentence, one.used, hidden=one.answer)
    if one.rule != "quote" and _is_about_it(one, context):
        told_alone += _ABOUT
    if (one.clause or one.kind is CardKind.CLOZE) and told_alone < enough:
        return None
    if gives_away(text, one) or asks_for_topic(one, context):
        return None
    prompt = one.prompt
    if context.event is not None and prompt.casefold().startswith(f"{context.event.opening.casefold()}, "):
        prompt = sentence_case(prompt[len(context.event.opening) + 2 :])
    return replace(one, prompt=without_stamp(prompt, context), headline=text, weight=one.weight - LESS)


def _speaks_of(one: Candidate, event: str, context: Context) -> bool:
    """Tell whether what a question asks about is the event itself: "What caused the May 2021 harbour fire?"."""
    meant = context.references.of(one.sentence)
    return one.kind is CardKind.BASIC and any(i in meant and meant[i].text == event for i in one.used)


def _is_about_it(one: Candidate, context: Context) -> bool:
    """Tell whether the subject of a question is a thing that headline or lead speak of, so that it is known."""
    tokens = one.sentence.tokens
    subjects = [tokens[i] for i in one.used if is_relation(tokens[i], "nsubj")]
    # "Most of the ferries" speaks of ferries.
    counted = [c for t in subjects if t.upos in {"ADJ", "NUM", "DET", "PRON"} for c in one.sentence.children(t, "nmod")]
    return any(t.lemma.lower() in context.told for t in (*subjects, *counted))


def _names_sort(one: Candidate) -> bool:
    """Tell whether a question says of what sort the name it asks for is, more closely than by "organization"."""
    return _SORT.search(one.prompt) is not None and one.answer_kind in _NAMED


def in_event(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the event that the article is about before it; ``None`` when it tells of another time."""
    event = context.event_at(one.sentence)
    if event is not None and event.single and not one.headline and _speaks_of(one, event.text, context):
        return replace(one, adrift=False)
    if event is None or event.text in one.prompt or one.headline or one.kind is not CardKind.BASIC or not one.clause:
        return None
    if one.answer_kind is Kind.THING:
        return None
    if event.sides and not any(side in one.prompt or side in one.answer for side in event.sides):
        return None
    told = told_apart(context, one.sentence, one.used, hidden=one.answer)
    forms = {one.sentence.tokens[i].xpos for i in one.used}
    past = "VBD" in forms and not forms & {"VBZ", "VBP"}
    dated = any(w.known for w in context.references.dates(one.sentence))
    if told < WITHIN or not past or dated or context.recalls(one.sentence) or one.as_of is not None:
        return None
    prompt = STAMP.sub("", one.prompt, count=1)
    if gives_away(event.text, one):
        return None
    return replace(one, prompt=sentence_case(f"{event.opening}, {prompt[:1].lower()}{prompt[1:]}"), adrift=False)


def under_event(one: Candidate, context: Context) -> Candidate | None:
    """Return a statement that has no room for the event of its article with that before it; else ``None``."""
    event = context.event
    if event is None or event.sides or one.kind is not CardKind.CLOZE or one.headline or context.caption:
        return None
    if event.text in one.prompt or context.recalls(one.sentence) or one.as_of is not None:
        return None
    if gives_away(event.text, one):
        return None
    return replace(one, headline=sentence_case(event.text.removeprefix("the ")), weight=one.weight - LESS)


def by_names(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` as it is, without a time, when the names in it say which happening is meant; else ``None``."""
    held = (*one.used, *one.speaker)
    sentence = one.sentence
    found = (context.names.name_at(sentence, sentence.tokens[i]) for i in held)
    named = {name.full for name in found if name is not None and not is_place(name)} - {one.answer}
    enough = len(named) > 1 and told_apart(context, sentence, held, hidden=one.answer) >= ALONE
    return replace(one, adrift=False) if one.adrift and one.clause and enough else None
