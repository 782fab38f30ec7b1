"""The session: what is asked, how it is answered, and the keys that work at each moment."""

from quiz.tui.screens.study.screen import StudyScreen

__all__ = ["StudyScreen"]
