"""What happens in a life: school, marriage, moves, work, prizes, death, each with the words people ask for it with.

Only the verb, the person and what is asked for need to be read rightly, so that these questions can also be drawn
from sentences whose other parts are too tangled for the rules that keep every word.
"""

import re
from collections.abc import Iterator

from quiz.generate.entities.names import Name, is_place
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling, is_generic
from quiz.generate.reading.lives import FRAMES, Frame
from quiz.generate.reading.phrases import Piece, sentence_case
from quiz.generate.rules.base import Found, Rule
from quiz.generate.values.dates import Grain
from quiz.generate.wording.asking import name_behind
from quiz.generate.wording.participles import is_of_participle
from quiz.generate.wording.places import place_forms
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_PASSABLE = ("words after a subordinate", "what completes the verb", "semicolons part")
"""Beginnings of flaws that concern parts of a clause which these questions leave out."""
_ON = {"in", "on", "at", "during"}
_YEAR = re.compile(r"1\d{3}|20\d{2}")
_LONGEST = 6
"""Words of an answer that is no name."""


_DEGREES = {"degree", "doctorate", "diploma", "bachelor", "master", "ph.d.", "phd", "b.a.", "m.a.", "education"}
"""What one gets from a university."""
_HOUSES = {"home", "house", "residence", "farm"}
_WITHIN = words("places") | {"borough", "canton", "district", "kingdom", "neighborhood", "neighbourhood", "valley"}
"""Sorts of places that one is "in": nobody is born "in" a coast."""
_ANYBODY = {"man", "woman", "person", "member", "part", "favorite", "favourite", "result", "age"}
_DATED = {"become", "serve", "work", "commission", "employ"}
"""Verbs of which a life may hold several, so that only a date or a body says which is meant."""


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw and not clause.flaw.startswith(_PASSABLE):
            continue
        who = _person(context, clause)
        if who is None:
            continue
        passive = is_relation(clause.subject.top, "nsubj:pass")
        for frame in FRAMES:
            if clause.head.lemma.lower() in frame.verbs.split() and frame.passive is passive:
                for unit in _targets(clause, frame.target):
                    yield from _ask(context, clause, frame, who, unit)


def _person(context: Context, clause: Clause) -> Name | None:
    """Return whose life the clause is about: one person by full name, as something that is over."""
    sentence, top = clause.sentence, clause.subject.top
    name = context.names.name_at(sentence, top) or context.referent(sentence, top)
    known = name is not None and name.kind is Kind.PERSON and (" " in name.full or name is context.topic)
    if not known or clause.finite.xpos not in {"VBD", "VBN"} or sentence.children(top, "conj"):
        return None
    return name if clause.finite.lemma.lower() != "have" else None


def _ask(context: Context, clause: Clause, frame: Frame, who: Name, unit: Unit) -> Found:
    if _is_hedged(clause, unit):
        return
    found = _named(context, clause, frame, unit) if frame.kinds else _phrase(context, clause, unit)
    if found is None:
        return
    noun, kind, answers = found
    when = _own_date(context, clause, unit) or _when(context, clause)
    at, inside = _beside(context, clause, unit, ("at", "in", "on", "for"))
    if not at and "{at}" in frame.prompt:
        at, inside = _below(context, clause, unit)
    obj, objects = _object(context, clause, unit)
    somewhere = any(u.tokens[0].text.lower() in {"at", "under"} for u in clause.after())
    if clause.head.lemma.lower() == "study" and not frame.kinds and not at and somewhere:
        return  # what was studied where is wound into a list
    cast = any(is_relation(u.top, "obj") for u in clause.after())  # "starring Ada Lorne as the queen"
    if "which character" in frame.prompt and (cast or not at):
        return
    if "{obj}" in frame.prompt and not _fits_object(clause, frame, unit):
        return
    if not frame.kinds and clause.head.lemma.lower() in _DATED and not when and not at:
        return
    if clause.head.lemma.lower() == "marry" and not when and _is_repeated(context, clause):
        return
    prompt = frame.prompt if noun or not frame.bare else frame.bare
    if "debut" in (clause.head.lemma.lower(), *obj.split()) and unit.tokens[0].text.lower() in {"in", "with"}:
        prompt = prompt.replace("at which", "with which" if kind is Kind.ORGANIZATION else "in which")
    text = prompt.format(
        noun=noun,
        who=who.full,
        verb=clause.head.lemma,
        done=clause.head.text,
        when=when,
        at=at if "{at}" in prompt else "",
        obj=obj,
    )
    used = (*(inside if "{at}" in prompt else ()), *(objects if "{obj}" in prompt else ()))
    yield Candidate(
        rule=RULE.name,
        prompt=sentence_case(text),
        answers=(answers,),
        answer_kind=kind,
        fact=Fact(predicate=text, subject=who.full, value=answers[0]),
        sentence=clause.sentence,
        weight=0.65 if who in {context.topic, context.protagonist} else 0.5,
        used=used,
        joints=(unit.top.index,),
    )


