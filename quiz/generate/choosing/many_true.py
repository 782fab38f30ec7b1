"""Gate for questions whose very form leaves many true answers: "What did she become?", "Who visited the fair?".

What many do at once, belong to or lie south of, what somebody became, is recognized as or known for, and who led a
body that the report gives no day for: the sentence may still be told as a statement.
"""

import re

from quiz.generate.choosing.single import clause_of, is_dated
from quiz.generate.facts import Candidate
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wording.specificity import TOO_GENERAL
from quiz.generate.wordlists import words
from quiz.language.document import is_relation
from quiz.model.deck import CardKind

_CROWD = {"accompany", "attend", "join", "visit", "meet", "belong", "participate", "compete", "travel", "arrive"}
"""Verbs of what many do at once."""
_MARKS = {"impact", "influence", "effect", "result", "success"}
"""What anybody may have or produce."""
_RANKED = re.compile(r"\b(?:first|second|third|last|only|sole|youngest|oldest)\b")
_COMPASS = r"(?:just |directly |far )?(?:north|south|east|west)[a-z-]* of "
_BEYOND = re.compile(
    rf"^(?:[^,]+: )?[^,]{{1,40}} (?:is|are|lies?|(?:is|are) (?:located|situated)) {_COMPASS}(?:the )?"
    r"(?:\{\{[^}]+\}\}\.|[^,]+\?)$"
)
"""A place of which no more is said than on which side of another it is."""
_UNSAID = (
    r"\b(?:sent|wrote) an? letter to \{\{[^}]*\}\}\.$|(?:^|: )The former [a-z]+(?: [a-z]+)? (?:is|was) [a-z]+ \{\{"
)
"""What a letter said, or who is only called by a past post."""
_FORMS = {
    "life": re.compile(r"\bwhat did .+ become(?: (?:in|on) [\w ,]+)?\?$", re.IGNORECASE),
    "renown": re.compile(
        r"\bfor what (?:is|are|was|were) (?!.*\b(?:best|mainly|chiefly|long)\b)|\bas what .+ recogni[sz]ed\?$",
        re.IGNORECASE,
    ),
    "office-holder": re.compile(r"\bat the time of the [a-z]+ (?:in|at|on|with)\b"),
    "subject": re.compile(
        rf"{_BEYOND.pattern}|\bWhat (?:is|was|are|were) (?:known for|dubbed)\b"
        r"|\b(?:connect|link)(?:s|ed)? (?!.*\b(?:with|to|and|by)\b).*\?$"
    ),
    "located-in": re.compile(
        r"\b[Ww]here do(?:es)? [^?,]* (?:race|compete|perform|play|train|work|run|appear|speak|go)\?$|\bstationed\?$"
    ),
    "cloze": re.compile(f"{_BEYOND.pattern}|{_UNSAID}"),
    "statement": re.compile(f"{_BEYOND.pattern}|{_UNSAID}"),
}
"""By rule, forms of questions that many answers fit."""
_ALWAYS = re.compile(
    r"^At the (?:meeting|talks|summit|conference|ceremony) in [A-Z][\w-]+, "  # whose it is stays unsaid
    r"|\b(?:plan|hope|aim|intend)(?:s|ned|d|ed)? to be \w+ing\b"
)
_LEADER = re.compile(r"\bWho was the leader of [^?]*\?$|\bOf which \w+ (?:is|was) .* the leader\?$")
_UNDATED = re.compile(
    r"\b(?:re-)?elected(?: with (?:about |nearly |over )?\{\{c1::\d.*|\?)$|\bre-elected with "
    r"|\bfound (?:him|her|it)self unable\b"
)
"""What may have happened several times."""
_DOING = re.compile(r"be \w+ing\b")
_STUDIED = re.compile(r"\bwhat did .+ study\?$", re.IGNORECASE)
_SUBJECT_OF_STUDY = 3
"""Words of what one studies at a school: "exercise science"."""
_REGION = re.compile(r"\bwhich region\b", re.IGNORECASE)


def many_true(candidate: Candidate, context: Context) -> str | None:
    """Pass when the form of a question leaves one true answer."""
    prompt = candidate.prompt
    form = _FORMS.get(candidate.rule)
    if (form is not None and form.search(prompt)) or _ALWAYS.search(prompt):
        return TOO_GENERAL
    if _UNDATED.search(prompt) and not is_dated(candidate):
        return TOO_GENERAL
    if candidate.kind is not CardKind.BASIC:
        return None
    if candidate.rule == "action" and _DOING.match(candidate.answer):
        return "what somebody will be doing is no plan"
    leads = candidate.rule in {"office-holder", "role"} and _LEADER.search(prompt)
    if leads and context.headline and not is_dated(candidate):
        return TOO_GENERAL
    if candidate.rule == "life" and _STUDIED.search(prompt) and len(candidate.answer.split()) > _SUBJECT_OF_STUDY:
        return "what was looked at is no subject of study"
    if _REGION.search(prompt) and any(candidate.answer.lower().endswith(s) for s in words("states")):
        return "a state is no region"
    clause = clause_of(candidate, context) if candidate.rule in {"subject", "general", "object", "oblique"} else None
    return TOO_GENERAL if clause is not None and _is_shared(candidate, clause) else None


def _is_shared(candidate: Candidate, clause: Clause) -> bool:
    """Tell whether others may have done the same beside whom the text tells of."""
    verb = clause.head.lemma.lower()
    if candidate.rule == "object":
        return verb == "meet" and candidate.answer[:1].islower()  # "whom" asks for a name
    if candidate.rule == "oblique":
        day = re.search(r"\bon \d|\bon [A-Z]\w+ \d", candidate.prompt) is not None
        asks = re.search(r"\bwhom\b", candidate.prompt, re.IGNORECASE) is not None
        return verb == "meet" and asks and not day and not _has_purpose(clause)
    if clause.subject.top.index not in candidate.asked:
        return False
    what = clause.sentence.child(clause.head, "obj")
    if what is not None and what.xpos == "PRP" and what.text.lower().endswith(("self", "selves")) and verb == "find":
        return True
    if what is not None and verb in {"have", "produce"} and what.lemma.lower() in _MARKS:
        return True
    return verb in _CROWD and not _has_purpose(clause) and not _RANKED.search(candidate.prompt)


def _has_purpose(clause: Clause) -> bool:
    """Tell whether a clause says what somebody came together for: "met her to discuss the tolls"."""
    return any(is_relation(u.top, "advcl") and u.top.xpos == "VB" for u in clause.after())
