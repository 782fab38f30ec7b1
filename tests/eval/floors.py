"""The floors the gate holds the figures to: read, compared, raised."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

from tests.eval.evaluate import HERE, Measured, duplicates, fingerprint

FILE = HERE / "floors.toml"
WORDS_A_CARD = 30
"""An article gives at most one card for so many words or the rest of them."""
FEW = 6
"""A rule with fewer cards than this has no share worth holding it to."""
MARGIN = 0.02
"""How far the overall figures may fall below those of the day the floors were written."""
RULE_MARGIN = 0.05
"""The same for one rule, and one card more, as few cards make its share jump."""
NEW_RULE = 0.3
"""Least share of matching cards for a rule without a floor of its own."""

_HEAD = """# What the generator reached on these articles, less a small margin.
# Written by `python -m tests.eval.report --write-floors`; they only rise, unless --allow-lower says a loss is meant.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """The least the generator must reach."""

    articles: str
    """`fingerprint` of the articles and gold facts the figures belong to."""
    key_recall: float
    all_recall: float
    unmatched: float
    """Largest share of cards that ask no gold fact."""
    empty: int
    """How many articles may give no card at all."""
    rules: dict[str, float]
    """Rule -> least share of its cards that ask a gold fact."""
    faults: dict[str, int]
    """Check -> how many cards may fail it; a check that is not named may not fail."""


def read_floors(file: Path = FILE) -> Floors:
    """The floors in the file."""
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Floors(
        articles=data["articles"],
        key_recall=data["key_recall"],
        all_recall=data["all_recall"],
        unmatched=data["unmatched"],
        empty=data["empty"],
        rules=data.get("rules", {}),
        faults=data.get("faults", {}),
    )


def floors_of(now: Measured) -> Floors:
    """The floors that today's figures allow."""
    return Floors(
        articles=fingerprint(),
        key_recall=_down(now.recall(key=True) - MARGIN),
        all_recall=_down(now.recall(key=False) - MARGIN),
        unmatched=-_down(-now.unmatched - MARGIN),
        empty=len(now.empty),
        rules={
            rule: max(0.0, _down((hit - 1) / cards - RULE_MARGIN))
            for rule, (cards, hit) in sorted(now.rules.items())
            if cards >= FEW
        },
        faults={check: len(cards) for check, cards in now.faults.items() if cards},
    )


def raised(old: Floors, new: Floors) -> Floors:
    """The stricter of the two in every figure; rules that are no longer there go."""
    return Floors(
        articles=new.articles,
        key_recall=max(old.key_recall, new.key_recall),
        all_recall=max(old.all_recall, new.all_recall),
        unmatched=min(old.unmatched, new.unmatched),
        empty=min(old.empty, new.empty),
        rules={rule: max(least, old.rules.get(rule, 0.0)) for rule, least in new.rules.items()},
        faults={check: min(most, old.faults.get(check, 0)) for check, most in new.faults.items()},
    )


def dump_floors(floors: Floors) -> str:
    """The text of the file."""
    lines = [
        f'articles = "{floors.articles}"',
        f"key_recall = {floors.key_recall:.2f}",
        f"all_recall = {floors.all_recall:.2f}",
        f"unmatched = {floors.unmatched:.2f}",
        f"empty = {floors.empty}",
        "",
        "[rules]",
        *(f"{rule} = {least:.2f}" for rule, least in floors.rules.items()),
        "",
        "[faults]",
        *(f'"{check}" = {most}' for check, most in floors.faults.items() if most),
    ]
    return _HEAD + "\n".join(lines).rstrip() + "\n"


def losses(now: Measured, floors: Floors) -> list[str]:
    """Every figure that is worse than its floor, as a sentence; empty when the gate is open."""
    found: list[str] = []
    for name, reached, least in (
        ("key facts asked", now.recall(key=True), floors.key_recall),
        ("facts asked", now.recall(key=False), floors.all_recall),
    ):
        if reached < least:
            found.append(f"{name}: {reached:.3f}, must be at least {least:.2f}")
    if now.unmatched > floors.unmatched:
        found.append(f"cards that ask no gold fact: {now.unmatched:.3f}, must be at most {floors.unmatched:.2f}")
    if len(now.empty) > floors.empty:
        found.append(f"articles without a card: {', '.join(now.empty)}; at most {floors.empty}")
    for rule, (cards, hit) in now.rules.items():
        least = floors.rules.get(rule, NEW_RULE)
        if cards >= FEW and hit / cards < least:
            found.append(f"rule {rule}: {hit} of {cards} cards ask a gold fact, must be at least {least:.0%}")
    for check, cards in now.faults.items():
        if len(cards) > (most := floors.faults.get(check, 0)):
            found.append(f"{check}: {len(cards)} cards, at most {most}\n    " + "\n    ".join(cards))
    return [*found, *_deck_losses(now)]


def _deck_losses(now: Measured) -> Iterator[str]:
    for one in now.results:
        yield from (f"asked twice: {question}" for question in duplicates(one))
        if (cards := len(one.comparison.cards)) > ceil(one.words / WORDS_A_CARD):
            yield f"{one.name}: {cards} cards for {one.words} words, at most one for {WORDS_A_CARD}"


def _down(figure: float) -> float:
    """To hundredths, never up."""
    return floor(figure * 100) / 100
