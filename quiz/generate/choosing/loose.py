"""Gate for what a question has lost: a condition, a year, what is counted, whose office is meant.

What was torn off cannot be read from the question: "more than how many hunts would meet legally" fits any day, and
"deeper than ___ km" any smaller number.
"""

import re

from quiz.generate.facts import Candidate
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import MONTHS
from quiz.generate.wordlists import offices
from quiz.language.document import Token, is_relation

_MONTH = re.compile(rf"\b(?:[Ii]n|of|since|[Uu]ntil|by) (?:{'|'.join(MONTHS)})\b(?! \d)")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_BOUND = r"\b(?!more\b|less\b|fewer\b|later\b|earlier\b|longer\b)\w+er than (?:\{\{c1::\d|how )"
_FAULTS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"\bhowever\b|, (?:therefore|though|moreover|nevertheless)[,.?]", "it goes back to the sentence before"),
        (_BOUND, "any smaller number fits as well"),
        (r"\b\d[\d.,]*(?: (?:million|billion))? more (?:by|in|to|for|until)\b", "what is counted is left out"),
        (r"\bwhen an? \w+ \w+[?.]", "it is not certain who is described"),
        (r"\}\} an? [A-Z]", "the name goes on behind the answer"),
        (r" more\?$", "what there is more of is left out"),
        (r"-based \{\{c1::[^{}]*::person\}\}", "a body is taken for a person"),
    )
)
_CONDITIONS = {"if", "under", "when", "once", "after", "with"}


def unbroken(candidate: Candidate, context: Context) -> str | None:
    """Pass when nothing of the sentence is missing that one needs to find the one answer."""
    prompt = candidate.prompt
    dated = _YEAR.search(prompt) or _YEAR.search(candidate.headline)
    if candidate.rule != "change" and _MONTH.search(prompt) and not dated:
        return "a month stands without its year"
    for pattern, reason in _FAULTS:
        if pattern.search(prompt):
            return reason
    tokens = candidate.sentence.tokens
    if context.headline and not context.entry and any(_is_bare_office(candidate, tokens[i]) for i in candidate.used):
        return "a stranger cannot know whose office is meant"
    return "the condition is left out" if _has_lost_condition(candidate) else None


def _is_bare_office(candidate: Candidate, token: Token) -> bool:
    """Tell whether "the president" stands for somebody whom neither question nor headline names."""
    lemma = token.lemma.lower()
    if token.xpos != "NN" or lemma not in offices() or is_relation(token, "nmod:poss", "compound"):
        return False
    held = set(candidate.used)
    below = [t for t in candidate.sentence.children(token) if t.index in held]
    bare = bool(below) and all(t.text.lower() == "the" or is_relation(t, "case") for t in below)
    return bare and lemma not in candidate.headline.casefold() and f"the {token.text}" in candidate.prompt


def _has_lost_condition(candidate: Candidate) -> bool:
    """Tell whether something "would" be, and the sentence alone says under which condition."""
    tokens, held = candidate.sentence.tokens, {*candidate.used, *candidate.asked}
    if not any(tokens[i].text.lower() == "would" for i in candidate.used):
        return False
    return any(t.index not in held and t.text.lower() in _CONDITIONS for t in tokens)
