"""The gate for answers: short, clean, without open pronouns, and not told by their own questions."""

import re

from quiz.generate.choosing.well_formed import speaks_to_somebody
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.wording.answers import ends_sentence
from quiz.generate.wordlists import classes, words
from quiz.model.deck import CardKind

MAX_ANSWER_WORDS = 9

_PLURAL = re.compile(r"ies$")
_MARRIAGE = re.compile(r"Whom did .* marry\b")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def answerable(candidate: Candidate, context: Context) -> str | None:
    """Pass when the answer is short, clean, and not given away by the question."""
    asked = _stems(candidate.prompt) - _class_of(candidate) - _class_words(candidate, context)
    for item in candidate.answers:
        answer = item[0]
        found = _WORD.findall(answer)
        if not found or len(found) > MAX_ANSWER_WORDS:
            return f"the answer has {len(found)} words"
        if any(mark in answer for mark in '()[]{};"“”') or answer[-1] in ",;:!?-–" or ends_sentence(answer):
            return "the answer is not clean"
        if speaks_to_somebody(answer) or {w.lower() for w in found} & _open_pronouns(candidate):
            return "the answer holds a pronoun"
        leaked = _content(answer) & asked
        if candidate.answer_kind in _PHRASES and 2 * len(leaked) < len(_content(answer)):
            continue
        if leaked and candidate.kind is not CardKind.CLOZE and not _harmless(candidate, leaked):
            return f"the question gives the answer away ({min(leaked)})"
    return None


def _class_of(candidate: Candidate) -> set[str]:
    """Return the words that all items of a list share beside words of their own: "locks" of sea and river locks."""
    stems = [_stems(item[0]) for item in candidate.answers]
    if candidate.kind is not CardKind.LIST or len(stems) < 2:  # noqa: PLR2004
        return set()
    shared = stems[0].intersection(*stems[1:])
    return shared if all(stem - shared for stem in stems) else set()


def _class_words(candidate: Candidate, context: Context) -> set[str]:
    """Return the words of the noun that asks for a name with more to it: "space shuttle" for "Space Shuttle Tern"."""
    answer = candidate.answers[0][0]
    name = context.names.by_form(answer)
    noun = context.noun_of(name) if name is not None else ""
    return _stems(noun) if " " in noun and _stems(answer) - _stems(noun) else set()


_PHRASES = {Kind.THING, Kind.ACTION, Kind.LIST}
_PRONOUNS = frozenset(
    [
        "he",
        "she",
        "it",
        "they",
        "him",
        "her",
        "them",
        "his",
        "its",
        "their",
        "this",
        "that",
        "these",
        "those",
        "who",
        "which",
    ]
)
_OWN = frozenset(["his", "her", "its", "their"])


def _open_pronouns(candidate: Candidate) -> frozenset[str]:
    """Return the pronouns an answer may not hold: what somebody did may be done to "his work"."""
    if (candidate.general or candidate.rule == "cause") and candidate.answer_kind is Kind.ACTION:
        return frozenset()  # they go back to what the question is about
    kin = candidate.answer.split()[-1] in words("kinship")
    return _PRONOUNS - _OWN if kin or candidate.answer_kind is Kind.ACTION else _PRONOUNS


def _harmless(candidate: Candidate, leaked: set[str]) -> bool:
    """Tell whether what question and answer share is only the class word, as in "Which prize ...?" - "Nobel Prize"."""
    if candidate.rule in {"acronym", "also-known-as"}:
        return True
    if candidate.rule in {"term", "tenet"}:  # "Which zone ...?" - "accumulation zone"
        said = [next(iter(_stems(word)), "") for word in _WORD.findall(candidate.answer)]
        return len(said) > 1 and leaked == {said[-1]}
    if candidate.answer_kind is Kind.DATE and _DIGITS.search(
        candidate.answers[0][0]
    ):  # "On what date was the 2016 election held?" tells the year only
        return any(len(part) <= 2 for part in _DIGITS.findall(candidate.answers[0][0]) if part not in leaked)  # noqa: PLR2004
    answer = _content(candidate.answers[0][0])
    if candidate.rule in {"relation", "parents"} or _MARRIAGE.match(candidate.prompt):
        return len(leaked) < len(_stems(candidate.answers[0][0]))  # families share a name
    if candidate.answer_kind in _SORTED and answer - leaked - set(classes()) - _LANDFORMS:
        return len(leaked) <= len(answer - leaked) or leaked <= set(classes()) | _LANDFORMS
    shared = min(leaked)
    return len(leaked) == 1 and len(answer) > 1 and (shared in classes() or shared in _LANDFORMS)


_SORTED = {Kind.ORGANIZATION, Kind.FACILITY, Kind.PLACE, Kind.NAME, Kind.EVENT, Kind.PRIZE}
"""Kinds whose names hold the class that they are asked for with: "Which space shuttle ...?" - "Space Shuttle X"."""
_LANDFORMS = {"city", "lake", "mount", "cape", "gulf", "isle", "river", "island", "century"}


def _content(text: str) -> set[str]:
    return {s for s in _stems(text) if len(s) > 3 or s.isdigit()}  # noqa: PLR2004


def _stems(text: str) -> set[str]:
    return {
        _PLURAL.sub("y", w.lower()).removesuffix("'s").removesuffix("’s").removesuffix("s") for w in _WORD.findall(text)
    }
