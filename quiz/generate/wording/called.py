"""Terms as answers: what a text says something is called."""

from collections.abc import Sequence

from quiz.generate.grammar.simplify import kept
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_BARE = {"call", "term", "name", "dub", "title"}
_LONGEST = 5
_QUOTES = {'"', "“", "”", "‘", "’", "'", "``", "''"}


def called(context: Context, sentence: Sentence, verb: Token) -> tuple[str, ...]:
    """Return the term that follows "called" or "known as", with what else the text calls it; none without one."""
    lemma = verb.lemma.lower()
    if lemma in _BARE:
        tops = [t for t in sentence.children(verb, "xcomp", "obj", "obl") if t.index > verb.index]
        tops = [t for t in tops if sentence.child(t, "case") is None]
    elif lemma == "know" or (lemma == "refer" and sentence.tokens[verb.index + 1].text.lower() == "to"):
        tops = [t for t in sentence.children(verb, "obl", "xcomp") if t.index > verb.index]
        tops = [t for t in tops if any(c.text.lower() == "as" for c in sentence.children(t, "case", "mark"))]
    else:
        return ()
    if len(tops) != 1 or tops[0].upos not in {"NOUN", "PROPN", "X", "ADJ"}:
        return ()
    top = tops[0]
    others = [t for t in sentence.children(top, "conj") if _is_or(sentence, t)]
    if len(others) != len(sentence.children(top, "conj")):
        return ()
    gone = {t.index for o in others for t in sentence.subtree(o)}
    own = [t for t in kept(sentence, top) if t.index not in gone]
    found = [written(context, sentence, own)]
    found += [written(context, sentence, kept(sentence, o)) for o in others]
    return tuple(dict.fromkeys(f for f in found if f)) if found[0] else ()


def _is_or(sentence: Sentence, other: Token) -> bool:
    return any(t.text.lower() == "or" for t in sentence.children(other, "cc"))


def term_of(context: Context, sentence: Sentence, noun: Token, tokens: Sequence[Token]) -> tuple[str, ...]:
    """Return a term that is a subject or stands before a comma, without its article; none for a longer phrase."""
    if sentence.child(noun, "conj", "acl", "nummod") is not None or noun.lemma.lower() in words("people"):
        return ()
    if any(is_relation(t, "nmod") and not is_relation(t, "nmod:poss") for t in sentence.children(noun) if t in tokens):
        return ()
    text = written(context, sentence, tokens)
    opens = sentence.tokens[0].text == text.split()[0] if text else False
    lower = opens and sentence.tokens[0].upos != "PROPN" and text[1:] == text[1:].lower()
    text = text[:1].lower() + text[1:] if lower else text
    return (text,) if text else ()


def written(context: Context, sentence: Sentence, tokens: Sequence[Token], *, longest: int = _LONGEST) -> str:
    """Return a term of a few words without article, preposition and quotation marks."""
    left = [t for t in tokens if t.text not in _QUOTES and t.text != ","]
    while left and (left[0].upos in {"DET", "ADP", "CCONJ"} or left[0].text.lower() == "as"):
        left.pop(0)
    if not 0 < len(left) <= longest or any(t.xpos in {"PRP", "PRP$", "WDT", "WP", "DT"} for t in left):
        return ""
    return context.text(sentence, left)
