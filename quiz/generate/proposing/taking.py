"""From a proposed question to a candidate for the gates, or to the reason why it is none."""

import re
from collections.abc import Callable, Iterable

from rapidfuzz.fuzz import token_set_ratio

from quiz.generate.facts import Candidate, Drop, Kind
from quiz.generate.grammar.clauses import OWN, Clause, Role
from quiz.generate.proposing.alignment import Aligned, align, unit_of
from quiz.generate.proposing.asking import Asking, asking_of, check_sort
from quiz.generate.proposing.locating import Found, answers_in, sentence_of
from quiz.generate.proposing.roles import Part, check_roles, part_of_unit
from quiz.generate.proposing.unfit import Unfit
from quiz.generate.proposing.values import Proposal
from quiz.generate.reading.context import Context
from quiz.generate.reading.phrases import sentence_case
from quiz.generate.rules.base import Found as Yielded
from quiz.generate.rules.base import Rule
from quiz.generate.rules.table import RULES
from quiz.generate.wording.circumstances import Unaskable
from quiz.generate.wording.questions import Asker, Question, candidate
from quiz.generate.wording.specificity import is_specific, too_general
from quiz.generate.wording.timing import is_own_plan
from quiz.language.document import Document, Sentence

Analyse = Callable[[str], Document]
_WEIGHT = 0.5
_AMOUNTS = {Kind.NUMBER: "number", Kind.PERCENT: "share", Kind.MONEY: "money"}
ALIKE = 75
"""rapidfuzz's token_set_ratio from which two questions with one answer ask the same."""
_WORD = re.compile(r"[^\W_]+")
_STEM = 4
_SMALL = {
    "who", "whom", "what", "whic", "when", "wher", "how", "many", "much", "is", "was", "are", "were", "did", "does",
    "do", "has", "have", "had", "the", "a", "an", "of", "in", "on", "at", "to", "for", "by", "from", "with", "and",
    "as", "s", "name", "year", "date", "city", "coun", "pers", "orga", "plac",
}  # fmt: skip
"""Beginnings of words that a question may hold whatever its sentence says."""
_LEADING = re.compile(r"^(?:the|an?|in|on|at) ")
_SPACE = re.compile(r"\s+([,.?])")


def rule_of(name: str, proposals: Iterable[Proposal], analyse: Analyse) -> Rule:
    """Return what yields a candidate for every proposal that holds against the article, and a drop for the others.

    A proposal that is built otherwise than its sentence, but asks what one of our rules asks of it too, is taken in the
    words of that rule: "Who is the mayor of Arvin?" of "Arvin's mayor, Ada Lorne, resigned".
    """
    found = tuple(proposals)

    def find(context: Context) -> Yielded:
        ours: list[Candidate] = []
        for proposal in found:
            made = taken(name, proposal, context, analyse)
            if isinstance(made, Drop) and made.evidence and made.candidate is None:
                ours = ours or [one for rule in RULES for one in rule.find(context) if isinstance(one, Candidate)]
                yield _alike(proposal, made, ours) or made
            else:
                yield made

    return Rule(name=name, find=find, why="what a language model found worth knowing")


def _alike(proposal: Proposal, drop: Drop, ours: Iterable[Candidate]) -> Candidate | None:
    """Return what a rule asks of the same sentence, with the same answer and mostly the same words."""
    near = (
        (likeness(proposal, one), one)
        for one in ours
        if one.sentence.text == drop.evidence and len(one.answers) == 1 and _answers(one, proposal.answer)
    )
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= ALIKE else None


def likeness(proposal: Proposal, one: Candidate) -> float:
    """Return how much a proposed question asks what a rule asks, 0 to 100; from `ALIKE` they ask the same.

    What is proposed may hold no word that neither the sentence nor the other question knows: it would ask for another
    thing.
    """
    if not _words(proposal.question) <= _words(f"{one.prompt} {one.sentence.text}"):
        return 0.0
    return token_set_ratio(proposal.question, one.prompt)


def _words(text: str) -> set[str]:
    """Return the words of a text that say something, each by how it begins: "founded" and "found" are one."""
    found = (word.casefold() for word in _WORD.findall(text))
    return {word if word[0].isdigit() else word[:_STEM] for word in found} - _SMALL


def _answers(one: Candidate, answer: str) -> bool:
    wanted = _LEADING.sub("", answer.casefold()).strip(" .")
    return any(_LEADING.sub("", form.casefold()) == wanted for form in one.answers[0])


