"""The tense of a verb, and of the words around it that have none of their own."""

from quiz.generate.grammar.clauses import Unit, own
from quiz.language.document import Sentence, Token, is_relation
from quiz.language.inflect import inflect

FINITE = {"VBD", "VBZ", "VBP", "MD"}
PRESENT = {"VBZ", "VBP"}


def finite_of(sentence: Sentence, head: Token) -> Token | None:
    """Return the word that carries the tense of the clause of ``head``: an auxiliary, or the verb itself."""
    helpers = sentence.children(head, "aux", "cop")
    if helpers:
        first = min(helpers, key=lambda t: t.index)
        return first if first.xpos in FINITE else None
    if head.xpos == "VB" and sentence.child(head, "nsubj") and not marked_to(sentence, head):
        return head  # a present tense of the plural, which looks like an infinitive
    # A bare participle with a subject of its own is a past tense the tagger took for a participle.
    past = head.xpos == "VBN" and sentence.child(head, "nsubj") is not None
    return head if head.xpos in FINITE or past else None


def ruling(sentence: Sentence, token: Token) -> Token | None:
    """Return the word that carries the tense of the clause ``token`` stands in, itself not counted."""
    while token.head >= 0:
        token = sentence.tokens[token.head]
        finite = finite_of(sentence, token)
        if finite is not None:
            return finite
    return None


def marked_to(sentence: Sentence, head: Token) -> bool:
    """Tell whether a verb is an infinitive with "to"."""
    return any(t.text.lower() == "to" for t in sentence.children(head, "mark"))


def is_plural(sentence: Sentence, unit: Unit) -> bool:
    """Tell whether a verb in the present tense agrees with several."""
    top = unit.top
    joined = any(
        is_relation(c, "conj") and any(x.text.lower() in {"and", "&"} for x in sentence.children(c, "cc"))
        for c in sentence.children(top)
        if c in unit.tokens
    )
    number = top.upos == "NUM" and top.text.lower() not in {"one", "1"}
    return joined or number or top.xpos in {"NNS", "NNPS"} or top.text.lower() in {"they", "we", "you", "both"}


def copula(sentence: Sentence, subject: Unit, *, present: bool, relation: str = "cop", lemma: str = "be") -> Token:
    """Return the "is", "are", "was" or "were" that a clause of ``subject`` leaves out."""
    plural = is_plural(sentence, subject)
    if present:
        return own("are" if plural else "is", lemma, "VBP" if plural else "VBZ", relation)
    return own("were" if plural else "was", lemma, "VBD", relation)


def conjugated(verb: Token, *, present: bool, plural: bool) -> tuple[str, str]:
    """Return the finite form of a participle and its tag."""
    tag = ("VBP" if plural else "VBZ") if present else "VBD"
    if verb.lemma.lower() == "be":
        return {"VBD": "were" if plural else "was", "VBZ": "is", "VBP": "are"}[tag], tag
    return inflect(verb.lemma.lower(), tag), tag
