"""Which phrases mean the same everywhere: "glaciers", "the rate of inflation"; not "the device", not "two chips".

A statement in the present tense about such a thing holds at all times and needs neither a name nor a date to be
understood. What an article introduced ("a chip ... the chip") or what only its readers know is no such thing.
"""

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.headline import is_term
from quiz.generate.reading.phrases import Reference
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_FREE = {"a", "an", "the"}
_SPATIAL = {"upper", "lower", "left", "right", "inner", "outer", "front", "rear", "anterior", "posterior"}
"""Adjectives that name a part of anything, though they look like those that tell two introduced things apart."""
_TELLING = ("nmod", "acl", "acl:relcl")
_DOCTRINES = ("ism", "ology", "ics", "ity", "ation", "osis", "itis", "graphy", "nomy")
"""Endings of names for doctrines, sciences and conditions, whatever they were taken for."""
_OWN = {Kind.PERSON, Kind.CITY, Kind.COUNTRY, Kind.PLACE, Kind.ORGANIZATION, Kind.FACILITY}
_SORTS = {Kind.NAME, Kind.NATIONALITY, Kind.EVENT, Kind.THING}
"""Kinds that names of doctrines and of laws are taken for; that of a school of thought may be taken for a body's."""
_CONDITIONS = {"when", "whenever", "where", "once", "until", "before", "after", "as", "if", "unless", "while"}
_NOT_STATED = {"participle", "result", "apposition", "saying", "existential"}
"""Kinds of clauses that only say something by the way."""
_SPOKEN = {"we", "you", "i", "our", "your"}
_SELDOM = 12
"""A report tells what somebody said in one of so many sentences at least."""
_TELLERS = {"say", "tell", "add", "announce", "warn", "report"}
_LONGEST = 4
"""Words of a term that may stand for a pronoun."""
_DEEP = 4
"""Phrases within phrases that are looked into."""


