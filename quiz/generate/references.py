"""What a sentence's pronouns, bare definites and relative dates stand for, where that is certain.

The policy is strict: a pronoun or "the organization" is read as a name only when nothing else in reach could be
meant. What stays unresolved is left as it is, and the gates drop every question that would hold it.
"""

from collections.abc import Iterator
from datetime import date

from quiz.generate.dates import When, find_dates
from quiz.generate.facts import Kind
from quiz.generate.frame import EventLabel, introduced_events
from quiz.generate.names import Name, Names
from quiz.generate.phrases import Reference
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_SHE = {"she", "her", "hers"}
_HE = {"he", "him", "his"}
_TALKS = {"discussion", "talk", "negotiation", "consultation"}


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
    ) -> None:
        self._names = names
        self._topic = topic
        self._today = today
        self._nouns = dict(_learned_nouns(document, names))
        self._gender: dict[str, str] = {}
        self.events = (*((told,) if told is not None else ()), *introduced_events(document, names, today))
        self._found: dict[int, dict[int, Reference]] = {}
        self._dates: dict[int, tuple[When, ...]] = {}
        subject: Name | None = None
        paragraph = -1
        for where, sentence in enumerate(document.sentences):
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                subject = topic if topic is not None and topic.kind is Kind.PERSON and where < 3 else None  # noqa: PLR2004
            before = document.sentences[where - 1] if where else None
            if before is not None and before.paragraph != sentence.paragraph:
                before = None
            found = list(self._of_sentence(sentence, where, before, subject))
            self._found[id(sentence)] = {r.start: r for r in found}
            subject = self._subject_person(sentence, found, subject)

    def noun_of(self, name: Name) -> str:
        """Return what the article calls a name ("X is a browser"), empty when it does not say."""
        return self._nouns.get(name.full, "")

    def gender_of(self, name: Name) -> str:
        """Return ``she`` or ``he`` as the article calls a person, empty when it does not show."""
        return self._gender.get(name.full, "")

    def of(self, sentence: Sentence) -> dict[int, Reference]:
        """Return the references of a sentence by the first token they replace."""
        return self._found[id(sentence)]

    def dates(self, sentence: Sentence) -> tuple[When, ...]:
        """Return the dates of a sentence, read against the article's day."""
        return self._dates[id(sentence)]

    def _of_sentence(
        self, sentence: Sentence, where: int, before: Sentence | None, subject: Name | None
    ) -> Iterator[Reference]:
        self._dates[id(sentence)] = find_dates(sentence, self._today)
        for when in self._dates[id(sentence)]:
            if when.known and when.text != sentence.slice(when.start, when.end):
                yield Reference(start=when.start, end=when.end, text=_dated(sentence, when))
        said: dict[str, Name] = {}
        for token in sentence.tokens:
            if token.xpos in {"PRP", "PRP$"}:
                gender = "she" if token.text.lower() in _SHE else "he"
                person = self._person(sentence, token, before, subject) or said.get(gender)
                if person is not None and token.text.lower() in _SHE | _HE:
                    said[gender] = person
                    text = person.full + ("'s" if token.xpos == "PRP$" else "")
                    yield Reference(start=token.index, end=token.index + 1, text=text)
            elif token.upos == "NOUN":
                yield from self._definite(sentence, token, where, before)

    def _person(self, sentence: Sentence, token: Token, before: Sentence | None, subject: Name | None) -> Name | None:
        word = token.text.lower()
        gender = "she" if word in _SHE else "he" if word in _HE else ""
        if not gender:
            return None
        here = list(self._people(sentence, token.index))
        if len(here) == 1 and self._is_subject(sentence, here[0]) and not is_relation(token, "obj", "iobj"):
            choice = here[0]
        elif here or subject is None:
            choice = None
        else:
            others = {n.full for n in self._people(before, 10_000)} if before else set[str]()
            others -= {subject.full}
            choice = subject if not any(self._gender.get(o, gender) == gender for o in others) else None
        topic = self._topic
        if choice is not None and self._gender.get(choice.full, gender) != gender:
            choice = None
        if choice is None and topic is not None and self._gender.get(topic.full) == gender and not here:
            choice = topic if subject is None or self._gender.get(subject.full, gender) != gender else None
        if choice is not None:
            self._gender.setdefault(choice.full, gender)
        if choice is not None and choice is not topic and " " not in choice.full:
            return None  # half a name helps nobody
        return choice

    def _people(self, sentence: Sentence | None, end: int) -> Iterator[Name]:
        if sentence is None:
            return
        seen: set[str] = set()
        for mention in self._names.mentions(sentence):
            name = self._names.by_form(mention.text)
            if mention.start < end and name and name.kind is Kind.PERSON and name.full not in seen:
                seen.add(name.full)
                self._learn_gender(sentence, mention.start, name)
                yield name

    def _learn_gender(self, sentence: Sentence, start: int, name: Name) -> None:
        for token in sentence.tokens[max(0, start - 2) : start]:
            lemma = token.lemma.lower().rstrip(".")
            for gender in ("she", "he"):
                if lemma in words(gender):
                    self._gender.setdefault(name.full, gender)

    def _is_subject(self, sentence: Sentence, name: Name) -> bool:
        return any(
            is_relation(sentence.tokens[i], "nsubj")
            for m in self._names.mentions(sentence)
            if self._names.by_form(m.text) == name
            for i in range(m.start, m.end)
        )

    def _subject_person(self, sentence: Sentence, found: list[Reference], old: Name | None) -> Name | None:
        subject = sentence.child(sentence.root, "nsubj")
        if subject is None:
            return None
        others = [sentence.child(verb, "nsubj") for verb in sentence.children(sentence.root, "conj")]
        if any(o is not None and self._names.name_at(sentence, o) is not None for o in others):
            return None  # "Ada left and Jon stayed": either may be "they" who come next
        name = self._names.name_at(sentence, subject)
        if name is None:
            named = sentence.child(subject, "appos")
            name = self._names.name_at(sentence, named) if named is not None else None
            if named is not None and name is not None and subject.lemma.lower() in words("kinship"):
                gender = "she" if subject.lemma.lower() in words("she") else "he"
                self._gender.setdefault(name.full, gender)
        if name is not None:
            return name if name.kind is Kind.PERSON else None
        reference = next((r for r in found if r.start == subject.index), None)
        return self._names.by_form(reference.text) if reference else (old if subject.xpos == "PRP" else None)

    def _definite(self, sentence: Sentence, noun: Token, where: int, before: Sentence | None) -> Iterator[Reference]:
        lemma = noun.lemma.lower()
        below = sentence.children(noun)
        det = next((t for t in below if is_relation(t, "det")), None)
        plain = all(is_relation(t, "det", "case", "punct") for t in below if t.index < noun.index) and not any(
            is_relation(t, "nmod", "acl", "appos", "nummod") for t in below
        )
        event = self._event(lemma, where)
        if lemma in _TALKS and noun.xpos == "NNS" and noun.index == 0 and event is not None:
            yield Reference(start=0, end=1, text=f"{lemma}s at {event.text}")
            return
        if not plain or det is None or is_relation(noun, "compound"):
            return
        if det.text.lower() not in {"the", "this"} or det.index != noun.index - 1:
            return
        if event is not None and event.noun == lemma:
            yield Reference(start=det.index, end=noun.index + 1, text=event.text)
            return
        name = self._named_so(sentence, noun, lemma, before)
        if name is not None:
            the = "the " if name.article else ""
            yield Reference(start=det.index, end=noun.index + 1, text=the + name.full)

    def _event(self, lemma: str, where: int) -> EventLabel | None:
        earlier = [e for e in self.events if e.sentence < where and (e.noun == lemma or lemma in _TALKS)]
        return earlier[0] if len(earlier) == 1 else None

    def _is_subject_mention(self, sentence: Sentence, start: int, end: int) -> bool:
        return any(is_relation(t, "nsubj") and t.head == sentence.root.index for t in sentence.tokens[start:end])

    def _named_so(self, sentence: Sentence, noun: Token, lemma: str, before: Sentence | None) -> Name | None:
        """Return the one name in reach that is known to be a ``lemma``."""

        def known(name: Name) -> bool:
            return lemma in {name.noun, self._nouns.get(name.full), name.full.split()[0].lower()}

        reach: list[Name] = []
        for place, end in ((sentence, noun.index), (before, 10_000)):
            if place is None:
                continue
            for mention in self._names.mentions(place):
                name = self._names.by_form(mention.text)
                if place is not sentence and not self._is_subject_mention(place, mention.start, mention.end):
                    continue
                if mention.start < end and name is not None and known(name) and name not in reach:
                    reach.append(name)
            if reach:
                break
        if not reach and self._topic is not None and self._nouns.get(self._topic.full) == lemma:
            return self._topic
        return reach[0] if len(reach) == 1 else None


def _dated(sentence: Sentence, when: When) -> str:
    before = sentence.tokens[when.start - 1] if when.start else None
    if before is not None and before.upos == "ADP":
        return when.text
    return ("in " if len(when.text) == 4 else "on ") + when.text if when.relative else when.text  # noqa: PLR2004


def _learned_nouns(document: Document, names: Names) -> Iterator[tuple[str, str]]:
    """Yield what the article calls its names: "X is a city" makes X a ``city``."""
    for sentence in document.sentences:
        root = sentence.root
        subject = sentence.child(root, "nsubj")
        plain = root.upos == "NOUN" and root.lemma.lower() in words("sorts") | words("places")
        if plain and subject is not None and sentence.child(root, "cop"):
            name = names.name_at(sentence, subject)
            det = sentence.child(root, "det")
            if name is not None and det is not None and det.text.lower() in {"a", "an"}:
                yield name.full, root.lemma.lower()
