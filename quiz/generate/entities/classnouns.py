"""What an article calls the things it names, so that a question may ask "Which film" or "Which newspaper".

"the film Night Ferry", "Night Ferry, a film by ..." and "the newspaper, the Harbour Post" say what a name is.
"""

from collections.abc import Iterator

from quiz.generate.entities.mentions import Mention
from quiz.generate.entities.names import Name, Names
from quiz.generate.wordlists import words
from quiz.language.document import Document, Sentence, Token, is_relation

_REACH = 3
"""Tokens by which a noun may stand before the name that explains it: ``newspaper , the``."""


def learn(document: Document, names: Names) -> dict[str, str]:
    """Return the class noun of each name that the article gives one, by full name; the first one said counts."""
    found: dict[str, str] = {}
    for sentence in document.sentences:
        for mention in names.mentions(sentence):
            name = names.by_form(mention.text)
            before = sentence.tokens[mention.start - 1].text.lower().rstrip(".") if mention.start else ""
            if name is None or name.full in found or before in words("addresses"):
                continue  # "told the website Mr Berg was ill"
            noun = next(_said(sentence, mention), None)
            if noun is not None and _is_sort(noun, name):
                found[name.full] = noun.lemma.lower()
    return found


def _said(sentence: Sentence, mention: Mention) -> Iterator[Token]:
    inside = range(mention.start, mention.end)
    heads = [t for t in sentence.tokens[mention.start : mention.end] if t.head not in inside]
    if len(heads) != 1:
        return
    head = heads[0]
    if mention.start and (before := sentence.tokens[mention.start - 1]).xpos == "NN":
        joined = before.head in inside and is_relation(before, "compound", "nmod:desc", "flat", "nmod")
        if joined or (head.head == before.index and is_relation(head, "appos", "flat", "nmod:desc", "compound")):
            yield before
    yield from (t for t in sentence.children(head, "appos") if t.xpos == "NN" and t.index >= mention.end)
    if is_relation(head, "appos") and mention.start - _REACH <= head.head < mention.start:
        noun = sentence.tokens[head.head]
        if noun.xpos == "NN":
            yield noun


def _is_sort(noun: Token, name: Name) -> bool:
    lemma = noun.lemma.lower()
    return noun.text.islower() and lemma in words("sorts") | words("kinds") and lemma not in name.full.lower()
