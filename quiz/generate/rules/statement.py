"""A statement with one exact thing left out: what is asked where no question can be had.

The statement stays as the article has it, with references written out, so it is as good English as the article's
(`quiz.generate.wording.tellings`). What it hides is the most telling of what it may
(`quiz.generate.wording.holes`).
"""

import re
from dataclasses import replace

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Candidate, Drop, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import Piece, sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain
from quiz.generate.wording.hole import Hole
from quiz.generate.wording.holes import holes
from quiz.generate.wording.noun_holes import noun_holes
from quiz.generate.wording.specificity import TOO_GENERAL, told_apart
from quiz.generate.wording.tellings import Telling, subject_words, tellings
from quiz.generate.wording.timing import is_adrift, opening_of
from quiz.model.deck import CardKind

ENOUGH = 3.0
"""What the rest of the sentence must tell (`quiz.generate.wording.specificity`) for one answer only to fit."""
_WANTED = {Kind.NUMBER: 2.5, Kind.MONEY: 2.5, Kind.DATE: 2.5, Kind.YEAR: 2.5, Kind.PERCENT: 2.5, Kind.THING: 3.5}
"""The same for numbers, sums and dates, and for nouns."""
_DOER = 3.5
"""The same for who did it."""
_OPENING = 2.0
"""What the topic or event tells that a statement opens with."""
_PLACE = 1.0
"""What the place that an article is about tells more than any place."""
_ALIAS = re.compile(r"\b(\w[\w .]{3,}), (?:also |better )?(?:known as|called) (?:the )?\1\b")
_QUOTED = re.compile(r"""(["“'‘]) (\{\{c1::[^{}]*\}\}) (["”'’])""")
"""A hole that all of a quotation stands in."""
_LATER = 0.005
"""What a hole is worth less than one of its sort before it."""


def _find(context: Context) -> Found:
    for telling in tellings(context):
        held = frozenset(t.index for t in telling.tokens)
        subject = subject_words(telling)
        exact = [h for h in holes(context, telling.sentence) if set(range(h.start, h.end)) <= held]
        nouns = noun_holes(context, telling.clause, held)
        for place, hole in enumerate((*exact, *nouns)):
            yield _ask(context, telling, replace(hole, worth=hole.worth - _LATER * place), subject)


def _ask(context: Context, telling: Telling, hole: Hole, subject: frozenset[int]) -> Candidate | Drop:
    sentence, clause = telling.sentence, telling.clause
    used = tuple(t.index for t in telling.tokens if not hole.start <= t.index < hole.end)
    asked = tuple(range(hole.start, hole.end))
    hidden = f"{{{{c1::{hole.text}::{hole.hint}}}}}"
    pieces: list[Piece] = []
    for token in telling.tokens:
        if token.index == hole.start:
            pieces.append(hidden)
        elif not hole.start < token.index < hole.end:
            pieces.append(token)
    text = _QUOTED.sub(r"\1\2\3", context.writer(sentence, hidden=hole.text).write(pieces))
    if _ALIAS.search(text):
        return Drop(rule=RULE.name, text=sentence.text, reason="a name is told by itself")
    if re.search(rf"(?<!\w){re.escape(hole.text)}(?!\w)", text.replace(hidden, ""), re.IGNORECASE):
        return Drop(rule=RULE.name, text=sentence.text, reason="the answer stands in the sentence twice")
    opening = opening_of(context, clause, text, used, asked)
    if opening and (telling.tokens[0].upos == "ADP" or text.count(",") > (0 if clause.present else 1)):
        dated = any(w.known and {w.start, w.end - 1} <= set(used) for w in context.references.dates(sentence))
        lost, opening = (not clause.present and not dated) or clause.passing, ""
    else:
        lost = is_adrift(context, clause, opening) or (not opening and _needs_headline(context, telling, text, hole))
    if hole.text.casefold() in opening.casefold():
        return Drop(rule=RULE.name, text=sentence.text, reason="the event in the question tells the answer")
    text = f"{opening}, {text}" if opening else text
    made = Candidate(
        rule=RULE.name,
        prompt=f"{sentence_case(text)}.",
        answers=((hole.text, *hole.spellings),),
        kind=CardKind.CLOZE,
        answer_kind=hole.kind,
        fact=Fact(
            predicate=f"{clause.head.lemma.lower()}/",
            subject=" ".join(sentence.tokens[i].lemma for i in used if sentence.tokens[i].text.lower() != "also"),
            value=hole.text,
        ),
        sentence=sentence,
        weight=hole.worth,
        used=used,
        asked=asked,
        as_of=context.today if clause.present else None,
        adrift=lost,
    )
    doer = bool(subject & set(asked))
    wanted = _DOER if doer else _WANTED.get(hole.kind, ENOUGH)
    if told_apart(context, sentence, used, hidden=hole.text) + _told_besides(context, text, opening) < wanted:
        return Drop(rule=RULE.name, text=made.prompt, reason=TOO_GENERAL, candidate=made)
    return made


def _told_besides(context: Context, text: str, opening: str) -> float:
    """Return what a statement tells by its opening, and by the place that the article is about."""
    topic, event = context.topic, context.event
    named = topic is not None and topic.full in text
    if opening and (named or (event is not None and event.text in opening)):
        return _OPENING
    return _PLACE if named and is_place(topic) else 0.0


def _needs_headline(context: Context, telling: Telling, text: str, hole: Hole) -> bool:
    """Tell whether a report's statement names no event, nor somebody with the time: only a headline places it."""
    event, sentence = context.event_at(telling.sentence), telling.sentence
    if not (context.headline or context.dated) or (event is not None and event.text in text):
        return False
    held = {t.index for t in telling.tokens} - set(range(hole.start, hole.end))
    whens = [w for w in context.references.dates(sentence) if w.known and w.start in held]
    names = (context.names.by_form(m.text) for m in context.names.mentions(sentence) if m.start in held)
    if any(w.grain is Grain.DAY for w in whens):
        return not any(names)  # a day and a name leave one happening
    return not whens or all(n is None or is_place(n) or n.kind is Kind.NATIONALITY for n in names)


RULE = Rule(
    name="statement", find=_find, why="for something exact left out of a whole sentence, where no question fits"
)
