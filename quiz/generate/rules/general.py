"""What holds of all of a kind: "What controls the heartbeat?", "In what is air pressure measured?".

No name and no date is needed, only enough words that one answer alone fits. What is asked for is the end of the
statement rather than its subject: a thing does one thing, but many may do the same.
"""

from typing import TYPE_CHECKING

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Candidate, Drop, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.conditions import conditioned
from quiz.generate.grammar.coordination import listing
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.asking import Sought, is_human, sought
from quiz.generate.wording.generally import telling_words
from quiz.generate.wording.questions import Question, candidate, worded
from quiz.generate.wording.specificity import too_general
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

if TYPE_CHECKING:
    from quiz.generate.reading.phrases import Piece

_OBJECT = 2
"""Telling words of a question for what something does or undergoes."""
_SUBJECT = 3
"""The same where the subject is asked for."""
_SURE = 0.9
"""Confidence from which a phrase belongs to the object before it."""
_MORE = 3
"""The same for verbs that may have many objects."""
_OPEN = {
    "include",
    "contain",
    "involve",
    "have",
    "comprise",
    "feature",
    "exist",
    "know",
    "see",
    "consider",
    "regard",
    "view",
    "describe",
    "call",
    "think",
    "believe",
    "mark",
}
"""Verbs of which one object among others may be told."""
_UNTELLING = {
    "vary",
    "differ",
    "depend",
    "remain",
    "appear",
    "seem",
    "need",
    "require",
    "consist",
    "tend",
    "come",
    "mean",
}
"""Verbs that fit too many subjects to ask for one."""
_SAYING = {"word", "term", "name", "phrase"}
"""Nouns that only lead to what is asked for: "from the Latin word ..."."""
_SHOWN = {"show", "illustrate", "depict", "label"}
"""Verbs of captions."""
_STATED = {"main", "conjoined", "adverbial", "conditional"}
_IDIOMS = {"place", "part", "birth", "effect", "use", "account", "advantage", "care", "shape", "root", "question"}
"""Nouns that make one meaning with their verb: "take place"."""
_BEHIND_IN = {"light", "terms", "case", "order", "way", "addition", "fact", "turn", "practice", "general", "particular"}
"""Nouns that make one meaning with "in"."""
_CARRIED = {"in", "into", "by", "from", "of", "for", "with", "through", "to", "on", "between", "against", "under"}
"""Prepositions that can open a question."""
_WHERE = {"in", "on", "at", "inside", "within", "along", "behind", "beneath", "between", "near", "around", "under"}
_PLACED = {
    "accumulate", "appear", "concentrate", "find", "form", "grow", "happen", "lie", "live", "locate", "occur",
    "originate", "place", "produce", "release", "settle", "situate", "store", "take", "thrive", "process",
    "practice", "practise", "speak", "observe", "deposit",
}  # fmt: skip
"""Verbs beside which "in" and "along" say where."""


def _find(context: Context) -> Found:
    for stated in context.clauses:
        clause = conditioned(stated) or stated
        if clause.copular or not context.is_general(clause) or clause.head.lemma.lower() in _SHOWN:
            continue
        for unit in clause.units:
            if unit.role is not Role.AFTER:
                continue
            if is_relation(unit.top, "obj"):
                yield from or_drop(RULE.name, clause, _object(context, clause, unit))
            elif is_relation(unit.top, "obl:agent"):
                yield from or_drop(RULE.name, clause, _agent(context, clause, unit))
            elif is_relation(unit.top, "obl"):
                yield from or_drop(RULE.name, clause, _oblique(context, clause, unit))
        yield from or_drop(RULE.name, clause, _subject(context, clause))


def _object(context: Context, clause: Clause, unit: Unit) -> Found:
    sentence, top = clause.sentence, unit.top
    verb = sentence.tokens[top.head].lemma.lower()
    if (
        verb in _OPEN
        or top.text.lower() in _IDIOMS
        or listing(sentence, top) is not None
        or is_relation(clause.subject.top, "nsubj:pass")
    ):
        return
    target = _sought(context, clause, unit, unit.tokens)
    if target is None or any(_is_doubtful(clause, t) for t in sentence.children(top, "nmod")):
        return
    question = worded(context, clause, lambda asker: asker.other(unit, [target.words]))
    many = verb in words("effects") | words("light") | words("many-objects")
    yield _made(context, clause, question, target, _MORE if many else _OBJECT)


def _is_doubtful(clause: Clause, phrase: Token) -> bool:
    """Tell whether a phrase behind an object may belong to the verb: "weighs coins with scales"."""
    case = clause.sentence.child(phrase, "case")
    return case is not None and case.text.lower() != "of" and phrase.confidence < _SURE


