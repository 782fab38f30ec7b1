"""What stands before a question that would pass alone, where a stranger needs it: headline, topic of an entry.

"In which year was the College of Engineering established?" fits a hundred universities, "What was led by the Coast
Guard?" a hundred reports.
"""

import re
from dataclasses import replace

from quiz.generate.choosing.leaks import gives_away
from quiz.generate.entities.names import Name, is_place
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.values.dates import month_year
from quiz.generate.wordlists import classes, events, words
from quiz.language.document import is_relation
from quiz.model.deck import CardKind

STAMP = re.compile(r"(?:In|As of) [A-Z][a-z]+ \d{4}, ")
"""The month of a report before a question."""
_DEFINITE = re.compile(r"\bthe\b(?! term for\b)", re.IGNORECASE)
_TIMELESS = {
    "definition", "naming", "relation", "parents", "role", "office-holder", "superlative", "also-known-as", "life",
    "toll",
}  # fmt: skip
"""Rules that ask for what holds on any occasion."""
_OF_SOMEBODY = {"affiliation", "role", "relation"}
"""Rules that ask for what somebody is, whom only the report makes known."""
_WORKS = {
    "ballet", "comedy", "drama", "episode", "film", "movie", "musical", "novel", "opera", "play", "series", "story",
}  # fmt: skip
"""Nouns of what has a plot."""
_SPORTING = re.compile(r"\b(?:captain|coach|manager) of (?!the\b)")
"""Posts that each sport has in a country."""
_HOLE = re.compile(r"\{\{c1::.*?\}\}")
_LETTERS = re.compile(r"\b[A-Z]{2,}\b")
_CAPITAL = re.compile(r"[A-Z]")
_WHICH = re.compile(r"[Ww]hich (\w+)")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_WORD = re.compile(r"[^\W_]+")


def captioned(one: Candidate, context: Context) -> Candidate | None:
    """Return a question with the caption before it, where nothing in it belongs to one happening or thing alone.

    ``None`` when it needs a headline that gives the answer away.

    What letters stand for that not everybody knows is always asked so: the same letters stand for many things.
    """
    text = context.caption or _long_event(context)
    if one.rule == "acronym":
        return _of_letters(one, text, context)
    if not text or one.headline or names_topic(one, context) or asks_for_topic(one, context):
        return one
    needed = _is_lost_in_entry(one, context) if context.entry else _is_lost_in_report(one, context)
    timeless = one.general and not context.entry and not _DEFINITE.search(one.prompt)
    if not needed or timeless:
        return one  # what holds at all times is of no occasion
    if gives_away(text, one) and not _is_told_besides(one, text):
        # A month and a name say enough of what the report is about.
        stamp = STAMP.match(one.prompt)
        if not one.clause and one.rule in {"office-holder", *_OF_SOMEBODY}:
            return one
        if one.rule == "subject" and one.answer_kind is Kind.THING and context.headline:
            return None  # what the headline tells is no answer, and without it nothing says which is meant
        main = stamp is not None and context.tells_headline(one.sentence) and _CAPITAL.search(one.prompt, stamp.end())
        return one if context.entry or main or _holds_unique(one, context) or _is_lasting(one) else None
    return replace(one, prompt=without_stamp(one.prompt, context), headline=text)


def _of_letters(one: Candidate, text: str, context: Context) -> Candidate | None:
    """Return a question for what letters stand for as a stranger can answer it; ``None`` if there is no such way."""
    topic = context.topic
    if one.fact.subject.lower() in words("acronyms") or names_topic(one, context):
        return one
    if topic is not None and one.fact.value == topic.full:
        return one
    return replace(one, headline=text) if text and not any(_leaks(a, text) for a in one.answers) else None


def _long_event(context: Context) -> str:
    """Return the tournament or festival that a report is about, which holds too much to place a doubtful question."""
    event = context.event if context.topic is None else None
    return sentence_case(event.text.removeprefix("the ")) if event is not None and event.sentence < 0 else ""


def without_stamp(prompt: str, context: Context) -> str:
    """Return a question without the month that the caption gives."""
    if context.today is None:
        return prompt
    stamp = STAMP.match(prompt)
    rest = sentence_case(prompt[stamp.end() :]) if stamp is not None else prompt
    month = month_year(context.today)
    return rest.replace(f" as of {month}?", "?").replace(f" in {month}?", "?")


def is_life(context: Context) -> bool:
    """Tell whether an article is about a person, whose name alone says little of what happened around them."""
    return context.topic is not None and context.topic.kind is Kind.PERSON


def names_topic(one: Candidate, context: Context) -> bool:
    """Tell whether a question says what its article is about, in whatever form."""
    topic, event = context.topic if context.entry else None, context.event
    forms = {context.entry, *(topic.forms if topic is not None else ()), *((event.text,) if event is not None else ())}
    prompt = _straight(one.prompt)
    if one.general and context.entry and _stems(context.entry) <= _stems(prompt):
        return True
    return any(re.search(rf"\b{re.escape(_straight(form))}\b", prompt) for form in forms if form)


def asks_for_topic(one: Candidate, context: Context) -> bool:
    """Tell whether "which university" asks for what the title says to be a university."""
    asked = _WHICH.match(one.prompt)
    return bool(context.entry) and asked is not None and asked[1].casefold() in _stems(context.entry)


