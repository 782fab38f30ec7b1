"""Which three countries, on what the talks focused: a closed list among the words of a clause."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generate.entities.names import Name
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.coordination import Listing, listing
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.dates import Grain
from quiz.generate.values.numbers import in_words, value
from quiz.generate.wording.questions import Asker, Question, Unaskable, candidate
from quiz.generate.wording.specificity import told_apart, too_general
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation
from quiz.language.inflect import inflect
from quiz.model.deck import CardKind

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_MOST = 7
_LEAST = 2
_LONG_ITEM = 8
"""Words of an item from which it is no answer but a clause of its own."""
_LONG_LEAD = 4
"""Words before a list with which it may go to the front of its question."""
_OPEN_VERBS = {
    "offer", "provide", "speak", "use", "include", "feature", "range", "involve", "contain", "say", "tell", "have",
    "find", "see", "get", "show", "enjoy", "boast", "be", "become", "like", "experience", "meet", "vary",
}  # fmt: skip
"""Verbs after which a list need not name everything, or says too little."""
_TOLD = 2.0
"""What a question for things of no certain sort must tell, as `quiz.generate.wording.specificity` weighs it."""
_SOME = {"including", "such", "like", "as"}
"""Words before a list that names only some, or says what something was taken for."""
_TIMES = {"morning", "afternoon", "evening", "night", "weekend", "spring", "summer", "autumn", "winter"}
_FINITE = {"WDT", "WP", "WP$", "MD", "VBD", "VBZ", "VBP"}
_WHERE = {"in", "at", "to", "from", "between", "near", "through", "via"}
_DECADE = re.compile(r"\d{3,4}s")
_AMOUNTS = {"lot", "lots", "range", "variety", "number", "kind", "sort", "series", "mix", "mixture", "plenty", "couple"}
_PAIRED = {
    frozenset(pair.split())
    for pair in (
        "man woman", "boy girl", "day night", "peace quiet", "law order", "time place", "life death", "friend family",
        "form content", "arts crafts", "bed breakfast", "side side", "bit piece", "husband wife", "summer winter",
    )
}  # fmt: skip
"""Pairs that are one thing by habit, or everything there is."""


@dataclass(frozen=True, slots=True)
class _Sort:
    """What the items of a list are, and the words to ask for them with."""

    kind: Kind
    noun: str
    told: tuple[Token, ...] = ()
    """Words of the clause that say it: "Labour councillors" before their names."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        loose = clause.head.lemma.lower() in _OPEN_VERBS
        for unit in clause.units:
            if unit.role is Role.VERB or unit.relation == "predicate":
                continue
            for top in unit.tokens:
                direct = top.index == unit.top.index
                if (
                    not (loose and direct)
                    and not is_relation(top, "conj")
                    and clause.sentence.child(top, "conj")
                    and top.upos in {"NOUN", "PROPN", "NUM"}
                ):
                    yield from or_drop(RULE.name, clause, _ask(context, clause, unit, top))


def _ask(context: Context, clause: Clause, unit: Unit, top: Token) -> Found:
    found = listing(clause.sentence, top)
    if found is None:
        return
    if not _LEAST <= len(found.items) <= _MOST:
        return
    if _is_deep(clause, top):
        raise Unaskable("the list stands too deep in its sentence")
    inside = {t.index for t in unit.tokens}
    if any(t.index not in inside or t.upos == "CCONJ" for item in found.items for t in item):
        raise Unaskable("the list is wound into its sentence")
    more = _more(clause.sentence, found)
    if any(t.xpos in _FINITE and t.index not in more for t in unit.tokens) or unit.tokens[0].text.lower() in _SOME:
        raise Unaskable("the list is told of something else")
    if _is_inner(clause, unit, top):
        raise Unaskable("the list stands inside another list")
    sort = _sort(context, clause, unit, found)
    if sort is None:
        raise Unaskable("it is not certain what sort the list is of")
    answers = tuple(_answer(context, clause, item) for item in found.items)
    if sort.kind is Kind.PERSON and any(" " not in answer[0] for answer in answers):
        raise Unaskable("the full names are not known")
    if len(found.items) == _LEAST and sort.kind is Kind.PERSON and not _is_placed(clause, unit):
        raise Unaskable("there may be more of them")
    wh: list[Piece] = [f"which {in_words(len(found.items))} {sort.noun}".strip(), *sort.told]
    question = _wording(Asker(context, clause), unit, found, sort.told, wh)
    weight = 0.7 if sort.kind is not Kind.THING else 0.6
    one = candidate(RULE.name, clause, question, answers, Kind.LIST, weight=weight, context=context, card=CardKind.LIST)
    told = told_apart(context, clause.sentence, question.used) + bool(question.opening)
    yield too_general(one) if sort.kind is Kind.THING and told < _TOLD else one


