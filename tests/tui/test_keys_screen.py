"""Keys of one's own: what the file may say, what it does, what is told of mistakes, and choosing keys on the screen."""

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest
import tomli
from textual.binding import Binding
from textual.widgets import Static
from tui_room import CAPITALS, CHOICE, TURKIC, MakeCollection, screen_text, study

import quiz.tui.screens
from quiz.collection import Collection
from quiz.config import read_settings
from quiz.model.memory import Rating
from quiz.tui import keymap
from quiz.tui.app import home_app, study_app
from quiz.tui.keymap import all_places, keymap_of, keys_of, read_keys
from quiz.tui.quiz_app import QuizApp
from quiz.tui.screens.base import QuizScreen
from quiz.tui.screens.home import HomeScreen
from quiz.tui.screens.keys import KeysScreen, PressScreen
from quiz.tui.screens.study.keys import Stage

README = Path(__file__).parents[2] / "README.md"
LIKE = "Keys are called like b, B, ctrl+b, f5, space, left or comma."
_SHOWN = {"Settings", "List of keys"}


def with_keys(collect: MakeCollection, keys: str, deck: str = CAPITALS) -> Collection:
    collection = collect(capitals=deck)
    collection.paths.config.write_text(f"[keys]\n{keys}")
    collection.use(read_settings(collection.paths, {}))
    return collection


def hints(app: QuizApp) -> str:
    return screen_text(app).rstrip().splitlines()[-1]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("b", ("b",)),
        ("B", ("B",)),
        (" space , enter ", ("space", "enter")),
        ("ctrl+b", ("ctrl+b",)),
        ("?", ("question_mark",)),
        ("-", ("minus",)),
        ("+", ("plus",)),
        (",", ("comma",)),
        ("f5", ("f5",)),
        ("ctrl+shift+left", ("ctrl+shift+left",)),
        ("é", ("é",)),
        ("", None),
        ("bb", None),
        ("f99", None),
        ("control+b", None),
        ("a,,b", None),
        ("[@click=app.quit]", None),
    ],
)
def test_how_keys_are_written(text: str, keys: tuple[str, ...] | None) -> None:
    assert read_keys(text) == keys


def test_the_keys_in_the_readme_are_right() -> None:
    [table] = re.findall(r"^\[keys\].*?\n(.*?)```", README.read_text(), re.MULTILINE | re.DOTALL)
    keys = tomli.loads(table)
    assert keymap_of(keys, all_places()).chosen == keys


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({"study.udno": "z"}, "There is no action 'study.udno'; did you mean study.undo."),
        ({"x": "z"}, "There is no action 'x'."),
        ({"study.undo": "zz"}, f"study.undo cannot be on 'zz': there is no such key. {LIKE}"),
        ({"study.undo": 5}, f"study.undo cannot be on 5: there is no such key. {LIKE}"),
        ({"study.undo": "<any>"}, f"study.undo cannot be on '<any>': there is no such key. {LIKE}"),
        ({"study.bury": "ctrl+i"}, "study.bury cannot be on 'ctrl+i': most terminals send tab for ctrl+i."),
        ({"study.bury": "z,ctrl+["}, "study.bury cannot be on 'z,ctrl+[': most terminals send escape for ctrl+[."),
        ({"study.bury": "shift+z"}, "study.bury cannot be on 'shift+z': with shift it is called Z."),
        ({"study.bury": "ctrl+q"}, "study.bury cannot be on 'ctrl+q': ctrl+q quits everywhere."),
        ({"study.bury": "e"}, "study.bury cannot be on e, which is study.edit (session)."),
        ({"study.bury": "comma"}, "study.bury cannot be on ,, which is app.settings (list of decks)."),
        ({"home.stats": "j"}, "home.stats cannot be on j, which is Down (list of decks)."),
        ({"settings.reset": "home"}, "settings.reset cannot be on home, which is First (settings)."),
        ({"study.bury": "z", "study.mark": "z"}, "study.mark cannot be on z, which is study.bury (session)."),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(keys: dict[str, object], sentence: str) -> None:
    told = keymap_of({**keys, "study.info": "w"}, all_places())
    assert told.chosen["study.info"] == "w"
    [fault] = told.faults
    assert fault.split(" (")[0] == sentence.split(" (", maxsplit=1)[0]


def test_a_key_is_given_away_where_its_action_has_another_one_or_moved_on() -> None:
    told = keymap_of({"study.bury": "d", "study.edit": "z", "study.mark": "e"}, all_places())
    assert told.faults == ()
    assert told.full["study.bury"] == "d"
    assert "d" not in told.full["study.choose-4"].split(",")
    assert "4" in told.full["study.choose-4"].split(",")


def test_actions_that_share_keys_are_moved_without_losing_the_others() -> None:
    told = keymap_of({"study.show": "f", "study.accept": "f"}, all_places())
    assert told.faults == ()
    assert "enter" in told.full["study.choose"]


def _screens() -> set[type[QuizScreen]]:
    found: set[type[QuizScreen]] = set()
    waiting: list[type[QuizScreen]] = [QuizScreen]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            found.add(kind)
    return found


def test_every_key_of_every_screen_can_be_found_in_the_list() -> None:
    for module in pkgutil.walk_packages(quiz.tui.screens.__path__, "quiz.tui.screens."):
        import_module(module.name)
    listed = {each.id for place in all_places() for each in place.bindings}
    for kind in _screens():
        for binding in vars(kind).get("BINDINGS", ()):
            assert not isinstance(binding, Binding) or binding.id is None or binding.id in listed, (kind, binding.id)