def _targets(clause: Clause, target: str) -> Iterator[Unit]:
    wanted = target.split("|")
    for unit in clause.after():
        case = clause.sentence.child(unit.top, "case", "mark")
        role = unit.relation.split(":")[0]
        if role == "xcomp" and unit.top.upos != "NOUN":
            continue
        if role in wanted or (role == "obl" and case is not None and case.text.lower() in wanted):
            yield unit


def _is_repeated(context: Context, clause: Clause) -> bool:
    """Tell whether the article has the verb again, so that it may have happened twice."""
    return any(c.head.lemma == clause.head.lemma and c.head is not clause.head for c in context.clauses)


def _is_hedged(clause: Clause, unit: Unit) -> bool:
    sentence = clause.sentence
    below = (*sentence.children(clause.head, "advmod"), *sentence.children(unit.top, "advmod"))
    return any(t.lemma.lower() in words("hedge") for t in below)


def _named(context: Context, clause: Clause, frame: Frame, unit: Unit) -> tuple[str, Kind, tuple[str, ...]] | None:
    """Return what to ask for a name with, its kind and its spellings; ``None`` when the name does not fit."""
    sentence = clause.sentence
    top = unit.top
    if top.lemma.lower() in _HOUSES:  # "at her home in Arvin"
        top = next((t for t in sentence.children(top, "nmod") if sentence.child(t, "case") is not None), top)
    mention = context.names.mention_at(sentence, top) or name_behind(context, sentence, top)
    name = context.names.by_form(mention.text) if mention is not None else None
    if name is None or mention is None or name.kind not in frame.kinds or is_generic(name.full):
        return None
    if (sentence.children(unit.top, "conj") and not _own_date(context, clause, unit)) or name is context.topic:
        return None
    first = unit.tokens[1:2] if unit.tokens[0].upos == "ADP" else unit.tokens[:1]
    if any(t.upos not in {"DET", "PROPN", "ADJ"} for t in first) and top is unit.top:
        return None
    after = sentence.tokens[mention.end] if mention.end < len(sentence.tokens) else None
    if after is not None and (after.text in {"'s", "’s", "'", "’"} or _goes_on(sentence, mention.start, after)):
        return None
    noun = "" if frame.noun == "-" else context.noun_of(name) or frame.noun
    if name.kind is Kind.PLACE and unit.tokens[0].text.lower() == "in" and noun not in _WITHIN:
        noun = ""
    if not noun and not frame.bare and frame.noun != "-":
        return None
    return noun, name.kind, place_forms(context, sentence, top, name) if is_place(name) else (name.full,)


def _goes_on(sentence: Sentence, start: int, after: Token) -> bool:
    """Tell whether a name goes on behind it: "Songs" of "Songs of an Old Sailor"."""
    top = sentence.tokens[after.head] if after.head >= 0 else after
    return after.text.lower() == "of" and top.upos == "PROPN" and start <= top.head < after.index


def _phrase(context: Context, clause: Clause, unit: Unit) -> tuple[str, Kind, tuple[str, ...]] | None:
    """Return a common noun phrase as answer; ``None`` when it is too long or holds what nobody can place."""
    sentence = clause.sentence
    if unit.top.upos != "NOUN" or sentence.children(unit.top, "conj", "nummod"):
        return None
    tokens = [
        t
        for t in kept(sentence, unit.top)
        if t.upos not in {"ADP", "PUNCT"} or t.index > unit.top.index or t.text == "-"
    ]
    while tokens and (tokens[0].upos == "DET" or tokens[0].text.lower() in {"as", "of"}):
        tokens.pop(0)
    if not 0 < len(tokens) <= _LONGEST or unit.top.lemma.lower() in words("vague") | words("spans") | _ANYBODY:
        return None
    if any(t.lemma.lower() in {"first", "only", "last", "youngest", "oldest"} for t in tokens):
        return None
    if dangling(context, sentence, [t.index for t in tokens]) is not None:
        return None
    return "", Kind.THING, (context.text(sentence, tokens),)


