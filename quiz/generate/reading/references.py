"""What a sentence's pronouns, bare definites and relative dates stand for, where that is certain.

A text is read from left to right, and what it has mentioned of late is kept for the pronouns and for phrases such as
"the organization" that go back to it. What stays unresolved is left as it is, and the gates drop every question that
would hold it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from quiz.generate.entities.genders import Genders, gender_of_noun
from quiz.generate.entities.names import Name, Names
from quiz.generate.entities.sorts import Sorts
from quiz.generate.facts import Kind
from quiz.generate.reading.definites import Definites
from quiz.generate.reading.discourse import (
    SUBJECT,
    Mentioned,
    Thing,
    is_style,
    of_year,
    rank,
)
from quiz.generate.reading.entry_topics import EntryTopics
from quiz.generate.reading.frame import EventLabel, introduced_events
from quiz.generate.reading.introductions import Introductions
from quiz.generate.reading.landmarks import Landmarks
from quiz.generate.reading.matches import match_labels
from quiz.generate.reading.phrases import Reference
from quiz.generate.reading.pronouns import REFLEXIVE, Pronouns
from quiz.generate.reading.terms import Terms
from quiz.generate.values.datebook import Datebook
from quiz.generate.values.dates import Grain, When
from quiz.generate.wordlists import offices, words
from quiz.language.document import Document, Sentence, Token, is_relation

_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_REACH = 4
"""Sentences back to which a pronoun may refer."""


class References:
    """The references of one article by sentence."""

    def __init__(
        self,
        document: Document,
        names: Names,
        topic: Name | None,
        today: date | None,
        *,
        told: EventLabel | None = None,
        hero: Name | None = None,
        quoted: frozenset[int] = frozenset(),
        terms: Terms | None = None,
    ) -> None:
        self._names = names
        self._terms = terms
        self._topic = topic
        self._hero = topic if topic is not None and topic.kind is Kind.PERSON else hero
        self._quoted = quoted
        self.sorts = Sorts(document, names, topic)
        """What the article calls its names."""
        self._genders = Genders(document, names, self._hero)
        self.events = (*((told,) if told is not None else ()), *introduced_events(document, names, today))
        self.matches = match_labels(document, names, told, today)
        self._entry = EntryTopics(document, self.sorts)
        self._pronouns = Pronouns(names, self._genders, self._entry, topic=topic, hero=self._hero)
        self._landmarks = Landmarks(document, names, topic, self._entry, hero=self._hero)
        self._introductions = Introductions(document, names)
        self._definites = Definites(names, self.sorts, self.events, topic, self.matches, entry=self._entry)
        self._found: dict[int, dict[int, Reference]] = {}
        self._about: dict[int, Name] = {}
        year = _YEAR.search(told.text) if told is not None and told.single else None
        self._datebook = Datebook(document.sentences, today, own=int(year[0]) if year is not None else None)
        self._seen: list[Mentioned] = []
        for where, sentence in enumerate(document.sentences):
            self._seen = [m for m in self._seen if where - m.where < _REACH]
            self._entry.enter(sentence)
            self._found[id(sentence)] = {r.start: r for r in self._of_sentence(sentence, where)}
            if self._entry.thing is not None and self._entry.thing.name is not None:
                self._about[id(sentence)] = self._entry.thing.name

    def noun_of(self, name: Name) -> str:
        """Return what the article calls a name ("X is a browser"), empty when it does not say."""
        return self.sorts.asked(name)

    def gender_of(self, name: Name) -> str:
        """Return ``she`` or ``he`` as the article calls a person, empty when it does not show."""
        return self._genders.of(name)

    def of(self, sentence: Sentence) -> dict[int, Reference]:
        """Return the references of a sentence by the first token they replace."""
        return self._found[id(sentence)]

    def entry_of(self, sentence: Sentence) -> Name | None:
        """Return the name that opens the paragraph of a sentence, where that is an entry about it."""
        return self._about.get(id(sentence))

    def dates(self, sentence: Sentence) -> tuple[When, ...]:
        """Return the dates of a sentence, read against the article's day."""
        return self._datebook.dates(sentence)

    def story_at(self, sentence: Sentence) -> When | None:
        """Return the year, month or day that the paragraph had come to before a sentence without a date."""
        return self._datebook.story_at(sentence)

    def antecedent(self, sentence: Sentence, token: Token) -> Token | None:
        """Return the word of the same sentence that a pronoun goes back to, if it does."""
        return self._pronouns.antecedent(sentence, token)

    def _of_sentence(self, sentence: Sentence, where: int) -> Iterator[Reference]:
        for when in self.dates(sentence):
            if when.known and when.text != sentence.slice(when.start, when.end):
                yield Reference(start=when.start, end=when.end, text=_dated(sentence, when))
        for token in sentence.tokens:
            mention = self._names.mention_at(sentence, token)
            if mention is not None:
                name = self._names.by_form(mention.text)
                if mention.start == token.index and name is not None:
                    head = _head(sentence, mention.start, mention.end)
                    self._see(self._thing(name), sentence, where, head)
                    self._entry.open(token, name)
            elif token.text.lower() in REFLEXIVE:
                self._pronouns.turn_back(sentence, token)
            elif self._entry.stands_in(sentence, token) or (
                token.xpos in {"PRP", "PRP$"} and token.start not in self._quoted and not is_style(sentence, token)
            ):
                thing = self._pronouns.read(sentence, token, where, self._seen)
                if thing is None:
                    continue
                self._see(thing, sentence, where, token)
                if thing.text and not (token.xpos == "PRP$" and thing.text.islower()):
                    own = "'s" if token.xpos == "PRP$" else ""
                    yield Reference(start=token.index, end=token.index + 1, text=thing.text + own, name=thing.name)
            elif token.upos == "NOUN" and not is_relation(token, "compound"):
                yield from self._noun(sentence, token, where)

    def _thing(self, name: Name) -> Thing:
        return Thing.of(name, self._genders.of(name))

    def _see(self, thing: Thing, sentence: Sentence, where: int, head: Token) -> None:
        # What a heading names is what the paragraph under it is about.
        heads = (
            thing.name is not None
            and thing.name.kind not in {Kind.NAME, Kind.NATIONALITY}
            and not any(t.xpos in _FINITE for t in sentence.tokens)
            and not any(m.where == where for m in self._seen)
        )
        self._seen.append(
            Mentioned(
                thing=thing,
                where=where,
                head=head,
                rank=SUBJECT if heads else rank(sentence, head),
                paragraph=sentence.paragraph + heads,
            )
        )

    def _noun(self, sentence: Sentence, noun: Token, where: int) -> Iterator[Reference]:
        read = self._definites.read(sentence, noun, where, self._seen)
        text = of_year(read[1], {w.year for w in self.dates(sentence) if w.known}) if read is not None else ""
        if read is not None and text and not text.islower():  # a term stands in for pronouns only
            start, thing = read[0], replace(read[1], text=text)
            self._see(thing, sentence, where, noun)
            yield Reference(start=start, end=noun.index + 1, text=thing.text, name=thing.name)
            return
        if (owned := self._landmarks.read(sentence, noun)) is not None:
            yield Reference(start=owned[0], end=noun.index + 1, text=owned[1])
        elif (told := self._introductions.read(sentence, noun, where)) is not None:
            yield Reference(start=told[0], end=noun.index + 1, text=told[1].text, clear=told[1].clear)
        if self._is_of_name(sentence, noun):
            return
        lemma = noun.lemma.lower()
        if self._describes_subject(sentence, noun):
            return
        kin = lemma in words("kinship")
        person = kin or lemma in words("people") or lemma in offices() or lemma in {"man", "woman", "boy", "girl"}
        owner = self._owner(sentence, noun) if kin else None
        text = f"{owner.text}'s {noun.text}" if owner is not None and owner.text else self._told(sentence, noun)
        term = self._terms.text_of(sentence, noun) if self._terms is not None and not text else ""
        self._see(
            Thing(
                key=text or f"#{lemma}",
                text=text or term,
                noun=lemma,
                person=person,
                gender=gender_of_noun(lemma) if noun.xpos != "NNS" else "",
                plural=noun.xpos == "NNS",
            ),
            sentence,
            where,
            noun,
        )

    def _describes_subject(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether a noun before a pronoun only says what that is: "A town of weavers, it was ..."."""
        if noun.head < 0 or not is_relation(noun, "advcl", "dislocated", "obl:unmarked", "parataxis", "conj", "nsubj"):
            return False
        top = sentence.tokens[noun.head] if is_relation(noun, "conj") else noun
        above = sentence.tokens[top.head] if top.head >= 0 else top
        subject = next((t for t in sentence.children(above, "nsubj") if t.xpos == "PRP"), None)
        return subject is not None and top.index < subject.index and sentence.tokens[subject.index - 1].text == ","

    def _told(self, sentence: Sentence, noun: Token) -> str:
        """Return how to write a thing without a name that a name beside it tells apart: "the Arvin constituency"."""
        if noun.xpos == "NNS" or noun.lemma.lower() in words("people"):
            return ""
        before = [t for t in sentence.children(noun, "compound", "amod") if t.index < noun.index]
        mentions = [m for t in before if (m := self._names.mention_at(sentence, t)) is not None]
        if mentions and mentions[0].text[0].isupper() and noun.lemma.lower() in words("told-by-name"):
            return "the " + " ".join(sentence.slice(mentions[0].start, noun.index + 1).split())
        return ""

    def _is_of_name(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether a noun only says what somebody or something named in the sentence is."""
        if is_relation(noun, "conj") and noun.head >= 0 and is_relation(sentence.tokens[noun.head], "appos"):
            return self._is_of_name(sentence, sentence.tokens[noun.head])  # "Ada Lorne, a doctor and sailor"
        named = [*sentence.children(noun, "appos")]
        if is_relation(noun, "appos", "nmod:desc", "flat") and noun.head >= 0:
            named.append(sentence.tokens[noun.head])
        if sentence.child(noun, "cop") is not None:
            named += sentence.children(noun, "nsubj")
        return any(self._names.name_at(sentence, t) is not None for t in named)

    def _owner(self, sentence: Sentence, noun: Token) -> Thing | None:
        """Return whose kin a noun means."""
        owner = sentence.child(noun, "nmod:poss")
        if owner is None or noun.xpos == "NNS":
            return None
        name = self._names.name_at(sentence, owner)
        if name is not None:
            return self._thing(name)
        return next((m.thing for m in reversed(self._seen) if m.head is owner and m.thing.name is not None), None)


def _head(sentence: Sentence, start: int, end: int) -> Token:
    span = sentence.tokens[start:end]
    return next((t for t in span if not start <= t.head < end), span[0])


def _dated(sentence: Sentence, when: When) -> str:
    before = sentence.tokens[when.start - 1] if when.start else None
    after = sentence.tokens[when.end] if when.end < len(sentence.tokens) else None
    if (before is not None and before.upos == "ADP") or (after is not None and after.text in {"'s", "’s"}):
        return when.text
    pointed = when.relative or not any(c.isdigit() for c in sentence.slice(when.start, when.end))
    return ("on " if when.grain is Grain.DAY else "in ") + when.text if pointed else when.text
