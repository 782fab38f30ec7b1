"""When a person was born and died: the two dates in brackets behind the name that opens a biography."""

from collections.abc import Iterator

from quiz.generate.context import Context
from quiz.generate.dates import Grain, When
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.names import Name
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Sentence

_OPENING = 3
"""Sentences at the start of an article that may hold the brackets."""
_DASHES = {"-", "–", "—"}
_ABOUT = {"c.", "c", "ca.", "circa", "about"}


def _find(context: Context) -> Found:
    for sentence in context.sentences[:_OPENING]:
        for when, verb in _dates(context, sentence):
            person = _person(context, sentence, when.start)
            if person is None:
                continue
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


def _person(context: Context, sentence: Sentence, before: int) -> Name | None:
    """Return the person whose name stands right before the bracket that opens before token ``before``."""
    bracket = max(t.index for t in sentence.tokens[:before] if t.text == "(")
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        if mention.end == bracket and name is not None and name.kind is Kind.PERSON:
            return name
    return None


RULE = Rule(name="lifespan", find=_find, why="when somebody was born or died")