def _is_lost_in_entry(one: Candidate, context: Context) -> bool:
    """Tell whether neither a year nor a name says to which of many things a question of an entry belongs.

    In an entry about a happening names do not say when: "Who beat the Arvin Terns in the final?".
    """
    if one.kind is not CardKind.CLOZE and _YEAR.search(one.prompt):
        return False  # a statement of a village's mills says where they are, too
    if is_life(context):
        return bool(one.clause) and one.rule not in _TIMELESS and not _holds_unique(one, context)
    if _is_called_bare(one, context) or _is_plot(one, context):
        return True
    passed = any(one.sentence.tokens[i].xpos == "VBD" for i in one.used) and one.rule not in _TIMELESS
    return (passed and _is_happening(context)) or not _holds_unique(one, context)


def _is_plot(one: Candidate, context: Context) -> bool:
    """Tell whether a question asks for what happens in the film or novel that an article is about."""
    topic = context.topic
    work = topic is not None and set(context.references.sorts.of(topic)) & _WORKS
    return bool(work) and any(one.sentence.tokens[i].xpos == "VBZ" for i in one.used)


def _is_happening(context: Context) -> bool:
    """Tell whether an article is an entry about a match, a war or another thing that happened."""
    topic = context.topic
    nouns = set(context.references.sorts.of(topic)) if topic is not None else set[str]()
    told = nouns & (words("event") | set(events()))
    return bool(told or _YEAR.search(context.entry)) or (topic is not None and topic.kind is Kind.EVENT)


def _is_lost_in_report(one: Candidate, context: Context) -> bool:
    """Tell whether nothing but the report says on which occasion something happened, or which thing is meant."""
    clausal = bool(one.clause) or one.kind is CardKind.CLOZE
    # The day of a report would tell half of a date, and two names tell what is dated.
    told = one.answer_kind in {Kind.DATE, Kind.YEAR} and (context.today is not None or len(_names(one, context)) > 1)
    if not _CAPITAL.search(one.prompt, 1):
        return True
    if one.rule in _OF_SOMEBODY:
        return True
    if one.rule == "office-holder":
        return _SPORTING.search(one.prompt) is not None or not _holds_place(one, context)
    if one.rule in _TIMELESS or told or not clausal:
        return False
    if STAMP.match(one.prompt):
        return not _holds_unique(one, context)
    return not _YEAR.search(_open(one))


def _holds_place(one: Candidate, context: Context) -> bool:
    """Tell whether a question names a country or a nationality, or a body that only one can be or all know."""
    if any(word.lower() in words("acronyms") for word in _LETTERS.findall(one.prompt)):
        return True
    found = [n for n in context.names if re.search(rf"\b{re.escape(n.full)}\b", one.prompt)]
    return any(n.kind is Kind.NATIONALITY or is_place(n) or _is_unique(n) for n in found)


def _is_told_besides(one: Candidate, text: str) -> bool:
    """Tell whether a headline tells no more of a relative's name than the question does: families share a name."""
    return one.rule == "relation" and _stems(one.answer) & _stems(text) <= _stems(one.prompt)


def _open(one: Candidate) -> str:
    """Return a question without what it hides."""
    return _HOLE.sub("", one.prompt)


def _is_called_bare(one: Candidate, context: Context) -> bool:
    """Tell whether a question calls the topic only "the university"."""
    topic = context.topic
    nouns = set(context.references.sorts.of(topic)) | {topic.noun} if topic is not None else set[str]()
    nouns |= {word.casefold() for word in context.entry.split() if word.casefold() in classes()}
    return any(re.search(rf"\b[Tt]he {re.escape(noun)}\b", one.prompt) for noun in nouns if noun)


def _is_lasting(one: Candidate) -> bool:
    """Tell whether a statement says what something named is, on any occasion."""
    tokens = (one.sentence.tokens[i] for i in (*one.used, *one.asked))
    return _CAPITAL.search(_open(one), 1) is not None and any(
        is_relation(t, "cop") and t.xpos in {"VBZ", "VBP"} for t in tokens
    )


def _holds_unique(one: Candidate, context: Context) -> bool:
    """Tell whether a question holds a name that only one bears, but the one it asks for."""
    return any(_is_unique(name) for name in _names(one, context).values())


def _names(one: Candidate, context: Context) -> dict[str, Name]:
    """Return the names that a question holds, but the one it asks for."""
    hidden = one.answer.casefold()
    found = (context.names.name_at(one.sentence, one.sentence.tokens[i]) for i in one.used)
    return {name.full: name for name in found if name is not None and name.full.casefold() != hidden}


def _is_unique(name: Name) -> bool:
    """Tell whether a name of several words is borne by one alone: no "College of Engineering", no "Central Station"."""
    if name.kind is Kind.NATIONALITY or is_place(name) or " " not in name.full:
        return False
    return not all(
        part.casefold() in classes() or part.casefold() in words("plain-names") | words("generic") | words("vague")
        for part in name.full.split()
    )


def _straight(text: str) -> str:
    return text.replace("’", "'")


def _leaks(spellings: tuple[str, ...], text: str) -> bool:
    """Tell whether a caption holds most of the words that letters stand for."""
    return any(2 * len(_stems(one) & _stems(text)) >= len(_stems(one)) for one in spellings)


def _stems(text: str) -> set[str]:
    return {w.casefold().removesuffix("s") for w in _WORD.findall(text)} - {"a", "an", "the"}
