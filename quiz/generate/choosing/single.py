"""Gates for one right answer: what somebody may have done many times is asked only with what says which time.

"Which school did Ada Lorne attend?" has as many answers as she went to schools, whether the article names them or
not; "in 1931", "first", "with Jon Berg" or "for the Harbour Museum" leave one.
"""

import re

from quiz.generate.entities.names import Name, is_place
from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause, Role, Unit
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import Grain
from quiz.generate.wording.asking import is_human
from quiz.generate.wording.bynames import is_of_one_place
from quiz.generate.wording.specificity import (
    TOO_GENERAL,
    told_apart,
    told_at_another_time,
)
from quiz.generate.wordlists import words
from quiz.language.document import Token, is_relation
from quiz.model.deck import CardKind

ENOUGH = 2.0
"""What the words of a question beside subject and verb must tell when nothing says which time is meant."""
_IN_A_HOLE = 1.5
"""The same for a statement with a hole, whose hint narrows it."""
OF_TOPIC = 4.0
"""What a question must tell whose answer is what the whole article is about."""
_NICKNAMED = re.compile(r"\b(?:known as|called|nicknamed|nickname|named|considered)\b")
"""What a place is called belongs to it alone."""
OPENED = ("In ", "At ", "As of ", "During ")
"""How a question begins that names an event or a time before all else."""
_BESIDE = 0.5
"""What a question for an intention must tell beside whose it is."""
_AROUND = {"after", "before", "during", "since", "until", "following"}
"""Prepositions of spans in which much may happen."""
_DATED = re.compile(r"\b(?:1[0-9]|20)\d\d\b|\bmatch between\b")
_AMONG = re.compile(r"\b(?:named|called|ranked|considered|voted|listed|as|be|is|was|become|became) one of the\b")
_FIRST = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|final|only|sole|once|debut|record-\w+)\b", re.IGNORECASE
)
_MANY = {"most", "least", "latest", "best"}
"""Superlatives that leave open which one is meant."""
_DOERS = {Kind.PERSON, Kind.COUNTRY, Kind.ORGANIZATION}
_CLAUSAL = {"subject", "object", "oblique", "inner", "located-in"}
_SHORT = 9
"""Words from which a question without a name may tell enough by its nouns."""
_MEASURED = {Kind.DATE, Kind.YEAR, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.LIST, Kind.ACTION}


def single(candidate: Candidate, context: Context) -> str | None:
    """Pass when only the article's own answer can be meant, as far as verb, date and the rest of the article tell."""
    clause = clause_of(candidate, context) if candidate.rule in _RULES else None
    if clause is None:
        return None
    if _asks_for_place(candidate, context, clause):
        return TOO_GENERAL
    if candidate.rule == "action":
        return _of_action(candidate, context, clause)
    unit = None if candidate.answer_kind in _MEASURED else _asked_unit(candidate, clause)
    if unit is None:
        return None
    if unit.role is Role.SUBJECT and candidate.kind is CardKind.BASIC:
        return _of_subject(candidate, context, clause)
    if is_dated(candidate):
        return None
    subject = _name_of(context, clause, clause.subject.top)
    if subject is not None and _told_again(context, clause, unit, subject):
        return "the article gives several answers to this question"
    least = _IN_A_HOLE if candidate.kind is CardKind.CLOZE else ENOUGH
    if _is_repeatable(clause, subject) and tells_beside(candidate, context, clause) < least:
        return TOO_GENERAL
    return None


def outspoken(candidate: Candidate, _: Context) -> str | None:
    """Pass when a short question about what somebody did holds a name or a figure: "Who signed the deal?" does not."""
    said = candidate.prompt.split()
    short = candidate.kind is CardKind.BASIC and candidate.rule in _CLAUSAL and len(said) < _SHORT
    if not short or any(w[0].isupper() or any(c.isdigit() for c in w) for w in said[1:]):
        return None
    return None if candidate.general else TOO_GENERAL


def _asks_for_place(candidate: Candidate, context: Context, clause: Clause) -> bool:
    """Tell whether it asks for the place that the article is about by what holds of many places."""
    topic = context.topic
    if topic is None or not is_place(topic) or candidate.answer not in topic.forms or clause.copular:
        return False
    named = is_dated(candidate) or _NICKNAMED.search(candidate.prompt) is not None
    alone = named or is_of_one_place(context, candidate.prompt, topic)
    return candidate.kind is CardKind.BASIC and not alone


