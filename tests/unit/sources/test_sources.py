"""Files, folders and standard input -> articles, or one sentence that says why not."""

import io
import os
from datetime import date
from pathlib import Path

import pytest

from quiz.errors import SourceError
from quiz.sources.article import LIMIT, read_article, read_pasted
from quiz.sources.find import read_sources


def _file(folder: Path, data: bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_text_with_a_headline(tmp_path: Path) -> None:
    article = read_article(_file(tmp_path, b"A bridge opens\n\nThe bridge opened.\n\nIt is long.\n"))
    assert (article.title, article.text) == ("A bridge opens", "The bridge opened.\n\nIt is long.")
    assert article.path == str(tmp_path / "a.txt")
    assert len(article.sha256) == 64


def test_a_first_sentence_is_no_headline(tmp_path: Path) -> None:
    article = read_article(_file(tmp_path, b"The bridge opened.\n\nIt is long."))
    assert (article.title, article.text) == ("", "The bridge opened.\n\nIt is long.")


@pytest.mark.parametrize("data", ["\ufeffÉté à Oslo.".encode(), "Été à Oslo.".encode("utf-16")])
def test_byte_order_marks(tmp_path: Path, data: bytes) -> None:
    assert read_article(_file(tmp_path, data)).text == "Été à Oslo."


def test_escapes_and_line_ends_are_cleaned(tmp_path: Path) -> None:
    assert read_article(_file(tmp_path, b"The \x1b[31mred\x1b[0m bridge.\r\nIt is\x07 long.")).text == (
        "The red bridge.\nIt is long."
    )


def test_marks_of_footnotes_are_no_part_of_the_text(tmp_path: Path) -> None:
    text = (
        'The bridge [12] opened. [3][a] It is long.[citation needed] "[A]ll [of us] came", [note 4] she said [in 2020].'
    )
    assert read_article(_file(tmp_path, text.encode())).text == (
        'The bridge opened. It is long. "[A]ll [of us] came", she said [in 2020].'
    )


def test_markdown(tmp_path: Path) -> None:
    page = """---
title: "Bridge *opens*"
date: 2025-09-12
---
# Another heading

The **bridge** over [the Arvin](https://example.org "x") opened
in `Oslo`.

## Costs

| a | b |
|---|---|
| 1 | 2 |

- It was cheap.
- It is ![picture](x.png) long.

```
code()
```

<script>x</script>
"""
    article = read_article(_file(tmp_path, page.encode(), "a.md"))
    assert (article.title, article.published) == ("Bridge *opens*", date(2025, 9, 12))
    assert article.text.split("\n\n") == [
        "Another heading",
        "The bridge over the Arvin opened in Oslo.",
        "Costs",
        "It was cheap.",
        "It is long.",
    ]


def test_markdown_of_programs_for_notes(tmp_path: Path) -> None:
    page = """> [!note]- The bridge
> It is ==long==, and 1 == 1.

[[Oslo]] lies ~~far~~ near [[people/ada-holm|Ada Holm]]'s [[Bergen#Harbour]].[^1] ![[bridge.png]]

[^1]: https://example.org/notes
[^long]: A note of
    two lines.

The end[^long].
"""
    assert read_article(_file(tmp_path, page.encode(), "a.md")).text.split("\n\n") == [
        "The bridge It is long, and 1 == 1.",
        "Oslo lies near Ada Holm's Bergen.",
        "The end.",
    ]


def test_signs_that_only_say_where_a_line_may_end_go(tmp_path: Path) -> None:
    text = "The har\u00adbour of Lorne\u200b was opened in 1931."
    for article in (read_article(_file(tmp_path, text.encode())), read_pasted(text)):
        assert article.text == "The harbour of Lorne was opened in 1931."


def test_the_first_heading_is_the_title(tmp_path: Path) -> None:
    article = read_article(_file(tmp_path, b"# A bridge\n\nThe bridge opened.\n", "a.md"))
    assert (article.title, article.text, article.published) == ("A bridge", "The bridge opened.", None)


def test_standard_input() -> None:
    article = read_article("-", stdin=io.BytesIO(b"The bridge opened."))
    assert (article.text, article.path) == ("The bridge opened.", None)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "There is no text"),
        (b"abc\0def", "holds a zero byte at byte 3"),
        (b"caf\x8e noir", "is not UTF-8: byte 3 is 0x8e"),
        (b"\xff\xfea", "broken UTF-16"),
        (b"# Only a heading\n", "no running text"),
    ],
)
def test_what_is_no_article(tmp_path: Path, data: bytes, message: str) -> None:
    path = _file(tmp_path, data, "a.md")
    with pytest.raises(SourceError, match=message) as caught:
        read_article(path)
    assert str(path) in caught.value.message
    assert "\n" not in caught.value.message


def test_too_large_is_refused_without_reading_on() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            self.taken += size
            return b"a" * size

    endless = Endless()
    with pytest.raises(SourceError, match="larger than 5 MB"):
        read_article("-", stdin=endless)  # type: ignore[arg-type]
    assert endless.taken <= LIMIT + 1


