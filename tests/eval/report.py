"""Prints how good the decks of the articles are: python -m tests.eval.report [FOLDER ...] [options]

A FOLDER holds ``articles/`` and ``gold/``; without one, the articles beside this file are scored, and those of
``../shared/eval`` where a checkout has it as its neighbour.
"""

import argparse
from pathlib import Path

from tests.eval.evaluate import HERE, Measured, Result, measure
from tests.eval.floors import FILE, dump_floors, floors_of, losses, raised, read_floors

NEIGHBOUR = HERE.parents[2] / "shared" / "eval"
REASONS = 12


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; 1 when a figure is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval.report", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--cards", action="store_true", help="print every card; * asks a key fact, + another gold fact")
    parser.add_argument("--missed", action="store_true", help="print the gold facts that nothing asks; * is a key fact")
    parser.add_argument("--drops", action="store_true", help="print what did not become a card, and why")
    parser.add_argument("--write-floors", action="store_true", help="raise the floors to today's figures")
    parser.add_argument("--allow-lower", action="store_true", help="with --write-floors: let floors fall, too")
    options = parser.parse_args(arguments)
    measured = {folder: measure(folder) for folder in options.folders or [HERE, NEIGHBOUR] if folder.is_dir()}
    for folder, now in measured.items():
        print(f"{folder}\n" + table(now))
        for one in now.results:
            lines = [
                *(_cards(one) if options.cards else []),
                *(_missed(one) if options.missed else []),
                *(_drops(one) if options.drops else []),
            ]
            print("\n".join([f"\n{one.name}", *lines]) if lines else "", end="\n" if lines else "")
        print()
    if HERE not in measured:
        return 0
    now = measured[HERE]
    if options.write_floors:
        new = floors_of(now)
        FILE.write_text(dump_floors(new if options.allow_lower else raised(read_floors(), new)), encoding="utf-8")
    below = losses(now, read_floors())
    print("\n".join(["Below the floors:", *below]) if below else "No figure is below its floor.")
    return bool(below)


def table(now: Measured) -> str:
    """The figures by article, by rule, and why candidates were dropped."""
    lines = [f"{'article':<24}{'words':>6}{'cards':>6}{'matched':>8}{'key':>9}{'all':>9}"]
    for one in now.results:
        matched = len(one.comparison.matched)
        key_facts, facts = one.facts(key=True), one.facts(key=False)
        lines.append(
            f"{one.name:<24}{one.words:>6}{len(one.comparison.cards):>6}{matched:>8}"
            f"{key_facts[0]:>5}/{key_facts[1]:<3}{facts[0]:>5}/{facts[1]:<3}"
        )
    words = sum(one.words for one in now.results)
    key, every = now.recall(key=True), now.recall(key=False)
    lines += [
        f"{'':<24}{words:>6}{len(now.cards):>6}{1 - now.unmatched:>8.0%}{key:>9.1%}{every:>9.1%}",
        f"one card for {words / max(1, len(now.cards)):.0f} words",
        "",
        f"{'rule':<24}{'cards':>6}{'matched':>8}",
        *(f"{rule:<24}{cards:>6}{hit:>8}  {hit / cards:.0%}" for rule, (cards, hit) in now.rules.items()),
        "",
        "reasons of drops",
        *(f"{number:>6}  {reason}" for reason, number in now.reasons.most_common(REASONS)),
    ]
    for check, cards in now.faults.items():
        lines += [f"{check}: {len(cards)}", *(f"    {card}" for card in cards)] if cards else []
    return "\n".join(lines)


def _cards(one: Result) -> list[str]:
    keys = {fact["id"] for fact in one.comparison.facts if fact["key"]}
    asked = {n: i in keys for i, numbers in sorted(one.comparison.covered.items()) for n in numbers}
    return [
        f"  {'*' if asked.get(card.number) else '+' if card.number in one.comparison.matched else ' '} "
        f"{card.rule}: {card.shown} -> {'; '.join(card.answers)}"
        for card in one.comparison.cards
    ]


def _missed(one: Result) -> list[str]:
    return [
        f"  {'*' if fact['key'] else ' '} {fact['id']} {fact['kind']}: {fact['question']} -> {fact['answer']}"
        for fact in one.comparison.missed
    ]


def _drops(one: Result) -> list[str]:
    return [f"  - {drop.rule}: {drop.reason}: {drop.text}" for drop in one.drops]


if __name__ == "__main__":
    raise SystemExit(main())
