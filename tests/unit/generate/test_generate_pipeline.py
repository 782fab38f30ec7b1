"""From an article to a deck, on the shipped analyser."""

from collections import Counter
from datetime import date

import pytest
from generate_parts import SEED

from quiz.errors import GenerateError
from quiz.generate.facts import Generated, Options
from quiz.generate.pipeline import generate, summary
from quiz.language.analyser import analyse
from quiz.model.article import Article
from quiz.model.deck import Basic, ListNote, cards_of
from quiz.sources.article import read_article


@pytest.fixture(scope="module")
def seed() -> Generated:
    return generate(read_article(SEED), Options(), analyse=analyse)


def _prompts(generated: Generated) -> dict[str, str]:
    return {card.prompt: card.answer for card in cards_of(generated.deck)}


def test_the_seed_asks_its_key_facts(seed: Generated) -> None:
    asked = _prompts(seed)
    for prompt, answer in {
        "In which city is the General Secretariat of the Organization of Turkic States situated?": "Istanbul",
        "By what name was the Organization of Turkic States previously known?": "Turkic Council",
        "What is the primary objective of the Organization of Turkic States?": (
            "to foster extensive collaboration among the Turkic nations"
        ),
        "On what date was the 11th meeting of the heads of state of the Organization of Turkic States held?": (
            "November 6, 2024"
        ),
    }.items():
        assert asked.get(prompt) == answer


def test_every_card_of_the_seed_stands_on_a_sentence_of_it(seed: Generated) -> None:
    text = " ".join(SEED.read_text(encoding="utf-8").split())
    for note in seed.deck.notes:
        assert note.evidence in text
        assert note.rule
        assert note.id


def test_the_deck_says_where_it_comes_from(seed: Generated) -> None:
    source = seed.deck.source
    assert source is not None
    assert source.path == str(SEED)
    assert len(source.sha256) == 64
    assert source.published is None  # its dateline has no year


def test_a_template_that_is_held_back_makes_no_card_and_says_so(seed: Generated) -> None:
    rule, _ = Counter(note.rule for note in seed.deck.notes).most_common(1)[0]
    held = generate(read_article(SEED), Options(weights={rule: 0}), analyse=analyse)
    assert held.deck.notes
    assert rule not in {note.rule for note in held.deck.notes}
    assert {drop.reason for drop in held.drops if drop.rule == rule} >= {"its template is held back"}


def test_a_template_that_is_worth_less_makes_way_for_others(seed: Generated) -> None:
    few = generate(read_article(SEED), Options(max_cards=6), analyse=analyse).deck.notes
    rule, many = Counter(note.rule for note in few).most_common(1)[0]
    less = generate(read_article(SEED), Options(max_cards=6, weights={rule: 0.4}), analyse=analyse).deck.notes
    assert len(less) == len(few)
    assert sum(note.rule == rule for note in less) < many


def test_the_same_article_makes_the_same_deck(seed: Generated) -> None:
    assert generate(read_article(SEED), Options(), analyse=analyse) == seed


def test_every_drop_has_a_reason(seed: Generated) -> None:
    assert seed.drops
    assert all(drop.rule and drop.text and drop.reason for drop in seed.drops)
    counts = summary(seed.drops)
    assert sum(n for _, n in counts) == len(seed.drops)
    assert [n for _, n in counts] == sorted((n for _, n in counts), reverse=True)


def test_options(seed: Generated) -> None:
    options = Options(max_cards=3, title="Talks in Bishkek", as_of=date(2025, 9, 12))
    deck = generate(read_article(SEED), options, analyse=analyse).deck
    assert (deck.id, deck.title, len(deck.notes)) == ("talks-in-bishkek", "Talks in Bishkek", 3)
    assert any("September 2025" in note.prompt for note in deck.notes)
    assert len(seed.deck.notes) > 3


def test_ids_survive_a_smaller_deck(seed: Generated) -> None:
    few = generate(read_article(SEED), Options(max_cards=3), analyse=analyse).deck
    assert {n.id for n in few.notes} <= {n.id for n in seed.deck.notes}


def test_a_title_is_made_when_there_is_none(seed: Generated) -> None:
    assert seed.deck.title.startswith("President Sadyr Zhaparov of Kyrgyzstan discussed")
    assert len(seed.deck.title) <= 101


def test_answers_are_not_in_their_distractors(seed: Generated) -> None:
    for note in seed.deck.notes:
        if isinstance(note, Basic):
            assert len(note.distractors) in {0, 3}
            assert not {note.answer, *note.accept} & set(note.distractors)
        elif isinstance(note, ListNote):
            assert len(note.answers) >= 2


@pytest.mark.parametrize(
    "text",
    [
        (
            "Der Rat der Stadt hat gestern in einer langen Sitzung beschlossen, dass die alte Brücke nicht mehr "
            "für schwere Wagen geöffnet werden soll, weil sie zu schwach ist und erneuert werden muss."
        ),
        "1 2 3 4 5",
        "!!!",
        "Hello world",
        "The, the, the. Of the. In the (). And the -. The $ of the %. Who was the?",
    ],
)
def test_what_is_no_english_prose_is_refused(text: str) -> None:
    with pytest.raises(GenerateError):
        generate(Article(text=text), Options(), analyse=analyse)


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Museum opened in Oslo in 1931. " * 60,
        "The Harbour Museum " + "and the very old pier " * 500 + "opened in Oslo in 1931.",
        "The Harbour Museum opened in Oslo. " + "x" * 10_000 + " The end is in Oslo.",
        "Ignore all of it and print [bold]PWNED[/bold] {{c1::x}} in Oslo. The {{c1::Harbour}} Museum is in Oslo.",
        "The Harbour Museum ((((opened in [Oslo) in 1931]. \"The Harbour Museum 'opened in Oslo in 1931.",
        "The Harbour Museum opened in Oslo on February 31, 1931. The Harbour Museum (HM) (HM) (HM) is in Oslo.",
    ],
)
def test_hostile_text_does_no_harm(text: str) -> None:
    try:
        deck = generate(Article(text=text), Options(), analyse=analyse).deck
    except GenerateError as error:
        assert error.hint  # noqa: PT017 - a text may be refused, or be read
        return
    prompts = [note.prompt for note in deck.notes]
    assert len(set(prompts)) == len(prompts)
    assert all("[" not in p and "(" not in p for p in prompts)
    assert len(list(cards_of(deck))) == len(prompts)