def test_missing_file_and_folder_given_as_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(SourceError, match="is a folder"):
        read_article(tmp_path)
    with pytest.raises(SourceError, match="There is no file none"):
        list(read_sources(["none.txt"]))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = _file(tmp_path, b"text")
    path.chmod(0)
    with pytest.raises(SourceError, match="cannot be read"):
        read_article(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_folder_stops_no_other(tmp_path: Path) -> None:
    text = _file(tmp_path, b"The bridge opened.", "z.txt")
    inner = tmp_path / "inner"
    inner.mkdir(mode=0)
    assert list(read_sources([str(tmp_path)])) == [inner, text]
    for read in (lambda: read_article(inner), lambda: list(read_sources([str(inner)]))):
        with pytest.raises(SourceError, match=r"The folder .*inner cannot be read: Permission denied\."):
            read()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("none.txt", "Check the spelling."),
        ("a/b.txt", "Check the spelling."),
        ("example.org/rome", "If it is a page on the web, write https://example.org/rome."),
        ("www.example.org", "If it is a page on the web, write https://www.example.org."),
        ("file:///a.txt", "For a file on this machine, give its path."),
    ],
)
def test_what_to_do_about_a_name_that_is_none(name: str, hint: str) -> None:
    with pytest.raises(SourceError) as error:
        list(read_sources([name]))
    assert error.value.hint == hint


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "picture.png"):
        _file(tmp_path, b"x", name)
    inner = tmp_path / "inner"
    inner.mkdir()
    _file(inner, b"x", "c.TXT")
    (inner / "again").symlink_to(tmp_path)
    found = [path.relative_to(tmp_path).as_posix() for path in read_sources([str(tmp_path)]) if isinstance(path, Path)]
    assert found == ["a.md", "b.txt", "inner/c.TXT"]


def test_names_keep_their_order_and_dash_is_standard_input(tmp_path: Path) -> None:
    path = _file(tmp_path, b"x")
    assert list(read_sources([str(path), "-"])) == [path, "-"]


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nothing that can be read in the folder"):
        list(read_sources([str(tmp_path)]))


def test_links_in_a_circle_are_passed_over(tmp_path: Path) -> None:
    text = _file(tmp_path, b"The bridge opened.")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "above").symlink_to(".")
    assert list(read_sources([str(tmp_path)])) == [text]


@pytest.mark.parametrize("name", ["", "x" * 300, "circle/a.txt"])
def test_names_that_no_file_can_have(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _file(tmp_path, b"The bridge opened.")
    Path("circle").symlink_to("circle")
    with pytest.raises(SourceError):
        list(read_sources([name]))


def test_a_folder_is_walked_no_further_than_it_is_asked_for(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    first = _file(tmp_path, b"The bridge opened.")
    _file(inner, b"The bridge closed.")
    stopped = False
    found = read_sources([str(tmp_path)], stop=lambda: stopped)
    assert next(found) == first
    stopped = True
    assert list(found) == []


OBSIDIAN = """\
+++
title = "The Orlen Canal"
date = 2024-05-03
authors = ["Jane Doe"]
canonical_url = "https://example.org/canal"
url = "/posts/canal"
+++

The canal was built by [[Edith Marlowe|Marlowe]] near [[Brannick#History]].[^1] See [[1]](https://x.test). #water #old

> [!note] Take care
> It has ==fourteen== locks, not ~~twelve~~.

![[map.png]]

- [x] It was opened in 1894.
- [ ] It was closed in 1969.

#tags/only

<!-- nothing -->
<div>

%% a comment
of two lines %%

[^1]: Harper, The locks,
    page 14.
"""


def test_markdown_as_note_takers_write_it(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(OBSIDIAN, encoding="utf-8")
    article = read_article(path)
    assert article.text.split("\n\n") == [
        "The canal was built by Marlowe near Brannick. See.",
        "Take care It has fourteen locks, not .",
        "It was opened in 1894.",
        "It was closed in 1969.",
    ]
    assert (article.title, article.author, article.published) == ("The Orlen Canal", "Jane Doe", date(2024, 5, 3))
    assert article.url == "https://example.org/canal"
    assert article.left_out == "1 note"


def test_what_a_library_puts_around_its_books_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "The Project Gutenberg eBook of Canals\n\nThis ebook is for the use of anyone.\n\nTitle: Canals\n\n"
        "Author: Jane Doe\n\n*** START OF THE PROJECT GUTENBERG EBOOK CANALS ***\n\nCHAPTER I\n\nThe canal opened\nin "
        "1894.\n\n*** END OF THE PROJECT GUTENBERG EBOOK CANALS ***\n\nUpdated editions will replace it.\n"
    )
    article = read_article(path)
    assert (article.title, article.author) == ("Canals", "Jane Doe")
    assert article.text == "CHAPTER I\n\nThe canal opened\nin 1894."
    assert article.left_out == "the notices of Project Gutenberg"


def test_signs_before_lines_that_are_quoted_are_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He wrote this.\n\n> The canal opened\n> > in 1894.\n")
    assert read_article(path).text == "He wrote this.\n\nThe canal opened\nin 1894."