def _when(context: Context, clause: Clause) -> str:
    """Return the date of a clause as a question says it, empty when it has none that is certain."""
    whens = [
        w
        for u in clause.after()
        if (w := context.date_in(clause.sentence, u.tokens)) is not None and not is_of_participle(clause, u)
    ]
    if len(whens) != 1 or not whens[0].known:
        return ""
    first = clause.sentence.tokens[whens[0].start - 1] if whens[0].start else None
    if first is not None and first.upos == "ADP" and first.text.lower() not in _ON:
        return ""
    return f" {'on' if whens[0].grain is Grain.DAY else 'in'} {whens[0].text}"


def _own_date(context: Context, clause: Clause, unit: Unit) -> str:
    """Return the year right behind a name, as a question says it: "the A Prize in 1961 and the B Prize in 1970"."""
    mention = context.names.mention_at(clause.sentence, unit.top)
    before = clause.sentence.tokens[mention.start - 1].text if mention is not None and mention.start else ""
    if _YEAR.fullmatch(before):
        return f" in {before}"  # "the 1931 Lorne Prize"
    for when in context.references.dates(clause.sentence):
        case = clause.sentence.tokens[when.start - 1] if when.start else None
        behind = mention is not None and when.start == mention.end + 1 and case is not None and case.text == "in"
        if behind and when.known and when.grain is Grain.YEAR:
            return f" in {when.text}"
    return ""


def _beside(context: Context, clause: Clause, target: Unit, cases: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
    """Return the phrase that says in which body, with the space before it, and its tokens."""
    for unit in clause.units:
        name = context.names.name_at(clause.sentence, unit.top)
        fits = unit.role is Role.AFTER and unit.top is not target.top and is_relation(unit.top, "obl")
        if fits and name is not None and unit.tokens[0].text.lower() in cases and name.kind is not Kind.PERSON:
            tokens = unit.tokens
            if context.name_of(clause.sentence, tokens[1:]) is name:
                return " " + context.text(clause.sentence, tokens), tuple(t.index for t in tokens)
    return "", ()


def _below(context: Context, clause: Clause, target: Unit) -> tuple[str, tuple[int, ...]]:
    """Return the same where the tree hangs it on what is asked for: "law at Arvin College, music at Tern School"."""
    for below in clause.sentence.children(target.top, "nmod"):
        case = clause.sentence.child(below, "case")
        tokens = kept(clause.sentence, below)
        if case is not None and case.text.lower() == "at" and context.name_of(clause.sentence, tokens[1:]) is not None:
            return " " + context.text(clause.sentence, tokens), tuple(t.index for t in tokens)
    return "", ()


def _fits_object(clause: Clause, frame: Frame, target: Unit) -> bool:
    """Tell whether what somebody receives is a degree, or makes a debut, where the frame means that."""
    found = next((u.top for u in clause.after() if is_relation(u.top, "obj") and u.top is not target.top), None)
    if "make" in frame.verbs:
        return found is not None and found.lemma.lower() == "debut"
    if "obtain" in frame.verbs:
        return found is not None and found.lemma.lower() in _DEGREES
    return True


def _object(context: Context, clause: Clause, target: Unit) -> tuple[str, tuple[int, ...]]:
    unit = next((u for u in clause.after() if is_relation(u.top, "obj") and u.top is not target.top), None)
    if unit is None:
        return "", ()
    # "his" goes back to the person whom the question names.
    pieces: list[Piece] = [t.text.lower() if t.xpos == "PRP$" else t for t in unit.tokens]
    used = tuple(t.index for t in unit.tokens if t.xpos != "PRP$")
    return " " + context.text(clause.sentence, pieces), used


RULE = Rule(name="life", find=_find, why="for what happened in somebody's life")
