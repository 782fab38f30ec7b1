"""What is written is what is read, whatever stands in it."""

import re
from contextlib import suppress
from dataclasses import replace

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import DeckError
from quiz.formats.blocks import cards_in, find_blocks
from quiz.formats.toml_deck import dump_deck, parse_deck
from quiz.formats.toml_text import quote
from quiz.model.deck import Basic, Choice, Cloze, Deck, DeckId, ListNote, NoteId, Source, Support, holes, trace_of
from quiz.model.text import clean, one_line
from quiz.model.trace import Refusal

at_leisure = settings(max_examples=60)
nasty = st.sampled_from(
    ['"', "\\", '"""', "'''", "\n", "\t", "[[card]]", "\n[[card]]\n", "#", "=", "\\u0041", "é", "🇰🇬", " \n"]
)
text = st.lists(st.one_of(nasty, st.text(max_size=8)), max_size=6).map("".join).map(clean)
full = text.filter(str.strip)
line = full.map(one_line).filter(bool)
texts = st.lists(full, max_size=3).map(tuple)
supports = st.builds(Support, title=st.just("") | line, path=st.none() | text, url=st.none() | text, evidence=text)
common = {
    "prompt": full,
    "evidence": text,
    "as_of": st.none() | st.dates(),
    "rule": text,
    "tags": texts,
    "also": st.lists(supports, max_size=2).map(tuple),
}
word = st.text(alphabet="abcdefghjk0123456789", min_size=1, max_size=8)
cloze_prompt = st.tuples(text, line.filter(lambda t: not re.search(r"[{}:]", t)), text).map(
    lambda parts: f"{parts[0]}{{{{c1::{parts[1]}}}}}{parts[2]}"
)
notes = st.one_of(
    st.builds(Basic, **common, answer=full, accept=texts, distractors=texts, reverse=st.booleans()),
    st.builds(
        Choice, **common, answer=full, accept=texts, distractors=st.lists(full, min_size=1, max_size=2).map(tuple)
    ).filter(lambda note: any(text != note.answer for text in note.distractors)),
    st.builds(
        Cloze,
        **{**common, "prompt": cloze_prompt.filter(lambda p: all(hole.text.strip() for hole in holes(p)))},
        accept=texts,
        distractors=texts,
    ),
    st.builds(
        ListNote,
        **common,
        answers=st.lists(st.lists(full, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(tuple),
        ordered=st.booleans(),
    ),
)
sources = st.none() | st.builds(
    Source,
    title=st.just("") | line,
    path=st.none() | text,
    url=st.none() | text,
    published=st.none() | st.dates(),
    author=st.just("") | line,
    sha256=text,
    generator=text,
)


refusals = st.builds(Refusal, id=word.map(NoteId), prompt=text, answer=text, evidence=text)


@st.composite
def decks(draw: st.DrawFn) -> Deck:
    found = draw(st.lists(notes, min_size=1, max_size=4))
    names = draw(st.lists(st.none() | word, min_size=len(found), max_size=len(found)))
    used: set[str] = set()
    named = []
    for note, name in zip(found, names, strict=True):
        fresh = None if name is None or name in used else NoteId(name)
        used.add(name or "")
        named.append(replace(note, id=fresh))
    refused = draw(st.lists(refusals, max_size=2, unique_by=lambda refusal: refusal.id))
    return Deck(
        id=DeckId(draw(line)),
        title=draw(line),
        notes=tuple(named),
        tags=draw(texts),
        source=draw(sources),
        refusals=tuple(refused),
        written=tuple(trace for note in named[: draw(st.integers(0, 4))] if (trace := trace_of(note))),
    )


@at_leisure
@given(decks())
def test_a_deck_that_is_written_is_read_again(deck: Deck) -> None:
    file = parse_deck(dump_deck(deck), name="x.toml", stem="x")
    assert file.problems == ()
    assert file.deck == deck
    assert dump_deck(file.deck) == dump_deck(deck)


@at_leisure
@given(text)
def test_every_string_survives_its_quotes(value: str) -> None:
    assert tomli.loads(f"a = {quote(value)}\n")["a"] == value


@at_leisure
@given(decks())
def test_every_card_is_found_on_its_line(deck: Deck) -> None:
    written = dump_deck(deck)
    cards = cards_in(find_blocks(written))
    assert len(cards) == len(deck.notes)
    for card, note in zip(cards, deck.notes, strict=True):
        table = tomli.loads(written[card.start : card.end])["card"][0]
        assert clean(table["prompt"]) == note.prompt
        assert written.count("\n", 0, card.start) + 1 == card.line
        for key, number in card.keys.items():
            assert written.split("\n")[number - 1].startswith(f"{key} = ")


def test_the_layout_is_that_of_the_description() -> None:
    layout = """format = 1
id = "capitals"
title = "Capitals"
tags = ["europe"]

[source]
title = "A page"
url = "https://example.org"
generator = "rules 1"

[[card]]
id = "q7k2mv"
kind = "basic"
prompt = "Capital of \\"France\\"?"
answer = "Paris"
accept = ["Paname"]
distractors = ["Lyon", "Nice"]
reverse = true
evidence = \"\"\"
Paris is the
capital.\"\"\"
as_of = 2025-09-12
rule = "capital"
tags = ["a"]

[[card]]
kind = "list"
prompt = "Colours?"
answers = ["red", ["blue", "azure"]]
ordered = false
"""
    assert dump_deck(parse_deck(layout, name="x", stem="x").deck) == layout


@at_leisure
@given(decks(), st.data())
def test_a_deck_file_that_was_tampered_with_is_read_or_refused(deck: Deck, data: st.DataObject) -> None:
    written = dump_deck(deck)
    start = data.draw(st.integers(0, len(written)))
    end = data.draw(st.integers(start, min(len(written), start + 20)))
    tampered = written[:start] + data.draw(st.one_of(nasty, st.text(max_size=8))) + written[end:]
    try:
        file, refusal = parse_deck(tampered, name="x.toml", stem="x"), ""
    except DeckError as error:
        file, refusal = None, error.message
    if file is None:
        assert refusal.startswith("x.toml")
    else:
        lines = tampered.count("\n") + 1
        assert all(problem.line is None or 1 <= problem.line <= lines for problem in file.problems)
        assert len(file.places) == len(file.deck.notes)


@at_leisure
@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(DeckError):
        parse_deck(text, name="x.toml", stem="x")
