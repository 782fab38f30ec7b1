"""Reading deck files: what is accepted, and what is said about what is not."""

import datetime as dt
from pathlib import Path

import pytest

from quiz.errors import DeckError
from quiz.formats import parse
from quiz.formats.toml_deck import DeckFile, parse_deck, read_deck
from quiz.model.deck import Basic, Choice, Cloze, ListNote, NoteId, Source
from quiz.model.trace import Refusal

GOOD = '[[card]]\nprompt = "Capital of France?"\nanswer = "Paris"\n'


def read(text: str) -> DeckFile:
    return parse_deck(text, name="decks/trees.toml", stem="trees")


def said(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def test_the_least_a_person_must_write() -> None:
    deck = read(
        GOOD
        + '[[card]]\nprompt = "{{c1::Rome}} is in {{c2::Italy::country}}"\n'
        + '[[card]]\nprompt = "Primary colours?"\nanswers = ["red", "yellow", ["blue", "azure"]]\n'
    ).deck
    assert (deck.id, deck.title, deck.source) == ("trees", "trees", None)
    assert [type(note) for note in deck.notes] == [Basic, Cloze, ListNote]
    assert deck.notes[2] == ListNote(prompt="Primary colours?", answers=(("red",), ("yellow",), ("blue", "azure")))


def test_a_whole_deck() -> None:
    deck = read(
        """format = 1
id = "turkic"
title = "Turkic   states"
tags = ["news"]
[source]
title = "A headline"
path = "seeds/a.txt"
url = "https://example.org"
published = 2025-09-12
sha256 = "00ff"
generator = "rules 1"
[[card]]
id = "q7k2mv"
kind = "choice"
prompt = "Where?"
answer = "Istanbul"
accept = ["Constantinople"]
distractors = ["Ankara"]
evidence = "It is in Istanbul."
as_of = 2025-09-12
rule = "located-in"
tags = ["a", "b"]
"""
    ).deck
    assert deck.title == "Turkic states"
    assert deck.source == Source(
        title="A headline",
        path="seeds/a.txt",
        url="https://example.org",
        published=dt.date(2025, 9, 12),
        sha256="00ff",
        generator="rules 1",
    )
    assert deck.notes == (
        Choice(
            id=NoteId("q7k2mv"),
            prompt="Where?",
            answer="Istanbul",
            accept=("Constantinople",),
            distractors=("Ankara",),
            evidence="It is in Istanbul.",
            as_of=dt.date(2025, 9, 12),
            rule="located-in",
            tags=("a", "b"),
        ),
    )


@pytest.mark.parametrize(
    ("card", "where", "what"),
    [
        ('answr = "x"\nanswer = "y"', "line 6, card k2", "There is no key `answr`. Did you mean `answer`?"),
        ('kind = "clozes"', "line 6, card k2", "There is no kind 'clozes'. Did you mean `cloze`?"),
        ('kind = "basic"', "line 4, card k2", "The card has no `answer`."),
        ('answer = "  "', "line 6, card k2", "The card has no `answer`."),
        ("answer = 1945", "line 6, card k2", '`answer` must be text, not a number. Put it in quotes: answer = "1945".'),
        ('answer = ["a"]', "line 6, card k2", "`answer` must be text, not a list."),
        ('answer = "y"\naccept = "z"', "line 7, card k2", "`accept` must be a list of texts"),
        ('answer = "y"\nreverse = "yes"', "line 7, card k2", "`reverse` must be true or false, not text."),
        ('answer = "y"\nas_of = "2025-09-12"', "line 7, card k2", "`as_of` must be a date without quotes"),
        ('answer = "y"\nas_of = 2025-09-12T10:00:00Z', "line 7, card k2", "`as_of` must be a date without quotes"),
        ('answer = "y"\nas_of = 2025-02-30', "line 7, card k2", "This is not valid TOML: Invalid date"),
        ('answer = "y"\nanswer = "z"', "line 7, card k2", "This is not valid TOML"),
        ('kind = "choice"\nanswer = "y"', "line 4, card k2", "A choice needs `distractors`"),
        ('kind = "choice"\nanswer = "y"\ndistractors = ["y"]', "line 4, card k2", "A choice needs `distractors`"),
        ('kind = "cloze"', "line 5, card k2", "The prompt of a cloze needs a hole, like {{c1::Paris}}."),
        ('kind = "list"', "line 4, card k2", "The list has no `answers`."),
        ('answer = "y"\nalso = "z"', "line 7, card k2", "`also` must be a list of sources"),
        ('answer = "y"\nalso = [{ titel = "z" }]', "line 7, card k2", "There is no key `titel`. Did you mean `title`?"),
        ('answers = ["a", []]', "line 6, card k2", "The list has a bad item."),
        ('answers = ["a"]\nanswer = "a"', "line 6, card k2", "A card has either `answer` or"),
        ('answer = "a"\nordered = true', "line 7, card k2", "`ordered` does not belong to a card of this kind"),
    ],
)
def test_a_bad_card_is_told_of_and_hides_no_other(card: str, where: str, what: str) -> None:
    file = read(GOOD + f'[[card]]\nprompt = "Bad?"\n{card}\nid = "k2"\n' + GOOD)
    first = str(file.problems[0])
    assert first.startswith(where)
    assert what in first
    assert [note.prompt for note in file.deck.notes] == ["Capital of France?"] * 2


def test_the_second_of_two_equal_ids_is_left_out() -> None:
    file = read('[[card]]\nid = "a"\nprompt = "1"\nanswer = "1"\n\n[[card]]\nid = "a"\nprompt = "2"\nanswer = "2"\n')
    assert [str(problem) for problem in file.problems] == [
        "line 7, card a: Card number 1 has the same id. Remove the line, and quiz gives a new one."
    ]
    assert [note.prompt for note in file.deck.notes] == ["1"]


@pytest.mark.parametrize("name", ["a/b", "a:c1", "a b", "", "x" * 65])
def test_ids_that_would_be_mistaken_for_others_are_refused(name: str) -> None:
    assert "An `id` is up to 64 letters" in said(GOOD + f'id = "{name}"\n')[0]


def test_mistakes_of_the_deck_itself_are_told_with_their_lines() -> None:
    assert said('titel = "x"\ntags = "news"\n\n[source]\nautor = "me"\npublished = 2025\n' + GOOD) == [
        "line 1: There is no key `titel`. Did you mean `title`?",
        'line 2: `tags` must be a list of texts, like tags = ["one", "two"].',
        "line 5: There is no key `autor`. Did you mean `author`?",
        "line 6: `published` must be a date without quotes, like published = 2025-09-12.",
    ]


def test_strings_that_look_like_headers_do_not_shift_the_lines() -> None:
    text = (
        "title = '''\n[[card]]\n'''\nnotes = [\n  [[\"card\"]],\n] # [[card]]\n"
        '[[card]] # the real one\nprompt = """\n[[card]]\n\\"""" \nanswer = "[[card]]"\nbad = 1\n'
    )
    keys = ", ".join(f"`{key}`" for key in ("format", "id", "title", "tags", "source", "card", "rejected", "written"))
    assert said(text) == [
        f"line 4: There is no key `notes`. There is {keys}.",
        "line 12, card number 1: There is no key `bad`. " + said(text)[1].split("`bad`. ")[1],
    ]


def test_several_cards_of_broken_toml_are_looked_past() -> None:
    broken = '[[card]]\nid = "b{}"\nprompt = "?"\nanswer = \n\n'
    file = read(broken.format(1) + GOOD + "\n" + broken.format(2) + GOOD)
    assert [(problem.line, problem.card) for problem in file.problems] == [(4, "b1"), (13, "b2")]
    assert len(file.deck.notes) == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("format = 2\n", "has deck format 2; this version of quiz reads format 1."),
        ("format = 0\n", "there is no deck format 0."),
        ("format = true\n", "`format` must be a number."),
        ("title = \n", "line 1, column 9: this is not valid TOML"),
        (GOOD + '[[card]]\nprompt = """\n' + GOOD, "this is not valid TOML: Unterminated string"),
        ("a = " + "[" * 100_000, "cannot be read"),
        ("a = " + "9" * 10_000, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_at_all(text: str, sentence: str) -> None:
    with pytest.raises(DeckError) as caught:
        read(text)
    assert caught.value.message.startswith("decks/trees.toml")
    assert sentence in caught.value.message or "not valid TOML" in caught.value.message


def test_an_empty_file_is_a_deck_that_lacks_cards() -> None:
    assert said("") == ["The deck has no cards. A card begins with a line [[card]]."]


def test_text_from_outside_loses_its_escapes() -> None:
    file = read('title = "a\\u001b]0;x\\u0007b"\n[[card]]\nprompt = "\\u001b[31mred\\u202e?"\nanswer = "\\u0007yes"\n')
    assert file.deck.title == "ab"
    assert file.deck.notes == (Basic(prompt="red?", answer="yes"),)


def test_line_ends_of_windows_and_a_byte_order_mark_are_nothing_special(tmp_path: Path) -> None:
    path = tmp_path / "w.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_deck(path).deck.notes == read(GOOD).deck.notes


def test_what_is_no_file_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latin, folder, missing, large = (tmp_path / name for name in ("latin.toml", "folder", "missing.toml", "large.toml"))
    latin.write_bytes(b'[[card]]\nprompt = "caf\xe9"\n')
    folder.mkdir()
    large.write_text(GOOD)
    monkeypatch.setattr(parse, "LARGEST_FILE", 10)
    for path, sentence in [
        (folder, f"{folder} is a folder."),
        (missing, f"There is no file {missing}."),
        (large, f"{large} is larger than 0 MB."),
    ]:
        with pytest.raises(DeckError) as caught:
            read_deck(path)
        assert caught.value.message == sentence
    monkeypatch.undo()
    with pytest.raises(DeckError, match=r"line 2: this is not UTF-8 text\."):
        read_deck(latin)


def test_a_file_says_what_ids_it_lacks() -> None:
    assert not read(GOOD).complete
    assert read('id = "x"\n' + GOOD + 'id = "y"\n').complete
    assert read(GOOD).unnamed == 2


def test_cards_that_are_not_wanted_are_ids_or_tables() -> None:
    by_hand = read('rejected = ["a", "b"]\n' + GOOD)
    assert by_hand.problems == ()
    assert by_hand.deck.rejected == ("a", "b")
    made = read(GOOD + '[[rejected]]\nid = "a"\nprompt = "Why?"\nanswer = "So"\nevidence = "It is so."\n')
    assert made.deck.refusals == (Refusal(id=NoteId("a"), prompt="Why?", answer="So", evidence="It is so."),)


def test_a_deck_of_nothing_but_refusals_lacks_no_cards() -> None:
    assert said('rejected = ["a"]\n') == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('rejected = "a"\n', "line 1: `rejected` must be a list of ids"),
        ("rejected = [1]\n", "line 1: An entry of `rejected` must be an id in quotes"),
        ('rejected = ["a/b"]\n', "line 1: In `rejected`: An `id` is up to 64 letters"),
        ('rejected = [{ id = "a", answr = "b" }]\n', "line 1: In `rejected`: There is no key `answr`"),
        ("written = 1\n", "line 1: `written` must be a table"),
        ('written = { a = "by hand" }\n', "line 1: The entry `a` of `written` is not as quiz made it"),
    ],
)
def test_mistakes_in_what_a_deck_remembers_are_told(text: str, message: str) -> None:
    file = read(text + GOOD)
    assert str(file.problems[0]).startswith(message)
    assert len(file.deck.notes) == 1
