"""Lemmas and inflected forms of English words, by lemminflect and the conventions of the UD treebanks.

lemminflect looks words up in a lexicon of 200,000 forms and guesses the rest. It knows words one by one, so that it
answers ``found`` with both *find* and *found*; the Penn tag, where there is one, decides here.
"""

from functools import cache, lru_cache
from typing import Protocol, cast

_OPEN = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX"})
"""The parts of speech that lemminflect knows."""
_CHANGED = frozenset({"VBD", "VBN", "VBZ", "VBG", "NNS", "JJR", "JJS", "RBR", "RBS"})
"""Penn tags whose words mostly differ from their lemmas."""

_WORDS = 20_000
"""Words of which what was found is remembered: more than are in use, and no more than thousands of articles need."""

_FIXED: dict[tuple[str, str], str] = {
    **{
        (pos, word): "be"
        for pos in ("AUX", "VERB")
        for word in ["am", "is", "are", "was", "were", "been", "being", "be", "'m", "'s", "'re"]
    },
    **{(pos, word): "have" for pos in ("AUX", "VERB") for word in ["has", "had", "having", "have", "'ve"]},
    **{(pos, word): "do" for pos in ("AUX", "VERB") for word in ["does", "did", "done", "doing", "do"]},
    **{("AUX", word): word for word in ["can", "could", "may", "might", "must", "shall", "should", "will", "would"]},
    **{("AUX", word): full for word, full in (("ca", "can"), ("wo", "will"), ("sha", "shall"), ("ai", "be"))},
    **{("AUX", word): full for word, full in (("'ll", "will"), ("'d", "would"), ("got", "get"))},
    **{("PART", word): full for word, full in (("n't", "not"), ("'", "'s"), ("na", "to"), ("ta", "to"))},
    **{("VERB", word): full for word, full in (("gon", "go"), ("wan", "want"))},
    **{(pos, word): "this" for pos in ("DET", "PRON") for word in ("this", "these")},
    **{(pos, word): "that" for pos in ("DET", "PRON") for word in ("that", "those")},
    **{("PRON", word): "I" for word in ("i", "me")},
    **{("PRON", word): "they" for word in ("them", "'em")},
    **{("PRON", word): full for word, full in (("him", "he"), ("us", "we"), ("'s", "we"), ("whom", "who"))},
    **{("PRON", word): full for word, full in (("mine", "my"), ("hers", "her"), ("ours", "our"), ("theirs", "their"))},
    **{("NOUN", word): word for word in ["data", "media", "headquarters", "species", "series", "politics", "news"]},
    **{(pos, word): word for pos in ("ADJ", "ADV") for word in ("more", "most", "less", "least")},
    **{("ADV", word): full for word, full in (("later", "late"), ("better", "well"), ("best", "well"))},
    **{("ADJ", word): word for word in ["many", "other", "own", "same", "such"]},
    ("DET", "an"): "a",
    ("NOUN", "people"): "person",
}
"""What the treebanks have, and what a lexicon of words without neighbours gets wrong; keys in lower case."""

_FORMS: dict[tuple[str, str], str] = {
    ("be", "VBD"): "was",
    ("be", "VBP"): "are",
    ("be", "VBZ"): "is",
    ("person", "NNS"): "people",
    ("get", "VBN"): "got",
    ("prove", "VBN"): "proven",
    ("bust", "VBN"): "busted",
    ("blend", "VBN"): "blended",
    ("blend", "VBD"): "blended",
    ("staff", "NNS"): "staff",
    ("fish", "NNS"): "fish",
    ("corpus", "NNS"): "corpora",
    ("writing", "NNS"): "writings",
    ("e-mail", "NNS"): "e-mails",
    ("go", "NNS"): "goes",
    ("congratulation", "NNS"): "congratulations",
}
"""Forms where lemminflect's first choice is not the usual one; found by comparing it with the treebanks."""


class _Lexicon(Protocol):
    """What is used of the module ``lemminflect``, which has no types of its own."""

    def getLemma(self, word: str, upos: str, lemmatize_oov: bool = True) -> tuple[str, ...]: ...  # noqa: N802
    def getInflection(self, lemma: str, tag: str, inflect_oov: bool = True) -> tuple[str, ...]: ...  # noqa: N802


@cache
def _lexicon() -> _Lexicon:
    # Deferred: importing it and reading its lexicon takes a third of a second.
    import lemminflect  # noqa: PLC0415  # pyright: ignore[reportMissingTypeStubs]

    return cast("_Lexicon", lemminflect)


@lru_cache(_WORDS)
def lemma(word: str, upos: str, xpos: str = "") -> str:
    """Return the dictionary form of ``word``, whose universal part of speech is ``upos``.

    ``xpos``, its Penn Treebank tag, tells *found* (VBD: *find*) from *found* (VB). Names keep their form; other words
    are lowered, unless they are spelled with capitals throughout or mean a people or a place.
    """
    if upos in {"PROPN", "X", "SYM", "PUNCT"} or xpos in {"NNP", "NNPS"}:
        return word
    if upos == "NUM":
        return word.lower() if word[1:].islower() else word
    lowered = word.lower().replace("’", "'").replace("ʼ", "'")
    fixed = _FIXED.get((upos, lowered))
    if fixed:
        return "have" if (lowered, xpos) == ("'d", "VBD") else fixed
    if (lowered, xpos) == ("her", "PRP"):
        return "she"
    if upos not in _OPEN:
        return lowered
    if _is_abbreviation(word):
        return word[:-1] if xpos == "NNS" and word.endswith("s") else word
    if upos == "ADJ" and word[0].isupper() and not _lexicon().getLemma(lowered, "ADJ", lemmatize_oov=False):
        return word
    if xpos and xpos not in _CHANGED:
        return lowered
    found = [one for one in _lexicon().getLemma(lowered, upos) if one]
    if xpos:
        found.sort(key=lambda one: one == lowered)  # stable: the lexicon's order otherwise
    return found[0] if found else lowered


@lru_cache(_WORDS)
def inflect(base: str, tag: str) -> str:
    """Return the form of the lemma ``base`` that the Penn tag names: VB VBD VBG VBN VBP VBZ NN NNS JJR JJS RBR RBS.

    ``base`` itself comes back when it has no such form. The past of *be* is ``was``, its present ``are``.
    """
    fixed = _FORMS.get((base, tag))
    if fixed:
        return fixed
    if tag in {"VB", "VBP", "NN"}:
        return base
    if tag == "NNS":
        if _is_abbreviation(base):
            return base if base.endswith("s") else base + "s"
        if base.endswith("s") and base not in _lexicon().getLemma(base, "NOUN"):
            return base  # thanks, supplies: a plural already
    found = _lexicon().getInflection(base, tag)
    return found[0] if found else base


def _is_abbreviation(word: str) -> bool:
    """Tell whether ``word`` is in capitals throughout, perhaps with a plural's ``s``: NGO, NGOs."""
    stem = word.removesuffix("s")
    return len(stem) > 1 and stem.isupper()
