"""Where something is, was born, took place: a place among the units of a clause."""

from quiz.generate.entities.names import Name, is_place
from quiz.generate.facts import Drop
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import Piece
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.circumstances import is_inner
from quiz.generate.wording.places import place_forms
from quiz.generate.wording.questions import Asker, candidate, worded
from quiz.generate.wording.specificity import NAMED, is_specific, too_general
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_STATIC = {"in", "at", "near", "to", "into"}
_TOWARDS = {"to", "into"}


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw:
            continue
        for unit in clause.after():
            yield from or_drop(RULE.name, clause, _ask(context, clause, unit))


def _ask(context: Context, clause: Clause, unit: Unit) -> Found:
    if not is_relation(unit.top, "obl") or is_inner(context, clause, unit):
        return  # "moved to Arvin in Norway" tells where Arvin lies
    found = _place(context, clause, unit)
    if found is None:
        return
    top, name = found
    sentence = clause.sentence
    answer = [t for t in unit.tokens if _within(context, clause, top, t)]
    before = [t for t in unit.tokens if t.index < answer[0].index]
    if any(t.text in {"'s", "’s", "'", "’"} for t in before):
        return  # the rule of obliques asks for all of it
    dressing = _dressing(sentence, top, before)
    answer = [*dressing, *answer]
    before = [t for t in before if t not in dressing]
    if before and before[-1].text.lower() == "the":
        before.pop()
    if len(before) > 1 and all(t.upos == "ADP" for t in before) and before[-1].deprel != "fixed":
        yield Drop(rule=RULE.name, text=sentence.text, reason="only a part of the place is meant")
        return
    if not before or before[-1].upos != "ADP":
        yield Drop(rule=RULE.name, text=sentence.text, reason="only a part of the place is meant")
        return
    asker = Asker(context, clause, spare=True)
    if any(_is_rival(context, clause, unit, u) for u in asker.units(unit)):
        yield Drop(rule=RULE.name, text=sentence.text, reason="several places are named")
        return
    if top is not unit.top and unit.top.lemma.lower() not in words("event") and not _is_part(sentence, unit.top, top):
        yield Drop(rule=RULE.name, text=sentence.text, reason="the place stands too deep in its phrase")
        return
    if is_stale(context, clause):
        yield Drop(rule=RULE.name, text=sentence.text, reason="it is so today, and the article has no date")
        return
    after = [t for t in unit.tokens if t.index > answer[-1].index]
    if any(is_relation(t, "conj") for t in sentence.children(top)) or (after and after[0].upos == "CCONJ"):
        yield Drop(rule=RULE.name, text=sentence.text, reason="several places are named")
        return
    before, wh, said = _asking(name, before)
    question = worded(context, clause, lambda one: one.other(unit, wh, rest=after, asked=[*said, *answer]))
    made = candidate(
        RULE.name,
        clause,
        question,
        (place_forms(context, sentence, top, name),),
        name.kind,
        weight=0.7 if clause.subject.top.upos == "PROPN" else 0.6,
        context=context,
    )
    specific = clause.copular or is_specific(context, clause, question, hidden=name.full, one=False, least=NAMED)
    yield made if specific else too_general(made)


def _asking(name: Name, before: list[Token]) -> tuple[list[Token], list[Piece], list[Token]]:
    """Return the words before the question word, the words that ask, and the words that these make needless."""
    if not name.noun:
        return [], ["where"], []
    sort = [t for t in before if t.upos == "NOUN"]
    if len(sort) != 1 or sort[0].lemma.lower() != name.noun or before[0].upos != "ADP":
        return before, [*before, f"which {name.noun}"], []
    # "In the Swiss canton of Arvin": what is asked for says what it is.
    told = [t for t in before[1:] if t.upos == "ADJ" and t.head == sort[0].index]
    said = [t for t in before[1:] if t not in told]
    return before[:1], [before[0], "which", *told, name.noun], said


def _is_rival(context: Context, clause: Clause, unit: Unit, other: Unit) -> bool:
    """Tell whether another unit is a place of the same sort: both where, or both where to."""
    if other.top is unit.top or other.role not in {Role.AFTER, Role.FRONT} or not is_relation(other.top, "obl"):
        return False
    if _place(context, clause, other) is None:
        return False
    return (unit.tokens[0].text.lower() in _TOWARDS) == (other.tokens[0].text.lower() in _TOWARDS)


def _dressing(sentence: Sentence, top: Token, before: list[Token]) -> list[Token]:
    """Return the words that only praise a place: "the biologically unique Arvin Desert"."""
    praise = [
        t
        for t in sentence.children(top, "amod")
        if t in before and (t.lemma.lower() in words("praise") or sentence.child(t, "advmod") is not None)
    ]
    return [t for t in before if any(t in sentence.subtree(one) for one in praise)]


def _place(context: Context, clause: Clause, unit: Unit) -> tuple[Token, Name] | None:
    """Return the head of a unit's place: the unit itself ("in X") or within a phrase ("at a meeting in X")."""
    sentence = clause.sentence
    named = context.names.mention_at(sentence, unit.top) is not None
    for top in (unit.top, *(() if named else sentence.children(unit.top, "nmod"))):
        case = sentence.child(top, "case")
        name = context.names.name_at(sentence, top)
        if case is None or name is None:
            continue
        if case.text.lower() not in _STATIC and not (top is not unit.top and _is_part(sentence, unit.top, top)):
            continue
        if top is not unit.top and unit.role is Role.FRONT:
            continue
        if top in unit.tokens and is_place(name) and (name.noun or _is_plain(unit, top, case)):
            return top, name
    return None


def _is_part(sentence: Sentence, noun: Token, place: Token) -> bool:
    """Tell whether a phrase names a part of a place that may stand before the question word: "on the roof of which"."""
    case = sentence.child(place, "case")
    of = case is not None and case.text.lower() in {"of", "in", "at"}
    return of and noun.upos == "NOUN" and noun.lemma.lower() not in words("people") | words("vague")


def _is_plain(unit: Unit, top: Token, case: Token) -> bool:
    """Tell whether a unit is "in" and a place of unknown sort, which "where" may ask for."""
    words = [t for t in unit.tokens if t.upos not in {"PROPN", "PUNCT"}]
    return top is unit.top and words == [case] and case.text.lower() in {"in", "near"}


def _within(context: Context, clause: Clause, top: Token, token: Token) -> bool:
    mention = context.names.mention_at(clause.sentence, top)
    return mention is not None and mention.start <= token.index < mention.end


RULE = Rule(name="located-in", find=_find, why="where something is or happened")
