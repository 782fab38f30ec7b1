"""Gates against broken English that the shape of question and sentence betrays.

The causes are attachments the analyser took wrongly: what belongs to the object hung on the verb, a participle taken
for the verb of its sentence, a place without its preposition.
"""

import re

from quiz.generate.entities.names import is_place
from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation

_PATTERNS = (
    (
        re.compile(r"^(?:Mostly|Mainly|Partly|Largely|Chiefly|Especially|Particularly|Primarily|Only)\b"),
        "an adverb stands before the question word",
    ),
    (re.compile(r"^To which\b.*\b(?:mostly|mainly|partly|largely|especially) to\b"), "it says twice where to"),
    (re.compile(r"\bwhich \w+ things of\b"), "a list is torn from what belongs to it"),
    (re.compile(r"\bhow many and\b", re.IGNORECASE), "a number is cut in two"),
    (
        re.compile(r"\b(?:what|who|which \w+) (?:was|were|is|are|has|have|had) all\b", re.IGNORECASE),
        "all of whom is lost",
    ),
    (re.compile(r"\ball of (?:several|some|many|various|numerous|a few)\b"), "all of whom is lost"),
    (
        re.compile(r"^(?:Where|Which|In which)\b.*\b(?:situated|located)\b.* with\b"),
        "what stands behind the place is lost",
    ),
    (re.compile(r"\bWhat (?:do|did|does) .* share\?"), "much may be shared"),
    (re.compile(r"\b(?:situated|located)\b.* with some of\b"), "what stands behind the place is lost"),
    (
        re.compile(r"Which \w+ (?:was|were) \w+ (?:in|during) the (?:[\w-]+ )+(?:period|era|dynasty|reign|times?)\?$"),
        "many were made in that age",
    ),
    (
        re.compile(r"(?:How many|There are \{\{[^}]*\}\}) (?:sites|places|spots|locations)\b(?! of| where)"),
        "it does not say what they are",
    ),
    (re.compile(r"\b[Ww]hat (?:is|was) the \w+ of (?:preference|choice)\?"), "it does not say for what"),
    (re.compile(r"\bsome of the (?:most|best|\w+est)\b.* in \{\{"), "some of the best are anywhere"),
    (re.compile(r"\+\d{6,}|\d{6,}-\d"), "a telephone number stands in it"),
    (re.compile(r"\b(?:did|does|do|has|had|have|will|would|can) (?:it|he|she|they)\b"), "the subject is a pronoun"),
    (
        re.compile(r"\bin (?:his|her|its|their) (?:memory|honou?r|name|favou?r)\b", re.IGNORECASE),
        "a pronoun points at somebody else",
    ),
)


def well_worded(candidate: Candidate, context: Context) -> str | None:
    """Pass when every verb of the question has what it needs, and nothing that belongs elsewhere."""
    for pattern, reason in _PATTERNS:
        if pattern.search(candidate.prompt):
            return reason
    tokens = candidate.sentence.tokens
    if candidate.answer_kind is Kind.THING and any(
        tokens[i].text.lower() in words("weekdays") for i in candidate.asked
    ):
        return "the answer holds a day of the week"
    for i in candidate.used:
        if tokens[i].text.lower() == "their" and i not in context.references.of(candidate.sentence):
            doer = next((t for t in candidate.asked if is_relation(tokens[t], "nsubj")), None)
            if doer is not None and candidate.prompt.lower().find("what ") >= 0:
                return "a pronoun points at the answer or into it"
    for i in candidate.used:
        if tokens[i].upos == "VERB" and (reason := _of_verb(candidate, tokens[i])):
            return reason
    asked = [tokens[i] for i in candidate.asked]
    for token in asked:
        governor = tokens[token.head].lemma.lower() if token.head >= 0 else ""
        bare = is_relation(token, "obj") and token.upos == "PROPN"
        if bare and governor in words("motion") and _is_place(candidate, context, token):
            return "a preposition is missing before the place"
    return _left_behind(candidate)


def _is_place(candidate: Candidate, context: Context, token: Token) -> bool:
    name = context.names.name_at(candidate.sentence, token)
    return name is not None and is_place(name)


def _of_verb(candidate: Candidate, verb: Token) -> str | None:
    """Return what a verb of the question lacks."""
    below = candidate.sentence.children(verb)
    inside = {*candidate.used, *candidate.asked}
    if verb.lemma.lower() in words("placing-objects"):
        where = [t for t in below if is_relation(t, "obl", "advmod", "compound", "xcomp") and t.index in inside]
        if not where:
            return f"nothing says where to ({verb.text})"
    agent = any(is_relation(t, "obl:agent") and t.index in inside for t in below)
    passive = any(is_relation(t, "aux:pass", "aux") for t in below)
    if agent and not passive and verb.xpos in {"VBN", "VBD"} and verb.head < 0:
        return "a participle was taken for the verb"
    return None


def _left_behind(candidate: Candidate) -> str | None:
    """Return an objection when an object and "from ..." behind it, which belongs to it, are torn apart."""
    tokens = candidate.sentence.tokens
    for i in candidate.used:
        if tokens[i].text.lower() != "from" or i == 0 or not is_relation(tokens[i], "case"):
            continue
        before, top = tokens[i - 1], tokens[tokens[i].head]
        if before.upos != "NOUN" or not is_relation(before, "obj", "obl") or top.head != before.head:
            continue
        torn = (before.index in candidate.asked) != (top.index in candidate.asked)
        if torn and tokens[top.head].lemma.lower() not in words("from-takers") | words("from-verbs"):
            return f"what stands behind the noun belongs to it (from {top.text})"
    return None
