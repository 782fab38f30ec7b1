"""What in a statement means nothing to a stranger: open references, passing times, somebody's own words."""

from collections.abc import Collection

from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.reading.grounding import dangling
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_PERSONAL = {"i", "me", "my", "we", "us", "our", "you", "your", "ours", "yours", "myself", "ourselves", "yourself"}
_SPANS = {
    "season", "year", "month", "week", "night", "weekend", "term", "decade", "century", "day", "time", "summer",
    "winter", "spring", "autumn", "fall",
}  # fmt: skip
_AROUND = {"last", "next", "past", "coming", "previous", "following", "recent"}
"""Words before a length of time that only the day of an article places."""
_HEADING = 3
"""Words before a colon that may be but a heading."""
_QUOTED = 12
"""Tokens of a quotation that a statement may hold, with its marks."""
_QUOTES = {'"', "“", "”", "„", "``", "''"}
_PERIODS = {"quarter", "season", "semester", "week", "weekend"}
_SOME = {"most", "many", "some", "all", "several", "few", "others", "each", "none", "one", "two", "three", "both"}
_PARTING = {";", ":", "?", "!", "/", "–", "—", "...", "…", "=", "+", "|", "*", "#", "-"}


def first_offence(context: Context, clause: Clause, held: frozenset[int], told: Collection[str]) -> int | None:
    """Return the first word of ``held`` that means nothing to a stranger, or that is not the article's own."""
    sentence = clause.sentence
    dates = context.references.dates(sentence)
    dated = {i for w in dates if w.known for i in range(w.start, w.end)}
    unknown = {i for w in dates if not w.known for i in range(w.start, w.end)}
    placed = context.today is not None or bool(context.headline)
    for i in sorted(held):
        token = sentence.tokens[i]
        if context.today is None and _is_current(sentence, token):
            return i
        if i in unknown or (i not in dated and _is_passing(sentence, token)):
            return i
        if _is_some(sentence, token):
            return i
        if (not placed and _is_going_on(sentence, token)) or not _is_told(context, sentence, token, held):
            return i
    named = context.names.name_at(sentence, clause.subject.top) or context.referent(sentence, clause.subject.tokens[0])
    lost = dangling(context, sentence, held, subject_known=named is not None, told=told, within=True)
    return lost[0] if lost is not None else None


def _is_current(sentence: Sentence, token: Token) -> bool:
    """Tell whether "the quarter" or "the season" means the one of an article that has no day."""
    before = sentence.tokens[token.index - 1].text.lower() if token.index else ""
    return before == "the" and token.lemma.lower() in _PERIODS


def _is_some(sentence: Sentence, token: Token) -> bool:
    """Tell whether a subject is "most" or "many" of those that the sentence before speaks of."""
    alone = not sentence.children(token, "nmod", "acl", "obl")
    return is_relation(token, "nsubj") and token.text.lower() in _SOME and alone


def _is_going_on(sentence: Sentence, token: Token) -> bool:
    return token.xpos == "VBG" and any(t.xpos in {"VBZ", "VBP"} for t in sentence.children(token, "aux"))


def _is_told(context: Context, sentence: Sentence, token: Token, held: frozenset[int]) -> bool:
    """Tell whether a word is the article's own, not said to or by somebody, and no mark that parts statements."""
    parts = token.text in _PARTING and not is_hyphen(sentence, token) and not _opens_list(sentence, token)
    personal = token.text.lower() in _PERSONAL and token.text != "US"
    if parts or personal or "@" in token.text:
        return False
    if context.is_quoted(token):
        return _is_short_quote(context, sentence, token.index, held)
    return token.xpos not in {"``", "''"}


def _opens_list(sentence: Sentence, colon: Token) -> bool:
    """Tell whether a colon stands before a list of things: "three cities: Arvin, Bergen and Oslo"."""
    tokens = sentence.tokens
    behind = tokens[colon.index + 1 :]
    listed = any(t.text == "," for t in behind) and not any(t.upos in {"VERB", "AUX"} or t.text == ":" for t in behind)
    return colon.text == ":" and listed and colon.index > _HEADING and tokens[colon.index - 1].upos == "NOUN"


def _is_short_quote(context: Context, sentence: Sentence, at: int, held: frozenset[int]) -> bool:
    """Tell whether a word stands in a quotation of a few words that is kept whole, with its marks."""
    first = last = at
    while first > 0 and context.is_quoted(sentence.tokens[first - 1]):
        first -= 1
    while last + 1 < len(sentence.tokens) and context.is_quoted(sentence.tokens[last + 1]):
        last += 1
    ends = sentence.tokens[first], sentence.tokens[last]
    return (
        first > min(held)
        and set(range(first, last + 1)) <= held
        and last - first <= _QUOTED
        and all(t.text in _QUOTES for t in ends)
    )


def _is_passing(sentence: Sentence, token: Token) -> bool:
    """Tell whether a word means another time to a later reader: "now", "last season"."""
    lowered = token.text.lower()
    if lowered in words("relative") and token.upos != "VERB":
        return True
    if lowered == "next" and is_relation(token, "amod"):
        return True
    if lowered == "just" and is_relation(token, "advmod") and sentence.tokens[token.head].upos == "VERB":
        return True
    before = sentence.tokens[token.index - 1] if token.index else None
    if lowered in {"before", "earlier", "later", "after"} and is_relation(token, "advmod"):
        return before is not None and before.lemma.lower() in _SPANS
    if lowered in _AROUND:
        after = [t.lemma.lower() for t in sentence.tokens[token.index + 1 : token.index + 3]]
        return any(w in _SPANS for w in after)
    return False


def is_hyphen(sentence: Sentence, token: Token) -> bool:
    """Tell whether a mark stands within a word: "hot-air"."""
    i, tokens = token.index, sentence.tokens
    return 0 < i < len(tokens) - 1 and tokens[i - 1].end == token.start and token.end == tokens[i + 1].start
