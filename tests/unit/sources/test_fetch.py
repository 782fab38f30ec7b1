"""Pages are fetched from a real server on this machine, which misbehaves in every way that is known of."""

import gzip
import pickle
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from quiz.errors import SourceError
from quiz.sources.web.address import is_public, machines, read_address
from quiz.sources.web.fetch import AGENT, Fetched, Fetcher, Version
from quiz.sources.web.line import Times
from tests.unit.sources.web_server import TLS, Site, serving

QUICK = Times(connect=2.0, read=0.3, whole=1.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def fetcher(pauses: list[float]) -> Fetcher:
    return Fetcher(allow_private=True, pause=pauses.append)


def told(fetcher: Fetcher, address: str) -> str:
    with pytest.raises(SourceError) as caught:
        fetcher.fetch(address)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - as it comes from another process
    assert (again.message, again.hint) == (caught.value.message, caught.value.hint)
    return f"{caught.value.message} {caught.value.hint}".strip()


def fetched(fetcher: Fetcher, address: str) -> Fetched:
    came = fetcher.fetch(address)
    assert came is not None
    return came


# what comes


def test_a_page_comes_with_its_kind_and_its_version(site: Site, fetcher: Fetcher) -> None:
    address = site.gives(
        "/a?b=1", "hello", content_type="text/html; charset=utf-8", etag='"x"', cache_control="max-age=60"
    )
    came = fetched(fetcher, address + "#part")
    assert came == Fetched(
        data=b"hello",
        media_type="text/html; charset=utf-8",
        version=Version(address=address, etag='"x"'),
        fresh=60,
    )


def test_quiz_says_who_it_is_and_sends_no_cookie(site: Site, fetcher: Fetcher) -> None:
    fetched(fetcher, site.gives("/a", "one", set_cookie="a=b"))
    fetched(fetcher, site.gives("/b", "two"))
    for _, headers in site.asked:
        assert headers["user-agent"] == AGENT
        assert AGENT.startswith("quiz/")
        assert not {"cookie", "referer", "authorization"} & set(headers)


def test_a_packed_page_is_unpacked(site: Site, fetcher: Fetcher) -> None:
    data = b"word " * 200_000
    packed = gzip.compress(data[:500_000]) + gzip.compress(data[500_000:])
    assert fetched(fetcher, site.gives("/", packed, content_encoding="gzip")).data == data


def test_a_page_that_is_known_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    address = site.gives("/", "", 304)
    known = Version(address=address, etag='"x"', modified="Sat, 01 Jan 2000 00:00:00 GMT")
    assert fetcher.fetch(address, known=known) is None
    headers = site.asked[-1][1]
    assert headers["if-none-match"] == '"x"'
    assert headers["if-modified-since"] == "Sat, 01 Jan 2000 00:00:00 GMT"


def test_the_version_of_another_page_is_not_sent(site: Site, fetcher: Fetcher) -> None:
    site.gives("/b", "two")
    site.leads("/a", "/b")
    known = Version(address=site.root + "/b", etag='"x"')
    assert fetcher.fetch(site.root + "/a", known=known) is not None
    assert [headers.get("if-none-match") for path, headers in site.asked if path == "/a"][-1] is None
    assert site.asked[-1][1]["if-none-match"] == '"x"'


# redirects


def test_redirects_are_followed(site: Site, fetcher: Fetcher) -> None:
    site.gives("/page", "there")
    for number in range(4):
        site.leads(f"/{number}", f"/{number + 1}")
    address = site.leads("/start", site.root + "/0")
    site.leads("/3", "page")
    assert fetched(fetcher, address).version.address == site.root + "/page"


def test_redirects_in_a_circle_end(site: Site, fetcher: Fetcher) -> None:
    site.leads("/a", "/b")
    said = told(fetcher, site.leads("/b", "/a"))
    assert said == f"{site.root}/b leads from one address to the next, more than 5 times."
    assert len(site.paths) == 6


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:70/", "data:text/html,x"]
)
def test_redirects_to_other_schemes_are_not_followed(site: Site, fetcher: Fetcher, to: str) -> None:
    said = told(fetcher, site.leads("/", to))
    assert said.startswith("127.0.0.1 leads on to where quiz does not go: ")
    assert "http and https addresses only" in said