def test_no_action_that_can_be_moved_shares_its_key_with_one_that_cannot() -> None:
    for place in all_places():
        fixed = {key for each in place.bindings if each.id is None for key in keys_of(each)}
        for each in place.bindings:
            assert each.id is None or not fixed & set(keys_of(each)), (place.title, each.id)


async def test_keys_of_the_file_work_and_hints_and_help_follow(collect: MakeCollection) -> None:
    app = study_app(with_keys(collect, '"study.mark" = "w"\n"study.show" = "f8"\nstudy.accept = "g"\n'))
    async with app.run_test() as pilot:
        await pilot.press("escape")
        assert "w Mark" in hints(app)
        assert "f8 Show answer" in hints(app)
        await pilot.press("asterisk")
        assert not study(app)._session.is_marked
        await pilot.press("w")
        assert study(app)._session.is_marked
        await pilot.press("question_mark")
        await pilot.pause()
        assert "f8" in screen_text(app)
        await pilot.press("escape", "f8")
        assert study(app).stage is Stage.TOLD
        await pilot.press("g")
        assert study(app)._session.summary.by_rating[Rating.AGAIN] == 1


async def test_a_letter_that_does_something_is_a_letter_while_typing(collect: MakeCollection) -> None:
    app = study_app(with_keys(collect, '"study.bury" = "d"\n"study.undo" = "z"\n'))
    async with app.run_test() as pilot:
        await pilot.press(*"dz")
        assert study(app)._view.typed == "dz"
        await pilot.press("escape")
        assert "d Bury" in hints(app)
        await pilot.press("d")
        assert study(app)._session.counts.total == 1


async def test_an_option_keeps_its_number_when_its_letter_is_given_away(collect: MakeCollection) -> None:
    app = study_app(with_keys(collect, '"study.bury" = "b"\n', TURKIC.partition("[[card]]")[0] + CHOICE))
    async with app.run_test() as pilot:
        await pilot.press("2")
        assert study(app).stage is not Stage.ASKING


async def test_mistakes_are_told_and_the_program_starts_with_the_rest(collect: MakeCollection) -> None:
    app = home_app(with_keys(collect, '"home.stats" = "w"\n"nonsense" = "z"\n"home.quit" = "zz"\n'))
    async with app.run_test(notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        [note] = app._notifications
        assert note.message == "There is no action 'nonsense'. 1 more mistake: 'quiz check' tells all."
        await pilot.press("w")
        await pilot.pause()
        assert not isinstance(app.screen, HomeScreen)


async def test_a_key_is_chosen_by_pressing_it(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        app.action_keys()
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, KeysScreen)
        screen._list.go_to([action for action, _ in screen._actions].index("study.undo"))
        await pilot.pause()
        assert "Reset" not in hints(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PressScreen)
        assert "step" in app.screen._action
        await pilot.press("escape")
        assert "study.undo" not in collection.preferences.keys
        await pilot.press("enter", "e")
        await pilot.pause()
        assert "study.undo cannot be on e, which is study.edit (session)." in screen_text(app)
        await pilot.press("enter", "z")
        await pilot.pause()
        assert "cannot be on" not in screen_text(app)
        assert read_settings(collection.paths, {}).layers.keys == {"study.undo": "z"}
        assert app._keymap["study.undo"] == "z"
        await pilot.press("d")
        await pilot.pause()
        assert read_settings(collection.paths, {}).layers.keys == {}
        assert "study.undo" not in app._keymap
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_notes_name_the_keys_that_were_chosen(collect: MakeCollection) -> None:
    app = home_app(with_keys(collect, '"home.undo" = "z"\n"home.add" = "f5"\n"home.open" = "f4"\n'))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("n")
        await pilot.pause()
        note = str(app.screen.query_one("#note", Static).visual)
        assert note == "Then f5 adds cards to it, and f4 opens its file in your editor."
        await pilot.press(*"Seas", "enter")
        await pilot.pause()
        assert [note.message for note in app._notifications] == ["Began 'Seas'. z undoes it."]


async def test_the_settings_lead_to_the_keys(collect: MakeCollection) -> None:
    app = home_app(with_keys(collect, '"home.stats" = "w"\n'))
    async with app.run_test() as pilot:
        await pilot.press("comma", "end")
        await pilot.pause()
        assert "1 key of your own" in screen_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)


async def test_a_broken_file_is_told_of(collect: MakeCollection) -> None:
    collection = collect(capitals=CAPITALS)
    app = home_app(collection)
    async with app.run_test() as pilot:
        app.action_keys()
        await pilot.pause()
        collection.paths.config.write_text("nonsense = \n")
        await pilot.press("enter", "f9")
        await pilot.pause()
        assert "is not valid TOML" in screen_text(app)
    assert collection.paths.config.read_text() == "nonsense = \n"


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)], ids=["80x24", "40x15", "120x40"])
def test_looks(snap, size, collect: MakeCollection, monkeypatch: pytest.MonkeyPatch) -> None:
    # Three places are enough to look at, and do not change with every key that is added elsewhere.
    monkeypatch.setattr(keymap, "PLACES", [keymap.PLACES[0], *(each for each in keymap.PLACES if each[0] in _SHOWN)])
    keymap.all_places.cache_clear()
    app = home_app(with_keys(collect, '"app.settings" = "S"\n'))
    snap(app, size, ["S", "end", "enter", "down", "down", "down"])
    keymap.all_places.cache_clear()
