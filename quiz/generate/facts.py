"""The values that pass through the generator: facts, candidates, drops, and what comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from quiz.language.document import Sentence
from quiz.model.deck import CardKind, Deck, Note
from quiz.model.ids import NoteId


class Kind(StrEnum):
    """What sort of thing an answer is; distractors are drawn from the same sort."""

    PERSON = "person"
    COUNTRY = "country"
    CITY = "city"
    PLACE = "place"
    ORGANIZATION = "organization"
    FACILITY = "facility"
    PRIZE = "prize"
    EVENT = "event"
    NATIONALITY = "nationality"
    NAME = "name"
    """A name of some other sort: a product, a ship, a document."""
    DATE = "date"
    YEAR = "year"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    THING = "thing"
    """A common noun phrase."""
    ACTION = "action"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One relation the article states: ``subject`` stands in ``predicate`` to ``value``.

    Two candidates whose facts agree in predicate and subject but not in value cannot both be asked without more
    context, and a value that fills a slot is no safe distractor for it.
    """

    predicate: str
    """Lemma of the relation with the role asked for, e.g. ``assume/nsubj``."""
    subject: str
    """What the question holds fixed, as text."""
    value: str
    """The answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A card that may be made, with what the gates need to judge it."""

    rule: str
    prompt: str
    answers: tuple[tuple[str, ...], ...]
    """One inner tuple for each item, its spellings best first."""
    kind: CardKind = CardKind.BASIC
    answer_kind: Kind
    fact: Fact
    sentence: Sentence
    weight: float = 0.5
    """How worth knowing facts of this template are, 0 to 1, before the article is considered."""
    used: tuple[int, ...] = ()
    """Indices of the sentence's tokens that the question holds."""
    asked: tuple[int, ...] = ()
    """Indices of the tokens that the answer stands for."""
    speaker: tuple[int, ...] = ()
    """Indices of the tokens that name the source, which the question holds besides: "according to Ada Lorne"."""
    clause: tuple[int, ...] = ()
    """Indices of the simplified clause; with ``used`` and ``asked`` it shows that nothing was lost or doubled."""
    joints: tuple[int, ...] = ()
    """Indices of the tokens whose attachment decides what belongs to the question."""
    as_of: date | None = None
    headline: str = ""
    """The article's headline, where the question needs it to be understood; it stands before the question."""
    adrift: bool = False
    """Whether only the article's headline can say when it happened."""

    general: bool = False
    """Whether it states what holds at all times of something known everywhere, without name or date."""

    @property
    def shown(self) -> str:
        """The whole prompt of the card."""
        return f"{self.headline}: {self.prompt}" if self.headline else self.prompt

    @property
    def answer(self) -> str:
        """The answer as it is shown."""
        return ", ".join(item[0] for item in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a note comes from, for a reader who asks why it was made."""

    sentence: int
    """Which of `Generated.sentences` it stands on."""
    why: str
    """What its rule asks for, in words."""
    marks: tuple[tuple[int, int], ...] = ()
    """From where to where, in characters of that sentence, the answer stands; half open."""
    cloze: str = ""
    """The sentence with the answer hidden, when the card could also be a cloze; empty when that is not sound."""
    worth: float = 0.0
    """How much it is worth knowing, by its rule, its place and its names; only good for comparing within an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Something that did not become a card, and why."""

    rule: str
    """The template or stage that gave up."""
    text: str
    """The question, or the sentence when there was no question yet."""
    reason: str
    evidence: str = ""
    """The sentence it is about, in one line; rules may leave it to the pipeline when ``text`` is the sentence."""
    candidate: Candidate | None = field(default=None, compare=False, repr=False)
    """What it was when it had a question already; on the way out of the generator it becomes ``note``."""
    note: Note | None = None
    """The note it would have become, for those who want it all the same; ``None`` when there was no question yet."""
    origin: Origin | None = None
    """``None`` when it is about no sentence of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user may ask of the generator."""

    max_cards: int | None = None
    """At most so many cards; never more than the article's length allows."""
    as_of: date | None = None
    """The day the article speaks from, when neither file nor text says it."""
    title: str | None = None
    weights: Mapping[str, float] = field(default_factory=dict[str, float])
    """What candidates of some templates are worth, of what they would be; 0: the template is held back."""
    aside: bool = True
    """Whether to work out the notes that what is left out would have become; it takes as long as making the deck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """A deck and everything that was left out of it."""

    deck: Deck
    drops: tuple[Drop, ...] = field(default=())
    sentences: tuple[str, ...] = ()
    """The article, each sentence in one line."""
    origins: Mapping[NoteId, Origin] = field(default_factory=dict[NoteId, Origin])
    """Where each note of the deck comes from."""
    whole: bool = True
    """Whether who proposed the questions was asked for all of them, and answered."""


def in_part(generator: str) -> str:
    """Return the maker that the source of a deck names which is not `Generated.whole`.

    It is another one, so that the next run makes a deck of the article again.
    """
    return f"{generator}, in part"
