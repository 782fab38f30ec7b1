"""What goes through the door for outside text is whole letters in exactly the cells there are."""

import pytest
from rich.cells import cell_len

from quiz.tui.widgets.safe import fit, show, show_line
from tests.hostile import PAYLOADS, torn


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_line_is_cut_between_letters(name: str) -> None:
    for width in range(45):
        line = fit(show_line(PAYLOADS[name], "bold"), width)
        assert cell_len(line.plain) == line.cell_length == width
        assert not torn(line.plain)
        assert all(span.end <= len(line.plain) for span in line.spans)


def test_what_fits_is_filled_up_and_what_does_not_is_marked() -> None:
    assert fit(show("abc"), 5).plain == "abc  "
    assert fit(show("abcdef"), 5).plain == "abcd…"
    assert fit(show("x🇰🇬🇰🇬"), 4).plain == "x🇰🇬…"
    assert fit(show("x🇰🇬🇰🇬"), 3).plain == "x… "
