"""What an article is about, as its title, its first sentence and the names it repeats tell."""

from functools import cached_property

from quiz.generate.entities.names import Name, Names, is_place, without_land
from quiz.generate.facts import Kind
from quiz.generate.reading.frame import running
from quiz.generate.reading.headline import is_term, stamped
from quiz.language.document import Document

_OFTEN = 5
"""Mentions that make a person or place one an article is about."""
_TWICE = 2
"""So many times as often as the next person a protagonist is named."""
_RARE = 6
"""A place that an article is about is named in one of so many sentences at least."""
_SELDOM = 5
"""The same for a person."""
_AHEAD = 1.35
"""So many times as often as the next name."""
_EARLY = 5
"""Sentences within which the one that an article is about is named first."""
_LOCATIVE = {"in", "on", "near", "off"}


class Topic:
    """What one article is about."""

    def __init__(self, document: Document, names: Names, title: str, *, dated: bool) -> None:
        """Find it in ``document``; ``dated`` is whether the text opens with its date, as reports of news do."""
        self._document = document
        self._names = names
        self._title = title
        self._dated = dated

    @cached_property
    def name(self) -> Name | None:
        """What the article is about: the name its title consists of, what it defines first, or what it names most."""
        if self._names.bearer:
            return self._names.by_form(self._names.bearer)
        for sentence in self._document.sentences[:1]:
            for title in (self._title, sentence.text):
                name = self._names.by_form(without_land(title).strip(" .,;:"))
                if name is not None:
                    return name
        if self._dated:
            return None
        explained = is_term(self._title, self._document)
        found = self.defined or (None if explained else self._dominating())
        # What a headline tells of happens somewhere, but is not about that place.
        return None if is_place(found) and stamped(self._title, None) else found

    @cached_property
    def setting(self) -> Name | None:
        """The place that the article is about, where what it tells happens unless it says otherwise."""
        topic = self.name
        if topic is None or topic.kind in {Kind.CITY, Kind.PLACE}:
            return topic
        for sentence in running(self._document)[:_EARLY]:
            root = sentence.root
            subject = sentence.child(root, "nsubj", "nsubj:pass")
            if subject is None or self._names.name_at(sentence, subject) is not topic:
                continue
            case = sentence.child(root, "case")
            within = sentence.child(root, "cop") is not None and case is not None and case.text.lower() in _LOCATIVE
            if within or root.lemma.lower() in {"lie", "locate", "situate"}:
                return topic
        return None

    @cached_property
    def defined(self) -> Name | None:
        """What the first sentence of the running text defines: "X is a town in ..."."""
        for sentence in running(self._document)[:1]:
            subject = sentence.child(sentence.root, "nsubj")
            if subject is not None and sentence.child(sentence.root, "cop") and sentence.root.upos == "NOUN":
                return self._names.name_at(sentence, subject)
        return None

    def _dominating(self) -> Name | None:
        """Return the person or place that is named far more often than any other and from the beginning."""
        found = sorted((n for n in self._names if n.kind is not Kind.NATIONALITY), key=lambda n: -n.count)
        person = self.protagonist
        best = person or next(iter(found), None)
        if best is None or best.first > _EARLY or best.count < max(_OFTEN, self._share(best)):
            return None
        if best is person:
            return best
        return best if is_place(best) and all(_AHEAD * n.count <= best.count for n in found[1:2]) else None

    def _share(self, name: Name) -> float:
        """Return how often a name must stand at least to be what the article is about."""
        return len(self._document.sentences) / (_RARE if is_place(name) else _SELDOM)

    @cached_property
    def protagonist(self) -> Name | None:
        """The person an article tells about without saying so in its title: named twice as often as any other."""
        people = sorted((n for n in self._names if n.kind is Kind.PERSON), key=lambda n: -n.count)
        if not people or people[0].count < _OFTEN:
            return None
        return people[0] if len(people) == 1 or people[0].count >= _TWICE * people[1].count else None
