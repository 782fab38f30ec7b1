"""How fast the browser is over very many cards: opening, searching, paging, sorting, changing many at once.

    python -m tests.bench.bench_browser [CARDS]

Prints medians of wall and CPU time; asserts nothing. What the screen does is timed from the action until everything
it painted is painted, at 80x24.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quiz.collection import Collection
from quiz.config import Settings
from quiz.model.deck import Basic, Deck, DeckId, NoteId
from quiz.model.review import ActionKind
from quiz.paths import find_paths
from quiz.search import Order
from quiz.store.store import Stamp
from quiz.tui.app import home_app
from quiz.tui.screens.browser import BrowserScreen
from quiz.tui.widgets.card_table import CardTable
from tests.bench.bench_store import fill

DECKS = 20
WORDS = ["river", "capital", "treaty", "minister", "founded", "which", "the", "of", "in", "year", "city", "signed",
         "Zürich", "president", "longest", "council", "agreed", "between", "border", "first"]  # fmt: skip


def sentence(words: int) -> str:
    return " ".join(random.choice(WORDS) for _ in range(words))


def fill_index(collection: Collection, cards: int) -> None:
    """Index decks as if they stood in files: reading those is timed by bench_store."""
    started = time.perf_counter()
    for number in range(DECKS):
        notes = tuple(
            Basic(
                id=NoteId(f"n{place:06}"),
                prompt=f"{sentence(10)} {number * cards + place}?",
                answer=sentence(2),
                evidence=sentence(20),
                tags=(f"t{place % 7}",),
            )
            for place in range(cards // DECKS)
        )
        deck = Deck(id=DeckId(f"d{number:02}"), title=f"Deck {sentence(2)}", notes=notes)
        collection._store.index_deck(f"{number}.toml", Stamp(size=1, mtime_ns=1), deck, day=collection.today())
    fill(collection._store, cards)
    show(f"indexing {cards} cards", [(time.perf_counter() - started, 0.0)])


def show(name: str, took: list[tuple[float, float]]) -> None:
    wall = statistics.median(each for each, _ in took) * 1e3
    cpu = statistics.median(each for _, each in took) * 1e3
    print(f"{name:52}{wall:10.1f} ms wall {cpu:10.1f} ms CPU", flush=True)


def timed(name: str, job: Callable[[], object], repeats: int = 9) -> None:
    took: list[tuple[float, float]] = []
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        job()
        took.append((time.perf_counter() - wall, time.process_time() - cpu))
    show(name, took)


def bench_door(collection: Collection) -> None:
    browser = collection.browser
    for order in (Order.DECK, Order.QUESTION, Order.DUE, Order.STABILITY):
        timed(f"all cards by {order}", lambda order=order: browser.search("", order))
    for text in ("zurich treaty 777", "treaty", "is:due", "deck:river tag:t3", "lapses:0 due:<7", "recall:<90%"):
        timed(f"search {text}", lambda text=text: browser.search(text, Order.DUE))
    keys = browser.search("").keys
    timed("a page of 64 rows", lambda: browser.rows(keys[len(keys) // 2 :][:64]))
    for number in (1_000, len(keys)):
        some = list(keys[:number])
        timed(f"suspend {number}", lambda some=some: browser.act(some, ActionKind.SUSPEND), 1)
        timed(f"take back {number}", browser.undo, 1)


async def bench_screen(collection: Collection) -> None:  # noqa: PLR0915 - one thing after the other
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()

        async def measured(name: str, act: Callable[[], object], repeats: int = 9) -> None:
            took: list[tuple[float, float]] = []
            for _ in range(repeats):
                wall, cpu = time.perf_counter(), time.process_time()
                act()
                await painted()
                took.append((time.perf_counter() - wall, time.process_time() - cpu))
            show(f"screen: {name}", took)

        async def painted() -> None:
            """Wait until the screen has been brought up to date."""
            done = asyncio.Event()
            app.screen.call_after_refresh(done.set)
            await done.wait()

        def opened() -> None:
            app.push_screen(BrowserScreen(collection))

        await measured("open", opened, 1)
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, BrowserScreen)
        table = screen.query_one(CardTable)
        texts = iter(["t", "tr", "tre", "trea", "treat", "treaty", "treaty z", "treaty zu", "treaty zur"])
        await measured("one more letter of a search", lambda: screen._search_for(next(texts)))
        screen._search_for("")
        await measured("page down", lambda: table.action_page(1))
        await measured("down", lambda: table.action_move(1))
        await measured("to the last and the first card", lambda: table.go(0 if table.cursor else len(table.keys) - 1))
        await measured("sort by the next column", screen.action_sort)
        await measured("pick all", screen.action_pick_all, 2)
        table.pick(set(table.keys[:1_000]))
        keys = table.chosen
        suspend = ActionKind.SUSPEND

        def suspend_them() -> None:
            screen._do(keys, "Suspending", lambda browser, watch: browser.act(keys, suspend, watch))

        await measured("suspend 1000", suspend_them, 1)
        await measured("undo it", screen.action_undo, 1)

        async def beside(name: str, act: Callable[[], object]) -> None:
            """Time what is made in a thread, and the longest time in which the screen could not have gone on."""
            started, cpu, last, longest = time.perf_counter(), time.process_time(), time.perf_counter(), 0.0
            act()
            await asyncio.sleep(0)
            while app.screen is not screen:
                await asyncio.sleep(0.002)
                now = time.perf_counter()
                last, longest = now, max(longest, now - last - 0.002)
            show(f"screen: {name}", [(time.perf_counter() - started, time.process_time() - cpu)])
            show("        in it, the longest pause of the screen", [(longest, 0.0)])

        table.pick(set(table.keys))
        keys = table.chosen
        await beside(f"suspend {len(keys)}", suspend_them)
        await beside("undo it", screen.action_undo)


def main() -> None:
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    random.seed(1)
    with tempfile.TemporaryDirectory() as folder:
        paths = find_paths({"QUIZ_HOME": folder})
        paths.decks.mkdir(parents=True)
        (Path(paths.decks) / ".keep.toml").write_text("")
        with Collection.open(paths, Settings()) as collection:
            fill_index(collection, cards)
            bench_door(collection)
            asyncio.run(bench_screen(collection))


if __name__ == "__main__":
    main()
