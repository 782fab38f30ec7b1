"""Whose child somebody is: "the daughter of Jon Berg, a baker, and Ada Lorne"."""

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.simplify import bracketed
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule
from quiz.language.document import Sentence, Token
from quiz.model.deck import CardKind

_CHILD = {"son", "daughter", "child"}


def _find(context: Context) -> Found:
    for sentence in context.sentences:
        for noun in sentence.tokens[1:-2]:
            if noun.lemma.lower() in _CHILD and sentence.tokens[noun.index + 1].text.lower() == "of":
                yield from _ask(context, sentence, noun)


def _ask(context: Context, sentence: Sentence, noun: Token) -> Found:
    child = _child(context, sentence, noun)
    people = _people(context, sentence, noun.index + 2)
    if child is None or child in people or not people or not all(" " in p.full for p in people):
        return
    several = len(people) > 1
    yield Candidate(
        rule=RULE.name,
        prompt=f"Who were {child.full}'s parents?" if several else f"Whose {noun.lemma.lower()} was {child.full}?",
        answers=tuple((p.full,) for p in people),
        kind=CardKind.LIST if several else CardKind.BASIC,
        answer_kind=Kind.LIST if several else Kind.PERSON,
        fact=Fact(predicate="be child", subject=child.full, value=people[0].full),
        sentence=sentence,
        weight=0.55,
    )


def _child(context: Context, sentence: Sentence, noun: Token) -> Name | None:
    """Return the subject of the main clause, when the phrase stands behind a comma or is what the clause says of it."""
    first = min(t.index for t in sentence.subtree(noun))
    start = first
    while start and sentence.tokens[start].text != "," and sentence.tokens[start].lemma.lower() not in {"be", "bear"}:
        start -= 1
    said = sentence.tokens[start].lemma.lower() in {"be", "bear"}
    born = any(t.lemma.lower() == "bear" for t in sentence.tokens[: noun.index])
    subject = sentence.child(sentence.root, "nsubj")
    if subject is None or not (said or born) or subject.index > noun.index:
        return None
    name = context.names.name_at(sentence, subject) or context.referent(sentence, subject)
    return name if name is not None and name.kind is Kind.PERSON else None


def _people(context: Context, sentence: Sentence, start: int) -> list[Name]:
    """Return the one or two people named as parents: the first right at ``start``, the second behind "and"."""
    aside = bracketed(sentence)
    found: list[Name] = []
    for mention in context.names.mentions(sentence):
        name = context.names.by_form(mention.text)
        if mention.start < start or mention.start in aside or name is None or name.kind is not Kind.PERSON:
            continue
        before = sentence.tokens[mention.start - 1].text.lower()
        if (not found and mention.start == start) or (len(found) == 1 and before == "and"):
            found.append(name)
    return found


RULE = Rule(name="parents", find=_find, why="whose child somebody is")
