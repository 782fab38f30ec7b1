"""What or whom: the object of a clause's verb, or of the infinitive it governs."""

from quiz.generate.facts import Drop, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.coordination import listing
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import asked_with, sought
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import NAMED, is_specific, too_general
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import words
from quiz.language.document import is_relation

_GOALS = {"basket", "equaliser", "equalizer", "goal", "opener", "point", "run", "touchdown", "try", "winner"}
_OF_GOALS = {"score", "net"}
"""Verbs to which a winner is a goal."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        objects = [u for u in clause.units if u.role is Role.AFTER and is_relation(u.top, "obj", "iobj")]
        if clause.flaw or clause.copular or len(objects) != 1:
            continue
        if is_relation(objects[0].top, "obj"):
            yield from or_drop(RULE.name, clause, _ask(context, clause, objects[0]))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    if listing(sentence, unit.top) is not None:
        return  # the list rule asks for all of them
    name = context.name_of(sentence, unit.tokens)
    if name is None:
        yield from _ask_common(context, clause, unit)
        return
    if name.kind is Kind.NATIONALITY or sentence.tokens[unit.top.head].lemma.lower() in words("placeless"):
        return
    typed = asked_with(context, clause, name)
    if not typed:
        yield Drop(rule=RULE.name, text=sentence.text, reason=f"the type of {name.full} is not certain")
        return
    question = worded(context, clause, lambda asker: asker.other(unit, [typed]))
    made = candidate(RULE.name, clause, question, ((name.full,),), name.kind, weight=0.6, context=context)
    yield made if is_specific(context, clause, question, hidden=name.full, least=NAMED) else too_general(made)


def _ask_common(context: Context, clause: Clause, unit: Unit) -> Found:
    """Ask for an object that is no name: "What did Ada Lorne lend the Harbour Museum in 1931?"."""
    if context.is_general(clause):
        return  # the rule of what holds of all of a kind asks for it
    sentence, top = clause.sentence, unit.top
    governor = sentence.tokens[top.head]
    if (
        top.xpos not in {"NN", "NNS"}
        or (is_relation(clause.subject.top, "nsubj:pass") and governor.lemma.lower() not in words("awarding"))
        or sentence.children(top, "conj")
        or is_stale(context, clause)
        or any(t.upos == "SYM" or t.xpos == "$" for t in unit.tokens)  # how much it was is for other rules
    ):
        return
    if top.lemma.lower() in words("courses") and governor.lemma.lower() in words("beginning-and-ending"):
        return
    if top.lemma.lower() in _GOALS and governor.lemma.lower() in _OF_GOALS:
        return  # what is scored is a goal
    person = "what" if governor.lemma.lower() in _OF_GOALS else "whom"
    if governor.lemma.lower() in words("describing") and any(t.text.lower() == "as" for t in unit.tokens):
        return  # "regard a man in shorts as ridiculous" is torn apart
    target = sought(context, sentence, unit.tokens, top, person=person)
    if target is None or (governor.lemma.lower() in words("light") and not _says_enough(clause, unit)):
        return
    moved = any(u.relation == "xcomp" and u.role is Role.VERB and u.top.index > top.index for u in clause.units)
    if target.words == "what" and moved:
        return  # "What did the storm cause to head for the station?"
    if governor.lemma.lower() in words("hollow") and context.date_in(sentence, clause.tokens) is None:
        return
    question = worded(context, clause, lambda asker: asker.other(unit, [target.words]))
    made = candidate(RULE.name, clause, question, (target.answers,), target.kind, weight=0.45, context=context)
    specific = is_specific(context, clause, question, hidden=target.hidden, one=False)
    yield made if specific else too_general(made)


def _says_enough(clause: Clause, unit: Unit) -> bool:
    """Tell whether a verb of little meaning has what else it was used, brought or given for or to."""
    if clause.head.lemma.lower() not in {"use", "give", "bring", "send", "need"}:
        return False
    return any(
        other is not unit
        and other.role is Role.AFTER
        and (is_relation(other.top, "advcl", "iobj") or other.tokens[0].text.lower() in {"to", "for"})
        for other in clause.units
    )


RULE = Rule(name="object", find=_find, why="whom or what something was done to")
