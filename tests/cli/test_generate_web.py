"""Making decks of pages; the web is a server on this machine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from quiz.collection import Collection
from quiz.config import Settings
from quiz.formats.toml_deck import read_deck
from quiz.paths import find_paths
from tests.unit.sources.packed import docx, epub, odt, paragraph
from tests.unit.sources.pdfs import column, pdf
from tests.unit.sources.web_server import Site, serving

Quiz = Callable[..., Result]

MILL = (
    "The mill of {place} was built by Jonas Kern in 1810. It stands on the river Orle, which drives three wheels. "
    "In 1910 the company Weber bought the mill of {place} for its new works. The mayor of the town, Ada Holm, opened "
    "a museum in the mill in May 1931. About 40,000 people visit the museum every year, most of them in the summer."
)


PDF = pdf([column(50, 700, MILL.format(place="Orleby").replace(". ", ".\n").splitlines())])


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def page(place: str, more: str = "") -> str:
    title = f"{place} and its mill"
    return (
        f"<html lang='en'><head><meta property='og:title' content='{title}'>"
        "<meta property='article:published_time' content='2025-09-12'></head>"
        f"<body><nav>Home</nav><article><h1>{title}</h1><p>{MILL.format(place=place)}</p>{more}</article></body></html>"
    )


def made(result: Result) -> list[dict[str, object]]:
    return json.loads(result.stdout)


def test_a_page_becomes_a_deck_that_names_it(quiz: Quiz, site: Site, decks: Path, home: Path) -> None:
    address = site.gives("/orleby", page("Orleby"))
    result = quiz("generate", address, "--allow-private")
    assert result.exit_code == 0, result.output
    source = read_deck(decks / "orleby-and-its-mill.toml").deck.source
    assert source is not None
    assert (source.url, source.path, source.title) == (address, None, "Orleby and its mill")
    assert str(source.published) == "2025-09-12"
    assert len(source.sha256) == 64
    assert [path.stat().st_mode & 0o777 for path in (home / "articles").rglob("*.gz")] == [0o600]


def test_this_machine_is_not_asked_unless_that_is_said(quiz: Quiz, site: Site, decks: Path) -> None:
    result = quiz("generate", site.gives("/orleby", page("Orleby")))
    assert result.exit_code == 4
    assert "quiz: 127.0.0.1 is a machine of your own network" in result.stderr
    assert site.asked == []


@pytest.mark.parametrize("name", ["ftp://example.org/a", "file:///etc/passwd", "https://"])
def test_other_addresses_are_told(quiz: Quiz, name: str, decks: Path) -> None:
    result = quiz("generate", name)
    assert result.exit_code == 4
    assert result.stderr.startswith(f"quiz: {name} ")


def test_a_deck_is_made_again_without_a_network(quiz: Quiz, decks: Path) -> None:
    with serving() as site:
        address = site.gives("/orleby", page("Orleby"))
        quiz("generate", address, "--allow-private")
    before = (decks / "orleby-and-its-mill.toml").read_bytes()
    result = quiz("generate", address, "--allow-private")
    assert result.exit_code == 0
    assert "What was kept of it is used." in result.stderr
    assert (decks / "orleby-and-its-mill.toml").read_bytes() == before
    result = quiz("generate", address, "--allow-private", "--refresh")
    assert result.exit_code == 4
    assert "takes no connections" in result.stderr


def test_a_look_before_there_is_a_home_makes_none(quiz: Quiz, site: Site, home: Path) -> None:
    result = quiz("generate", site.gives("/orleby", page("Orleby")), "--allow-private", "--dry-run")
    assert result.exit_code == 0, result.output
    assert "nothing was saved" in result.stdout
    assert not home.exists()


def test_a_list_goes_on_behind_what_is_wrong(quiz: Quiz, site: Site, decks: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    note = tmp_path / "note.txt"
    note.write_text(f"A note on Velden\n\n{MILL.format(place='Velden').replace('Kern', 'Brandt')}\n")
    listed.write_text(
        f"# mills\n{site.gives('/orleby', page('Orleby'))}\n\n{site.root}/gone\nftp://example.org/x\n"
        f"{site.root}/orleby#again\n{tmp_path}/missing.txt\n{note}\nexample.org/x\n"
    )
    result = quiz("generate", "--list", str(listed), "--allow-private", "--json")
    assert result.exit_code == 4
    names = [(one["article"], one["error"] is None) for one in made(result)]
    assert names == [
        (site.root + "/orleby", True),
        (site.root + "/gone", False),
        ("ftp://example.org/x", False),
        (f"{tmp_path}/missing.txt", False),
        (str(note), True),
        ("example.org/x", False),
    ]
    assert "write https://example.org/x." in result.stderr
    assert f"There is no page at {site.root}/gone (404)." in result.stderr


def test_a_list_names_files_as_they_are_seen_from_it(quiz: Quiz, decks: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "note.txt").write_text(f"A note on Velden\n\n{MILL.format(place='Velden').replace('Kern', 'Brandt')}\n")
    (folder / "list.txt").write_text("note.txt\n")
    (one,) = made(quiz("generate", "--list", str(folder / "list.txt"), "--json"))
    assert (one["article"], one["error"]) == (str(folder / "note.txt"), None)


def test_a_run_goes_on_where_it_was_without_asking_again(quiz: Quiz, site: Site, decks: Path, tmp_path: Path) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(
        f"{site.gives('/orleby', page('Orleby'))}\n{site.gives('/tann', page('Tann', '<p>Tann burnt in 1950.</p>'))}\n"
    )
    quiz("generate", "--list", str(listed), "--allow-private")
    asked = len(site.asked)
    result = quiz("generate", "--list", str(listed), "--allow-private")
    assert result.stdout.count("unchanged since it became") == len(list(decks.glob("*mill*.toml")))
    assert len(site.paths) - asked <= 1


def test_the_same_report_at_two_addresses_gets_one_deck(quiz: Quiz, site: Site, decks: Path) -> None:
    one = site.gives("/a", page("Orleby"))
    same = site.gives("/b", page("Orleby", "<p>Reporting by Cara Lenz.</p>"))
    result = quiz("generate", one, same, "--allow-private", "--json")
    first, second = made(result)
    assert first["added"]
    assert second["same_as"] == one
    assert [path.name for path in decks.glob("*mill*")] == ["orleby-and-its-mill.toml"]
    result = quiz("generate", one, same, "--allow-private")
    assert f"{same}: nearly the same text as {one}, so it gets no deck" in result.stdout
    assert [path.name for path in decks.glob("*mill*")] == ["orleby-and-its-mill.toml"]


def test_a_report_is_recognised_by_what_is_kept(quiz: Quiz, site: Site, decks: Path, home: Path) -> None:
    one = site.gives("/a", page("Orleby"))
    quiz("generate", one, "--allow-private")
    (home / "made.db").unlink()
    same = site.gives("/b", page("Orleby", "<p>Reporting by Cara Lenz.</p>"))
    other = site.gives("/c", page("Tann", "<p>Tann burnt in 1950.</p>"))
    first, _ = made(quiz("generate", same, other, "--allow-private", "--json"))
    assert first["same_as"] == one


def test_a_feed_gives_its_articles(quiz: Quiz, site: Site, decks: Path) -> None:
    site.gives("/orleby", page("Orleby"))
    feed = site.gives("/feed", "<rss><channel><title>Mills</title><item><link>/orleby</link></item></channel></rss>")
    result = quiz("generate", "--feed", feed, "--feed", site.root + "/none", "--allow-private")
    assert result.exit_code == 4
    assert f"There is no page at {site.root}/none (404)." in result.stderr
    assert (decks / "orleby-and-its-mill.toml").exists()
    assert f"quiz generate --feed {feed}" in quiz("generate", feed, "--allow-private").stderr


TOWER = (
    "The tower of Tann was built by Mette Lund in 1744. It stands beside the church, and its bell weighs three tonnes. "
    "In 1951 a storm destroyed the roof of the tower, and the town repaired it within a year. Peter Vogel opened the "
    "tower for visitors in June 1988. Its stairs have 214 steps, and the view from the top reaches as far as the sea."
)
BOOK = epub(
    {"a.xhtml": f"<h1>Orleby</h1><p>{MILL.format(place='Orleby')}</p>", "b.xhtml": f"<h1>Tann</h1><p>{TOWER}</p>"},
    [("a.xhtml", "Orleby", 0), ("b.xhtml", "Tann", 0)],
    title="Mills",
)


def test_a_book_at_an_address_is_a_deck_a_chapter(quiz: Quiz, site: Site, decks: Path, home: Path) -> None:
    address = site.gives("/ebooks/7", BOOK, content_type="application/epub+zip")
    first, second = made(quiz("generate", address, "--allow-private", "--json"))
    assert (first["title"], second["title"]) == ("Mills: Orleby", "Mills: Tann")
    assert first["article"] == f"{address} (Orleby)"
    assert site.paths == ["/ebooks/7"]
    sources = [read_deck(Path(str(one["path"]))).deck.source for one in (first, second)]
    assert [source.url for source in sources if source] == [address, address]
    (one,) = json.loads(quiz("sources", "--json").stdout)
    assert (one["title"], len(one["articles"]), len(one["decks"])) == ("Mills", 2, 2)
    with Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings()) as collection:
        card = collection.card(second["cards"][0]["id"])  # type: ignore[index]
        assert collection.articles.at_hand(card)
        assert collection.articles.find(card).title == "Mills: Tann"
    site.over.set()
    assert [again["unchanged"] for again in made(quiz("generate", address, "--allow-private", "--json"))] == [True] * 2
    assert "there are 2 articles" in quiz("generate", address, "--allow-private", "-o", "x.toml").stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_book_among_other_addresses_gives_its_chapters_in_its_place(
    quiz: Quiz, site: Site, decks: Path, tmp_path: Path, jobs: str
) -> None:
    book = site.gives("/b", BOOK, content_type="application/epub+zip")
    other, listed = site.gives("/a", page("Velden").replace("Kern", "Brandt")), tmp_path / "list.txt"
    feed = site.gives("/feed", "<rss><channel><item><link>/b</link></item></channel></rss>")
    listed.write_text(f"{book}\n{site.root}/none\n{other}\n")
    asked = ("generate", "--list", str(listed), "--feed", feed, "--allow-private", "--jobs", jobs)
    result = quiz(*asked, "--json")
    names = [f"{book} (Orleby)", f"{book} (Tann)", f"{site.root}/none", other]
    assert [one["article"] for one in made(result)] == names
    assert [one["error"] is None for one in made(result)] == [True, True, False, True]
    assert "4 articles: 3 decks with" in result.stderr
    assert site.paths.count("/b") == 1
    again = quiz(*asked)
    assert "4 articles: 3 unchanged, 1 failed." in again.stderr
    assert site.paths.count("/b") == 1, "what came today is not asked for again"


def test_a_book_among_others_that_is_only_looked_at(quiz: Quiz, site: Site, home: Path) -> None:
    book = site.gives("/b", BOOK, content_type="application/epub+zip")
    result = quiz("generate", book, site.gives("/a", page("Orleby")), "--allow-private", "--dry-run", "--json")
    assert [one["article"] for one in made(result)] == [f"{book} (Orleby)", f"{book} (Tann)", f"{site.root}/a"]
    assert site.paths.count("/b") == 1
    assert not home.exists()


def test_a_piped_book_is_a_deck_a_chapter_and_is_kept_as_one(quiz: Quiz, home: Path, decks: Path) -> None:
    first, second = made(quiz("generate", "-", "--title", "Mine", "--json", stdin=BOOK))
    assert (first["title"], second["title"]) == ("Mine: Orleby", "Mine: Tann")
    assert first["article"] == "standard input (Orleby)"
    (kept,) = json.loads(quiz("sources", "--json").stdout)
    assert (kept["from"], kept["title"]) == ("standard input", "Mills")
    assert kept["decks"] == [first["deck"], second["deck"]]
    with Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings()) as collection:
        card = collection.card(second["cards"][0]["id"])  # type: ignore[index]
        assert collection.articles.find(card).sentence is not None
    for again in (quiz("generate", str(kept["address"]), "--json"), quiz("generate", "-", "--json", stdin=BOOK)):
        assert [one["unchanged"] for one in made(again)] == [True, True]
    assert quiz("generate", "-", "-o", "x.toml", stdin=BOOK).exit_code == 2
    assert len(json.loads(quiz("sources", "--json").stdout)) == 1


def test_a_piped_book_among_others_that_is_only_looked_at(quiz: Quiz, home: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MILL.format(place="Velden").replace("Kern", "Brandt"))
    result = quiz("generate", "-", str(tmp_path / "a.txt"), "--dry-run", "--json", stdin=BOOK)
    names = ["standard input (Orleby)", "standard input (Tann)", str(tmp_path / "a.txt")]
    assert [one["article"] for one in made(result)] == names
    assert not home.exists()


@pytest.mark.parametrize(
    "data",
    [PDF, docx(paragraph(MILL.format(place="Orleby"))), odt(f"<text:p>{MILL.format(place='Orleby')}</text:p>")],
    ids=["pdf", "docx", "odt"],
)
def test_a_piped_document(quiz: Quiz, decks: Path, data: bytes) -> None:
    (one,) = made(quiz("generate", "-", "--json", stdin=data))
    assert (one["article"], one["error"]) == ("-", None)
    assert len(json.loads(quiz("sources", "--json").stdout)) == 1


@pytest.mark.parametrize("data", [docx(paragraph(MILL.format(place="Orleby"))), PDF], ids=["docx", "pdf"])
def test_a_document_at_an_address(quiz: Quiz, site: Site, decks: Path, data: bytes) -> None:
    address = site.gives("/paper", data, content_type="application/octet-stream")
    (one,) = made(quiz("generate", address, "--allow-private", "--json"))
    assert one["error"] is None
    source = read_deck(Path(str(one["path"]))).deck.source
    assert source is not None
    assert source.url == address


def test_an_address_that_fails_is_asked_once(quiz: Quiz, site: Site, decks: Path) -> None:
    assert quiz("generate", f"{site.root}/none", "--allow-private").exit_code == 4
    assert site.paths == ["/none"]


def test_what_is_piped_is_kept_and_its_deck_made_again(quiz: Quiz, home: Path, decks: Path) -> None:
    (one,) = made(quiz("generate", "-", "--json", stdin=MILL.format(place="Orleby").encode()))
    source = read_deck(Path(str(one["path"]))).deck.source
    assert source is not None
    assert (source.url, source.path, len(source.sha256)) == (None, None, 64)
    (kept,) = json.loads(quiz("sources", "--json").stdout)
    assert (kept["address"], kept["from"]) == (f"kept:{source.sha256[:12]}", "standard input")
    assert kept["decks"] == [one["deck"]]
    assert f"{kept['address']} (standard input)" in quiz("sources").stdout
    with Collection.open(find_paths({"QUIZ_HOME": str(home)}), Settings()) as collection:
        card = collection.card(one["cards"][0]["id"])  # type: ignore[index]
        assert collection.articles.at_hand(card)
        passage = collection.articles.find(card)
        assert passage.sentence is not None
        assert passage.name == "kept by quiz, from no file and no page"
    before = Path(str(one["path"])).read_bytes()
    (again,) = made(quiz("generate", str(kept["address"]), "--json"))
    assert again["path"] == one["path"]
    assert Path(str(one["path"])).read_bytes() == before
    assert quiz("sources", "remove", str(kept["address"])).exit_code == 0
    assert "Nothing is kept as kept:" in quiz("generate", str(kept["address"])).stderr


def test_a_kept_text_goes_into_its_deck_again_whatever_that_is_called(quiz: Quiz, decks: Path) -> None:
    (one,) = made(quiz("generate", "-", "--title", "A mill", "--json", stdin=MILL.format(place="Orleby").encode()))
    (kept,) = json.loads(quiz("sources", "--json").stdout)
    (again,) = made(quiz("generate", str(kept["address"]), "--json"))
    assert (again["title"], again["path"]) == ("A mill", one["path"])


@pytest.mark.parametrize("more", [("--dry-run",), ("-o", "-"), ()])
def test_what_is_refused_or_only_looked_at_is_not_kept(
    quiz: Quiz, home: Path, decks: Path, more: tuple[str, ...]
) -> None:
    text = MILL.format(place="Orleby") if more else "Das Haus ist alt, und der Turm ist noch viel älter als das Haus."
    quiz("generate", "-", *more, stdin=text.encode())
    assert not [*(home / "articles").rglob("*.gz")]


@pytest.mark.parametrize(
    ("content", "told"), [(b"# nothing\n", "Nothing is named"), (b"\xff\xfe\0", "is not text in UTF-8")]
)
def test_a_list_that_is_none_is_told(quiz: Quiz, content: bytes, told: str, tmp_path: Path, decks: Path) -> None:
    (tmp_path / "list.txt").write_bytes(content)
    result = quiz("generate", "--list", str(tmp_path / "list.txt"))
    assert result.exit_code == 4
    assert told in result.stderr
    assert quiz("generate", "--list", str(tmp_path / "none.txt")).exit_code == 4


class TestSources:
    @pytest.mark.usefixtures("decks")
    def test_are_listed_with_the_decks_made_of_them(self, quiz: Quiz, site: Site) -> None:
        address = site.gives("/orleby", page("Orleby"))
        quiz("generate", address, "--allow-private")
        (one,) = json.loads(quiz("sources", "--json").stdout)
        assert one["address"] == one["final_address"] == address
        assert (one["title"], one["published"]) == ("Orleby and its mill", "2025-09-12")
        assert one["decks"] == ["orleby-and-its-mill"]
        assert one["bytes"] > 0
        shown = quiz("sources").stdout
        assert shown.splitlines()[0].split() == ["title", "kept", "kB", "decks", "address"]
        assert address in shown

    def test_are_removed(self, quiz: Quiz, site: Site, decks: Path, home: Path) -> None:
        address = site.gives("/orleby", page("Orleby"))
        quiz("generate", address, "--allow-private")
        for unknown in ("https://example.org/", "nothing", "kept:0"):
            refused = quiz("sources", "remove", address, unknown)
            assert (refused.exit_code, refused.stderr.splitlines()[0]) == (2, f"quiz: Nothing is kept from {unknown}.")
        assert [*(home / "articles").rglob("*.gz")]
        result = quiz("sources", "remove", address)
        assert (result.exit_code, result.stderr) == (0, "Removed 1 article.\n")
        assert not [*(home / "articles").rglob("*.gz")]
        assert json.loads(quiz("sources", "--json").stdout) == []
        assert "Nothing is kept." in quiz("sources").stderr
        assert (decks / "orleby-and-its-mill.toml").exists()
