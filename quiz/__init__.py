"""quiz: a terminal quiz and flashcard trainer. The package root imports nothing."""

__version__ = "0.1.0"
