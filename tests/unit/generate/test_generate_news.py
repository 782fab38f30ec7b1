"""What a report tells under its headline: figures, sites and bodies of the day, and what goes on at its time."""

import pytest

from quiz.generate.facts import Candidate, Options
from quiz.generate.pipeline import generate
from quiz.generate.reading.context import Context
from quiz.generate.rules import statement
from quiz.language.analyser import analyse
from quiz.model.article import Article

HEADLINE = "Burglars raid the Arvin Harbour Museum"
LEAD = "Friday, May 7, 2021\n\nBurglars have raided the Harbour Museum in Arvin, Norway. "


def _told(text: str) -> list[str]:
    article = Article(text=f"{LEAD}{text}\n", title=HEADLINE)
    context = Context(article, analyse(article.text), heading=analyse(HEADLINE))
    return [one.prompt for one in statement.RULE.find(context) if isinstance(one, Candidate)]


def test_a_name_in_quotation_marks_is_hidden_between_them() -> None:
    made = _told('The raid was announced on Tuesday by a user of the website "Tidewater Board", a rival of the museum.')
    assert any('the website "{{c1::Tidewater Board::website}}"' in one for one in made)


def test_how_many_times_as_much_is_asked_with_its_ending() -> None:
    made = _told("Visits to the Harbour Museum in Arvin had increased 12-fold before the raid.")
    assert any("increased {{c1::12-fold::…-fold}} before" in one for one in made)


def test_a_number_before_a_participle_counts_the_noun_behind_it() -> None:
    made = _told("The fees in Arvin are worked out by the museum from 35 best-paid years of a guide.")
    assert any("from {{c1::35::number}} best-paid years" in one for one in made)


@pytest.mark.parametrize(
    "sentence", ["Ada Lorne, 42, and her husband Jon Berg, 36, left the Harbour Museum in May 2020."]
)
def test_ages_behind_names_are_left_out(sentence: str) -> None:
    made = _told(sentence)
    assert made
    assert not any("42" in one or "36" in one for one in made)


def test_the_next_election_of_an_old_report_is_left_out() -> None:
    made = _told("Ada Lorne was due to stand in the Arvin seat in Norway at the next election.")
    assert any(one.endswith("seat in Norway.") for one in made)


def test_letters_are_known_that_the_headline_holds() -> None:
    text = "The party KPN has suspended a candidate of the party. Ada Lorne was to stand for the KPN in Arvin in 2021."
    deck = generate(Article(text=text, title="KPN candidate suspended"), Options(), analyse=analyse).deck
    assert any(note.prompt.startswith("KPN candidate suspended: ") for note in deck.notes)


@pytest.mark.parametrize(
    ("sentence", "hole"),
    [
        (
            (
                "Mercury can lead to serious health problems including brain damage, "
                "stunted growth and deafness in Norway."
            ),
            "{{c1::deafness::d…}}",
        ),
        (
            "The mayor gave Ada Lorne of Arvin the option to come to the museum for an internship.",
            "{{c1::internship::i…}}",
        ),
        ("Ada Lorne of Arvin is on trial for manslaughter.", "{{c1::manslaughter::m…}}"),
    ],
)
def test_the_point_of_a_sentence_is_hidden_wherever_it_stands(sentence: str, hole: str) -> None:
    assert any(hole in one for one in _told(sentence))


def test_what_somebody_saw_others_do_is_not_cut_off() -> None:
    made = _told("The final saw the teams Tidewater and Arvin Terns, from Bergen, face off in a long match.")
    assert not any(one.endswith(("Bergen::city}}.", "from Bergen.")) for one in made)


def test_a_child_of_the_lead_needs_no_family_name() -> None:
    title = "Parents on trial after death of daughter"
    text = (
        "Friday, May 8, 2020\n\nJon Lorne and his wife Ada Lorne are on trial for the death of their daughter, Runa. "
        "Runa developed severe eczema at the age of four months. The doctors saw Runa in a clinic in Bergen.\n"
    )
    deck = generate(Article(text=text, title=title), Options(), analyse=analyse).deck
    assert any("Runa" in note.prompt for note in deck.notes)
