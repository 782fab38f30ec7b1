"""The quick way to read a deck file says what the thorough way says, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import DeckError
from quiz.formats.parse import parse_deck
from quiz.formats.plain import read_plain
from quiz.formats.toml_text import dump_deck
from quiz.model.deck import Basic, Deck, DeckId, NoteId
from tests.unit.formats.test_round_trip import at_leisure, decks, full, line, refusals, text, texts, word

HEAD = 'format = 1\nid = "d"\ntitle = "D"\n'
CARD = '\n[[card]]\nid = "a"\nkind = "basic"\nprompt = "Q?"\nanswer = "A"\n'

plain_notes = st.builds(Basic, id=word.map(NoteId), prompt=full, answer=full, accept=texts, evidence=text, tags=texts)
plain_decks = st.builds(
    Deck,
    id=line.map(DeckId),
    title=line,
    tags=texts,
    notes=st.lists(plain_notes, min_size=1, max_size=4, unique_by=lambda note: note.id).map(tuple),
    refusals=st.lists(refusals, max_size=1).map(tuple),
)


def check(content: str) -> bool:
    """Assert that both ways agree, and return whether the quick one could be gone."""
    found = read_plain(content, name="d.toml", stem="d")
    if found is None:
        return False
    file = parse_deck(content, name="d.toml", stem="d")
    deck, notes = found
    assert not file.problems
    assert file.complete
    assert file.deck == Deck(
        id=deck.id,
        title=deck.title,
        tags=deck.tags,
        source=deck.source,
        refusals=deck.refusals,
        written=deck.written,
        notes=notes.notes(),
    )
    return True


@at_leisure
@given(plain_decks)
def test_a_deck_of_plain_notes_reads_the_same(deck: Deck) -> None:
    check(dump_deck(deck))


@at_leisure
@given(st.one_of(plain_decks, decks()), st.data())
def test_a_file_with_anything_in_it_reads_the_same_or_the_other_way(deck: Deck, data: st.DataObject) -> None:
    content = dump_deck(deck)
    place = data.draw(st.integers(0, len(content)))
    odd = data.draw(
        st.sampled_from(
            [
                '"',
                "\\",
                "\n",
                '"""',
                "'''",
                "#",
                "\n# a\n",
                "\n[[card]]\n",
                CARD,
                "reverse = true\n",
                "\x1b[2J",
                "\r",
                "\u202e",
            ]
        )
    )
    changed = content[:place] + odd + content[place:]
    try:
        parse_deck(changed, name="d.toml", stem="d")
    except DeckError:
        assert read_plain(changed, name="d.toml", stem="d") is None
    else:
        check(changed)


@pytest.mark.parametrize(
    "content",
    [
        HEAD + CARD,
        "\ufeff" + HEAD + CARD + CARD.replace('"a"', '"b"'),
        (HEAD + CARD).replace("\n", "\r\n"),
        HEAD + CARD + 'accept = ["B", "\\"C\\""]\nevidence = "It says\\nso."\ntags = ["x", "y z"]\n',
        HEAD + CARD + '\n[[rejected]]\nid = "r"\n\n[written]\na = "01234567-89abcdef"\n',
        HEAD + 'tags = ["all"]\n\n[source]\ntitle = "T"\n' + CARD,
    ],
)
def test_what_quiz_writes_goes_the_quick_way(content: str) -> None:
    assert check(content)


@pytest.mark.parametrize(
    "content",
    [
        CARD,
        "\n" + CARD,
        HEAD.replace('id = "d"\n', "") + CARD,
        HEAD + CARD + CARD,
        HEAD + CARD.replace('"Q?"', '" "'),
        HEAD + CARD.replace('"A"', '"\\t"'),
        HEAD + CARD.replace('"A"', '"\\u001b[2J"'),
        HEAD + CARD.replace('"A"', '"\x1b[2J"'),
        HEAD + CARD.replace('"A"', "'A'"),
        HEAD + CARD.replace('"a"', '"a/b"'),
        HEAD + CARD + "reverse = true\n",
        HEAD + CARD + "# a comment\n",
        HEAD + CARD + 'tags = [" "]\n',
        HEAD + CARD + '[[card.also]]\ntitle = "T"\n',
        HEAD + CARD + '\n[[rejected]]\nid = "r"\n' + CARD.replace('"a"', '"b"'),
        HEAD + "card = []\n" + CARD,
        HEAD + CARD + '\n[written]\nnot = "as quiz wrote it"\n',
        HEAD + "colour = 1\n" + CARD,
        HEAD.replace('"D"', "'''\n") + CARD + "\n[written]\nx = '''\n",
        HEAD.replace("format = 1", "format = 2") + CARD,
        HEAD,
    ],
)
def test_what_quiz_would_not_write_is_left_to_the_thorough_way(content: str) -> None:
    assert not check(content)
