"""From the head of a clause to its units: what depends on a verb, each part a run of words that moves as one."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quiz.generate.grammar.clauses import Role, Unit
from quiz.generate.grammar.flaws import NEGATIONS, after_comma, doubtful, is_purpose, stays, tells_when
from quiz.generate.grammar.simplify import bracketed, kept
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
_OCCASIONS = {"when", "after", "before", "until", "while", "because"}
_LONGEST = 12
"""Words of a clause that may stay because nothing else says which happening is meant."""
_PARTS_OF = {"half", "most", "many", "some", "several", "all", "none"}
_YEAR = 4
"""Digits of a year."""
_SCORE = 3
"""Words of a score: two numbers and the dash between them."""
_LINKS = {"addition", "contrast", "fact", "instance", "particular", "turn"}
"""Nouns of phrases that only link a sentence to the one before."""


@dataclass(slots=True)
class Parts:
    """The units of one clause as they are found, and what proves wrong on the way."""

    sentence: Sentence
    head: Token
    participle: bool = False
    """Whether adverbs before the head belong to it: "formerly known as"."""
    flaws: list[str] = field(default_factory=list[str])
    chain: list[Token] = field(default_factory=list[Token])
    """The words of the verb."""
    units: list[Unit] = field(default_factory=list[Unit])

    def find(self) -> list[Unit]:
        """Return the units, the verb among them, in the order of the sentence."""
        sentence, head = self.sentence, self.head
        verbs = [head, *(c for c in sentence.children(head, "aux", "cop", "compound:prt"))]
        copular = sentence.child(head, "cop") is not None
        first_verb = min(v.index for v in verbs)
        last_verb = head.index if not copular else max(v.index for v in verbs if v is not head)
        aside = bracketed(sentence)
        segment = _segment(sentence, head)
        gone = {t.index for t in doubtful(sentence, head) if is_relation(t, "obl", "advmod", "advcl")}
        of_part = _of_part(sentence, head)
        for child in sentence.children(head):
            if (child.index in aside and head.index not in aside) or child.index not in segment or child.index in gone:
                continue
            if child.index in of_part:
                continue
            if is_relation(child, "aux", "cop", "compound:prt"):
                self.chain.append(child)
            elif self._is_plan(child, first_verb, copular=copular):
                self.chain.append(child)  # "is to be held"
            else:
                self._add(child, first_verb, last_verb, copular=copular)
        if copular:
            body = predicate(sentence, head)
            self.units.append(Unit(role=Role.AFTER, relation="predicate", top=head, tokens=body))
        else:
            self.chain.append(head)
            if not any(u.role is Role.AFTER for u in self.units):
                self.units.extend(self._occasion())
        self.chain.sort(key=lambda t: t.index)
        self.units.append(Unit(role=Role.VERB, relation="verb", top=head, tokens=tuple(self.chain)))
        self.units = [u for u in self.units if not self._counts_from_clause(u)]
        parted = (part for u in self.units if u.tokens for part in _without_score(u))
        return sorted(parted, key=lambda u: u.tokens[0].index)

    def _add(self, child: Token, first_verb: int, last_verb: int, *, copular: bool) -> None:
        sentence = self.sentence
        nominal = copular and is_relation(child, *_NOMINAL) and not _is_clausal(sentence, child)
        if nominal or is_relation(child, *_DROPPED) or is_attribution(sentence, child):
            return
        if is_relation(child, "nsubj"):
            tokens = kept(sentence, child)
            while len(tokens) > 1 and (tokens[0].xpos == "POS" or tokens[0].deprel == "cc"):
                tokens = tokens[1:]  # a part of the word before it
            self.units.append(Unit(role=Role.SUBJECT, relation=child.deprel, top=child, tokens=tokens))
        elif self._is_inner_adverb(child, first_verb, last_verb):
            if child.lemma.lower() not in words("discourse"):
                self.chain.append(child)
        elif is_relation(child, "xcomp") and child.upos == "VERB":
            self.units.extend(_complement(sentence, child, self.flaws))
        elif (
            self.participle and is_relation(child, "advmod") and child.index < self.head.index and (child.xpos != "WRB")
        ):
            self.chain.extend(t for t in sentence.subtree(child) if t.upos != "PUNCT")
        elif child.text.lower() != "back" or sentence.children(child):
            self.units.extend(_adjunct(sentence, child, first_verb))

    def _occasion(self) -> Iterator[Unit]:
        """Yield the clause that tells which happening a bare verb means: "was lost when the dam broke"."""
        for child in self.sentence.children(self.head, "advcl"):
            first = self.sentence.subtree(child)[0]
            known = first.text.lower() in _OCCASIONS and self.sentence.child(child, "nsubj") is not None
            if known and child.index > self.head.index and len(self.sentence.subtree(child)) <= _LONGEST:
                if after_comma(self.sentence, child):
                    continue
                tokens = kept(self.sentence, child)
                yield Unit(role=Role.AFTER, relation=child.deprel, top=child, tokens=tokens)

    def _counts_from_clause(self, unit: Unit) -> bool:
        """Tell whether "a day" says how long after or before a clause that is left out: "freed a day after he fell"."""
        last = unit.tokens[-1] if unit.tokens else unit.top
        behind = self.sentence.tokens[last.index + 1 : last.index + 2] if last.index >= 0 else ()
        spans = last.lemma.lower() in words("spans") or last.lemma.lower() in {"moment", "season"}
        if unit.role is Role.SUBJECT or not spans or not behind or behind[0].text.lower() not in {"after", "before"}:
            return False
        held = {t.index for u in self.units for t in u.tokens}
        return unit.tokens[0].upos != "ADP" and behind[0].index not in held

    def _is_plan(self, child: Token, first: int, *, copular: bool) -> bool:
        """Tell whether a word is the "to" of "is to be held"."""
        inside = first < child.index < self.head.index
        return is_relation(child, "mark") and child.text.lower() == "to" and inside and not copular

    def _is_inner_adverb(self, child: Token, first: int, last: int) -> bool:
        """Tell whether a bare adverb stands within the verb or right before it, behind the subject."""
        if not is_relation(child, "advmod") or self.sentence.children(child):
            return False
        subject = self.sentence.child(self.head, "nsubj")
        begins = min(first, subject.index) if subject is not None else -1 if self.participle else first
        return begins < child.index < last and (child.index > first or child.index == first - 1)


def predicate(sentence: Sentence, head: Token) -> tuple[Token, ...]:
    """Return the words of a nominal predicate, without the clauses that follow it."""
    gone: set[int] = set()
    for child in sentence.children(head):
        if (is_relation(child, "cc") and child.index < head.index and is_relation(head, "conj")) or (
            is_relation(child, "conj") and _is_clausal(sentence, child)
        ):
            gone |= {t.index for t in sentence.subtree(child)}
    link, subject = sentence.child(head, "cop"), sentence.child(head, "nsubj")
    if link is not None and subject is not None and subject.index < link.index:
        gone |= set(range(link.index))  # what stands before "is" belongs to the subject
    body = [t for t in kept(sentence, head, only=_NOMINAL) if t.index not in gone]
    while body and body[-1].upos in {"PUNCT", "CCONJ"}:
        body.pop()
    return tuple(body)


def _without_score(unit: Unit) -> Iterator[Unit]:
    """Yield a unit and the score that the analyser hung on its last name apart: "beat the Owls | 3-1"."""
    tail = unit.tokens[-_SCORE:]
    numbers = tail[0].text.isdigit() and tail[-1].text.isdigit() and len(unit.tokens) > _SCORE
    if numbers and unit.role is Role.AFTER and tail[1].text in {"-", "–"}:
        yield replace(unit, tokens=unit.tokens[:-_SCORE])
        yield Unit(role=unit.role, relation="obl:unmarked", top=tail[0], tokens=tail)
    else:
        yield unit


def _segment(sentence: Sentence, head: Token) -> range:
    """Return the part of the sentence between semicolons that ``head`` stands in."""
    aside = bracketed(sentence)
    marks = [t.index for t in sentence.tokens if t.text == ";" and (t.index not in aside or head.index in aside)]
    start = max((i for i in marks if i < head.index), default=-1) + 1
    return range(start, min((i for i in marks if i > head.index), default=len(sentence.tokens)))


def _of_part(sentence: Sentence, head: Token) -> range:
    """Return where ", 90 of them at sea" stands behind a verb, up to the next comma: it is told of that part only."""
    tokens = sentence.tokens
    for comma, number, of, them in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        counted = number.upos == "NUM" or number.text.lower() in _PARTS_OF
        if comma.index > head.index and comma.text == "," and counted and of.text == "of" and them.xpos == "PRP":
            end = next((t.index for t in tokens[them.index :] if t.text == ","), len(tokens))
            return range(number.index, end)
    return range(0)


def _is_clausal(sentence: Sentence, child: Token) -> bool:
    """Tell whether a conjunct of a nominal predicate is a clause of its own."""
    if not is_relation(child, "conj"):
        return False
    return child.xpos in {"VBD", "VBZ", "VBP"} or bool(sentence.children(child, "nsubj", "cop", "aux"))


def _has_words(sentence: Sentence, child: Token) -> bool:
    return any(t.upos != "PUNCT" for t in sentence.children(child))


def is_attribution(sentence: Sentence, child: Token) -> bool:
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
    if is_relation(child, "advmod") and child.lemma.lower() in words("discourse") and not _leads_on(sentence, child):
        return
    if is_relation(child, "obl") and child.lemma.lower() in _LINKS and len(sentence.subtree(child)) <= 3:  # noqa: PLR2004
        return  # "for instance", "in addition,"
    role = Role.FRONT if child.index < first_verb else Role.AFTER
    if role is Role.FRONT and is_relation(child, "advmod") and not _has_words(sentence, child):
        return  # "Briefly, ..." says something of the whole statement
    as_one = [t.text.lower() for t in sentence.children(child, "case")] == ["as"] and not list(_fixed(sentence, child))
    if role is Role.FRONT and as_one:
        return  # "As a young man" describes the subject and would describe the object from behind the verb
    if role is Role.AFTER and stands_beside(sentence, child):
        return
    if is_relation(child, "advcl") and not (
        is_purpose(sentence, child, behind=role is Role.AFTER)
        or stays(sentence, child)
        or (role is Role.FRONT and (tells_when(sentence, child) or _opens_with_aim(sentence, child)))
    ):
        return
    yield Unit(role=role, relation=child.deprel, top=child, tokens=kept(sentence, child))


def _opens_with_aim(sentence: Sentence, child: Token) -> bool:
    """Tell whether a statement opens with what it was done for: "To save fuel, she ..."."""
    whole = sentence.subtree(child)
    aim = child.xpos == "VB" and whole[0].text.lower() in {"to", "in"}
    short = sum(t.upos != "PUNCT" for t in whole) <= _LONGEST
    return aim and short and any(t.text.lower() == "to" for t in sentence.children(child, "mark"))


def stands_beside(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun with a participle says something of its own: ", with a match set for May"."""
    cases = [t.text.lower() for t in sentence.children(noun, "case")]
    said = any(t.deprel == "acl" and t.xpos in {"VBN", "VBG"} for t in sentence.children(noun))
    return said and cases == ["with"] and is_relation(noun, "obl") and after_comma(sentence, noun)


def _leads_on(sentence: Sentence, adverb: Token) -> bool:
    """Tell whether an adverb belongs to the preposition behind it: "next to", "later than"."""
    after = sentence.tokens[adverb.index + 1 : adverb.index + 2]
    return bool(after) and after[0].upos == "ADP"


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
