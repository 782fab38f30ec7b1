"""What counts as the same answer, what is nearly right and what is not, by examples."""

from dataclasses import dataclass
from itertools import permutations

import pytest
from rapidfuzz.distance import OSA

from quiz.grading import grade, grade_choice, grade_shown
from quiz.grading.known import known_names
from quiz.model.answer import Mark, Verdict
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId
from quiz.model.memory import Rating

RIGHT, CLOSE, WRONG = Verdict.RIGHT, Verdict.CLOSE, Verdict.WRONG


@dataclass(frozen=True)
class Case:
    verdict: Verdict
    answer: str
    given: str
    prompt: str = "?"
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()


def case(verdict: Verdict, answer: str, given: str, **more: object) -> object:
    made = Case(verdict, answer, given, **more)
    return pytest.param(made, id=f"{answer}|{given}|{verdict}")


def card_of(answer: str, *, prompt: str = "?", accept=(), distractors=()) -> Card:
    return Card(
        id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.BASIC, prompt=prompt,
        answers=((answer, *accept),), distractors=distractors,
    )  # fmt: skip


CASES = [
    case(RIGHT, "Iran", "iran"),
    case(WRONG, "Iran", "Iraq"),
    case(WRONG, "Iran deal", "Iraq deal"),
    case(WRONG, "Louis X", "Louis"),
    case(WRONG, "Security", "Scurity Council"),
    case(RIGHT, "Johnson & Johnson", "johnson and johnson"),
    case(WRONG, "Republic of Niger", "Republic of Nigeria"),
    case(CLOSE, "Republic of Kenya", "Republic of Keyna"),
    case(WRONG, "yes", "no"),
    case(WRONG, "Iraq", "iran"),
    case(WRONG, "Niger", "Nigeria"),
    case(WRONG, "Nigeria", "Niger"),
    case(CLOSE, "Nigeria", "Nigera"),
    case(WRONG, "2022", "2024"),
    case(RIGHT, "all but one", "all except one"),
    case(RIGHT, "everyone but him", "Everyone except for him"),
    case(RIGHT, "Türkiye", "Turkiye", accept=("Turkey",)),
    case(RIGHT, "Türkiye", "turkey", accept=("Turkey",)),
    case(CLOSE, "Türkiye", "Turkey"),
    case(WRONG, "Türkiye", "Turkey", prompt="What is Turkey called since 2022?"),
    case(RIGHT, "6 November 2024", "Nov 6 2024"),
    case(RIGHT, "8,000", "eight thousand"),
    case(RIGHT, "EU", "the EU"),
    case(RIGHT, "European Union", "The European Union"),
    case(CLOSE, "European Union", "EU"),
    case(CLOSE, "EU", "European Union"),
    case(WRONG, "European Union", "EU", prompt="What does EU stand for?"),
    case(RIGHT, "Bishkek", "in bishkek"),
    case(CLOSE, "Bishkek", "Bishkk"),
    case(WRONG, "Bishkek", "Tashkent"),
    case(RIGHT, "Bishkek", "“Bishkek.”"),
    case(RIGHT, "Sadyr Zhaparov", "Zhaparov", prompt="Who is president?"),
    case(RIGHT, "Sadyr Zhaparov", "President Sadyr Zhaparov", prompt="Who is president?"),
    case(RIGHT, "Sadyr Zhaparov", "Zhaparov, Sadyr", prompt="Who is president?"),
    case(CLOSE, "Sadyr Zhaparov", "Sadyr", prompt="Who is president?"),
    case(CLOSE, "Sadyr Zhaparov", "Zaparov", prompt="Who is president?"),
    case(CLOSE, "Sadyr Zhaparov", "Sadir Zhaparow", prompt="Who?"),
    case(CLOSE, "Buenos Aires", "Aires"),
    case(WRONG, "Security Council", "Council"),
    case(WRONG, "Joe Biden", "Hunter Biden", prompt="Who"),
    case(CLOSE, "Donald Trump", "Trump", prompt="Who won?", distractors=("Melania Trump",)),
    case(RIGHT, "J. R. R. Tolkien", "JRR Tolkien", prompt="Who"),
    case(RIGHT, "Donald J. Trump", "Donald Trump", prompt="Who"),
    case(RIGHT, "Donald Trump", "D. Trump", prompt="Who"),
    case(RIGHT, "Ursula von der Leyen", "von der Leyen", prompt="Who"),
    case(RIGHT, "Ursula von der Leyen", "Leyen", prompt="Who"),
    case(RIGHT, "Martin Luther King Jr.", "Martin Luther King", prompt="Who"),
    case(RIGHT, "Łódź", "Lodz"),
    case(RIGHT, "Köln", "Koeln"),
    case(RIGHT, "Straße", "strasse"),
    case(RIGHT, "co-operation", "cooperation"),
    case(RIGHT, "organisation", "organization"),
    case(RIGHT, "colour", "color"),
    case(RIGHT, "World War II", "World War 2"),
    case(RIGHT, "World War II", "world war two"),
    case(WRONG, "World War II", "World War I"),
    case(WRONG, "C++", "C"),
    case(WRONG, "C#", "C"),
    case(RIGHT, "C++", "c++"),
    case(WRONG, "vitamin A", "vitamin C"),
    case(WRONG, "Vitamin A", "vitamin"),
    case(RIGHT, "AT&T", "AT and T"),
    case(RIGHT, "Smith & Wesson", "smith and wesson"),
    case(RIGHT, "U.S.", "US"),
    case(RIGHT, "O'Neill", "O’Neill"),
    case(RIGHT, "O'Neill", "o neill"),
    case(WRONG, "legal", "illegal"),
    case(WRONG, "North Korea", "South Korea"),
    case(WRONG, "hypertension", "hypotension"),
    case(WRONG, "not guilty", "guilty"),
    case(WRONG, "Monet", "Manet"),
    case(CLOSE, "Kyrgyzstan", "Kirgizstan"),
    case(RIGHT, "12%", "12 percent"),
    case(CLOSE, "12 %", "12"),
    case(WRONG, "10²", "102"),
    case(RIGHT, "Apple Inc.", "Apple"),
    case(RIGHT, "St. Petersburg", "Saint Petersburg"),
    case(CLOSE, "Regional and international security issues", "international and regional security issues"),
    case(CLOSE, "Regional and international security issues", "regional international security"),
    case(WRONG, "Regional and international security issues", "security"),
    case(RIGHT, "Organization of Turkic States", "organisation of the turkic states"),
    case(CLOSE, "Organization of Turkic States", "OTS"),
    case(CLOSE, "Istanbul", "Istanbul, Türkiye"),
    case(CLOSE, "Istanbul, Türkiye", "Istanbul"),
    case(WRONG, "Bishkek", "Bishkek, Tashkent", distractors=("Tashkent", "Baku")),
    case(RIGHT, "Organization of Turkic States (OTS)", "Organization of Turkic States"),
    case(CLOSE, "Organization of Turkic States (OTS)", "OTS"),
    case(RIGHT, "2.5 million", "2,500,000"),
    case(RIGHT, "103 million", "one hundred and three million"),
    case(RIGHT, "half a million", "500000"),
    case(RIGHT, "1.5 million", "one and a half million"),
    case(WRONG, "7-Eleven", "7"),
    case(WRONG, "12 Angry Men", "12"),
    case(RIGHT, "12 Angry Men", "twelve angry men"),
    case(RIGHT, "five", "5"),
    case(WRONG, "sixteen", "sixty"),
    case(RIGHT, "first", "1st"),
    case(RIGHT, "Second World War", "2nd world war"),
    case(RIGHT, "Москва", "Moskva"),
    case(RIGHT, "東京", "東京"),
    case(WRONG, "他", "她"),
    case(WRONG, "が", "か"),
    case(RIGHT, "...", "..."),
    case(WRONG, "...", "x"),
    case(RIGHT, "The The", "the the"),
    case(CLOSE, "General Motors", "Motors"),
    case(RIGHT, "Emmanuel Macron", "president macron", prompt="Who is.."),
    case(WRONG, "Austria", "Australia"),
    case(WRONG, "Slovakia", "Slovenia"),
    case(CLOSE, "Slovenia", "Slovania"),
    case(WRONG, "Budapest", "Bucharest"),
    case(WRONG, "Paris", ""),
    case(WRONG, "Paris", "   "),
    case(CLOSE, "Paris", "Parris"),
    case(WRONG, "Oman", "Roman"),
    case(WRONG, "Mali", "Malí o"),
    case(RIGHT, "Mali", "Malí"),
    case(RIGHT, "New York", "newyork"),
    case(CLOSE, "New York", "New Yrok"),
    case(WRONG, "stalactite", "stalagmite"),
    case(WRONG, "George W. Bush", "George H. W. Bush", prompt="Who"),
    case(WRONG, "Elizabeth II", "Elizabeth I", prompt="Who"),
    case(WRONG, "Louis XIV", "Louis XVI", prompt="Who"),
    case(RIGHT, "Louis XIV", "louis 14"),
    case(WRONG, "Kim Jong Un", "Kim Jong Il", prompt="Who"),
    case(CLOSE, "United Kingdom", "UK"),
    case(CLOSE, "United States", "usa"),
    case(CLOSE, "Michelangelo Buonarroti", "Michelangelo", prompt="Who painted"),
]


