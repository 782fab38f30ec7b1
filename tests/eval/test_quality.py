"""The generator may not get worse on these articles: python -m tests.eval.report prints where it stands."""

import pytest

from tests.eval.evaluate import Measured, fingerprint, measure
from tests.eval.floors import losses, read_floors

pytestmark = pytest.mark.xdist_group("eval")


@pytest.fixture(scope="module")
def now() -> Measured:
    return measure()


def test_floors_belong_to_these_articles():
    assert read_floors().articles == fingerprint(), "run python -m tests.eval.report --write-floors --allow-lower"


def test_no_figure_is_below_its_floor(now: Measured):
    assert losses(now, read_floors()) == []
