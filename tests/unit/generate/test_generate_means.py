"""Who and what is meant: pronouns, definites, short names, and what a name is called."""

import pytest
from generate_parts import TREES

from quiz.generate.facts import Kind
from quiz.generate.reading.context import Context
from quiz.generate.reading.soles import is_sole
from quiz.generate.values.dates import Grain, When
from quiz.generate.values.leaning import leaning_dates
from quiz.language.conllu import read_conllu
from quiz.model.article import Article


def _context(tree: str, title: str = "") -> Context:
    document = read_conllu((TREES / f"{tree}.conllu").read_text(encoding="utf-8"))
    return Context(Article(text=document.text, title=title), document)


def _meant(tree: str, title: str = "") -> list[tuple[str, str]]:
    here = _context(tree, title)
    return [
        (s.slice(r.start, r.end), r.text)
        for s in here.document.sentences
        for r in sorted(here.references.of(s).values(), key=lambda r: r.start)
    ]


def test_he_and_she_are_the_likeliest_people_and_nobody_where_two_are_likely() -> None:
    assert _meant("pronoun_people", "Marta Keller") == [
        ("She", "Marta Keller"),
        ("Her", "Marta Keller's"),
        ("He", "Jon Berg"),
        ("her", "Marta Keller"),
        ("her", "Marta Keller's"),  # who is asked to do something does it
        ("her", "Ada Lorne's"),  # who a relative clause is about
        # "Lorne met Eva Salo. She left": either, or Marta Keller
        ("the engineer", "Marta Keller"),
        ("she", "Marta Keller"),
    ]


def test_it_and_the_class_word_are_the_thing_spoken_of() -> None:
    assert _meant("firm") == [
        ("It", "the Arvin Ferry Company"),
        ("its", "the Arvin Ferry Company's"),
        ("The company", "the Arvin Ferry Company"),
        ("the school", "the Harbour School"),
        ("It", "the Harbour School"),
        ("The country", "Norway"),
        ("the lake", "Lake Arvin"),
        # "the island" after two countries, and "its captain" after ferries, stay open
    ]


def test_the_town_is_the_one_in_title_and_dateline_not_one_passed_through() -> None:
    meant = _meant("home", "Jon Berg leads Oslo Bay")
    assert [pair for pair in meant if pair[0] in {"the town", "the city"}] == [
        ("the town", "Oslo Bay"),
        ("the city", "Oslo Bay"),
    ]
    assert ("the town", "Vienna") not in _meant("home", "Jon Berg leads again")


@pytest.mark.parametrize(("form", "gender"), [("Marta Keller", "she"), ("Jon Berg", "he"), ("Osvald", "")])
def test_genders_are_learned_from_pronouns_kinship_and_given_names(form: str, gender: str) -> None:
    here = _context("pronoun_people", "Marta Keller")
    name = here.names.by_form(form)
    assert name is not None
    assert here.references.gender_of(name) == gender


def test_a_reflexive_goes_back_to_its_subject_and_is_written_as_it_is() -> None:
    here = _context("pronoun_people", "Marta Keller")
    sentence = next(s for s in here.document.sentences if "herself" in s.text)
    herself = next(t for t in sentence.tokens if t.text == "herself")
    held = here.references.antecedent(sentence, herself)
    assert held is not None
    assert held.text == "she"
    assert herself.index not in here.references.of(sentence)


@pytest.mark.parametrize(
    ("form", "full", "kind"),
    [
        ("Marta Lind", "Oda of Arvin", Kind.PERSON),
        ("Oda", "Oda of Arvin", Kind.PERSON),
        ("Haakon IV", "Haakon IV", Kind.PERSON),
        ("Salo", "Eva Salo", Kind.PERSON),
        ("Eva", "Eva Salo", Kind.PERSON),
        ("HC6", "Harbour Controller 6", None),
        ("Harbour Controller 7", "Harbour Controller 7", None),
        ("Arvin", "Arvin", Kind.CITY),
    ],
)
def test_spellings_join_the_name_they_stand_for(form: str, full: str, kind: Kind | None) -> None:
    name = _context("spellings", "Oda of Arvin").names.by_form(form)
    assert name is not None
    assert name.full == full
    assert kind in {None, name.kind}


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Ada Lorne-Berg, painter of harbours, dies at 88", "Ada Lorne-Berg"),
        ("Obituary: Ada Lorne-Berg", "Ada Lorne-Berg"),
        ("Ada Lorne-Berg (1910–1998)", "Ada Lorne-Berg"),
        ("Ada Lorne-Berg, painter of harbours, leaves Norway", None),
    ],
)
def test_an_obituary_is_about_the_person_its_title_begins_with(title: str, topic: str | None) -> None:
    found = _context("obituary", title).topic
    assert topic == (found.full if found is not None else None)


def test_a_maiden_name_and_a_double_name_are_one_person_and_need_no_miss() -> None:
    here = _context("obituary", "Ada Lorne-Berg, painter, dies at 88")
    name = here.names.by_form("Ada Marie Lorne")
    assert name is not None
    assert name is here.names.by_form("Lorne") is here.names.by_form("Ada Lorne-Berg")
    sentence = next(s for s in here.sentences if s.text.startswith("Miss"))
    assert here.text(sentence, sentence.tokens) == "Ada Lorne-Berg left Bergen in 1931."


def test_a_surname_may_be_a_firms() -> None:
    names = _context("firm_surname").names
    firm, founder = names.by_form("Keller"), names.by_form("Max Keller")
    assert firm is not None
    assert founder is not None
    assert (firm.kind, founder.kind) == (Kind.ORGANIZATION, Kind.PERSON)


def test_only_one_of_its_sort() -> None:
    document = _context("firm").document
    assert is_sole(document, "museum")
    assert is_sole(document, "captain")
    assert not is_sole(document, "ferry")  # of several, and of one company


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Keller left that same year .", ["1931"]),
        ("Keller left the following year .", ["1932"]),
        ("Keller left the next day .", ["May 4, 1931"]),
        ("Keller left later that year .", ["1931"]),
        ("Keller spent the whole year .", []),
    ],
)
def test_dates_that_lean_on_the_one_before(words: str, expected: list[str]) -> None:
    rows = [f"{i} {word} {word} NOUN NN _ {0 if i == 2 else 2} dep" for i, word in enumerate(words.split(), 1)]
    sentence = read_conllu("\n".join(rows).replace("0 dep", "0 root") + "\n").sentences[0]
    last = When(start=0, end=1, grain=Grain.DAY, year=1931, month=5, day=3, text="May 3, 1931")
    assert [when.text for when in leaning_dates(sentence, last)] == expected
