"""Which names of an article of sport are teams: bodies that win, lose and play, and that people play for."""

from collections.abc import Iterator

from quiz.generate.entities.names import Name, Names
from quiz.generate.facts import Kind
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_BEATING = {"beat", "defeat", "face", "host", "outscore", "trounce", "thrash"}
"""Verbs whose object is the other team."""
_OFTEN = 4
"""So many words of sport show an article to be about it."""


def find_teams(document: Document, names: Names) -> frozenset[str]:
    """Return the full names of the teams of an article; none when it is not about sport."""
    told = sum(t.lemma.lower() in words("sport") for s in document.sentences for t in s.tokens)
    if told < _OFTEN:
        return frozenset()
    return frozenset(name.full for s in document.sentences for name in _playing(s, names))


def _playing(sentence: Sentence, names: Names) -> Iterator[Name]:
    for token in sentence.tokens:
        if token.head < 0 or sentence.tokens[token.head].lemma.lower() not in words("team-verbs") | {"win"}:
            continue
        beaten = is_relation(token, "obj") and sentence.tokens[token.head].lemma.lower() in _BEATING
        if not (beaten or is_relation(token, "nsubj") or (is_relation(token, "obl") and _is_led(sentence, token))):
            continue
        name = names.name_at(sentence, token)
        if name is not None and name.kind is Kind.ORGANIZATION and not name.noun:
            yield name


def _is_led(sentence: Sentence, token: Token) -> bool:
    return any(t.text.lower() in words("team-preps") for t in sentence.children(token, "case"))
