"""How much a statement that holds at all times tells: the words of it that are of its subject alone."""

from collections.abc import Collection

from quiz.generate.wordlists import words
from quiz.language.document import Sentence, is_relation

_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}


def telling_words(sentence: Sentence, used: Collection[int]) -> frozenset[str]:
    """Return the lemmas of ``used`` that say something; those that go with anything do not."""
    plain = words("faint") | words("light")
    tokens = [sentence.tokens[i] for i in used]
    told = {t.lemma.lower() for t in tokens if t.upos in _CONTENT and not is_relation(t, "aux", "cop")} - plain
    nouns = {t.lemma.lower() for t in tokens if t.upos == "NOUN"}
    return frozenset(told - (nouns & (words("empty") | words("vague"))))
