"""A fact with one span left out: the fallback for sentences that no question fits.

What is hidden is a name, a number or a year that the rest of the statement points at, with a hint of its type. The
statement is the simplified clause, so that it reads as a sentence and holds nothing a stranger could not place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from quiz.generate.entities.names import Name
from quiz.generate.entities.places import home_of
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import is_generic
from quiz.generate.rules.base import Found, Rule, or_drop
from quiz.generate.wording.questions import Asker, candidate
from quiz.generate.wording.timing import is_stale
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

_OF_PEOPLE = {"ally", "assistant", "colleague", "disciple", "friend", "pupil", "rival", "student", "teacher", "partner"}
"""What somebody may be of another person."""
_HINTS = {Kind.PERSON: "person", Kind.COUNTRY: "country", Kind.CITY: "city", Kind.PRIZE: "award", Kind.EVENT: "event"}
_WHERE = {"in", "at", "near", "on"}
_LINKS = _WHERE | {"of", "from", "to", "with", "for", "by", "against", "between", "into", "through", "under", "after"}
"""Prepositions before a name that a statement may hide."""
_TOWARD = {"to", "from", "into", "through", "of"}
_KINDS = {"agreement", "award", "center", "centre", "class", "index", "law", "list", "programme", "report", "system"}
"""What a name may end in that says what it names."""
_LONGEST = 26
"""Tokens of a statement that still reads at a glance."""
_OPEN = {"include", "contain", "comprise"}
"""Verbs of lists that others may belong to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hole:
    """What a cloze hides."""

    tokens: tuple[Token, ...]
    text: str
    hint: str
    kind: Kind
    spellings: tuple[str, ...] = ()


def _find(context: Context) -> Found:
    for clause in context.clauses:
        if clause.flaw or clause.kind == "relative" or not _is_about_something(context, clause):
            continue
        if len(clause.tokens) > _LONGEST:
            continue
        for unit in clause.units:
            if unit.role is Role.VERB or unit.role is Role.SUBJECT:
                continue
            for hole in _holes(context, clause, unit):
                if not _is_telling(clause, hole):
                    continue
                yield from or_drop(RULE.name, clause, _ask(context, clause, hole))


def _ask(context: Context, clause: Clause, hole: _Hole) -> Found:
    hidden = f"{{{{c1::{hole.text}::{hole.hint}}}}}"
    question = Asker(context, clause).in_place(hole.tokens, [hidden], end=".")
    yield candidate(
        RULE.name,
        clause,
        question,
        ((hole.text, *hole.spellings),),
        hole.kind,
        weight=0.3,
        context=context,
        card=CardKind.CLOZE,
    )


def _is_telling(clause: Clause, hole: _Hole) -> bool:
    """Tell whether enough is said for one name only to fit: more than that somebody went to the place hidden."""
    said = [t for u in clause.units if u.role is not Role.SUBJECT for t in u.tokens if t not in hole.tokens]
    content = [t for t in said if t.upos in {"NOUN", "PROPN", "NUM", "ADJ", "VERB", "ADV"}]
    passive = is_relation(clause.subject.top, "nsubj:pass")
    return len(content) >= (1 if passive or clause.copular else 2)


def _is_about_something(context: Context, clause: Clause) -> bool:
    """Tell whether the subject is a name or stands for one, so that the statement is about something."""
    sentence, subject = clause.sentence, clause.subject
    if clause.head.xpos == "VB" and clause.finite.lemma.lower() == "be":
        return False  # "is to appear"
    ranked = clause.copular and any(t.xpos == "JJS" for t in sentence.children(clause.head, "amod"))
    if ranked and clause.present and context.today is None:
        return False
    titled = subject.top.lemma.lower() in offices() | roles() | {"chief"}
    alone = not any(t.upos == "PROPN" for t in subject.tokens if t is not subject.top)
    if titled and alone and subject.top.xpos in {"NN", "NNP"}:
        return False  # a title whose name was taken for something else
    if context.names.name_at(sentence, subject.top) is not None:
        return True
    return (subject.top.upos == "NOUN" and not clause.copular) or any(
        context.referent(sentence, t) is not None for t in subject.tokens
    )


def _holes(context: Context, clause: Clause, unit: Unit) -> Iterator[_Hole]:
    sentence = clause.sentence
    if clause.head.lemma.lower() in _OPEN | words("reporting") or (clause.present and is_stale(context, clause)):
        return
    for mention in context.names.mentions(sentence):
        tokens = tuple(t for t in unit.tokens if mention.start <= t.index < mention.end)
        name = context.names.by_form(mention.text)
        if name is None or len(tokens) != mention.end - mention.start or name is context.topic:
            continue
        if name.kind is Kind.NATIONALITY or sentence.tokens[mention.end - 1].xpos == "NNS":
            continue
        if (
            is_generic(name.full)
            or name.full[0].islower()
            or home_of(name.full) is not None
            or name.full.lower() in words("titles")
            or _is_somebody(clause, name.kind)
        ):
            continue
        top = next((t for t in tokens if t.head not in {w.index for w in tokens}), tokens[-1])
        hint = _hint(context, clause, name, top)
        if hint and _is_whole(clause, tokens, top) and top.head in {unit.top.index, unit.top.head}:
            yield _Hole(tokens=tokens, text=name.full, hint=hint, kind=name.kind)


def _hint(context: Context, clause: Clause, name: Name, top: Token) -> str:
    """Return what sort of thing is hidden, as far as that is certain; empty when it may not be hidden."""
    case = clause.sentence.child(top, "case")
    link = case.text.lower() if case is not None else ""
    if link and link not in _LINKS:
        return ""
    if name.full.casefold() in words("states"):
        return "state"
    noun = context.noun_of(name) or _HINTS.get(name.kind, "")
    if noun:
        return noun
    if name.kind is Kind.PLACE and link in _WHERE | _TOWARD:
        return "place"
    words_of = name.full.split()
    if len(words_of) == 1 and name.full.isupper():
        return "abbreviation" if name.full.isalpha() else "designation"
    last = words_of[-1].lower()
    return last if len(words_of) > 1 and last in words("kinds") | words("sorts") | _KINDS else ""


def _is_somebody(clause: Clause, kind: Kind) -> bool:
    """Tell whether a predicate says that something is a person's, which says too little of the person."""
    return kind is Kind.PERSON and clause.copular and clause.head.lemma.lower() not in _OF_PEOPLE | words("kinship")


def _is_whole(clause: Clause, tokens: tuple[Token, ...], top: Token) -> bool:
    """Tell whether a name stands by itself: no owner, no part of a larger phrase, none of several in a row."""
    sentence = clause.sentence
    last = tokens[-1].index
    after = sentence.tokens[last + 1] if last + 1 < len(sentence.tokens) else None
    before = sentence.tokens[tokens[0].index - 1] if tokens[0].index else None
    if after is not None and after.text in {"'s", "’s", "'", "’", "-", "–", "/"}:
        return False
    if any(t is not None and t.upos in {"PROPN", "NUM"} for t in (before, after)):
        return False
    if any(t.text.lower() in {"a", "an"} or t.upos == "ADJ" for t in sentence.children(top, "det", "amod")):
        return False
    if is_relation(top, "conj", "appos", "compound", "amod", "flat", "nmod:desc", "nmod:poss"):
        return False
    return not sentence.children(top, "conj") and sentence.child(top, "cop") is None


RULE = Rule(name="cloze", find=_find, why="for a name left out of its sentence, where no question fits")
