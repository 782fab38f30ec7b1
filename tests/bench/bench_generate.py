"""How long question making takes beside the analyser's own time, article by article, and a long article as a whole.

    python tests/bench/bench_generate.py [ARTICLE_OR_FOLDER ...] [--rounds 3] [--words 5000] [--json]

Without articles, those in ``seeds`` and some that are put together from invented sentences are taken. The figures are
processor time, the least of the rounds, because others may be at work on the machine. Exits with 1 when making takes
more than twice the analyser's time on any article, or the long article more than ten seconds of the processor.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from quiz.generate.facts import Options
from quiz.generate.pipeline import generate
from quiz.language.analyser import analyse
from quiz.language.document import Document
from quiz.model.article import Article
from quiz.sources.article import read_article
from quiz.sources.find import read_sources

ROOT = Path(__file__).resolve().parents[2]
RATIO = 2.0
"""The most that making may take, in times of the analyser's own."""
SECONDS = 10.0
"""The most that the long article may take from a cold start."""

SYLLABLES = ("bar", "kel", "ton", "vin", "dor", "mar", "nu", "pet", "han", "gor", "wis", "tal", "fen", "lor", "zar")
MONTHS = ("January", "March", "May", "June", "August", "October", "December")
SENTENCES = (
    "{a} {b} was born in {c} on {m} {d}, {y} and studied engineering at the University of {e}.",
    "The {b} Bridge, which crosses the {e} River near {c}, was opened by Mayor {a} {f} in {m} {y}.",
    "It is {n} metres long and carries two railway tracks.",
    "In {y}, the {b} Company bought {d} hectares of land from the city of {c} for {d} million dollars.",
    "About {n} people live in {c}, which is the largest town of the {e} valley.",
    "{a} {f} became director of the {b} Museum in {y} and led it for {d} years.",
    "The museum moved from {c} to {e} because its building had been damaged by a fire.",
    "The {b} Party won {d} of {n} seats in the regional election in {m} {y}.",
    "Critics said that the plan of {a} {f} would cost too much and would not help the farmers.",
    "{a} {f} and {b} {c} founded the {e} Institute, which has its headquarters in {f}.",
    "The storm destroyed {n} houses and killed {d} people in the village of {c} on {m} {d}, {y}.",
    "The novel was translated into {d} languages, although its author had never left {e}.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    article: str
    words: int
    sentences: int
    cards: int
    analyser: float
    """Seconds of the analyser."""
    making: float
    """Seconds of everything else."""

    @property
    def ratio(self) -> float:
        return self.making / self.analyser

    @property
    def over(self) -> bool:
        return self.ratio > RATIO


def main() -> int:
    parser = argparse.ArgumentParser(description="Time question making beside the analyser.")
    parser.add_argument("articles", nargs="*", help="texts, or folders of them")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the least counts")
    parser.add_argument("--words", type=int, default=5_000, help="words of the long article; 0 leaves it out")
    parser.add_argument("--json", action="store_true", help="print JSON")
    wanted = parser.parse_args()
    analyse("The weights are loaded now.")
    rows = [measure(name, article, wanted.rounds) for name, article in articles(wanted.articles)]
    wall, cpu = from_cold(wanted.words) if wanted.words else (0.0, 0.0)
    if wanted.json:
        told = [{**asdict(row), "ratio": round(row.ratio, 3), "over": row.over} for row in rows]
        print(json.dumps({"articles": told, "long": {"words": wanted.words, "wall": wall, "cpu": cpu}}, indent=2))
    else:
        print(table(rows))
        if wanted.words:
            print(f"\n{wanted.words:,} words from a cold start: {cpu:.1f} s of the processor (at most {SECONDS:.0f})")
            print(f"by the clock, with what else the machine has to do: {wall:.1f} s")
    return 1 if any(row.over for row in rows) or cpu > SECONDS else 0


def articles(names: list[str]) -> Iterator[tuple[str, Article]]:
    for place in read_sources(names or [str(ROOT / "seeds")]):
        yield Path(place).name, read_article(place)
    if not names:
        for words in (100, 400, 1_600, 5_000):
            yield f"invented, {words:,} words", Article(text=invent(words), title="A valley and its towns")


def invent(words: int, seed: int = 1) -> str:
    """Return an article of about so many words; no two of its sentences are the same."""
    chance = random.Random(seed)

    def name() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 3)))).capitalize()

    paragraphs: list[str] = []
    while sum(len(text.split()) for text in paragraphs) < words:
        names = {letter: name() for letter in "abcef"}
        numbers = {"d": chance.randint(3, 28), "n": chance.randint(200, 9_000), "y": chance.randint(1850, 2000)}
        chosen = chance.sample(SENTENCES, 4)
        paragraphs.append(" ".join(text.format(**names, **numbers, m=chance.choice(MONTHS)) for text in chosen))
    return "\n\n".join(paragraphs) + "\n"


def measure(name: str, article: Article, rounds: int) -> Row:
    least: tuple[float, float] | None = None
    cards = sentences = 0
    for _ in range(rounds):
        spent = 0.0

        def timed(text: str) -> Document:
            nonlocal spent
            began = time.process_time()
            document = analyse(text)
            spent += time.process_time() - began
            return document

        began = time.process_time()
        made = generate(article, Options(aside=False), analyse=timed)
        whole = time.process_time() - began
        least = min(least or (spent, whole - spent), (spent, whole - spent), key=sum)
        cards, sentences = len(made.deck.notes), len(made.sentences)
    assert least is not None
    words = len(article.text.split())
    return Row(article=name, words=words, sentences=sentences, cards=cards, analyser=least[0], making=least[1])


def from_cold(words: int) -> tuple[float, float]:
    """Return the seconds, by the clock and of the processor, in which the command makes a deck of a long article."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_text(invent(words), encoding="utf-8")
        before, began = os.times(), time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "quiz", "generate", str(path), "-o", "-"],
            env={**os.environ, "QUIZ_HOME": folder},
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - began, cpu


def table(rows: list[Row]) -> str:
    heads = ("words", "sents", "cards", "analyser", "making", "ratio", "whole")
    lines = [f"{'article':32}" + "".join(f"{head:>10}" for head in heads)]
    for row in rows:
        times = (
            f"{1000 * row.analyser:.0f} ms",
            f"{1000 * row.making:.0f} ms",
            f"{row.ratio:.2f}",
            f"{1 + row.ratio:.2f}",
        )
        cells = (f"{row.words:,}", str(row.sentences), str(row.cards), *times)
        lines.append(f"{row.article[:32]:32}" + "".join(f"{cell:>10}" for cell in cells) + "  over" * row.over)
    analyser, making = sum(row.analyser for row in rows), sum(row.making for row in rows)
    worst = max(row.ratio for row in rows)
    lines.append(f"all together: making / analyser {making / analyser:.2f}, worst {worst:.2f} (at most {RATIO:.0f})")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
