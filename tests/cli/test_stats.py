"""``quiz stats``: the same numbers as text, words, JSON, CSV and a page."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import Result

from quiz.collection import Collection
from quiz.config import read_settings
from quiz.model.answer import Verdict
from quiz.model.memory import Rating
from quiz.paths import find_paths
from quiz.stats.pages import KEYS, PAGES

Quiz = Callable[..., Result]
HOSTILE = "<script>alert(1)</script>&\\u001b[31m\\u202e"


@pytest.fixture(autouse=True)
def _studied(home: Path, decks: Path) -> None:
    (decks / "bad.toml").write_text(
        f'id = "bad"\ntitle = "{HOSTILE}"\n[source]\ntitle = "=1+1 {HOSTILE}"\n'
        f'[[card]]\nid = "x"\nprompt = "{HOSTILE}?"\nanswer = "a"\ntags = ["news", "{HOSTILE}"]\n',
        encoding="utf-8",
    )
    paths = find_paths({"QUIZ_HOME": str(home)})
    with Collection.open(paths, read_settings(paths, {})) as collection:
        session = collection.start()
        for rating in (Rating.AGAIN, Rating.GOOD, Rating.EASY):
            session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=30_000)


def report(quiz: Quiz, *args: str) -> dict[str, list[dict[str, object]]]:
    done = quiz("stats", "--json", *args)
    assert done.exit_code == 0, done.output
    return {key: chart["rows"] for key, chart in json.loads(done.stdout)["charts"].items()}


def test_json_has_every_chart_or_those_asked_for(quiz: Quiz) -> None:
    charts = report(quiz)
    assert tuple(charts) == KEYS
    assert charts["today"] == [
        {"rating": "again", "answers": 1}, {"rating": "hard", "answers": 0},
        {"rating": "good", "answers": 1}, {"rating": "easy", "answers": 1},
    ]  # fmt: skip
    assert tuple(report(quiz, "--chart", "hours", "--chart", "today")) == ("today", "hours")


def test_text_shows_the_overview_and_all_the_rest_on_demand(quiz: Quiz) -> None:
    short, long = quiz("stats").stdout, quiz("stats", "--all").stdout
    assert "3 answers in 2 min" in short
    assert "Hours of the day" not in short
    titles = [line.split(" ─")[0] for line in long.splitlines() if line.endswith("──")]
    assert {"Hours of the day", "Stability", "Templates", "Tags"} <= {*titles}
    assert [line.split(" ═")[0] for line in long.splitlines() if line.endswith("══")] == [page.title for page in PAGES]


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_every_chart_fits_the_terminal(quiz: Quiz, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    assert max(map(len, quiz("stats", "--all").stdout.splitlines())) <= min(int(width), 120)


def test_plain_draws_nothing(quiz: Quiz) -> None:
    said = quiz("stats", "--all", "--plain").stdout
    assert "Good: 1 answer." in said
    assert not re.search("[\u2500-\u259f\u2800-\u28ff]", said)


def test_decks_tags_and_time_narrow_it_down(quiz: Quiz) -> None:
    whole = report(quiz, "--chart", "cards")["cards"]
    assert sum(int(str(row["cards"])) for row in whole) == 3
    for args in (("bad",), ("--deck", "bad"), ("--tag", "news")):
        part = report(quiz, "--chart", "cards", *args)["cards"]
        assert sum(int(str(row["cards"])) for row in part) == 1
        assert sum(int(str(row["answers"])) for row in report(quiz, "--chart", "today", *args)["today"]) == 1
    assert len(report(quiz, "--chart", "answers", "--since", "month")["answers"]) == 30
    assert report(quiz, "--chart", "answers", "--since", "2020-01-01")["answers"][0]["month"] == "2020-01-01"


def test_csv_says_what_json_says(quiz: Quiz) -> None:
    rows = [*csv.DictReader(io.StringIO(quiz("stats", "--csv").stdout))]
    told = {(row["chart"], row["place"], row["series"]): row["value"] for row in rows}
    for key, each in report(quiz).items():
        for row in each:
            (_, place), *series = row.items()
            for name, value in series:
                if value is not None and not str(place).startswith("="):
                    assert told[key, str(place), name] == str(value)
    assert not any(row["place"].startswith(("=", "+", "-", "@")) for row in rows)


def test_two_forms_at_once_and_unknown_names_are_refused(quiz: Quiz) -> None:
    for args, what in (
        (("--json", "--csv"), "--json and --csv"),
        (("--chart", "nothing"), "no chart 'nothing'"),
        (("--tag", "nothing"), "No card has the tag"),
        (("--since", "yesterday"), "neither a date"),
    ):
        done = quiz("stats", *args)
        assert (done.exit_code, done.stdout) == (2, "")
        assert what in done.stderr


def test_what_is_still_known_of_an_article(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    article = tmp_path / "lima.txt"
    article.write_text("Peru\n\nPeru is a land. Its capital is Lima. The sea is near.\n", encoding="utf-8")
    (decks / "peru.toml").write_text(
        f'id = "peru"\ntitle = "Peru"\n[source]\ntitle = "Peru"\npath = "{article}"\n[[card]]\nid = "x"\n'
        'prompt = "Capital of Peru?"\nanswer = "Lima"\nevidence = "Its capital is Lima."\n', encoding="utf-8",
    )  # fmt: skip
    shown = quiz("stats", "peru", "--chart", "article").stdout
    assert "None of its 1 card was answered yet." in shown
    assert "Peru is a land. Its capital is Lima. · The sea is near." in shown
    rows = report(quiz, "peru", "--chart", "article")["article"]
    assert [row["cards"] for row in rows] == [0, 0, 1, 0]
    page = tmp_path / "peru.html"
    quiz("stats", "peru", "--html", str(page))
    assert '<mark class="t0"' in page.read_text(encoding="utf-8")
    article.unlink()
    assert "Its capital is Lima. ·" in quiz("stats", "peru", "--chart", "article").stdout
    assert "Choose one deck" in quiz("stats", "--chart", "article").stdout
    for other in decks.glob("*.toml"):
        if other.name != "peru.toml":
            other.unlink()
    assert "Its capital is Lima. ·" in quiz("stats", "--chart", "article").stdout


class Page(HTMLParser):
    """Collects what a browser would fetch, and which elements there are."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: dict[str, int] = {}
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "xlink:href", "action"}]
        assert not any(name.startswith("on") for name, _ in attrs)


