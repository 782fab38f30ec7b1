"""What or whom: the object of a clause's verb, or of the infinitive it governs."""

from typing import TYPE_CHECKING

from quiz.generate.clauses import Clause, Role, Unit
from quiz.generate.context import Context
from quiz.generate.coordination import listing
from quiz.generate.facts import Drop, Kind
from quiz.generate.questions import Asker, candidate, is_light, spread, who
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

if TYPE_CHECKING:
    from quiz.generate.phrases import Piece

_LIGHT = {
    "be", "become", "begin", "bring", "call", "cause", "come", "continue", "do", "face", "feel", "find", "get", "give",
    "go", "have", "hold", "keep", "let", "lose", "make", "mean", "put", "reach", "see", "set", "show", "start", "take",
    "think", "use", "want", "add", "include", "need", "play", "run", "turn", "move", "leave", "help", "receive", "say",
    "graduate",
}  # fmt: skip
"""Verbs whose object is no answer: it makes one meaning with them, or could be many things."""
_LONGEST = 8


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or any(is_relation(u.top, "iobj") for u in clause.units):
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and is_relation(unit.top, "obj"):
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    solid = [t for t in unit.tokens if t.upos not in {"DET", "PUNCT"}]
    name = context.name_of(sentence, unit.tokens)
    governor = sentence.tokens[unit.top.head]
    if listing(sentence, unit.top) is not None:
        return  # the list rule asks for all of them
    if name is not None:
        typed = who(name, context)
        wh: list[Piece] | None = ["whom"] if name.kind is Kind.PERSON else typed
        if wh is None:
            yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
            return
        if not _is_one(context, clause):
            yield Drop(rule=RULE.name, text=sentence.text, reason="it may have been done to many others")
            return
        answers: tuple[str, ...] = (name.full, *spread(name))
        kind = name.kind
    else:
        if governor.lemma.lower() in _LIGHT or is_light(unit.top) or unit.top.upos != "NOUN" or len(solid) > _LONGEST:
            return
        if clause.subject.top.upos != "PROPN" and context.referent(sentence, clause.subject.tokens[0]) is None:
            return
        if sentence.child(unit.top, "nummod") or len(solid) < 2 or _is_indefinite(unit):  # noqa: PLR2004
            return
        if unit.top.lemma.lower() in words("people") or not _is_placed(context, clause, unit):
            return
        wh = ["what"]
        own = unit.tokens[1:] if unit.tokens[0].xpos == "PRP$" else unit.tokens
        answers = (_bare(context.text(sentence, own)),)
        kind = Kind.THING
    question = Asker(context, clause).other(unit, wh)
    weight = 0.55 if name is not None else 0.4
    yield candidate(RULE.name, clause, question, (answers,), kind, weight=weight, context=context)


def _is_one(context: Context, clause: Clause) -> bool:
    """Tell whether what is done is done to one thing only, or in a year the question gives."""
    if clause.head.lemma.lower() in words("making") | words("single"):
        return True
    when = context.date_in(clause.sentence, [t for u in clause.after() for t in u.tokens])
    return when is not None and when.known and not when.relative


def _is_placed(context: Context, clause: Clause, unit: Unit) -> bool:
    """Tell whether a date says which doing is meant."""
    others = [t for u in clause.after() if u is not unit for t in u.tokens]
    when = context.date_in(clause.sentence, others)
    return when is not None and when.known


def _is_indefinite(unit: Unit) -> bool:
    """Tell whether an object is one of many: "a statement", "numerous bodies", "some letters"."""
    return any(
        t.text.lower() in {"a", "an", "some", "numerous", "several", "many", "various", "any", "no", "each", "every"}
        for t in unit.tokens
        if t.head == unit.top.index
    )


def _bare(text: str) -> str:
    for article in ("the ", "The "):
        text = text.removeprefix(article)
    return text


RULE = Rule(name="object", find=_find, why="whom or what something was done to")
