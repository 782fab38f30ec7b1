"""Times the report over synthetic logs of 100,000 and 1,000,000 reviews, and its charts.

Run with ``python tests/bench/bench_stats.py``. The log is held in memory, so reading it from disk is not in the time.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from quiz.model.answer import Verdict
from quiz.model.deck import CardId
from quiz.model.memory import NEW, CardState, Instant, MemoryState, Phase, Rating, Scheduled, StudyDay
from quiz.model.review import EventId, Review, ReviewKind
from quiz.stats import Report, make_report, report_lines, to_json

TODAY = StudyDay(20_500)
DAY_MS = 86_400_000


def state(day: int, interval: int) -> Scheduled:
    return Scheduled(
        phase=Phase.REVIEW if interval else Phase.LEARNING, step=0, memory=MemoryState(10.0, 5.0),
        due_day=StudyDay(day), due_at=None, last_at=Instant((day - interval) * DAY_MS),
        last_day=StudyDay(day - interval), reps=3, lapses=0,
    )  # fmt: skip


def synthetic(number: int, days: int) -> Iterator[Review]:
    """Yield ``number`` reviews spread over ``days`` days up to today, of a tenth as many cards."""
    chance = random.Random(7)
    cards = [CardId(f"deck/{card}") for card in range(number // 10)]
    ratings = [Rating.AGAIN, Rating.HARD, *[Rating.GOOD] * 7, Rating.EASY]
    for place in range(number):
        day = TODAY - days + 1 + place * days // number
        interval = chance.choice((0, 1, 3, 8, 20, 21, 60, 150))
        before: CardState = NEW if chance.random() < 0.1 else state(day, interval)
        learning = before is NEW or not interval
        yield Review(
            id=EventId(str(place)), card=chance.choice(cards), at=Instant(day * DAY_MS + place), day=StudyDay(day),
            rating=chance.choice(ratings), kind=ReviewKind.LEARN if learning else ReviewKind.REVIEW,
            verdict=Verdict.RIGHT, typed=None, duration_ms=chance.randrange(2_000, 20_000), before=before,
            after=state(day + 5, 5),
        )  # fmt: skip


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Return the median time of ``runs`` calls in milliseconds."""
    times: list[float] = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def measure(number: int, days: int, runs: int) -> None:
    """Print the medians for one size of log."""
    reviews = list(synthetic(number, days))
    states: dict[CardId, CardState] = {row.card: row.after for row in reviews}

    def work() -> Report:
        return make_report(reviews, states, day=TODAY, total_cards=len(states))

    report = work()
    print(
        f"{number:>9,} reviews, {len(states):>7,} cards: make_report {median_ms(work, runs):8.1f} ms, "
        f"report_lines {median_ms(lambda: report_lines(report, width=80), 50):.2f} ms, "
        f"to_json {median_ms(lambda: to_json(report), 50):.2f} ms"
    )


if __name__ == "__main__":
    measure(100_000, days=1_000, runs=9)
    measure(1_000_000, days=3_650, runs=5)