def test_the_page_stands_alone(quiz: Quiz, tmp_path: Path) -> None:
    file = tmp_path / "stats.html"
    done = quiz("stats", "--html", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    text = file.read_text(encoding="utf-8")
    page = Page(text)
    assert page.tags["h3"] == len(KEYS)
    assert page.tags["svg"] > 10
    assert "script" not in page.tags
    assert all(link.startswith("#") for link in page.links)
    assert set(re.findall(r"url\((.).*?\)", text)) == {"#"}
    assert not set(text) & set("\x1b\u202e")


def test_only_a_page_of_ours_is_replaced(quiz: Quiz, tmp_path: Path) -> None:
    ours, other = tmp_path / "stats.html", tmp_path / "letter.html"
    other.write_text("Dear Sir", encoding="utf-8")
    assert [quiz("stats", "--html", str(file)).exit_code for file in (ours, ours, other)] == [0, 0, 3]
    assert other.read_text(encoding="utf-8") == "Dear Sir"


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs a browser")
def test_a_browser_shows_the_page(quiz: Quiz, tmp_path: Path) -> None:
    file = tmp_path / "stats.html"
    quiz("stats", "--html", str(file))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    shown = subprocess.run([*command, "--dump-dom", file.as_uri()], capture_output=True, check=True, timeout=120)
    page = Page(shown.stdout.decode())
    assert (page.tags["h3"], page.tags["main"]) == (len(KEYS), 1)
    assert page.tags["svg"] > 10
