"""Questions for a quantity among the words of a clause: what the rules for counts, money, shares and spans share."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from quiz.generate.entities.names import is_place
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.values.quantities import Quantity, Sort, find_quantities
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.deep import ask_deep, joined
from quiz.generate.wording.questions import Asker, Question
from quiz.generate.wording.specificity import told_apart
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_DEFINITE = {"the", "these", "those", "this", "that"}
_LONG = 6
"""Words from which what is told of a part of a phrase goes behind the verb."""
_LEAVING = {"leave", "make", "render", "keep"}
"""Verbs that say how the counted ones fared: "left 40 people homeless"."""
_PLACING = {"at", "in", "on", "under", "during", "within", "near", "around", "across"}
"""Prepositions of where or when counted things are."""
_SUMMED = {"all", "both"}
_TOLD = 3.25
"""What a question about a happening must tell: a name, and more than its verb and what is counted."""


_FOUND: WeakKeyDictionary[Context, dict[int, tuple[Quantity, ...]]] = WeakKeyDictionary()
"""What eight rules ask for again and again, as long as the article is at hand."""


def quantities(context: Context, sentence: Sentence) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence that are no part of a date or a name."""
    found = _FOUND.setdefault(context, {})
    if id(sentence) not in found:
        found[id(sentence)] = tuple(_find(context, sentence))
    return found[id(sentence)]


def _find(context: Context, sentence: Sentence) -> Iterator[Quantity]:
    taken = {i for w in context.references.dates(sentence) for i in range(w.start, w.end)}
    taken |= {i for m in context.names.mentions(sentence) for i in range(m.start, m.end)}
    return find_quantities(sentence, taken)


def amounts(context: Context, clause: Clause) -> Iterator[tuple[Unit, Quantity]]:
    """Yield the quantities of a clause with the unit that holds each."""
    found = quantities(context, clause.sentence)
    starts, ends = {q.start for q in found}, {q.end for q in found}
    for quantity in found:
        if quantity.end in starts or quantity.start in ends:
            continue  # half of "5 feet 10 inches"
        for unit in clause.units:
            inside = {t.index for t in unit.tokens}
            if unit.role is not Role.VERB and inside >= set(quantity.core):
                yield unit, quantity


def is_told(context: Context, clause: Clause, question: Question) -> bool:
    """Tell whether a question about something that happened says on what occasion: "How many goals did he score?"."""
    event = context.event
    # A tournament holds many games; the month of a dated article or one crash holds one of each.
    placed = bool(question.opening) and (event is None or event.single or event.text not in question.opening)
    if clause.present or clause.copular or placed:
        return True
    dated = any(context.date_in(clause.sentence, u.tokens) is not None for u in clause.units)
    if dated and clause.head.lemma.lower() in words("lasting"):
        return True
    return told_apart(context, clause.sentence, question.used) >= _TOLD


def is_head(unit: Unit, quantity: Quantity) -> bool:
    """Tell whether a unit is the quantity with what depends on it."""
    return quantity.top.index == unit.top.index


def ask_for(context: Context, clause: Clause, unit: Unit, quantity: Quantity, wh: str) -> Question:
    """Ask for the quantity of a unit with ``wh`` in its place: at the front of the question with what holds it.

    Raises `Unaskable` when what stands before the number would make another question of it.
    """
    clause, unit = _loosened(*_without_others(clause, unit, quantity), quantity)
    asker = Asker(context, clause)
    if clause.copular and clause.head.upos == "VERB":
        raise Unaskable("the number stands too deep in its sentence")
    number = [t for t in unit.tokens if quantity.start <= t.index < quantity.end]
    if quantity.limit == "up to" and any(t.upos == "ADP" and t.index == quantity.start - 1 for t in unit.tokens):
        wh = wh.removeprefix("up to ")  # no "under up to how many metres"
    if not is_head(unit, quantity):
        return ask_deep(asker, unit, quantity, number, wh)
    before = [t for t in unit.tokens if t.index < quantity.start]
    if "how" in wh and any(t.text.lower() == "between" for t in before):
        raise Unaskable("the number is one end of a range")
    gone = joined(clause.sentence, unit, quantity)
    rest = [t for t in unit.tokens if t.index >= quantity.end and t.index not in gone]
    case, swallowed = _split(clause.sentence, before, quantity, rest)
    plenty = quantity.sort is Sort.COUNT and quantity.amount is None
    if plenty and len(rest) > 1 and rest[0].text == "of" and rest[1].upos not in {"DET", "PRON"}:
        swallowed.append(rest.pop(0))  # "dozens of ships" answers "how many ships"
    if any(t.text.lower() == "each" for t in rest):
        raise Unaskable("the number is part of a longer expression")
    wanted = [*number, *swallowed, *(t for t in unit.tokens if t.index in gone)]
    pieces: list[Piece] = [*case, wh]
    if unit.role is Role.SUBJECT:
        return asker.subject([*pieces, *rest], asked=wanted)
    if unit.relation == "obl:agent" and [t.text.lower() for t in case] == ["by"]:
        return asker.agent(unit, [wh, *rest], asked=wanted)
    return asker.other(unit, pieces, rest=rest, asked=wanted)


