"""Names, dates, numbers, clauses, references, ids, ranking and distractors, each by itself."""

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
from generate_parts import context, made
from hypothesis import given
from hypothesis import strategies as st

from quiz.generate.choosing.distractors import distractors
from quiz.generate.choosing.gates import first_objection
from quiz.generate.choosing.rank import choose, deck_size
from quiz.generate.choosing.rivals import rivals
from quiz.generate.entities.names import classify
from quiz.generate.entities.places import capitals, country
from quiz.generate.facts import Kind
from quiz.generate.grammar.quotes import quoted_offsets
from quiz.generate.identity import deck_id, note_id
from quiz.generate.values.dates import Grain, article_date, find_dates
from quiz.generate.values.numbers import in_words, spellings, value
from quiz.language.conllu import read_conllu
from quiz.language.document import Document


def _dates(words: str, tags: str, today: date | None = None, *, root: int = 1) -> tuple[str | None, ...]:
    rows = [
        f"{i} {word} {word} {tag.split('/')[0]} {tag.split('/')[1]} _ {0 if i == root else root} "
        f"{'root' if i == root else 'obl'}"
        for i, (word, tag) in enumerate(zip(words.split(), tags.split(), strict=True), 1)
    ]
    document = read_conllu("\n".join(rows) + "\n")
    return tuple(when.text if when.known else None for when in find_dates(document.sentences[0], today))


@pytest.mark.parametrize(
    ("words", "tags", "expected"),
    [
        ("met on November 6 , 2024", "VERB/VBD ADP/IN PROPN/NNP NUM/CD PUNCT/, NUM/CD", ("November 6, 2024",)),
        ("met on 6 November 2024", "VERB/VBD ADP/IN NUM/CD PROPN/NNP NUM/CD", ("6 November 2024",)),
        ("met in May 2021", "VERB/VBD ADP/IN PROPN/NNP NUM/CD", ("May 2021",)),
        ("met in 1987", "VERB/VBD ADP/IN NUM/CD", ("1987",)),
        ("met on November 6", "VERB/VBD ADP/IN PROPN/NNP NUM/CD", (None,)),
        ("may march in", "AUX/MD VERB/VB ADP/IN", ()),
        ("paid $ 1987", "VERB/VBD SYM/$ NUM/CD", ()),
    ],
)
def test_dates(words: str, tags: str, expected: tuple[str | None, ...]) -> None:
    found = _dates(words, tags)
    assert tuple(f and f.replace(" ,", ",") for f in found) == expected


@pytest.mark.parametrize(
    ("words", "tags", "expected"),
    [
        ("left on Tuesday", "VERB/VBD ADP/IN PROPN/NNP", "September 9, 2025"),
        ("left yesterday", "VERB/VBD NOUN/NN", "September 11, 2025"),
        ("left on August 3", "VERB/VBD ADP/IN PROPN/NNP NUM/CD", "August 3, 2025"),
        ("left on December 3", "VERB/VBD ADP/IN PROPN/NNP NUM/CD", "December 3, 2024"),
        ("left last year", "VERB/VBD ADJ/JJ NOUN/NN", "2024"),
    ],
)
def test_relative_dates_against_the_day_of_the_article(words: str, tags: str, expected: str) -> None:
    assert _dates(words, tags, date(2025, 9, 12)) == (expected,)


def test_an_impossible_day_is_no_date() -> None:
    assert _dates("met on February 30 , 2024", "VERB/VBD ADP/IN PROPN/NNP NUM/CD PUNCT/, NUM/CD") == ()


