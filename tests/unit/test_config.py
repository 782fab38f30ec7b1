"""The settings: where a value comes from, and what is said about a bad one."""

from dataclasses import fields
from pathlib import Path

import pytest

from quiz.config import Origin, Settings, read_settings
from quiz.config.table import SETTINGS, setting_named
from quiz.config.values import WEEK, BadValueError, read_duration
from quiz.errors import ConfigError
from quiz.model.ids import DeckId
from quiz.model.options import AskMode, ScheduleOptions, StudyOptions
from quiz.paths import Paths, find_paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"QUIZ_HOME": str(tmp_path)})


def test_without_a_file_everything_is_at_its_default(paths: Paths) -> None:
    assert read_settings(paths, {}) == Settings()


def test_the_file_sets_everything(paths: Paths) -> None:
    numbers = ", ".join(["0.5"] * 21)
    paths.config.write_text(
        f"""new_per_day = 5
reviews_per_day = 50
learn_ahead = "1h"
rollover = 0
mode = "flip"
desired_retention = 0.85
learning_steps = "30s 1m 10"
relearning_steps = []
maximum_interval = 365
fuzz = false
parameters = [{numbers}]
theme = "nord"
decks = "/my/decks"
"""
    )
    assert read_settings(paths, {}) == Settings(
        study=StudyOptions(new_per_day=5, reviews_per_day=50, learn_ahead=3_600, rollover=0, mode=AskMode.FLIP),
        schedule=ScheduleOptions(
            desired_retention=0.85,
            learning_steps=(30, 60, 600),
            relearning_steps=(),
            maximum_interval=365,
            fuzz=False,
            parameters=(0.5,) * 21,
        ),
        theme="nord",
        decks=Path("/my/decks"),
    )


def test_a_relative_folder_of_decks_does_not_depend_on_where_quiz_is_started(paths: Paths) -> None:
    paths.config.write_text('decks = "mine"')
    assert read_settings(paths, {}).decks == paths.config.parent / "mine"
    assert read_settings(paths, {"QUIZ_DECKS": "other"}).decks == Path.cwd() / "other"
    assert read_settings(paths, {"QUIZ_DECKS": "~"}).decks == Path.home()


def test_no_steps_can_be_said_in_a_word(paths: Paths) -> None:
    assert read_settings(paths, {"QUIZ_LEARNING_STEPS": "none"}).schedule.learning_steps == ()


def test_argument_before_environment_before_file(paths: Paths) -> None:
    paths.config.write_text("new_per_day = 1\nreviews_per_day = 1\nfuzz = true\n")
    env = {"QUIZ_NEW_PER_DAY": "2", "QUIZ_REVIEWS_PER_DAY": "2", "QUIZ_FUZZ": "off", "QUIZ_LEARNING_STEPS": "5m 1d"}
    settings = read_settings(paths, env, {"new_per_day": 3, "rollover": None})
    assert (settings.study.new_per_day, settings.study.reviews_per_day, settings.study.rollover) == (3, 2, 4)
    assert not settings.schedule.fuzz
    assert settings.schedule.learning_steps == (300, 86_400)


def test_the_table_names_every_option_once() -> None:
    options = [field.name for kind in (StudyOptions, ScheduleOptions) for field in fields(kind)]
    assert sorted(setting.name for setting in SETTINGS) == sorted(
        [*options, "theme", "decks", "backups", "sync_folder", "auto_sync", "engine"]
    )
    assert all(setting.doc and setting.allowed for setting in SETTINGS)


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("new_per_day = -1", "new_per_day takes a whole number from 0 to 9999."),
        ("new_per_day = true", "new_per_day takes a whole number from 0 to 9999."),
        ("new_per_day = 1.5", "new_per_day takes a whole number from 0 to 9999."),
        ('new_per_day = "many"', "new_per_day takes a whole number from 0 to 9999."),
        ("desired_retention = 1", "desired_retention takes a number from 0.70 to 0.99."),
        ("desired_retention = nan", "desired_retention takes a number from 0.70 to 0.99."),
        ('learning_steps = "soon"', 'learning_steps takes durations, like "1m 10m", or none.'),
        ("learning_steps = [1, 10]", 'learning_steps takes durations, like "1m 10m", or none.'),
        ('learning_steps = "99999999999999d"', 'learning_steps takes durations, like "1m 10m", or none.'),
        ('learn_ahead = "2d"', 'learn_ahead takes a duration up to a day, like "20m".'),
        ('mode = "loud"', 'mode takes "auto", "typed" or "flip".'),
        ('fuzz = "maybe"', "fuzz takes true or false."),
        ("parameters = [1, 2]", "parameters takes 21 numbers."),
        (f"parameters = [{', '.join(['inf'] * 21)}]", "parameters takes 21 numbers."),
        ('backups = "7 4"', 'backups takes three whole numbers, like "7 4 12", or none.'),
        ('decks = "~nobody-of-that-name/decks"', "decks takes a folder."),
        ("theme = []", 'theme takes "auto" or the name of a theme.'),
        ("new_per_dya = 3", "Did you mean new_per_day?"),
        ("[new_per_day]", "new_per_day takes a whole number from 0 to 9999."),
        (
            "[deck.rivers]\nrollover = 3",
            "A deck can have " + ", ".join(setting.name for setting in SETTINGS if setting.per_deck) + ".",
        ),
        ("[deck.rivers]\nmode = 3", 'mode takes "auto", "typed" or "flip".'),
    ],
)
def test_a_bad_line_is_named_with_what_it_may_be(paths: Paths, line: str, hint: str) -> None:
    paths.config.write_text(f"# settings\n\n{line}\n")
    with pytest.raises(ConfigError) as caught:
        read_settings(paths, {})
    assert caught.value.message.startswith(f"{paths.config}, line {3 + line.count(chr(10))}")
    assert caught.value.hint == hint


