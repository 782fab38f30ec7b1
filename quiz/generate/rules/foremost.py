"""What somebody was the first to win, receive or join: the name behind the verb of "the first woman to ..."."""

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import asked_with
from quiz.generate.wording.questions import candidate, worded
from quiz.generate.wording.specificity import BOUND, is_specific, too_general
from quiz.language.document import Sentence, Token, is_relation

_FOREMOST = {"first", "second", "third", "last", "only", "sole"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or not (clause.copular or clause.head.lemma.lower() in {"become", "remain"}):
            continue
        for unit in clause.units:
            if unit.role is Role.AFTER and (unit.relation == "predicate" or is_relation(unit.top, "xcomp", "obj")):
                yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence = clause.sentence
    thing = _thing(sentence, clause, unit.top) if _is_foremost(unit) else None
    mention = context.names.mention_at(sentence, thing) if thing is not None else None
    name = context.names.by_form(mention.text) if mention is not None else None
    if thing is None or mention is None or name is None or sentence.children(thing, "conj"):
        return
    typed = asked_with(context, clause, name)
    the = sentence.tokens[mention.start - 1].text.lower() == "the"
    told = sentence.tokens[mention.start - the : mention.end]
    if name.kind is Kind.NATIONALITY or typed in {"", "what"} or not set(told) <= set(clause.tokens):
        return
    question = worded(context, clause, lambda asker: asker.within([typed], told))
    answers = (name.full,)
    made = candidate(RULE.name, clause, question, (answers,), name.kind, weight=0.65, context=context)
    yield made if is_specific(context, clause, question, hidden=name.full, least=BOUND) else too_general(made)


def _is_foremost(unit: Unit) -> bool:
    """Tell whether a predicate says that somebody came first, last or alone: "the youngest member to ..."."""
    return any(
        t.lemma.lower() in _FOREMOST or t.xpos == "JJS"
        for t in unit.tokens
        if is_relation(t, "amod") and t.head == unit.top.index
    )


def _thing(sentence: Sentence, clause: Clause, noun: Token) -> Token | None:
    """Return the object of the infinitive behind ``noun``, whether the analyser hung that on the noun or the verb."""
    for verb in (*sentence.children(noun, "acl", "advcl"), *sentence.children(clause.head, "advcl", "xcomp")):
        mark = sentence.child(verb, "mark")
        if verb.index > noun.index and mark is not None and mark.text.lower() == "to":
            return sentence.child(verb, "obj")
    return None


RULE = Rule(name="foremost", find=_find, why="what somebody was the first to win or receive")
