"""How many people were killed when ...: the toll that follows from what a clause tells, or that a "when" explains."""

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit, own
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.values.quantities import Quantity, Sort
from quiz.generate.wording.amounts import quantities
from quiz.generate.wording.questions import Asker, Question, candidate
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation
from quiz.language.inflect import inflect

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_LEFT = {"dead", "injured", "wounded", "homeless", "missing", "stranded", "trapped", "displaced"}
_MENDED = {"", "words after a subordinate clause may belong to it", "what completes the verb would be lost"}
"""Flaws that do not matter here: the subordinate clause is what is asked about, or is left out."""
_WHEN = {"when", "after", "as", "while"}
_OTHERS = {"other", "others"}
_LONG_CAUSE = 16
"""Words of a cause from which it is told in short."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw in _MENDED and clause.kind in {"main", "reported"}:
            for quantity in quantities(context, clause.sentence):
                yield from or_drop(RULE.name, clause, _following(context, clause, quantity))
        told = clause.kind != "result" and not any(u.relation == "obj" for u in clause.units)
        if told and clause.flaw in _MENDED and clause.head.lemma.lower() in words("harming"):
            yield from or_drop(RULE.name, clause, _suffering(context, clause))


def _following(context: Context, clause: Clause, quantity: Quantity) -> Found:
    """Ask for the toll of a participle: "..., killing all seven astronauts", "..., leaving twelve dead"."""
    sentence = clause.sentence
    verb = _participle(sentence, quantity)
    if verb is None or quantity.sort is not Sort.COUNT or verb.index < clause.head.index:
        return
    done = inflect(verb.lemma, "VBN")
    behind = [t for t in sentence.tokens[quantity.end : quantity.end + 4] if t.text.lower() in _LEFT]
    if verb.lemma == "leave":
        if not behind:
            return
        done = "left " + behind[0].text.lower()
    noun = _victims(sentence, quantity)
    wh = f"{quantity.how_many} {noun} were {done} when"
    asker = Asker(context, replace(clause, flaw=""))
    units = asker.units()
    pieces: list[Piece] = [wh, *(t for u in _in_order(units) for t in u.tokens)]
    question = asker.free(pieces, units, asked=[sentence.tokens[i] for i in quantity.core])
    yield _card(context, clause, question, quantity, verb.lemma)


def _participle(sentence: Sentence, quantity: Quantity) -> Token | None:
    """Return the participle that a quantity is the object of, wherever the analyser hung either."""
    head = sentence.tokens[quantity.start - 1] if quantity.start else None
    while head is not None and head.upos in {"ADJ", "DET", "ADV"} and head.index:
        head = sentence.tokens[head.index - 1]
    if head is None or head.xpos != "VBG" or is_relation(head, "amod", "nsubj"):
        return None
    return head if head.lemma in words("harming") or head.lemma == "leave" else None


def _victims(sentence: Sentence, quantity: Quantity) -> str:
    """Return who suffered, in one or more words: "seven astronauts" without the number, or "people"."""
    noun = quantity.top
    if noun.index < quantity.end or noun.upos != "NOUN" or noun.lemma.lower() in _OTHERS:
        return "people"
    return " ".join(sentence.slice(quantity.end, noun.index + 1).split())


def _in_order(units: tuple[Unit, ...]) -> list[Unit]:
    """Return units with those before the subject behind the rest."""
    return [u for u in units if u.role is not Role.FRONT] + [u for u in units if u.role is Role.FRONT]


def _suffering(context: Context, clause: Clause) -> Found:
    """Ask for the number that a clause with "when" or "after" counts: "12 were killed when a bus fell"."""
    sentence = clause.sentence
    subject = clause.subject
    found = next(
        (q for q in quantities(context, sentence) if q.top.index == subject.top.index and q.sort is Sort.COUNT), None
    )
    cause = _cause(sentence, clause.head) or _shared_cause(sentence, clause.head)
    alone = found is not None and subject.top.index < found.end
    if found is None or (not cause and not alone) or any(t.index < found.start for t in subject.tokens):
        return
    number = [t for t in subject.tokens if t.index < found.end]
    rest = [t for t in subject.tokens if t.index >= found.end and t.lemma.lower() not in _OTHERS]
    noun: list[Piece] = [*rest] if rest else ["people"]
    others = [t for t in subject.tokens if t.lemma.lower() in _OTHERS]
    whole = _with_auxiliary(clause)
    if cause:
        extra = Unit(role=Role.AFTER, relation="advcl", top=cause[0], tokens=cause)
        whole = replace(whole, units=(*(u for u in whole.units if u.top is not cause[0]), extra), flaw="")
    asker = Asker(context, replace(whole, flaw=""))
    question = asker.subject([found.how_many, *noun], asked=[*number, *others])
    if alone and found.end == clause.head.index:
        # "17 injured": the two stand together, wherever the analyser hung the number.
        question = replace(question, joints=tuple(j for j in question.joints if j != subject.top.index))
    yield _card(context, whole, question, found, clause.head.lemma)


def _cause(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """Return the words of "when a bus fell into the lake"; none when there is no such clause."""
    for clause in sentence.children(head, "advcl"):
        tokens = tuple(t for t in sentence.subtree(clause) if t.upos != "PUNCT")
        if clause.index > head.index and tokens[0].text.lower() in _WHEN and clause.xpos == "VBD":
            return tokens if len(tokens) <= _LONG_CAUSE else _shortened(sentence, clause, tokens)
    return ()


def _shortened(sentence: Sentence, verb: Token, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return a cause without what only tells more about its places: "above the lake" of "a pylon above the lake"."""
    more = [
        inner
        for place in sentence.children(verb, "obl")
        for inner in sentence.children(place, "nmod", "acl")
        if inner.index > place.index and [c.text.lower() for c in sentence.children(inner, "case")] != ["of"]
    ]
    gone = {t.index for inner in more for t in sentence.subtree(inner)}
    return tuple(t for t in tokens if t.index not in gone)


def _shared_cause(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """Return the cause of the harm that this one is told beside: "three were killed and 17 injured when ..."."""
    above = sentence.tokens[head.head] if is_relation(head, "conj") else None
    beside = [above] if above is not None else list(sentence.children(head, "conj"))
    for verb in beside:
        if verb.lemma.lower() in words("harming") and (cause := _cause(sentence, verb)):
            return cause
    return ()


def _with_auxiliary(clause: Clause) -> Clause:
    """Return a clause that leaves out the "were" it shares with the one before with one of its own."""
    bare = clause.head.xpos == "VBN" and clause.finite.deprel != "aux:pass"
    shared = bare or all(t.index == clause.head.index for u in clause.units if u.role is Role.VERB for t in u.tokens)
    if clause.head.xpos not in {"VBN", "VBD"} or not shared or not is_relation(clause.subject.top, "nsubj:pass"):
        return clause
    were = own("were", "be", "VBD", "aux:pass", head=clause.head.index)
    units = tuple(replace(u, tokens=(were, *u.tokens)) if u.relation == "verb" else u for u in clause.units)
    return replace(clause, units=units, finite=were)


def _card(context: Context, clause: Clause, question: Question, quantity: Quantity, verb: str) -> Candidate:
    one = candidate(
        RULE.name,
        clause,
        question,
        (quantity.forms,),
        Kind.NUMBER,
        weight=0.9,
        context=context,
    )
    # The dead and the wounded of one event are different facts of one clause.
    return replace(one, fact=replace(one.fact, predicate=f"{verb}/toll"))


RULE = Rule(name="toll", find=_find, why="how many people something harmed")
