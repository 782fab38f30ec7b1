"""What an acronym stands for: "Example Trade Union (ETU)"."""

import re

from quiz.generate.entities.acronyms import spells
from quiz.generate.entities.names import Name
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule
from quiz.generate.wordlists import words

_PARTS = re.compile(r"[^\s–-]+")
_MOST = 3
"""Questions in one deck for letters that not everybody knows."""
_AGENCY = re.compile(r"\b(?:News|Press)\b.*\b(?:Agency|Service|Association|International)\b|\bNewswire\b")
"""Who only signs a report."""
_OF_SEVERAL = re.compile(r"(?:tees|ies|oups|eams|nits)$")
"""The end of a noun that names several bodies of one sort: committees, companies, groups, units."""


def _find(context: Context) -> Found:
    told = (n for n in sorted(context.names, key=lambda n: -n.count) if _is_worth(n))
    left = _MOST
    for name in told:
        one = _ask(context, name)
        known = name.acronym.lower() in words("acronyms")
        if one is not None and (known or left):
            left -= not known
            yield one


def _is_worth(name: Name) -> bool:
    if not name.acronym or name.kind is Kind.PERSON or not spells(_PARTS.findall(name.full), name.acronym):
        return False
    return _AGENCY.search(name.full) is None and _OF_SEVERAL.search(name.full) is None


def _ask(context: Context, name: Name) -> Candidate | None:
    told = [s for s in context.document.sentences if {t.text for t in s.tokens} & {name.acronym}]
    sentence = next((s for s in reversed(told) if any(full in s.text for full in name.expansions)), None)
    if sentence is None:
        return None
    return Candidate(
        rule=RULE.name,
        prompt=f"What does {name.acronym} stand for?",
        answers=((name.full, *(form for form in name.expansions if form != name.full)),),
        answer_kind=name.kind,
        fact=Fact(predicate="stand for", subject=name.acronym, value=name.full),
        sentence=sentence,
        weight=0.6 if name.count > 2 else 0.4,  # noqa: PLR2004
    )


RULE = Rule(name="acronym", find=_find, why="what letters stand for")
