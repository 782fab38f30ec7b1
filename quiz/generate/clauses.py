"""Clauses: what a sentence says, taken apart into units that questions are built from.

A clause keeps its words in order. What only dresses the statement is left out on the way: attribution, brackets,
appositions, non-restrictive relative clauses, discourse words. A clause that is not a plain statement of fact
(negated, conditional, hedged, quoted, modal) says so in ``flaw`` and is never asked about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quiz.generate.flaws import MODALS, NEGATIONS, after_comma, find_flaws, is_purpose
from quiz.generate.simplify import bracketed, kept
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_DROPPED = (
    "punct",
    "cc",
    "mark",
    "discourse",
    "parataxis",
    "vocative",
    "dislocated",
    "list",
    "conj",
    "reparandum",
    "orphan",
)
_NOMINAL = (
    "det", "amod", "nmod", "compound", "acl", "nummod", "case", "flat", "appos", "fixed", "goeswith", "conj",
    "cc", "punct",
)  # fmt: skip
_YEAR = 4
"""Digits of a year."""
_LINKS = {"addition", "contrast", "fact", "instance", "particular", "turn"}
"""Nouns of phrases that only link a sentence to the one before."""
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


class Role(StrEnum):
    """The place of a unit in its clause."""

    FRONT = "front"
    SUBJECT = "subject"
    VERB = "verb"
    AFTER = "after"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A run of words that moves as one."""

    role: Role
    relation: str
    top: Token
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One simplified clause, its units in the order of the sentence."""

    sentence: Sentence
    head: Token
    units: tuple[Unit, ...]
    finite: Token
    """The word that carries the tense."""
    flaw: str = ""
    """Why nothing may be asked from it; empty for a plain statement."""
    kind: str = "main"
    """``main``, ``reported`` (somebody says so), ``conjoined`` or ``relative``."""

    @property
    def subject(self) -> Unit:
        """The unit of the subject."""
        return next(unit for unit in self.units if unit.role is Role.SUBJECT)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words it keeps, from left to right."""
        return tuple(sorted((t for unit in self.units for t in unit.tokens), key=lambda t: t.index))

    @property
    def copular(self) -> bool:
        """Tell whether it says that something is something."""
        return self.sentence.child(self.head, "cop") is not None

    @property
    def present(self) -> bool:
        """Tell whether it speaks of the article's own time."""
        return self.finite.xpos in {"VBZ", "VBP", "VB"} or self.finite.lemma.lower() == "will"

    @property
    def passing(self) -> bool:
        """Tell whether it speaks of what has happened by, or will happen after, the article's own time."""
        lemma = self.finite.lemma.lower()
        return lemma == "will" or (lemma == "have" and self.present and self.finite is not self.head)

    def after(self) -> tuple[Unit, ...]:
        """Return the units that are neither subject nor verb."""
        return tuple(unit for unit in self.units if unit.role in {Role.AFTER, Role.FRONT})


def find_clauses(sentence: Sentence, *, quoted: frozenset[int] = frozenset()) -> Iterator[Clause]:
    """Yield the clauses of a sentence: the main one, those under reporting verbs, conjuncts and relatives.

    ``quoted`` holds the character offsets of words inside quotation marks; a clause headed there is flawed.
    """
    for head, kind, borrowed in _heads(sentence):
        clause = _build(sentence, head, kind, borrowed, quoted)
        if clause is not None:
            yield clause


def _heads(sentence: Sentence) -> Iterator[tuple[Token, str, Token | None]]:
    """Yield the heads of clauses with their kind and, when the clause has no subject of its own, the subject's head."""
    root = sentence.root
    told = sentence.child(root, "ccomp")
    if told is not None and root.lemma.lower() in words("reporting"):
        yield told, "reported", None
    elif (participle := _headless(sentence)) is not None:
        yield participle, "main", root
    else:
        yield root, "main", None
        subject = sentence.child(root, "nsubj")
        for other in sentence.children(root, "conj"):
            if other.upos in {"VERB", "AUX"} or sentence.child(other, "cop"):
                own = sentence.child(other, "nsubj")
                yield other, "conjoined", None if own else subject
    for token in sentence.tokens:
        if token.deprel != "acl:relcl" or token.head < 0:
            continue
        noun = sentence.tokens[token.head]
        if after_comma(sentence, token):
            yield token, "relative", noun
        elif noun is root and sentence.child(root, "cop") and (subject := sentence.child(root, "nsubj")):
            # "X is a club that won the cup" says that X won the cup.
            yield token, "relative", subject


def _headless(sentence: Sentence) -> Token | None:
    """Return the verb of "Talks focused on trade." when the analyser took the noun for the root."""
    root = sentence.root
    if root.upos not in {"NOUN", "PROPN"} or sentence.tokens[-1].text != ".":
        return None
    if any(t.xpos in _FINITE for t in sentence.tokens):
        return None
    verb = next((c for c in sentence.children(root, "acl") if c.xpos == "VBN" and c.index == root.index + 1), None)
    plain = verb is not None and sentence.child(verb, "obl", "obj") is not None
    return verb if plain and verb is not None and sentence.child(verb, "obl:agent") is None else None


