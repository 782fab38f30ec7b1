"""Gate for questions to which the text's answer is one of many true ones: "To what can smoking lead?".

What only names a subject and says that it led, came or shares may be answered in many ways, whether the article
tells the others or not; a sort, a date or a few words more leave one.
"""

import re

from quiz.generate.choosing.single import OPENED, clause_of, is_dated, tells_beside
from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Kind
from quiz.generate.grammar.clauses import Clause
from quiz.generate.reading.context import Context
from quiz.generate.wording.specificity import TOO_GENERAL, told_apart
from quiz.generate.wordlists import offices, roles, words
from quiz.language.document import is_relation
from quiz.model.deck import CardKind

BESIDE = 0.5
"""What a question must tell beside subject and verb."""
SUBJECT = 1.5
"""What a question for who did something must tell, where no event or time opens it."""
PLAIN = 4.0
"""The same for what "often" holds, and for what befell one of many."""
COUNTED = 1.25
"""The same for a number in a report without a day."""
OWNED = 3.0
"""The same for whose something is."""
_CENTURY = re.compile(r"\bcentury\b")
_SORT = re.compile(r"[Ww]hich (?!place\b|organization\b)[a-z]")
_OFTEN = {"often", "usually", "sometimes", "frequently", "commonly", "typically"}
_ENTERED = {"register", "inscribe", "list", "designate", "name"}
"""What is entered in a list is one of all that stand in it."""
_ENDS_NAMED = re.compile(r", and (?:[A-Z][\w’'-]+ ?)+[?.]$")
_DATED = re.compile(r"\b(?:1\d{3}|20\d{2})\b|['’]s (?:first|last|only)\b")
"""What says which one is meant where no title does."""
_YEARLY = re.compile(r"\b(?:top|topped|secured?|finish(?:ed)?|rank(?:ed)?)\b")
"""How somebody came off in what is held each year."""
_HAPPENED = {"subject", "object", "oblique", "inner", "located-in", "deed", "share", "list", "statement", "cloze"}
_SOMEBODY = re.compile(r"\b[Aa] (?:brother|sister|friend|colleague|man|woman|neighbour|neighbor)\b")
_RESUMED = re.compile(r"\b(?:immediately \w+ed|once more|once again)\b|\bthe (?:younger|older|elder) \{\{")
"""Words of a statement that go on from what was told before."""
_AMONG = re.compile(r"\b(?:is|are|was|were) among\b")
_PERFECT = re.compile(r"\b(?:has|have) (?:been|\w+ed)\b.*\bfor (?:\w+ )?\{\{c1::\d")


def narrow(candidate: Candidate, context: Context) -> str | None:
    """Pass when what the question tells leaves one answer."""
    if _is_of_nowhere(candidate, context) or _holds_somebody(candidate):
        return TOO_GENERAL
    if candidate.kind is CardKind.CLOZE:
        undated = context.today is None
        clause = clause_of(candidate, context)
        loose = clause is not None and (_is_speech(clause) or ("}}'s " in candidate.prompt and _is_one_of_many(clause)))
        loose = loose or _RESUMED.search(candidate.prompt) is not None
        return TOO_GENERAL if loose or (undated and _PERFECT.search(candidate.prompt)) else None
    if candidate.prompt.count(",") == 1 and _ENDS_NAMED.search(candidate.prompt):
        return "half of a row is left over"
    if candidate.rule == "acronym" and not context.caption and candidate.fact.subject.lower() not in words("acronyms"):
        return "nothing says whose letters they are"
    check = _CHECKS.get(candidate.rule)
    clause = clause_of(candidate, context) if check is not None else None
    return TOO_GENERAL if check is not None and clause is not None and check(candidate, context, clause) else None


def _is_of_nowhere(candidate: Candidate, context: Context) -> bool:
    """Tell whether a report has neither title, day nor topic, and a question of what happened no year."""
    if context.caption or context.today is not None or context.topic is not None or context.event is not None:
        return False
    if candidate.rule not in _HAPPENED or _DATED.search(candidate.prompt):
        return False
    if not context.reports and not _YEARLY.search(candidate.prompt):
        return False
    return candidate.kind is not CardKind.CLOZE or not is_dated(candidate)


def _holds_somebody(candidate: Candidate) -> bool:
    """Tell whether a relative or another person stands without a name: "a brother from the monastery"."""
    return candidate.kind is CardKind.BASIC and bool(_SOMEBODY.search(f"{candidate.prompt} {candidate.answer}"))


def _is_placed(candidate: Candidate) -> bool:
    """Tell whether a date, a superlative or an event says which one is meant."""
    opened = candidate.prompt.startswith(OPENED) and "," in candidate.prompt and "hich" not in candidate.prompt[:12]
    return opened or is_dated(candidate) or _CENTURY.search(candidate.prompt) is not None


