"""Questions of one article that have several right answers by its own facts."""

import re
from collections.abc import Iterator

from quiz.generate.facts import Candidate

_AND = re.compile(r",| and | or |^(?:a|an|the) ")


def rivals(candidates: list[Candidate]) -> Iterator[tuple[Candidate, str]]:
    """Yield the candidates whose question has several right answers by the article's own facts."""
    by_prompt: dict[str, set[str]] = {}
    by_fact: dict[tuple[str, str], set[str]] = {}
    for one in candidates:
        by_prompt.setdefault(one.prompt.casefold(), set()).add(one.answer)
        by_fact.setdefault((one.fact.predicate, one.fact.subject), set()).add(one.fact.value)
    for one in candidates:
        given = by_prompt[one.prompt.casefold()]
        facts = by_fact[one.fact.predicate, one.fact.subject]
        if not (_are_one(given) and _are_one(facts)):
            yield one, "the article gives several answers to this question"


def _are_one(answers: set[str]) -> bool:
    """Tell whether answers say the same, the longest most exactly: "rain", "wind and rain" as text and as a list."""
    said = sorted((_AND.sub(" ", answer.casefold()).split() for answer in answers), key=len)
    return all(_is_part(one, said[-1]) for one in said[:-1])


def _is_part(short: list[str], long: list[str]) -> bool:
    size = len(short)
    return any(long[i : i + size] == short for i in range(len(long) - size + 1))