@pytest.mark.parametrize("one", CASES)
def test_the_verdict_is_what_a_fair_teacher_would_say(one: Case):
    card = card_of(one.answer, prompt=one.prompt, accept=one.accept, distractors=one.distractors)
    assert grade(card, one.given).verdict is one.verdict


SAME_THING = [
    ("the Danube", "danube", RIGHT), ("Danube", "the river Danube", CLOSE), ("Lake Victoria", "Victoria", CLOSE),
    ("Mount Everest", "mt everest", RIGHT), ("Zürich", "Zuerich", RIGHT), ("ISTANBUL", "ıstanbul", RIGHT),
    ("20th century", "twentieth century", RIGHT), ("20th century", "XX century", RIGHT), ("in Paris", "Paris", RIGHT),
    ("to resign", "resign", RIGHT), ("by train", "train", RIGHT), ("his wife", "wife", RIGHT),
    ("dogs", "dog", CLOSE), ("elections", "election", CLOSE), ("Oxford University", "University of Oxford", CLOSE),
    ("cats and dogs", "dogs and cats", CLOSE), ("rock and roll", "rock 'n' roll", RIGHT),
    ("analyse", "analyze", RIGHT), ("grey", "gray", RIGHT), ("catalogue", "catalog", RIGHT),
    ("aluminium", "aluminum", RIGHT), ("Moby-Dick; or, The Whale", "Moby Dick", CLOSE),
    ("Star Wars: A New Hope", "Star Wars", CLOSE), ("spring 2024", "Spring of 2024", RIGHT),
    ("Myanmar", "Burma", CLOSE), ("Kyiv", "Kiev", CLOSE), ("Mumbai", "Bombay", CLOSE), ("CO₂", "co2", RIGHT),
    ("Kazakhstan", "Kazakstan", CLOSE), ("Istanbul", "Instanbul", CLOSE), ("Philippines", "Phillipines", CLOSE),
    ("photosynthesis", "photosynthesys", CLOSE), ("Albert Einstein", "Albert Einstien", CLOSE),
    ("Wednesday", "Wendesday", CLOSE), ("Germany", "Germnay", CLOSE), ("Brazil", "Brasil", CLOSE),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "given", "verdict"), SAME_THING)
