"""Answers that are no names: a phrase cut down to what is exact and short."""

import re
from collections.abc import Sequence

from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.wordlists import offices, words
from quiz.language.document import Sentence, Token, is_relation

LONGEST = 7
"""Words of the longest answer that somebody can be asked to type."""
_OPEN = {
    "no", "some", "any", "many", "much", "few", "several", "various", "numerous", "all", "both", "each", "every",
    "most", "another", "other", "such", "this", "that", "these", "those", "more", "less", "half", "one", "part",
    "enough", "certain", "either", "neither",
}  # fmt: skip
"""Words that leave open which or how many are meant."""
_SHORTENED = re.compile(r"\b(?:(?:[A-Z]\.)+|(?:Inc|Ltd|Co|Corp|Jr|Sr|Bros)\.)$")
_ARTICLES = {"a", "an", "the"}
_ASIDES = ("acl:relcl", "parataxis", "appos")
"""What may go from behind a noun without changing what it means."""


def phrase(
    context: Context, sentence: Sentence, tokens: Sequence[Token], top: Token, *, general: bool = False
) -> tuple[str, ...]:
    """Return the spellings of the noun phrase ``tokens`` around ``top`` as an answer; none when it is not exact.

    Relative clauses behind the noun go when it tells enough without them, and phrases when it would be too long. In a
    ``general`` statement it may hold what is known everywhere: "the surface of the skin".
    """
    if top.upos not in {"NOUN", "PROPN"} or not tokens:
        return ()
    inside = [t for t in tokens if t.upos != "PUNCT" or t.text in {"-", "–", "'", "’", ","}]
    if general and _is_restricted(sentence, inside, top):
        return ()
    short = _without(sentence, inside, top, *_ASIDES)
    if any(t.xpos in {"PRP", "WP", "WDT", "EX"} or context.is_quoted(t) for t in short):
        return ()
    if len(_solid(short)) > LONGEST and not any(is_relation(t, "acl") for t in short):
        short = _shortened(sentence, short, top) if general else _without(sentence, short, top, *_ASIDES, "nmod")
    if not 0 < len(_solid(short)) <= LONGEST or _is_open(sentence, short, top):
        return ()
    first = short[0]
    kin = first.xpos == "PRP$" and top.lemma.lower() in words("kinship")
    if kin and [t.index for t in short[1:]] == [top.index]:
        return (f"{first.text.lower()} {top.text}", top.text)
    if not _tells(context, sentence, short, top):
        return ()
    bare = short[1:] if first.text.lower() == "the" or first.xpos == "PRP$" else short
    if not bare or any(t.xpos == "PRP$" and t.index not in context.references.of(sentence) for t in bare):
        return ()
    if dangling(context, sentence, [t.index for t in bare], general=general) is not None:
        return ()
    shown = context.text(sentence, bare)
    whole = context.text(sentence, inside if first.xpos != "PRP$" else inside[1:]).removeprefix("the ")
    return tuple(dict.fromkeys((shown, *(form.removeprefix("a ").removeprefix("an ") for form in (shown, whole)))))


def _is_restricted(sentence: Sentence, tokens: Sequence[Token], top: Token) -> bool:
    """Tell whether a relative clause says of what a general statement holds: "waters that hold few nutrients"."""
    inside = {t.index for t in tokens}
    clauses = [t for t in sentence.children(top, "acl:relcl") if t.index in inside]
    return any(sentence.tokens[sentence.subtree(t)[0].index - 1].text != "," for t in clauses)


def _shortened(sentence: Sentence, tokens: Sequence[Token], top: Token) -> list[Token]:
    """Return a phrase without what stands last behind its nouns, until it is short enough to type."""
    left = list(tokens)
    while len(_solid(left)) > LONGEST:
        inside = {t.index for t in left}
        behind = [
            t for t in left if is_relation(t, "nmod", "acl") and t.index > t.head >= top.index and t.head in inside
        ]
        if not behind:
            break
        gone = {t.index for t in sentence.subtree(behind[-1])}
        left = [t for t in left if t.index not in gone]
    while left and left[-1].upos in {"PUNCT", "CCONJ", "ADP"}:
        left.pop()
    return left