def _build(sentence: Sentence, head: Token, kind: str, borrowed: Token | None, quoted: frozenset[int]) -> Clause | None:
    flaws = list(find_flaws(sentence, head, quoted))
    units = list(_units(sentence, head, flaws))
    if kind == "relative":
        units = _with_antecedent(sentence, units, borrowed, flaws)
    elif borrowed is not None and head.head == borrowed.index and head.deprel == "acl":
        own = {t.index for t in sentence.subtree(head)}
        tokens = tuple(t for t in kept(sentence, borrowed) if t.index not in own and t.upos != "PUNCT")
        units.insert(0, Unit(role=Role.SUBJECT, relation="nsubj", top=borrowed, tokens=tokens))
    elif borrowed is not None:
        units.insert(
            0, Unit(role=Role.SUBJECT, relation=borrowed.deprel, top=borrowed, tokens=kept(sentence, borrowed))
        )
    if sum(unit.role is Role.SUBJECT for unit in units) != 1:
        return None
    if _begins_with_case(sentence, next(unit for unit in units if unit.role is Role.SUBJECT)):
        flaws.append("the subject begins with a preposition")
    finite = _finite(sentence, head)
    if finite is None:
        return None
    if kind == "reported" and _is_of_himself(sentence, head):
        flaws.append("somebody says so of himself")
    if any(sentence.child(t, "parataxis") and is_relation(t, "acl") for u in units for t in u.tokens):
        flaws.append("a relative clause holds an aside")
    if any(t.lemma.lower() in MODALS and t.xpos == "MD" for u in units for t in u.tokens):
        flaws.append("a part of the statement is only possible")
    predicate = next((u for u in units if u.relation == "predicate"), None)
    if predicate is not None and predicate.tokens[0].index < finite.index:
        flaws.append("the order of words is not that of a statement")
    if (
        kind == "conjoined"
        and borrowed is not None
        and _is_passive(sentence, head) != _is_passive(sentence, sentence.root)
    ):
        flaws.append("the second verb may have another subject")
    return Clause(
        sentence=sentence, head=head, units=tuple(units), finite=finite, flaw=flaws[0] if flaws else "", kind=kind
    )


def _begins_with_case(sentence: Sentence, subject: Unit) -> bool:
    """Tell whether a subject begins with a preposition that is no limit of its number ("At least 20 ships")."""
    first = subject.tokens[0]
    inner = sentence.tokens[first.head] if first.head >= 0 else first
    return first.upos == "ADP" and inner.upos != "NUM" and not is_relation(inner, "nmod", "advmod", "fixed")


def _is_of_himself(sentence: Sentence, head: Token) -> bool:
    """Tell whether the subject of a reported clause is a pronoun for whoever speaks."""
    told = sentence.child(head, "nsubj")
    return (
        told is not None and told.text.lower() in {"he", "she"} and sentence.child(sentence.root, "nsubj") is not None
    )


def _finite(sentence: Sentence, head: Token) -> Token | None:
    helpers = sentence.children(head, "aux", "cop")
    if helpers:
        first = min(helpers, key=lambda t: t.index)
        return first if first.xpos in _FINITE else None
    # A bare participle with a subject of its own is a past tense the tagger took for a participle.
    if head.xpos == "VB" and sentence.child(head, "nsubj") and not _marked_to(sentence, head):
        return head  # a present tense of the plural, which looks like an infinitive
    past = head.xpos == "VBN" and (sentence.child(head, "nsubj") or head is _headless(sentence))
    return head if head.xpos in _FINITE or past else None


def _marked_to(sentence: Sentence, head: Token) -> bool:
    return any(t.text.lower() == "to" for t in sentence.children(head, "mark"))


def _is_passive(sentence: Sentence, head: Token) -> bool:
    return sentence.child(head, "aux:pass") is not None


def _units(sentence: Sentence, head: Token, flaws: list[str]) -> Iterator[Unit]:
    verbs = [head, *(c for c in sentence.children(head, "aux", "cop", "compound:prt"))]
    copular = sentence.child(head, "cop") is not None
    first_verb = min(v.index for v in verbs)
    last_verb = head.index if not copular else max(v.index for v in verbs if v is not head)
    chain: list[Token] = []
    pending: list[Unit] = []
    aside = bracketed(sentence)
    for child in sentence.children(head):
        if child.index in aside and head.index not in aside:
            continue
        if is_relation(child, "aux", "cop", "compound:prt"):
            chain.append(child)
        elif (
            (copular and is_relation(child, *_NOMINAL) and not _is_clausal(sentence, child))
            or is_relation(child, *_DROPPED)
            or _is_attribution(sentence, child)
        ):
            continue
        elif is_relation(child, "nsubj"):
            tokens = kept(sentence, child)
            pending.append(Unit(role=Role.SUBJECT, relation=child.deprel, top=child, tokens=tokens))
        elif _is_inner_adverb(sentence, child, head, first_verb, last_verb):
            if child.lemma.lower() not in words("discourse"):
                chain.append(child)
        elif is_relation(child, "xcomp") and child.upos == "VERB":
            pending.extend(_complement(sentence, child, flaws))
        elif child.text.lower() == "back" and not sentence.children(child):
            continue
        else:
            pending.extend(_adjunct(sentence, child, first_verb))
    if copular:
        body = kept(sentence, head, only=_NOMINAL)
        pending.append(Unit(role=Role.AFTER, relation="predicate", top=head, tokens=body))
    else:
        chain.append(head)
    chain.sort(key=lambda t: t.index)
    pending.append(Unit(role=Role.VERB, relation="verb", top=head, tokens=tuple(chain)))
    yield from sorted((u for u in pending if u.tokens), key=lambda u: u.tokens[0].index)


