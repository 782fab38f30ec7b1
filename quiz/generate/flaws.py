"""What keeps a clause from being a plain statement of fact, or from being taken apart without loss."""

from collections.abc import Iterator

from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_IDIOMS = {"make", "take", "give", "have", "pay", "play", "lose", "keep", "catch", "set", "break"}
"""Verbs that mean nothing by themselves with a bare noun: "make history", "take matters into one's own hands"."""
_CREDITS = {"image", "images", "photo", "photos", "photograph", "picture", "credit", "file", "source"}
_WISHES = {"want", "hope", "wish", "like", "prefer", "dream", "expect"}
MODALS = {"may", "might", "could", "would", "should", "can", "must", "shall", "ought"}
NEGATIONS = {
    "not", "n't", "n’t", "never", "no", "neither", "nor", "none", "nobody", "nothing", "hardly", "barely", "without",
}  # fmt: skip


def find_flaws(sentence: Sentence, head: Token, quoted: frozenset[int]) -> Iterator[str]:
    """Yield why nothing may be asked from the clause of ``head``; nothing for a plain statement."""
    if head.start in quoted:
        yield "the statement is quoted"
    if any(_starts_anew(sentence, t) for t in sentence.tokens[1:]):
        yield "two sentences have run together"
    if sentence.tokens[-1].text == "?":
        yield "the sentence is a question"
    if any(t.lemma.lower() == "example" and sentence.child(t, "case") for t in sentence.children(head, "obl")):
        yield "the statement is only an example"
    if _splits(sentence, head):
        yield "words after a subordinate clause may belong to it"
    if any(t.text.lower() in _CREDITS and sentence.tokens[t.index + 1].text == ":" for t in sentence.tokens[:-1]):
        yield "a caption has run into the sentence"
    if head.lemma.lower() in _IDIOMS and any(
        o.xpos in {"NN", "NNS"} and not sentence.children(o) for o in sentence.children(head, "obj")
    ):
        yield f"the verb makes one meaning with its object ({head.text})"
    below = [t.index for t in sentence.subtree(head) if t.upos != "PUNCT"]
    if any(t.text == ";" and below[0] < t.index < below[-1] for t in sentence.tokens):
        yield "semicolons part the statement"
    if _lends_object(sentence, head):
        yield "the object belongs to the next verb too"
    if head.lemma.lower() in _WISHES and sentence.child(head, "xcomp") is not None:
        yield "the statement is only a wish"
    for child in sentence.children(head):
        yield from _flaws_of(sentence, head, child)


def _flaws_of(sentence: Sentence, head: Token, child: Token) -> Iterator[str]:
    lemma = child.lemma.lower()
    if lemma in NEGATIONS or child.text.lower() in NEGATIONS:
        yield "the statement is negated"
    if child.deprel == "aux" and lemma == "be" and child.xpos in {"VBZ", "VBP"} and head.xpos == "VBG":
        yield "the statement is about a passing moment"
    if child.deprel.startswith("aux") and lemma == "be" and head.xpos == "VB":
        yield "the statement is only planned"
    if is_relation(child, "xcomp") and (head.lemma == "be" or head.text.lower() in {"set", "due", "poised", "slated"}):
        yield "the statement is only planned"
    if child.deprel.startswith("aux") and lemma in MODALS:
        yield f"the statement is only possible ({child.text})"
    if child.deprel.startswith("aux") and child.text.lower() == "being":
        yield "the statement is about a passing moment"
    if lemma in words("hedge"):
        yield f"the statement is hedged ({child.text})"
    if is_relation(child, "expl"):
        yield "the subject is empty (there, it)"
    if _completes(sentence, head, child):
        yield "what completes the verb would be lost"
    if is_relation(child, "advcl"):
        mark = sentence.child(child, "mark")
        if mark is not None and mark.lemma.lower() in {"if", "unless", "whether"}:
            yield "the statement is conditional"


def _starts_anew(sentence: Sentence, token: Token) -> bool:
    """Tell whether a small word has a capital where no sentence begins and no name goes on."""
    before, after = sentence.tokens[token.index - 1], sentence.tokens[min(token.index + 1, len(sentence.tokens) - 1)]
    small = token.upos in {"ADP", "DET", "PRON", "SCONJ"} and token.text.istitle() and token.text != "I"
    fresh = before.upos == "PUNCT" or before.text[:1].isupper()
    return small and not fresh and after.upos in {"DET", "PRON", "NOUN"}


def _lends_object(sentence: Sentence, head: Token) -> bool:
    """Tell whether a verb without object shares that of the verb right behind it: "convened and chaired a meeting"."""
    if sentence.child(head, "obj", "nsubj:pass", "cop") is not None:
        return False
    return any(
        other.xpos == head.xpos
        and other.index <= head.index + 2
        and sentence.child(other, "obj") is not None
        and sentence.child(other, "nsubj") is None
        for other in sentence.children(head, "conj")
    )


def _completes(sentence: Sentence, head: Token, child: Token) -> bool:
    """Tell whether a clause without comma, left out otherwise, says what the verb means: "sees it as critical"."""
    if not is_relation(child, "advcl") or child.index < head.index or after_comma(sentence, child):
        return False
    if sentence.subtree(child)[0].text.lower() == "as":
        return child.xpos not in {"VBD", "VBZ", "VBP"}
    return child.xpos in {"VBG", "VBN"} and sentence.child(child, "mark", "case") is None


def _splits(sentence: Sentence, head: Token) -> bool:
    """Tell whether words follow an adverbial clause that is left out: they may well belong to that clause."""
    gone = [
        c for c in sentence.children(head, "advcl") if c.index > head.index and not is_purpose(sentence, c, behind=True)
    ]
    if not gone:
        return False
    end = sentence.subtree(gone[0])[-1].index
    return any(
        c.index > end and is_relation(c, "obl", "advmod", "obj", "xcomp", "advcl") for c in sentence.children(head)
    )


def is_purpose(sentence: Sentence, child: Token, *, behind: bool) -> bool:
    """Tell whether an adverbial clause ``behind`` its verb says what for: "to meet them"."""
    mark = sentence.child(child, "mark")
    infinitive = mark is not None and mark.text.lower() == "to"
    return infinitive and behind and not after_comma(sentence, child)


def after_comma(sentence: Sentence, token: Token) -> bool:
    """Tell whether the phrase of ``token`` begins behind a comma."""
    first = sentence.subtree(token)[0].index
    return first > 0 and (sentence.tokens[first - 1].text == "," or sentence.tokens[first].text == ",")
