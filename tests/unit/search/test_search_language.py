"""The search language: what each term means, what is told of a wrong one, and that nothing crashes it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quiz.model.memory import StudyDay
from quiz.search import QueryError, fold, parse
from quiz.search.fold import fold_all
from quiz.search.query import All, Day, Days, Either, Is, Name, Named, Not, Number, Range, Status, Words

TODAY = StudyDay(20_346)  # 2025-09-15


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", All()),
        ("  * ", All()),
        ("Zürich", Words("zurich")),
        ("peru lima", All((Words("peru"), Words("lima")))),
        ('"the  Peru"', Words("the peru")),
        ('"not closed', Words("not closed")),
        ("-peru", Not(Words("peru"))),
        ("well-known", Words("well-known")),
        ("- peru", All((Words("-"), Words("peru")))),
        ("lima or quito chad", Either((Words("lima"), All((Words("quito"), Words("chad")))))),
        ("a (lima OR quito", All((Words("a"), Either((Words("lima"), Words("quito")))))),
        ("-(a b)", Not(All((Words("a"), Words("b"))))),
        ('"or"', Words("or")),
        ("deck:Capitals", Named(Name.DECK, "capitals")),
        ('DECK:"Turkic states"', Named(Name.DECK, "turkic states")),
        ("tag:geo*", Named(Name.TAG, "geo*")),
        ("source:bbc", Named(Name.SOURCE, "bbc")),
        ("rule:located-in", Named(Name.RULE, "located-in")),
        ("kind:cloze", Named(Name.KIND, "cloze")),
        ("is:Suspended", Is(Status.SUSPENDED)),
        ("is:learn", Is(Status.LEARNING)),
        ("lapses:>3", Range(Number.LAPSES, 3, None, low_in=False)),
        ("reps:0", Range(Number.REPS, 0, 0)),
        ("ivl:<=21d", Range(Number.INTERVAL, None, 21)),
        ("interval:7..30", Range(Number.INTERVAL, 7, 30)),
        ("stability:..2.5", Range(Number.STABILITY, None, 2.5)),
        ("difficulty:!=5", Not(Range(Number.DIFFICULTY, 5, 5))),
        ("retrievability:<90%", Range(Number.RETRIEVABILITY, None, 0.9, high_in=False)),
        ("recall:>0.5", Range(Number.RETRIEVABILITY, 0.5, None, low_in=False)),
        ("due:today", Days(Day.DUE, None, TODAY)),
        ("due:tomorrow", Days(Day.DUE, TODAY + 1, TODAY + 1)),
        ("due:<7", Days(Day.DUE, None, TODAY + 6)),
        ("due:>=7", Days(Day.DUE, TODAY + 7, None)),
        ("due:2025-09-20..", Days(Day.DUE, TODAY + 5, None)),
        ("due:2025-09-16..2025-09-17", Days(Day.DUE, TODAY + 1, TODAY + 2)),
        ("due:-3..-1", Days(Day.DUE, TODAY - 3, TODAY - 1)),
        ("answered:today", Days(Day.ANSWERED, TODAY, TODAY)),
        ("answered:<7", Days(Day.ANSWERED, TODAY - 6, None)),
        ("answered:>30", Days(Day.ANSWERED, None, TODAY - 31)),
        ("answered:3..7", Days(Day.ANSWERED, TODAY - 7, TODAY - 3)),
        ("answered:<2025-09-01", Days(Day.ANSWERED, None, TODAY - 15)),
        ("added:2025-09-01..2025-09-15", Days(Day.ADDED, TODAY - 14, TODAY)),
    ],
)
def test_what_a_search_means(text: str, query: object) -> None:
    assert parse(text, TODAY) == query


@pytest.mark.parametrize(
    ("text", "at", "says"),
    [
        ("peru lapse:3", 5, "lapses:"),
        ("what: is", 0, "quoted"),
        ("lapses:many", 0, "number"),
        ("lapses:", 0, "number"),
        ("peru or", 5, "between"),
        ("or peru", 0, "between"),
        ("a or or b", 2, "between"),
        ("peru)", 4, "closes nothing"),
        ("is:hungry", 0, "suspended"),
        ("is:", 0, "word"),
        ("due:someday", 0, "today"),
        ("due:2025-13-01", 0, "day"),
        ("deck:", 0, "name"),
        ("(" * 40, 20, "deeply"),
        ("x" * 1001, 1000, "1,000"),
    ],
)
def test_a_wrong_search_is_told_with_its_place(text: str, at: int, says: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    assert caught.value.at == at
    assert says in f"{caught.value.message} {caught.value.hint}"
    assert f"character {at + 1}" in caught.value.message


@given(st.text(alphabet=st.characters(), max_size=60))
@example("\x1b[31m is:\u202e due:٣..٤")
@example("\ud800 deck:\ud800")
@example("-" * 900)
@example("lapses:>" + "9" * 400)
@example("due:999999999")
def test_no_text_breaks_it(text: str) -> None:
    found: object = None
    try:
        found = parse(text, TODAY)
    except QueryError as error:
        found = error
    assert not isinstance(found, QueryError) or (0 <= found.at <= len(text) and found.message.isprintable())


_TERMS = st.sampled_from(
    ["lima", '"two words"', "is:new", "-is:due", "lapses:>1", "due:<3", "(a or b)", "-(a b)", "tag:x", "or", "(", ")"]
)


@given(st.lists(_TERMS, max_size=12))
def test_terms_in_any_order_are_read_or_refused(terms: list[str]) -> None:
    try:
        first = parse(" ".join(terms), TODAY)
    except QueryError:
        return
    assert parse("  ".join(terms) + " ", TODAY) == first


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "\x1f" not in fold(text)


def test_folding_ignores_case_accents_and_typographic_signs() -> None:
    assert fold("Łódź  São\nPAULO Straße İstanbul N’Djamena") == "lodz sao paulo strasse istanbul n'djamena"


@given(
    st.lists(
        st.text(st.characters(codec="utf-8")) | st.sampled_from(["Łódź  ist", " a", "ß ", "\0", "\x1f", "", "ﬀ ½ Å"])
    )
)
def test_many_texts_are_folded_as_each_is(texts: list[str]) -> None:
    assert fold_all(texts) == [fold(text) for text in texts]
