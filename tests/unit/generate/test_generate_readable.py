"""What is no running English text is refused with a sentence that says what it is; all texts here are invented."""

import pytest

from quiz.errors import GenerateError
from quiz.generate.facts import Options
from quiz.generate.pipeline import generate
from quiz.generate.readable import check_text
from quiz.language.analyser import analyse
from quiz.model.article import Article

PROSE = (
    "The Lindwurm Bridge crosses the river Orle near the village of Tann. It was opened in May 1931 by Mayor Ada Holm, "
    "and it carries two railway tracks. About 40 trains use it every day."
)
SPANISH = (
    "El puente cruza el río cerca del pueblo y fue inaugurado por la alcaldesa en mayo de 1931. Lleva dos vías de tren "
    "y lo usan unos cuarenta trenes al día, aunque en invierno son menos."
)
GERMAN = (
    "Die Brücke überquert den Fluss in der Nähe des Dorfes und wurde im Mai 1931 von der Bürgermeisterin eröffnet. Sie "
    "trägt zwei Gleise, und etwa vierzig Züge fahren am Tag über sie."
)
FRENCH = (
    "Le pont traverse la rivière près du village et il a été inauguré par la maire en mai 1931. Il porte deux voies "
    "ferrées, et une quarantaine de trains l'empruntent chaque jour."
)
RUSSIAN = "Мост пересекает реку недалеко от деревни. Его открыла мэр города в мае 1931 года, и по нему ходят поезда."
CODE = """def area(width, height):
    \"\"\"Return the area of the rectangle that was given to it.\"\"\"
    if width < 0 or height < 0:
        raise ValueError("no side of it is shorter than nothing")
    total = [w * h for (w, h) in zip(width, height)]
    return {"total": sum(total), "count": len(total)}
"""
TABLE = """name,town,year,length
Lindwurm Bridge,Tann,1931,240
Old Weir,Tann,1874,55
Mill Bridge,Orleby,1902,31
Stone Arch,Hollen,1660,12
Tram Bridge,Hollen,1951,88
"""
SHOPPING = """- two loaves of bread
- a bag of flour
- 6 eggs
- butter for the cake
- apples and pears
- milk
"""
LORRY = """Bread and butter
Flour for the cake
Six eggs
A pound of apples from the market
Milk in the blue carton
The cheese that was on offer
"""
VERSE = """The river runs beneath the hill
And all the boats are lying still
I heard it singing in the night
Of distant towns and lantern light
O take me where the waters go
Beyond the fields, beyond the snow
"""
LOREM = (
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore "
    "magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo."
)
HEADINGS = """Opening hours and prices of the museum for visitors from abroad

The history of the collection from 1931 until the present day

Famous paintings of the old masters in the west wing of the house
"""


def refused(text: str) -> str:
    with pytest.raises(GenerateError) as error:
        generate(Article(text=text, path="a.txt"), Options(), analyse=analyse)
    assert error.value.hint
    return error.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SPANISH, "The text in a.txt seems to be Spanish."),
        (GERMAN, "The text in a.txt seems to be German."),
        (FRENCH, "The text in a.txt seems to be French."),
        (RUSSIAN, "The text in a.txt seems to be Russian."),
        (LOREM, "The text in a.txt seems to be Latin."),
        (CODE, "The text in a.txt seems to be code or markup, not prose."),
        ('{"name": "Lindwurm", "spans": [1, 2, 3], "open": {"year": 1931}}', "seems to be code or markup"),
        (TABLE, "The text in a.txt seems to be a table, not prose."),
        (TABLE.replace(",", "\t"), "The text in a.txt seems to be a table, not prose."),
        (SHOPPING, "The text in a.txt seems to be a list or a poem, not prose."),
        (LORRY, "The text in a.txt seems to be a list or a poem, not prose."),
        (VERSE, "The text in a.txt seems to be a list or a poem, not prose."),
        (HEADINGS, "There are hardly any whole sentences in a.txt."),
        ("The bridge is very old.", "The text in a.txt has 5 words, too few to ask about."),
        ("Bridges.", "The text in a.txt has 1 word, too few to ask about."),
        ("1931 240 55 --- 31", "There is no word in a.txt."),
    ],
)
def test_what_cannot_be_asked_about_is_refused(text: str, said: str) -> None:
    assert said in refused(text)


def test_a_table_is_for_another_command() -> None:
    with pytest.raises(GenerateError) as error:
        check_text(TABLE, "a.csv")
    assert "'quiz import'" in error.value.hint


def test_prose_is_read() -> None:
    assert generate(Article(text=PROSE, path="a.txt"), Options(), analyse=analyse).deck.source is not None


@pytest.mark.parametrize(
    "text",
    [
        PROSE + "\n\n" + SPANISH,
        PROSE + "\n\n" + SHOPPING,
        f"{TABLE}\n{PROSE}\n\n{PROSE}\n\n{PROSE}",
        "\n".join(PROSE.split(" ")[i] + " " + " ".join(PROSE.split(" ")[i + 1 : i + 6]) for i in range(0, 30, 6)),
        PROSE.replace(". ", ".\n\n"),
        PROSE.replace("Ada Holm", "Ada Holm[1][2]"),
    ],
    ids=["a quotation", "a list below", "a table above", "narrow lines", "short paragraphs", "footnotes"],
)
def test_prose_with_something_else_in_it_is_read(text: str) -> None:
    check_text(text, "a.txt")
