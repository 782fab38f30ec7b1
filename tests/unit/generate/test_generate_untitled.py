"""Reports without a title: what nothing places is not asked, letters are asked only where somebody can know them."""

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.analyser import analyse
from quiz.model.article import Article

REPORT = """The Arvin Port Authority (APA) has thanked the crews of three tugs for their help during a storm in the bay.

Ada Lorne implemented major projects in the port during her tenure in Arvin, the authority said. Jon Berg secured first
position in the pilots' test with 91 percent. The Harbour Museum lent Ada Lorne a boat in 2019 for her crossing of the
bay. The dramatic exit of the former harbour master Sten Moe led to long delays at many quays.

Marta Keller of the River Trade Council met Ada Lorne and Eva Salo on the quay to discuss the plans of the authority for
new cranes, which are to be built by a firm from Norway within two years. Sailors said that the old cranes had been slow
and that the work could not wait any longer. The port is used by many ferries, and most of them have to wait for a berth
on busy days. The pilots also asked for better lights on the pier, because two boats had run aground there at night. The
authority said that it would look into the matter and that the lights on the pier would be replaced as soon as there was
enough money for them.
"""


def _shown(text: str, title: str = "") -> dict[str, str]:
    flowing = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
    article = Article(text=flowing, title=title)
    context = Context(article, analyse(flowing), heading=analyse(title) if title else None)
    return {one.shown: one.answer for one in find_candidates(context)[0]}


def test_letters_need_a_title() -> None:
    assert not any("stand for" in shown for shown in _shown(REPORT))
    assert "Storm damages three tugs in bay: What does APA stand for?" in _shown(
        REPORT, "Storm damages three tugs in bay"
    )


def test_what_only_a_title_could_place_is_not_asked() -> None:
    asked = [shown for shown in _shown(REPORT) if shown.endswith("?")]
    assert not any("projects" in shown or "position" in shown or "exit" in shown for shown in asked)


def test_a_year_places_a_question_without_a_title() -> None:
    assert any("2019" in shown or answer == "2019" for shown, answer in _shown(REPORT).items())


def test_a_short_text_without_a_title_is_about_each_of_its_facts() -> None:
    assert _shown("Ada Lorne directed the Harbour Museum. Jon Berg founded the River Trade Council in Arvin.")


def test_letters_of_agencies_and_of_several_bodies_are_not_asked() -> None:
    text = "The Lakeside News Agency (LNA) met the Arvin Trade Committees (ATC) and the River Trade Council (RTC)."
    asked = _shown(f"{text} The RTC, the ATC and the LNA agreed.", "Ferries to cross bay again")
    assert [one for one in asked if "stand for" in one] == ["Ferries to cross bay again: What does RTC stand for?"]


RESULTS = (
    """Arvin Harbour School produced strong results in the Nordic Pilots' Test. A total of 51 pupils took part.

In the river stream, Ada Lorne secured first position with 97.2 percent. In the sea stream, Jon Berg topped the school
with 92 percent.

"""
    + "The teachers of the school said that all pupils had worked hard and that they were proud of them. " * 8
)


def test_a_short_opening_that_names_who_did_what_is_the_headline_of_a_text_without_one() -> None:
    opening = "Arvin Harbour School produced strong results in the Nordic Pilots' Test"
    asked = _shown(RESULTS)
    assert any(shown.startswith(f"{opening}: ") and answer == "Ada Lorne" for shown, answer in asked.items())


def test_an_opening_on_a_weekday_is_no_headline() -> None:
    asked = _shown(RESULTS.replace("Pilots' Test.", "Pilots' Test on Tuesday."))
    assert not any(": " in shown.replace("::", "") for shown in asked)
