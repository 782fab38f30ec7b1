"""Lemmas and inflected forms of English words."""

from lemminflect import getInflection, getLemma


def lemma(word: str, upos: str, xpos: str = "") -> str:
    if upos == "PROPN":
        return word
    if upos in {"NOUN", "VERB", "ADJ", "ADV", "AUX"}:
        found = getLemma(word, upos)
        if found:
            return found[0]
    return word.lower()


def inflect(base: str, tag: str) -> str:
    found = getInflection(base, tag)
    return found[0] if found else base
