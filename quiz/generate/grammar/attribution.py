"""Who a sentence says it from: "X said that P", "P, X said", "according to X, P"."""

from collections.abc import Sequence

from quiz.generate.grammar.clauses import Source
from quiz.generate.grammar.draft import noun_unit
from quiz.generate.grammar.units import is_attribution
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import Sentence, Token

_PERSONAL = {"i", "we", "you", "me", "us"}


def told_by(sentence: Sentence, verb: Token, statement: Token | None = None) -> Source | None:
    """Return the source that the reporting ``verb`` names; ``None`` when nobody or only "it" says so."""
    if verb.lemma.lower() not in words("reporting") or sentence.child(verb, "nsubj:pass", "expl") is not None:
        return None
    teller = sentence.child(verb, "nsubj")
    if teller is None or teller.text.lower() in _PERSONAL | {"it", "who", "which", "that"}:
        return None
    return Source(speaker=noun_unit(sentence, teller).tokens, verb=verb, claim=_is_claim(sentence, verb, statement))


def beside(sentence: Sentence, head: Token) -> Source | None:
    """Return the source named beside a statement: "P, X said" or "according to X, P"."""
    for child in sentence.children(head):
        if child.deprel.startswith("parataxis") and (source := told_by(sentence, child, head)) is not None:
            return source
        if is_attribution(sentence, child):
            speaker = noun_unit(sentence, child).tokens
            return Source(speaker=speaker, claim=_is_private(sentence, child, speaker))
    return None


def _is_private(sentence: Sentence, top: Token, speaker: Sequence[Token]) -> bool:
    """Tell whether somebody speaks who holds no office, so that it stays what he says: "according to Ada Lorne"."""
    entity = sentence.entity_at(top)
    told = {t.lemma.lower() for t in speaker}
    return entity is not None and entity.label == "PERSON" and not told & (offices() | roles() | words("people"))


def _is_claim(sentence: Sentence, verb: Token, statement: Token | None) -> bool:
    """Tell whether only the speaker answers for what is said: a claim, an opinion, a promise, a view of the present."""
    lemma = verb.lemma.lower()
    if lemma in words("claiming") or statement is None:
        return lemma in words("claiming")
    helpers = sentence.children(statement, "aux", "cop")
    first = min(helpers, key=lambda t: t.index) if helpers else statement
    if lemma in words("factive"):
        return first.lemma.lower() in {"would", "will"}
    judged = sentence.child(statement, "cop") is not None and statement.upos in {"ADJ", "NOUN"}
    return judged or first.xpos in {"VBZ", "VBP", "MD", "VB"}
