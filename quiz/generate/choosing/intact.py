"""Gate against sentences that cutting has damaged: half of a list, a comparison without "than", a word that leads on.

Each check sees only which words of the sentence are still held by question and answer, and how they hang together.
"""

import re

from quiz.generate.choosing.anybody import is_of_people
from quiz.generate.facts import Candidate
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

_PATTERNS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"(?:^|\s)/|/(?:\s|[?.]?$)", "a slash stands between words"),
        (r"\bvice versa\b", "it goes back to what was said before"),
        (r"\band (?:somewhere|something|someone|somebody)[?.]$", "what an open word means is left out"),
        (r"\bto do\.$", "what was done is left out"),
        (r"^(?:[A-Z][^:]*: )?To be\b.*\?$", "the question word stands within what is said"),
        (r"^How many (\w+)\b.*\bthe (?:total )?number of \1\b", "it asks for the number of a number"),
        (r"\b(?:was|were|is|are) the number of\b", "it asks for the number of a number"),
        (r"\b(?:at|to) (?:euros|dollars|pounds)\b", "the figure before a word is left out"),
        (
            r"^(?:The )?[A-Z]\w+ and (?:sometimes|also|often|formerly|previously|now) (?:known|called)\b",
            "half of a pair is left out",
        ),
        (r"^(?:Who|When|In which year)\b.* like [A-Z].*\?$", "whom it is compared with stands in the way"),
        (r"^Between which \w+ things\b", "what stands between is no range"),
    )
)
_ONE_THING = re.compile(r"What (?:is|was|becomes|became)\b")
_PLAIN = {"soon", "well", "long", "far"}
_TIMED = {"more", "less", "earlier", "later"}
_AMOUNTS = {"share", "money", "number", "change", "measure", "figure"}


def intact(candidate: Candidate, _: Context) -> str | None:
    """Pass when what cutting has left of the sentence still hangs together."""
    for pattern, reason in _PATTERNS:
        if pattern.search(candidate.prompt):
            return reason
    return _torn_list(candidate) or _open_comparison(candidate) or _led_on(candidate) or _mistaken(candidate)


def _torn_list(candidate: Candidate) -> str | None:
    """Return an objection when one half of "A and B" is asked for or gone, and the other stands in the question."""
    sentence, asked, used = candidate.sentence, set(candidate.asked), set(candidate.used)
    if not used:
        return None
    spans = words("spans")
    for token in (sentence.tokens[i] for i in sorted(used)):
        if not is_relation(token, "conj"):
            continue
        first = sentence.tokens[token.head]
        if candidate.rule == "duration" and token.lemma.lower() in spans and first.lemma.lower() not in spans:
            return f"one half of a pair stands in the question ({token.text})"
        if _leans_on_next(candidate, token) or _has_lost_link(candidate, token):
            return f"a list is torn ({token.text})"
        if first.index in asked and candidate.kind is CardKind.BASIC:
            return f"one half of a pair stands in the question ({token.text})"
        if first.index not in used and first.index not in asked and _is_joined(candidate, token):
            return f"one half of a pair is left out ({token.text})"
    return None


def _is_joined(candidate: Candidate, token: Token) -> bool:
    return any(t.index in candidate.used for t in candidate.sentence.children(token, "cc"))


def _leans_on_next(candidate: Candidate, token: Token) -> bool:
    """Tell whether "Tajik and foreign websites" was taken for two things: a name, and a word for what follows."""
    tokens = candidate.sentence.tokens
    after = tokens[token.index + 1] if token.index + 1 < len(tokens) else token
    first = tokens[token.head]
    split = after.head == first.head and after.upos == "NOUN" and after.deprel == first.deprel
    return token.upos == "ADJ" and first.upos == "PROPN" and split


def _has_lost_link(candidate: Candidate, token: Token) -> bool:
    """Tell whether a member of a list stands behind the one before without comma and "and"."""
    sentence, used = candidate.sentence, set(candidate.used)
    if token.upos not in {"NOUN", "PROPN"} or _is_joined(candidate, token) or candidate.rule == "relation":
        return False
    if token.head not in used or sentence.child(token, "cop") is not None:
        return False
    first = min(t.index for t in sentence.subtree(token) if t.index in used and t.upos != "PUNCT")
    return first > 0 and first - 1 not in used and first - 1 not in candidate.asked


