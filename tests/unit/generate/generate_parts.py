"""What the tests of the generator share: trees written by hand, and what the rules make of them."""

from datetime import date
from functools import cache
from pathlib import Path

from quiz.generate.facts import Candidate, Drop
from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.conllu import read_conllu
from quiz.model.article import Article

TREES = Path(__file__).parent / "trees"
SEED = Path(__file__).parents[3] / "seeds" / "000_ded26d1430754f81.txt"


def context(name: str, *, as_of: date | None = None) -> Context:
    """The context of one file of trees; the same object each time, as sentences are looked up by identity."""
    return _context(name, as_of)


@cache
def _context(name: str, as_of: date | None) -> Context:
    document = read_conllu((TREES / f"{name}.conllu").read_text(encoding="utf-8"))
    return Context(Article(text=document.text), document, as_of=as_of)


def made(name: str, *, as_of: date | None = None) -> tuple[tuple[Candidate, ...], tuple[Drop, ...]]:
    """The candidates that pass every gate, and all drops."""
    return _made(name, as_of)


@cache
def _made(name: str, as_of: date | None) -> tuple[tuple[Candidate, ...], tuple[Drop, ...]]:
    passed, drops = find_candidates(_context(name, as_of))
    return tuple(passed), tuple(drops)


def titled(name: str, title: str) -> list[Candidate]:
    """The candidates that pass every gate when the text has a headline."""
    document = read_conllu((TREES / f"{name}.conllu").read_text(encoding="utf-8"))
    heading = read_conllu("1 Tolls toll NOUN NNS _ 0 root\n")
    return find_candidates(Context(Article(text=document.text, title=title), document, heading=heading))[0]


def cards(name: str, rule: str, *, as_of: date | None = None) -> dict[str, str]:
    """The questions of one rule with their answers."""
    return {one.prompt: one.answer for one in made(name, as_of=as_of)[0] if one.rule == rule}


def reasons(name: str, rule: str) -> dict[str, str]:
    """What one rule or its gates dropped, with the reason."""
    return {drop.text: drop.reason for drop in made(name)[1] if drop.rule == rule}
