"""What a learner can set, as values the core understands; `quiz.config` reads them from files and environment."""

from dataclasses import dataclass
from enum import StrEnum

FSRS6_DEFAULTS: tuple[float, ...] = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip
"""The 21 default parameters of FSRS-6 (open-spaced-repetition; the same in py-fsrs 6 and Anki 25.07 and later)."""


EVERY_DAY: tuple[int, ...] = (100,) * 7
"""No day of the week is easier than the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleOptions:
    """How cards are scheduled. The defaults are Anki's."""

    desired_retention: float = 0.90
    """The chance of recall at which a card comes back; 0.70 to 0.99."""
    learning_steps: tuple[int, ...] = (60, 600)
    """Waits of a new card before it is in review, in seconds."""
    relearning_steps: tuple[int, ...] = (600,)
    """Waits of a forgotten card before it is in review again, in seconds."""
    maximum_interval: int = 36_500
    """Longest interval, in days."""
    fuzz: bool = True
    """Whether intervals are spread a little, so that cards learned together do not stay together."""
    load_balance: bool = True
    """Whether, of the days that the spread allows, those with less to do are preferred."""
    easy_days: tuple[int, ...] = EVERY_DAY
    """How much of the usual number of reviews each day of the week is to have, Monday first, in percent."""
    parameters: tuple[float, ...] = FSRS6_DEFAULTS


class AskMode(StrEnum):
    """How a card is asked."""

    AUTO = "auto"
    """By how well it is known: chosen, completed, typed with hints, typed."""
    TYPED = "typed"
    FLIP = "flip"
    """Nothing is typed: show the answer, then rate."""


class Engine(StrEnum):
    """What makes questions of articles."""

    RULES = "rules"
    """The analyser and the templates that come with the program."""
    LLM = "llm"
    """A language model, whose questions pass the same gates."""


class LeechAction(StrEnum):
    """What is done with a card that is forgotten again and again."""

    TELL = "tell"
    SUSPEND = "suspend"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyOptions:
    """How a session is made up. The defaults are Anki's."""

    new_per_day: int = 20
    """New cards a day in each deck."""
    reviews_per_day: int = 200
    """Reviews a day in each deck."""
    total_new_per_day: int | None = None
    """New cards a day in all decks together; ``None``: only the decks' own limits hold."""
    total_reviews_per_day: int | None = None
    """Reviews a day in all decks together."""
    catch_up_days: int | None = None
    """Within how many days what waits behind a deck's limit is to be done; ``None``: it waits as long as it takes."""
    learn_ahead: int = 1_200
    """How many seconds before its time a learning card may be asked when nothing else is left."""
    rollover: int = 4
    """The local hour at which a study day begins, 0 to 23."""
    mode: AskMode = AskMode.AUTO
    leech_threshold: int = 8
    """Lapses from which on a card is a leech; 0: none is."""
    leech_action: LeechAction = LeechAction.TELL
    bury_new: bool = False
    """Whether new siblings of an answered card wait until tomorrow."""
    bury_reviews: bool = False
    """Whether siblings in review do."""
    bury_giveaways: bool = False
    """Whether cards do whose answer stood in the question."""
