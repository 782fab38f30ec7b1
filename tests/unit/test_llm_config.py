"""Which language model is asked: the table of the file, the environment, and a key that is told nowhere."""

import pickle
from pathlib import Path

import pytest

from quiz.config import read_settings
from quiz.config.llm import LlmOptions, llm_options
from quiz.config.secret import Secret
from quiz.config.table import setting_named
from quiz.errors import ConfigError
from quiz.model.options import Engine
from quiz.paths import Paths, find_paths
from quiz.settings_saving import put_setting

KEY = "sk-very-secret-1234"
OPENAI = "https://api.openai.com/v1"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths({"QUIZ_HOME": str(tmp_path)})


def options(paths: Paths, text: str, env: dict[str, str] | None = None) -> LlmOptions:
    paths.config.write_text(text)
    return llm_options(read_settings(paths, env or {}).layers.llm, env or {})


def test_nothing_said() -> None:
    assert llm_options({}, {}) == LlmOptions()


def test_the_table(paths: Paths) -> None:
    text = (
        'engine = "llm"\n[llm]\nurl = "http://localhost:11434/v1"\nmodel = "llama3.2"\n'
        f'key = "{KEY}"\ncontext = 8192\ntimeout = "90s"\nmax_tokens = 100000\nmax_cost = 0.5\n'
        "price_in = 0.15\nprice_out = 0.6\n"
    )
    assert options(paths, text) == LlmOptions(
        url="http://localhost:11434/v1",
        model="llama3.2",
        key=Secret(KEY),
        context=8192,
        timeout=90,
        max_tokens=100_000,
        max_cost=0.5,
        price_in=0.15,
        price_out=0.6,
    )
    assert read_settings(paths, {}).engine is Engine.LLM


def test_the_environment_goes_before_the_file(paths: Paths) -> None:
    env = {"QUIZ_LLM_MODEL": "other", "QUIZ_LLM_KEY": KEY, "QUIZ_LLM_MAX_TOKENS": "none", "QUIZ_ENGINE": "llm"}
    found = options(paths, '[llm]\nurl = "http://a/v1"\nmodel = "one"\nmax_tokens = 5\n', env)
    assert (found.url, found.model, found.key, found.max_tokens) == ("http://a/v1", "other", Secret(KEY), None)


@pytest.mark.parametrize(
    ("env", "key"),
    [
        ({"QUIZ_LLM_URL": OPENAI}, KEY),
        ({"OPENAI_BASE_URL": "https://gateway.example/v1"}, KEY),
        ({"QUIZ_LLM_URL": "http://localhost:8080/v1"}, ""),
        ({"QUIZ_LLM_URL": "https://api.openai.com.example/v1"}, ""),
        ({"QUIZ_LLM_URL": "https://other.example/v1", "OPENAI_BASE_URL": "https://gateway.example/v1"}, ""),
        ({"QUIZ_LLM_URL": OPENAI, "QUIZ_LLM_KEY": "own"}, "own"),
        ({}, ""),
    ],
)
def test_the_key_of_openai_is_sent_to_nobody_else(env: dict[str, str], key: str) -> None:
    assert llm_options({}, {"OPENAI_API_KEY": KEY, **env}).key.reveal() == key


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("adress = 'x'", "llm.adress is no setting."),
        ("context = 10", "llm.context cannot have that value."),
        ("timeout = '1s'", "llm.timeout cannot have that value."),
        ("max_cost = -1", "llm.max_cost cannot have that value."),
        ("price_in = 'free'", "llm.price_in cannot have that value."),
        ("model = ''", "llm.model cannot have that value."),
        (f"key = '{KEY}\\n'", "llm.key cannot have that value."),
        (f"key = ['{KEY}']", "llm.key cannot have that value."),
        (f"key = '{KEY} x'", "llm.key cannot have that value."),
    ],
)
def test_what_cannot_be_is_told_without_the_value(paths: Paths, line: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        options(paths, f"[llm]\n{line.replace(chr(92) + 'n', chr(7)) if 'n' in line else line}\n")
    told = caught.value.message + caught.value.hint
    assert message in told or "is not valid TOML" in told
    assert KEY not in told


def test_a_bad_value_of_the_environment_is_told_without_the_value() -> None:
    with pytest.raises(ConfigError, match="The environment variable QUIZ_LLM_KEY cannot have that value") as caught:
        llm_options({}, {"QUIZ_LLM_KEY": f"{KEY}\nx"})
    assert KEY not in caught.value.message + caught.value.hint


def test_all_bad_values_of_the_environment_are_told() -> None:
    with pytest.raises(ConfigError) as caught:
        llm_options({}, {"QUIZ_LLM_CONTEXT": "1", "OPENAI_BASE_URL": "\n"})
    assert [one.message for one in caught.value.each] == [
        "The environment variable QUIZ_LLM_CONTEXT cannot have that value.",
        "The environment variable OPENAI_BASE_URL cannot have that value.",
    ]


def test_llm_is_a_table(paths: Paths) -> None:
    with pytest.raises(ConfigError, match="llm is a table"):
        options(paths, "llm = 1\n")


def test_other_settings_are_written_beside_it(paths: Paths) -> None:
    text = f'[llm] # mine\nurl = "http://localhost/v1"\nkey = "{KEY}"\n'
    paths.config.write_text(text)
    put_setting(paths.config, setting_named("engine"), Engine.LLM)
    assert paths.config.read_text().endswith(text)
    assert read_settings(paths, {}).engine is Engine.LLM


def test_a_secret_shows_nowhere() -> None:
    secret = Secret(KEY)
    shown = (repr(secret), str(secret), f"{secret}", f"{secret!r:>50}", repr([secret]), repr(LlmOptions(key=secret)))
    assert not any(KEY in text for text in shown)
    assert secret.reveal() == KEY
    assert secret.hide(f"no {KEY}!") == "no [key]!"
    assert Secret().hide("as it is") == "as it is"
    assert pickle.loads(pickle.dumps(secret)) == secret  # noqa: S301 - as it goes to the process that asks
    assert bool(secret)
    assert not Secret()
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
