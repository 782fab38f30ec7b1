"""What "the accident", "the company", "the mosque" or "this district" stand for in an article."""

from collections.abc import Mapping, Sequence

from quiz.generate.entities.names import Name, Names
from quiz.generate.entities.sorts import Sorts, is_generic
from quiz.generate.facts import Kind
from quiz.generate.reading.discourse import Mentioned, Thing, clause_of, likeliest, subjects, weigh
from quiz.generate.reading.entry_topics import EntryTopics
from quiz.generate.reading.frame import EventLabel
from quiz.generate.wordlists import events, words
from quiz.language.document import Sentence, Token, is_relation

_TALKS = {"discussion", "talk", "negotiation", "consultation"}
_MARGIN = 0.75
_TOPIC = 5.5
"""What speaks for the article's topic, as much as a mention in the same sentence, where it is called so."""
_BROAD = {"organization", "organisation", "group", "body", "institution", "association", "company", "firm", "show"}
"""Nouns that so many things can be called that only what was just named is meant."""
_SMALL = {"town", "village", "municipality"}
_TOWNS = _SMALL | {"city"}
_AGED = "year-old"
_OTHERWISE = {"constituency": "district", "district": "area", "neighbourhood": "area", "neighborhood": "area"}
"""What else "this ..." calls things that a name beside them tells apart."""


class Definites:
    """Reads the bare definites of one article."""

    def __init__(
        self,
        names: Names,
        sorts: Sorts,
        events: Sequence[EventLabel],
        topic: Name | None,
        matches: Mapping[int, EventLabel],
        *,
        entry: EntryTopics,
    ) -> None:
        self._names = names
        self._sorts = sorts
        self._events = events
        self._topic = topic
        self._matches = matches
        self._entry = entry
        self._home = self._find_home()

    def read(self, sentence: Sentence, noun: Token, where: int, seen: Sequence[Mentioned]) -> tuple[int, Thing] | None:
        """Return what a definite that ends in ``noun`` means, with the token it begins at; ``None`` if uncertain."""
        lemma = noun.lemma.lower()
        if lemma in _TALKS and noun.xpos == "NNS" and noun.index == 0:
            event = self._event(lemma, where)
            return (0, _of_event(event, f"{lemma}s at {event.text}")) if event is not None else None
        start = _start(sentence, noun)
        if start is None:
            return None
        inner = sentence.tokens[start + 1 : noun.index]
        event = self._event(lemma, where)
        if noun.xpos == "NNS" and event is not None and noun.text.lower() not in events():
            event = None  # "the polls closed"
        if event is not None and all(event.names(t.text) for t in inner) and not _is_share(sentence, noun):
            return start, _of_event(event, event.text)
        aged = _AGED in "".join(t.text.lower() for t in inner)
        if aged and noun.xpos == "NN":
            somebody = self._aged(where, sentence, seen)
            return (start, somebody) if somebody is not None else None
        if inner and not all(t.text.lower().endswith(_AGED) or t.lemma.lower() in words("blank") for t in inner):
            return None
        if noun.xpos == "NNS":
            return None
        if self._entry.thing is not None and self._entry.is_called(lemma):
            return start, self._entry.thing
        named = self._named(sentence, noun, where, seen)
        return (start, named) if named is not None else None

    def _event(self, lemma: str, where: int) -> EventLabel | None:
        match = self._matches.get(where)
        if match is not None and match.is_called(lemma) and lemma != "event":
            return match if match.sentence < where else None
        fits = [e for e in self._events if e.sentence < where and (e.is_called(lemma) or lemma in _TALKS)]
        if fits and fits[0].sentence < 0:
            return fits[0]
        return fits[0] if len(fits) == 1 else None

    def _named(self, sentence: Sentence, noun: Token, where: int, seen: Sequence[Mentioned]) -> Thing | None:
        lemma = noun.lemma.lower()
        rivals = [m for m in seen if self._fits(m.thing, lemma)]
        # Nobody does something to itself and calls it "the company".
        doers = {id(t) for t in subjects(sentence, clause_of(sentence, noun))} - {id(noun)}
        rivals = [m for m in rivals if m.where != where or id(m.head) not in doers]
        if lemma in _TOWNS and self._home is not None and not any(self._is_said(m.thing, lemma) for m in rivals):
            return Thing.of(self._home)
        weighed = weigh(rivals, where, sentence.paragraph, self._bonus)
        topic = self._topic
        the = any(t.text.lower() == "the" for t in sentence.children(noun, "det"))
        if the and topic is not None and topic.kind is not Kind.PERSON and self._sorts.is_called(topic, lemma):
            # What the article is about is in mind all the time.
            best = max((score for score, thing in weighed if thing.name is topic), default=0.0)
            others = [pair for pair in weighed if pair[1].name is not topic]
            weighed = sorted([(max(best, _TOPIC), Thing.of(topic)), *others], key=lambda pair: -pair[0])
        choice = likeliest(weighed, _MARGIN)
        if weighed:
            return choice if choice is not None and choice.text else None
        if lemma in _BROAD:
            return None
        called = [n for n in self._names if n.first < where and self._fits(Thing.of(n), lemma)]
        return Thing.of(called[0]) if len(called) == 1 and called[0].kind is not Kind.PERSON else None

    def _aged(self, where: int, sentence: Sentence, seen: Sequence[Mentioned]) -> Thing | None:
        """Return the one person lately named, who "the 91-year-old retired judge" is whatever the text called them."""
        people = [m for m in seen if m.thing.person and not m.thing.plural and m.thing.name is not None]
        choice = likeliest(weigh(people, where, sentence.paragraph, self._bonus), _MARGIN)
        return choice if choice is not None and choice.text else None

    def _bonus(self, one: Mentioned) -> float:
        return 1.0 if self._topic is not None and one.thing.name is self._topic else 0.0

    def _fits(self, thing: Thing, lemma: str) -> bool:
        if thing.name is None or thing.name.full.lower() == lemma:
            return lemma in {thing.noun, _OTHERWISE.get(thing.noun, "")}
        if is_generic(thing.name.full):
            return False
        if lemma in _SMALL and thing.name.kind is Kind.CITY and not self._sorts.of(thing.name):
            return False  # a city that everybody knows is not called a town by whom it only passes
        return self._sorts.is_called(thing.name, lemma)

    def _is_said(self, thing: Thing, lemma: str) -> bool:
        """Tell whether the article calls another place than its own so."""
        return thing.name is not None and thing.name is not self._home and lemma in self._sorts.of(thing.name)

    def _find_home(self) -> Name | None:
        """Return the town that an article is about: its topic, or what both its title and its dateline name."""
        places = {Kind.CITY, Kind.PLACE}
        if self._topic is not None:
            town = self._topic.kind in places and any(self._sorts.is_called(self._topic, n) for n in _TOWNS)
            return self._topic if town else None
        found = [n for n in self._names if n.kind in places and n.full in self._names.heading]
        town = found[0] if len(found) == 1 else None
        return town if town is not None and any(f.isupper() and f != town.full for f in town.forms) else None