def _without_others(clause: Clause, unit: Unit, quantity: Quantity) -> tuple[Clause, Unit]:
    """Return clause and unit without what a number is compared with, or some of what it counts: "up from 90"."""
    kept = [u for u in clause.units if u is unit or u.role is not Role.AFTER or not _is_other(u)]
    tokens = clause.sentence.tokens
    behind = (t.index for t in tokens[quantity.end : -1] if t.text.lower() == "compared")
    cut = next((i for i in behind if tokens[i + 1].text.lower() in {"with", "to"}), len(tokens))
    short = replace(unit, tokens=tuple(t for t in unit.tokens if t.index < cut))
    kept = [short if u is unit else replace(u, tokens=tuple(t for t in u.tokens if t.index < cut)) for u in kept]
    return replace(clause, units=tuple(u for u in kept if u.tokens)), short


def _is_other(unit: Unit) -> bool:
    first, *rest = [t.text.lower() for t in unit.tokens[:2]]
    turned = first in {"up", "down"} and rest[:1] in (["from"], ["on"])
    return turned or first in {"including", "compared", "excluding"}


def _loosened(clause: Clause, unit: Unit, quantity: Quantity) -> tuple[Clause, Unit]:
    """Return the clause with where or when the counted things are as a unit of its own, and the unit without it.

    "How many prizes did she win at the ceremony" reads better than "How many prizes at the ceremony did she win".
    """
    if unit.role is not Role.AFTER or not is_relation(unit.top, "obj", "obl") or not is_head(unit, quantity):
        return clause, unit
    sentence = clause.sentence
    end = max(quantity.end, quantity.top.index + 1)
    for first in (t for t in unit.tokens if t.index >= end):
        below = sentence.tokens[first.head]
        placed = is_relation(first, "case") and first.text.lower() in _PLACING and is_relation(below, "nmod")
        left = first.upos == "ADJ" and first.head == quantity.top.index and clause.head.lemma.lower() in _LEAVING
        tokens = tuple(t for t in unit.tokens if t.index >= first.index)
        placed = placed and (below.head == quantity.top.index or len(tokens) >= _LONG)
        if not (placed or left) or any(t not in sentence.subtree(below if placed else first) for t in tokens):
            continue
        short = replace(unit, tokens=tuple(t for t in unit.tokens if t not in tokens))
        loose = Unit(role=Role.AFTER, relation="obl", top=below if placed else first, tokens=tokens)
        units = tuple(u for one in clause.units for u in ((short, loose) if one is unit else (one,)))
        return replace(clause, units=units), short
    return clause, unit


def _split(
    sentence: Sentence, before: list[Token], quantity: Quantity, rest: list[Token]
) -> tuple[list[Token], list[Token]]:
    """Return the prepositions before a number, which stay, and the articles, which its question word swallows."""
    swallowed = [t for t in before if t.text.lower() in _SUMMED | _DEFINITE]
    if any(t.text.lower() in _DEFINITE for t in swallowed) and not _tells(sentence, quantity.top, rest):
        raise Unaskable("the number only points back")
    case = [t for t in before if t not in swallowed]
    if any(t.upos not in {"ADP", "PART"} for t in case):
        raise Unaskable("the number is part of a longer expression")
    return case, swallowed


