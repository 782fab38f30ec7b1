"""Making decks on the screen with a language model: who is asked is told, and what comes is looked over."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.app import App
from textual.pilot import Pilot
from tui_room import CAPITALS, MakeCollection, screen_text, settled

from quiz.collection import Collection
from quiz.config.settings import Layers
from quiz.maker import Made, Order, Reading, find_articles
from quiz.model.options import Engine
from quiz.tui import making
from quiz.tui.app import home_app
from quiz.tui.screens.generate import GenerateScreen
from quiz.tui.screens.review import ReviewScreen
from tests.unit.llm.model_server import Model, cards, model_serving

KEY = "sk-very-secret-1234"
BUILT = "The mill of Orleby was built by Jonas Kern in 1810."
OPENED = "Ada Holm, the mayor of Orleby, opened the Orle Museum in May 1931."
TEXT = f"Orleby and its mill\n\n{BUILT} {OPENED}\n"
GOOD = cards(
    (BUILT, "Who built the mill of Orleby in 1810?", "Jonas Kern"),
    (OPENED, "Who opened the Orle Museum in May 1931?", "Ada Holm"),
    (BUILT, "Who built the castle of Orleby in 1810?", "Jonas Kern"),
)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    with model_serving() as model:
        monkeypatch.setenv("QUIZ_LLM_URL", model.url)
        monkeypatch.setenv("QUIZ_LLM_KEY", KEY)
        yield model


def asking(collection: Collection, **llm: object) -> Collection:
    layers = Layers(llm={"model": "tiny", **llm})
    collection.settings = replace(collection.settings, engine=Engine.LLM, layers=layers)
    return collection


async def opened(pilot: Pilot[None]) -> GenerateScreen:
    await pilot.press("g")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, GenerateScreen)
    return screen


def words(app: App[None]) -> str:
    return " ".join(screen_text(app).split())


async def test_who_is_asked_is_told_first_and_the_cards_are_looked_over(collect: MakeCollection, model: Model) -> None:
    model.says(GOOD, usage=(700, 240))
    collection = asking(collect(capitals=CAPITALS), price_in=1.0, price_out=10.0)
    app = home_app(collection)
    async with app.run_test(notifications=True) as pilot:
        screen = await opened(pilot)
        host = model.site.root.removeprefix("http://")
        assert f"English text. It is sent to tiny at {host}." in words(app)
        assert model.asked == [], "nothing is sent before it is wanted"
        screen.query_one("#text").text = TEXT  # type: ignore[attr-defined]
        await settled(pilot)
        assert f"words · English It is sent to tiny at {host}." in words(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, ReviewScreen)
        (used,) = (notice.message for notice in app._notifications if "request" in notice.message)
        assert used == "tiny at 127.0.0.1 got 1 request: 700 tokens sent and 240 received, a cost of about 0.0031."
        assert "Who built the mill of Orleby in 1810?" in screen_text(app)
        assert KEY not in screen_text(app)
        await pilot.press("A", "s")
        await pilot.pause()
        (made,) = [deck for deck in collection.decks() if deck.title == "Orleby and its mill"]
        assert made.cards == 2
        source = collection.source_of(made.id)
        assert source is not None
        assert source.generator == "llm tiny, prompt 2"


async def test_a_server_that_is_gone_is_told(collect: MakeCollection, model: Model) -> None:
    model.gives(401, {"error": {"message": f"Bad {KEY}"}})
    app = home_app(asking(collect(capitals=CAPITALS)))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one("#text").text = TEXT  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.screen is screen
        assert "127.0.0.1 does not take the key it was sent (401): Bad [key]." in words(app)


async def test_a_model_that_is_not_named_is_told(collect: MakeCollection, model: Model) -> None:
    app = home_app(asking(collect(capitals=CAPITALS), model=""))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one("#text").text = TEXT  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "To ask a language model quiz has to know what it is called there." in words(app)


async def test_a_wrong_setting_is_told_and_nothing_is_sent(
    collect: MakeCollection, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZ_LLM_CONTEXT", "many")
    app = home_app(asking(collect(capitals=CAPITALS)))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        assert "QUIZ_LLM_CONTEXT cannot have that value." in words(app)
        screen.query_one("#text").text = TEXT  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "QUIZ_LLM_CONTEXT cannot have that value." in words(app)
    assert model.asked == []


async def test_asking_can_be_stopped(collect: MakeCollection, model: Model) -> None:
    model.stalls()
    app = home_app(asking(collect(capitals=CAPITALS)))
    async with app.run_test() as pilot:
        screen = await opened(pilot)
        screen.query_one("#text").text = TEXT  # type: ignore[attr-defined]
        await settled(pilot)
        await pilot.press("ctrl+s")
        while "Asking the model" not in words(app):
            await pilot.pause(0.05)
        await pilot.press("escape")
        await settled(pilot)
        assert "Stopped. Nothing was saved." in words(app)


async def test_the_process_tells_how_far_the_model_is(collect: MakeCollection, model: Model) -> None:
    model.says(GOOD)
    asked = asking(collect()).language_model()
    order = Order(articles=find_articles("", TEXT).articles, model=asked)
    told = [each async for each in making.make(order)]
    shares = [each.share for each in told if isinstance(each, Reading) and each.asking]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert 0.0 < shares[-1] < 1.0
    (made,) = [each for each in told if isinstance(each, Made)]
    assert made.generated is not None
    assert len(made.generated.deck.notes) == 2
    assert [drop.reason for drop in made.generated.drops] == ["it says more than its sentence (castle)"]
