"""The one door for both faces: everything a command or a screen does with the learner's data goes through here."""

from quiz.collection.collection import Collection, DeckSummary
from quiz.collection.library import system_clock

__all__ = ["Collection", "DeckSummary", "system_clock"]
