"""Gates on what a verb takes: its object is there and not cut off, and nothing of another phrase hangs on it."""

from quiz.generate.facts import Candidate
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_OBJECTS = ("obj", "iobj", "ccomp", "xcomp", "csubj")
_TOLD = {"write", "post", "say", "note", "add", "state", "report", "comment", "explain", "tweet"}
"""Verbs of saying whose words may stand beside them without any link."""


def with_its_objects(candidate: Candidate, context: Context) -> str | None:
    """Pass when every verb of the question has the object it needs, and every object its verb."""
    if not candidate.clause or candidate.rule in {"quote", "change"}:
        return None  # how far sales rose is no object, whatever the tree says
    sentence, inside = candidate.sentence, {*candidate.used, *candidate.asked}
    for i in sorted(inside):
        verb = sentence.tokens[i]
        if verb.upos != "VERB":
            continue
        for child in sentence.children(verb, "obj", "iobj"):
            shared = sentence.child(child, "conj") is not None  # each object may have a statement of its own
            if child.index not in inside and not shared and child.xpos not in {"WDT", "WP", "WP$"}:
                return f"what the verb is done to is left out ({verb.text})"
        counted = (t for t in sentence.children(verb, "nsubj", "obj") if t.index in candidate.used and t.upos == "NUM")
        if verb.lemma.lower() in words("harming") | words("counted") and any(_is_bare(sentence, t) for t in counted):
            return "a bare number stands for what is counted"
        if _lacks_object(sentence, verb, inside):
            return f"the verb lacks its object ({verb.text})"
        if verb.lemma.lower() in _TOLD and _said_apart(sentence, verb):
            return f"what was said is left out ({verb.text})"
    return _of_event(candidate, context)


def _is_bare(sentence: Sentence, number: Token) -> bool:
    return sentence.child(number, "nmod", "compound") is None and not number.text.endswith("%")


def _lacks_object(sentence: Sentence, verb: Token, inside: set[int]) -> bool:
    """Tell whether a verb that always takes an object has none: "to regularly disseminate especially"."""
    if verb.lemma.lower() not in words("transitive") or sentence.child(verb, *_OBJECTS) is not None:
        return False
    helped = sentence.child(verb, "aux:pass", "nsubj:pass", "compound:prt") is not None
    if helped or (verb.xpos == "VBN" and sentence.child(verb, "aux") is None):
        return False
    above = sentence.tokens[verb.head] if verb.head >= 0 else None
    gap = is_relation(verb, "acl", "conj", "amod", "compound") or (
        above is not None and is_relation(verb, "xcomp", "advcl", "ccomp") and above.upos not in {"VERB", "AUX"}
    )
    chained = above is not None and is_relation(above, "acl")
    joined = any(t.index in inside for t in sentence.children(verb, "conj"))
    return not (gap or chained or joined)


def _said_apart(sentence: Sentence, verb: Token) -> bool:
    """Tell whether the words somebody said stand beside the verb, which has no object: 'she wrote in a note: "..."'."""
    if sentence.child(verb, "obj", "aux:pass", "nsubj:pass") is not None or verb.xpos == "VBN":
        return False
    beside = sentence.child(verb, "ccomp", "parataxis") is not None
    return beside or (verb.head >= 0 and is_relation(verb, "parataxis"))


def _of_event(candidate: Candidate, context: Context) -> str | None:
    """Return an objection when a year may be that of the happening right before it.

    "coincided with the anniversary of her death in 1931" does not say that it coincided in 1931.
    """
    sentence, inside = candidate.sentence, {*candidate.used, *candidate.asked}
    for when in context.references.dates(sentence):
        before = when.start - 1
        if before < 1 or when.start not in inside or sentence.tokens[before].upos != "ADP":
            continue
        noun = sentence.tokens[before - 1]
        own = any(is_relation(t, "nmod", "obl") and when.start <= t.index < when.end for t in sentence.children(noun))
        if not own and noun.index in inside and noun.lemma.lower() in words("happenings") and _is_aside(sentence, noun):
            return f"the date may be that of something else ({noun.text})"
    return None


def _is_aside(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun stands in a phrase that need not be of the time of its verb: "with", "after", "for"."""
    while noun.head >= 0 and is_relation(noun, "nmod", "conj"):
        noun = sentence.tokens[noun.head]
    case = sentence.child(noun, "case")
    return is_relation(noun, "obl") and case is not None and case.text.lower() not in {"in", "during", "at", "on"}