def is_clear(context: Context, sentence: Sentence, tokens: Sequence[Token], *, general: bool = False) -> bool:
    """Tell whether a statement told as an answer holds no pronoun or pointing word that nobody resolves.

    In a ``general`` one pronouns go back to what the question is about: "because walls absorb them".
    """
    references = context.references.of(sentence)
    covered = {i for r in references.values() for i in range(r.start, r.end)}
    back = {"it", "its", "they", "them", "their"} if general else frozenset[str]()
    return not any(
        (t.xpos in {"PRP", "PRP$"} and t.text.lower() not in back)
        or t.text.lower() in words("anaphoric") | {"this", "these", "those"}
        or _is_quote(t)
        for t in tokens
        if t.index not in covered
    )


def _is_quote(token: Token) -> bool:
    return token.xpos in {"``", "''"}


def _without(sentence: Sentence, tokens: Sequence[Token], top: Token, *relations: str) -> list[Token]:
    """Return ``tokens`` without what hangs below their nouns behind them by one of ``relations``."""
    inside = {t.index for t in tokens}
    gone: set[int] = set()
    for token in tokens:
        if (
            token.index != top.index
            and token.head in inside
            and token.index > token.head
            and is_relation(token, *relations)
        ):
            if is_relation(token, "nmod") and token.head != top.index:
                continue
            gone |= {t.index for t in sentence.subtree(token)}
    left = [t for t in tokens if t.index not in gone]
    while left and left[-1].upos in {"PUNCT", "CCONJ", "ADP"}:
        left.pop()
    return left


def _solid(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.upos != "PUNCT" and t.text.lower() not in _ARTICLES]


def _is_open(sentence: Sentence, tokens: Sequence[Token], top: Token) -> bool:
    """Tell whether a phrase says "some" or "all", counts, or begins or ends in the middle of something."""
    below = [t for t in tokens if t.head == top.index or t is tokens[0]]
    if any(t.text.lower() in _OPEN or (is_relation(t, "nummod") and not _is_named(t, top)) for t in below):
        return True
    if any(is_relation(t, "cc", "conj") and t.text.lower() in {"or", "nor", "but"} for t in tokens):
        return True
    verbs = [t for t in tokens if t.xpos in {"VBD", "VBZ", "VBP", "MD"}]
    return bool(verbs) or (tokens[0].upos == "ADP" and sentence.child(top, "case") is not None)


def _is_named(number: Token, noun: Token) -> bool:
    """Tell whether a number is part of a name: "the Three Fires"."""
    return number.text.istitle() and noun.text.istitle() and number.index > 0 and noun.upos == "PROPN"


def _tells(context: Context, sentence: Sentence, tokens: Sequence[Token], top: Token) -> bool:
    """Tell whether a phrase is more than a noun that could be anything: "a way", "the situation", "others"."""
    solid = _solid(tokens)
    mention = context.names.mention_at(sentence, top)
    if mention is not None and mention.text[:1].isupper() and top.lemma.lower() not in offices():
        return True
    rest = [t for t in solid if t.index != top.index and t.upos not in {"ADP", "DET", "CCONJ", "PART", "PRON"}]
    rest = [t for t in rest if t.lemma.lower() not in words("faint") | words("passing")]
    if not rest and top.lemma.lower() in words("known"):
        return True  # there is one of it: the sun, the internet
    definite = tokens[0].text.lower() in {"the", "its", "his", "her", "their"}
    loose = words("empty") | (words("vague") | words("repeated") if definite else frozenset[str]())
    return len(rest) >= (2 if top.lemma.lower() in loose else 1 if definite else 0)


def ends_sentence(answer: str) -> bool:
    """Tell whether the full stop behind an answer is no part of it, as that of "N.V.", "Inc." or "Jr." is."""
    return answer.endswith(".") and not _SHORTENED.search(answer)