class Terms:
    """Tells the terms of one article from what it introduces."""

    def __init__(self, document: Document, names: Names, *, title: str, topic: Name | None, dated: bool) -> None:
        """Read the article; ``dated`` says that it has a date, as reports have."""
        entry = not dated and (is_term(title, document) or (topic is not None and title in {topic.full, *topic.forms}))
        self._names = names
        self._silent = _is_place(topic) or _is_life(topic, title)
        """Whether all it says holds for one place only, or is somebody's thought."""
        self.own = dated or _is_one(topic) or (not entry and _is_report(document))
        """Whether it tells of one happening, person or body, and so of its own things."""
        self._entry = entry
        self._general: dict[tuple[int, int, int, int], bool] = {}
        self._title = {word.casefold().strip(".,;:") for word in title.split()}
        self._first: dict[str, tuple[int, int]] = {}
        """Where each noun stands first, bare plurals aside."""
        self._plain: set[str] = set()
        """Nouns that stand first with "a" and nothing else, so that one stands for all: "a sail ... the sail"."""
        self._introduced: dict[tuple[str, str], tuple[int, int]] = {}
        self._place = {id(sentence): i for i, sentence in enumerate(document.sentences)}
        for sentence in document.sentences:
            for token in sentence.tokens:
                if token.upos in {"NOUN", "PROPN"} and not is_relation(token, "compound", "flat"):
                    self._note(sentence, token)

    def _note(self, sentence: Sentence, noun: Token) -> None:
        at = self._place[id(sentence)], noun.index
        lemma = noun.lemma.lower()
        det = sentence.child(noun, "det")
        if det is not None or noun.xpos not in {"NNS", "NNPS"}:
            self._first.setdefault(lemma, at)
        if det is not None and det.text.lower() in {"a", "an", "another"}:
            self._introduced.setdefault((lemma, _mark(sentence, noun)), at)
            if self._first[lemma] == at and not sentence.children(noun, *_TELLING, "amod", "compound"):
                self._plain.add(lemma)

    def holds_always(self, clause: Clause, meant: Reference | None) -> bool:
        """Tell whether a clause in the present tense states what holds at all times, of something known everywhere.

        ``meant`` is what a pronoun that is its subject stands for. Dates are not looked for.
        """
        if self._silent:
            return False
        key = id(clause.sentence), clause.subject.top.index, clause.head.index, len(clause.units)
        if key not in self._general:
            self._general[key] = self._is_always(clause, meant)
        return self._general[key]

    def text_of(self, sentence: Sentence, noun: Token) -> str:
        """Return how to write a term in the place of a pronoun that stands for it; empty for longer phrases."""
        if self.own or self._silent or noun.upos != "NOUN" or not self.is_term(sentence, noun):
            return ""
        tokens = kept(sentence, noun)
        if len(tokens) > _LONGEST or any(t.upos not in {"NOUN", "ADJ", "DET", "PROPN"} for t in tokens):
            return ""
        text = sentence.slice(tokens[0].index, noun.index + 1)
        first = tokens[0].index == 0 and tokens[0].upos != "PROPN"
        text = text[:1].lower() + text[1:] if first else text
        return text if text.islower() and tokens[-1] is noun else ""

    def _is_always(self, clause: Clause, meant: Reference | None) -> bool:
        finite = clause.finite
        if clause.flaw or clause.passing or clause.ongoing or finite.xpos not in {"VBZ", "VBP", "MD"}:
            return False
        if finite.xpos == "MD" and (self.own or finite.text.lower() not in {"can", "must"}):
            return False
        if self.own and any(t.upos == "NUM" for t in clause.tokens):
            return False  # figures change
        if clause.kind in _NOT_STATED or (clause.source is not None and clause.source.claim):
            return False
        if clause.kind == "adverbial" and _depends(clause.sentence, clause.head):
            return False
        if any(_is_condition(clause, t) for t in clause.sentence.children(clause.head, "advcl")):
            return False
        if any(t.text.lower() in words("relative") | _SPOKEN for t in clause.tokens):
            return False
        if clause.head.lemma.lower() in words("reporting"):
            return False
        sentence = clause.sentence
        top = sentence.tokens[clause.subject.top.index] if clause.subject.top.index >= 0 else clause.subject.top
        if top.xpos == "PRP":
            return meant is not None and stands_for_term(meant)
        if not clause.copular and self._is_picked_up(sentence, top):
            return False
        joined = (top, *sentence.children(top, "conj"))
        return self.is_explained(clause, top) or all(self.is_term(sentence, t) for t in joined)

    def is_term(self, sentence: Sentence, noun: Token, depth: int = 0) -> bool:
        """Tell whether the phrase around ``noun`` means the same to everybody."""
        if noun.upos not in {"NOUN", "PROPN"} or depth > _DEEP:
            return False
        lemma = noun.lemma.lower()
        below = sentence.children(noun)
        if any(self._is_limiting(t) for t in below) or lemma in words("people") | words("humanity") | words("months"):
            return False
        if not depth and self._is_of_somebody(sentence, noun):
            return False
        if self._is_name(sentence, noun):
            return not self.own and self._is_of_sort(sentence, noun)
        det = sentence.child(noun, "det")
        word = det.text.lower() if det is not None else ""
        if word == "the":
            return not self.own and self._is_known(sentence, noun, depth)
        bare = noun.xpos == "NNS" or word in {"a", "an"} or lemma.endswith("ing") or noun.xpos == "NN"
        if not bare or word not in _FREE | {"", "most"}:
            return False
        told = [t for t in below if is_relation(t, *_TELLING, "amod", "compound")]
        loose = lemma in words("vague") | words("empty") | (words("event") if self.own else frozenset[str]())
        if loose and not told and lemma not in self._title:
            return False
        owners = (t for t in below if is_relation(t, "nmod") and not is_relation(t, "nmod:poss", "nmod:unmarked"))
        return all(self._is_free(sentence, t, depth) for t in owners)

    def _is_picked_up(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether a bare "the gas" may be what the sentence before has called otherwise."""
        below = [t for t in sentence.children(noun) if not is_relation(t, "punct")]
        lemma = noun.lemma.lower()
        known = self._title | self._plain | words("known") | words("everywhere")
        return len(below) == 1 and below[0].text.lower() == "the" and lemma not in known

    def is_explained(self, clause: Clause, top: Token) -> bool:
        """Tell whether a clause explains a word that stands alone, whatever name it looks like: "Sel is a ..."."""
        name = self._names.name_at(clause.sentence, top)
        kinds = {Kind.NAME} if self.own else {Kind.PERSON, Kind.NAME}
        if name is None or " " in name.full or name.kind not in kinds:
            return False
        noun = clause.head
        one = clause.sentence.child(noun, "det")
        if self.own and (one is None or one.text.lower() not in {"a", "an"}):
            return False
        thing = noun.upos == "NOUN" and noun.lemma.lower() not in words("people") | words("human") | words("kinship")
        return clause.copular and thing and len(clause.subject.tokens) == 1

    def _is_free(self, sentence: Sentence, noun: Token, depth: int) -> bool:
        """Tell whether a phrase within another is a term, a name, or nothing that points."""
        return self.is_term(sentence, noun, depth + 1) or self._is_name(sentence, noun) or noun.upos != "NOUN"

    def _is_name(self, sentence: Sentence, noun: Token) -> bool:
        mention = self._names.mention_at(sentence, noun)
        if mention is None or noun.upos == "NOUN":
            return False
        return any(c.isupper() for c in mention.text)

    def _is_of_sort(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether a name is that of a doctrine, a law or a material, not of somebody or some place."""
        name = self._names.name_at(sentence, noun)
        owned = any(is_relation(t, "nmod:poss") for t in sentence.children(noun))
        if name is None or owned or name.kind in _SORTS or (self._entry and name.kind is Kind.ORGANIZATION):
            return True
        return is_doctrine(name.full)

    def _is_of_somebody(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether a phrase is about somebody or some place by name, unless it is a law named for its finder."""
        law = noun.lemma.lower() in words("laws")
        own = self._names.mention_at(sentence, noun)
        inside = range(own.start, own.end) if own is not None else range(0)
        for token in kept(sentence, noun):
            name = self._names.name_at(sentence, token) if token.upos == "PROPN" else None
            if name is None or name.full.casefold() in words("known") or token.index in inside:
                continue
            if name.kind in _OWN and not is_doctrine(name.full) and not (law and name.kind is Kind.PERSON):
                return True
        return False

    def _is_limiting(self, token: Token) -> bool:
        """Tell whether a word before a noun counts it, points at it or says that it is one of some."""
        text = token.text.lower()
        if is_relation(token, "nmod:poss"):
            return token.xpos == "PRP$" or token.lemma.lower() in words("people")
        if is_relation(token, "nummod") and not self._entry:
            return True
        if token.upos == "PROPN":
            return False
        if is_relation(token, "det") and text not in _FREE | {"most"}:
            return True
        pointing = words("passing") | words("anaphoric") | words("relative") | words("told-apart")
        return is_relation(token, "amod", "advmod") and text in pointing - _SPATIAL - {"new", "both"}

    def _is_known(self, sentence: Sentence, noun: Token, depth: int) -> bool:
        """Tell whether "the ..." is the only one of its sort, or any: "the heart", "the rate of inflation"."""
        lemma = noun.lemma.lower()
        below = sentence.children(noun)
        if lemma in words("known") | words("everywhere") or lemma in self._title:
            return True
        told = [t for t in below if is_relation(t, *_TELLING) and not is_relation(t, "nmod:unmarked")]
        if told:
            nouns = [t for t in told if is_relation(t, "nmod")]
            return all(self._is_free(sentence, t, depth) for t in nouns)
        if lemma in words("vague") | words("empty") | words("people") | words("places"):
            return False
        before = [t for t in below if is_relation(t, "amod", "compound") and t.index < noun.index]
        at = self._place[id(sentence)], noun.index
        if before:
            if any(t.xpos in {"VBN", "VBG", "JJR", "JJS", "RBS"} and is_relation(t, "amod") for t in before):
                return False
            met = self._introduced.get((lemma, _mark(sentence, noun)))
            return met is None or met > at
        return noun.xpos == "NN" and (self._first.get(lemma, at) >= at or lemma in self._plain)


def stands_for_term(meant: Reference) -> bool:
    """Tell whether a pronoun stands for something known everywhere, or for a doctrine."""
    return meant.text.islower() if meant.name is None else is_doctrine(meant.name.full)


def _is_report(document: Document) -> bool:
    """Tell whether a text reports what people said, or tells what happened, rather than how things are."""
    verbs = [t for s in document.sentences for t in s.tokens if t.xpos in {"VBD", "VBZ", "VBP"}]
    past = [t for t in verbs if t.xpos == "VBD"]
    said = sum(t.lemma.lower() in _TELLERS for t in past)
    return said * _SELDOM > len(document.sentences) or 2 * len(past) > len(verbs)


def _is_place(topic: Name | None) -> bool:
    places = {Kind.PLACE, Kind.CITY, Kind.COUNTRY, Kind.FACILITY}
    return topic is not None and topic.kind in places and not is_doctrine(topic.full)


def _is_life(topic: Name | None, title: str) -> bool:
    """Tell whether an article about a person bears that name."""
    return topic is not None and topic.kind is Kind.PERSON and (not title or topic.full.split()[-1] in title)


def _is_one(topic: Name | None) -> bool:
    """Tell whether a topic is one person, place, body or event, not a doctrine or a material."""
    if topic is None or is_doctrine(topic.full):
        return False
    return topic.kind not in {Kind.NAME, Kind.NATIONALITY} or " " in topic.full


def is_doctrine(name: str) -> bool:
    """Tell whether a name ends as those of doctrines and sciences do: "Monism", "Tarn Hydraulics"."""
    return name.casefold().endswith(_DOCTRINES)


def _mark(sentence: Sentence, noun: Token) -> str:
    """Return the words before a noun that tell it from others of its sort."""
    return " ".join(t.lemma.lower() for t in sentence.children(noun, "amod", "compound") if t.index < noun.index)


def _is_condition(clause: Clause, below: Token) -> bool:
    """Tell whether a clause left out says when the statement holds: "when the air is cold"."""
    return _depends(clause.sentence, below) and not any(below in u.tokens for u in clause.units)


def _depends(sentence: Sentence, below: Token) -> bool:
    marks = [*sentence.children(below, "mark"), *sentence.children(below, "advmod")]
    return any(t.text.lower() in _CONDITIONS and t.index < below.index for t in marks)