def _of_oblique(candidate: Candidate, context: Context, clause: Clause) -> bool:
    first = candidate.prompt.split(maxsplit=1)[0].lower()
    if candidate.answer_kind is Kind.THING and "into which family" in candidate.prompt.lower():
        return True
    if _is_placed(candidate) or tells_beside(candidate, context, clause) >= BESIDE:
        return False
    if clause.sentence.child(clause.subject.top, "nmod:poss") is not None:
        return False  # "Ada Lorne's funeral" is one
    return first == "from" or _SORT.search(candidate.prompt) is None


def _of_object(candidate: Candidate, context: Context, clause: Clause) -> bool:
    open_ = candidate.answer_kind is Kind.THING and candidate.prompt.startswith("What ")
    return open_ and not _is_placed(candidate) and tells_beside(candidate, context, clause) <= BESIDE


def _of_list(candidate: Candidate, context: Context, clause: Clause) -> bool:
    """Tell whether nothing says when somebody did so; a report's headline does, an entry's title does not."""
    if _AMONG.search(candidate.prompt):
        return True
    if (context.headline and candidate.headline) or _is_placed(candidate):
        return False
    person = _subject_of(context, clause)
    named = person is not None and person.kind is Kind.PERSON
    return named and tells_beside(candidate, context, clause) < BESIDE


def _of_number(candidate: Candidate, context: Context, _: Clause) -> bool:
    if context.entry or context.today is not None or _is_placed(candidate):
        return False
    return told_apart(context, candidate.sentence, candidate.used, hidden=candidate.answer) < COUNTED


def _of_place(candidate: Candidate, context: Context, clause: Clause) -> bool:
    adjective = clause.copular and clause.head.upos == "ADJ"
    told = told_apart(context, candidate.sentence, candidate.used, hidden=candidate.answer)
    return adjective and not _is_placed(candidate) and told < PLAIN


def _of_subject(candidate: Candidate, context: Context, clause: Clause) -> bool:
    verb = clause.head.lemma.lower()
    if verb.startswith("co-") or (verb == "include" and candidate.answer_kind is Kind.THING):
        return True  # others did so with them, and other things hold the same
    if context.today is None and context.headline and clause.finite.lemma.lower() == "will":
        return True
    if _is_speech(clause):
        return True
    if _is_placed(candidate):
        return False
    told = told_apart(context, candidate.sentence, candidate.used, hidden=candidate.answer)
    often = any(candidate.sentence.tokens[i].lemma.lower() in _OFTEN for i in candidate.used)
    entered = verb in _ENTERED and is_relation(clause.subject.top, "nsubj:pass")
    return told < (PLAIN if often or entered else SUBJECT)


def _of_owner(candidate: Candidate, context: Context, clause: Clause) -> bool:
    if context.headline and context.today is None and clause.present:
        return True
    if _is_one_of_many(clause):
        return True
    if candidate.headline or _is_placed(candidate) or tells_beside(candidate, context, clause) > BESIDE:
        return False
    return told_apart(context, candidate.sentence, candidate.used, hidden=candidate.answer) < OWNED


def _of_holder(candidate: Candidate, context: Context, clause: Clause) -> bool:
    """Tell whether it asks who held an office in a report that does not say when."""
    undated = context.headline and context.today is None and not _is_placed(candidate)
    return bool(undated) and clause.head.lemma.lower() in offices() | roles() | {"economist", "executive", "officer"}


def _of_day(candidate: Candidate, _: Context, clause: Clause) -> bool:
    """Tell whether a day is asked for on which somebody made one of many: "issued a decree"."""
    made = clause.sentence.child(clause.head, "obj")
    if made is None:
        return False
    below = clause.sentence.children(made)
    bare = len(below) == 1 and below[0].text.lower() in {"a", "an"}
    return bare and not any(t.index in candidate.used for u in clause.after() for t in u.tokens if u.top is not made)


def _of_kind(candidate: Candidate, _: Context, clause: Clause) -> bool:
    """Tell whether a question holds subject and verb only: "What does smoking increase?"."""
    last = candidate.prompt.rstrip("?").split()[-1].lower()
    return last == clause.head.lemma.lower() and candidate.answer_kind is Kind.THING and not _is_placed(candidate)


def _is_speech(clause: Clause) -> bool:
    """Tell whether somebody "made remarks", which the question leaves unsaid."""
    said = clause.sentence.child(clause.head, "obj")
    speech = said is not None and said.lemma.lower() in words("utterances")
    return speech and clause.head.lemma.lower() in {"make", "give"}


def _is_one_of_many(clause: Clause) -> bool:
    """Tell whether something is "a recipient", as others are."""
    return clause.copular and any(t.text.lower() in {"a", "an"} for t in clause.sentence.children(clause.head, "det"))


def _subject_of(context: Context, clause: Clause) -> Name | None:
    where = clause.sentence, clause.subject.top
    return context.names.name_at(*where) or context.referent(*where)


_CHECKS = {
    "oblique": _of_oblique, "object": _of_object, "list": _of_list, "number": _of_number, "located-in": _of_place,
    "subject": _of_subject, "inner": _of_owner, "general": _of_kind, "equative": _of_holder, "date": _of_day,
}  # fmt: skip