def _open_comparison(candidate: Candidate) -> str | None:
    """Return an objection when an amount is asked for beside "faster" or "higher but down" and no "than" follows."""
    opening = [t.text.lower() for t in candidate.sentence.tokens[:3]]
    doubled = opening[:1] == ["as"] == opening[2:] and opening[1] not in _PLAIN
    if doubled and 0 in candidate.used and 2 not in candidate.used:  # noqa: PLR2004
        return "a comparison is left open (as)"
    if candidate.rule not in _AMOUNTS:
        return None
    if candidate.rule == "share" and re.search(r" but ", candidate.prompt):
        return "a comparison is left open"
    for i in candidate.used:
        token = candidate.sentence.tokens[i]
        compares = token.xpos == "RBR" and is_relation(token, "advmod") and token.text.lower() not in _TIMED
        if compares and " than " not in candidate.prompt:
            return f"a comparison is left open ({token.text})"
    return None


def _led_on(candidate: Candidate) -> str | None:
    """Return an objection when a verb has another doer than it seems, or a distance is torn from whom it is kept to."""
    tokens = candidate.sentence.tokens
    for token in (tokens[i] for i in candidate.used):
        if is_relation(token, "conj") and token.xpos in {"VBD", "VBZ", "VBP"} and _has_another_doer(candidate, token):
            return f"the verb has another subject ({token.text})"
        if is_relation(token, "conj") and token.upos in {"NOUN", "PROPN"} and _does_another_thing(candidate, token):
            return f"a noun that does something else is taken for one of a pair ({token.text})"
        behind = is_relation(token, "obl:unmarked") and token.lemma.lower() in words("spans") | {"metre", "meter"}
        if behind and candidate.rule == "oblique" and tokens[token.index + 1].text.lower() in {"behind", "ahead"}:
            return f"a distance is torn from whom it is kept to ({token.text})"
    return None


def _has_another_doer(candidate: Candidate, verb: Token) -> bool:
    """Tell whether a verb joined without "and" follows a noun that is joined: "beat A, and an army led to B"."""
    sentence = candidate.sentence
    first = sentence.tokens[verb.head]
    last = all(t.index <= verb.index for t in sentence.children(first, "conj"))
    if not last or sentence.child(verb, "cc", "nsubj", "nsubj:pass") is not None:
        return False
    return any(_is_set_off(candidate, t) for t in sentence.tokens[first.index + 1 : verb.index])


def _is_set_off(candidate: Candidate, noun: Token) -> bool:
    """Tell whether a comma and "and" join a noun to one before."""
    first = candidate.sentence.subtree(noun)[0]
    joined = is_relation(noun, "conj") and candidate.sentence.child(noun, "cc") is not None
    return joined and noun.upos in {"NOUN", "PROPN"} and first.text == ","


def _does_another_thing(candidate: Candidate, noun: Token) -> bool:
    """Tell whether a noun set off by comma and "and" is rather what the next verb tells of."""
    if not _is_set_off(candidate, noun):
        return False
    behind = candidate.sentence.tokens[noun.index + 1 :]
    verbs = (t for t in behind if is_relation(t, "conj") and t.xpos in {"VBD", "VBZ", "VBP"} and t.head < noun.index)
    return any(_has_another_doer(candidate, t) for t in verbs)


def _mistaken(candidate: Candidate) -> str | None:
    """Return an objection when "What" asks for a person, or what a member of a pair of verbs did is told of another."""
    sentence = candidate.sentence
    if candidate.prompt.startswith("What ") and candidate.rule == "subject":
        tokens = [sentence.tokens[i] for i in candidate.asked]
        heads = [t for t in tokens if t.head not in candidate.asked and t.upos == "NOUN"]
        if heads and _is_person(heads[0]):
            return f"a person is asked for like a thing ({heads[0].text})"
    one = _ONE_THING.match(candidate.prompt)
    for i in candidate.used:
        token = sentence.tokens[i]
        told = sentence.child(token, "cop") is not None or is_relation(token, "xcomp")
        if one and candidate.rule == "subject" and told and token.xpos == "NN" and _is_person(token):
            return f"a person is asked for like a thing ({token.text})"
        if token.xpos == "NNS" and sentence.child(token, "cop") is not None and one:
            return f"the forms of the verb do not agree ({token.text})"
        if token.xpos == "VBD" and is_relation(token, "conj") and token.head >= 0:
            first = sentence.tokens[token.head]
            doer = sentence.child(first, "nsubj")
            thing = doer is not None and doer.upos in {"NOUN", "NUM"} and not _is_person(doer)
            if first.xpos == "VBG" and thing and sentence.child(first, "cop", "aux") is not None:
                return f"the second verb belongs to another subject ({token.text})"
    return None


def _is_person(noun: Token) -> bool:
    return is_of_people(noun) or noun.lemma.lower() in offices() | roles()
