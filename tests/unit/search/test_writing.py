"""What is written as a search is read as one term, whatever the text it is about."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.model.memory import StudyDay
from quiz.model.text import one_line
from quiz.search import parse
from quiz.search.query import Name, Named, Words
from quiz.search.writing import term
from tests.hostile import PAYLOADS

TODAY = StudyDay(20_000)
texts = st.one_of(st.sampled_from(sorted(PAYLOADS.values())), st.text(min_size=1, max_size=400)).filter(
    lambda text: bool(one_line(text))
)


@given(texts)
def test_every_text_is_one_term(text: str) -> None:
    assert isinstance(parse(term(text), TODAY), Words)
    found = parse(term(text, "deck"), TODAY)
    assert isinstance(found, Named)
    assert found.what is Name.DECK


def test_any_letters_stand_for_quotation_marks() -> None:
    assert term('Who said "yes"?') == '"Who said *yes*?"'
    assert term("a“b”c", "tag") == 'tag:"a*b*c"'