def test_a_dateline_with_its_year_dates_the_article() -> None:
    line = "1 Friday Friday PROPN NNP _ 0 root\n2 , , PUNCT , _ 1 punct\n3 May May PROPN NNP _ 1 appos\n"
    rest = "4 7 7 NUM CD _ 3 nummod\n5 , , PUNCT , _ 6 punct\n6 2015 2015 NUM CD _ 3 nmod\n"
    assert article_date(read_conllu(line + rest)) == date(2015, 5, 7)
    assert article_date(context("dated").document) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("OTTERBURG/PROPN ,/PUNCT Norway/PROPN ,/PUNCT May/PROPN 7/NUM ,/PUNCT 2015/NUM ./PUNCT", date(2015, 5, 7)),
        ("Otterburg/PROPN ,/PUNCT 7/NUM May/PROPN 2015/NUM", date(2015, 5, 7)),
        ("By/ADP Ann/PROPN Lee/PROPN Friday/PROPN ,/PUNCT 7/NUM May/PROPN 2015/NUM", date(2015, 5, 7)),
        (
            "ELK/PROPN and/CCONJ ULM/PROPN ,/PUNCT 7/NUM May/PROPN 2015/NUM –/PUNCT Sales/NOUN rose/VERB",
            date(2015, 5, 7),
        ),
        ("Ann/PROPN Lee/PROPN (/PUNCT 7/NUM May/PROPN 1915/NUM –/PUNCT 8/NUM May/PROPN 1990/NUM )/PUNCT", None),
        ("Ann/PROPN left/VERB on/ADP 7/NUM May/PROPN 2015/NUM ./PUNCT", None),
    ],
)
def test_a_dateline_may_name_places_and_writers_first(line: str, expected: date | None) -> None:
    tokens = [token.rsplit("/", 1) for token in line.split()]
    rows = [
        f"{i} {word} {word} {tag} _ _ {0 if i == 1 else 1} {'root' if i == 1 else 'dep'}"
        for i, (word, tag) in enumerate(tokens, 1)
    ]
    assert article_date(read_conllu("\n".join(rows) + "\n")) == expected


def test_spellings_of_a_date() -> None:
    when = find_dates(context("event_date").document.sentences[0], None)[0]
    assert when.grain is Grain.DAY
    assert when.spellings() == ("3 May 2021", "2021-05-03")


def test_acronyms_join_the_name_they_stand_for() -> None:
    name = context("acronym").names.by_form("RTC")
    assert name is not None
    assert (name.full, name.acronym, name.article, name.count) == ("River Trade Council", "RTC", True, 3)


@pytest.mark.parametrize(
    ("full", "label", "kind", "noun"),
    [
        ("Norway", "LOC", Kind.COUNTRY, "country"),
        ("Vienna", "LOC", Kind.CITY, "city"),
        ("Harbour Museum", "ORG", Kind.FACILITY, "museum"),
        ("Harbour Prize", "MISC", Kind.PRIZE, "prize"),
        ("University of Arvin", "ORG", Kind.ORGANIZATION, "university"),
        ("Lake Arvin", "LOC", Kind.PLACE, "lake"),
        ("Paris Keller", "PERSON", Kind.PERSON, ""),
        ("Zeppelin", "", Kind.NAME, ""),
    ],
)
def test_kinds_of_names(full: str, label: str, kind: Kind, noun: str) -> None:
    assert classify(full, label) == (kind, noun)


def test_everyday_names_of_countries() -> None:
    for name in ("Türkiye", "the UK", "U.S.", "Britain", "England", "North Korea", "DPRK"):
        assert country(name) is not None, name
    assert country("Hong Kong") is None
    assert capitals()["astana"].name == "Kazakhstan"


def test_numbers() -> None:
    assert [value(t) for t in ("two", "forty-eight", "1,234.5", "84121", "several", "million")] == [
        2, 48, 1234.5, 84121, None, 1_000_000,
    ]  # fmt: skip
    assert spellings("84,121") == ("84121",)
    assert spellings("seven") == ("7",)


@given(st.integers(0, 99))
def test_words_and_values_of_numbers_agree(number: int) -> None:
    assert value(in_words(number)) == number


