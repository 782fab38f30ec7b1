"""Which three countries, on what the talks focused: a closed list among the words of a clause."""

from typing import TYPE_CHECKING

from quiz.generate.circumstances import Unaskable
from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.coordination import Listing, listing
from quiz.generate.facts import Drop, Kind
from quiz.generate.numbers import in_words
from quiz.generate.questions import Asker, Question, candidate, spread
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation
from quiz.language.inflect import inflect
from quiz.model.deck import CardKind

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece

_MOST = 7
_LEAST = 3
_OPEN_VERBS = {"offer", "provide", "speak", "use", "include", "feature", "range", "involve", "contain", "say", "tell"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or clause.head.lemma.lower() in _OPEN_VERBS:
            continue
        for unit in clause.units:
            if unit.role is Role.VERB or unit.relation == "predicate":
                continue
            for top in unit.tokens:
                if (
                    not is_relation(top, "conj")
                    and clause.sentence.child(top, "conj")
                    and top.upos in {"NOUN", "PROPN"}
                ):
                    yield from or_drop(RULE.name, clause, _ask(context, clause, unit, top))


def _ask(context: Context, clause: Clause, unit: Unit, top: Token) -> Found:
    found = listing(clause.sentence, top)
    if found is None:
        return
    if _is_deep(clause, top):
        yield Drop(rule=RULE.name, text=clause.sentence.text, reason="the list stands too deep in its sentence")
        return
    inside = {t.index for t in unit.tokens}
    if any(t.index not in inside for item in found.items for t in item):
        yield Drop(rule=RULE.name, text=clause.sentence.text, reason="the list is wound into its sentence")
        return
    kind, noun = _kind(context, clause, found)
    if kind is Kind.THING and not _are_things(context, clause, found):
        yield Drop(rule=RULE.name, text=clause.sentence.text, reason="it is not certain what sort the list is of")
        return
    if kind is Kind.PERSON and any(" " not in _answer(context, clause, item)[0] for item in found.items):
        yield Drop(rule=RULE.name, text=clause.sentence.text, reason="the full names are not known")
        return
    if kind is Kind.PERSON and not any(u is not unit and u.role is Role.AFTER for u in clause.units):
        yield Drop(rule=RULE.name, text=clause.sentence.text, reason="there may be more of them")
        return
    least = _LEAST - 1 if kind in {Kind.COUNTRY, Kind.PERSON} else _LEAST
    if not least <= len(found.items) <= _MOST:
        return
    wh = f"which {in_words(len(found.items))} {noun}"
    answers = tuple(_answer(context, clause, item) for item in found.items)
    question = _wording(Asker(context, clause), unit, top, found, wh)
    yield candidate(
        RULE.name,
        clause,
        question,
        answers,
        Kind.LIST,
        weight=0.7 if kind is not Kind.THING else 0.6,
        context=context,
        card=CardKind.LIST,
    )


def _kind(context: Context, clause: Clause, found: Listing) -> tuple[Kind, str]:
    names = [context.name_of(clause.sentence, item) for item in found.items]
    kinds = {n.kind for n in names if n is not None}
    nouns = {n.noun for n in names if n is not None}
    if None not in names and len(kinds) == 1:
        kind = kinds.pop()
        if kind is Kind.PERSON:
            return kind, "people"
        noun = nouns.pop() if len(nouns) == 1 else ""
        if noun:
            return kind, inflect(noun, "NNS")
    return Kind.THING, "things"


def _is_deep(clause: Clause, top: Token) -> bool:
    """Tell whether a list stands in a clause of its own, with its own subject, below the one that is asked."""
    token = top
    while token.head >= 0 and token is not clause.head:
        if token is not top and clause.sentence.child(token, "nsubj") is not None:
            return True
        token = clause.sentence.tokens[token.head]
    return False


def _are_things(context: Context, clause: Clause, found: Listing) -> bool:
    """Tell whether items are things, none a name or a person, that a clause says of somebody or something named."""
    sentence = clause.sentence
    for item in found.items:
        if (
            item[0].upos == "NUM"
            or item[-1].lemma.lower() in words("people")
            or context.name_of(sentence, item) is not None
        ):
            return False
    references = context.references.of(sentence)
    told = [t for t in clause.subject.tokens if t.index in references or context.names.mention_at(sentence, t)]
    return bool(told)


def _answer(context: Context, clause: Clause, item: tuple[Token, ...]) -> tuple[str, ...]:
    name = context.name_of(clause.sentence, item)
    if name is not None:
        return (name.full, *spread(name))
    return (context.text(clause.sentence, item),)


def _wording(asker: Asker, unit: Unit, top: Token, found: Listing, wh: str) -> Question:
    words = [t for t in unit.tokens if found.start <= t.index < found.end]
    if top is unit.top and unit.role is Role.SUBJECT and len(words) == len(unit.tokens):
        return asker.subject([wh], asked=words)
    before = [t for t in unit.tokens if t.index < found.start]
    after = [t for t in unit.tokens if t.index >= found.end]
    if (
        top is unit.top
        and unit.role is not Role.SUBJECT
        and all(t.upos in {"ADP", "DET"} for t in before)
        and not after
    ):
        pieces: list[Piece] = [*(t for t in before if t.upos == "ADP"), wh]
        return asker.other(unit, pieces, asked=words)
    if before and before[-1].upos not in {"ADP", "PART"}:
        raise Unaskable("the list only explains the word before it")
    if unit.role is not Role.AFTER:
        raise Unaskable("the list stands too deep in its sentence")
    return asker.in_place(words, [wh])


RULE = Rule(name="list", find=_find, why="for everything a list names")