def test_a_redirect_from_a_public_machine_to_a_private_one_is_not_followed(site: Site) -> None:
    # The name is public at first, as far as quiz can see; where it leads to is not.
    with serving() as inner:
        address = inner.gives("/secret", "secret")
        site.leads("/", address)
        seen: list[str] = []

        def lookup(host: str, port: int) -> tuple[str, ...]:
            seen.append(host)
            return ("127.0.0.1",)

        fetcher = _Trusting(lookup)
        said = told(fetcher, site.root.replace("127.0.0.1", "public.test") + "/")
        assert said == (
            "public.test leads on to where quiz does not go: 127.0.0.1 is a machine of your own network (127.0.0.1), "
            "and quiz only asks public ones. 'quiz generate --allow-private' fetches it all the same."
        )
        assert inner.asked == []


class _Trusting(Fetcher):
    """Takes the machine of the name public.test for a public one."""

    def __init__(self, lookup: Callable[[str, int], tuple[str, ...]]) -> None:
        super().__init__(lookup=lookup)

    def _machines(self, address: object, first: object, deadline: object) -> tuple[str, ...]:
        self._allow_private = getattr(address, "host", "") == "public.test"
        return super()._machines(address, first, deadline)


# machines that are not asked


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "[::1]", "[::]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[2002:7f00:1::]",
        "[64:ff9b::7f00:1]", "[2001:db8::1]", "[::127.0.0.1]",
    ],
)  # fmt: skip
def test_private_machines_are_not_asked(site: Site, host: str) -> None:
    port = site.root.rpartition(":")[2]
    said = told(Fetcher(), f"http://{host}:{port}/")
    assert "is a machine of your own network" in said
    assert "--allow-private" in said
    assert site.asked == []


@pytest.mark.parametrize(
    "machine", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]
)
def test_public_machines_are_public(machine: str) -> None:
    assert is_public(machine)


def test_a_name_with_a_public_and_a_private_machine_is_not_asked() -> None:
    with pytest.raises(SourceError, match=r"own network \(10\.0\.0\.1\)|own network"):
        machines(
            read_address("http://both.test/"),
            allow_private=False,
            within=1,
            lookup=lambda _h, _p: ("8.8.8.8", "10.0.0.1"),
        )


def test_the_machine_that_was_checked_is_the_one_that_is_asked(site: Site, pauses: list[float]) -> None:
    site.gives("/", "here")
    looked: list[str] = []

    def lookup(host: str, port: int) -> tuple[str, ...]:
        looked.append(host)
        return ("127.0.0.1",)

    fetcher = Fetcher(allow_private=True, lookup=lookup, pause=pauses.append)
    # No resolver knows this name: whatever was connected to is what the lookup said.
    assert fetched(fetcher, site.root.replace("127.0.0.1", "nowhere.invalid") + "/").data == b"here"
    assert looked == ["nowhere.invalid"] * 2  # the page and its robots.txt
    assert site.asked[-1][1]["host"].startswith("nowhere.invalid:")


