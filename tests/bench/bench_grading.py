"""Times the grader: the first answer after a start, and later ones of every kind.

Run with ``python tests/bench/bench_grading.py``.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quiz.grading import grade, warm_up
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId

ANSWERS = (
    ("right", ("Bishkek",), "bishkek"),
    ("slip", ("Kyrgyzstan",), "Kirgizstan"),
    ("wrong", ("Kyrgyzstan",), "Uzbekistan"),
    ("person", ("Sadyr Zhaparov",), "President Zhaparov"),
    ("date", ("6 November 2024",), "Nov 6th, 2024"),
    ("number", ("8,000 km",), "eight thousand kilometres"),
    ("sentence", ("Regional and international security issues",), "international security matters of the region"),
    ("long", ("Paris",), "lorem ipsum " * 400),
)
LIST = tuple((name,) for name in ("Kyrgyzstan", "Azerbaijan", "Kazakhstan", "Türkiye", "Uzbekistan"))


def card_of(answers: tuple[tuple[str, ...], ...], kind: CardKind) -> Card:
    return Card(id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=kind, prompt="Who?", answers=answers)


def main() -> None:
    """Print the time of warming up and the median and 95th percentile of each kind of answer."""
    start = time.perf_counter()
    warm_up()
    print(f"warm_up {(time.perf_counter() - start) * 1000:.1f} ms")
    cases = [(name, card_of((spellings,), CardKind.BASIC), given) for name, spellings, given in ANSWERS]
    cases.append(("list", card_of(LIST, CardKind.LIST), "Uzbekistn, Turkiye; kazakhstan and Azerbaijan\nkyrgyzstan"))
    for name, card, given in cases:
        times: list[float] = []
        for _ in range(200):
            start = time.perf_counter()
            grade(card, given)
            times.append((time.perf_counter() - start) * 1000)
        print(
            f"{name:<9} median {statistics.median(times):6.2f} ms, p95 {statistics.quantiles(times, n=20)[-1]:6.2f} ms"
        )


if __name__ == "__main__":
    main()