def test_quoted_parts_of_a_text() -> None:
    text = 'He said "yes" and left. "No end'
    inside = quoted_offsets([(0, text)])
    assert "".join(text[i] for i in sorted(inside)) == '"yes""No end'


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('When young," they left. "No", he said.', '"No"'),
        ('The so-called "salt road“, an old path, is long.', '"salt road“'),
        ('They run schools for towns," For example, kits". More.', ""),
    ],
)
def test_a_mark_that_closes_nothing_quotes_nothing(text: str, quoted: str) -> None:
    assert "".join(text[i] for i in sorted(quoted_offsets([(0, text)]))) == quoted


def test_deck_ids() -> None:
    assert deck_id("Zürich's „great“ debate, 2025") == "zurichs-great-debate-2025"
    assert deck_id("…", "stem_01") == "stem-01"
    assert deck_id("") == "deck"
    assert len(deck_id("word " * 40)) <= 48


@given(st.text(), st.text(), st.text())
def test_note_ids_depend_on_nothing_else_and_never_clash(deck: str, evidence: str, answer: str) -> None:
    taken: set[str] = set()
    first = note_id(deck, evidence, answer, "rule", taken)
    assert first == note_id(deck, evidence, answer, "rule", set())
    second = note_id(deck, evidence, answer, "rule", taken)
    assert second != first
    for one in (first, second):
        assert len(one) == 6
        assert one[0].isalpha()
        assert one.isalnum()
        assert one.islower() or one.isdigit()


def test_deck_sizes() -> None:
    assert [deck_size(w, None) for w in (10, 300, 301, 1_200, 5_000)] == [4, 10, 10, 40, 82]
    assert deck_size(300, 3) == 3
    assert deck_size(300, 50) == 10


def test_at_most_three_cards_of_one_sentence_and_none_twice() -> None:
    here = context("dated")
    passed, _ = made("dated")
    other = [
        replace(passed[0], prompt=f"With which ferry did {name} begin?", answers=((name,),))
        for name in ("Tern", "Gull")
    ]
    chosen, drops = choose([*passed, *other], here, 24)
    first = [one for one in chosen if one.sentence is here.document.sentences[0]]
    assert len(first) == 3
    assert {d.reason for d in drops} >= {"its sentence has enough cards already"}
    again, _ = choose([*passed, *other, *passed], here, 24)
    assert [one.prompt for one in again] == [one.prompt for one in chosen]


def test_a_full_deck_says_so() -> None:
    passed, _ = made("dated")
    chosen, drops = choose(passed, context("dated"), 1)
    assert len(chosen) == 1
    assert "the deck is full" in {d.reason for d in drops}


def test_two_answers_to_one_question_are_rivals() -> None:
    one = next(c for c in made("object")[0] if c.rule == "object")
    other = replace(one, answers=(("Elsewhere",),), fact=replace(one.fact, value="Elsewhere"))
    assert [c for c, _ in rivals([one, other])] == [one, other]
    assert list(rivals([one, one])) == []
    wider = replace(one, answers=(("Oslo, Bergen",),), fact=replace(one.fact, value="Oslo, Bergen"))
    worded = replace(one, answers=(("Oslo and Bergen",),), fact=replace(one.fact, value="Oslo and Bergen"))
    assert list(rivals([wider, worded])) == []


def test_distractors_are_of_the_same_kind_and_never_in_the_evidence() -> None:
    here = context("subject")
    one = next(c for c in made("subject")[0] if c.answer == "Norway")
    found = distractors(one, here)
    assert len(found) == 3
    assert "Norway" not in found
    assert all(country(name) is not None for name in found)
    assert all(name not in one.sentence.text for name in found)


def test_years_are_moved_but_never_past_the_article() -> None:
    here = context("dated", as_of=date(1935, 1, 1))
    one = next(c for c in made("dated")[0] if c.answer_kind is Kind.YEAR)
    found = distractors(one, here)
    assert len(set(found)) == 3
    assert all(1900 < int(year) <= 1935 and year != "1931" for year in found)


