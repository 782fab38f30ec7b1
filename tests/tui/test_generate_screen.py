"""Making decks from the list of decks: what is read is shown, the process can be left, and all is looked over."""

import asyncio
import os
from functools import partial
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from tui_room import CAPITALS, MakeCollection, screen_text, settled

from quiz.collection import Collection
from quiz.errors import GenerateError
from quiz.formats.toml_deck import read_deck
from quiz.maker import MOST, Found, Made, Order, Reading, find_articles
from quiz.model.article import Article
from quiz.model.deck import cards_of
from quiz.model.memory import Instant
from quiz.model.review import ActionKind
from quiz.sources import apart
from quiz.sources.article import read_article
from quiz.tui import making
from quiz.tui.app import home_app
from quiz.tui.beside import read_beside
from quiz.tui.extract import share_of, text_of, told_of
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.generate import GenerateScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.review import ReviewScreen
from quiz.tui.widgets.key_hints import living
from tests.unit.sources.pdfs import column, pdf
from tests.unit.sources.web_server import Site, serving

ARTICLE = """\
The harbour of Lorne

The harbour of Lorne was opened by the engineer Ann Marlowe in 1931. It was built by three hundred workers from Norway.
The Harbour Museum was founded in Lorne in 1987 by the historian Bea Hill. The museum is located in the old customs
house. In 2012 the city of Lorne sold the harbour to the Marlowe Company for twelve million dollars.
"""
WORDS = len(ARTICLE.split()) - 4  # without the headline
GERMAN = "Der Hafen von Lorne wurde im Jahr 1931 von der Ingenieurin eröffnet, und er ist heute der größte der Stadt."


async def _open(pilot: Pilot[None], *, path: str = "", text: str = "", title: str = "") -> GenerateScreen:
    await pilot.press("g")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, GenerateScreen)
    screen.query_one("#path").value = path  # type: ignore[attr-defined]
    screen.query_one("#text").text = text  # type: ignore[attr-defined]
    await settled(pilot)
    if title:
        screen.query_one("#title").value = title  # type: ignore[attr-defined]
        await pilot.pause()
    return screen


def _words(app: App[None]) -> str:
    return " ".join(screen_text(app).split())


