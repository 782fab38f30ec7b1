"""Questions for a number deep within a phrase: what holds it goes to the front, "how many" where the number stood.

"at an estimated cost of $5 million" is asked "At what estimated cost", "a grant of $5 million" "How large a grant", and
"with a team of 17 divers" "With a team of how many divers".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, Question
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_TOO_DEEP = "the number stands too deep in its sentence"
_POINTING = {"the", "these", "those", "this", "that"}
_BOUND = {"of", "between", "among", "than", "as"}
"""Prepositions whose phrase cannot leave the noun before it."""
_BESIDE = {"after", "before", "despite", "following", "amid"}
"""Prepositions of what only stands beside what a clause tells."""
_LONGEST = 12
"""Words of a phrase that may go to the front with its question word."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What goes to the front."""

    unit: Unit
    quantity: Quantity
    joined: frozenset[int]
    """Words that are only joined to what is counted, which go with the answer."""

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return its words from ``start`` to ``end`` (half open)."""
        return [t for t in self.unit.tokens if start <= t.index < end and t.index not in self.joined]


def ask_deep(asker: Asker, unit: Unit, quantity: Quantity, number: Sequence[Token], wh: str) -> Question:
    """Ask for a number that is not the head of its unit; raises `Unaskable` where nothing may be fronted."""
    sentence = asker.clause.sentence
    if (size := _of_size(sentence, unit, quantity)) is not None:
        return _front(asker, unit, [*size, *(t for t in unit.tokens if t.index >= quantity.end)], number)
    if (noun := _worth(sentence, unit, quantity)) is not None:
        case = [t for t in unit.tokens if t.index < noun.index and t.upos in {"ADP", "SCONJ"}]
        own = [t for t in unit.tokens if t.index < quantity.start and t not in case]
        return _front(asker, unit, [*case, *own, wh.removesuffix(" money")], number)
    if (told := _of_infinitive(asker.clause, unit, quantity)) is not None:
        return asker.within([wh, *(t for t in told if t.index >= quantity.end)], told)
    noun = measured(sentence, quantity)
    if noun is not None and noun not in unit.tokens:
        noun = None
    chain = _chain(sentence, unit, quantity.top if noun is None else noun)
    _check(sentence, quantity, noun)
    asker, part = _part(asker, unit, [quantity.top, *chain] if noun is None else [noun, *chain])
    held = _Held(part, quantity, joined(sentence, part, quantity))
    if noun is not None:
        return _of_noun(asker, held, noun, wh)
    pieces: list[Piece] = [*held.tokens(0, quantity.start), wh, *held.tokens(quantity.end, len(sentence.tokens))]
    asked = [*number, *(t for t in part.tokens if t.index in held.joined)]
    if part.relation == "predicate":
        if sentence.tokens[quantity.top.head] is not unit.top:
            raise Unaskable(_TOO_DEEP)
        return asker.in_place(asked, [wh])
    if len(pieces) > _LONGEST:
        raise Unaskable(_TOO_DEEP)
    return _front(asker, part, pieces, asked)


def _of_size(sentence: Sentence, unit: Unit, quantity: Quantity) -> "list[Piece] | None":
    """Return what asks for a percentage that stands before its noun: "by what percentage" of "a 40% drop in sales"."""
    noun = sentence.tokens[quantity.end] if quantity.end < len(sentence.tokens) else None
    if quantity.sort is not Sort.PERCENT or noun is None or noun.index != unit.top.index or noun.upos != "NOUN":
        return None
    before = [t for t in unit.tokens if t.index < quantity.start]
    case = [t for t in before if t.upos in {"ADP", "SCONJ"}]
    if any(t.text.lower() in _BESIDE for t in case):
        raise Unaskable("the number is told of something else")
    if quantity.top.head != noun.index or any(t.text.lower() not in {"a", "an"} for t in before if t not in case):
        return None
    return [*case, quantity.what("percentage of" if noun.xpos == "NNS" else "percentage")]


def _worth(sentence: Sentence, unit: Unit, quantity: Quantity) -> Token | None:
    """Return the noun of "a deal worth $5 million" where nothing more is said of it."""
    worth = sentence.tokens[quantity.start - 1] if quantity.start else None
    if worth is None or worth.text.lower() != "worth" or unit.role is not Role.AFTER or unit.relation == "predicate":
        return None
    det = sentence.child(unit.top, "det")
    last = unit.tokens[-1].index < max(quantity.end, quantity.top.index + 1)
    indefinite = det is None or det.text.lower() in {"a", "an"}
    return unit.top if last and indefinite and unit.top.index < worth.index else None


def _of_infinitive(clause: Clause, unit: Unit, quantity: Quantity) -> tuple[Token, ...] | None:
    """Return the object, with its number, of a verb within a unit that it can leave: "plans to spend $12bn on roads".

    It can leave infinitives of plans, and gerunds that a verb asks for: "accused them of wasting $12bn".
    """
    sentence = clause.sentence
    verb = sentence.tokens[quantity.top.head] if quantity.top.head >= 0 else None
    if verb is None or unit.role is not Role.AFTER or quantity.start - 1 != verb.index:
        return None
    if not is_relation(quantity.top, "obj") or not _is_open(clause, verb):
        return None
    told = tuple(t for t in unit.tokens if t.index >= quantity.start and t in sentence.subtree(quantity.top))
    direct = [t.index for t in told] == list(range(quantity.start, quantity.start + len(told)))
    return told if told and direct else None


def _is_open(clause: Clause, verb: Token) -> bool:
    """Tell whether the object of a verb deep in a clause may be asked for from its front."""
    sentence = clause.sentence
    while verb.index != clause.head.index:
        above = sentence.tokens[verb.head] if verb.head >= 0 else None
        mark = sentence.child(verb, "mark")
        if above is None or mark is None:
            return False
        planned = verb.xpos == "VB" and is_relation(verb, "acl") and above.lemma.lower() in words("plans")
        asked = verb.xpos == "VBG" and is_relation(verb, "advcl", "acl") and mark.text.lower() in {"of", "from", "on"}
        if planned:
            return is_relation(above, "obj") and above.head == clause.head.index
        if not (asked or is_relation(verb, "xcomp")) or above.upos != "VERB":
            return False
        verb = above
    return True


def measured(sentence: Sentence, quantity: Quantity) -> Token | None:
    """Return the noun that a quantity is the size of: "cost" in "a cost of $5 million"; ``None`` elsewhere."""
    if quantity.start < 2 or sentence.tokens[quantity.start - 1].text.lower() != "of":  # noqa: PLR2004
        return None
    noun = sentence.tokens[quantity.start - 2]
    counted = quantity.sort is Sort.COUNT and quantity.top.index >= quantity.end
    known = noun.lemma.lower() in words("attributes") | words("sums") | words("amounts")
    return noun if noun.upos == "NOUN" and known and not counted and quantity.sort is not Sort.FRACTION else None


def _chain(sentence: Sentence, unit: Unit, below: Token) -> list[Token]:
    """Return the nouns from above ``below`` up to the head of the unit; raises `Unaskable` at anything else."""
    found: list[Token] = []
    token = below
    while token.index != unit.top.index:
        above = sentence.tokens[token.head] if token.head >= 0 else None
        fits = is_relation(token, "nmod", "obl") and token.deprel not in {"nmod:poss", "nmod:desc"}
        if found == [] and is_relation(token, "conj"):
            fits = below.lemma.lower() in words("attributes")
        if above is None or not fits or above.upos not in {"NOUN", "PROPN", "NUM", "ADJ"}:
            raise Unaskable(_TOO_DEEP)
        found.append(above)
        token = above
    return found


def _check(sentence: Sentence, quantity: Quantity, noun: Token | None) -> None:
    """Raise `Unaskable` where the words before a number say that the text has told of it before."""
    before = sentence.tokens[quantity.start - 1] if quantity.start else None
    apiece = quantity.start > 1 and sentence.tokens[quantity.start - 2].text.lower() in {"each", "all", "both"}
    if before is None or before.upos not in {"ADP", "SCONJ"} or apiece:
        pointing = before is not None and before.text.lower() in _POINTING
        raise Unaskable("the number only points back" if pointing else "the number is part of a longer expression")
    held = noun or (sentence.tokens[quantity.top.head] if quantity.top.head >= 0 else None)
    det = sentence.child(held, "det") if held is not None else None
    if noun is None and before.text.lower() == "of" and det is not None and det.text.lower() in _POINTING:
        raise Unaskable("the number only points back")


def _part(asker: Asker, unit: Unit, chain: Sequence[Token]) -> tuple[Asker, Unit]:
    """Return the part of an object that can leave it: "to 14 victims" of "damages to 14 victims", else the unit.

    The `Asker` is of the clause with that part as a unit of its own.
    """
    sentence = asker.clause.sentence
    if unit.role is not Role.AFTER or not (is_relation(unit.top, "obj", "xcomp") or unit.relation == "predicate"):
        return asker, unit
    for token in reversed([t for t in chain if t.index != unit.top.index]):
        case = sentence.child(token, "case")
        if case is None or case.text.lower() in _BOUND:
            continue
        first = case.index
        if any(t.index > first and t not in sentence.subtree(token) for t in unit.tokens):
            continue
        inner = tuple(t for t in unit.tokens if t.index >= first)
        rest = replace(unit, tokens=tuple(t for t in unit.tokens if t.index < first))
        part = Unit(role=Role.AFTER, relation="obl", top=token, tokens=inner)
        units = tuple(u for one in asker.clause.units for u in ((rest, part) if one is unit else (one,)))
        return replace(asker, clause=replace(asker.clause, units=units)), part
    return asker, unit


def joined(sentence: Sentence, unit: Unit, quantity: Quantity) -> frozenset[int]:
    """Return the words that are only joined to what a number counts: "a palace" in "two mosques and a palace".

    Bare plurals may be counted with it, as in "90 geese and ducks", and stay.
    """
    inside = {t.index for t in unit.tokens}
    others = [
        t
        for t in sentence.tokens
        if is_relation(t, "conj") and t.head in inside and t.head <= quantity.top.index and t.index >= quantity.end
    ]
    gone = {t.index for o in others if not _is_counted_too(sentence, quantity, o) for t in sentence.subtree(o)} & inside
    gone |= {t.index for t in unit.tokens if t.text == "," and t.index + 1 in gone}
    if any(t.xpos in {"VBD", "VBZ", "VBP"} for t in unit.tokens if t.index in gone):
        raise Unaskable("the counted noun is coordinated")
    return frozenset(gone)


def _is_counted_too(sentence: Sentence, quantity: Quantity, other: Token) -> bool:
    """Tell whether a number may count a noun that is joined to the one it stands before."""
    counted = other.head == quantity.top.index >= quantity.end and quantity.sort is Sort.COUNT
    counted = counted and not any(t.text == "," for t in sentence.tokens[quantity.end : other.index])
    return counted and other.xpos == "NNS" and sentence.child(other, "nummod", "det", "case") is None


def _of_noun(asker: Asker, held: _Held, noun: Token, wh: str) -> Question:
    """Ask "At what estimated cost", "How large a grant", "How much revenue"."""
    sentence, unit, quantity = asker.clause.sentence, held.unit, held.quantity
    case = [t for t in unit.tokens if t.upos in {"ADP", "SCONJ"} and t.index < noun.index]
    case = case[: next((i for i, t in enumerate(unit.tokens) if t not in case), len(case))]
    own = [t for t in unit.tokens if t.index <= noun.index and t in sentence.subtree(noun) and t not in case]
    own = [t for t in own if not is_relation(t, "det", "case", "cc") and t.text != ","]
    if (
        any(t.xpos in {"PRP$", "POS", "NNP"} or (t.upos == "VERB" and t.deprel != "amod") for t in own[:-1])
        or noun not in own
    ):
        raise Unaskable(_TOO_DEEP)
    name = sentence.slice(own[0].index, noun.index + 1) if len(own) == noun.index + 1 - own[0].index else noun.text
    rest = held.tokens(quantity.end, len(sentence.tokens))
    question = _question_word(quantity, noun, name, bare=not case, wh=wh)
    asked = [t for t in unit.tokens if t not in case and t not in rest]
    if unit.relation == "predicate":
        raise Unaskable(_TOO_DEEP)
    if rest and unit.role is not Role.SUBJECT:
        asker, unit = _without(asker, unit, rest)
        rest = []
    return _front(asker, unit, [*case, question, *rest], asked)


def _question_word(quantity: Quantity, noun: Token, name: str, *, bare: bool, wh: str) -> str:
    """Return what asks for the size of ``noun``, which is called ``name``."""
    if noun.lemma.lower() == "average":
        return f"an {name} of {wh}"
    if noun.lemma.lower() in words("attributes"):
        return quantity.what(name)
    if noun.lemma.lower() in words("amounts"):
        return f"{quantity.how_much} {name}"
    if noun.xpos == "NNS":
        return f"{name} of {wh}"
    an = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{quantity.limit} how large {an} {name}".strip() if bare else f"{an} {name} of {wh}"


def _without(asker: Asker, unit: Unit, rest: Sequence[Token]) -> tuple[Asker, Unit]:
    """Return the unit without the words behind its number, which become a unit that stays where it is."""
    held = {t.index for t in rest}
    top = next((t for t in rest if t.head not in held), rest[0])
    short = replace(unit, tokens=tuple(t for t in unit.tokens if t.index not in held))
    loose = Unit(role=Role.AFTER, relation="obl", top=top, tokens=tuple(rest))
    units = tuple(u for one in asker.clause.units for u in ((short, loose) if one.top is unit.top else (one,)))
    return replace(asker, clause=replace(asker.clause, units=units)), short


def _front(asker: Asker, unit: Unit, pieces: "list[Piece]", asked: Sequence[Token]) -> Question:
    if unit.role is Role.SUBJECT:
        return asker.subject(pieces, asked=asked)
    first = pieces[0]
    if isinstance(first, Token) and first.text.lower() in {"than", "as"}:
        raise Unaskable(_TOO_DEEP)
    if unit.relation == "obl:agent" and isinstance(first, Token) and first.text.lower() == "by":
        return asker.agent(unit, pieces[1:], asked=asked)
    return asker.other(unit, pieces, asked=asked)
