"""Looking cards over with ``quiz generate --review``; the screen is the real one, with keys instead of a terminal."""

import asyncio
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from quiz.tui.app import review_app
from quiz.tui.proposals import Proposal, Reviewed

Quiz = Callable[..., Result]

TEXT = (
    "Reykjavik is the capital of Iceland. The National Library of Iceland is located in Reykjavik.\n\n"
    "The World Health Organization (WHO) was founded on April 7, 1948. Its staff works in many countries.\n"
)
MORE = "\nThe European Space Agency (ESA) was founded on May 30, 1975. Its staff builds satellites.\n"

pytestmark = pytest.mark.usefixtures("decks")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "places.txt"
    path.write_text(TEXT)
    return path


class Learner:
    """Somebody at the screen who presses keys."""

    def __init__(self) -> None:
        self.keys: Sequence[str] = ()
        self.lists: list[list[str]] = []
        """What the list showed before the keys."""
        self.shown: list[str] = []
        """What it showed before the last key."""

    def look(self, _: object, proposals: Sequence[Proposal], save: Callable[[Reviewed], object]) -> None:
        asyncio.run(self._press(proposals, save))

    async def _press(self, proposals: Sequence[Proposal], save: Callable[[Reviewed], object]) -> None:
        from quiz.tui.widgets.candidate_list import CandidateList

        app = review_app(proposals, save)
        async with app.run_test() as pilot:
            await pilot.pause()
            shown = app.screen.query_one(CandidateList)
            self.lists.append([str(option.prompt) for option in shown.options])
            await pilot.press(*self.keys[:-1])
            self.shown = [str(option.prompt) for option in shown.options]
            await pilot.press(*self.keys[-1:])
            await pilot.pause()


@pytest.fixture
def learner(monkeypatch: pytest.MonkeyPatch) -> Learner:
    learner = Learner()
    monkeypatch.setattr("quiz.cli.reviewing.open_review", learner.look)
    monkeypatch.setattr("quiz.cli.console.require_terminal", lambda *_: None)
    return learner


@pytest.fixture
def review(quiz: Quiz, learner: Learner, article: Path) -> Callable[..., list[str]]:
    """Review the article with some keys; return what was on offer."""

    def press(*keys: str, options: Sequence[str] = ()) -> list[str]:
        learner.keys = keys
        result = quiz("generate", str(article), "--title", "Places", "--review", *options)
        assert result.exit_code == 0, result.stderr
        return [line for line in learner.lists.pop() if "·" in line[:4] or "~" in line[:4]]

    return press


@pytest.fixture
def held(decks: Path) -> Callable[[], dict[str, object]]:
    """Read the deck that was made."""
    return lambda: tomllib.loads((decks / "places.toml").read_text(encoding="utf-8"))


def _prompts_in(path: Path) -> list[str]:
    return [card["prompt"] for card in tomllib.loads(path.read_text(encoding="utf-8"))["card"]]


def _prompts(held: Callable[[], dict[str, object]]) -> list[str]:
    return [card["prompt"] for card in held().get("card", [])]  # type: ignore[attr-defined]


Review = Callable[..., list[str]]
Held = Callable[[], dict[str, object]]


def test_what_is_accepted_is_saved_and_what_is_rejected_is_not_offered_again(review: Review, held: Held) -> None:
    offered = review("a", "r", "A", "s")
    assert len(offered) > 2
    saved = _prompts(held)
    assert len(saved) == len(offered) - 1
    assert len(held()["rejected"]) == 1  # type: ignore[arg-type]
    assert review("q") == []
    assert _prompts(held) == saved


def test_a_plain_run_does_not_bring_a_rejected_card_back(review: Review, held: Held, quiz: Quiz, article: Path) -> None:
    review("a", "r", "A", "s")
    saved = _prompts(held)
    assert quiz("generate", str(article), "--title", "Places").exit_code == 0
    assert _prompts(held) == saved


def test_a_rejected_card_can_be_rescued_on_the_next_run(review: Review, held: Held) -> None:
    offered = review("r", "A", "s")
    rejected = offered[0].lstrip(" ·")
    assert rejected not in _prompts(held)
    # The rejected card is the first that is not in the deck already.
    review("X", *["j", "a"] * 12, "s")
    assert rejected in _prompts(held)
    assert not held().get("rejected")
    before = _prompts(held)
    assert review("q") == []
    assert _prompts(held) == before


def test_only_what_is_new_in_a_longer_article_is_offered(review: Review, held: Held, article: Path) -> None:
    first = review("A", "s")
    article.write_text(TEXT + MORE)
    second = review("A", "s")
    assert second
    assert not set(first) & set(second)
    assert len(_prompts(held)) == len(first) + len(second)


def test_a_card_of_a_revised_sentence_is_offered_as_changed(review: Review, held: Held, article: Path) -> None:
    review("A", "s")
    before = _prompts(held)
    article.write_text(TEXT.replace("was founded on", "was founded in Geneva on"))
    changed = [line.lstrip(" ~") for line in review(*["r"] * 9, "s") if "~" in line]
    assert any("in Geneva" in prompt for prompt in changed)
    assert set(before) <= set(_prompts(held))
    assert [line.lstrip(" ~") for line in review("A", "s") if "~" in line] == changed
    assert set(changed) <= set(_prompts(held))
    assert not set(before) <= set(_prompts(held))


def test_what_the_deck_has_is_marked_and_other_wordings_of_it_are_not(review: Review, learner: Learner) -> None:
    offered = review("A", "s")
    review("X", "q")
    assert sum("=" in line[:4] for line in learner.shown) == len(offered)
    assert sum(line.startswith("  - ") for line in learner.shown) > 0


def test_a_fact_of_two_articles_is_offered_once(review: Review, learner: Learner, tmp_path: Path, decks: Path) -> None:
    before = {*decks.iterdir()}
    other = tmp_path / "other.txt"
    other.write_text("A new page was made.\n\n" + TEXT.replace("Its staff", "Its large staff") + MORE)
    offered = [line.lstrip(" ·") for line in review("A", "X", "s", options=[str(other)])]
    assert len(set(offered)) == len(offered)
    assert any("European Space Agency" in prompt for prompt in offered)
    assert sum("What is the capital of Iceland?" in line for line in learner.shown) == 2
    made = {*decks.iterdir()} - before
    assert {path.name for path in made} == {"places.toml", "places.2.toml"}
    assert sorted(prompt for path in made for prompt in _prompts_in(path)) == sorted(offered)


def test_leaving_without_saving_writes_nothing(review: Review, decks: Path) -> None:
    review("a", "q", "y")
    assert not (decks / "places.toml").exists()


def test_only_rejecting_is_remembered_too(review: Review, held: Held) -> None:
    offered = review("r", "s")
    assert _prompts(held) == []
    assert len(review("q")) == len(offered) - 1


def test_an_edited_card_stays_as_it_is_when_the_article_is_read_again(
    review: Review, held: Held, quiz: Quiz, article: Path
) -> None:
    review("e", *"Yes?", "ctrl+s", "s")
    (prompt,) = _prompts(held)
    assert "Yes?" in prompt
    assert quiz("generate", str(article), "--title", "Places").exit_code == 0
    assert prompt in _prompts(held)
