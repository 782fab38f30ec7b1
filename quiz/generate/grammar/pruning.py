"""What a sentence can do without: phrases that may go and leave a whole sentence in its own words."""

from collections.abc import Collection, Iterator

from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_CONDITIONS = {"if", "unless", "whether", "than", "that", "lest", "so"}
"""Words before a clause without which the rest says something else, or says less than it means."""
_TIMES = {
    "when", "while", "after", "before", "since", "although", "though", "until", "where", "once", "whereas", "whilst",
    "following", "despite", "amid", "during", "throughout",
}  # fmt: skip
"""Words before a clause or phrase that only says when, or what else was so."""
_EARLIER = {"sometime", "previously", "earlier", "recently", "shortly"}
"""Words that open a sentence and mean a time only with the one before."""
_BREAKS = {",", "–", "—", "-"}
_EDGES = {",", "–", "—", "-", ":", ";"}
_TIGHT = {"than", "to", "as", "for"}


def without_phrase(sentence: Sentence, held: frozenset[int], at: int, head: Token) -> frozenset[int] | None:
    """Return ``held`` without the smallest phrase around token ``at`` that the clause of ``head`` can do without.

    ``None`` when it cannot do without it.
    """
    token = sentence.tokens[at]
    while token.index != head.index and token.head >= 0:
        if may_go(sentence, token):
            return _cut(sentence, held, _with_others(sentence, token))
        token = sentence.tokens[token.head]
    return None


def without_aside(sentence: Sentence, held: frozenset[int], at: int, head: Token) -> frozenset[int] | None:
    """Return ``held`` without what a dash or semicolon at ``at`` parts from the rest; ``None`` where the rest needs it.

    That is what stands between two dashes, else all behind it.
    """
    mark = sentence.tokens[at].text
    others = [i for i in sorted(held) if i > at and sentence.tokens[i].text == mark]
    ends = [others[0] + 1] if others and mark != ";" else []
    for end in (*ends, len(sentence.tokens)):
        gone = frozenset(range(at, end))
        left = held - gone
        needed = any(sentence.tokens[i].head in gone and sentence.tokens[i].upos != "PUNCT" for i in left)
        if head.index in left and not needed:
            return trimmed(sentence, left)
    return None


def last_phrase(sentence: Sentence, held: frozenset[int], head: Token) -> frozenset[int] | None:
    """Return ``held`` without the last phrase of some length that can go; ``None`` when there is none."""
    for token in sorted(_below(sentence, head, held), key=lambda t: -sentence.subtree(t)[0].index):
        span = sentence.subtree(token)
        if len(span) > 2 and span[0].index > head.index and may_go(sentence, token):  # noqa: PLR2004
            return _cut(sentence, held, _with_others(sentence, token))
    return None


def _below(sentence: Sentence, head: Token, held: Collection[int]) -> Iterator[Token]:
    return (t for t in sentence.subtree(head) if t.index in held and t.index != head.index and t.upos != "PUNCT")


def may_go(sentence: Sentence, token: Token) -> bool:
    """Tell whether the phrase of ``token`` only adds to its sentence."""
    span = [t for t in sentence.subtree(token) if t.upos != "PUNCT"]
    if not span or token.head < 0:
        return False
    above = sentence.tokens[token.head]
    apart = span[0].index > above.index and _is_broken(sentence, span[0].index)
    if is_relation(token, "parataxis", "discourse", "vocative", "dislocated"):
        return token.xpos != "VB"  # what somebody saw others do is no aside
    if is_relation(token, "appos", "acl") or (is_relation(token, "nmod") and _is_instance(sentence, token)):
        return apart
    if is_relation(token, "conj"):
        return _is_clause(sentence, token) and _is_clause(sentence, above) and not is_choice(sentence, token)
    fronted = span[-1].index < above.index and _parts(sentence, span[-1].index + 1)
    opening = [t.text.lower() for t in span[:2]]
    if is_relation(token, "advcl"):
        if {t.text.lower() for t in sentence.children(token, "mark")} & _CONDITIONS:
            return False
        measured = span[0].index > 0 and sentence.tokens[span[0].index - 1].lemma.lower() in words("spans")
        if measured:
            return False  # "a day after ..."
        return apart or fronted or (opening[0] in _TIMES and span[0].index > above.index)
    if is_relation(token, "obl"):
        timed = token.lemma.lower() in words("spans") | words("months") | words("weekdays") | {"past", "time"}
        timed = (timed or _is_of_its_day(sentence, token)) and _is_clause(sentence, above)
        loose = (opening[0] in _TIMES or timed) and _has_more(sentence, above, token)
        return fronted or (apart and opening[0] not in _TIGHT) or loose
    if is_relation(token, "advmod"):
        before = sentence.tokens[token.index - 1] if token.index else None
        measures = words("spans") | {"sometime", "time"}
        tied = before is not None and (before.upos in {"ADV", "NUM"} or before.lemma.lower() in measures)
        single = len(span) == 1 and _is_passing(token) and above.upos in {"VERB", "ADJ", "NOUN", "PROPN"}
        return (single or fronted) and not tied
    return False


