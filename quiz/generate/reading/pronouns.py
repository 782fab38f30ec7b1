"""Whom or what a pronoun stands for, where that is certain.

What the article has mentioned of late is weighed by how near and how prominent it was, and by what the grammar around
the pronoun says for it; it is taken when it is far ahead of the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quiz.generate.entities.genders import HE, SHE, Genders
from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.grammar.entries import is_ours
from quiz.generate.reading.discourse import (
    SUBJECT,
    Mentioned,
    Thing,
    beside,
    clause_of,
    controller,
    is_body,
    is_empty,
    likeliest,
    others,
    owner_ahead,
    relative_to,
    subjects,
    weigh,
)
from quiz.generate.reading.entry_topics import EntryTopics
from quiz.language.document import Sentence, Token, is_relation

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "them", "their"})
_MARGIN = 1.0
"""By how much what is taken is ahead of the next."""
_TOPIC = 3.0
"""What speaks for the person an article is about when it has not been named of late."""
_DOUBT = 1.0
"""What speaks against people of unknown gender beside one of the right gender, and against nameless ones."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A pronoun in its sentence, and what was mentioned before it."""

    sentence: Sentence
    token: Token
    where: int
    """The number of the sentence."""
    mentioned: Sequence[Mentioned]


class Pronouns:
    """Reads the pronouns of one article from the first to the last."""

    def __init__(
        self, names: Names, genders: Genders, entry: EntryTopics, *, topic: Name | None, hero: Name | None
    ) -> None:
        self._names = names
        self._genders = genders
        self._entry = entry
        self._topic = topic
        self._hero = hero
        """The person whose life the article tells."""
        self._antecedents: dict[tuple[int, int], Token] = {}

    def antecedent(self, sentence: Sentence, token: Token) -> Token | None:
        """Return the word of the same sentence that a pronoun goes back to, if it does."""
        return self._antecedents.get((id(sentence), token.index))

    def turn_back(self, sentence: Sentence, token: Token) -> None:
        """Take a reflexive pronoun for the subject of its clause."""
        for subject in subjects(sentence, clause_of(sentence, token)):
            self._antecedents.setdefault((id(sentence), token.index), subject)

    def read(self, sentence: Sentence, token: Token, where: int, mentioned: Sequence[Mentioned]) -> Thing | None:
        """Return what a pronoun of sentence number ``where`` stands for, of what was ``mentioned`` before it."""
        word = token.text.lower()
        if self._entry.stands_in(sentence, token):
            return self._entry.thing
        if is_ours(token):
            return None
        if is_relation(token, "nmod:poss") and sentence.tokens[token.head].lemma.lower() == "part":
            return None  # "for his part" is who speaks next
        here = [m for m in mentioned if m.where == where]
        kept_out = tuple(others(sentence, token))
        barred = {m.thing.key for m in here if m.head in kept_out}
        barred |= {name.full for t in kept_out if (name := self._names.name_at(sentence, t)) is not None}
        recalled = self._entry.recalled(sentence, where)
        seen = [m for m in (*mentioned, *((recalled,) if recalled else ())) if m.thing.key not in barred]
        asked = _Asked(sentence, token, where, mentioned)
        if word in SHE | HE:
            choice = self._ahead(sentence, token) or self._person(asked, seen)
        elif word in _IT and not is_empty(sentence, token):
            choice = self._singular(asked, seen)
        elif word in _THEY:
            choice = self._several(asked, seen)
        else:
            return None
        if choice is not None:
            before = [m for m in here if m.thing.key == choice.key]
            if before:
                self._antecedents[id(sentence), token.index] = before[0].head
        return choice

    def _ahead(self, sentence: Sentence, token: Token) -> Thing | None:
        """Return who follows as the subject of a clause that opens with what is theirs, in no other person's life."""
        subject = owner_ahead(sentence, token)
        name = self._names.name_at(sentence, subject) if subject is not None else None
        if subject is None or name is None or name.kind is not Kind.PERSON or self._hero not in {None, name}:
            return None
        if self._genders.of(name) not in {"", "she" if token.text.lower() in SHE else "he"}:
            return None
        self._antecedents[id(sentence), token.index] = subject
        return self._thing(name)

    def _person(self, asked: _Asked, seen: Sequence[Mentioned]) -> Thing | None:
        sentence, token, where = asked.sentence, asked.token, asked.where
        gender = "she" if token.text.lower() in SHE else "he"
        topic = self._hero
        fits = [m for m in seen if m.thing.person and not m.thing.plural and self._gender(m.thing) in {"", gender}]
        about = relative_to(sentence, token)
        if about is not None and not any(m.where == where and beside(sentence, m.head, about) for m in fits):
            return None
        sure = topic is not None and self._genders.of(topic) == gender
        if sure:
            fits = [m for m in fits if self._is_rival(m, sentence, where)]
        likely = self._likely(asked)

        def extra(one: Mentioned) -> float:
            doubt = _DOUBT if sure and not self._gender(one.thing) else 0.0
            nobody = _DOUBT if one.thing.name is None and not one.rank else 0.0
            return likely(one) - doubt - nobody

        weighed = weigh(fits, where, sentence.paragraph, extra)
        if topic is not None and all(t.name is not topic for _, t in weighed) and self._genders.of(topic) == gender:
            weighed = sorted([*weighed, (_TOPIC, self._thing(topic))], key=lambda pair: -pair[0])
        choice = likeliest(weighed, _MARGIN)
        if choice is not None and choice.name is None:
            choice = likeliest(weighed, 2 * _MARGIN)
        if choice is not None and choice.name is not None and len(weighed) == 1:
            self._genders.learn(choice.name, gender)
        return choice

    def _is_rival(self, one: Mentioned, sentence: Sentence, where: int) -> bool:
        """Tell whether somebody may be meant beside the person whose life is told, who is the first to think of."""
        if one.thing.name is self._hero or one.where == where or self._gender(one.thing):
            return True
        return one.paragraph == sentence.paragraph and one.where == where - 1 and one.rank >= SUBJECT

    def _gender(self, thing: Thing) -> str:
        return self._genders.of(thing.name) if thing.name is not None else thing.gender

    def _likely(self, asked: _Asked) -> Callable[[Mentioned], float]:
        """Return what the grammar around a pronoun says for a mention."""
        sentence, token, where = asked.sentence, asked.token, asked.where
        about = relative_to(sentence, token)
        told = controller(sentence, token)
        clause = clause_of(sentence, token)
        own = tuple(subjects(sentence, clause)) if told is None else ()
        held = sentence.tokens[token.head] if is_relation(token, "nmod:poss") else token
        partner = sentence.tokens[held.head] if is_relation(held, "conj") and held is not token else None
        opens = all(m.paragraph != sentence.paragraph for m in asked.mentioned if m.where < where)

        def extra(one: Mentioned) -> float:
            score = 0.0
            if self._entry.thing is not None:
                score += 1.0 if one.thing.key == self._entry.thing.key else 0.0
            elif one.thing.name is not None and one.thing.name in {self._topic, self._hero}:
                score += 2.0 if opens and one.where < where else 1.0
            if one.where == where:
                score += 4.0 if about is not None and beside(sentence, one.head, about) else 0.0
                score += 2.5 if told is not None and one.head is told and told is not token else 0.0
                if about is None and one.head in own:
                    score += 1.5
                elif about is None and clause_of(sentence, one.head) is clause:
                    # "X thanked Y for his words": a later mention weighs nearly as much as the subject.
                    score += 2.25 if one.thing.person and not one.rank else 1.0
                score += 3.0 if partner is not None and beside(sentence, one.head, partner) else 0.0
            return score

        return extra

    def _singular(self, asked: _Asked, seen: Sequence[Mentioned]) -> Thing | None:
        fits = [m for m in seen if not m.thing.person and not m.thing.plural]
        fits = [m for m in fits if m.thing.name is None or m.thing.name.kind is not Kind.NATIONALITY]
        return self._prominent(asked, fits)

    def _several(self, asked: _Asked, seen: Sequence[Mentioned]) -> Thing | None:
        sentence, token = asked.sentence, asked.token
        fits = [m for m in seen if m.thing.plural or (m.thing.name is not None and is_body(m.thing.name))]
        joined = [s for s in subjects(sentence, clause_of(sentence, token)) if sentence.child(s, "conj") is not None]
        if joined and joined[0].index < token.index:
            self._antecedents[id(sentence), token.index] = joined[0]
            return None
        return self._prominent(asked, fits)

    def _prominent(self, asked: _Asked, fits: list[Mentioned]) -> Thing | None:
        """Return what leads by being the subject of the clause before, or what the article is about."""
        sentence, where = asked.sentence, asked.where
        about = relative_to(sentence, asked.token)
        if about is not None and not any(m.where == where and beside(sentence, m.head, about) for m in fits):
            return None
        choice = likeliest(weigh(fits, where, sentence.paragraph, self._likely(asked)), _MARGIN)
        if choice is None:
            return None
        stood = [m for m in fits if m.thing.key == choice.key]
        return choice if any(m.rank or (about is not None and m.head is about) for m in stood) else None

    def _thing(self, name: Name) -> Thing:
        return Thing.of(name, self._genders.of(name))
