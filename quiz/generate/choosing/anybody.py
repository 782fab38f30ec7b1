"""Whether an answer names nobody: "a Bolivian painter", "colleagues"."""

from quiz.generate.facts import Candidate
from quiz.generate.reading.descriptions import is_human
from quiz.generate.wording import asking
from quiz.language.document import Token, is_relation


def names_nobody(candidate: Candidate) -> bool:
    """Tell whether "Who ...?" is answered with a sort of people that countless others are of."""
    if not candidate.prompt.startswith("Who "):
        return False
    sentence, asked = candidate.sentence, set(candidate.asked)
    heads = [t for t in (sentence.tokens[i] for i in candidate.asked) if t.head not in asked and t.upos != "PUNCT"]
    noun = next((t for t in heads if t.upos == "NOUN"), None)
    if noun is None or not is_of_people(noun) or sentence.child(noun, "appos", "flat") is not None:
        return False
    below = [t for t in sentence.children(noun) if t.index in asked and not is_relation(t, "punct", "case")]
    article = [t for t in below if t.text.lower() in {"a", "an"}]
    told = [t for t in below if t not in article]
    plain = all(t.upos == "ADJ" for t in told) and len(told) <= 1
    return plain and (bool(article) or (noun.xpos == "NNS" and not told))


def is_of_people(noun: Token) -> bool:
    """Tell whether a noun is a word for people."""
    return is_human(noun) or asking.is_human(noun.lemma.lower())
