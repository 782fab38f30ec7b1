"""How exactly a question points at one happening: what it names, dates, counts and tells, weighed.

"Who visited Paris?" fits thousands; "Who visited the Harbour Museum with Ada Lorne in 1931?" fits the article's fact
alone. What is asked for does not count, and what stands twice counts once.
"""

import re
from collections.abc import Collection

from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Drop, Kind
from quiz.generate.grammar.clauses import Clause, Role
from quiz.generate.reading.context import Context
from quiz.generate.values.dates import Grain
from quiz.generate.wording.generally import telling_words
from quiz.generate.wording.questions import Question
from quiz.generate.wordlists import words
from quiz.language.document import Sentence, Token, is_relation

OPEN = 3.5
"""What a question about something that many do must come to."""
NAMED = 3.0
"""The same where a name is asked for that the clause's own subject leads to: "To which university did she move"."""
COMMON = 5.0
"""What a question about a step of any life must come to: to graduate, to be wounded, to move."""
BOUND = 2.5
"""What a question about something done once must come to: a founding, a murder, a victory."""
GENERAL = 2
"""Telling words of a question for what holds of all of a kind, but who or what does it."""
FOUND = 4
"""The same for who found, thought of or described something that an entry explains."""
TOO_GENERAL = "the question fits others too"
_NAME = 2.0
_WHERE = 1.0
"""A place or a nationality narrows less than the name of a person, body or work."""
_EVENT = 3.0
_DATES = {Grain.DAY: 2.0, Grain.MONTH: 1.5, Grain.YEAR: 1.0, Grain.DECADE: 0.75, Grain.CENTURY: 0.5}
_NUMBER = 1.0
_WORD = 0.5
_FAINT = 0.25
_WORDS = 2.0
"""What all common words of a question may come to together."""
ENOUGH = 4.5
"""What a question must come to that names nobody and nothing, but a day."""
_RIVAL = 1.0
"""What a question needs more where the article tells of another such happening."""
_UNIQUE = 1.5
"""A superlative, "the first", "the only"."""
_MONTH = re.compile(r"(?:in|as of) [A-Z][a-z]+ \d{4}")
_YEARLY = re.compile(r"\b(?:1\d{3}|20\d{2})\b.* \w")
"""A name that opens with a year."""
_CONTENT = {"NOUN", "VERB", "ADJ"}


def is_specific(
    context: Context,
    clause: Clause,
    question: Question,
    *,
    hidden: str = "",
    one: bool = True,
    least: float = OPEN,
    told: float = 0.0,
) -> bool:
    """Tell whether a question can only mean the article's own fact; ``hidden`` is the name it asks for.

    ``least`` is what it must come to when nothing makes it special. ``one`` says that subject and object of a
    founding, murder or victory belong to each other alone; where and with whom somebody led may differ each time.
    ``told`` is what the words that ask tell besides.
    """
    if not one and context.is_general(clause):
        return len(telling_words(clause.sentence, question.used)) >= GENERAL
    verb = clause.head.lemma.lower()
    if one and hidden and context.entry and verb in words("finding"):
        # Of what an entry explains only one thought of it first.
        return len(telling_words(clause.sentence, question.used)) >= FOUND
    alone = words("single") | words("winning") | words("choosing") if one else frozenset[str]()
    subject = _subject_of(context, clause)
    person = subject is not None and subject.kind is Kind.PERSON
    # Somebody makes many things, but a thing is made by one, and a named one is one.
    made = words("making") if one or hidden else frozenset[str]()
    placed = frozenset[str]() if person and one else words("placing")
    once = not clause.copular and verb in made | alone | placed
    score = told + told_apart(context, clause.sentence, (*question.used, *question.speaker), hidden=hidden)
    if question.opening:
        event = context.event_at(clause.sentence)
        single = event is not None and event.single and not _MONTH.fullmatch(question.opening)
        score += _EVENT if single else _DATES[Grain.MONTH]
    elif not _holds_name(context, clause, question, hidden) and not is_dated_exactly(
        context, clause.sentence, question.used
    ):
        return False
    common = one and not clause.copular and verb in words("common") and not _is_done_to_somebody(context, clause)
    if not one and _is_owned(context, clause):
        least = min(least, NAMED)
    wanted = COMMON if common else BOUND if once else least
    return score >= wanted + (_RIVAL if not one and has_rival(context, clause, question.asked) else 0)


def is_dated_exactly(context: Context, sentence: Sentence, used: Collection[int]) -> bool:
    """Tell whether a day that the article gives with its year, and more than a few words, point at one happening."""
    whens = (w for w in context.references.dates(sentence) if w.known and not w.relative)
    dated = any(w.grain is Grain.DAY and set(range(w.start, w.end)) <= set(used) for w in whens)
    return dated and told_apart(context, sentence, used) >= ENOUGH


def _is_done_to_somebody(context: Context, clause: Clause) -> bool:
    """Tell whether a verb has a named person as its object, so that its deed is no step of any life."""
    objects = (u.top for u in clause.units if is_relation(u.top, "obj") and u.role is Role.AFTER)
    names = (context.names.name_at(clause.sentence, t) or context.referent(clause.sentence, t) for t in objects)
    more = any(u.relation in {"xcomp", "advcl"} for u in clause.units)
    return more and any(name is not None and name.kind is Kind.PERSON for name in names)


