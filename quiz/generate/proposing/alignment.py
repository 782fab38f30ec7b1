"""Which word of the sentence each word of a proposed question is; a question says no more than its sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quiz.generate.grammar.clauses import OWN, Clause, Unit
from quiz.generate.proposing.asking import Asking
from quiz.generate.proposing.locating import Found
from quiz.generate.proposing.unfit import Unfit
from quiz.generate.reading.context import Context
from quiz.language.document import Sentence, Token, is_relation

_FREE = {"the", "of", "'s", "’s", "'", "’"}
"""Small words that a question may need beside those of its sentence."""
_OF_DATES = {"in", "on"}
_LINKS = {"be", "do", "have"}
_SMALL = {"DET", "ADP", "PART", "AUX", "CCONJ", "SCONJ", "PUNCT"}
_BY_PLACE = {"located", "situated"}
"""Words that a question for a place may add to "is", and that say the same of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The words of a question by those of its sentence."""

    places: dict[int, int]
    """Position in the question to position in the sentence; several words may stand for one, as a name for "she"."""
    besides: frozenset[int] = frozenset()
    """Words of the sentence that belong to those: the rest of a name, the word with the tense."""
    written: tuple[tuple[int, int, str], ...] = ()
    """Stretches of the question, half open, that read otherwise for a stranger: a pronoun as the name it means."""

    @property
    def used(self) -> tuple[int, ...]:
        """The words of the sentence that the question holds."""
        return tuple(sorted({*self.places.values(), *self.besides}))


def align(asking: Asking, found: Found, clause: Clause, context: Context) -> Aligned:
    """Return which words of a clause a question holds; `Unfit` when it says more than they do."""
    work = _Alignment(asking, found, clause, context)
    work.take_names()
    work.take_dates()
    work.take_words()
    work.take_small()
    work.write_references()
    finite = {clause.finite.index} - {OWN, *(t.index for t in found.tokens)}
    return Aligned(places=work.places, besides=frozenset(work.besides | finite), written=tuple(work.written))


class _Alignment:
    """The work of aligning one question."""

    def __init__(self, asking: Asking, found: Found, clause: Clause, context: Context) -> None:
        self._question = asking.sentence
        self._asking = asking
        self._clause = clause
        self._context = context
        self._sentence = found.sentence
        gone = {t.index for t in found.tokens}
        self._left = [t for t in clause.tokens if t.index not in gone]
        inside = {t.index for t in self._left} | gone
        self._beside = [t for t in beside(found) if t.index not in inside]
        self._hidden = found.name
        self.places: dict[int, int] = {}
        self.besides: set[int] = set()
        self.written: list[tuple[int, int, str]] = []

    def take_names(self) -> None:
        """Take the names of the question for what means the same name in the sentence, be it a pronoun."""
        names = self._context.names
        for full, places in self._named().items():
            name = names.by_form(full)
            forms = sorted(name.forms, key=len, reverse=True) if name is not None else [full, full.removeprefix("the ")]
            for number, (start, end) in enumerate(self._stretches(forms)):
                self._take(start, end, places[min(number, len(places) - 1)])
                if name is not None and self._question.slice(start, end) != name.full and not self._is_said(name.full):
                    self.written.append((start, end, name.full))

    def _named(self) -> dict[str, list[list[Token]]]:
        """Return the words of the clause that mean something, by its full name or by what it is called in full."""
        names, sentence = self._context.names, self._sentence
        inside = {t.index for t in self._left}
        found: dict[str, list[list[Token]]] = {}
        for mention in names.mentions(sentence):
            name = names.by_form(mention.text)
            tokens = [t for t in sentence.tokens[mention.start : mention.end] if t.index in inside]
            above = called(sentence, sentence.tokens[mention.start])
            if not tokens and above is not None and above.index in inside:
                tokens = [above]
            if name is not None and tokens:
                found.setdefault(name.full, []).append(tokens)
        for start, reference in self._context.references.of(sentence).items():
            tokens = [t for t in sentence.tokens[start : reference.end] if t.index in inside]
            if reference.clear and tokens:
                full = reference.name.full if reference.name is not None else reference.text
                found.setdefault(full, []).append(tokens)
        return found

    def _is_said(self, full: str) -> bool:
        return full in self._question.text or any(text == full for _, _, text in self.written)

    def take_dates(self) -> None:
        """Take the dates of the question for what means the same day in the sentence: "last year"."""
        inside = {t.index for t in self._left}
        for when in self._context.references.dates(self._sentence):
            tokens = self._sentence.tokens[when.start : when.end]
            if when.known and all(t.index in inside for t in tokens):
                for start, end in self._stretches((when.text, *when.spellings())):
                    self._take(start, end, tokens)

    def _stretches(self, forms: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield where the question holds one of ``forms``, the first of them that stands there."""
        tokens, text = self._question.tokens, self._question.text
        for form in forms:
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                begin, end = match.start() + self._question.start, match.end() + self._question.start
                held = [t.index for t in tokens if begin <= t.start and t.end <= end]
                if held and not any(i in self.places for i in held):
                    yield held[0], held[-1] + 1

    def _take(self, start: int, end: int, tokens: Sequence[Token]) -> None:
        """Take a stretch of the question for ``tokens``, word by word as far as they go."""
        for i in range(start, end):
            self.places[i] = tokens[min(i - start, len(tokens) - 1)].index
        self.besides |= {t.index for t in tokens[end - start :]}

    def take_words(self) -> None:
        """Take the other words that say something, each for one with the same lemma."""
        question, asking = self._question, self._asking
        taken = {*self.places.values(), *self.besides}
        for token in question.tokens:
            if token.index in self.places or token.upos in _SMALL or self._is_free(token) or token is asking.word:
                continue
            left = [*self._left, *self._beside] if asking.holds(token) else self._left
            same = [t for t in left if t.index not in taken and is_form(t, token)]
            if not same:
                if token is asking.noun or (asking.holds(token) and token.text.lower() in {"many", "much"}):
                    continue
                raise Unfit(f"it says more than its sentence ({token.text})")
            near = self._near(same, token)
            self.places[token.index] = near.index
            taken.add(near.index)

    def _is_free(self, token: Token) -> bool:
        placed = self._asking.word.text.lower() == "where" and self._clause.copular
        return token.lemma.lower() in _LINKS or (placed and token.text.lower() in _BY_PLACE)

    def _near(self, same: Sequence[Token], token: Token) -> Token:
        """Return the one that hangs from what the word of the question hangs from, else the first one."""
        above = self.places.get(token.head)
        unit = unit_at(self._clause, above) if above is not None else None
        return next((t for t in same if t.head == above or (unit and unit_at(self._clause, t.index) is unit)), same[0])

    def take_small(self) -> None:
        """Take articles, prepositions and auxiliaries for those of the words that they belong to."""
        taken = {*self.places.values(), *self.besides}
        for token in self._question.tokens:
            if token.index in self.places or self._asking.holds(token) or token.upos == "PUNCT":
                continue
            above = self.places.get(token.head)
            same = [t for t in self._left if t.index not in taken and t.text.lower() == token.text.lower()]
            own = [t for t in same if t.head == above]
            if own or (same and token.upos in {"AUX", "PART", "CCONJ", "SCONJ", "PRON"}):
                self.places[token.index] = (own or same)[0].index
                taken.add((own or same)[0].index)
            elif not self._may_be_added(token):
                raise Unfit(f"it says more than its sentence ({token.text})")

    def write_references(self) -> None:
        """Have pronouns and the like read as what they mean, unless the question names that already or asks for it."""
        for start, reference in self._context.references.of(self._sentence).items():
            own = sorted(i for i, place in self.places.items() if start <= place < reference.end)
            whole = len(own) == reference.end - start and own == list(range(own[0], own[-1] + 1)) if own else False
            name = reference.name.full if reference.name is not None else reference.text
            if whole and reference.clear and name != self._hidden and not self._is_said(name):
                self.written.append((own[0], own[-1] + 1, reference.text))

    def _may_be_added(self, token: Token) -> bool:
        if token.text.lower() in _FREE or token.lemma.lower() in _LINKS or self._is_free(token):
            return True
        above = self.places.get(token.head)
        whens = self._context.references.dates(self._sentence)
        if token.text.lower() in _OF_DATES and any(w.start <= (above or 0) < w.end for w in whens if above is not None):
            return True
        # "By" comes and goes with the passive; roles are compared apart.
        return token.text.lower() == "by" and is_relation(token, "case")