def test_all_that_is_wrong_is_told_at_once(paths: Paths) -> None:
    paths.config.write_text(
        'new_per_dya = 3\nrollover = 24\nmode = "flip"\nkeys = 1\n'
        "[deck.rivers]\nrollover = 3\nfuzz = 7\n[llm]\nadress = 1\ncontext = 1\n"
    )
    with pytest.raises(ConfigError) as caught:
        read_settings(paths, {"QUIZ_NEW_PER_DAY": "many"}, {"theme": 1})
    where = f"{paths.config}, line"
    assert [one.message for one in caught.value.each] == [
        f"{paths.config}: keys is a table, not a value.",
        f"{where} 1: there is no setting 'new_per_dya'.",
        f"{where} 2 has a value that rollover cannot have: 24.",
        f"{where} 6: the setting rollover is the same for all decks.",
        f"{where} 7 has a value that fuzz cannot have: 7.",
        f"{paths.config}: llm.adress is no setting.",
        f"{paths.config}: llm.context cannot have that value.",
        "The environment variable QUIZ_NEW_PER_DAY has a value that new_per_day cannot have: 'many'.",
        "The argument for theme has a value that theme cannot have: 1.",
    ]
    assert caught.value.message == caught.value.each[0].message
    assert caught.value.hint == "Write [keys] on a line of its own. 8 more mistakes: 'quiz check' tells all."


def test_a_bad_variable_is_named(paths: Paths) -> None:
    with pytest.raises(ConfigError, match="QUIZ_ROLLOVER has a value that rollover cannot have: '24'"):
        read_settings(paths, {"QUIZ_ROLLOVER": "24"})
    with pytest.raises(ConfigError, match="The argument for rollover"):
        read_settings(paths, {}, {"rollover": 24})


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"new_per_day = \n", "is not valid TOML"),
        (b"caf\xe9 = 1\n", "is not UTF-8 text."),
        (b"#" * 2_000_000, "is too large to be a file of settings."),
        (b"a = " + b"[" * 100_000, "is not valid TOML"),
        (b"a = " + b"9" * 10_000, "is not valid TOML"),
    ],
    ids=["syntax", "latin-1", "large", "nested", "digits"],
)
def test_a_file_that_is_no_file_of_settings(paths: Paths, raw: bytes, sentence: str) -> None:
    paths.config.write_bytes(raw)
    with pytest.raises(ConfigError, match=sentence):
        read_settings(paths, {})


def test_a_folder_in_place_of_the_file(paths: Paths) -> None:
    paths.config.mkdir()
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        read_settings(paths, {})


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("10m", 600), ("10", 600), ("2h", 7_200), ("1d", 86_400)])
def test_durations(text: str, seconds: int) -> None:
    assert read_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "m", "1w", "-1m", "1.5h", "١m"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        read_duration(text)


def test_a_deck_has_its_own_options_unless_the_environment_says_otherwise(paths: Paths) -> None:
    paths.config.write_text('new_per_day = 5\n[deck."rivers"]\nnew_per_day = 1\nlearning_steps = "5m"\n')
    settings = read_settings(paths, {})
    rivers, other = settings.of(DeckId("rivers")), settings.of(DeckId("other"))
    assert (rivers.study.new_per_day, other.study.new_per_day) == (1, 5)
    assert (rivers.schedule.learning_steps, other.schedule.learning_steps) == ((300,), (60, 600))
    assert other is settings
    settings = read_settings(paths, {"QUIZ_NEW_PER_DAY": "9"})
    assert settings.of(DeckId("rivers")).study.new_per_day == 9
    assert settings.of(DeckId("rivers")).schedule.learning_steps == (300,)
    assert settings.origin(setting_named("new_per_day"), DeckId("rivers")) is Origin.ENVIRONMENT


@pytest.mark.parametrize(
    ("name", "value", "by", "then"),
    [
        ("new_per_day", 20, 1, 25),
        ("new_per_day", 23, -1, 20),
        ("new_per_day", 23, 1, 25),
        ("new_per_day", 0, -1, 0),
        ("rollover", 23, 1, 23),
        ("desired_retention", 0.9, 1, 0.91),
        ("desired_retention", 0.905, -1, 0.9),
        ("desired_retention", 0.99, 1, 0.99),
        ("learn_ahead", 1_200, -1, 900),
        ("fuzz", True, 1, False),
        ("mode", AskMode.FLIP, 1, AskMode.AUTO),
        ("theme", "nord", 1, "nord"),
        ("catch_up_days", None, 1, 7),
        ("catch_up_days", None, -1, None),
        ("catch_up_days", 7, -1, None),
        ("catch_up_days", 1, -1, 1),
        ("total_new_per_day", 5, 1, 10),
    ],
)
def test_a_value_is_turned_up_and_down_within_its_range(name: str, value: object, by: int, then: object) -> None:
    assert setting_named(name).kind.turn(value, by) == then


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("none", (100,) * 7),
        ("sun 0%", (100,) * 6 + (0,)),
        ("Saturday=50, sun 25", (100,) * 5 + (50, 25)),
        ("", (100,) * 7),
    ],
)
def test_days_of_the_week_are_read_as_they_are_typed(text: str, week: tuple[int, ...]) -> None:
    assert WEEK.read(text) == week
    assert WEEK.read(WEEK.text(week)) == week


@pytest.mark.parametrize("text", ["sun", "sun x", "sun 101", "someday 5", "s 5", "sun -1", 5, "50 sun"])
def test_what_is_no_week_is_refused(text: object) -> None:
    with pytest.raises(BadValueError):
        WEEK.read(text)
