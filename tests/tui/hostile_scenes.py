"""One scene for each place of the program: it is opened over hostile texts, and its keys are pressed.

A new screen gets a scene of its own here, or is shown in one of these and named there.
"""

from dataclasses import replace
from threading import Event

from hostile_room import Look, hostile_collection, scene
from textual.app import App
from textual.events import Paste
from textual.pilot import Pilot
from tui_room import MakeCollection, settled

from quiz.collection.articles import Passage
from quiz.collection.job import Job
from quiz.errors import StoreError
from quiz.generate.facts import Drop, Generated, Origin
from quiz.model.article import Span
from quiz.model.options import AskMode
from quiz.model.plan import Plan
from quiz.tui.app import home_app, review_app, study_app
from quiz.tui.proposals import Proposal
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.article import ArticleScreen
from quiz.tui.screens.confirm import ConfirmScreen
from quiz.tui.screens.deck_options import DeckOptionsScreen
from quiz.tui.screens.settings import SettingsScreen
from quiz.tui.screens.study import StudyScreen
from quiz.tui.screens.study.keys import Stage
from quiz.tui.screens.working import WorkingScreen
from tests.hostile import hostile_deck


@scene("HomeScreen", "StatsScreen", "HelpScreen")
async def home_and_statistics(look: Look, collect: MakeCollection) -> None:
    async with look.over(home_app(hostile_collection(collect, look.text))) as pilot:
        await look.press(pilot, "down", "question_mark", "escape", "t", "right")


@scene("PlanScreen", "TagScreen", "StudyScreen")
async def choosing_what_to_study(look: Look, collect: MakeCollection) -> None:
    async with look.over(home_app(hostile_collection(collect, look.text))) as pilot:
        await look.press(pilot, "down", "s", "t", "down", "enter", "m", "r", "question_mark", "escape", "end", "right")
        await look.press(pilot, "enter", "q")


def _study(look: Look, collect: MakeCollection, mode: AskMode = AskMode.AUTO) -> QuizApp:
    collection = hostile_collection(collect, look.text, mode=mode)
    return study_app(collection, Plan(decks=collection.find_decks(["hostile"])))


def _stage(app: App[None]) -> Stage | None:
    return app.screen.stage if isinstance(app.screen, StudyScreen) else None


async def _answer(look: Look, pilot: Pilot[None]) -> None:
    """Answer the card at hand in the way it is asked, looking at everything on the way."""
    field = pilot.app.screen.query_one("#answer")
    if field.has_focus:
        field.value = f"A {look.text}"  # type: ignore[attr-defined]
        await look.at(pilot)
        await look.press(pilot, "enter")
        if _stage(pilot.app) is Stage.ASKING:  # a list goes on until an empty line ends it
            await pilot.press("enter")
        if _stage(pilot.app) is Stage.DOUBTING:
            await look.press(pilot, "y")
    else:
        await look.press(pilot, "down")
        await pilot.press("1")
        if _stage(pilot.app) is Stage.ASKING:
            await pilot.press("space")
    await look.at(pilot)
    if _stage(pilot.app) is not Stage.TOLD:
        # A near miss was a typo, and a list is complete.
        await look.press(pilot, "y" if _stage(pilot.app) is Stage.DOUBTING else "enter")


@scene("StudyScreen", "SummaryScreen")
async def a_session_in_all_ways(look: Look, collect: MakeCollection) -> None:
    app = _study(look, collect)
    async with look.over(app) as pilot:
        for number in range(8):
            if _stage(app) is Stage.ASKING:
                await _answer(look, pilot)
            # Forgotten cards come again, asked as those are that are being learned.
            await look.press(pilot, "1" if number < 5 else "4")
        while _stage(app) is not None:
            app.screen.set_focus(None)
            await pilot.press("minus")
            await pilot.pause()
        await look.at(pilot)
        await look.press(pilot, "u")


@scene("StudyScreen")
async def answers_judged_by_the_learner(look: Look, collect: MakeCollection) -> None:
    app = _study(look, collect, AskMode.TYPED)
    async with look.over(app) as pilot:
        for _ in range(4):
            if _stage(app) is Stage.ASKING:
                await look.press(pilot, "tab", "tab")
                await _answer(look, pilot)
            await look.press(pilot, "x", "A", "u", "m", "4")


