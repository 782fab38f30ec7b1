"""Another program holds the database while somebody studies line by line: it is said, and nothing is lost."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

from plain_room import CAPITALS, Talk

from quiz.model.ids import CardId


def test_an_answer_that_cannot_be_kept_yet_is_asked_for_again(talk: Callable[..., Talk]) -> None:
    now = talk(capitals=CAPITALS)
    now.collection.wait_at_most(0.01)
    now.say("x")
    with closing(sqlite3.connect(now.collection.paths.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is locked by another program" in now.say("3")
        assert "is locked by another program" in now.say("3")
        other.execute("ROLLBACK")
    now.say("3")
    answers = [review for card in ("chad", "peru") for review in now.collection.history(CardId(f"capitals/{card}"))]
    assert len(answers) == 1
