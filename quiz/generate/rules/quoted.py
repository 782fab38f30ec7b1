"""Who said it: the named speaker of a short statement, and who called something what."""

from dataclasses import replace

from quiz.generate.entities.names import Name
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit, own
from quiz.generate.grammar.flaws import find_flaws
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.questions import Asker, Unaskable, candidate, who
from quiz.language.document import Token, is_relation
from quiz.language.inflect import inflect

_SAYING = {
    "acknowledge", "admit", "announce", "argue", "claim", "complain", "confirm", "declare", "emphasise", "emphasize",
    "explain", "insist", "note", "predict", "promise", "reveal", "say", "state", "stress", "suggest", "warn",
}  # fmt: skip
_PLAIN = {"tell": "say", "add": "say", "remark": "say", "comment": "say", "write": "write", "observe": "say"}
_NAMING = {"describe", "call", "label", "declare", "dub", "characterize", "characterise", "brand", "deem"}
_OPEN = ("the statement is negated", "the statement is only possible", "a part of the statement is only possible")
"""Flaws of a fact that are none of what somebody says."""
_LONGEST, _SHORTEST = 18, 4
"""Words of a statement that is worth asking for its speaker."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.source is not None and clause.source.verb is not None:
            yield from or_drop(RULE.name, clause, _said(context, clause, clause.source.verb))
        elif not clause.flaw and clause.head.lemma.lower() in _NAMING:
            yield from or_drop(RULE.name, clause, _called(context, clause))


def _said(context: Context, clause: Clause, verb: Token) -> Found:
    sentence = clause.sentence
    speech = _speech(verb)
    flaws = [f for f in find_flaws(sentence, clause.head, frozenset()) if not f.startswith(_OPEN)]
    told = clause.tokens
    short = _SHORTEST <= len([t for t in told if t.upos != "PUNCT"]) <= _LONGEST
    if not speech or flaws or not short or clause.source is None or not is_relation(clause.head, "ccomp"):
        return
    name, top = _speaker(context, clause, clause.source.speaker)
    if name is None or top is None:
        raise Unaskable("the speaker is not named")
    if any(context.referent(sentence, t) is name or context.names.name_at(sentence, t) is name for t in told):
        raise Unaskable("somebody says so of himself")
    if lost := dangling(context, sentence, [t.index for t in told]):
        raise Unaskable(lost[1])
    wh = who(name, context)
    if wh is None:
        raise Unaskable(f"the type of {name.full} is not certain")
    saying = _saying(clause, verb, speech, top)
    question = Asker(context, saying).subject(wh, asked=clause.source.speaker)
    answers = ((name.full,),)
    weight = 0.45 if clause.source.claim else 0.35
    yield candidate(RULE.name, saying, question, answers, name.kind, weight=weight, context=context)


def _speech(verb: Token) -> str:
    """Return the past tense of saying it; empty when the verb tells more than that somebody spoke."""
    lemma = verb.lemma.lower()
    plain = _PLAIN.get(lemma, lemma if lemma in _SAYING else "")
    return inflect(plain, "VBD") if plain else ""


def _speaker(context: Context, clause: Clause, speaker: tuple[Token, ...]) -> tuple[Name | None, Token | None]:
    """Return the one person or body among the words that name who speaks, known in full."""
    inside = {t.index for t in speaker}
    top = next((t for t in speaker if t.head not in inside), None)
    if top is None:
        return None, None
    name = context.names.name_at(clause.sentence, top) or context.referent(clause.sentence, top)
    if name is None or name.kind is not Kind.PERSON:
        beside = [t for c in clause.sentence.children(top, "appos") for t in clause.sentence.subtree(c)]
        people = {
            n.full: n
            for t in (*speaker, *beside)
            if (n := context.names.name_at(clause.sentence, t)) is not None and n.kind is Kind.PERSON
        }
        name = next(iter(people.values())) if len(people) == 1 else name
    if name is None or name.unclear or (name.kind is Kind.PERSON and " " not in name.full):
        return None, None
    return name, top


def _saying(clause: Clause, verb: Token, speech: str, top: Token) -> Clause:
    """Return the clause "X said that ..." with the statement as one unit."""
    said = replace(verb, text=speech, xpos="VBD")
    order = [u for u in clause.units if u.role is not Role.FRONT] + [u for u in clause.units if u.role is Role.FRONT]
    words = (own("that", "that", "IN", "mark"), *(t for u in order for t in u.tokens))
    assert clause.source is not None  # noqa: S101 - the caller looked
    return Clause(
        sentence=clause.sentence,
        head=said,
        finite=said,
        kind="saying",
        units=(
            Unit(role=Role.SUBJECT, relation="nsubj", top=top, tokens=clause.source.speaker),
            Unit(role=Role.VERB, relation="verb", top=said, tokens=(said,)),
            Unit(role=Role.AFTER, relation="ccomp", top=clause.head, tokens=words),
        ),
    )


def _called(context: Context, clause: Clause) -> Found:
    """Ask who described something in words of his own, which stand in quotation marks."""
    if not any(context.is_quoted(t) for u in clause.after() for t in u.tokens):
        return
    agent = next((u for u in clause.units if is_relation(u.top, "obl:agent")), None)
    unit = agent or clause.subject
    words = tuple(t for t in unit.tokens if t.deprel != "case" or t.head != unit.top.index)
    name, _ = _speaker(context, clause, words)
    wh = who(name, context) if name is not None else None
    if name is None or wh is None:
        raise Unaskable("the speaker is not named")
    asker = Asker(context, replace(clause, kind="saying"))
    question = asker.agent(agent, wh, asked=words) if agent is not None else asker.subject(wh, asked=words)
    answers = ((name.full,),)
    yield candidate(RULE.name, clause, question, answers, name.kind, weight=0.5, context=context)


RULE = Rule(name="quote", find=_find, why="who said something, or called something so")