def test_one_thing_is_said_in_many_ways(answer: str, given: str, verdict: Verdict):
    assert grade(card_of(answer), given).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "given", "verdict"),
    [
        ("president Joe Biden", "Biden", RIGHT), ("Biden", "Joe Biden", CLOSE), ("Viktor Orbán", "Orban Viktor", RIGHT),
        ("Park Geun-hye", "Geun-hye Park", RIGHT), ("John F. Kennedy", "John Kennedy", RIGHT),
        ("Queen Elizabeth II", "Elizabeth II", RIGHT), ("Charles de Gaulle", "de Gaulle", RIGHT),
        ("Theodore Roosevelt", "Franklin Roosevelt", WRONG), ("Kim Jong Un", "Kim Jong Il", WRONG),
    ],
)  # fmt: skip
def test_a_person_is_called_in_many_ways(answer: str, given: str, verdict: Verdict):
    assert grade(card_of(answer, prompt="Who was it?"), given).verdict is verdict


@pytest.mark.parametrize(
    ("answer", "given", "slip"),
    [
        ("Istanbul", "Istambul", True), ("Sadyr Zhaparov", "Zaparov", True),
        ("6 November 2024", "6 Novmber 2024", True),
        ("Organization of Turkic States", "OTS", False), ("6 November 2024", "November 2024", False),
        ("12 %", "12", False), ("Buenos Aires", "Aires", False), ("Istanbul", "Istanbul", False),
        ("Istanbul", "Rome", False),
    ],
)  # fmt: skip
def test_only_mistyped_letters_may_have_been_a_typo(answer: str, given: str, *, slip: bool):
    assert grade(card_of(answer, prompt="Who?"), given).slip is slip


CONFUSED = [
    ("March", "May"), ("March 2024", "May 2024"), ("June", "July"), ("Guinea", "Guyana"), ("Ireland", "Iceland"),
    ("Latvia", "Libya"), ("Sweden", "Switzerland"), ("Kuwait", "Kuwait City"), ("West Virginia", "Virginia"),
    ("New York", "York"), ("Rhine", "Rhone"), ("Sunni", "sunny"), ("Nixon", "Dixon"), ("Adams", "Adam"),
    ("Athens", "Athena"), ("Sparta", "Spartan"), ("Pluto", "Plato"), ("Newton", "Newtown"), ("Seoul", "Soul"),
    ("Conservative", "Conservation"), ("Democrats", "democracy"), ("Maine", "main"), ("Hungary", "hungry"),
    ("Henry VIII", "Henry VII"), ("Apollo 11", "Apollo 13"), ("COVID-19", "COVID-18"), ("5 million", "5 billion"),
    ("Texas", "taxes"), ("Kansas", "Arkansas"), ("Indiana", "India"), ("Tunis", "Tunisia"), ("Bern", "Berlin"),
    ("Iran", "Iraq"), ("Niger", "Nigeria"), ("Austria", "Australia"), ("Slovakia", "Slovenia"), ("2022", "2024"),
    ("Budapest", "Bucharest"), ("Gambia", "Zambia"), ("Mauritius", "Mauritania"), ("North Korea", "South Korea"),
    ("Monet", "Manet"), ("hypertension", "hypotension"), ("legal", "illegal"), ("employer", "employee"),
    ("immigration", "emigration"), ("stalactite", "stalagmite"), ("World War I", "World War II"),
    ("Dominica", "Dominican"), ("sixteen", "sixty"), ("guilty", "not guilty"), ("C", "C++"),
    ("6 May 2024", "6 June 2024"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), CONFUSED)
