"""The matches a report tells one after the other: "In the first game, Norway faced Sweden", and what follows it."""

import re
from datetime import date

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.reading.frame import EventLabel
from quiz.generate.values.dates import month_year
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_SIDES = {Kind.COUNTRY, Kind.ORGANIZATION, Kind.CITY, Kind.NAME, Kind.PLACE}
_RESULT = re.compile(r"([^\d,:;]+?) \d{1,3} ?[–:-] ?\d{1,3} ([^\d,:;]+)")
_LONGEST_SIDE = 4
"""Words of a team's name."""
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def match_labels(
    document: Document, names: Names, event: EventLabel | None, today: date | None
) -> dict[int, EventLabel]:
    """Return the match that each sentence of a report of matches tells about, by the sentence's index.

    A match begins where one sentence sets two sides against each other, and ends at the next or at a heading. ``event``
    is the tournament they belong to.
    """
    tournament = event is not None and not event.single
    found: dict[int, EventLabel] = {}
    current: EventLabel | None = None
    for where, sentence in enumerate(document.sentences):
        if not any(t.xpos in _FINITE for t in sentence.tokens):
            current = _of_result(sentence, names, where, today)
            continue
        sides = _sides(sentence, names, certain=tournament)
        if len(sides) == 1:
            one, other = sides[0]
            scope = f" at {event.text}" if event is not None and tournament else ""
            month = f"{month_year(today)} " if not scope and today is not None else ""
            the = tuple(("the " if side.article else "") + side.full for side in (one, other))
            text = f"the {month}match between {the[0]} and {the[1]}{scope}"
            if current is None or current.text != text:
                current = EventLabel(noun="match", text=text, sentence=where, sides=(one.full, other.full))
        elif sides:
            current = None
        if current is not None:
            found[where] = current
    return found


def _of_result(sentence: Sentence, names: Names, where: int, today: date | None) -> EventLabel | None:
    """Return the match whose result is a heading: "Arvin Harbour 24–27 Norvik"."""
    told = _RESULT.fullmatch(sentence.text.strip())
    if told is None:
        return None
    forms = [told[1], told[2]]
    known = [names.by_form(form) for form in forms]
    sides = [name.full if name is not None else form for name, form in zip(known, forms, strict=True)]
    if not all(side[:1].isupper() and len(side.split()) <= _LONGEST_SIDE for side in sides):
        return None
    month = f"{month_year(today)} " if today is not None else ""
    text = f"the {month}match between {sides[0]} and {sides[1]}"
    return EventLabel(noun="match", text=text, sentence=where, sides=(sides[0], sides[1]))


def _sides(sentence: Sentence, names: Names, *, certain: bool) -> list[tuple[Name, Name]]:
    """Return the pairs that a sentence says meet in a match."""
    if not certain and not any(t.lemma.lower() in {"match", "fixture"} for t in sentence.tokens):
        return []
    found: list[tuple[Name, Name]] = []
    for verb in sentence.tokens:
        if verb.upos != "VERB" or verb.lemma.lower() not in words("contending"):
            continue
        subject, other = sentence.child(verb, "nsubj"), _opponent(sentence, verb)
        one = names.name_at(sentence, subject) if subject is not None else None
        two = names.name_at(sentence, other) if other is not None else None
        if one is not None and two is not None and one is not two and {one.kind, two.kind} <= _SIDES:
            found.append((one, two))
    return found


def _opponent(sentence: Sentence, verb: Token) -> Token | None:
    for below in sentence.children(verb, "obj", "obl"):
        case = sentence.child(below, "case")
        if is_relation(below, "obj") or (case is not None and case.text.lower() in {"to", "against", "with"}):
            return below
    return None