@scene("StudyScreen")
async def a_session_without_typing(look: Look, collect: MakeCollection) -> None:
    app = _study(look, collect, AskMode.FLIP)
    async with look.over(app) as pilot:
        for _ in range(3):
            await look.press(pilot, "space", "asterisk", "3")
        await look.press(pilot, "minus", "u", "at", "u", "equals_sign", "u", "exclamation_mark", "u")


@scene("InfoScreen", "EditScreen")
async def what_lies_behind_a_card(look: Look, collect: MakeCollection) -> None:
    app = _study(look, collect, AskMode.FLIP)
    async with look.over(app) as pilot:
        for _ in range(5):
            await look.press(pilot, "i")
            await look.press(pilot, "escape", "e")
            await look.press(pilot, "escape", "space", "i")
            await look.press(pilot, "escape", "4")


@scene("ArticleScreen")
async def the_article_of_a_card(look: Look, collect: MakeCollection) -> None:
    app = _study(look, collect, AskMode.FLIP)
    async with look.over(app) as pilot:
        text = f"{look.text}\n\n" * 9
        for sentence in (None, Span(len(text) // 2, len(text) - 9)):
            app.push_screen(ArticleScreen(Passage(title=look.text, name=look.text, text=text, sentence=sentence)))
            await look.at(pilot)
            await look.press(pilot, "end", "home", "n", "question_mark")
            await look.press(pilot, "escape", "s")


@scene("ReviewScreen")
async def looking_made_cards_over(look: Look, collect: MakeCollection) -> None:
    # A deck file cannot hold half a character; a text that was just made could.
    app = review_app([Proposal(made=Generated(deck=hostile_deck(look.text + "\ud800")))], lambda _: None)
    async with look.over(app) as pilot:
        for _ in range(5):
            await look.press(pilot, "e")
            await look.press(pilot, "escape", "a")


@scene("ReviewScreen", "ConfirmScreen")
async def looking_over_what_was_left_out(look: Look, collect: MakeCollection) -> None:
    text = look.text + "\ud800"
    deck = hostile_deck(text)
    origin = Origin(sentence=0, why=text, marks=((0, 1), (2, 5_000)), cloze=f"{text} {{{{c1::{text}}}}}")
    drops = (
        Drop(rule=text, text=text, reason=text, evidence=text, origin=origin),
        *(Drop(rule=text, text=note.prompt, reason=text, note=note, origin=origin) for note in deck.notes[:2]),
    )
    origins = {note.id: origin for note in deck.notes[2:] if note.id is not None}
    made = Generated(deck=replace(deck, notes=deck.notes[2:]), sentences=(text, text), drops=drops, origins=origins)
    refused = {note.id: text for note in deck.notes[3:] if note.id is not None}
    app = review_app([Proposal(made=made, refused=refused), Proposal(made=made)], lambda _: None)
    async with look.over(app) as pilot:
        await look.press(pilot, "X")
        for _ in range(8):
            await look.press(pilot, "3")
            await pilot.press("a", "j")
            await look.at(pilot)
        await look.press(pilot, "q")


@scene("ConfirmScreen", "Palette")
async def errors_questions_and_the_palette(look: Look, collect: MakeCollection) -> None:
    app = home_app(hostile_collection(collect, look.text))
    async with look.over(app) as pilot:
        app.screen.tell(StoreError(f"The file {look.text} is bad.", hint=look.text))  # type: ignore[attr-defined]
        await look.at(pilot)
        app.push_screen(ConfirmScreen(look.text, yes=look.text, no="No"))
        await look.at(pilot)
        await look.press(pilot, "escape", "ctrl+p", "t", "h")


@scene("SettingsScreen", "ThemesScreen")
async def settings(look: Look, collect: MakeCollection) -> None:
    collection = hostile_collection(collect, look.text)
    collection.settings = replace(collection.settings, theme=look.text)
    app = home_app(collection)
    async with look.over(app) as pilot:
        await look.press(pilot, "comma", "enter", "escape")
        screen = app.screen
        assert isinstance(screen, SettingsScreen)
        screen._list.go_to([found.setting.name for found in screen._found].index("theme"))
        await look.press(pilot, "enter", "down", "escape", "question_mark")


@scene("KeysScreen", "PressScreen")
async def keys(look: Look, collect: MakeCollection) -> None:
    collection = hostile_collection(collect, look.text)
    layers = replace(collection.settings.layers, keys={look.text: look.text, "study.undo": look.text})
    collection.settings = replace(collection.settings, layers=layers)
    app = home_app(collection)
    async with look.over(app) as pilot:
        app.action_keys()
        await look.at(pilot)
        await look.press(pilot, "enter", "escape", "question_mark")


@scene("DeckOptionsScreen")
async def options_of_a_deck(look: Look, collect: MakeCollection) -> None:
    collection = hostile_collection(collect, look.text)
    app = home_app(collection)
    async with look.over(app) as pilot:
        app.push_screen(DeckOptionsScreen(collection, collection.find_decks(["hostile"])[0]))
        await look.at(pilot)
        await look.press(pilot, "down", "enter", "escape", "question_mark")


@scene("HomeScreen", "AskScreen", "ConfirmScreen", "TrashScreen", "AddScreen")
async def the_care_of_decks(look: Look, collect: MakeCollection) -> None:
    app = home_app(hostile_collection(collect, look.text))
    async with look.over(app) as pilot:
        await pilot.press("slash")
        app.screen.query_one("#search").value = look.text  # type: ignore[attr-defined]
        await look.at(pilot)
        await look.press(pilot, "escape", "end", "m")
        app.screen.query_one("#line").value = f"../{look.text}"  # type: ignore[attr-defined]
        await look.press(pilot, "enter")
        app.screen.query_one("#line").value = "away/"  # type: ignore[attr-defined]
        await look.press(pilot, "enter", "u", "R")
        app.screen.query_one("#line").value = f"New {look.text}"[:199]  # type: ignore[attr-defined]
        await look.press(pilot, "enter", "d", "y", "T", "enter", "plus")
        app.screen.query_one("#edit-prompt").text = f"Y {look.text}"  # type: ignore[attr-defined]
        app.screen.query_one("#edit-answer").value = f"Z {look.text}"  # type: ignore[attr-defined]
        await look.press(pilot, "ctrl+s", "z", "escape", "y", "u", "u", "u")


@scene("WorkingScreen")
async def a_change_of_many_cards(look: Look, collect: MakeCollection) -> None:
    collection, over = hostile_collection(collect, look.text), Event()
    app = home_app(collection)
    async with look.over(app) as pilot:
        app.push_screen(WorkingScreen(Job(collection, lambda *_: over.wait(5)), look.text))
        await look.at(pilot)
        over.set()


@scene("BrowserScreen", "TagsScreen")
async def all_cards(look: Look, collect: MakeCollection) -> None:
    async with look.over(home_app(hostile_collection(collect, look.text))) as pilot:
        await look.press(pilot, "b", "down", "down")
        await look.press(pilot, "t")
        pilot.app.screen.query_one("#tags").value = look.text  # type: ignore[attr-defined]
        await look.press(pilot, "escape", "slash")
        field = pilot.app.screen.query_one("#search")
        for text in (look.text, f"is:{look.text}"):
            field.value = text  # type: ignore[attr-defined]
            await look.at(pilot)
        await look.press(pilot, "enter", "escape", "i", "escape", "q")


@scene("GenerateScreen")
async def making_a_deck(look: Look, collect: MakeCollection) -> None:
    collection = hostile_collection(collect, look.text)
    article = collection.paths.home / "article.md"
    front = f"---\nauthor: {look.text}\n---\n# {look.text}\n\n"
    article.write_text(front + f"This is the text of an article: {look.text}. " * 3, "utf-8", "replace")
    app = home_app(collection)
    async with look.over(app) as pilot:
        await look.press(pilot, "g")
        pasted = f"{look.text}\n\nThis is the text of an article: {look.text}. " * 3
        app.screen.query_one("#text").post_message(Paste(pasted))
        app.screen.query_one("#title").value = look.text  # type: ignore[attr-defined]
        await settled(pilot)
        await look.at(pilot)
        app.screen.query_one("#path").value = str(article)  # type: ignore[attr-defined]
        await settled(pilot)
        await look.at(pilot)
        app.screen.query_one("#path").value = look.text  # type: ignore[attr-defined]
        await settled(pilot)
        await look.at(pilot)