def test_a_slip_is_never_forgiven_across_two_things_that_exist(one: str, other: str):
    assert grade(card_of(one), other).verdict is WRONG
    assert grade(card_of(other), one).verdict is WRONG


def test_no_country_capital_or_people_passes_for_another():
    names = known_names()
    for one, other in permutations(sorted(names), 2):
        near = OSA.distance(one, other, score_cutoff=3) <= 3 or set(one.split()) <= set(other.split())
        if near and not names[one] & names[other] and one.replace(" ", "") != other.replace(" ", ""):
            assert grade(card_of(one.title()), other).verdict is WRONG, (one, other)
            assert grade(card_of(other.title()), one).verdict is WRONG, (other, one)


def test_a_wrong_option_of_the_card_is_never_a_slip_for_the_answer():
    assert grade(card_of("Maputo"), "Maputa").verdict is CLOSE
    assert grade(card_of("Maputo", distractors=("Maputa",)), "Maputa").verdict is WRONG
    assert grade(card_of("Maputo", distractors=("Maputaa",)), "Maputaaa").verdict is WRONG


def test_what_was_typed_may_be_nearer_to_a_wrong_option():
    card = card_of("Thompson", distractors=("Thomson",))
    assert grade(card, "Thomson").verdict is WRONG
    assert grade(card, "Thompsen").verdict is CLOSE


def test_the_nearest_spelling_is_the_one_shown():
    graded = grade(card_of("Türkiye", accept=("Turkey",)), "turkey")
    assert (graded.verdict, graded.expected) == (RIGHT, "Turkey")
    assert grade(card_of("Türkiye", accept=("Turkey",)), "France").expected == "Türkiye"


@pytest.mark.parametrize(
    ("given", "rating"), [("Bishkek", Rating.GOOD), ("Bishkk", Rating.HARD), ("Osh", Rating.AGAIN), ("", Rating.AGAIN)]
)
def test_the_verdict_suggests_a_rating(given: str, rating: Rating):
    assert grade(card_of("Bishkek"), given).rating is rating


def test_nothing_typed_has_nothing_to_lay_over():
    graded = grade(card_of("Bishkek"), "")
    assert (graded.verdict, graded.pieces) == (WRONG, ())


def test_a_near_miss_is_laid_over_the_spelling_it_comes_closest_to():
    person = card_of("Kubanychbek Omuraliev", prompt="Who was the Secretary-General?", accept=("Omuraliev",))
    graded = grade(person, "omuralyev")
    assert (graded.verdict, graded.slip, graded.expected) == (CLOSE, True, "Omuraliev")


def test_of_two_words_with_little_in_common_no_letter_is_taken_for_the_same():
    pieces = grade(card_of("all but one"), "all hut one").pieces
    assert [piece.text for piece in pieces] == ["all ", "h", "b", "ut one"]
    pieces = grade(card_of("all but one"), "all within one").pieces
    assert [piece.text for piece in pieces] == ["all ", "within", "but", " one"]


def test_the_letters_that_differ_are_marked():
    pieces = grade(card_of("Bishkek"), "Bishkk").pieces
    assert [(piece.mark, piece.text) for piece in pieces] == [
        (Mark.SAME, "Bishk"),
        (Mark.MISSING, "e"),
        (Mark.SAME, "k"),
    ]


def test_only_the_answer_itself_is_the_right_choice():
    card = card_of("Iran", distractors=("Iraq",))
    assert grade_choice(card, "Iran").verdict is RIGHT
    assert grade_choice(card, "Iran").rating is Rating.GOOD
    assert grade_choice(card, "Iraq").verdict is WRONG
    assert grade_choice(card, "Iraq").rating is Rating.AGAIN


def test_looking_at_the_answer_compares_nothing():
    graded = grade_shown(card_of("Iran"))
    assert (graded.verdict, graded.rating, graded.expected) == (Verdict.SHOWN, None, "Iran")
