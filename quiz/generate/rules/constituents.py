"""What the things are that a text describes and then names: "What are the three faults of salt?"."""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.numbers import in_words
from quiz.generate.wording.answers import phrase
from quiz.generate.wording.questions import Question, candidate, worded
from quiz.generate.wordlists import words
from quiz.language.document import Token
from quiz.model.deck import CardKind

_MOST = 7
Items = tuple[tuple[Token, ...], ...]


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if context.is_general(clause) and (found := named(clause)) is not None:
            yield from or_drop(RULE.name, clause, _ask(context, clause, *found))


def named(clause: Clause) -> tuple[Unit, Items] | None:
    """Return the predicate that names several described things, with its items."""
    top = clause.subject.top
    predicate = next((u for u in clause.units if u.relation == "predicate"), None)
    if predicate is None or top.xpos != "NNS" or clause.subject.tokens[0].text.lower() != "the":
        return None
    joined = clause.sentence.children(predicate.top, "conj")
    if predicate.top.upos not in {"NOUN", "PROPN"} or top.lemma.lower() == "example" or not joined:
        return None
    items: list[list[Token]] = [[]]
    for token in predicate.tokens:
        if token.text in {",", "and"} and not (token.text == "," and not items[-1]):
            items.append([])
        else:
            items[-1].append(token)
    found = tuple(tuple(item) for item in items if item)
    return (predicate, found) if len(found) == len(joined) + 1 <= _MOST else None


def _ask(context: Context, clause: Clause, predicate: Unit, found: Items) -> Found:
    answers = tuple(_answers(context, clause, found))
    told = [t for t in clause.subject.tokens if t.upos in {"NOUN", "ADJ"} and t.lemma.lower() not in words("vague")]
    counts = clause.sentence.children(clause.subject.top, "nummod")
    if not all(answers) or len(told) < 2 or len(counts) > 1:  # noqa: PLR2004 - what they are, and of what
        return
    question = worded(context, clause, lambda asker: asker.other(predicate, ["what"]))
    if not counts:
        question = _counted(question, len(answers))
    yield candidate(RULE.name, clause, question, answers, Kind.LIST, weight=0.65, context=context, card=CardKind.LIST)


def _answers(context: Context, clause: Clause, found: Items) -> Iterator[tuple[str, ...]]:
    for item in found:
        inside = {t.index for t in item}
        top = next((t for t in item if t.head not in inside), None)
        yield phrase(context, clause.sentence, item, top, general=True) if top is not None else ()


def _counted(question: Question, amount: int) -> Question:
    """Say how many are wanted: "What are the two seasons of ...?"."""
    before, the, behind = question.text.partition(" the ")
    return replace(question, text=f"{before}{the}{in_words(amount)} {behind}") if the else question


RULE = Rule(name="constituents", find=_find, why="what things are that a text describes and names")
