"""Making decks of pages; the web is a server on this machine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from quiz.formats.toml_deck import read_deck
from tests.unit.sources.web_server import Site, serving

Quiz = Callable[..., Result]

MILL = (
    "The mill of {place} was built by Jonas Kern in 1810. It stands on the river Orle, which drives three wheels. "
    "In 1910 the company Weber bought the mill of {place} for its new works. The mayor of the town, Ada Holm, opened "
    "a museum in the mill in May 1931. About 40,000 people visit the museum every year, most of them in the summer."
)


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
        f"{site.root}/orleby#again\n{tmp_path}/missing.txt\n{note}\n"
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
    ]
    assert f"There is no page at {site.root}/gone (404)." in result.stderr


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


def test_a_feed_gives_its_articles(quiz: Quiz, site: Site, decks: Path) -> None:
    site.gives("/orleby", page("Orleby"))
    feed = site.gives("/feed", "<rss><channel><title>Mills</title><item><link>/orleby</link></item></channel></rss>")
    result = quiz("generate", "--feed", feed, "--feed", site.root + "/none", "--allow-private")
    assert result.exit_code == 4
    assert f"There is no page at {site.root}/none (404)." in result.stderr
    assert (decks / "orleby-and-its-mill.toml").exists()
    assert f"quiz generate --feed {feed}" in quiz("generate", feed, "--allow-private").stderr


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
        assert shown.splitlines()[0].split() == ["title", "fetched", "kB", "decks", "address"]
        assert address in shown

    def test_are_removed(self, quiz: Quiz, site: Site, decks: Path, home: Path) -> None:
        address = site.gives("/orleby", page("Orleby"))
        quiz("generate", address, "--allow-private")
        assert quiz("sources", "remove", address, "https://example.org/").exit_code == 2
        assert [*(home / "articles").rglob("*.gz")]
        result = quiz("sources", "remove", address)
        assert (result.exit_code, result.stderr) == (0, "Removed 1 article.\n")
        assert not [*(home / "articles").rglob("*.gz")]
        assert json.loads(quiz("sources", "--json").stdout) == []
        assert "Nothing is kept from the web." in quiz("sources").stderr
        assert (decks / "orleby-and-its-mill.toml").exists()
