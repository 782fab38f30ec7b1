"""The article of a card is opened when it is at hand and still holds the sentence, and nothing else ever is."""

import hashlib
import os
from pathlib import Path

import pytest

from quiz.collection import Collection
from quiz.config import Settings
from quiz.errors import SourceError
from quiz.kept import Visit
from quiz.model.article import Article
from quiz.model.deck import CardId
from quiz.model.memory import Instant
from quiz.paths import find_paths

SENTENCE = "The General Secretariat is situated in Istanbul."
TEXT = f"Secretaries meet\n\nThey met on Friday.\n\nIt was sunny. {SENTENCE} So it is.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    (tmp_path / "quiz" / "decks").mkdir(parents=True)
    return tmp_path


def _collection(home: Path, path: str, *, evidence: str = SENTENCE, sha256: str = "", also: str = "") -> Collection:
    (home / "quiz" / "decks" / "d.toml").write_text(
        f'id = "d"\n[source]\npath = {path!r}\nsha256 = "{sha256}"\n'
        f'[[card]]\nid = "c"\nprompt = "Where?"\nanswer = "Istanbul"\nevidence = "{evidence}"\n{also}'
    )
    return Collection.open(find_paths({"QUIZ_HOME": str(home / "quiz")}), Settings())


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("elsewhere/a.txt", "a.txt"),
        ("quiz/decks/a.txt", "a.txt"),
        ("quiz/seeds/a.txt", "seeds/a.txt"),
        ("x/a.txt", "{home}/x/a.txt"),
        ("elsewhere/a.md", "./a.md"),
    ],
)
def test_an_article_is_found_from_here_and_from_its_deck(home: Path, place: str, named: str) -> None:
    (home / place).parent.mkdir(exist_ok=True)
    (home / place).write_text(TEXT)
    with _collection(home, named.format(home=home)) as collection:
        card = collection.card(CardId("d/c"))
        assert collection.articles.at_hand(card)
        passage = collection.articles.find(card)
        assert passage.text[passage.sentence.start : passage.sentence.end] == SENTENCE


def test_a_sentence_is_found_across_line_ends(home: Path) -> None:
    (home / "elsewhere" / "a.txt").write_text(TEXT.replace("is situated in", "is\n  situated\nin"))
    with _collection(home, "a.txt") as collection:
        passage = collection.articles.find(collection.card(CardId("d/c")))
        assert passage.text[passage.sentence.start :].startswith("The General Secretariat is\n  situated\nin")


def test_the_very_article_is_shown_also_when_the_card_quotes_it_otherwise(home: Path) -> None:
    (home / "elsewhere" / "a.txt").write_text(TEXT)
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    with _collection(home, "a.txt", evidence="In my own words.", sha256=digest) as collection:
        assert collection.articles.find(collection.card(CardId("d/c"))).sentence is None


def test_an_article_that_is_gone_or_another_by_now_is_told(home: Path) -> None:
    with _collection(home, "a.txt") as collection:
        card = collection.card(CardId("d/c"))
        assert not collection.articles.at_hand(card)
        with pytest.raises(SourceError, match=r"a\.txt is not at hand"):
            collection.articles.find(card)
        (home / "elsewhere" / "a.txt").write_text("Quite another text.\n")
        assert not collection.articles.at_hand(card)
        with pytest.raises(SourceError, match="was changed"):
            collection.articles.find(card)
        (home / "elsewhere" / "a.txt").write_text(TEXT)
        assert collection.articles.at_hand(card)


def test_another_article_that_says_the_same_will_do(home: Path) -> None:
    (home / "elsewhere" / "b.txt").write_text("It lies in Istanbul.\n")
    also = 'also = [{path = "b.txt", evidence = "It lies in Istanbul."}]\n'
    with _collection(home, "a.txt", also=also) as collection:
        passage = collection.articles.find(collection.card(CardId("d/c")))
        assert passage.name == "b.txt"


@pytest.mark.parametrize("kind", ["folder", "fifo", "link", "binary", "empty"])
def test_what_is_no_article_is_not_opened(home: Path, kind: str) -> None:
    path = home / "elsewhere" / "a.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    elif kind == "link":
        (home / "secret.txt").write_text(TEXT)
        path.symlink_to(home / "secret.txt")
    else:
        path.write_bytes(b"a\0b" if kind == "binary" else b"")
    with _collection(home, "a.txt") as collection:
        card = collection.card(CardId("d/c"))
        assert not collection.articles.at_hand(card)
        with pytest.raises(SourceError):
            collection.articles.find(card)


def test_a_deck_that_names_no_file_says_so(home: Path) -> None:
    with _collection(home, "") as collection, pytest.raises(SourceError, match="does not say"):
        collection.articles.find(collection.card(CardId("d/c")))


def test_the_article_of_the_starter_deck_is_at_hand_wherever_one_stands(home: Path) -> None:
    (home / "quiz" / "decks").rmdir()
    with Collection.open(find_paths({"QUIZ_HOME": str(home / "quiz")}), Settings()) as collection:
        (deck,) = collection.decks()
        notes = collection.read_deck(deck.id).notes
        assert notes
        for note in notes:
            passage = collection.articles.find(collection.card(CardId(f"{deck.id}/{note.id}")))
            assert passage.title == deck.title
            assert passage.sentence is not None


def test_an_article_of_the_web_is_found_among_what_was_kept(home: Path) -> None:
    with _collection(home, "") as collection:
        kept = Article(text=TEXT, title="Secretaries", url="https://a.test/1")
        (article,) = collection.kept.keep(Visit(address="https://a.test/1", at=Instant(1)), (kept,))
        deck = home / "quiz" / "decks" / "d.toml"
        made = deck.read_text().replace("path = ''", f'url = "https://a.test/1"\nsha256 = "{article.sha256}"')
        deck.write_text(made.replace('sha256 = ""\n', ""))
        collection.refresh()
        card = collection.card(CardId("d/c"))
        assert collection.articles.at_hand(card)
        passage = collection.articles.find(card)
        assert (passage.title, passage.name) == ("Secretaries", "https://a.test/1")
        assert passage.text[passage.sentence.start : passage.sentence.end] == SENTENCE
        collection.kept.remove("https://a.test/1")
        assert not collection.articles.at_hand(card)
        with pytest.raises(SourceError, match="not kept any more"):
            collection.articles.find(card)


def test_a_second_article_of_the_web_is_found_by_its_address(home: Path) -> None:
    also = f'also = [{{ title = "B", url = "https://b.test/1", evidence = "{SENTENCE}" }}]\n'
    with _collection(home, "", also=also) as collection:
        card = collection.card(CardId("d/c"))
        assert not collection.articles.at_hand(card)
        kept = (Article(text="Another chapter.", title="Contents"), Article(text=TEXT, title="Secretaries"))
        collection.kept.keep(Visit(address="https://b.test/1", at=Instant(1)), kept)
        assert collection.articles.find(card).name == "https://b.test/1"
