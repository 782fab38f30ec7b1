"""The noun that is the point of a statement, for a hole where it has no name, number or date to hide.

What a noun says another may say as well, so the hint gives its first letters: "They turned from farming to [m…]".
"""

from collections.abc import Iterator
from dataclasses import replace

from quiz.generate.facts import Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wording.hole import Hole
from quiz.generate.wordlists import offices, words
from quiz.language.document import Sentence, Token, is_relation

_WORTH = 0.16
_PAIR = 0.03
"""What two words are worth more than one: they are the more exact."""
_POINT = 0.12
"""What a cause, a source or the kind of a thing is worth more: they are the point of their sentence."""
_POINTS = {"form", "type", "kind", "source", "cause", "result", "symbol", "centre", "center", "capital", "use", "lack"}
_CHARGED = {"trial", "charge", "arrest", "convict", "accuse", "sentence", "prosecute", "indict"}
"""Words behind which stands what somebody is said to have done."""
_SHORTEST = 4
"""Letters of a noun that is worth asking for beside a word that tells it apart; alone, it takes `_ALONE`."""
_ALONE = 7
_MOST = 2
"""Words before a noun that are hidden with it."""
_DEEPEST = 2
"""Nouns between the verb of the statement and the noun that is hidden."""
_SLIGHT = {
    "history", "ground", "morning", "afternoon", "evening", "night", "noon", "midnight", "weekend", "moment", "season",
    "opening",
}  # fmt: skip
"""Nouns that are never the point of a statement."""
_FREE = {"to", "as", "from", "against", "by", "with", "into"}
"""Prepositions before a bare noun that make no phrase of passage with it, as "in addition" is."""
_OWN = {"obj", "obl", "xcomp", "nmod", "root", "ccomp", "conj"}


def noun_holes(context: Context, clause: Clause, held: frozenset[int]) -> Iterator[Hole]:
    """Yield the nouns of a statement that may be hidden; where somebody says something, those of what is said."""
    sentence = clause.sentence
    if clause.kind == "saying":
        said = sentence.child(clause.head, "ccomp")
        if said is None:
            return
        clause = replace(clause, head=said)
    for token in sentence.tokens:
        if token.index not in held or not _may_hide(context, clause, token):
            continue
        span = _span(context, sentence, token)
        before = max((i for i in held if i < (span or [token])[0].index), default=-1)
        if before > 0 and sentence.tokens[before].text[:1].isupper():
            continue  # "Lorne Street" is one thing
        if span is None or not {t.index for t in span} <= held or _is_in_word(sentence, span):
            continue
        text = sentence.slice(span[0].index, token.index + 1)
        if len(span) == 1 and not _tells_alone(sentence, token):
            continue
        if _stands_twice(sentence, span, held):
            continue
        yield Hole(
            start=span[0].index,
            end=token.index + 1,
            text=text,
            hint=" ".join(f"{part[0]}…" for part in text.split()),
            kind=Kind.THING,
            worth=_WORTH + _PAIR * (len(span) > 1) + _POINT * _is_point(sentence, token),
        )


def _may_hide(context: Context, clause: Clause, noun: Token) -> bool:
    sentence = clause.sentence
    lemma = noun.lemma.lower()
    plain = noun.xpos in {"NN", "NNS"} and noun.text.isalpha() and noun.text.islower()
    if not plain or len(noun.text) < _SHORTEST:
        return False
    if lemma in words("vague") | words("empty") | words("faint") | words("spans") | words("places") | words("people"):
        return False
    if lemma in _SLIGHT | offices() | words("measures") | words("kinship") or context.names.mention_at(sentence, noun):
        return False
    if context.references.of(sentence).keys() & {noun.index}:
        return False
    if sentence.child(noun, "conj", "appos", "nummod", "nmod") is not None or _is_bound(sentence, noun):
        return False  # what follows says what it is
    return noun.deprel.split(":")[0] in _OWN and 0 < _depth(sentence, clause, noun) <= _DEEPEST


