"""Statements with a hole: what is kept of a sentence, what may be hidden, and what hint it gets."""

import pytest

from quiz.generate.choosing.gates import first_objection
from quiz.generate.facts import Candidate, Options
from quiz.generate.pipeline import generate
from quiz.generate.reading.context import Context
from quiz.generate.rules import statement
from quiz.language.analyser import analyse
from quiz.model.article import Article
from quiz.model.deck import Cloze

LIFE = "Ada Lorne was a Danish painter. She was born in Oslo in 1931. "


def _clozes(text: str, title: str = "Ada Lorne") -> list[str]:
    article = Article(text=f"{LIFE}{text}\n", title=title)
    context = Context(article, analyse(article.text), heading=analyse(title))
    found = (one for one in statement.RULE.find(context) if isinstance(one, Candidate))
    return [one.prompt for one in found if first_objection(one, context) is None]


@pytest.mark.parametrize(
    ("sentence", "cloze"),
    [
        (
            "However, she was hired by the painter Edvard Holm to work for the Harbour Museum in 1958.",
            "Ada Lorne was hired by the painter {{c1::Edvard Holm::person}} to work for the Harbour Museum in 1958.",
        ),
        ("In 1962 she moved to Bergen, and they painted this.", "In 1962 Ada Lorne moved to {{c1::Bergen::place}}."),
        (
            "She then moved to Bergen, where she attended the Harbour School.",
            "Ada Lorne moved to {{c1::Bergen::place}}, where she attended the Harbour School.",
        ),
        (
            "Her museum in Arvin is the third largest gallery of Norway after Oslo.",
            "Ada Lorne's museum in Arvin is the {{c1::third::ordinal number}} largest gallery of Norway after Oslo.",
        ),
        (
            "With 1,240 visitors a day, her museum in Arvin is a large gallery of Norway.",
            "With {{c1::1,240::number}} visitors a day, Ada Lorne's museum in Arvin is a large gallery of Norway.",
        ),
    ],
)
def test_keeps_the_words_of_the_article(sentence: str, cloze: str) -> None:
    assert cloze in _clozes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "She might have sold the picture to Edvard Holm in 1960.",
        "If she had stayed, Edvard Holm would have married her in 1960.",
        "That was the case with Edvard Holm and the others in 1960.",
        "She now lives with Edvard Holm in the same house as before.",
        "Is it true that Edvard Holm bought the picture in 1960?",
    ],
)
def test_leaves_alone_what_is_no_fact_or_points_out_of_itself(sentence: str) -> None:
    assert [one for one in _clozes(sentence) if "Holm" in one] == []


def test_hides_no_part_of_a_title() -> None:
    made = _clozes("She wrote the libretto of the opera Journey to the Northern Star with Jon Berg in 1971.")
    assert any("Journey to the Northern Star with {{c1::Jon Berg::person}} in 1971." in one for one in made)
    assert not any("{{c1::Journey" in one or "Star::" in one for one in made)


def test_a_noun_is_hidden_with_its_first_letters() -> None:
    made = _clozes("In 1962 she moved to Bergen and recovered from malaria in the monastery of Arvin.")
    assert any("{{c1::malaria::m…}}" in one for one in made)


def test_a_second_card_of_a_sentence_hides_what_the_first_does_not_tell() -> None:
    text = (
        "Arvin Lighthouse\n\nThe Arvin Lighthouse was built in Norway in 1871 by the engineer Ada Lorne for the "
        "Harbour Guild of Bergen.\n"
    )
    deck = generate(Article(text=text, title="Arvin Lighthouse"), Options(), analyse=analyse).deck
    holes = [note for note in deck.notes if isinstance(note, Cloze)]
    asked = [note for note in deck.notes if not isinstance(note, Cloze)]
    for hole in holes:
        hidden = hole.prompt.split("{{c1::")[1].split("::")[0]
        assert all(hidden not in note.prompt for note in asked if note.evidence == hole.evidence)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("She studied with Jon Berg or taught at the Harbour School in 1955.", "Lorne taught"),  # one of the two
        ("Her house in Arvin had been abandoned and is now a museum of 40 rooms.", "is a museum"),  # not all along
        ("She built between 12 and 15 boats with Jon Berg.", "::number"),  # half of a range
        ("In 1955, her picture of Arvin was the second of three hundred, and many were sold.", "many were"),
    ],
)
def test_takes_nothing_out_that_others_belong_to(sentence: str, words: str) -> None:
    assert [one for one in _clozes(sentence) if words in one] == []


def test_what_opens_the_second_verb_goes_before_the_subject() -> None:
    made = _clozes("She sold it, and at the age of forty moved to Bergen.")
    assert not any("Lorne at the age" in one for one in made)


def test_a_life_may_be_told_by_what_it_has_seen() -> None:
    made = _clozes("She has been married to the painter Edvard Holm since 1960.")
    assert "Ada Lorne has been married to the painter {{c1::Edvard Holm::person}} since 1960." in made


@pytest.mark.parametrize(
    ("sentence", "cloze"),
    [
        ("In 1960 she sold half of her pictures to the Harbour Museum.", "{{c1::half::share}} of her pictures"),
        ("She bought houses in three towns: Arvin, Bergen and Odda.", "in {{c1::three::number}} towns: Arvin"),
        ("She met Edvard Holm in 1960; that was a scandal.", "Ada Lorne met {{c1::Edvard Holm::person}} in 1960."),
    ],
)
def test_reads_shares_lists_and_what_stands_before_a_semicolon(sentence: str, cloze: str) -> None:
    assert any(cloze in one for one in _clozes(sentence))


@pytest.mark.parametrize(
    ("sentence", "hidden"),
    [
        ("She bought houses in many towns, such as Bergen, in 1960.", "Bergen"),  # one of many
        ("In 1960 she joined the Arvin Harbour Bureau Jon Berg.", "Arvin Harbour Bureau Jon Berg"),  # two names
        ("She died in late May 1983 in Oslo.", "May 1983"),  # half of what is told
    ],
)
def test_hides_nothing_that_others_would_fill_or_that_is_cut(sentence: str, hidden: str) -> None:
    assert [one for one in _clozes(sentence) if f"c1::{hidden}" in one] == []


def test_praise_is_no_fact() -> None:
    assert [one for one in _clozes("Her house in Bergen is a wonderful museum of 40 rooms.") if "40" in one] == []


def test_two_statements_that_differ_in_the_hole_alone_are_not_asked() -> None:
    text = "There are ferries from Bergen via Odda to Arvin. There are also ferries from Oslo via Odda to Arvin.\n"
    article = Article(text=f"Arvin\n\nArvin is a town in Norway. {text}", title="Arvin")
    deck = generate(article, Options(), analyse=analyse).deck
    assert not any("{{c1::Bergen" in note.prompt or "{{c1::Oslo" in note.prompt for note in deck.notes)
