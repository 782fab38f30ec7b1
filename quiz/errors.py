"""The errors a person may see: each is a sentence about what went wrong and, where there is one, a way out.

The command line prints ``message`` and ``hint`` and leaves with ``exit_code``; the screen shows both. Nothing
else in quiz prints an error.
"""

from typing import ClassVar


class QuizError(Exception):
    """Something the person at the keyboard can understand and act on."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        """Keep ``message`` (what and where) and ``hint`` (what to do), both whole sentences."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def each(self) -> "tuple[QuizError, ...]":
        """Everything that went wrong, one by one, where there is room to tell all of it."""
        return (self,)


class UsageError(QuizError):
    """The command was given something it cannot mean: an unknown deck, a bad date."""

    exit_code = 2


class DeckError(QuizError):
    """A deck file that cannot be read or written."""

    exit_code = 3


class FullDiskError(DeckError):
    """A file that cannot be written because there is no room left, on the disk or in the quota."""


class ChangedSinceError(DeckError):
    """A change of a card that cannot be taken back, because the card was changed again since."""


class SourceError(QuizError):
    """An article that cannot be read or is not text."""

    exit_code = 4


class StoreError(QuizError):
    """A database that cannot be opened, is locked, full, damaged or newer than this program."""

    exit_code = 5


class LockedError(StoreError):
    """A database that another program is writing to for longer than can be waited for; nothing was done."""


class OvertakenError(StoreError):
    """An answer to a card that another program has answered, changed or put away since it was asked."""

    def __init__(self) -> None:
        """Say that nothing was kept."""
        super().__init__(
            "This card was answered, changed or put away by another program meanwhile.",
            hint="Nothing of this answer was kept; what comes now is as it stands.",
        )


class ConfigError(QuizError):
    """A setting that is unknown or has an impossible value, or several of them."""

    exit_code = 6

    def __init__(self, message: str, *, hint: str = "", mistakes: "tuple[QuizError, ...]" = ()) -> None:
        """Tell of one mistake, or of the first of several ``mistakes``, which `each` has one by one."""
        super().__init__(message, hint=hint)
        self._mistakes = mistakes

    @property
    def each(self) -> "tuple[QuizError, ...]":
        """The mistakes, one by one."""
        return self._mistakes or (self,)


class GenerateError(QuizError):
    """Question making that cannot go on: a missing part of the analyser, or an article with nothing to ask."""

    exit_code = 7
