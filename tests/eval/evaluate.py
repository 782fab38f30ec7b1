"""Makes the decks of the articles and measures them: what the gate, the report and the floors have in common."""

import hashlib
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from quiz.formats.toml_text import dump_deck
from quiz.generate.facts import Drop, Options
from quiz.generate.pipeline import generate
from quiz.language.analyser import analyse
from quiz.sources.article import read_article
from tests.eval.checks import CHECKS, faults
from tests.eval.score import Card, Comparison, compare, read_deck, same_questions

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Result:
    """One article, its deck, and how the deck compares with the gold facts."""

    name: str
    title: str
    words: int
    comparison: Comparison
    drops: tuple[Drop, ...]

    def facts(self, *, key: bool) -> tuple[int, int]:
        """Covered and all facts of the article; only key facts with ``key``."""
        wanted = [fact["id"] for fact in self.comparison.facts if fact["key"] or not key]
        return sum(one in self.comparison.covered for one in wanted), len(wanted)


class Measured:
    """The figures over several articles."""

    def __init__(self, results: list[Result]) -> None:
        self.results = results

    @cached_property
    def cards(self) -> list[tuple[Result, Card]]:
        """Every card with its article."""
        return [(one, card) for one in self.results for card in one.comparison.cards]

    def recall(self, *, key: bool) -> float:
        """Share of the gold facts that some card asks."""
        covered, wanted = (sum(column) for column in zip(*(one.facts(key=key) for one in self.results), strict=True))
        return covered / wanted

    @property
    def unmatched(self) -> float:
        """Share of the cards that ask no gold fact."""
        return sum(card.number not in one.comparison.matched for one, card in self.cards) / max(1, len(self.cards))

    @property
    def empty(self) -> list[str]:
        """The articles without a card."""
        return [one.name for one in self.results if not one.comparison.cards]

    @cached_property
    def rules(self) -> dict[str, tuple[int, int]]:
        """Rule -> its cards and how many of these ask a gold fact, the most productive first."""
        made = Counter(card.rule for _, card in self.cards)
        hit = Counter(card.rule for one, card in self.cards if card.number in one.comparison.matched)
        return {rule: (number, hit[rule]) for rule, number in made.most_common()}

    @cached_property
    def faults(self) -> dict[str, list[str]]:
        """Name of a check -> the cards that fail it, as text."""
        found: dict[str, list[str]] = {name: [] for name in CHECKS}
        for one, card in self.cards:
            for fault in faults(card, one.title):
                found[fault].append(f"{one.name} {card.rule}: {card.shown} -> {'; '.join(card.answers)}")
        return found

    @cached_property
    def reasons(self) -> Counter[str]:
        """Why candidates were dropped, and how often; details in brackets go."""
        return Counter(drop.reason.split(" (")[0] for one in self.results for drop in one.drops)


def duplicates(one: Result) -> list[str]:
    """Questions that an article's deck puts twice."""
    cards = one.comparison.cards
    return [f"{one.name}: {cards[numbers[0] - 1].shown}" for numbers in same_questions(list(cards))]


def measure(folder: Path = HERE) -> Measured:
    """Make the deck of every article in ``folder`` that has gold facts, and compare."""
    return Measured([_result(gold, folder) for gold in gold_files(folder)])


def _result(gold: Path, folder: Path) -> Result:
    facts = tomllib.loads(gold.read_text(encoding="utf-8"))
    article = read_article(folder / "articles" / facts["article"])
    made = generate(article, Options(), analyse=analyse)
    cards = read_deck(dump_deck(made.deck))
    return Result(
        name=gold.stem,
        title=article.title,
        words=len(article.text.split()),
        comparison=compare(cards, facts["fact"]),
        drops=made.drops,
    )


def gold_files(folder: Path = HERE) -> list[Path]:
    """The files of gold facts in ``folder``."""
    return sorted((folder / "gold").glob("*.toml"))


def fingerprint(folder: Path = HERE) -> str:
    """A digest of articles and gold facts: floors hold for the texts they were taken from."""
    digest = hashlib.sha256()
    for path in (*sorted((folder / "articles").glob("*.txt")), *gold_files(folder)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