def _is_point(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun says why, of what kind or for what: "due to frost", "a form of tax", "on trial for arson"."""
    cases = {t.text.lower() for c in sentence.children(noun, "case") for t in sentence.subtree(c)}
    above = sentence.tokens[noun.head] if noun.head >= 0 else noun
    caused = bool(cases & {"due", "because", "owing", "by"}) and above.lemma.lower() not in words("reporting")
    if cases & {"for", "of", "with"} and above.lemma.lower() in _CHARGED:
        return True
    due = any(t.text.lower() == "due" for t in sentence.tokens[max(0, noun.index - 6) : noun.index])
    return due or caused or ("of" in cases and above.lemma.lower() in _POINTS)


def _is_bound(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a participle or infinitive behind a noun makes one thing with it: "the right to vote"."""
    return any(t.deprel == "acl" for t in sentence.children(noun))


def _tells_alone(sentence: Sentence, noun: Token) -> bool:
    """Tell whether a noun says something without a word before it: no "in addition", no "upon his arrival"."""
    if len(noun.text) < _ALONE or noun.lemma.lower() in words("attributes"):
        return False
    noun = _first_of_row(sentence, noun)
    if is_relation(noun, "obj", "root"):
        return True
    cases = {t.text.lower() for t in sentence.children(noun, "case")}
    owned = any(t.xpos == "PRP$" for t in sentence.children(noun))
    placed = sentence.child(noun, "det") is not None or noun.xpos == "NNS" or bool(cases & _FREE)
    return (placed or is_relation(noun, "nmod")) and not owned and is_relation(noun, "obl", "nmod")


def _depth(sentence: Sentence, clause: Clause, noun: Token) -> int:
    """Return how many nouns lead from the verb of a statement to a noun; 0 where it is no part of the predicate."""
    if noun.index == clause.head.index:
        return 1 if sentence.child(noun, "cop") is not None else 0
    steps, token = 1, _first_of_row(sentence, noun)
    while token.head >= 0 and token.head != clause.head.index:
        token = sentence.tokens[token.head]
        steps += token.upos in {"NOUN", "PROPN"}
        if _is_aim(sentence, token):
            continue
        if is_relation(token, "nsubj", "advcl", "acl", "appos", "ccomp", "csubj", "conj", "parataxis"):
            return 0
    return steps if token.head >= 0 and not is_relation(token, "nsubj", "advcl", "conj") else 0


def _first_of_row(sentence: Sentence, noun: Token) -> Token:
    """Return the noun that a row begins with whose last part is ``noun``: "frost, flood and hail"; else ``noun``."""
    first = sentence.tokens[noun.head]
    row = sentence.children(first, "conj") if is_relation(noun, "conj") else ()
    several = len(row) > 1 and row[-1] is noun and sentence.child(noun, "cc") is not None
    return first if several and first.upos == "NOUN" and all(t.upos == "NOUN" for t in row) else noun


def _is_aim(sentence: Sentence, verb: Token) -> bool:
    """Tell whether an infinitive says what for or which: "an offer to come for an internship"."""
    infinitive = verb.xpos == "VB" and any(t.text.lower() == "to" for t in sentence.children(verb, "mark"))
    return infinitive and is_relation(verb, "acl", "advcl")


def _span(context: Context, sentence: Sentence, noun: Token) -> list[Token] | None:
    """Return a noun with the words before it that make one thing with it; ``None`` if they are too many."""
    span = [noun]
    while span[0].index and is_relation(before := sentence.tokens[span[0].index - 1], "compound", "amod"):
        if before.head != noun.index or len(span) > _MOST:
            return None
        if context.names.mention_at(sentence, before) is not None or not before.text.isalpha():
            return None
        common = words("qualities") | words("passing") | words("faint")
        if is_relation(before, "amod") and (before.xpos != "JJ" or before.lemma.lower() in common):
            break
        span.insert(0, before)
    return span if len(span) <= _MOST else None


def _is_in_word(sentence: Sentence, span: list[Token]) -> bool:
    """Tell whether a hyphen binds the words to others: "gold-themed"."""
    beside = (*sentence.tokens[max(0, span[0].index - 1) : span[0].index], *sentence.tokens[span[-1].index + 1 :][:1])
    return any(t.text in {"-", "–", "/"} for t in beside)


def _stands_twice(sentence: Sentence, span: list[Token], held: frozenset[int]) -> bool:
    inside = {t.index for t in span}
    said = {t.lemma.lower() for t in span}
    return any(sentence.tokens[i].lemma.lower() in said for i in held - inside)
