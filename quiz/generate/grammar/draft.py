"""A clause in the making: its units, its tense, and what speaks against it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from quiz.generate.grammar.clauses import Clause, Role, Source, Unit
from quiz.generate.grammar.flaws import SPECULATIVE, find_flaws, starts_anew
from quiz.generate.grammar.simplify import bracketed, kept
from quiz.generate.grammar.tense import PRESENT, finite_of
from quiz.generate.grammar.units import Parts
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_SURE = 0.85
"""Confidence from which what stands behind two nouns belongs to the first."""
_TYING = {"during", "with", "by", "for", "from", "of", "at", "in", "on", "into"}
"""Prepositions that may have been taken for the beginning of a clause."""
_BY_THE_WAY = {"participle", "relative", "adverbial"}
"""Kinds of clauses that say too little when nothing follows their verb."""
_BARE = 2
"""Units of a clause that is only subject and verb."""
_YEAR = 4
"""Digits of a year."""
_NOBODY = {"no", "nobody", "none", "nothing", "neither"}


@dataclass(slots=True, kw_only=True)
class Draft:
    """What becomes a clause once it has one subject and a tense."""

    sentence: Sentence
    head: Token
    kind: str
    units: list[Unit]
    finite: Token | None
    flaws: list[str] = field(default_factory=list[str])
    source: Source | None = None

    def lend(self, subject: Unit) -> None:
        """Give it a subject that stands elsewhere in the sentence."""
        passive = any(t.deprel == "aux:pass" for u in self.units if u.relation == "verb" for t in u.tokens)
        self.units.insert(0, placed(subject, Role.SUBJECT, "nsubj:pass" if passive else "nsubj", self.head))

    def help(self, *helpers: Token) -> None:
        """Put auxiliaries before its verb; the first of them carries the tense."""
        self.finite = helpers[0]
        self.units = [
            replace(u, tokens=(*helpers, *u.tokens)) if u.relation == "verb" and u.role is Role.VERB else u
            for u in self.units
        ]

    def respell(self, text: str, tag: str) -> None:
        """Write its verb in another form, which carries the tense: "killed" for "killing"."""
        verb = replace(self.head, text=text, xpos=tag)
        self.units = [replace(u, tokens=tuple(verb if t is self.head else t for t in u.tokens)) for u in self.units]
        self.head = self.finite = verb

    def clause(self) -> Clause | None:
        """Return the clause with what is wrong with it; ``None`` when it has no subject or no tense."""
        subjects = [u for u in self.units if u.role is Role.SUBJECT]
        verbs = [u for u in self.units if u.role is Role.VERB and u.relation == "verb" and u.tokens]
        if len(subjects) != 1 or len(verbs) != 1 or self.finite is None or not subjects[0].tokens:
            return None
        brief = self.kind in _BY_THE_WAY or self.head.lemma.lower() in words("reporting")
        if brief and len(self.units) <= _BARE:
            return None
        flaws = [*self.flaws, *self._faults(subjects[0], self.finite)]
        return Clause(
            sentence=self.sentence,
            head=self.head,
            units=tuple(self.units),
            finite=self.finite,
            flaw=flaws[0] if flaws else "",
            kind=self.kind,
            source=self.source,
        )

    def _faults(self, subject: Unit, finite: Token) -> Iterable[str]:
        sentence = self.sentence
        if _begins_with_case(sentence, subject):
            yield "the subject begins with a preposition"
        if any(sentence.child(t, "parataxis") and is_relation(t, "acl") for u in self.units for t in u.tokens):
            yield "a relative clause holds an aside"
        if finite.lemma.lower() in SPECULATIVE - {"would", "shall"}:
            yield f"the statement is only possible ({finite.text})"
        parts = (u for u in self.units if u.relation != "verb")
        if any(
            t.lemma.lower() in SPECULATIVE and t.xpos == "MD" and _opens(sentence, t) for u in parts for t in u.tokens
        ):
            yield "a part of the statement is only possible"
        whole = [t.index for u in self.units for t in u.tokens if t.index >= 0]
        aside = bracketed(sentence)
        if any(t.text == ";" and t.index not in aside for t in sentence.tokens[min(whole) : max(whole)]):
            yield "semicolons part the statement"
        if any(starts_anew(sentence, t) for t in sentence.tokens[min(whole) + 1 : max(whole) + 1]):
            yield "two sentences have run together"
        if any(t.text.lower() in _NOBODY for u in self.units if not is_relation(u.top, "obl") for t in u.tokens[:1]):
            yield "the statement is negated"
        if finite is self.head and finite.xpos in PRESENT and any(_is_year(u) for u in self.units):
            yield "a past year stands with the present tense"
        predicate = next((u for u in self.units if u.relation == "predicate"), None)
        if predicate is not None and 0 <= predicate.tokens[0].index < finite.index:
            yield "the order of words is not that of a statement"


def _with_introduced(units: list[Unit]) -> list[Unit]:
    """Make one subject of two where a noun only introduces the other: "poets A and B", "A proud town, it fell"."""
    subjects = [u for u in units if u.role is Role.SUBJECT]
    if len(subjects) != 2:  # noqa: PLR2004
        return units
    noun, names = subjects
    apart = names.tokens[0].index - noun.tokens[-1].index
    if names.top.xpos == "PRP" and noun.tokens[0].text.lower() in {"a", "an"} and apart > 1:
        return [u for u in units if u is not noun]
    if noun.top.xpos != "NNS" or names.top.upos != "PROPN" or apart != 1:
        return units
    whole = replace(names, tokens=(*noun.tokens, *names.tokens))
    return [whole if u is names else u for u in units if u is not noun]


def _with_inserted(units: list[Unit]) -> list[Unit]:
    """Give a subject the phrase between it and its verb where the verb of its own clause is what that belongs to.

    "Pupils who left the school during a storm have been found" tells when they left.
    """
    for subject, phrase in pairwise(units):
        if subject.role is not Role.SUBJECT or phrase.role is not Role.FRONT or not is_relation(phrase.top, "obl"):
            continue
        within = any(is_relation(t, "acl") for t in subject.tokens)
        if within and phrase.tokens[0].index == subject.tokens[-1].index + 1 and not _is_when(phrase):
            whole = replace(subject, tokens=(*subject.tokens, *phrase.tokens))
            return [whole if u is subject else u for u in units if u is not phrase]
    return units


def _is_when(unit: Unit) -> bool:
    named = words("months") | words("weekdays") | words("spans")
    return any(t.lemma.lower() in named or (t.text.isdigit() and len(t.text) == _YEAR) for t in unit.tokens)


def _opens(sentence: Sentence, modal: Token) -> bool:
    """Tell whether a modal within a part leaves open what the whole says; one that describes a noun does not."""
    token = sentence.tokens[modal.head] if modal.head >= 0 else modal
    while token.head >= 0 and not is_relation(token, "ccomp", "xcomp", "advcl", "acl"):
        token = sentence.tokens[token.head]
    return token.deprel != "acl:relcl"


def _is_year(unit: Unit) -> bool:
    """Tell whether a unit is "in" and a year, or a whole date."""
    last = unit.tokens[-1].text
    dated = last.isdigit() and len(last) == _YEAR and unit.tokens[0].text.lower() in {"in", "on"}
    return dated and unit.role in {Role.FRONT, Role.AFTER}


def _begins_with_case(sentence: Sentence, subject: Unit) -> bool:
    """Tell whether a subject begins with a preposition that is no limit of its number ("At least 20 ships")."""
    first = subject.tokens[0]
    inner = sentence.tokens[first.head] if first.head >= 0 else first
    return first.upos == "ADP" and inner.upos != "NUM" and not is_relation(inner, "nmod", "advmod", "fixed")


def _lost(sentence: Sentence, units: Iterable[Unit]) -> Token | None:
    """Return the preposition right before a circumstance that the analyser hung on another word."""
    held = {t.index for u in units for t in u.tokens}
    for unit in units:
        first = unit.tokens[0].index
        if unit.role in {Role.AFTER, Role.FRONT} and first > 0 and is_relation(unit.top, "obl", "obj"):
            before = sentence.tokens[first - 1]
            tied = before.upos == "ADP" or before.text.lower() in _TYING
            if tied and before.index not in held and not is_relation(before, "fixed"):
                return before
    return None


def draft(
    sentence: Sentence,
    head: Token,
    kind: str,
    quoted: frozenset[int],
    *,
    source: Source | None = None,
    participle: bool = False,
) -> Draft:
    """Return the draft of the clause of ``head`` as the sentence has it, with or without subject and tense."""
    parts = Parts(sentence, head, participle=participle)
    units = _with_inserted(_with_introduced(parts.find()))
    lost = _lost(sentence, units)
    if lost is not None:
        parts.flaws.append(f"a word between the parts would be lost ({lost.text})")
    return Draft(
        sentence=sentence,
        head=head,
        kind=kind,
        units=units,
        finite=finite_of(sentence, head),
        flaws=[*find_flaws(sentence, head, quoted, source=source), *parts.flaws],
        source=source,
    )


def placed(unit: Unit, role: Role, relation: str, head: Token) -> Unit:
    """Return a unit from elsewhere as what it is to the verb ``head``."""
    return Unit(
        role=role, relation=relation, top=replace(unit.top, deprel=relation, head=head.index), tokens=unit.tokens
    )


def noun_unit(sentence: Sentence, noun: Token, gone: Token | None = None, *, case: bool = False) -> Unit:
    """Return a noun phrase without its preposition and without ``gone``, the clause that speaks of it."""
    left: set[int] = set()
    for child in sentence.children(noun):
        first = sentence.subtree(child)[0].index
        outside = is_relation(child, "case") and child.text not in {"'s", "’s", "'", "’"} and not case
        later = gone is not None and first > gone.index and is_relation(child, "conj", "cc", "appos", "acl")
        if outside or later or is_relation(child, "nsubj", "cop", "aux", "mark", "advcl", "obl", "parataxis"):
            left |= {t.index for t in sentence.subtree(child)}
    if gone is not None:
        left |= {t.index for t in sentence.subtree(gone)}
    entity = sentence.entity_at(noun)
    whole = range(entity.start, entity.end) if entity is not None else range(0)
    inner = {t.index for t in kept(sentence, noun)} - left | set(whole)
    tokens = [t for t in sentence.tokens if t.index in inner]
    while tokens and (tokens[-1].upos in {"PUNCT", "CCONJ"} or tokens[-1].deprel == "cc"):
        tokens.pop()
    while tokens and tokens[0].upos == "PUNCT":
        tokens.pop(0)
    if tokens and tokens[-1].text in {"'s", "’s"} and tokens[-1].head == noun.index:
        tokens.pop()
    return Unit(role=Role.AFTER, relation=noun.deprel, top=noun, tokens=tuple(tokens))


def is_far(sentence: Sentence, noun: Token, clause: Token) -> bool:
    """Tell whether another noun stands between a noun and what is said of it, so that either may be meant."""
    first = next(t.index for t in sentence.subtree(clause) if t.upos != "PUNCT")
    between = sentence.tokens[noun.index + 1 : first]
    inner = [
        t for t in between if t.upos in {"NOUN", "PROPN"} and not is_relation(t, "flat", "conj", "compound", "appos")
    ]
    return bool(inner) and clause.confidence < _SURE
