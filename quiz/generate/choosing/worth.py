"""How much a fact is worth a card: by its template, its place, its names, and whether it is but of one moment."""

import re

from quiz.generate.facts import Candidate, Kind
from quiz.generate.reading.context import Context
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

SLIGHT = 0.9
"""What a fact of one moment is worth less: a booking, a statistic of one season, how somebody stood in a photo."""
_HEARD = 3
"""Mentions from which a speaker is one whose words matter; others' count where the text says what it is about."""
_OPENING = 2
"""Sentences that say what a text is about."""
_OF_ANOTHER = 0.3
"""What the days in the life of somebody are worth less whom the article is not about."""

_COMMON = 0.1
"""What a statement is worth less that hides a common word, or how far it is, rather than a name or a figure."""
_MAIN = 0.1
"""What a fact is worth more that the headline tells too."""
_WHY = 0.1
"""What a cause is worth more."""
_EASY = 16
"""Words up to which a question is no harder for being long."""
_EASY_TOLD = 26
"""The same for a statement with a hole."""

_WHO = {"subject", "agent", "object", "oblique", "inner", "located-in"}
"""Rules that ask who or what was in something, whatever it was."""
_DIGIT = re.compile(r"\d")
_RATE = re.compile(r"\b\d+-for-\d+\b")
"""How often somebody hit in one game: "3-for-4"."""


def salience(candidate: Candidate, context: Context) -> float:
    """Return how much a candidate is worth: its template, its place in the article, how often its names occur."""
    where = context.names.index(candidate.sentence)
    total = max(1, len(context.document.sentences))
    answer = candidate.answer
    score = candidate.weight + 0.2 * (1 - where / total)
    title = {w.casefold() for w in context.article.title.split() if len(w) > 3}  # noqa: PLR2004
    spoken = {w.casefold().strip("?,.'") for w in (candidate.prompt + " " + answer).split()}
    score += 0.1 * min(1.0, len(title & spoken) / 3)
    counts = [n.count for n in context.names if n.full in candidate.prompt or n.full == answer]
    score += 0.1 * min(1.0, max(counts, default=0) / 5)
    if any(e.sentence == where for e in context.references.events):
        score += 0.05
    if context.tells_headline(candidate.sentence):
        score += _MAIN
    if candidate.rule == "cause" or any(
        candidate.sentence.tokens[i].lemma.lower() in words("causing") for i in candidate.used
    ):
        score += _WHY
    passing = is_slight(candidate) or _is_passing(candidate, context)
    score -= SLIGHT * passing + _OF_ANOTHER * _is_of_another(candidate, context)
    if candidate.kind is CardKind.CLOZE and (candidate.answer_kind is Kind.THING or _hides_distance(candidate)):
        score -= _COMMON
    easy = _EASY_TOLD if candidate.kind is CardKind.CLOZE else _EASY
    return score - 0.01 * max(0, len(candidate.prompt.split()) - easy)


def is_slight(candidate: Candidate) -> bool:
    """Tell whether a fact holds for one moment or one season only."""
    tokens = candidate.sentence.tokens
    held = [tokens[i] for i in candidate.used]
    verbs = [t for t in held if t.upos == "VERB"]
    if any(_is_posture(t, candidate) for t in verbs):
        return True
    if _RATE.search(candidate.prompt) or (candidate.rule == "quote" and _DIGIT.search(candidate.prompt)):
        return True  # who gave a date or a number is no fact about it
    if any(_counts(candidate, t) for t in (*held, *(tokens[i] for i in candidate.asked))):
        return True
    if "match between" not in candidate.prompt or candidate.answer_kind is Kind.NUMBER:
        return False
    asked = {tokens[i].lemma.lower() for i in candidate.asked}
    return bool({t.lemma.lower() for t in verbs} & words("match-verbs") or asked & words("chances"))


def _is_passing(candidate: Candidate, context: Context) -> bool:
    """Tell whether it asks who said or did something in passing, in a report of what is new."""
    sentences = [c.sentence for c in context.clauses[:1]]
    first = context.names.index(sentences[0]) if sentences else 0
    if context.names.index(candidate.sentence) < first + _OPENING:
        return False
    if candidate.rule == "quote" or (candidate.kind is CardKind.CLOZE and _hides_speaker(candidate)):
        name = context.names.by_form(candidate.answer)
        return name is None or name.count < _HEARD
    if not context.headline or candidate.rule not in _WHO or candidate.kind is not CardKind.BASIC:
        return False
    if candidate.answer_kind not in {Kind.PERSON, Kind.ORGANIZATION, Kind.COUNTRY, Kind.THING}:
        return False
    tokens = candidate.sentence.tokens
    verbs = [t for t in (tokens[i] for i in candidate.used) if t.upos == "VERB"]
    return bool(verbs) and all(t.lemma.lower() in words("fleeting") or _is_remark(t, candidate) for t in verbs)


def _is_remark(verb: Token, candidate: Candidate) -> bool:
    """Tell whether somebody only makes remarks, which the question leaves unsaid."""
    said = candidate.sentence.child(verb, "obj")
    return verb.lemma.lower() in {"make", "give"} and said is not None and said.lemma.lower() in words("utterances")


def _hides_distance(candidate: Candidate) -> bool:
    """Tell whether a statement with a hole hides how far or how long a way is."""
    tokens = candidate.sentence.tokens
    units = words("measures") | {"minute", "min", "hour", "hr"}
    return candidate.answer_kind is Kind.NUMBER and any(
        tokens[i].head >= 0 and tokens[tokens[i].head].lemma.lower() in units for i in candidate.asked
    )


def _hides_speaker(candidate: Candidate) -> bool:
    """Tell whether a statement with a hole hides who said what it tells: "said ___", "according to ___"."""
    sentence = candidate.sentence
    saying = words("reporting") | words("claiming")
    for token in (sentence.tokens[i] for i in candidate.asked):
        says = is_relation(token, "nsubj", "obl:agent") and sentence.tokens[token.head].lemma.lower() in saying
        if says or any(t.lemma.lower() in {"according", "accord"} for t in sentence.children(token, "case")):
            return True
    return False


def _is_posture(verb: Token, candidate: Candidate) -> bool:
    """Tell whether a verb says what somebody is doing just now: "is holding a copy", as below a photo."""
    below = (t for t in candidate.sentence.children(verb, "aux"))
    now = verb.xpos == "VBG" and any(t.lemma.lower() == "be" and t.xpos in {"VBZ", "VBP"} for t in below)
    return now and verb.lemma.lower() in words("postures")


def _counts(candidate: Candidate, number: Token) -> bool:
    """Tell whether a number counts what statistics count."""
    noun = candidate.sentence.tokens[number.head]
    return is_relation(number, "nummod") and noun.xpos == "NNS" and noun.lemma.lower() in words("statistics")


def _is_of_another(candidate: Candidate, context: Context) -> bool:
    """Tell whether it asks when something happened to a person, in an article about another one."""
    topic = context.topic
    if topic is None or topic.kind is not Kind.PERSON or candidate.kind is CardKind.CLOZE:
        return False
    if candidate.rule not in {"date", "age", "lifespan"}:
        return False
    subject = next((t for i in candidate.used if is_relation(t := candidate.sentence.tokens[i], "nsubj")), None)
    if subject is None:
        return False
    told = context.names.name_at(candidate.sentence, subject) or context.referent(candidate.sentence, subject)
    return told is not None and told.kind is Kind.PERSON and told is not topic