def _is_inner_adverb(sentence: Sentence, child: Token, head: Token, first: int, last: int) -> bool:
    """Tell whether a bare adverb stands within the verb or right before it, behind the subject."""
    if not is_relation(child, "advmod") or sentence.children(child):
        return False
    subject = sentence.child(head, "nsubj")
    begins = min(first, subject.index) if subject is not None else first
    return begins < child.index < last and (child.index > first or child.index == first - 1)


def _is_clausal(sentence: Sentence, child: Token) -> bool:
    """Tell whether a conjunct of a nominal predicate is a clause of its own."""
    return is_relation(child, "conj") and bool(sentence.children(child, "nsubj", "cop", "aux"))


def _has_words(sentence: Sentence, child: Token) -> bool:
    return any(t.upos != "PUNCT" for t in sentence.children(child))


def _is_attribution(sentence: Sentence, child: Token) -> bool:
    """Tell whether a phrase names the source of the statement: "according to the police", "as per the report"."""
    return is_relation(child, "obl") and any(
        c.text.lower() in {"according", "per"} for c in (*sentence.children(child, "case"), *_fixed(sentence, child))
    )


def _fixed(sentence: Sentence, child: Token) -> Iterator[Token]:
    for case in sentence.children(child, "case"):
        yield from sentence.children(case, "fixed")


def _adjunct(sentence: Sentence, child: Token, first_verb: int) -> Iterator[Unit]:
    first = next((t.index for t in sentence.subtree(child) if t.upos != "PUNCT"), child.index)
    if first == 0 and child.deprel == "obl:unmarked" and child.text.lower() in words("weekdays") | words("months"):
        return  # a dateline that has run into its first sentence
    footnote = is_relation(child, "dep", "nummod", "appos", "list", "discourse", "parataxis")
    if footnote and child.text.isdigit() and len(child.text) < _YEAR and not sentence.children(child):
        return
    if [t.text.lower() for t in sentence.tokens[max(0, first - 3) : first]] == ["as", "well", "as"]:
        return
    if is_relation(child, "advmod") and child.lemma.lower() in words("discourse"):
        return
    if is_relation(child, "obl") and child.lemma.lower() in _LINKS and len(sentence.subtree(child)) <= 3:  # noqa: PLR2004
        return  # "for instance", "in addition,"
    role = Role.FRONT if child.index < first_verb else Role.AFTER
    if role is Role.FRONT and is_relation(child, "advmod") and not _has_words(sentence, child):
        return  # "Briefly, ..." says something of the whole statement
    if role is Role.FRONT and [t.text.lower() for t in sentence.children(child, "case")] == ["as"]:
        return  # "As a young man" describes the subject and would describe the object from behind the verb
    if is_relation(child, "advcl") and not is_purpose(sentence, child, behind=role is Role.AFTER):
        return
    yield Unit(role=role, relation=child.deprel, top=child, tokens=kept(sentence, child))


def _complement(sentence: Sentence, child: Token, flaws: list[str]) -> Iterator[Unit]:
    """Yield the units of an infinitive ("aims to enhance cooperation"): its verb, then what depends on that."""
    verb = [child]
    rest: list[Unit] = []
    for below in sentence.children(child):
        if is_relation(below, "mark", "aux", "compound:prt", "cop") or (
            is_relation(below, "advmod") and below.index < child.index and not sentence.children(below)
        ):
            verb.append(below)
            if below.lemma.lower() in NEGATIONS:
                flaws.append("the statement is negated")
        elif is_relation(below, *_DROPPED):
            continue
        elif is_relation(below, "xcomp") and below.upos == "VERB":
            rest.extend(_complement(sentence, below, flaws))
        else:
            rest.extend(_adjunct(sentence, below, -1))
    verb.sort(key=lambda t: t.index)
    yield Unit(role=Role.VERB, relation="xcomp", top=child, tokens=tuple(verb))
    yield from rest


def _with_antecedent(sentence: Sentence, units: list[Unit], noun: Token | None, flaws: list[str]) -> list[Unit]:
    """Put the noun a relative clause speaks of in the place of its "who" or "which"."""
    subject = next((u for u in units if u.role is Role.SUBJECT), None)
    if noun is None or subject is None or subject.top.xpos not in {"WP", "WDT"}:
        flaws.append("the relative clause has a subject of its own")
        return units
    named = Unit(role=Role.SUBJECT, relation=subject.relation, top=noun, tokens=kept(sentence, noun))
    return [named, *(u for u in units if u is not subject)]