def is_form(one: Token, other: Token) -> bool:
    """Tell whether two words are forms of one."""
    if one.text.casefold() == other.text.casefold() or (one.upos == "VERB" and one.lemma == other.text.casefold()):
        return True
    if {one.text.casefold(), other.text.casefold()} <= _BY_PLACE:
        return True
    alike = one.lemma.casefold() == other.lemma.casefold()
    return alike and (one.upos == other.upos or {one.upos, other.upos} <= {"NOUN", "PROPN"})


def unit_at(clause: Clause, index: int) -> Unit | None:
    """Return the unit of a clause that holds a word of the sentence."""
    return next((u for u in clause.units if any(t.index == index for t in u.tokens)), None)


def unit_of(clause: Clause, found: Found) -> Unit | None:
    """Return the unit of an answer, also of a name that stands behind what it is called: "the mayor, Ada Lorne"."""
    unit = unit_at(clause, found.top.index)
    above = called(found.sentence, found.top) if unit is None and found.name else None
    return unit_at(clause, above.index) if above is not None else unit


def called(sentence: Sentence, top: Token) -> Token | None:
    """Return the noun that a name right behind it explains: "mayor" before "Ada Lorne"."""
    if top.head < 0 or not is_relation(top, "appos", "flat", "nmod:desc", "nmod:unmarked"):
        return None
    above = sentence.tokens[top.head]
    return above if above.upos == "NOUN" and above.index < top.index else None


def beside(found: Found) -> list[Token]:
    """Return the words that the sentence calls its answer by: "the French painter" before "Ada Lorne"."""
    sentence, top = found.sentence, found.top
    held = [t for child in sentence.children(top) for t in sentence.subtree(child)]
    above = called(sentence, top)
    if above is not None:
        held += [above, *(t for t in sentence.children(above) if t.index < above.index)]
    return held


def modifiers(sentence: Sentence, clause: Clause, index: int) -> tuple[Token, ...]:
    """Return the words below a noun without which it may mean another thing."""
    inside = {t.index for t in clause.tokens}
    below = sentence.children(sentence.tokens[index], "amod", "nummod", "nmod", "compound", "acl")
    return tuple(t for t in below if t.index in inside and t.deprel != "nmod:desc")
