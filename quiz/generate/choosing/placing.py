"""The headline before a question that nothing in it places: "Ferry sinks off Arvin (May 2021): Who saved the captain?".

It is the last resort, for questions that name no event by themselves: who reads the headline knows which captain and
which ferry are meant, as long as the article speaks of them where it says what it is about.
"""

import re
from dataclasses import replace

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.values.dates import MONTHS
from quiz.generate.wording.specificity import told_apart
from quiz.generate.wordlists import classes, words
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
WIDE = 1.0
"""How much more that is where the caption is only the title of an entry, which holds many happenings."""
OWN = 1.0
"""The same for what the headline itself tells, and for deeds, which say what is meant by themselves."""
_LOOSE = {Kind.PERSON, Kind.THING, Kind.ACTION, Kind.NAME, Kind.ORGANIZATION}
_ABOUT = 1.0
"""What a question gains whose subject the headline introduces."""
WITHIN = 1.75
"""The same for what happened in the event that the article is about."""
_DOERS = {Kind.PERSON, Kind.ORGANIZATION, Kind.THING}
_STAMP = re.compile(r"(?:In|As of) [A-Z][a-z]+ \d{4}, ")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)}) (?=\d{{4}})")
_WHICH = re.compile(r"[Ww]hich (\w+)")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_WORD = re.compile(r"[^\W_]+")


def without_month(one: Candidate, context: Context) -> Candidate:
    """Return a question for a date that names the article's event without the month that would tell half of it."""
    event = context.event
    if one.answer_kind is not Kind.DATE or event is None or event.text not in one.prompt:
        return one
    return replace(one, prompt=one.prompt.replace(event.text, _MONTH.sub("", event.text, count=1)))


def under_headline(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the headline before it; ``None`` when there is none, or when it gives the answer away."""
    text = context.caption
    if not text or one.headline or (context.entry and names_topic(one, context)):
        return None
    loose = one.answer_kind in _LOOSE and one.kind is CardKind.BASIC
    enough = (UNDATED if context.today is None else LOOSE) if loose else ENOUGH
    if one.answer_kind is Kind.ACTION or (context.tells_headline(one.sentence) and one.answer_kind not in _DOERS):
        enough = min(enough, OWN)
    told_alone = told_apart(context, one.sentence, one.used, hidden=one.answer)
    if one.rule != "quote" and _is_about_it(one, context):
        told_alone += _ABOUT
    if (one.clause or one.kind is CardKind.CLOZE) and told_alone < enough:
        return None
    told = _stems(text)
    given = any(_gives_away(told, item[0], one.answer_kind) for item in one.answers)
    if given or _asks_for_topic(one, context):
        return None
    prompt = one.prompt
    if context.event is not None and prompt.casefold().startswith(f"{context.event.opening.casefold()}, "):
        prompt = sentence_case(prompt[len(context.event.opening) + 2 :])
    if context.today is not None and (stamp := _STAMP.match(prompt)):
        prompt = sentence_case(prompt[stamp.end() :])
    return replace(one, prompt=prompt, headline=text, weight=one.weight - LESS)


def under_topic(one: Candidate, context: Context) -> Candidate:
    """Return a question of an entry with what that is about before it, where nothing in it belongs to one thing alone.

    "In which year was the College of Engineering established?" fits a hundred universities. What letters stand for
    that not everybody knows is asked with any caption: the same letters stand for many things.
    """
    letters = one.rule == "acronym"
    text = context.caption if letters else context.entry
    if not text or one.headline or names_topic(one, context) or _asks_for_topic(one, context):
        return one
    if letters:
        known = one.fact.subject.lower() in words("acronyms") or any(_leaks(a, text) for a in one.answers)
        return one if known or context.is_place(context.topic) else replace(one, headline=text)
    topic = context.topic
    if (topic is not None and topic.kind is Kind.PERSON) or _is_clear(one, context):
        return one
    told = _stems(text)
    return one if any(_stems(item[0]) <= told for item in one.answers) else replace(one, headline=text)


def names_topic(one: Candidate, context: Context) -> bool:
    """Tell whether a question says what its article is about, in whatever form."""
    topic, event = context.topic, context.event
    forms = {context.entry, *(topic.forms if topic is not None else ()), *((event.text,) if event is not None else ())}
    prompt = _straight(one.prompt)
    return any(re.search(rf"\b{re.escape(_straight(form))}\b", prompt) for form in forms if form)


def _asks_for_topic(one: Candidate, context: Context) -> bool:
    """Tell whether "which university" asks for what the title says to be a university."""
    asked = _WHICH.match(one.prompt)
    return bool(context.entry) and asked is not None and asked[1].casefold() in _stems(context.entry)


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _leaks(spellings: tuple[str, ...], text: str) -> bool:
    """Tell whether a caption holds most of the words that letters stand for."""
    return any(2 * len(_stems(one) & _stems(text)) >= len(_stems(one)) for one in spellings)


def _is_clear(one: Candidate, context: Context) -> bool:
    """Tell whether a year or a name that only one bears says what a question is about."""
    if _YEAR.search(one.prompt):
        return True
    hidden = one.answer.casefold()
    found = {
        name.full: name
        for i in one.used
        if (name := context.names.name_at(one.sentence, one.sentence.tokens[i])) is not None
        and name.full.casefold() != hidden
    }
    return any(_is_unique(name, context) for name in found.values())


def _is_unique(name: Name, context: Context) -> bool:
    """Tell whether a name of several words is borne by one alone: no "College of Engineering", no "Central Station"."""
    if name.kind is Kind.NATIONALITY or context.is_place(name) or " " not in name.full:
        return False
    return not all(
        part.casefold() in classes() or part.casefold() in words("plain-names") | words("generic") | words("vague")
        for part in name.full.split()
    )


def _is_about_it(one: Candidate, context: Context) -> bool:
    """Tell whether the subject of a question is a thing that headline or lead speak of, so that it is known."""
    tokens = one.sentence.tokens
    subjects = [tokens[i] for i in one.used if is_relation(tokens[i], "nsubj")]
    return any(t.lemma.lower() in context.told for t in subjects)


def in_event(one: Candidate, context: Context) -> Candidate | None:
    """Return ``one`` with the event that the article is about before it; ``None`` when it tells of another time."""
    event = context.event_at(one.sentence)
    if event is None or event.text in one.prompt or one.headline or one.kind is not CardKind.BASIC or not one.clause:
        return None
    if one.answer_kind is Kind.THING:
        return None
    told = told_apart(context, one.sentence, one.used, hidden=one.answer)
    forms = {one.sentence.tokens[i].xpos for i in one.used}
    past = "VBD" in forms and not forms & {"VBZ", "VBP"}
    dated = any(w.known for w in context.references.dates(one.sentence))
    if told < WITHIN or not past or dated or context.recalls(one.sentence) or one.as_of is not None:
        return None
    prompt = _STAMP.sub("", one.prompt, count=1)
    if _gives_away(_stems(event.text), one.answer, one.answer_kind):
        return None
    return replace(one, prompt=sentence_case(f"{event.opening}, {prompt[:1].lower()}{prompt[1:]}"), adrift=False)


def _gives_away(told: set[str], answer: str, kind: Kind) -> bool:
    """Tell whether a headline holds an answer, or the surname that headlines call people by."""
    if kind is Kind.PERSON and _stems(answer.rsplit(maxsplit=1)[-1]) <= told:
        return True
    return _stems(answer) <= told


def _stems(text: str) -> set[str]:
    return {w.casefold().removesuffix("s") for w in _WORD.findall(text)} - {"a", "an", "the"}