def is_dated(candidate: Candidate) -> bool:
    """Tell whether a question holds a year, an ordinal or a superlative; the year of a headline does not count."""
    text = candidate.prompt.replace(candidate.answer, "") if candidate.kind is CardKind.CLOZE else candidate.prompt
    return _DATED.search(text) is not None or _is_first(candidate, text)


def _is_first(candidate: Candidate, text: str) -> bool:
    """Tell whether an ordinal or a superlative says which one is meant: "the second", "the oldest"."""
    used = (candidate.sentence.tokens[i] for i in candidate.used)
    highest = (t for t in used if t.xpos in {"JJS", "RBS"} and t.upos != "PROPN")
    return _FIRST.search(text) is not None or any(
        t.text.lower() not in _MANY or _is_ranked(t, candidate) for t in highest
    )


def _is_ranked(token: Token, candidate: Candidate) -> bool:
    """Tell whether "most" or "best" ranks what follows: "the most prestigious award", not "most people"."""
    above = candidate.sentence.tokens[token.head] if token.head >= 0 else token
    return is_relation(token, "advmod") and (above.upos == "ADJ" or above.xpos == "VBN")


def _of_subject(candidate: Candidate, context: Context, clause: Clause) -> str | None:
    """Return why several may have done what is asked for.

    A year does not tell one traveller from the others, as a day does; what the article is about is found by its
    deeds alone.
    """
    if _AMONG.search(candidate.prompt):
        return "several may be what is asked for"
    asked = context.names.by_form(candidate.answer)
    if _is_first(candidate, candidate.prompt) or is_of_one_place(context, candidate.prompt, asked):
        return None
    verb = clause.head.lemma.lower()
    if context.headline and not clause.copular and verb in words("shared-deeds") and candidate.answer_kind in _DOERS:
        return TOO_GENERAL  # of all who ran there the report names one
    topic = {n.full for n in (context.topic, context.protagonist) if n is not None}
    usual = not clause.copular and (verb in words("common") or _is_shared_fate(clause))
    when = context.date_in(clause.sentence, clause.tokens)
    if candidate.answer in topic and usual and not (when is not None and when.known and when.grain is Grain.DAY):
        return TOO_GENERAL
    once = words("making") | words("single") | words("winning") | words("choosing")
    person = candidate.answer_kind is Kind.PERSON
    if candidate.answer in topic and person and not clause.copular and verb not in once:
        worth = told_apart(context, clause.sentence, candidate.used, hidden=candidate.answer)
        if worth + (2.0 if candidate.prompt.startswith(OPENED) else 0.0) < OF_TOPIC:
            return TOO_GENERAL
    if is_dated(candidate):
        return None
    if reason := _of_many(candidate, context, clause):
        return reason
    told = next((u for u in clause.units if u.relation in {"xcomp", "predicate"} and u.top.upos == "NOUN"), None)
    if told is not None and any(t.text.lower() in {"a", "an"} for t in clause.sentence.children(told.top, "det")):
        return "several may be what is asked for"
    contest = {t.lemma.lower() for u in clause.after() for t in u.tokens} & words("contests")
    return TOO_GENERAL if contest and verb in words("contest-verbs") else None


def _of_many(candidate: Candidate, context: Context, clause: Clause) -> str | None:
    """Return an objection to what many do or what is done often, where no date, event or headline says which."""
    if candidate.prompt.startswith(OPENED):
        return None
    verb = clause.head.lemma.lower()
    told = told_apart(context, clause.sentence, candidate.used, hidden=candidate.answer)
    loud = verb in words("voicing") and not clause.copular and not candidate.prompt.startswith("Which ")
    if loud and (not candidate.headline or told < OF_TOPIC):
        return TOO_GENERAL
    if _is_shared_fate(clause) and told < OF_TOPIC:
        return TOO_GENERAL
    named = any(u.relation == "xcomp" and u.top.upos == "PROPN" for u in clause.units)
    if named and verb in words("contest-verbs") and not candidate.headline:
        return TOO_GENERAL  # it goes to somebody each year
    if verb in words("effects") | {"have", "find", "include"} and told < ENOUGH:
        return TOO_GENERAL
    agent = next((u for u in clause.units if is_relation(u.top, "obl:agent")), None)
    if agent is not None and verb in words("many-objects") | words("of-bodies"):
        left = {clause.head.index, *(t.index for t in agent.tokens)}
        told = told_apart(context, clause.sentence, [i for i in candidate.used if i not in left])
        return TOO_GENERAL if told < ENOUGH else None
    return None


