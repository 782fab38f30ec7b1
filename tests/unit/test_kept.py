"""What was fetched is kept: packed, once, private, and whole or not at all."""

import gzip
import json
import stat
from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.kept import KeptArticles, Visit, digest_of
from quiz.model.article import Article
from quiz.model.memory import Instant

AT = Instant(1_750_000_000_000)
ARTICLE = Article(
    text="One sentence.\n\nAnother one.",
    title="Title",
    author="A. N. Author",
    url="https://a.test/1",
    published=date(2025, 9, 12),
)


@pytest.fixture
def kept(tmp_path: Path) -> KeptArticles:
    return KeptArticles(tmp_path / "articles")


def visit(address: str = "https://a.test/1", at: int = AT) -> Visit:
    return Visit(address=address, at=Instant(at), final=address, etag='"x"', fresh=60)


def test_an_article_comes_back_as_it_was(kept: KeptArticles) -> None:
    (article,) = kept.keep(visit(), (ARTICLE,))
    assert kept.read(article.sha256) == article
    assert article.sha256 == digest_of(ARTICLE)
    found = kept.find("https://a.test/1")
    assert found is not None
    assert (found.etag, found.title, found.published, found.articles) == (
        '"x"',
        "Title",
        "2025-09-12",
        (article.sha256,),
    )
    assert [*kept.all()] == [found]


def test_nothing_is_there_before_something_is_kept(kept: KeptArticles, tmp_path: Path) -> None:
    assert [*kept.all()] == []
    assert kept.find("https://a.test/1") is None
    assert not kept.has("0" * 64)
    assert not kept.remove("https://a.test/1")
    assert [*tmp_path.iterdir()] == []


def test_files_are_the_learners_alone_and_small(tmp_path: Path) -> None:
    long = Article(text="The same words again. " * 10_000)
    kept = KeptArticles(tmp_path / "home" / "articles")
    kept.keep(visit(), (long,))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert {mode for name, mode in modes.items() if name.endswith((".gz", ".json"))} == {0o600}
    assert {mode for name, mode in modes.items() if not name.endswith((".gz", ".json"))} == {0o700}
    assert kept.size(visit()) == 0
    found = kept.find("https://a.test/1")
    assert found is not None
    assert kept.size(found) < len(long.text) / 20


def test_a_text_of_two_addresses_is_kept_once(kept: KeptArticles, tmp_path: Path) -> None:
    kept.keep(visit("https://a.test/1"), (ARTICLE,))
    kept.keep(visit("https://b.test/1", AT + 1), (ARTICLE,))
    assert len([*tmp_path.rglob("*.gz")]) == 1
    assert [found.address for found in kept.all()] == ["https://b.test/1", "https://a.test/1"]
    assert kept.remove("https://a.test/1")
    assert kept.has(digest_of(ARTICLE))
    assert kept.remove("https://b.test/1")
    assert [*tmp_path.rglob("*.gz")] == [*tmp_path.rglob("*.json")] == []


def test_what_a_deck_was_made_of_stays_when_the_page_changes(kept: KeptArticles) -> None:
    (old,) = kept.keep(visit(), (ARTICLE,))
    kept.keep(visit(at=AT + 1), (Article(text="Something else."),))
    assert kept.read(old.sha256).text == ARTICLE.text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no gzip",
        gzip.compress(b"[]"),
        gzip.compress(b"{"),
        gzip.compress(b'{"text": "Another text."}'),
        gzip.compress(b'{"text": "x", "published": "soon"}'),
        gzip.compress(json.dumps({"text": "x" * 1000}).encode())[:-9],
        gzip.compress(bytes(100_000_000)),
    ],
    ids=range(8),
)
def test_a_damaged_text_is_told(kept: KeptArticles, tmp_path: Path, data: bytes) -> None:
    (article,) = kept.keep(visit(), (ARTICLE,))
    next(tmp_path.rglob("*.gz")).write_bytes(data)
    with pytest.raises(SourceError, match="damaged"):
        kept.read(article.sha256)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"at": "x"}', b'{"at": 1, "fresh": 1, "articles": ["../../x"]}', b"\xff"]
)
def test_a_damaged_note_is_as_if_nothing_was_kept(kept: KeptArticles, tmp_path: Path, data: bytes) -> None:
    kept.keep(visit(), (ARTICLE,))
    next(tmp_path.rglob("*.json")).write_bytes(data)
    assert kept.find("https://a.test/1") is None


@pytest.mark.parametrize("sha", ["", "..", "../../../etc/passwd", "A" * 64, "0" * 63])
def test_a_digest_of_a_deck_names_no_file_elsewhere(kept: KeptArticles, sha: str) -> None:
    assert not kept.has(sha)
    with pytest.raises(SourceError, match="not kept"):
        kept.read(sha)


def test_a_visit_is_fresh_as_long_as_the_server_said_and_a_day_at_most() -> None:
    assert visit().is_fresh(Instant(AT + 59_999))
    assert not visit().is_fresh(Instant(AT + 60_000))
    assert not visit().is_fresh(Instant(AT - 1))
    forever = Visit(address="https://a.test/1", at=AT, fresh=10**9)
    assert not forever.is_fresh(Instant(AT + 86_400_000))


def test_a_text_without_an_address_is_given_one(kept: KeptArticles) -> None:
    article = kept.keep_text(Article(text="One sentence.", title="Title", left_out="1 table"), origin="pasted", at=AT)
    address = f"kept:{article.sha256[:12]}"
    found = kept.find(address)
    assert found is not None
    assert (found.origin, found.title, found.at, found.articles) == ("pasted", "Title", AT, (article.sha256,))
    assert article.url is None
    assert kept.read(article.sha256) == article
    assert kept.keep_text(article, origin="pasted", at=Instant(AT + 1)) == article
    assert len([*kept.all()]) == 1
    assert kept.remove(address)
    assert not kept.has(article.sha256)


def test_only_files_of_its_own_are_put_back(kept: KeptArticles, tmp_path: Path) -> None:
    kept.keep(visit(), (ARTICLE,))
    files = {name: path.read_bytes() for name, path in kept.files()}
    assert len(files) == 2
    other = KeptArticles(tmp_path / "other")
    assert [other.put_back(name, data) for name, data in files.items()] == [True, True]
    assert [other.put_back(name, b"") for name in files] == [False, False]
    assert [*other.all()] == [*kept.all()]
    for name in ("../evil", "addresses/../../evil", "/etc/evil", "aa/evil.json.gz", "hosts/" + "0" * 64):
        assert not other.put_back(name, b"evil")
    assert {path.name for path in tmp_path.iterdir()} == {"articles", "other"}


def test_a_book_is_called_by_its_own_name(kept: KeptArticles) -> None:
    parts = tuple(Article(text=f"{name} is here.", title=name, book="Names") for name in ("Ann", "Bo"))
    kept.keep(visit(), parts)
    assert [one.title for one in kept.all()] == ["Names"]
