"""Whether words mean something to a stranger: no open pronoun, no pointing, no "the meeting" without which one."""

import re
from collections.abc import Collection

from quiz.generate.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

_POINTING = {"this", "that", "these", "those"}
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth")
_DECADE = re.compile(r"\d{3,4}s")


def dangling(
    context: Context,
    sentence: Sentence,
    chosen: Collection[int],
    *,
    asked: Collection[int] = (),
    subject_known: bool = False,
) -> str | None:
    """Return what in the tokens ``chosen`` a stranger cannot place, as a reason, or ``None``.

    ``asked`` are the tokens the question word stands for, which may be what tells a noun apart ("the ministers of
    which countries"). ``subject_known`` says that the question names the clause's subject, so that "its" has
    somebody to go back to.
    """
    references = context.references.of(sentence)
    covered = {i for r in references.values() for i in range(r.start, r.end)}
    inside = set(chosen)
    for i in sorted(inside - covered):
        token = sentence.tokens[i]
        lowered = token.text.lower()
        if token.xpos in {"PRP", "PRP$"} and not (lowered == "its" and subject_known):
            return f"it is not certain who or what is meant ({token.text})"
        if lowered in _POINTING and token.xpos == "DT":
            return f"something outside the question is pointed at ({token.text})"
        if lowered in words("anaphoric") and not (lowered == "following" and token.upos in {"ADP", "VERB"}):
            return f"something outside the question is pointed at ({token.text})"
        if token.upos in {"NOUN", "NUM"} and _bare_definite(context, sentence, token, inside | set(asked)):
            return f"a stranger cannot know which is meant (the {token.text})"
    return None


def _bare_definite(context: Context, sentence: Sentence, noun: Token, inside: set[int]) -> bool:
    below = [t for t in sentence.children(noun) if t.index in inside]
    if not any(t.text.lower() == "the" and is_relation(t, "det") for t in below):
        return False
    if noun.lemma.lower() in words("known") or context.names.mention_at(sentence, noun) is not None:
        return False
    if _DECADE.fullmatch(noun.text):
        return False
    vague = noun.lemma.lower() in words("vague")
    told = [t for t in below if is_relation(t, "nmod", "acl", "compound", "appos", "nummod", "amod")]
    told = [t for t in told if not _only_counts(t, vague=vague) and not _is_vague_part(t)]
    if not told:
        return True
    if not vague:
        return False
    phrase = {t.index for one in told for t in sentence.subtree(one) if t.index in inside}
    named = any(sentence.tokens[i].upos in {"PROPN", "NUM"} or sentence.tokens[i].text[:1].isupper() for i in phrase)
    return not named and not any(is_relation(t, "nmod", "acl") for t in told)


def _is_vague_part(token: Token) -> bool:
    """Tell whether a modifier is itself a thing nobody can place: the match in "the match referee"."""
    return is_relation(token, "compound") and token.upos == "NOUN" and token.lemma.lower() in words("vague")


def _only_counts(token: Token, *, vague: bool) -> bool:
    """Tell whether a modifier says which of several only to who knows them: "the first", "the new", "the 62nd"."""
    if not is_relation(token, "amod", "nummod"):
        return False
    return token.lemma.lower() in words("passing") or (vague and _ORDINAL.fullmatch(token.text.lower()) is not None)
