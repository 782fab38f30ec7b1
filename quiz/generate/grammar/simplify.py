"""Phrases without their dressing: what stands in brackets, behind a comma or only links to the sentence before goes."""

from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_YEAR = 4
"""Digits of a year."""
_AGE = 2
"""Digits of an age."""


def kept(sentence: Sentence, top: Token, *, only: tuple[str, ...] = ()) -> tuple[Token, ...]:
    """Return the words of a phrase without its dressing: brackets, appositions, asides after a comma.

    With ``only``, direct dependents of ``top`` in other relations are left out too.
    """
    chosen: set[int] = set()
    _collect(sentence, top, chosen, only)
    if top.index not in (aside := bracketed(sentence)):
        chosen -= aside
    words_ = {i for i in chosen if sentence.tokens[i].upos != "PUNCT"}
    return tuple(t for t in sentence.tokens if t.index in words_ or (t.index in chosen and _keeps(sentence, t, words_)))


def bracketed(sentence: Sentence) -> set[int]:
    """Return the tokens between brackets, the brackets included."""
    inside: set[int] = set()
    depth = 0
    for token in sentence.tokens:
        depth += token.text in {"(", "["}
        if depth:
            inside.add(token.index)
        depth = max(0, depth - (token.text in {")", "]"}))
    return inside


def ages(sentence: Sentence) -> set[int]:
    """Return the tokens of ages behind names, which tell nothing to a later reader: "Ada Lorne, 42, and her son".

    The comma behind one stays where another aside or the rest of a name follows.
    """
    gone: set[int] = set()
    for name, comma, age, after in zip(*(sentence.tokens[i:] for i in range(4)), strict=False):
        commas = comma.text == "," and after.text == ","
        if not commas or name.upos != "PROPN" or not age.text.isdigit() or len(age.text) > _AGE:
            continue
        gone |= {comma.index, age.index}
        follows = sentence.tokens[after.index + 1 : after.index + 2]
        if follows and follows[0].upos in {"CCONJ", "VERB", "AUX"}:
            gone.add(after.index)
    return gone


def _collect(sentence: Sentence, token: Token, chosen: set[int], only: tuple[str, ...] = ()) -> None:
    chosen.add(token.index)
    for child in sentence.children(token):
        if only and not is_relation(child, *only):
            continue
        if _is_aside(sentence, token, child):
            continue
        _collect(sentence, child, chosen)


def _is_aside(sentence: Sentence, head: Token, child: Token) -> bool:
    if is_relation(child, "parataxis", "discourse", "vocative", "list", "dislocated"):
        return True
    if is_relation(child, "advmod") and child.lemma.lower() in words("discourse"):
        return not (child.text.lower() == "too" and child.index < head.index)
    first = sentence.subtree(child)[0]
    before = sentence.tokens[first.index - 1].text if first.index else ""
    if "(" in {first.text, before} or "[" in {first.text, before}:
        return True
    if is_relation(child, "cc") and child.index > head.index:
        return True
    if is_relation(child, "punct"):
        return False
    comma = {first.text, before} & {",", ":", ";", "–", "—"}
    if is_relation(child, "conj"):
        linker = sentence.child(child, "cc")
        joined = " ".join(t.text.lower() for t in sentence.subtree(linker)) if linker else ""
        clausal = bool(sentence.children(child, "nsubj", "cop"))
        return joined == "as well as" or clausal or _is_stray(sentence, head, child)
    if is_relation(child, "nmod", "obl") and any(
        c.text.lower() in {"including", "such", "like", "except"} for c in sentence.children(child, "case")
    ):
        return True
    if is_relation(child, "acl") and child.text.lower() == "followed":
        return True
    if is_relation(child, "nmod", "acl") and first.text.lower() in {"following", "amid", "pending"}:
        return child.index > head.index
    if child.upos == "NUM" and child.text.isdigit():
        # The year of a date stays, the age behind a name goes.
        return (
            bool(comma)
            and head.upos == "PROPN"
            and child.index > head.index
            and len(child.text) < _YEAR
            and not _is_day(head)
        )
    if child.deprel == "nmod" and sentence.child(child, "case") is None and comma and child.index > head.index:
        return child.upos == "NOUN"  # an apposition of the noun between
    return (
        bool(comma)
        and child.index > head.index
        and is_relation(child, "appos", "amod", "acl", "acl:relcl", "nmod:unmarked", "advcl")
    )


def _is_stray(sentence: Sentence, head: Token, other: Token) -> bool:
    """Tell whether what "and" joins belongs elsewhere: behind a clause about the noun, or "and one of the founders"."""
    one = other.text.lower() == "one" and sentence.child(other, "nmod") is not None and head.upos != "NUM"
    between = any(
        is_relation(c, "acl:relcl") and head.index < c.index < other.index and _follows_comma(sentence, c)
        for c in sentence.children(head)
    )
    return one or (between and len(sentence.children(head, "conj")) == 1)


def _follows_comma(sentence: Sentence, token: Token) -> bool:
    first = sentence.subtree(token)[0]
    return first.text == "," or (first.index > 0 and sentence.tokens[first.index - 1].text == ",")


def _is_day(token: Token) -> bool:
    return token.text.lower() in words("months") | words("weekdays")


def _keeps(sentence: Sentence, mark: Token, words_: set[int]) -> bool:
    """Tell whether a punctuation mark still stands between two words that stay."""
    i = mark.index
    tokens = sentence.tokens
    around = i > 0 and i + 1 < len(tokens) and i - 1 in words_ and i + 1 in words_
    if mark.text in {"-", "–", "—", "/", "'", "’"}:
        return around
    if mark.text == ",":
        return around and (
            tokens[i + 1].upos == "CCONJ" or is_relation(_phrase_top(sentence, i + 1), "conj", "nmod:unmarked")
        )
    return False


def _phrase_top(sentence: Sentence, i: int) -> Token:
    """Return the highest token whose phrase begins at token ``i``."""
    token = sentence.tokens[i]
    while token.head > i and sentence.subtree(sentence.tokens[token.head])[0].index >= i - 1:
        token = sentence.tokens[token.head]
    return token
