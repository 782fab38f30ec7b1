"""What ``quiz simulate`` prints."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.conftest import Quiz


def test_json_has_the_days_of_every_retention(quiz: Quiz, decks: Path) -> None:
    assert decks.is_dir()
    said = json.loads(quiz("simulate", "--days", "60", "--new", "1", "--json").stdout)
    assert (said["schema"], said["days"], said["seed"]) == (1, 60, 1)
    retentions = [course["retention"] for course in said["courses"]]
    assert (retentions[0], retentions[-1]) == (0.80, 0.95)
    assert all(a < b for a, b in pairwise(retentions))
    for course in said["courses"]:
        assert len(course["reviews"]) == 60
        assert course["learned"] == course["cards"] == 2
        assert course["remembered"] <= 2
    first, last = said["courses"][0], said["courses"][-1]
    assert first["reviews_a_day"] < last["reviews_a_day"]
    assert first["remembered"] < last["remembered"]


@pytest.mark.usefixtures("decks")
def test_a_table_and_a_chart(quiz: Quiz) -> None:
    result = quiz("simulate", "capitals", "--days", "30")
    assert result.exit_code == 0
    assert "The next 30 days, 2 cards begun by then" in result.stdout
    assert "90%" in next(line for line in result.stdout.splitlines() if line.endswith("now"))
    assert result.stdout == quiz("simulate", "capitals", "--days", "30").stdout
    assert all(len(line) <= 100 for line in result.stdout.splitlines())


@pytest.mark.usefixtures("decks")
def test_without_a_new_card_there_is_nothing_to_simulate(quiz: Quiz) -> None:
    assert quiz("simulate", "--new", "0").stdout.startswith("There is no card to simulate.")
    assert quiz("simulate", "--days", "0").exit_code == 2
    assert quiz("simulate", "nowhere").exit_code == 2
