"""Clauses: what a sentence says, taken apart into units that questions are built from.

A clause keeps its words in order. What only dresses the statement is left out on the way: attribution, brackets,
appositions, non-restrictive relative clauses, discourse words. A clause that is not a plain statement of fact
(negated, conditional, hedged, quoted) says so in ``flaw`` and is never asked about. `quiz.generate.grammar.split`
finds them.
"""

from dataclasses import dataclass
from enum import StrEnum

from quiz.language.document import Sentence, Token

OWN = -1
"""Index of a word of ours in a clause: the "was" that "built in 1872" leaves out."""


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
class Source:
    """Who says so: "Jon Berg" and "claimed" in "Jon Berg claimed that ..."."""

    speaker: tuple[Token, ...]
    verb: Token | None = None
    """The verb of saying; ``None`` for "according to"."""
    claim: bool = False
    """Whether it is an opinion, a promise or a claim, which only its speaker answers for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One simplified clause, its units in the order of a statement.

    Words may be spelled otherwise than in the sentence ("killed" for "killing"), and words of ours have the index
    `OWN`: where the sentence leaves out the tense, the clause has it.
    """

    sentence: Sentence
    head: Token
    units: tuple[Unit, ...]
    finite: Token
    """The word that carries the tense."""
    flaw: str = ""
    """Why nothing may be asked from it; empty for a plain statement."""
    kind: str = "main"
    """How the sentence says it: ``main``, ``reported`` (somebody says so), ``conjoined``, ``relative``, ``participle``
    ("built in 1872"), ``result`` ("killing two"), ``apposition`` ("Ann Lee, a doctor"), ``adverbial`` ("after ...") or
    ``existential`` ("there were two"; without "there"). ``saying`` is one that a rule makes of somebody's words."""
    source: Source | None = None
    """Who says so, when the sentence names its source."""

    @property
    def subject(self) -> Unit:
        """The unit of the subject."""
        return next(unit for unit in self.units if unit.role is Role.SUBJECT)

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words of the sentence it keeps, from left to right."""
        kept = (t for unit in self.units for t in unit.tokens if t.index != OWN)
        return tuple(sorted(kept, key=lambda t: t.index))

    @property
    def copular(self) -> bool:
        """Tell whether it says that something is something."""
        return self.finite.deprel == "cop" or self.sentence.child(self.head, "cop") is not None

    @property
    def present(self) -> bool:
        """Tell whether it speaks of the article's own time."""
        told = self.finite.xpos in {"VBZ", "VBP", "VB"} or self.finite.lemma.lower() in {"will", "would"}
        return told or self._is_present_by_rest()

    def _is_present_by_rest(self) -> bool:
        """Tell whether a verb of one form, such as "cost", stands among verbs of the present alone."""
        finite = self.finite
        one_form = finite.xpos == "VBD" and finite.text.lower() == finite.lemma.lower()
        if not one_form or self.subject.top.xpos not in {"NNS", "NNPS"}:
            return False
        tags = {t.xpos for t in self.sentence.tokens if t is not finite}
        return bool(tags & {"VBZ", "VBP"}) and "VBD" not in tags

    @property
    def passing(self) -> bool:
        """Tell whether it speaks of what has happened by, goes on at, or is planned at the article's own time."""
        lemma = self.finite.lemma.lower()
        if lemma in {"will", "would"}:
            return True
        helped = self.present and self.finite.index != self.head.index
        return helped and (lemma == "have" or (lemma == "be" and (self.ongoing or self.planned)))

    @property
    def ongoing(self) -> bool:
        """Tell whether it says what goes on: "is building", "is being built"."""
        verb = next(u for u in self.units if u.role is Role.VERB and u.relation == "verb")
        return self.head.xpos == "VBG" or any(t.text.lower() == "being" for t in verb.tokens)

    @property
    def planned(self) -> bool:
        """Tell whether it says what somebody plans: "is to be held", "is set to open"."""
        verb = next(u for u in self.units if u.role is Role.VERB and u.relation == "verb")
        if any(t.text.lower() == "to" and t.deprel == "mark" for t in verb.tokens):
            return True
        infinitive = any(u.relation == "xcomp" and u.role is Role.VERB for u in self.units)
        return infinitive and self.head.text.lower() in PLANNED

    def after(self) -> tuple[Unit, ...]:
        """Return the units that are neither subject nor verb."""
        return tuple(unit for unit in self.units if unit.role in {Role.AFTER, Role.FRONT})


PLANNED = {"set", "due", "poised", "slated", "expected", "scheduled", "planned"}
"""Words between "is" and an infinitive that make it a plan."""


def own(text: str, lemma: str, tag: str, relation: str, *, head: int = OWN) -> Token:
    """Return a word of ours with its Penn tag and relation."""
    pos = {"IN": "ADP", "POS": "PART", "WRB": "SCONJ"}.get(tag, "AUX")
    return Token(OWN, text, OWN, OWN, lemma, pos, tag, head, relation)