def test_without_three_safe_ones_there_are_none() -> None:
    one = next(c for c in made("object")[0] if c.answer == "Harbour Museum")
    assert distractors(one, context("object")) == ()


def test_lists_have_no_distractors() -> None:
    one = next(c for c in made("listed")[0] if c.rule == "list")
    assert distractors(one, context("listed")) == ()


def _candidate(prompt: str, answer: str = "Norway", **more: object) -> str | None:
    one = next(c for c in made("subject")[0] if c.rule == "subject" and c.answer == "Norway")
    base = {"prompt": prompt, "answers": ((answer,),), "used": (), "asked": (), "clause": (), "joints": ()}
    return first_objection(replace(one, **{**base, **more}), context("subject"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("prompt", "answer", "reason"),
    [
        ("Which country hosted the Lakeside Summit in 2019?", "Norway", None),
        ("Which country hosted the lakeside summit?", "Norway", "nothing in the question says what it is about"),
        ("Which country hosted the Lakeside Summit yesterday?", "Norway", "the time is relative (yesterday)"),
        ("Which country hosted Oslo on Tuesday?", "Norway", "the time is relative (a day of the week)"),
        ("Who left Oslo?", "Norway", "the question has 3 words"),
        ("Which country did not host the Lakeside Summit?", "Norway", "the question is negative"),
        ("Which country was the Lakeside Summit hosted by?", "Norway", "the question ends in a stranded word"),
        ("Which country hosted our Lakeside Summit?", "Norway", "the question speaks to somebody"),
        (
            "Which country hosted the Lakeside (2019) Summit?",
            "Norway",
            "the question holds brackets or quotation marks",
        ),
        ("Which country hosted A, B, C, and D?", "Norway", "the question has too many commas"),
        ("Which capital of Norway is it?", "Norway", "the question gives the answer away (norway)"),
        ("Which country hosted the Lakeside Summit?", "Norway,", "the answer is not clean"),
        ("Which country hosted the Lakeside Summit?", "their Norway", "the answer holds a pronoun"),
        ("Which country hosted the Lakeside Summit?", "norway", "the answer is not a name"),
        ("Which country hosted the Lakeside Summit?", "a b c d e f g h i j", "the answer has 10 words"),
    ],
)
def test_gates_on_wording(prompt: str, answer: str, reason: str | None) -> None:
    assert _candidate(prompt, answer) == reason


def test_a_question_and_its_answer_add_up_to_the_clause() -> None:
    good = "Which country hosted the Lakeside Summit in 2019?"
    assert _candidate(good, used=(1, 2, 3, 4, 5, 6), asked=(0,), clause=(0, 1, 2, 3, 4, 5, 6)) is None
    lost = "question and answer do not add up to the sentence"
    assert _candidate(good, used=(1, 2, 3, 4), asked=(0,), clause=(0, 1, 2, 3, 4, 5, 6)) == lost
    twice = "a word of the sentence stands twice in the question"
    assert _candidate(good, used=(1, 1, 2, 3, 4, 5, 6), asked=(0,), clause=(0, 1, 2, 3, 4, 5, 6)) == twice


def test_an_unsure_attachment_closes_the_gate() -> None:
    one = next(c for c in made("subject")[0] if c.rule == "subject" and c.answer == "Norway")
    unsure = tuple(replace(t, confidence=0.2) for t in one.sentence.tokens)
    objection = first_objection(replace(one, sentence=replace(one.sentence, tokens=unsure)), context("subject"))
    assert objection is not None
    assert objection.startswith("the analysis is not certain")


def test_an_empty_document_has_no_names() -> None:
    from quiz.generate.entities.names import Names

    assert list(Names(Document("", ()))) == []


def test_no_two_word_lists_share_a_name() -> None:
    found = (files("quiz.generate") / "words").iterdir()
    names = [line for file in found for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("[")]
    assert len(names) == len(set(names))
