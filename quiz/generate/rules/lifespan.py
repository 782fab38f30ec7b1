"""When a person was born and died: the two dates in brackets behind the name that opens a biography."""

import re
from collections.abc import Iterator
from itertools import islice

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.tense import FINITE
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain, When
from quiz.language.document import Sentence, Token

_OPENING = 3
"""Sentences at the start of an article that may hold the brackets; lines of a table before it do not count."""
_DASHES = {"-", "–", "—"}
_MARKS = {"born": "was {} born", "b.": "was {} born", "died": "did {} die", "d.": "did {} die"}
"""What may stand before the one date in brackets."""
_ASKED = {Grain.DAY: "on what date", Grain.MONTH: "in which month and year", Grain.YEAR: "in which year"}
_SHORTEST = 20
"""Years that bare years must span to be a life and no term of office."""
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_ABOUT = {"c.", "c", "ca.", "circa", "about"}


def _find(context: Context) -> Found:
    done: set[tuple[str, str]] = set()
    for sentence in _opening(context):
        found = (*_dates(context, sentence), *_marked(context, sentence), *_years(sentence))
        for when, verb in (*found, *_mixed(context, sentence)):
            person = _person(context, sentence, when.start)
            # A second life behind a like name is another person's: a father's, say.
            if person is None or (person.full, verb) in done:
                continue
            done.add((person.full, verb))
            prompt = f"{_ASKED[when.grain]} {verb.format(person.full)}?"
            yield Candidate(
                rule=RULE.name,
                prompt=prompt[0].upper() + prompt[1:],
                answers=((when.text, *when.spellings()),),
                answer_kind=Kind.YEAR if when.grain is Grain.YEAR else Kind.DATE,
                fact=Fact(predicate=verb.format(""), subject=person.full, value=when.text),
                sentence=sentence,
                weight=0.75,
            )


def _opening(context: Context) -> Iterator[Sentence]:
    """Yield the sentences that may open a life, one with a verb among them wherever the running text begins."""
    told = (s for s in context.sentences if any(t.xpos in FINITE for t in s.tokens))
    yield from context.sentences[:_OPENING]
    yield from (s for s in islice(told, _OPENING) if s not in context.sentences[:_OPENING])


def _dates(context: Context, sentence: Sentence) -> Iterator[tuple[When, str]]:
    """Yield the exact ones of two dates with a dash between them inside one pair of brackets, each with its verb."""
    whens = context.references.dates(sentence)
    for second in whens:
        before = [t.text for t in sentence.tokens[: second.start]]
        after = sentence.tokens[second.end].text if second.end < len(sentence.tokens) else ""
        if not second.known or after != ")" or "(" not in before or before[-1] not in _DASHES:
            continue
        first = next((w for w in whens if w.end == second.start - 1), None)
        about = before[-3:-1]  # "c. 1932": nobody knows the day, but the other one
        if first is not None and first.known and (first.year or 0) < (second.year or 0) and about[0] not in _ABOUT:
            yield first, "was {} born"
            yield second, "did {} die"
        elif len(about) == 2 and about[0] in _ABOUT and about[1].isdigit() and int(about[1]) < (second.year or 0):  # noqa: PLR2004
            yield second, "did {} die"


def _mixed(context: Context, sentence: Sentence) -> Iterator[tuple[When, str]]:
    """Yield year and day of "(1162 – August 18, 1227)", each with its verb."""
    for second in context.references.dates(sentence):
        i = second.start
        closed = second.end < len(sentence.tokens) and sentence.tokens[second.end].text == ")"
        if i < 3 or not closed or not second.known or sentence.tokens[i - 1].text not in _DASHES:  # noqa: PLR2004
            continue
        first = _bare_year(sentence.tokens[i - 2])
        if (
            first is not None
            and sentence.tokens[i - 3].text == "("
            and (second.year or 0) - (first.year or 0) >= _SHORTEST
        ):
            yield first, "was {} born"
            yield second, "did {} die"


def _marked(context: Context, sentence: Sentence) -> Iterator[tuple[When, str]]:
    """Yield the one date of "(born 3 May 1921)" or "(b. 1921)" with its verb."""
    tokens = sentence.tokens
    for i, token in enumerate(tokens[1:-2], 1):
        verb = _MARKS.get(token.text.lower())
        if verb is None or tokens[i - 1].text != "(":
            continue
        when = next((w for w in context.references.dates(sentence) if w.start == i + 1 and w.known), None)
        when = when or _bare_year(tokens[i + 1])
        if when is not None and when.end < len(tokens) and tokens[when.end].text in {")", ",", ";"}:
            yield when, verb


def _years(sentence: Sentence) -> Iterator[tuple[When, str]]:
    """Yield the years of "(1921 – 1994)", each with its verb."""
    tokens = sentence.tokens
    for opened, start, dash, end, closed in zip(tokens, tokens[1:], tokens[2:], tokens[3:], tokens[4:], strict=False):
        first, second = _bare_year(start), _bare_year(end)
        if opened.text != "(" or closed.text != ")" or dash.text not in _DASHES or first is None or second is None:
            continue
        if (second.year or 0) - (first.year or 0) >= _SHORTEST:
            yield first, "was {} born"
            yield second, "did {} die"


def _bare_year(token: Token) -> When | None:
    """Return a year that stands without a preposition."""
    if not _YEAR.fullmatch(token.text):
        return None
    return When(start=token.index, end=token.index + 1, grain=Grain.YEAR, year=int(token.text), text=token.text)


def _person(context: Context, sentence: Sentence, before: int) -> Name | None:
    """Return the person whose name stands right before the bracket that opens before token ``before``."""
    bracket = max(t.index for t in sentence.tokens[:before] if t.text == "(")
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        if mention.end == bracket and name is not None and name.kind is Kind.PERSON:
            return name
    return None


RULE = Rule(name="lifespan", find=_find, why="when somebody was born or died")