# addresses that are none


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ftp://example.org/a", "ftp://example.org/a cannot be fetched: quiz fetches http and https addresses only."),
        ("http://", "http:// is not an address."),
        ("http://a b/", "http://a b/ is not an address."),
        ("http://example.org:99999/", "http://example.org:99999/ is not an address."),
        ("http://[::1/", "http://[::1/ is not an address."),
        ("http://me:secret@example.org/", "The address at example.org holds a user name or a password"),
        ("http://example.org/" + "a" * 2_000, "is longer than 2,000 characters."),
    ],
)
def test_what_is_no_address_is_told(text: str, sentence: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_address(text)
    assert sentence in caught.value.message
    assert "secret" not in caught.value.message


def test_letters_of_other_scripts_are_written_as_they_are_sent() -> None:
    address = read_address("HTTPS://Bücher.example:443/Straße?q=ä ö\x1b#x")
    assert str(address) == "https://xn--bcher-kva.example/Stra%C3%9Fe?q=%C3%A4%20%C3%B6%1B"


# robots


def test_a_page_that_programs_shall_not_fetch_is_not_fetched(site: Site, fetcher: Fetcher) -> None:
    site.gives("/robots.txt", "User-agent: quiz\nDisallow: /private/\n", content_type="text/plain")
    site.gives("/open", "open")
    said = told(fetcher, site.gives("/private/a", "closed"))
    assert said.startswith("127.0.0.1 asks programs not to fetch this page (robots.txt).")
    assert site.paths == []
    assert fetched(fetcher, site.root + "/open").data == b"open"
    assert [path for path, _ in site.asked].count("/robots.txt") == 1


def test_where_a_page_leads_on_to_robots_are_asked_again(site: Site, fetcher: Fetcher) -> None:
    site.gives("/robots.txt", "User-agent: *\nDisallow: /no\n")
    assert "robots.txt" in told(fetcher, site.leads("/yes", "/no"))
    assert site.paths == ["/yes"]


def test_a_site_that_cannot_say_is_not_asked(site: Site, fetcher: Fetcher, pauses: list[float]) -> None:
    site.gives("/robots.txt", "", 503)
    said = told(fetcher, site.gives("/", "a"))
    assert said == (
        "127.0.0.1 cannot say at the moment whether programs may fetch its pages (robots.txt). Try again later."
    )
    assert site.paths == []
    assert [round(pause) for pause in pauses] == [1]


def test_a_site_that_wants_pauses_gets_them(site: Site, fetcher: Fetcher, pauses: list[float]) -> None:
    site.gives("/robots.txt", "User-agent: *\nCrawl-delay: 3\n")
    address = site.gives("/", "a")
    fetched(fetcher, address)
    assert pauses == []
    fetched(fetcher, address)
    assert 2 < pauses[0] <= 3


# answers that are no page


@pytest.mark.parametrize(
    ("status", "sentence", "tries"),
    [
        (401, "127.0.0.1 shows this page only to those who log in or pay (401).", 1),
        (403, "127.0.0.1 does not let quiz have this page (403).", 1),
        (404, "There is no page at {address} (404). Check the spelling.", 1),
        (410, "There is no page at {address} (410).", 1),
        (418, "127.0.0.1 answered 418 instead of a page.", 1),
        (429, "127.0.0.1 wants to be asked less often (429). Try again later.", 2),
        (500, "127.0.0.1 has a fault and cannot send the page (500). Try again later.", 1),
        (503, "127.0.0.1 has a fault and cannot send the page (503). Try again later.", 2),
    ],
)
def test_each_refusal_has_its_sentence(site: Site, fetcher: Fetcher, status: int, sentence: str, tries: int) -> None:
    address = site.gives("/x", "no", status)
    assert told(fetcher, address).startswith(sentence.format(address=address))
    assert len(site.paths) == tries


def test_a_server_that_is_busy_is_left_alone_as_long_as_it_wants(
    site: Site, fetcher: Fetcher, pauses: list[float]
) -> None:
    told(fetcher, site.gives("/a", "", 503, retry_after="4"))
    assert [round(pause) for pause in pauses] == [4]
    fetched(fetcher, site.gives("/b", "b"))
    assert [round(pause) for pause in pauses] == [4, 4]


def test_a_server_that_wants_to_be_left_alone_for_long_is_given_up(
    site: Site, fetcher: Fetcher, pauses: list[float]
) -> None:
    told(fetcher, site.gives("/b", "", 503, retry_after="3600"))
    assert pauses == []


def test_a_second_try_can_succeed(site: Site, fetcher: Fetcher) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        if len(site.paths) == 1:
            to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
        else:
            to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    assert fetched(fetcher, site.runs("/", answer)).data == b"ok"


def test_pictures_are_told_before_they_are_read(site: Site, fetcher: Fetcher) -> None:
    address = site.gives("/a.png", b"\x89PNG", content_type="image/png", content_length="99999999")
    assert told(fetcher, address) == f"There is no text at {address}: it is a picture."


# broken and hostile answers


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n0\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"],
        [b"what is this?\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n"],
        [],
    ],
)
def test_broken_answers_are_told(site: Site, fetcher: Fetcher, parts: list[bytes]) -> None:
    said = told(fetcher, site.sends("/", *parts))
    assert said in {
        "127.0.0.1 sent an answer that is broken or ends too early.",
        "127.0.0.1 broke the connection off before the page was here.",
    }
    assert len(site.paths) == 2


