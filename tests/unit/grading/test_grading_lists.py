"""Lists take their items in any order and with any separator, and tell what is missing."""

import pytest

from quiz.grading import grade
from quiz.model.answer import Mark, Verdict
from quiz.model.deck import Card, CardId, CardKind, DeckId, NoteId

STATES = (("Kyrgyzstan",), ("Azerbaijan",), ("Kazakhstan",), ("Türkiye", "Turkey"), ("Uzbekistan",))


def listed(*items: tuple[str, ...], ordered: bool = False) -> Card:
    return Card(
        id=CardId("d/n"), deck=DeckId("d"), note=NoteId("n"), kind=CardKind.LIST, prompt="Which?", answers=items,
        ordered=ordered,
    )  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        "Kyrgyzstan, Azerbaijan, Kazakhstan, Türkiye, Uzbekistan",
        "uzbekistan, turkey; kazakhstan and azerbaijan\nkyrgyzstan",
        "Uzbekistan Turkey Kazakhstan Azerbaijan Kyrgyzstan",
        "1. Turkey\n2. Azerbaijan\n3. Kazakhstan\n4. Uzbekistan\n5. Kyrgyzstan",
        "Turkey, turkiye, Azerbaijan, Kazakhstan, Uzbekistan, Kyrgyzstan and turkey",
    ],
)
def test_all_items_are_right_however_they_are_written(given: str):
    graded = grade(listed(*STATES), given)
    assert (graded.verdict, graded.missing) == (Verdict.RIGHT, ())


def test_a_slip_in_one_item_is_close():
    assert grade(listed(*STATES), "Kyrgyzstan, Azerbaijn, Kazakhstan, Turkey, Uzbekistan").verdict is Verdict.CLOSE


def test_half_of_the_items_is_close_and_less_is_wrong():
    graded = grade(listed(*STATES), "Uzbekistan, Turkey, Kazakhstan")
    assert (graded.verdict, graded.missing) == (Verdict.CLOSE, ("Kyrgyzstan", "Azerbaijan"))
    assert grade(listed(*STATES), "Turkey, Uzbekistan").verdict is Verdict.WRONG


def test_guessing_everything_is_wrong():
    guesses = "Kyrgyzstan, France, Spain, Italy, Kazakhstan, Peru, Chile, Cuba, Uzbekistan"
    assert grade(listed(*STATES), guesses).verdict is Verdict.WRONG


def test_items_may_hold_separators():
    card = listed(("Bosnia and Herzegovina",), ("Trinidad and Tobago",), ("Washington, D.C.",))
    given = "Trinidad and Tobago, Bosnia and Herzegovina and Washington, DC"
    assert grade(card, given).verdict is Verdict.RIGHT


def test_each_typed_item_counts_for_one_item_only_and_as_many_as_possible_are_met():
    card = listed(("Paris", "Lyon"), ("Lyon",))
    assert grade(card, "Lyon, Paris").verdict is Verdict.RIGHT
    assert grade(card, "Paris").missing == ("Lyon",)


def test_an_ordered_list_in_another_order_is_close():
    card = listed(("one", "first"), ("two",), ("three",), ordered=True)
    assert grade(card, "one, two, three").verdict is Verdict.RIGHT
    assert grade(card, "two, one, three").verdict is Verdict.CLOSE


def test_the_missing_items_are_marked_in_the_order_of_the_card():
    graded = grade(listed(*STATES), "Kazakhstan, Narnia")
    assert [(piece.mark, piece.text) for piece in graded.pieces] == [
        (Mark.MISSING, "Kyrgyzstan"),
        (Mark.MISSING, ", Azerbaijan"),
        (Mark.SAME, ", Kazakhstan"),
        (Mark.MISSING, ", Türkiye"),
        (Mark.MISSING, ", Uzbekistan"),
        (Mark.EXTRA, " Narnia"),
    ]


def test_a_slip_inside_an_item_shows_its_letters():
    graded = grade(listed(("Kazakhstan",), ("Uzbekistan",)), "Uzbekistan, Kazakstan")
    assert graded.verdict is Verdict.CLOSE
    assert [piece.text for piece in graded.pieces if piece.mark is Mark.MISSING] == ["h"]
    assert "".join(piece.text for piece in graded.pieces if piece.mark is Mark.SAME) == "Kazakstan, Uzbekistan"
