"""What holds at all times of things known everywhere: terms, their explanations, what they do."""

from datetime import date
from functools import cache

import pytest

from quiz.generate.pipeline import find_candidates
from quiz.generate.reading.context import Context
from quiz.language.analyser import analyse
from quiz.model.article import Article

_ENTRY = """A lomel is a flat boat that carries reeds across shallow lakes. The process by which reeds are pressed \
into boards is called merling. The lower end of a lomel is called the tarn foot.

Reed presses are driven by water wheels. Reed boards resist rot better than pine boards. Damp boards are stored in \
open sheds. The thickness of a board is measured in straws. Straw rulers, which are made of brass, show the width of a \
hair. Sap is the liquid that leaves wet reeds during pressing. Reed glue is used for repairing hulls.

When the lake is frozen, carters carry the reeds. The press was sold in May. Some boards cost little. A board that has \
been pressed twice is called double board. Glue sticks because it dries slowly in cold air.
"""
_PARTS = """A kiln is a stone oven in which salt is dried. Bread salt is kept in a wooden tray, the cradle. Kilns \
release smoke through vents called gills. The word cradle comes from the Latin word krata. Salt crystals grow \
when brine cools slowly.

Kilns are divided into two types: open and covered. The foundations of salt making are the Three Fires: the Low Fire, \
the Slow Fire and the High Fire.  Salt \
cakes because it draws water from damp air. The three faults of salt are sand, dust and grit. The opposite of brine is \
sweet water. The Sorrel ("red stone") kiln is used today.
"""
_LAWS = """A tally is a notched stick that records a debt. The mill rule states that a tally ends when a stick is \
burned. According to the doubling rule, a tally must be broken before midsummer. The person who cuts a tally is \
called the notcher. This rule says that nobody may burn two sticks at once. Many debtors say that \
tallies are heavy to carry home. Tallies rot in chests that stand on wet floors. The wax is melted by lamps. Broken \
tallies are collected by widows. The wax seal, or bulla, is stamped twice. A tally, a coin or a button is often lost.
"""
_SWELL = """A swell is a slow wave that the wind of Norway sends to far coasts. Norway lies far to the north. The \
swell that leaves Norway in autumn is called the grey horse. Ships from Norway ride on it. Jon Berg explained the \
swell as the work of storms off Norway in 1687. Norway has many storms.
"""
_NEWS = """Friday, March 5, 2010

A British firm has developed a pump that cuts the power use of reed presses. The pump contains a brass valve. Reed \
growers expect lower prices. The study was funded by a bank. The growers use the pump for draining fields.
"""


@cache
def _cards(text: str, title: str, today: date | None = None) -> dict[str, str]:
    """Every question that passes the gates without a headline, with its answer."""
    article = Article(text=text, title=title, published=today)
    passed, _ = find_candidates(Context(article, analyse(text), heading=analyse(title)))
    return {one.prompt: one.answer for one in passed if one.rule != "statement" or not one.headline}


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("What is the term for a flat boat that carries reeds across shallow lakes?", "lomel"),
        ("What is the term for the process by which reeds are pressed into boards?", "merling"),
        ("What is the lower end of a lomel called?", "tarn foot"),
        ("What is the term for the liquid that leaves wet reeds during pressing?", "sap"),
        ("What drives reed presses?", "water wheels"),
        ("What do reed boards resist better than pine boards?", "rot"),
        ("Where are damp boards stored?", "in open sheds"),
        ("For what is reed glue used?", "repairing hulls"),
    ],
)
def test_asks_without_name_or_date(prompt: str, answer: str) -> None:
    assert _cards(_ENTRY, "Lomel").get(prompt) == answer


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("What is the term for a stone oven in which salt is dried?", "kiln"),
        ("In which wooden tray is bread salt kept?", "cradle"),
        ("Through which vents do kilns release smoke?", "gills"),
        ("From which Latin word does the word cradle come?", "krata"),
        ("Into which two types are kilns divided?", "open, covered"),
        ("What is the opposite of brine?", "sweet water"),
        ("What are the three faults of salt?", "sand, dust, grit"),
        ("What grows when brine cools slowly?", "salt crystals"),
    ],
)
def test_keeps_the_sort_and_the_condition_in_the_question(prompt: str, answer: str) -> None:
    found = {shown.removeprefix("Kiln: "): told for shown, told in _cards(_PARTS, "Kiln").items()}
    assert found.get(prompt) == answer


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("Which rule states that a tally ends when a stick is burned?", "mill rule"),
        ("According to which rule must a tally be broken before midsummer?", "doubling rule"),
        ("What is the person who cuts a tally called?", "notcher"),
        ("By whom are broken tallies collected?", "widows"),
        ("By what other name is the wax seal known?", "bulla"),
    ],
)
def test_asks_which_law_says_what(prompt: str, answer: str) -> None:
    assert _cards(_LAWS, "Tally").get(prompt) == answer


def test_a_place_that_is_often_named_is_not_what_an_entry_explains() -> None:
    cards = _cards(_SWELL, "Swell")
    assert cards.get("What is the term for a slow wave that the wind of Norway sends to far coasts?") == "swell"
    assert [prompt for prompt in cards if prompt.startswith("In Norway, ")] == []


@pytest.mark.parametrize("words", ["do tallies rot", "the wax melted", "other name is a"])
def test_leaves_alone_what_is_restricted_or_picked_up(words: str) -> None:
    assert [p for p in _cards(_LAWS, "Tally") if words in p] == []


@pytest.mark.parametrize("words", ["two sticks", "heavy to carry"])
def test_what_a_law_already_named_or_people_say_is_no_law(words: str) -> None:
    assert [p for p in _cards(_LAWS, "Tally") if words in p and p.startswith("Which rule")] == []


@pytest.mark.parametrize("words", ["carters", "press sold", "some boards", "which are"])
def test_leaves_alone_what_holds_at_times_only(words: str) -> None:
    assert [prompt for prompt in _cards(_ENTRY, "Lomel") if words in prompt.lower()] == []


@pytest.mark.parametrize("words", ["the pump contain", "study", "growers use"])
def test_news_speaks_of_its_own_things(words: str) -> None:
    assert [p for p in _cards(_NEWS, "New pump saves power", date(2010, 3, 5)) if words in p.lower()] == []