def test_a_page_that_says_that_it_is_too_large_is_not_read(site: Site, fetcher: Fetcher) -> None:
    said = told(fetcher, site.gives("/", "x", content_length="200000000"))
    assert said.startswith("What 127.0.0.1 sends is larger than 20 MB, too large for an article.")


def test_a_page_without_an_end_is_left(site: Site, fetcher: Fetcher) -> None:
    sent = 0

    def answer(to: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        to.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not site.over.is_set():
            sent += to.wfile.write(b"a" * 1_000_000)

    assert "larger than 20 MB" in told(fetcher, site.runs("/", answer))
    assert sent < 60_000_000


def test_a_bomb_is_not_unpacked_to_its_end(site: Site, fetcher: Fetcher) -> None:
    import tracemalloc

    bomb = gzip.compress(bytes(300_000_000), 1)
    address = site.gives("/", bomb, content_encoding="gzip")
    tracemalloc.start()
    try:
        assert "larger than 20 MB" in told(fetcher, address)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("data", [b"no gzip at all", gzip.compress(b"hello" * 100)[:-12]], ids=["other", "cut"])
def test_what_cannot_be_unpacked_is_told(site: Site, fetcher: Fetcher, data: bytes) -> None:
    said = told(fetcher, site.gives("/", data, content_encoding="gzip"))
    assert said == "127.0.0.1 sent a page that is broken: it cannot be unpacked."


def test_an_unknown_packing_is_told(site: Site, fetcher: Fetcher) -> None:
    assert "in a way that quiz cannot unpack" in told(fetcher, site.gives("/", "x", content_encoding="br"))


# time


def test_a_server_that_says_nothing_is_left(site: Site) -> None:
    address = site.runs("/", lambda _: site.over.wait(30) and None)
    fetcher = Fetcher(allow_private=True, times=QUICK)
    assert told(fetcher, address) == "127.0.0.1 is too slow: the page did not come in time. Try again later."


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_server_that_drips_is_left_when_the_whole_time_is_over(site: Site, start: bytes) -> None:
    def answer(to: BaseHTTPRequestHandler) -> None:
        to.wfile.write(start)
        while not site.over.wait(0.05):
            to.wfile.write(b"a")

    fetcher = Fetcher(allow_private=True, times=QUICK)
    assert "is too slow" in told(fetcher, site.runs("/", answer))


def test_a_name_that_nobody_answers_for_is_left(site: Site) -> None:
    fetcher = Fetcher(times=Times(connect=0.1), lookup=lambda _h, _p: [str(site.over.wait(5))])
    said = told(fetcher, "http://slow.test/")
    assert said == "Nobody answers what machine slow.test is. Check your network, and try again."


# no connection


def test_a_name_that_is_none_is_told() -> None:
    def lookup(host: str, port: int) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    said = told(Fetcher(lookup=lookup), "http://nowhere.invalid/a")
    assert said == (
        "There is no machine called nowhere.invalid, or no network to find it. Check the spelling and your network."
    )


def test_a_machine_that_takes_no_connections_is_told(fetcher: Fetcher) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        said = told(fetcher, f"http://127.0.0.1:{port}/")
    assert said == f"127.0.0.1 takes no connections at port {port}. Try again later."


def test_a_certificate_that_nobody_vouches_for_is_told(fetcher: Fetcher) -> None:
    with serving(tls=True) as site:
        said = told(fetcher, site.gives("/", "secret"))
        assert said.startswith("127.0.0.1 cannot prove that it is 127.0.0.1: self")
        assert site.asked == []


def test_a_certificate_of_another_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "cert.pem"))
    with serving(tls=True) as site:
        site.gives("/", "here")
        fetcher = Fetcher(allow_private=True, lookup=lambda _h, _p: ("127.0.0.1",))
        assert fetched(fetcher, site.root.replace("127.0.0.1", "known.test") + "/").data == b"here"
        said = told(fetcher, site.root.replace("127.0.0.1", "other.test") + "/")
        assert said.startswith("other.test cannot prove that it is other.test: Hostname mismatch")


def test_a_server_without_tls_is_told(site: Site, fetcher: Fetcher) -> None:
    said = told(fetcher, site.root.replace("http:", "https:") + "/")
    assert said == "There is no safe connection to 127.0.0.1: TLS failed."
