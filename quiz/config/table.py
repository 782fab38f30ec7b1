"""The table of settings."""

from dataclasses import dataclass
from enum import StrEnum

from quiz.config.values import (
    FOLDER,
    FOLDER_OR_NONE,
    KEEP,
    PARAMETERS,
    STEPS,
    SWITCH,
    WEEK,
    WORD,
    Kind,
    duration,
    fraction,
    one_of,
    whole,
    whole_or_none,
)
from quiz.errors import ConfigError
from quiz.model.options import AskMode, Engine, LeechAction
from quiz.model.text import counted, one_line


class Part(StrEnum):
    """The part of `quiz.config.Settings` that holds a setting."""

    STUDY = "study"
    SCHEDULE = "schedule"
    ITSELF = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that can be set."""

    name: str
    """The key in the file; the environment variable is ``QUIZ_`` and the name in capitals."""
    title: str
    """What it is called on a screen."""
    section: str
    """The heading it stands under on a screen."""
    part: Part
    allowed: str
    """The range in words."""
    doc: str
    kind: Kind
    per_deck: bool = False
    """Whether a deck can have a value of its own."""
    unit: str = ""
    """What the number counts, one of them; empty where the title or the value says that."""

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "QUIZ_" + self.name.upper()

    def shown(self, value: object) -> str:
        """Return a value as it is read; ``kind.text`` has it as it is typed."""
        return counted(value, self.unit) if self.unit and isinstance(value, int) else self.kind.text(value)


SETTINGS: tuple[Setting, ...] = (
    Setting(
        name="new_per_day",
        title="New cards a day",
        section="Each day",
        part=Part.STUDY,
        allowed="a whole number from 0 to 9999",
        doc="New cards a day in each deck. A session that has begun keeps its cards.",
        kind=whole(0, 9_999, step=5),
        per_deck=True,
    ),
    Setting(
        name="reviews_per_day",
        title="Reviews a day",
        section="Each day",
        part=Part.STUDY,
        allowed="a whole number from 0 to 9999",
        doc="Reviews a day in each deck. A session that has begun keeps its cards.",
        kind=whole(0, 9_999, step=50),
        per_deck=True,
    ),
    Setting(
        name="total_new_per_day",
        title="New cards, all decks",
        section="Each day",
        part=Part.STUDY,
        allowed="a whole number from 0 to 9999, or none",
        doc="New cards a day in all decks together, besides the limit of each deck.",
        kind=whole_or_none(0, 9_999, step=5, first=5),
    ),
    Setting(
        name="total_reviews_per_day",
        title="Reviews, all decks",
        section="Each day",
        part=Part.STUDY,
        allowed="a whole number from 0 to 9999, or none",
        doc="Reviews a day in all decks together, besides the limit of each deck.",
        kind=whole_or_none(0, 9_999, step=50, first=50),
    ),
    Setting(
        name="catch_up_days",
        title="Catch up within",
        section="Each day",
        part=Part.STUDY,
        allowed="a whole number of days from 1 to 365, or none",
        doc="After a break, more reviews than the limit come, so that none waits after so many days.",
        kind=whole_or_none(1, 365, step=1, first=7),
        per_deck=True,
        unit="day",
    ),
    Setting(
        name="learn_ahead",
        title="Learn ahead",
        section="Each day",
        part=Part.STUDY,
        allowed='a duration up to a day, like "20m"',
        doc="How long before its time a learning card may be asked when nothing else is left.",
        kind=duration(0, 86_400, step=300),
    ),
    Setting(
        name="rollover",
        title="Day begins at",
        section="Each day",
        part=Part.STUDY,
        allowed="an hour from 0 to 23",
        doc="The local hour at which a study day begins.",
        kind=whole(0, 23, step=1),
    ),
    Setting(
        name="mode",
        title="Way of asking",
        section="Asking",
        part=Part.STUDY,
        allowed='"auto", "typed" or "flip"',
        doc="How cards are asked: auto offers choices while a card is new, flip asks for no typing.",
        kind=one_of(AskMode),
        per_deck=True,
    ),
    Setting(
        name="desired_retention",
        title="Desired retention",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed="a number from 0.70 to 0.99",
        doc="The chance of recall at which a card comes back; 0.95 asks about twice as often as 0.90.",
        kind=fraction(0.70, 0.99, step=0.01),
        per_deck=True,
    ),
    Setting(
        name="learning_steps",
        title="Learning steps",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed='durations, like "1m 10m", or none',
        doc="The waits of a new card before it is in review.",
        kind=STEPS,
        per_deck=True,
    ),
    Setting(
        name="relearning_steps",
        title="Relearning steps",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed='durations, like "10m", or none',
        doc="The waits of a forgotten card before it is in review again.",
        kind=STEPS,
        per_deck=True,
    ),
    Setting(
        name="maximum_interval",
        title="Longest interval",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed="a whole number of days from 1 to 36500",
        doc="The longest interval, in days.",
        kind=whole(1, 36_500),
        per_deck=True,
        unit="day",
    ),
    Setting(
        name="fuzz",
        title="Spread intervals",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed="true or false",
        doc="Whether intervals are spread a little, so that cards learned together do not stay together.",
        kind=SWITCH,
        per_deck=True,
    ),
    Setting(
        name="load_balance",
        title="Balance the days",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed="true or false",
        doc="Whether, of the days that the spread allows, those with less to do are preferred.",
        kind=SWITCH,
        per_deck=True,
    ),
    Setting(
        name="easy_days",
        title="Easy days",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed='days of the week with a percentage, like "sat 50% sun 0%", or none',
        doc="Days with fewer reviews than the others, while days are balanced.",
        kind=WEEK,
        per_deck=True,
    ),
    Setting(
        name="parameters",
        title="FSRS parameters",
        section="Schedule",
        part=Part.SCHEDULE,
        allowed="21 numbers",
        doc="The parameters of FSRS-6; 'quiz optimize' fits them to your answers.",
        kind=PARAMETERS,
        per_deck=True,
    ),
    Setting(
        name="leech_threshold",
        title="Leech after",
        section="Leeches",
        part=Part.STUDY,
        allowed="a number of lapses from 0, which is never, to 99",
        doc="How often a card is forgotten until it is a leech; told again each time half as many more have come.",
        kind=whole(0, 99, step=1),
        per_deck=True,
        unit="lapse",
    ),
    Setting(
        name="leech_action",
        title="On a leech",
        section="Leeches",
        part=Part.STUDY,
        allowed='"tell" or "suspend"',
        doc="Whether a leech is only told, or taken out of study as well.",
        kind=one_of(LeechAction),
        per_deck=True,
    ),
    Setting(
        name="bury_new",
        title="Bury new siblings",
        section="Related cards",
        part=Part.STUDY,
        allowed="true or false",
        doc="Whether new cards of a note wait until tomorrow once one of its cards was answered.",
        kind=SWITCH,
        per_deck=True,
    ),
    Setting(
        name="bury_reviews",
        title="Bury sibling reviews",
        section="Related cards",
        part=Part.STUDY,
        allowed="true or false",
        doc="Whether reviews of a note wait until tomorrow once one of its cards was answered.",
        kind=SWITCH,
        per_deck=True,
    ),
    Setting(
        name="bury_giveaways",
        title="Bury given-away",
        section="Related cards",
        part=Part.STUDY,
        allowed="true or false",
        doc="Whether cards wait until tomorrow whose answer stood in the question of an answered one.",
        kind=SWITCH,
        per_deck=True,
    ),
    Setting(
        name="engine",
        title="Questions made by",
        section="Articles",
        part=Part.ITSELF,
        allowed='"rules" or "llm"',
        doc="What makes questions: rules that come with quiz, or the language model of [llm] in the file.",
        kind=one_of(Engine),
    ),
    Setting(
        name="theme",
        title="Theme",
        section="Looks",
        part=Part.ITSELF,
        allowed='"auto" or the name of a theme',
        doc="The colours of the screens; auto follows the terminal, where it tells.",
        kind=WORD,
    ),
    Setting(
        name="decks",
        title="Decks folder",
        section="Files",
        part=Part.ITSELF,
        allowed="a folder",
        doc="Where the deck files are.",
        kind=FOLDER,
    ),
    Setting(
        name="backups",
        title="Backups kept",
        section="Files",
        part=Part.ITSELF,
        allowed='three whole numbers, like "7 4 12", or none',
        doc="How many backups are kept: the last of so many days, weeks and months.",
        kind=KEEP,
    ),
    Setting(
        name="sync_folder",
        title="Shared folder",
        section="Files",
        part=Part.ITSELF,
        allowed="a folder, or none",
        doc="The folder that 'quiz sync', and y in the list of decks, share with your other devices.",
        kind=FOLDER_OR_NONE,
    ),
    Setting(
        name="auto_sync",
        title="Sync by itself",
        section="Files",
        part=Part.ITSELF,
        allowed="true or false",
        doc="Whether quiz syncs with the shared folder when it starts and when it ends.",
        kind=SWITCH,
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def setting_named(name: str, where: str = "", *, deck: bool = False) -> Setting:
    """Return a setting; with ``deck``, one that a deck can have for itself.

    Raises ConfigError, which begins with ``where``, when there is none of that name.
    """
    found = _BY_NAME.get(name)
    if found is not None and (found.per_deck or not deck):
        return found
    begin = f"{where}: t" if where else "T"
    if found is not None:
        names = ", ".join(setting.name for setting in SETTINGS if setting.per_deck)
        raise ConfigError(f"{begin}he setting {name} is the same for all decks.", hint=f"A deck can have {names}.")
    raise ConfigError(f"{begin}here is no setting {one_line(repr(name))}.", hint=_nearest(name))


def _nearest(name: str) -> str:
    import difflib  # noqa: PLC0415 - only on the way to an error

    near = difflib.get_close_matches(name, _BY_NAME, n=1)
    return f"Did you mean {near[0]}?" if near else "The settings are " + ", ".join(_BY_NAME) + "."
