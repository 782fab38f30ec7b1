"""The gate for how a question is written: its length, its marks, and what is left over of a sentence."""

import re

from quiz.generate.facts import Candidate
from quiz.generate.reading.context import Context
from quiz.model.deck import CardKind

MAX_WORDS = 26
"""Longest question; a name of several words counts as one."""
MIN_WORDS = 4
"""Shortest one; what holds of something known everywhere may have a word less."""
MAX_COMMAS = 2
MAX_TOLD = 32
"""Longest statement with a hole: it is read on as any sentence is, while a question must be held in mind."""
MAX_TOLD_COMMAS = 4

_NEGATIVE = re.compile(r"\b(not|never|no|none|nor|neither|without|\w+n['’]t)\b", re.IGNORECASE)
_STRANDED = re.compile(
    r"\b(of|in|on|at|by|for|with|from|to|into|about|as|than|and|or|the|a|an|since|sometime|before|after)\?$",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\b(?!that\b|had\b)([^\W\d_]+) \1\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\b(?!.*\b(?:and|which|whom)\b)|\bfrom \d+\?", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(I|me|my|we|us|our|you|your|yours|ours|myself)\b")
_NUMBERED = re.compile(r"\b([A-Z][\w’'-]+) I\b")
"""The name of a ruler and its number, which is no pronoun."""
_SIGN = re.compile(r"[+&=*@]")
_SPLIT = re.compile(r"['’] s\b")
_WHOSE = re.compile(r"\b(?:do|does|did|is|are|was|were|has|had|will) whose\b")
_LINKED = re.compile(r"\bfor (?:instance|example)\b", re.IGNORECASE)
_PILED = re.compile(r"\b(?:of|for|by|at|with) (?:of|for|in|on|at|by|with|to)\b", re.IGNORECASE)
_FAULTS = (
    (_SPLIT, "a word is split"),
    (_WHOSE, "a relative clause is left over"),
    (_LINKED, "the statement is only an example"),
    (_PILED, "two prepositions stand in a row"),
    (_TWICE, "a word stands twice in a row"),
    (_BETWEEN, "only one end of a range is left"),
    (_NEGATIVE, "the question is negative"),
    (_STRANDED, "the question ends in a stranded word"),
    (_FIRST_PERSON, "the question speaks to somebody"),
)
_FREE_OF = {"the question ends in a stranded word": {"acronym"}, "the question is negative": {"term", "tenet"}}
"""Rules whose questions may have a fault: letters that are a word, a term for what is without something."""
_SCORE = re.compile(r"\d+ – \d+")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


def well_formed(candidate: Candidate, context: Context) -> str | None:
    """Check length, commas, brackets and quotation marks, negation, stranded prepositions, nobody spoken to."""
    prompt = candidate.prompt
    size = len(_WORD.findall(_names_as_one(prompt, context)))
    told = candidate.kind is CardKind.CLOZE or candidate.rule in {"term", "tenet"}
    longest, commas = (MAX_TOLD, MAX_TOLD_COMMAS) if told else (MAX_WORDS, MAX_COMMAS)
    if not MIN_WORDS - candidate.general <= size <= longest:
        return f"the question has {size} words"
    if prompt.count(",") > commas:
        return "the question has too many commas"
    if candidate.kind is CardKind.CLOZE and (prompt.count("{"), prompt.count("}"), prompt.count("::")) != (2, 2, 2):
        return "the sentence holds marks of its own where the hole is"
    if " - " in prompt or " – " in _SCORE.sub("", prompt) or " — " in prompt:
        return "the question holds a dash"
    if any(mark in prompt for mark in '()[];"“”{}<>|') and candidate.kind is not CardKind.CLOZE:
        return "the question holds brackets or quotation marks"
    tokens = candidate.sentence.tokens
    if candidate.clause and any(
        tokens[i].xpos in {"WDT", "WP"} and i and tokens[i - 1].upos == "ADP" for i in candidate.used
    ):
        return "a relative clause is left over"
    marks = sum(candidate.sentence.tokens[i].xpos in {"``", "''"} for i in candidate.used)
    if marks and (candidate.rule != "statement" or marks % 2):
        return "the question holds brackets or quotation marks"
    if candidate.kind is not CardKind.CLOZE and _SIGN.search(prompt):
        return "the question holds a sign"
    prompt = _NUMBERED.sub(r"\1", prompt)
    for pattern, reason in _FAULTS:
        told = pattern is _NEGATIVE and candidate.kind is CardKind.CLOZE
        if told or candidate.rule in _FREE_OF.get(reason, ()) or (candidate.general and pattern is _BETWEEN):
            continue
        if pattern.search(prompt):
            return reason
    return None


def speaks_to_somebody(text: str) -> bool:
    """Tell whether a text says "I" or "you" outside of a name such as "Peter I"."""
    return _FIRST_PERSON.search(_NUMBERED.sub(r"\1", text)) is not None


def _names_as_one(prompt: str, context: Context) -> str:
    for name in context.names.long:
        prompt = prompt.replace(name, "Name")
    return prompt
