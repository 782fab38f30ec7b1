"""When a person was born and died: the two dates in brackets behind the name that opens a biography."""

from itertools import pairwise

from quiz.generate.context import Context
from quiz.generate.dates import Grain, When
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.names import Name
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Sentence

_OPENING = 3
"""Sentences at the start of an article that may hold the brackets."""
_DASHES = {"-", "–", "—"}


def _find(context: Context) -> Found:
    for sentence in context.sentences[:_OPENING]:
        found = _dates(context, sentence)
        person = _person(context, sentence, found[0].start) if found is not None else None
        if found is None or person is None:
            continue
        for when, verb in zip(found, ("was {} born", "did {} die"), strict=True):
            on = "on what date" if when.grain is Grain.DAY else "in which year"
            prompt = f"{on} {verb.format(person.full)}?"
            yield Candidate(
                rule=RULE.name,
                prompt=prompt[0].upper() + prompt[1:],
                answers=((when.text, *when.spellings()),),
                answer_kind=Kind.DATE if when.grain is Grain.DAY else Kind.YEAR,
                fact=Fact(predicate=verb.format(""), subject=person.full, value=when.text),
                sentence=sentence,
                weight=0.75,
            )


def _dates(context: Context, sentence: Sentence) -> tuple[When, When] | None:
    """Return two dates with a dash between them inside one pair of brackets."""
    whens = context.references.dates(sentence)
    for first, second in pairwise(whens):
        between = [t.text for t in sentence.tokens[first.end : second.start]]
        after = sentence.tokens[second.end].text if second.end < len(sentence.tokens) else ""
        opened = any(t.text == "(" for t in sentence.tokens[: first.start])
        known = first.known and second.known and (first.year or 0) < (second.year or 0)
        if known and opened and after == ")" and len(between) == 1 and between[0] in _DASHES:
            return first, second
    return None


def _person(context: Context, sentence: Sentence, before: int) -> Name | None:
    """Return the person whose name stands right before the bracket that opens before token ``before``."""
    bracket = max(t.index for t in sentence.tokens[:before] if t.text == "(")
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        if mention.end == bracket and name is not None and name.kind is Kind.PERSON:
            return name
    return None


RULE = Rule(name="lifespan", find=_find, why="when somebody was born or died")