def taken(rule: str, proposal: Proposal, context: Context, analyse: Analyse) -> Candidate | Drop:
    """Return the candidate of one proposal, or why it does not hold against the article."""
    sentence: Sentence | None = None
    reason = ""
    try:
        sentence = sentence_of(proposal, context)
        question = parsed(proposal.question, analyse)
        asking = asking_of(question, proposal.question)
        for found in answers_in(sentence, proposal, context):
            for clause in _clauses_at(found, context):
                try:
                    return _made(asking, found, clause, context)
                except (Unfit, Unaskable) as fault:
                    reason = str(fault)  # the longest statement tells best
            reason = reason or "its sentence makes no plain statement with that answer"
        reason = reason or "its answer is not in the sentence it quotes"
    except (Unfit, Unaskable) as fault:
        reason = str(fault)
    evidence = sentence.text if sentence is not None else ""
    return Drop(rule=rule, text=f"{proposal.question} ({proposal.answer})", reason=reason, evidence=evidence)


def parsed(question: str, analyse: Analyse) -> Sentence:
    """Return a question taken apart; `Unfit` when it is more than one sentence."""
    sentences = analyse(question).sentences
    if len(sentences) != 1:
        raise Unfit("it is not one question")
    return sentences[0]


def _clauses_at(found: Found, context: Context) -> list[Clause]:
    """Return the statements that hold an answer, the shortest first."""
    near = (c for c in context.clauses_of(found.sentence) if unit_of(c, found) is not None)
    return sorted(near, key=lambda c: len(c.tokens))


def _made(asking: Asking, found: Found, clause: Clause, context: Context) -> Candidate | Drop:
    if clause.flaw:
        raise Unfit(clause.flaw)
    source = clause.source
    if source is not None and source.claim and not is_own_plan(context, clause, source.speaker):
        raise Unfit("it is only what somebody says")
    check_sort(asking, found, context)
    aligned = align(asking, found, clause, context)
    check_roles(asking, found, clause, aligned)
    return _candidate(asking, found, clause, context, aligned)


def _candidate(asking: Asking, found: Found, clause: Clause, context: Context, aligned: Aligned) -> Candidate | Drop:
    unit = unit_of(clause, found)
    assert unit is not None  # noqa: S101 - the clause was chosen by it
    used = aligned.used
    held = {*used, *(t.index for t in found.tokens)}
    units = tuple(u for u in clause.units if u is unit or any(t.index in held for t in u.tokens))
    Asker(context, clause).check([t for t in clause.tokens if t.index in used], units)
    swallowed = {t.index for t in unit.tokens if t.index not in held}
    asked = tuple(sorted(({t.index for t in found.tokens} | swallowed) - {OWN}))
    question = Question(
        _written(asking.sentence, aligned),
        used,
        asked,
        tuple(sorted({*used, *asked})),
        tuple(u.top.index for u in units if u.top.index != OWN and u.role is not Role.SUBJECT),
    )
    rule = _rule_like(asking, found, part_of_unit(unit, clause))
    made = candidate(rule, clause, question, (found.answers,), found.kind, weight=_WEIGHT, context=context)
    hidden = found.name
    one = unit.role is Role.SUBJECT
    plain = clause.copular or is_specific(context, clause, question, hidden=hidden, one=one)
    return made if plain else too_general(made)


def _rule_like(asking: Asking, found: Found, part: Part) -> str:
    """Return the template whose questions are of that sort, so that the gates judge it as one of theirs."""
    if found.kind in {Kind.DATE, Kind.YEAR}:
        return "date"
    if found.kind in _AMOUNTS:
        return _AMOUNTS[found.kind]
    if asking.word.text.lower() == "where":
        return "located-in"
    return {Part.DOER: "subject", Part.DONE_TO: "object", Part.PREDICATE: "equative"}.get(part, "oblique")


def _written(question: Sentence, aligned: Aligned) -> str:
    """Return the question as a stranger understands it, with names in full."""
    text = question.text
    start = question.start
    for first, last, full in sorted(aligned.written, reverse=True):
        begin, end = question.tokens[first].start - start, question.tokens[last - 1].end - start
        text = f"{text[:begin]}{full}{text[end:]}"
    return sentence_case(_SPACE.sub(r"\1", text))