def _is_of_its_day(sentence: Sentence, token: Token) -> bool:
    """Tell whether a phrase says at which of the events that come round something is to be: "at the next election"."""
    passing = any(t.text.lower() in {"next", "coming", "upcoming"} for t in sentence.children(token, "amod"))
    return passing and token.lemma.lower() in words("event")


def is_choice(sentence: Sentence, token: Token) -> bool:
    """Tell whether what is joined is only one of several that may be so: "or", "but not"."""
    first = sentence.tokens[token.head] if is_relation(token, "conj") else token
    linked = [t for other in sentence.children(first, "conj") for t in sentence.children(other, "cc", "advmod")]
    return any(t.text.lower() in {"or", "nor", "either", "neither", "not"} for t in linked)


def _has_more(sentence: Sentence, verb: Token, phrase: Token) -> bool:
    """Tell whether something but ``phrase`` completes a verb, so that no "which is held" is left."""
    return any(
        t.index > verb.index and t is not phrase for t in sentence.children(verb, "obj", "obl", "xcomp", "ccomp")
    )


def _is_passing(token: Token) -> bool:
    lowered = {token.text.lower(), token.lemma.lower()}
    return bool(lowered & (words("discourse") | words("relative") | words("anaphoric")))


def _is_broken(sentence: Sentence, first: int) -> bool:
    return first > 0 and _parts(sentence, first - 1)


def _parts(sentence: Sentence, i: int) -> bool:
    """Tell whether token ``i`` is a mark that parts phrases, not one within a word: no "hot-air"."""
    if i >= len(sentence.tokens) or sentence.tokens[i].text not in _BREAKS:
        return False
    tokens = sentence.tokens
    inner = 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start and tokens[i].end == tokens[i + 1].start
    return tokens[i].text == "," or not inner


def _is_instance(sentence: Sentence, token: Token) -> bool:
    cases = {t.text.lower() for t in sentence.children(token, "case")}
    return bool(cases & {"including", "such", "like", "except"}) or not cases


def _is_clause(sentence: Sentence, token: Token) -> bool:
    return token.upos in {"VERB", "AUX"} or sentence.child(token, "cop") is not None


def _with_others(sentence: Sentence, token: Token) -> frozenset[int]:
    """Return the words of a phrase; of several statements joined to one, all, so that no "and" is missing."""
    gone = {t.index for t in sentence.subtree(token)}
    if is_relation(token, "conj"):
        for other in sentence.children(sentence.tokens[token.head], "conj"):
            if _is_clause(sentence, other):
                gone |= {t.index for t in sentence.subtree(other)}
    return frozenset(gone)


def _cut(sentence: Sentence, held: frozenset[int], gone: frozenset[int]) -> frozenset[int]:
    """Return ``held`` without ``gone`` and without the commas that parted the two."""
    said = [i for i in gone if i in held and sentence.tokens[i].upos != "PUNCT"]
    left = held - gone
    if not said:
        return left
    parted = _is_broken(sentence, min(said))
    goes_on = _parts(sentence, max(said) + 1)
    opens = not any(i < min(said) and sentence.tokens[i].upos != "PUNCT" for i in left)
    if parted:
        left -= {min(said) - 1}
    if goes_on and (parted or opens):
        left -= {max(said) + 1}
    return trimmed(sentence, left)


def trimmed(sentence: Sentence, held: frozenset[int]) -> frozenset[int]:
    """Return ``held`` without marks, "and" and words of passage at either end."""
    order = sorted(held)
    while order and _opens_nothing(sentence.tokens[order[0]]):
        order.pop(0)
    while order and (sentence.tokens[order[-1]].text in _EDGES or sentence.tokens[order[-1]].upos == "CCONJ"):
        order.pop()
    return frozenset(order)


def _opens_nothing(token: Token) -> bool:
    linked = token.deprel in {"advmod", "cc", "discourse"} and token.lemma.lower() in words("discourse") | _EARLIER
    return (token.upos in {"CCONJ", "PUNCT"} and token.text not in {'"', "“", "'", "‘", "$", "("}) or linked