def _is_shared_fate(clause: Clause) -> bool:
    """Tell whether a verb says what befell its subject, or where it went, as it may many: "was inspired by her"."""
    passive = is_relation(clause.subject.top, "nsubj:pass")
    return clause.head.lemma.lower() in words("shared-fates") and (
        passive or not any(is_relation(u.top, "obj") for u in clause.units)
    )


def _of_action(candidate: Candidate, context: Context, clause: Clause) -> str | None:
    """Return an objection when nothing but who and whom says which intention is meant: "What did she try to do?"."""
    if clause.head.lemma.lower() in words("ordeals") or is_dated(candidate):
        return None
    objects = (t for u in clause.units if is_relation(u.top, "obj", "iobj") for t in u.tokens)
    left = {*(t.index for t in objects), *(t.index for t in clause.subject.tokens), clause.head.index}
    told = told_apart(context, clause.sentence, [i for i in candidate.used if i not in left])
    stated = candidate.as_of is not None or candidate.prompt.startswith(OPENED) or bool(candidate.headline)
    return None if told >= _BESIDE or stated else TOO_GENERAL


def _is_repeatable(clause: Clause, subject: Name | None) -> bool:
    """Tell whether the subject may have done the same to others."""
    verb = clause.head.lemma.lower()
    often = words("effects")
    if subject is not None and subject.kind is Kind.PERSON:
        often = words("many-objects")
    elif subject is not None and subject.kind is Kind.ORGANIZATION:
        often = often | words("many-objects") | words("of-bodies")
    elif subject is None and is_human(clause.subject.top.lemma.lower()):
        often = often | words("many-objects")
    return not clause.copular and verb in often


def tells_beside(candidate: Candidate, context: Context, clause: Clause) -> float:
    """Return how much the question tells beside its subject, its verb and around when."""
    around = (u for u in clause.after() if u.tokens[0].text.lower() in _AROUND)
    left = {t.index for u in (clause.subject, *around) for t in u.tokens} | {clause.head.index}
    used = [i for i in candidate.used if i not in left]
    return told_apart(context, clause.sentence, used, hidden=candidate.answer)


def _told_again(context: Context, clause: Clause, unit: Unit, subject: Name) -> bool:
    """Tell whether the article says the same of the same one elsewhere, with another answer."""
    return any(
        other.head is not clause.head
        and other.head.lemma == clause.head.lemma
        and _name_of(context, other, other.subject.top) is subject
        and not told_at_another_time(context, clause, other)
        and any(
            _slot(context, other, u) == _slot(context, clause, unit) and u.top.lemma != unit.top.lemma
            for u in other.after()
        )
        for other in context.clauses
    )


def _slot(context: Context, clause: Clause, unit: Unit) -> tuple[str, str]:
    """Return what a unit is to its verb: its relation and preposition; dates are no rivals of places."""
    if context.date_in(clause.sentence, unit.tokens) is not None:
        return "date", ""
    first = unit.tokens[0]
    return unit.relation.split(":")[0], first.text.lower() if first.upos == "ADP" else ""


def _name_of(context: Context, clause: Clause, token: Token) -> Name | None:
    return context.names.name_at(clause.sentence, token) or context.referent(clause.sentence, token)


def clause_of(candidate: Candidate, context: Context) -> Clause | None:
    """Return the clause a candidate was made of."""
    asked = {*candidate.asked, *candidate.joints}
    if not asked:
        return None
    near = context.clauses_of(candidate.sentence)
    fitting = (c for c in near if asked & {t.index for u in c.units for t in u.tokens})
    held = set(candidate.clause) or asked
    return min(fitting, key=lambda c: (len(held - {t.index for t in c.tokens}), len(c.tokens)), default=None)


_RULES = {"subject", "object", "oblique", "located-in", "life", "cloze", "agent", "action"}


def _asked_unit(candidate: Candidate, clause: Clause) -> Unit | None:
    """Return the unit that holds the answer."""
    wanted = set(candidate.asked) or set(candidate.joints)
    for unit in clause.units:
        inside = {t.index for t in unit.tokens}
        if inside & wanted and unit.relation != "verb" and not is_relation(unit.top, "punct"):
            return unit
    return None