def _agent(context: Context, clause: Clause, unit: Unit) -> Found:
    rest = unit.tokens[1:]
    target = _sought(context, clause, unit, rest)
    if target is None or unit.tokens[0].text.lower() != "by":
        return
    if _is_somebody(unit.top):
        by: list[Piece] = [unit.tokens[0], "whom"]
        question = worded(context, clause, lambda asker: asker.other(unit, by, asked=rest))
    elif clause.head.lemma.lower() in words("driving"):
        question = worded(context, clause, lambda asker: asker.agent(unit, [target.words], asked=rest))
    else:
        question = worded(context, clause, lambda asker: asker.other(unit, [unit.tokens[0], target.words], asked=rest))
    yield _made(context, clause, question, target, _OBJECT)


def _is_somebody(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    return is_human(lemma) or lemma in words("human") | words("humanity")


def _oblique(context: Context, clause: Clause, unit: Unit) -> Found:
    first, rest = unit.tokens[0], unit.tokens[1:]
    preposition = first.text.lower()
    target = _sought(context, clause, unit, rest)
    place = clause.units.index(unit)
    bound = clause.units[place - 1].role is Role.VERB or is_relation(clause.units[place - 1].top, "obj")
    if (
        target is None
        or first.upos != "ADP"
        or not bound
        or _is_range(clause, unit)
        or unit.top.xpos in {"NNP", "NNPS"}
    ):
        return
    verb = clause.sentence.tokens[unit.top.head].lemma.lower()
    if preposition in _WHERE and verb in _PLACED:
        question = worded(context, clause, lambda asker: asker.other(unit, ["where"], asked=rest))
        answer = target.answers[0]
        the = "the " if rest[0].text.lower() == "the" else ""
        told = Sought("where", (f"{preposition} {the}{answer}", *target.answers), Kind.THING, target.hidden)
        yield _made(context, clause, question, told, _OBJECT)
        return
    if preposition not in _CARRIED or (preposition == "in" and unit.top.text.lower() in _BEHIND_IN):
        return
    wh: list[Piece] = [first, target.words]
    question = worded(context, clause, lambda asker: asker.other(unit, wh, asked=rest))
    used_for = verb in {"use", "make"} and preposition in {"for", "of", "from"}
    yield _made(context, clause, question, target, 1 if used_for else _OBJECT)


def _is_range(clause: Clause, unit: Unit) -> bool:
    """Tell whether a phrase is one end of two: "from place to place"."""
    told = [u.top.lemma.lower() for u in clause.after()]
    return told.count(unit.top.lemma.lower()) > 1 or any(
        t is not unit.top and t.lemma == unit.top.lemma for t in unit.tokens
    )


def _subject(context: Context, clause: Clause) -> Found:
    sentence, subject = clause.sentence, clause.subject
    if sentence.child(subject.top, "conj") is not None or clause.kind not in _STATED:
        return
    weak = clause.finite.xpos == "MD" or clause.head.lemma.lower() in _OPEN | _UNTELLING
    if is_relation(subject.top, "nsubj:pass") or weak or context.terms.own:
        return
    target = _sought(context, clause, subject, subject.tokens)
    if target is None or _is_somebody(subject.top):
        return
    question = worded(context, clause, lambda asker: asker.subject([target.words]))
    yield _made(context, clause, question, target, _SUBJECT, weight=0.4)


def _sought(context: Context, clause: Clause, unit: Unit, tokens: tuple[Token, ...]) -> Sought | None:
    """Return how to ask for a phrase of one thing."""
    sentence = clause.sentence
    if unit.top.lemma.lower() in _SAYING or unit.top.text.lower() in _IDIOMS:
        return None
    if not tokens or sentence.child(unit.top, "conj") is not None or unit.top.upos not in {"NOUN", "PROPN"}:
        return None
    name = context.name_of(sentence, tokens)
    if name is not None and (name.kind is Kind.NATIONALITY or context.is_person(name) or is_place(name)):
        return None
    found = sought(context, sentence, tokens, unit.top, general=True)
    return Sought("what", found.answers, Kind.THING, "") if found is not None else None


def _made(
    context: Context, clause: Clause, question: Question, target: Sought, least: int, *, weight: float = 0.5
) -> Candidate | Drop:
    made = candidate(RULE.name, clause, question, (target.answers,), target.kind, weight=weight, context=context)
    least += context.terms.own and clause.head.lemma.lower() in words("effects") | words("light")
    return made if len(telling_words(clause.sentence, question.used)) >= least else too_general(made)


RULE = Rule(name="general", find=_find, why="what holds of all of a kind")
