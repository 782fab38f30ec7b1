"""Which names of an article do or say something, as only people and bodies can."""

from quiz.generate.entities.names import Names
from quiz.generate.wordlists import words
from quiz.language.document import Document, is_relation

_ANNOUNCING = {"launch", "plan", "publish"}


def actors(document: Document, names: Names) -> frozenset[str]:
    """Return the full names that are somewhere the subject, the agent or the receiver of a verb."""
    found = (
        names.name_at(sentence, token)
        for sentence in document.sentences
        for token in sentence.tokens
        if token.upos == "PROPN" and is_relation(token, "nsubj", "obl:agent", "iobj")
    )
    return frozenset(name.full for name in found if name is not None)


def speakers(document: Document, names: Names) -> frozenset[str]:
    """Return the full names that are somewhere the subject of a verb of saying, planning or publishing."""
    verbs = words("reporting") | _ANNOUNCING
    found: set[str] = set()
    for sentence in document.sentences:
        for verb in sentence.tokens:
            if verb.upos == "VERB" and verb.lemma.lower() in verbs:
                subject = sentence.child(verb, "nsubj")
                name = names.name_at(sentence, subject) if subject is not None else None
                if name is not None:
                    found.add(name.full)
    return frozenset(found)