def _is_owned(context: Context, clause: Clause) -> bool:
    """Tell whether the subject is one thing of somebody named: "Ada Lorne's funeral"."""
    sentence, top = clause.sentence, clause.subject.top
    owner = sentence.child(top, "nmod:poss")
    if owner is None or top.xpos != "NN" or top.lemma.lower() in words("vague") | words("empty") | words("faint"):
        return False
    return context.names.name_at(sentence, owner) is not None or context.referent(sentence, owner) is not None


def has_rival(context: Context, clause: Clause, asked: Collection[int]) -> bool:
    """Tell whether the article says the same of the same subject elsewhere, of the same time, with another answer."""
    unit = next((u for u in clause.units if u.role is Role.AFTER and {t.index for t in u.tokens} & set(asked)), None)
    subject = _subject_of(context, clause)
    if unit is None or subject is None:
        return False
    held = unit.top.index not in asked
    return any(
        other is not clause
        and other.head.lemma == clause.head.lemma
        and _subject_of(context, other) is subject
        and not told_at_another_time(context, clause, other)
        and any(
            u.relation == unit.relation and u.tokens[0].text == unit.tokens[0].text and u.top.text != unit.top.text
            if unit.tokens[0].upos == "ADP"
            else u.relation == unit.relation and u.top.text != unit.top.text
            for u in other.after()
            if not held or u.top.lemma == unit.top.lemma
        )
        for other in context.clauses
    )


def told_at_another_time(context: Context, clause: Clause, other: Clause) -> bool:
    """Tell whether two clauses give dates of their own that cannot be the same: "in 1931", "in May 1934"."""
    ours, theirs = (context.date_in(c.sentence, c.tokens) for c in (clause, other))
    if ours is None or theirs is None or not (ours.known and theirs.known):
        return False
    years = {ours.year, theirs.year}
    return None not in years and len(years) > 1


def _subject_of(context: Context, clause: Clause) -> Name | None:
    where = clause.sentence, clause.subject.top
    return context.names.name_at(*where) or context.referent(*where)


def _holds_name(context: Context, clause: Clause, question: Question, hidden: str) -> bool:
    """Tell whether a question names something but what it asks for, if only by whose it is."""
    sentence = clause.sentence
    meant = context.references.of(sentence)
    topic = context.topic.full if context.topic is not None else hidden
    if topic != hidden and any(topic in meant[i].text for i in question.used if i in meant):
        return True
    found = (
        context.names.name_at(sentence, sentence.tokens[i]) or context.referent(sentence, sentence.tokens[i])
        for i in question.used
    )
    return any(name is not None and name.full != hidden for name in found)


def too_general(candidate: Candidate) -> Drop:
    """Return ``candidate`` as dropped because others may have done the same."""
    return Drop(rule=candidate.rule, text=candidate.prompt, reason=TOO_GENERAL, candidate=candidate)


def told_apart(context: Context, sentence: Sentence, used: Collection[int], *, hidden: str = "") -> float:
    """Return how much the words ``used`` of a sentence tell apart; ``hidden`` is the name asked for."""
    inside = set(used)
    score = 0.0
    told: set[int] = set()
    for when in context.references.dates(sentence):
        span = set(range(when.start, when.end))
        if when.known and span & inside:
            score += _DATES[when.grain]
            told |= span
    named: set[str] = set()
    plain = 0.0
    for start, reference in context.references.of(sentence).items():
        if start not in inside or start in told:
            continue
        told |= set(range(reference.start, reference.end))
        name = context.referent(sentence, sentence.tokens[start])
        if name is None:
            score += _EVENT if reference.clear else _WHERE
        elif name.full not in named | {hidden}:
            named.add(name.full)
            score += _weight(name)
    # Many are elected "for the first time".
    told |= {t.index for t in sentence.tokens if t.head >= 0 and sentence.tokens[t.head].lemma.lower() == "time"}
    for i in sorted(inside - told):
        token = sentence.tokens[i]
        mention = context.names.mention_at(sentence, token)
        if mention is not None:
            name = context.names.by_form(mention.text)
            if name is not None and name.full not in named | {hidden}:
                named.add(name.full)
                score += _weight(name)
        elif (worth := _of_word(token)) in {_WORD, _FAINT}:
            plain += worth
        else:
            score += worth
    if re.search(r"\bone of\b", " ".join(sentence.tokens[i].text for i in sorted(inside))):
        score -= _UNIQUE
    return score + min(plain, _WORDS)


def _weight(name: Name) -> float:
    if name.kind is Kind.NAME and not name.noun and " " not in name.full:
        return _WHERE  # "Christian", "Internet": a capital, but hardly a name of one thing
    if _YEARLY.search(name.full):
        return _EVENT  # "the 1911 Arvin fire" tells what happened where and when
    wide = name.kind in {Kind.CITY, Kind.COUNTRY, Kind.NATIONALITY} or (name.kind is Kind.PLACE and not name.noun)
    return _WHERE if wide else _NAME


def _of_word(token: Token) -> float:
    if token.upos == "NUM":
        return _NUMBER
    most = token.lemma.lower() in {"most", "many", "much", "least"}
    if (token.xpos in {"JJS", "RBS"} and not most) or token.lemma.lower() in {"first", "only", "sole"}:
        return _UNIQUE
    if token.upos not in _CONTENT or is_relation(token, "aux", "cop"):
        return 0.0
    return _FAINT if token.lemma.lower() in words("vague") | words("faint") else _WORD
