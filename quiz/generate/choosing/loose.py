"""Gate for what a question has lost: a condition, a year, what is counted, whose office is meant.

What was torn off cannot be read from the question: "more than how many hunts would meet legally" fits any day, and
"deeper than ___ km" any smaller number.
"""

import re

from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import MONTHS
from quiz.generate.wordlists import offices
from quiz.language.document import Token, is_relation

_MONTH = re.compile(rf"\b(?:[Ii]n|of|since|[Uu]ntil|by) (?:{'|'.join(MONTHS)})\b(?! \d)")
_HOLE = re.compile(r"\{\{c1::(.*?)::[^{}]*\}\}")
_YEAR = re.compile(r"\b(?:1\d{3}|20\d{2})\b")
_BOUND = r"\b(?!more\b|less\b|fewer\b|later\b|earlier\b|longer\b)\w+er than (?:\{\{c1::\d|how )"
_COUNT = "(?:two|three|four|five|six|seven|eight|nine|ten)"
_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
_BEFORE = "it goes back to the sentence before"
_WHO = "it is not certain who is described"
_WHEN = "it is not said when"
_OPEN = "many answers fit"
_FAULTS = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"\bhowever\b|, (?:therefore|though|moreover|nevertheless)[,.?]", _BEFORE),
        (_BOUND, "any smaller number fits as well"),
        (r"\b\d[\d.,]*(?: (?:million|billion))? more (?:by|in|to|for|until)\b", "what is counted is left out"),
        (r"\bwhen an? \w+ \w+[?.]", _WHO),
        (r"\}\} an? [A-Z]", "the name goes on behind the answer"),
        (r" more\?$", "what there is more of is left out"),
        (r"-based \{\{c1::[^{}]*::person\}\}", "a body is taken for a person"),
        (r"\bplay(?:s|ed)? an? (?:\w+ )*(?:role|part)[?.]$", "what it is part of is left out"),
        (r"\b[Tt]he (?:pair|duo|trio)\b(?! of\b)|^One (?!of\b|in\b|million\b|billion\b)[a-z]", _BEFORE),
        (rf"\bof the {_COUNT} [a-z]+(?: of [a-z]+)? (?:are|had|has|have|is|was|were|[a-z]+ed)\b", _BEFORE),
        (r"['’]s \d+-year-old\b", "an age stands without its time"),
        (r"\b[Tt]he \d+[- ]year[- ]old\b(?! \w+ (?:of|who|whose)\b)(?! [A-Z])", _WHO),
        (r"\b[Tt]he [\w-]+[- ]born [a-z]+\b(?! (?:of|who|whose)\b)(?! [A-Z])", _WHO),
        (r"\bat the time of the [a-z]+(?: (?:in|on|at) [A-Z][\w’'-]+)?\?$", "it does not say which meeting"),
        (
            r"^(?:After|Before|Upon|Following) [A-Z][^,]*?['’]s (?:arrival|departure|return)\b(?! (?:from|in|to)\b)",
            _WHEN,
        ),
        (r"\bthe (?:next|following) (?:day|evening|morning|night|week)\b", _WHEN),
        (r"\b[Aa]fter (?:his|her|their) return\?$", _WHEN),
        (rf"^(?:What did|Where do(?:es)?) (?:the )?{_NAME} (?!live|lie|stand)[a-z]+\?$", _OPEN),
        (rf"^Which \w+ things did (?:the |[a-z]+ of )?{_NAME} [a-z]+\?$", _OPEN),
    )
)
_POST = re.compile(
    r"^Who (?:is|was) (?:the )?(?:leader of .*|.*['’]s (?:chief \w+|director|editor|head|leader|manager))\?$"
    r"|^Of which organization (?:is|was) .* the leader\?$"
)
"""A question for who holds a post that others held before and after."""
_AGAIN = re.compile(r"\bre-?elected\b")
"""What happens to somebody more than once."""
_FIELD = 3
"""Words that what somebody studied has at most: "marine biology", not "the play of a team"."""
_CONDITIONS = {"if", "under", "when", "once", "after", "with"}


def unbroken(candidate: Candidate, context: Context) -> str | None:
    """Pass when nothing of the sentence is missing that one needs to find the one answer."""
    prompt = candidate.prompt
    dated = _YEAR.search(prompt) or _YEAR.search(candidate.headline)
    if candidate.rule != "change" and _MONTH.search(prompt) and not dated:
        return "a month stands without its year"
    undated = not dated and context.today is None
    if undated and (
        (context.headline and _POST.search(prompt)) or (candidate.rule == "change" and " would " in prompt)
    ):
        return _WHEN
    if _AGAIN.search(prompt) and not dated and candidate.answer_kind not in {Kind.DATE, Kind.YEAR}:
        return _WHEN
    texts = {prompt, _HOLE.sub(r"\1", prompt)}
    field = candidate.rule == "life" and len(candidate.answer.split()) <= _FIELD
    for pattern, reason in _FAULTS:
        if any(pattern.search(text) for text in texts) and not (field and reason is _OPEN):
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
