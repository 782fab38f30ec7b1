"""What a place has one of: in an article about a town, "the castle" is the castle of that town."""

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.reading.entry_topics import EntryTopics
from quiz.generate.reading.soles import is_sole
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_PLACES = {Kind.PLACE, Kind.CITY, Kind.COUNTRY}
_ON = {"island", "archipelago", "peninsula"}
_SINGLE = {"old", "main", "only", "official", "local", "medieval", "central", "present", "current", "historic"}


class Landmarks:
    """Says whose castle, harbour or climate an article about a place means."""

    def __init__(
        self, document: Document, names: Names, topic: Name | None, entry: EntryTopics, *, hero: Name | None = None
    ) -> None:
        self._document = document
        self._names = names
        self._topic = topic if topic is not None and topic.kind in _PLACES else None
        self._hero = hero
        self._entry = entry
        self._known: dict[str, bool] = {}

    def read(self, sentence: Sentence, noun: Token) -> tuple[int, str] | None:
        """Return where a definite that ends in ``noun`` begins and how to write it; ``None`` if unsure."""
        topic = self._topic
        lemma = noun.lemma.lower()
        if lemma == "family" and self._hero is not None:
            return self._family(sentence, noun, self._hero)
        if topic is None or self._entry.thing is not None or noun.xpos != "NN":
            return None
        if lemma not in words("one-of-a-place") or not self._is_plain(sentence, noun):
            return None
        det = sentence.child(noun, "det")
        if det is None or det.text.lower() != "the" or not self._belongs(lemma):
            return None
        if any(self._is_placed(sentence, t) for t in sentence.tokens):
            return None
        if any(t.lemma.lower() in words("one-of-a-place") and t.upos == "NOUN" for t in sentence.tokens[: noun.index]):
            return None  # once is enough: "the harbour lies below the castle"
        text = " ".join(sentence.slice(det.index, noun.index + 1).split())
        on = "on" if topic.noun in _ON else "in"
        link = "of" if lemma in words("part-of-a-place") else on
        the = "the " if topic.article else ""
        return det.index, f"{text[0].lower()}{text[1:]} {link} {the}{topic.full}"

    def _family(self, sentence: Sentence, noun: Token, hero: Name) -> tuple[int, str] | None:
        """Return whose family "the family" of a life is, where no other family is named."""
        det = sentence.child(noun, "det")
        if (
            det is None
            or det.text.lower() != "the"
            or det.index + 1 != noun.index
            or not self._is_plain(sentence, noun)
        ):
            return None
        if " " not in hero.full or any(self._names.name_at(sentence, t) is hero for t in sentence.tokens):
            return None
        return det.index, f"{hero.full}'s family"

    def _is_plain(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether only what singles a thing out stands around a noun: "the old harbour"."""
        for child in sentence.children(noun):
            if child.index > noun.index and is_relation(child, "nmod", "flat", "acl", "conj", "compound"):
                return False
            if child.index < noun.index and is_relation(child, "nmod:poss", "nummod", "compound"):
                return False
            ranked = child.xpos in {"JJS", "RBS"} or child.text.lower() in _SINGLE
            if is_relation(child, "amod") and not ranked:
                return False
        return not is_relation(noun, "compound", "appos", "conj")

    def _belongs(self, lemma: str) -> bool:
        """Tell whether the article speaks of one such thing only, and of none elsewhere."""
        if lemma not in self._known:
            self._known[lemma] = is_sole(self._document, lemma) and not any(
                self._is_of_another(sentence, token)
                for sentence in self._document.sentences
                for token in sentence.tokens
                if token.lemma.lower() == lemma
            )
        return self._known[lemma]

    def _is_of_another(self, sentence: Sentence, noun: Token) -> bool:
        """Tell whether a noun is said to be of another place, or is part of a name."""
        if noun.upos == "PROPN":
            return True
        owners = sentence.children(noun, "nmod", "compound", "flat", "appos")
        names = [name for t in owners if (name := self._names.name_at(sentence, t)) is not None]
        return any(name is not self._topic for name in names)

    def _is_placed(self, sentence: Sentence, token: Token) -> bool:
        """Tell whether a word of a sentence names the topic, or another town or country that may be meant."""
        name = self._names.name_at(sentence, token)
        if name is None:
            return False
        subject = is_relation(token, "nsubj", "root")
        return name is self._topic or (subject and name.kind in _PLACES)