def _of_event(event: EventLabel, text: str) -> Thing:
    return Thing(key=event.text, text=text, noun=event.noun)


def _start(sentence: Sentence, noun: Token) -> int | None:
    """Return where a definite with nothing behind it begins, or ``None`` when it is none."""
    below = sentence.children(noun)
    det = next((t for t in below if is_relation(t, "det") and t.text.lower() in {"the", "this", "that"}), None)
    if det is None or is_relation(noun, "compound"):
        return None
    behind = [t for t in below if t.index > noun.index and not _is_aside(sentence, noun, t)]
    if any(is_relation(t, "nmod", "acl", "appos", "nummod", "conj") for t in behind):
        return None
    if any(is_relation(t, "nmod:poss", "nummod") for t in below):
        return None
    return det.index


def _is_aside(sentence: Sentence, noun: Token, below: Token) -> bool:
    """Tell whether a relative clause tells more of a thing that is known without it: "the accident, which ..."."""
    return is_relation(below, "acl:relcl") and sentence.tokens[noun.index + 1].text == ","


def _is_share(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun is what a part is counted of: "12 percent of the vote"."""
    above = sentence.tokens[noun.head] if noun.head >= 0 else None
    return above is not None and (
        above.text == "%" or above.upos in {"NUM", "SYM"} or above.lemma.lower() in {"percent", "share", "percentage"}
    )
