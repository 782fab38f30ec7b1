"""Where a session writes down what happens."""

from typing import Protocol

from quiz.model.edit import NoteEdit
from quiz.model.review import Action, Retraction, Review


class Journal(Protocol):
    """Where a session writes down what happens, before it takes it for done.

    Each call is durable when it returns. One that raises has written nothing, and leaves the session as it was.
    """

    def record(self, review: Review) -> None:
        """Keep an answer and the state it leads to."""
        ...

    def act(self, *actions: Action) -> None:
        """Keep what was done to cards besides answering them, all of it or nothing."""
        ...

    def retract(self, *retractions: Retraction) -> None:
        """Take back answers and actions, all or none, and give the cards the states they had before."""
        ...

    def take_back(self, edit: NoteEdit) -> None:
        """Make a note read as it did before it was edited; ChangedSinceError when somebody changed it since."""
        ...