async def test_a_pasted_article_becomes_a_deck_that_is_at_hand_and_can_be_taken_back(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        screen = await _open(pilot, text=ARTICLE)
        assert f"✓ {WORDS} words · English" in screen_text(app)
        assert screen.query_one("#title").value == "The harbour of Lorne"  # type: ignore[attr-defined]
        screen.query_one("#title").value = "Lorne [b]harbour[/]"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        assert "esc Stop" in screen_text(app)
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert "Lorne [b]harbour[/]" in screen_text(app)
        await pilot.press("A", "s")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None
        assert app.screen.at.title == "Lorne [b]harbour[/]"
        assert app.screen.at.counts.new == app.screen.at.cards > 0
        made = read_deck(app.screen.at.path).deck
        assert all(note.evidence in " ".join(ARTICLE.split()) for note in made.notes)
        assert made.source is not None
        (kept,) = collection.kept.all()
        assert (kept.address, kept.origin) == (f"kept:{made.source.sha256[:12]}", "pasted")
        assert collection.articles.at_hand(next(iter(cards_of(made))))
        await pilot.press("u")
        await pilot.pause()
        assert [deck.title for deck in collection.decks()] == ["Capitals"]
        assert [one.title for one in collection.shelf.trash()] == ["Lorne [b]harbour[/]"]


async def test_a_deck_that_follows_its_article_is_what_it_was_after_u(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        await _open(pilot, text=ARTICLE)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("a", "s")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert app.screen.at is not None
        path = app.screen.at.path
        before = path.read_text(encoding="utf-8")
        await _open(pilot, text=ARTICLE)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("A", "s")
        await pilot.pause()
        assert "follows the article" in " ".join(note.message for note in app._notifications)
        assert len(path.read_text(encoding="utf-8")) > len(before)
        await pilot.press("u")
        await pilot.pause()
        assert path.read_text(encoding="utf-8") == before
        await pilot.press("u")
        await pilot.pause()
        assert not path.exists()


async def test_what_was_begun_is_stopped_at_once_and_the_text_stays(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        screen = await _open(pilot, text=ARTICLE)
        await pilot.press("ctrl+s")
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert not screen.busy
        assert "Stopped. Nothing was saved." in screen_text(app)
        assert screen.query_one("#text").text == ARTICLE  # type: ignore[attr-defined]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmScreen), "a pasted text does not go without a question"
        await pilot.press("n", "escape", "y")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_a_folder_is_read_and_looked_over_as_a_whole_and_nothing_is_saved_unasked(
    collect: MakeCollection, tmp_path: Path
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(ARTICLE.replace("Lorne", "Moss"), encoding="utf-8")
    (folder / "c.txt").write_text(GERMAN, encoding="utf-8")
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        screen = await _open(pilot, path=str(folder))
        assert f"✓ 2 articles · {2 * WORDS} words · English" in screen_text(app)
        assert "seems to be German" in _words(app)
        assert screen.query_one("#title").disabled
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        assert "The harbour of Moss" in screen_text(app)
        await pilot.press("q")
        await pilot.pause()
        assert app.screen is screen
        assert [deck.title for deck in collection.decks()] == ["Capitals"]


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("", GERMAN, "seems to be German"),
        ("", "Too short.", "2 words, too few"),
        ("", "a,b,c\n" * 9, "seems to be a table"),
        ("/no/such/file", "", "There is no file or folder /no/such/file."),
        ("picture.txt", "", "is a picture, which cannot be read"),
        ("~nobody/x", "", "There is no file or folder"),
        ("x" * 5000, "", "There is no file or folder"),
        ("/dev/zero", "", "/dev/zero is neither a file nor a folder."),
    ],
)
async def test_what_cannot_be_read_is_told_in_place(
    collect: MakeCollection, tmp_path: Path, path: str, text: str, said: str
) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        await _open(pilot, path=path, text=text)
        assert said in _words(app)
        assert "Make cards" not in screen_text(app)


async def test_a_text_that_is_too_long_to_paste_is_told(collect: MakeCollection) -> None:
    from textual.events import Paste

    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        screen = await _open(pilot)
        screen.query_one("#text").post_message(Paste("word " * 50_000))
        await pilot.pause()
        assert "save it in a file" in screen_text(app)
        screen.query_one("#text").post_message(Paste("a\x1b[31mb"))
        await pilot.pause()
        assert screen.query_one("#text").text == "ab"  # type: ignore[attr-defined]


async def test_the_title_is_the_headline_until_it_is_typed_over(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    async with app.run_test() as pilot:
        screen = await _open(pilot, text=ARTICLE)
        title = screen.query_one("#title")
        screen.query_one("#text").text = ARTICLE.replace("The harbour of", "A port:", 1)  # type: ignore[attr-defined]
        await settled(pilot)
        assert title.value == "A port: Lorne"  # type: ignore[attr-defined]
        title.value = "Mine"  # type: ignore[attr-defined]
        await pilot.pause()
        screen.query_one("#text").text = ARTICLE  # type: ignore[attr-defined]
        await settled(pilot)
        assert title.value == "Mine"  # type: ignore[attr-defined]


async def test_the_process_tells_how_far_it_is_and_ends_when_nobody_listens() -> None:
    order = Order(articles=find_articles("", ARTICLE).articles)
    told = [each async for each in making.make(order)]
    shares = [each.share for each in told if isinstance(each, Reading)]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == pytest.approx(1.0, abs=0.05)
    (made,) = [each for each in told if isinstance(each, Made)]
    assert made.generated is not None
    assert made.generated.deck.notes
    steps = making.make(order)
    await anext(steps)
    await steps.aclose()
    assert not _makers()


@pytest.mark.parametrize(
    ("article", "share", "articles", "told"),
    [(0, 0.0, 1, "0%  Getting ready"), (0, 0.5, 1, "50%  Reading"), (3, 0.5, 10, "35%  Reading article 4 of 10")],
)
def test_how_far_it_is_counts_all_articles(article: int, share: float, articles: int, told: str) -> None:
    bar, _, words = share_of(Reading(article=article, share=share), articles).plain.partition("  ")
    assert words.strip() == told
    assert bar.count("█") == round(len(bar) * (article + share) / articles)


def _makers() -> list[Path]:
    """Return the processes that this one began and that make decks."""
    return [place for place in Path("/proc").glob("[0-9]*") if b"quiz.maker" in _command(place)]


def _command(process: Path) -> bytes:
    try:
        command = (process / "cmdline").read_bytes()
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return b""
    return command if int(parent) == os.getpid() else b""


async def test_a_process_that_ends_too_early_is_an_error_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    order = Order(articles=(Article(text=ARTICLE),))
    monkeypatch.setattr(making, "_RUN", "import sys; sys.exit(3)")
    with pytest.raises(GenerateError, match="ended before it was done"):
        async for _ in making.make(order):
            pass
    await asyncio.sleep(0)


async def test_a_path_in_the_field_for_a_text_is_taken_for_a_path(collect: MakeCollection, tmp_path: Path) -> None:
    article = tmp_path / "places.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    async with home_app(collect()).run_test() as pilot:
        await _open(pilot, text=f"'{article}' ")
        assert "✓" in screen_text(pilot.app)
        assert "words · English" in screen_text(pilot.app)
        assert pilot.app.screen.query_one("#path").value == str(article)  # type: ignore[attr-defined]
        assert pilot.app.screen.query_one("#text").text == ""  # type: ignore[attr-defined]
        await pilot.press("escape")
        await _open(pilot, text="/no/such/file.txt")
        assert "There is no file or folder /no/such/file.txt." in screen_text(pilot.app)


@pytest.mark.parametrize("field", ["path", "text"])
async def test_a_text_that_is_kept_is_taken_by_its_name(collect: MakeCollection, field: str) -> None:
    collection = collect(capitals=CAPITALS)
    title, _, text = ARTICLE.partition("\n\n")
    article = Article(text=text, title=title, called="My harbour")
    collection.kept.keep_text(article, origin="standard input", at=Instant(1))
    (before,) = collection.kept.all()
    app = home_app(collection)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _open(pilot, **{field: f" {before.address} "})
        assert f"✓ {WORDS} words · English" in _words(app)
        assert "The harbour of Lorne was opened" in _words(app)
        assert screen.query_one("#path").value.strip() == before.address  # type: ignore[attr-defined]
        assert screen.query_one("#title").value == "My harbour"  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("A", "s")
        await pilot.pause()
        assert [deck.title for deck in collection.decks()] == ["Capitals", "My harbour"]
        assert [*collection.kept.all()] == [before]
        await _open(pilot, path="kept:0123")
        assert "Nothing is kept as kept:0123. 'quiz sources' lists what is." in _words(app)


async def test_documents_of_a_folder_that_cannot_be_read_are_told(collect: MakeCollection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "b.rtf").write_bytes(b"{\\rtf1 x}")
    async with home_app(collect()).run_test(size=(80, 24)) as pilot:
        await _open(pilot, path=str(tmp_path))
        assert "1 RTF document (b.rtf): save as .docx." in _words(pilot.app)
        assert "ctrl+s Make cards" in _words(pilot.app)


async def test_what_is_named_now_is_made_and_not_what_was_named_before(collect: MakeCollection, tmp_path: Path) -> None:
    article = tmp_path / "places.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    async with home_app(collect()).run_test() as pilot:
        screen = await _open(pilot, path=str(article))
        assert "ctrl+s Make cards" in screen_text(pilot.app)
        screen.query_one("#path").value = str(tmp_path)  # type: ignore[attr-defined]
        assert not screen.check_action("make", ()), "the folder has not been read yet"
        await settled(pilot)
        assert screen.check_action("make", ())


def test_a_pipe_is_not_waited_for_and_too_many_articles_are_not_counted(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert find_articles(str(pipe), "").faults == (f"{pipe} is neither a file nor a folder.",)
    for number in range(MOST + 2):
        (tmp_path / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    (fault,) = find_articles(str(tmp_path), "").faults
    assert fault.startswith(f"There are more than {MOST} articles in {tmp_path};")
    assert find_articles(str(tmp_path), "", stop=lambda: True).articles == ()


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_the_text_that_was_found_is_shown_with_what_was_left_out(
    collect: MakeCollection, tmp_path: Path, size: tuple[int, int]
) -> None:
    article = tmp_path / "a.md"
    more = "\n\n".join(f"The harbour has a quay with the number {number}, and it is long." for number in range(60))
    article.write_text(f"---\ndate: 2025-09-12\nauthor: Ann\n---\n# {ARTICLE}\n```\nx = 1\n```\n\n{more}\n\nThe end.")
    app = home_app(collect())
    async with app.run_test(size=size) as pilot:
        screen = await _open(pilot, path=str(article))
        assert "The harbour of Lorne was opened" in _words(app)
        assert "x = 1" not in _words(app)
        assert "Paste the text" not in _words(app)
        assert "words · English · 2025-09-12" in _words(app)
        assert "Left out: 1 code block" in _words(app)
        assert screen.check_action("scroll", (1,))
        assert not screen.check_action("scroll", (-1,))
        hints = [hint.name for hint in living(screen)]
        assert hints[:2] == ["Make cards", "Read on"]
        assert not {"Back up", "Done"} & {*hints}
        await pilot.press(*["pagedown"] * 60)
        await settled(pilot)
        assert "The end." in _words(app)
        assert not screen.check_action("scroll", (1,))
        await pilot.press("pageup")
        assert screen.check_action("scroll", (1,))
        screen.query_one("#path").value = ""  # type: ignore[attr-defined]
        await settled(pilot)
        assert "Paste the text" in _words(app)
        assert not screen.check_action("scroll", (-1,))


def test_of_a_long_text_the_beginning_is_shown_and_of_several_how_each_begins() -> None:
    long = Article(text="It is long. " * 5_000, title="Long")
    shown = text_of(Found(articles=(long,)))
    assert len(shown) < 21_000
    assert shown.endswith(" more words")
    several = text_of(Found(articles=(long, Article(text="It is short."))))
    assert several.startswith("1. Long\nIt is long.")
    assert several.endswith("\n\n2. No headline\nIt is short.")
    chapters = text_of(Found(articles=(long, Article(text="It is short.", title="1. The idea"))))
    assert chapters.endswith("\n\n1. The idea\nIt is short.")


def test_of_many_faults_some_are_told_and_the_others_counted() -> None:
    one = "The text in a.txt seems to be German. Only English can be made into questions so far."
    assert told_of(Found(faults=(one,))).plain == one
    assert told_of(Found(faults=(one,) * 9)).plain == one
    several = tuple(one.replace("a.txt", f"{number}.txt") for number in range(9))
    assert len(told_of(Found(faults=several[:3])).plain.splitlines()) == 3
    assert told_of(Found(faults=several)).plain.splitlines() == [
        "The text in 0.txt seems to be German.",
        "The text in 1.txt seems to be German.",
        "And 7 more.",
    ]


async def test_a_document_that_nobody_waits_for_is_given_up(tmp_path: Path) -> None:
    """What waits behind it is given up, too, and what is read afterwards is read."""
    path, other = tmp_path / "slow.pdf", tmp_path / "other.pdf"
    lines = column(50, 700, ["The bridge over the river was opened in May."] * 50)
    path.write_bytes(pdf([lines] * 1_500))
    other.write_bytes(pdf([lines[:1]]))
    apart._reader.end()
    ended: list[str] = []

    def read(place: Path) -> str:
        try:
            return read_article(place).text
        finally:
            ended.append(place.name)

    first = asyncio.create_task(read_beside(partial(read, path)))
    while apart._reader._process is None:  # noqa: ASYNC110 - nobody tells when it has begun
        await asyncio.sleep(0)
    second = asyncio.create_task(read_beside(partial(read, other)))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait({first})
    assert first.cancelled()
    await asyncio.wait({second})
    assert await read_beside(partial(read, other)) == "The bridge over the river was opened in May."
    assert ended[-1] == "other.pdf"
    assert "slow.pdf" in ended


PAGE = (
    "<html lang='en'><head><meta property='og:title' content='{title}'><meta name='author' content='Ann Author'>"
    "<meta property='article:published_time' content='2025-09-12'></head><body><nav>Home</nav><article><h1>{title}</h1>"
    "<p>{text}</p></article></body></html>"
)


def _page(site: Site) -> str:
    title, _, text = ARTICLE.partition("\n\n")
    return site.gives("/lorne", PAGE.format(title=title, text=text))


async def _open_fetching(pilot: Pilot[None], collection: Collection, path: str = "", text: str = "") -> GenerateScreen:
    screen = GenerateScreen(collection, allow_private=True)
    pilot.app.push_screen(screen)
    await pilot.pause()
    screen.query_one("#path").value = path  # type: ignore[attr-defined]
    screen.query_one("#text").text = text  # type: ignore[attr-defined]
    screen.query_one("#path").focus()
    await settled(pilot)
    return screen


@pytest.mark.parametrize("field", ["path", "text"])
async def test_a_page_is_fetched_when_that_is_wanted_and_shown_before_cards_are_made(
    collect: MakeCollection, field: str
) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    with serving() as site:
        async with app.run_test(size=(80, 24)) as pilot:
            await _open_fetching(pilot, collection, **{field: _page(site)})
            assert "A page on the web. It is fetched when you say so, and kept." in _words(app)
            assert "ctrl+s Fetch it" in _words(app)
            assert site.asked == []
            await pilot.press("ctrl+s" if field == "text" else "enter")
            await settled(pilot)
            assert f"✓ {WORDS} words · English · 2025-09-12 · Ann Author" in _words(app)
            assert "The text that questions are made of The harbour of Lorne was opened" in _words(app)
            assert app.screen.query_one("#path").value == site.root + "/lorne"  # type: ignore[attr-defined]
            assert app.screen.query_one("#title").value == "The harbour of Lorne"  # type: ignore[attr-defined]
            assert "ctrl+s Make cards" in _words(app)
            assert len(site.paths) == 1
            await pilot.press("ctrl+s")
            await settled(pilot)
            assert isinstance(app.screen, ReviewScreen)
            await pilot.press("A", "s")
            await pilot.pause()
            assert len(collection.decks()) == 2
            (source,) = [source for deck in collection.decks() if (source := collection.source_of(deck.id))]
            assert source.url == site.root + "/lorne"
            assert collection.kept.has(source.sha256)


async def test_a_page_that_does_not_come_is_told_and_stopping_ends_the_fetching(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    with serving() as site:
        address = site.runs("/slow", lambda _: site.over.wait(30) and None)
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await _open_fetching(pilot, collection, site.root + "/none")
            await pilot.press("enter")
            await settled(pilot)
            assert f"There is no page at {site.root}/none (404)." in _words(app)
            assert not screen.busy
            screen.query_one("#path").value = address  # type: ignore[attr-defined]
            await settled(pilot)
            await pilot.press("enter")
            await pilot.pause()
            assert f"Fetching {address}" in _words(app)
            assert "esc Stop" in _words(app)
            await pilot.press("escape")
            await pilot.pause()
            assert "Stopped. Nothing was saved." in _words(app)
            assert not screen.busy
            assert screen.query_one("#path").value == address  # type: ignore[attr-defined]


async def test_this_machine_is_not_asked_from_the_list_of_decks(collect: MakeCollection) -> None:
    app = home_app(collect(capitals=CAPITALS))
    with serving() as site:
        async with app.run_test(size=(80, 24)) as pilot:
            await _open(pilot, path=_page(site))
            await pilot.press("ctrl+s")
            await settled(pilot)
            assert "is a machine of your own network" in _words(app)
            assert site.asked == []


async def test_it_is_said_which_templates_are_held_back(collect: MakeCollection) -> None:
    cards = "".join(
        f'[[card]]\nid = "s{number}"\nprompt = "Statement {number}?"\nanswer = "it"\nrule = "agent"\n'
        for number in range(40)
    )
    collection = collect(capitals=CAPITALS, old=f'format = 1\nid = "old"\ntitle = "Old"\n{cards}')
    collection.browser.act(collection.browser.search("rule:agent").keys, ActionKind.SUSPEND)
    app = home_app(collection)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await _open(pilot, text=ARTICLE)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "The template agent is held back: 100% of" in _words(app)
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