def _sort(context: Context, clause: Clause, unit: Unit, found: Listing) -> _Sort | None:
    """Return what all items are; ``None`` when that is not certain."""
    names = [_named(context, clause, item) for item in found.items]
    if any(len(item) == 1 and item[0].text.lower() in words("directions") for item in found.items):
        return None  # "in Southwest and South Asia" are two parts of one name
    kinds = {n.kind for n in names if n is not None}
    person = Kind.PERSON in kinds and len(kinds) == 1
    told = _governing(clause, unit, found)
    if all(_DECADE.fullmatch(item[0].text) for item in found.items):
        return _Sort(Kind.YEAR, "decades")
    if told and all(t.upos == "PROPN" for item in found.items for t in item[:1]):
        return _Sort(Kind.PERSON if person else Kind.NAME, "", told)
    if _are_years(context, clause, found):
        # The rule of dates asks for both ends of a span.
        return None if unit.tokens[0].text.lower() == "between" else _Sort(Kind.YEAR, "years")
    if None not in names:
        if person:
            return _Sort(Kind.PERSON, "people")
        nouns = {context.noun_of(n) for n in names if n is not None}
        noun = nouns.pop() if len(nouns) == 1 else ""
        if noun and len(kinds) == 1:
            return _Sort(kinds.pop(), inflect(noun, "NNS"))
        if kinds <= {Kind.PLACE, Kind.CITY, Kind.COUNTRY} and _is_where(clause, unit, found):
            return _Sort(Kind.PLACE, "places")
        return _Sort(Kind.ORGANIZATION, "organizations") if kinds == {Kind.ORGANIZATION} else None
    if not _are_things(context, clause, found) or found.more:
        return None
    if unit.role is Role.SUBJECT and (
        clause.copular or not _is_placed(clause, unit) or any(item[0].xpos == "PRP$" for item in found.items)
    ):
        return None
    if clause.copular and clause.head.upos == "ADJ" and unit.tokens[0].text.lower() == "with":
        return None  # how things look is no fact about them
    places = all(item[-1].lemma.lower() in words("places") for item in found.items)
    return _Sort(Kind.THING, "kinds of places" if places else "things")


def _governing(clause: Clause, unit: Unit, found: Listing) -> tuple[Token, ...]:
    """Return the plural noun with its modifiers right before the names it introduces: "Labour councillors"."""
    before = [t for t in unit.tokens if t.index < found.start]
    if not before or before[-1].index != found.start - 1 or before[-1].xpos != "NNS":
        return ()
    noun = before[-1]
    below = clause.sentence.subtree(noun)
    own = [t for t in before if t in below and t.upos not in {"ADP", "DET", "NUM"} and t.xpos != "PRP$"]
    others = [t for t in before if t not in own and t.upos not in {"ADP", "DET", "NUM"}]
    counted = next((t for t in before if t.upos == "NUM"), None)
    if others or (counted is not None and value(counted.text) != len(found.items)):
        return ()
    return tuple(own)


def _are_years(context: Context, clause: Clause, found: Listing) -> bool:
    whens = [context.date_in(clause.sentence, item) for item in found.items]
    return all(w is not None and w.grain is Grain.YEAR and not w.relative for w in whens)


def _is_where(clause: Clause, unit: Unit, found: Listing) -> bool:
    """Tell whether the list is of where something is or goes, so that "places" is the word for its items."""
    before = clause.sentence.tokens[found.start - 1] if found.start else None
    return before is not None and before.text.lower() in _WHERE and before in unit.tokens


def _is_placed(clause: Clause, unit: Unit) -> bool:
    """Tell whether something beside the list says on what occasion it holds."""
    return any(u is not unit and u.role in {Role.AFTER, Role.FRONT} for u in clause.units)


def _is_inner(clause: Clause, unit: Unit, top: Token) -> bool:
    """Tell whether a list belongs to one item of another: "schools, and colleges in Oslo and Arvin"."""
    token = top
    while token.head >= 0 and token.index != unit.top.index:
        if is_relation(token, "conj"):
            return True
        token = clause.sentence.tokens[token.head]
    return False


def _is_deep(clause: Clause, top: Token) -> bool:
    """Tell whether a list stands in a clause of its own, with its own subject, below the one that is asked."""
    token = top
    while token.head >= 0 and token is not clause.head:
        if token is not top and clause.sentence.child(token, "nsubj") is not None:
            return True
        token = clause.sentence.tokens[token.head]
    return False


def _are_things(context: Context, clause: Clause, found: Listing) -> bool:
    """Tell whether items are things said in few words, none a name, a person or a number."""
    sentence = clause.sentence
    for item in found.items:
        head = next((t for t in item if not any(t.head == o.index for o in item)), item[-1])
        if (
            any(t.upos == "NUM" or t.xpos == "$" for t in item)
            or len(item) > _LONG_ITEM
            or head.upos != "NOUN"
            or head.lemma.lower() in words("people") | _AMOUNTS | words("spans") | _TIMES
            or item[0].lemma.lower() in _AMOUNTS
            or context.names.mention_at(sentence, head) is not None
            or any(t.xpos in {"PRP", "WDT", "WP"} for t in item)
        ):
            return False
    heads = frozenset(t.lemma.lower() for item in found.items for t in item if t.upos == "NOUN")
    return heads not in _PAIRED