def behind(clause: Clause, unit: Unit, *first: str) -> Unit | None:
    """Return the unit right behind ``unit`` when it begins with one of the words ``first``."""
    end = unit.tokens[-1].index + 1
    return next(
        (
            u
            for u in clause.units
            if u.role is Role.AFTER and u.tokens[0].index == end and u.tokens[0].text.lower() in first
        ),
        None,
    )


def first_time(clause: Clause, unit: Unit) -> Unit | None:
    """Return the unit "for the first time" right before ``unit``, which says since when or in how long that was."""
    start = unit.tokens[0].index
    before = next((u for u in clause.units if u.role is Role.AFTER and u.tokens[-1].index + 1 == start), None)
    told = [t.text.lower() for t in before.tokens] if before is not None else []
    fits = told[:2] == ["for", "the"] and told[-1:] == ["time"] and unit.tokens[0].text.lower() in {"in", "since"}
    return before if fits else None


def merged(clause: Clause, unit: Unit, other: Unit) -> tuple[Clause, Unit]:
    """Return the clause with two neighbouring units as one, and that one: "73 seconds" and "after liftoff"."""
    rest = tuple(t for t in other.tokens if t.text.lower() != "back")
    one = replace(unit, tokens=(*unit.tokens, *rest))
    units = tuple(one if u is unit else u for u in clause.units if u.top is not other.top)
    return replace(clause, units=units), one


def _tells(sentence: Sentence, noun: Token, rest: list[Token]) -> bool:
    """Tell whether words behind a counted noun say which things "the" means."""
    told = (t for t in sentence.children(noun, "nmod", "acl") if t.deprel != "acl:relcl")
    return any(t in rest for t in told) and not is_relation(noun, "appos")


def there_are(context: Context, clause: Clause, quantity: Quantity, wh: str) -> Question:
    """Ask with ``wh`` for the number or the names of what there is: "How many islands are there in the lake?"."""
    sentence, subject = clause.sentence, clause.subject
    noun = subject.top
    number = [t for t in subject.tokens if quantity.start <= t.index < quantity.end]
    if any(t.index < quantity.start for t in subject.tokens):
        raise Unaskable("the number is part of a longer expression")
    gone = {t.index for o in sentence.children(noun, "conj") for t in sentence.subtree(o)}
    rest = [t for t in subject.tokens if t.index >= quantity.end and t.index not in gone]
    cut = next((t.index for t in rest if t.index and sentence.tokens[t.index - 1].text == ","), len(sentence.tokens))
    gone |= {t.index for t in rest if t.index >= cut}  # ", one of them in Oslo" only tells more
    rest = [t for t in rest if t.index < cut]
    # The place comes behind the verb; "of birds" in "species of birds" stays before it.
    kind = {t.index for t in rest if t.index <= noun.index} | _of_what(sentence, noun)
    head = [t for t in rest if t.index in kind]
    tail = [t for t in rest if t.index not in kind and t.text.lower() != "each"]
    asker = Asker(context, clause)
    units = asker.units()
    around = [t for u in units if u.role in {Role.AFTER, Role.FRONT} for t in u.tokens]
    pieces: list[Piece] = [wh, *head, clause.finite, "there", *tail, *around]
    topic = context.subject_at(sentence)
    about = topic is not None and (topic is not context.topic or is_place(topic))
    if topic is not None and about and not any(context.names.mention_at(sentence, t) for t in rest):
        pieces.append(f"in {'the ' if topic.article else ''}{topic.full}")
    joined = [t for t in subject.tokens if t.index in gone or t.text.lower() == "each"]
    return asker.free(pieces, units, asked=[*number, *joined])


def _of_what(sentence: Sentence, noun: Token) -> set[int]:
    """Return the words of "of birds" in "species of birds"."""
    kinds = [t for t in sentence.children(noun, "nmod") if [c.text for c in sentence.children(t, "case")] == ["of"]]
    joined = {t.index for k in kinds for c in sentence.children(k, "conj") for t in sentence.subtree(c)}
    return {t.index for k in kinds for t in sentence.subtree(k)} - joined
