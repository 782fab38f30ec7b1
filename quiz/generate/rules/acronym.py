"""What an acronym stands for: "Example Trade Union (ETU)"."""

import re

from quiz.generate.entities.acronyms import spells
from quiz.generate.facts import Candidate, Fact, Kind
from quiz.generate.reading.context import Context
from quiz.generate.rules.base import Found, Rule

_PARTS = re.compile(r"[^\s–-]+")


def _find(context: Context) -> Found:
    for name in context.names:
        if not name.acronym or name.kind is Kind.PERSON or not spells(_PARTS.findall(name.full), name.acronym):
            continue
        told = [s for s in context.document.sentences if {t.text for t in s.tokens} & {name.acronym}]
        sentence = next((s for s in reversed(told) if any(full in s.text for full in name.expansions)), None)
        if sentence is None:
            continue
        yield Candidate(
            rule=RULE.name,
            prompt=f"What does {name.acronym} stand for?",
            answers=((name.full, *(form for form in name.expansions if form != name.full)),),
            answer_kind=name.kind,
            fact=Fact(predicate="stand for", subject=name.acronym, value=name.full),
            sentence=sentence,
            weight=0.6 if name.count > 2 else 0.4,  # noqa: PLR2004
        )


RULE = Rule(name="acronym", find=_find, why="what letters stand for")