def _named(context: Context, clause: Clause, item: tuple[Token, ...]) -> Name | None:
    """Return the name an item is, or the person it tells more about: "the poet Ann Lee of Oslo"."""
    name = context.name_of(clause.sentence, item)
    if name is not None:
        return name
    held = {t.index for t in item}
    head = next((t for t in item if t.head not in held), item[-1])
    inner = context.names.name_at(clause.sentence, head)
    return inner if inner is not None and inner.kind is Kind.PERSON else None


def _answer(context: Context, clause: Clause, item: tuple[Token, ...]) -> tuple[str, ...]:
    name = _named(context, clause, item)
    if name is not None:
        return (name.full,)
    bare = item[1:] if item[0].upos == "ADP" and len(item) > 1 else item  # "for this and for that"
    return (context.text(clause.sentence, [t for t in bare if t.xpos != "PRP$"]),)


def _more(sentence: Sentence, found: Listing) -> set[int]:
    """Return what only tells more about an item, and goes with it: "strong winds that felled trees"."""
    return {b.index for i in found.items for t in i for a in sentence.children(t, "acl") for b in sentence.subtree(a)}


def _wording(asker: Asker, unit: Unit, found: Listing, governing: tuple[Token, ...], wh: list["Piece"]) -> Question:
    sentence = asker.clause.sentence
    held = {t.index for t in found.items[0]}
    top = next((t for t in found.items[0] if t.head not in held), found.items[0][0])
    before = [t for t in unit.tokens if t.index < found.start and t not in governing]
    more = _more(sentence, found)
    after = [t for t in unit.tokens if t.index >= found.end and t.index not in more]
    if after and after[0].text == "of" and all(t.upos in {"ADP", "DET", "PROPN", "NOUN", "ADJ"} for t in after):
        more |= {t.index for t in after}  # what the last name is of
        after = []
    asked = [t for t in unit.tokens if found.start <= t.index < found.end or t.index in more]
    dressing = [t for t in before if t.upos in {"DET", "NUM"} or is_relation(t, "cc")]
    case = [t for t in before if t not in dressing]
    plain = not after and all(_is_case(t) for t in case) and (top.index == unit.top.index or bool(governing))
    if plain and unit.role is Role.SUBJECT and not case:
        if asker.clause.finite.xpos == "VBZ" or asker.clause.finite.text.lower() == "was":
            raise Unaskable("verb and subject do not agree")
        return asker.subject(wh, asked=[*dressing, *asked])
    if plain and unit.relation == "obl:agent":
        return asker.agent(unit, wh, asked=[*dressing, *asked])
    if plain and unit.role is not Role.SUBJECT:
        return asker.other(unit, [*case, *wh], asked=[*dressing, *asked])
    beside = [t for t in dressing if found.start - t.index <= len(dressing)]
    if before and before[-1].upos not in {"ADP", "PART", "DET"} and before[-1] not in dressing:
        raise Unaskable("the list only explains the word before it")
    if governing or unit.role is Role.FRONT:
        raise Unaskable("the list stands too deep in its sentence")
    return _deep(asker, unit, found, wh, [*beside, *asked])


def _deep(asker: Asker, unit: Unit, found: Listing, wh: list["Piece"], whole: list[Token]) -> Question:
    """Ask for a list below the head of its unit, with the words around it: "Ministers from which three countries"."""
    named = all(any(t.upos == "PROPN" for t in item) for item in found.items)
    if unit.role is Role.SUBJECT and not (named and unit.tokens[0].index < found.start):
        raise Unaskable("the list stands too deep in its sentence")
    if len(found.items) == _LEAST and not any(t.upos in {"PROPN", "NUM"} for item in found.items for t in item):
        raise Unaskable("two things deep in a sentence belong to its wording")  # "a life of toil and prayer"
    if asker.clause.copular and unit.role is not Role.SUBJECT:
        return asker.in_place(whole, wh)
    if unit.tokens[0].upos == "ADV":
        whole = [unit.tokens[0], *whole]  # "chiefly by buying"
    first = [t for t in unit.tokens if t.index < found.start and t not in whole]
    after = [t for t in unit.tokens if t.index >= found.end and t not in whole]
    bound = bool(first) and (first[0].text.lower() == "between" or first[0].xpos == "TO")
    if len(first) > _LONG_LEAD or bound or any(t.upos == "NUM" for t in first):
        raise Unaskable("the list stands too deep in its sentence")
    if unit.role is Role.SUBJECT:
        return asker.subject([*first, *wh, *after], asked=whole)
    return asker.other(unit, [*first, *wh], rest=after, asked=whole)


def _is_case(token: Token) -> bool:
    return token.upos == "ADP" or is_relation(token, "case", "fixed")


RULE = Rule(name="list", find=_find, why="for everything a list names")
