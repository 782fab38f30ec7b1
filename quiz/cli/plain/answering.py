"""What is asked in a conversation, and what an answer to it is worth: the same rules as on the screens."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

from quiz.cli.plain import words
from quiz.cli.plain.commands import ASKING, SIGN, TYPED, Stage, find
from quiz.errors import OvertakenError
from quiz.grading.anew import as_said, graded_anew
from quiz.grading.asking import Asked, Way, how_to_ask
from quiz.grading.grader import grade, grade_choice, grade_items, grade_shown, split_items
from quiz.grading.hints import hints_for
from quiz.grading.proposal import propose
from quiz.model.answer import Graded, Standing, Verdict, met_of
from quiz.model.card import CardKind
from quiz.model.memory import Instant, Rating, Scheduled
from quiz.model.options import AskMode
from quiz.model.review import answering_time
from quiz.model.text import one_line
from quiz.srs.others import News
from quiz.words.common import leech, wait
from quiz.words.study import MODES

if TYPE_CHECKING:
    from collections.abc import Generator

    from quiz.collection import Collection
    from quiz.grading.accepting import Addition
    from quiz.grading.hints import Hint
    from quiz.model.answer import GivenItem
    from quiz.model.deck import Card
    from quiz.model.ids import DeckId
    from quiz.srs.queue import QueueCard
    from quiz.srs.session import Session

_STAGES = {Way.TYPED: Stage.TYPING, Way.CHOICE: Stage.CHOOSING, Way.FLIP: Stage.RECALLING}
_GOOD = frozenset({Verdict.RIGHT, Verdict.CLOSE})
_YES, _NO = frozenset({"", "y", "yes"}), frozenset({"n", "no"})
_RATINGS = {str(rating.value): rating for rating in Rating} | {rating.name.lower(): rating for rating in Rating}


class Answering:
    """Puts the cards of a session as questions, and takes answers and ratings."""

    def __init__(self, collection: "Collection", session: "Session") -> None:
        """Talk about the cards of ``session``; each answer is stored before the next card is asked."""
        self._collection = collection
        self._session = session
        self.stage = Stage.WAITING
        """What the next line will be taken for."""
        self._mode: AskMode | None = None
        self._card: Card | None = None
        self._asked = Asked(way=Way.FLIP)
        self._graded: Graded | None = None
        self._given: tuple[GivenItem, ...] = ()
        self._hints = self._hints_here = 0
        self._deck: DeckId | None = None
        self._doubted = ""
        self._asked_at = Instant(0)
        self._answered_at = Instant(0)

    @property
    def can_edit(self) -> bool:
        """Whether there is an editor in which a card can be rewritten."""
        return False

    # asking

    def next(self) -> list[str]:
        """Ask whatever the session says comes now."""
        current = self._session.current
        self._card = self._graded = None
        if current is not None:
            return self._ask(current)
        until = self._session.next_at
        if until is None:
            self.stage = Stage.DONE if self._session.can_undo else Stage.OVER
            return words.summary(self._collection, self._session, finished=True)
        self.stage = Stage.WAITING
        number, when = self._session.counts.learning, wait(until, self._collection.now())
        cards = "The last card comes" if number == 1 else f"{number} cards come back later today, the next one"
        return ["", f"Nothing to ask just now. {cards} back {when}; it is asked here then. Leaving loses nothing."]

    def _ask(self, current: "QueueCard") -> list[str]:
        card = self._card = self._collection.card(current.card)
        self._given, self._hints, self._hints_here, self._doubted = (), 0, 0, ""
        self._asked_at = self._collection.now()
        deck = None
        if card.deck != self._deck:
            deck = self._collection.title_of(card.deck), self._collection.source_of(card.deck)
        self._deck = card.deck
        self._put(card, current)
        return [*words.heading(self._session, current.state, card, deck), *self.question()]

    def _put(self, card: "Card", current: "QueueCard") -> None:
        self._asked = how_to_ask(card, current.state, self._mode_of(current))
        listed = self._asked.way is Way.TYPED and card.kind is CardKind.LIST
        self.stage = Stage.LISTING if listed else _STAGES[self._asked.way]

    def _mode_of(self, current: "QueueCard") -> AskMode:
        return self._mode or self._collection.settings.of(current.deck).study.mode

    def question(self) -> list[str]:
        """Return the question at hand, and what was given to it."""
        given = self._given if self.stage is Stage.LISTING else ()
        return [*words.question(self.card, self._asked), *words.items(given)]

    @property
    def card(self) -> "Card":
        """The card at hand; there is one at every stage that wants an answer."""
        assert self._card is not None  # noqa: S101  see above
        return self._card

    @contextmanager
    def away(self) -> "Generator[None]":
        """Take the time spent inside off the card: it was not spent on answering."""
        since = self._collection.now()
        try:
            yield
        finally:
            gone = self._collection.now() - since
            self._asked_at, self._answered_at = Instant(self._asked_at + gone), Instant(self._answered_at + gone)

    def renew(self) -> list[str]:
        """Put the card at hand as its file has it now; what was answered is graded anew."""
        current = self._session.current
        if current is None or self._card is None or current.card != self._card.id:
            return self.next()
        card, graded = self._collection.card(current.card), self._graded
        if card == self._card:
            return []
        self._card = card
        if graded is None:
            self._put(card, current)
            if self._given and self.stage is Stage.LISTING:
                self._given = grade_items(card, [item.text for item in self._given]).items
            return self.question()
        self._graded = self._proposed(graded_anew(card, graded, chosen=bool(self._asked.options)))
        self.stage = Stage.RATING
        return self.told(self._graded)

    def ask_anew(self) -> list[str]:
        """Put the card at hand as the options of its deck have it now."""
        current = self._session.current
        if current is None or self._card is None:
            return []
        if self.stage in ASKING:
            self._put(self._card, current)
            return self.question()
        return [self._ratings()] if self.stage is Stage.RATING else []

    # answering

    def take(self, text: str) -> list[str]:
        """Take a line for an answer, or for whatever else is wanted now."""
        if self._session.keep_up() is News.CARD:
            return [OvertakenError().message, *self.next()]
        match self.stage:
            case Stage.CHOOSING:
                return self._choose(text)
            case Stage.TYPING:
                return self._ask_back(text) or self._answer(text)
            case Stage.LISTING:
                return self._ask_back(text) or self._take_items(text)
            case Stage.RECALLING:
                return self._answer(text)
            case Stage.DOUBTING:
                return self._settle(text)
            case Stage.RATING:
                return self._rate(text)
            case _:
                return self.next() if not text else self.unknown(text)

    def unknown(self, text: str) -> list[str]:
        """Return what is said to a line that means nothing here."""
        return [f'"{one_line(text)}" does nothing here. ? lists what works.']

    def _answer(self, text: str) -> list[str]:
        return self._tell(grade(self.card, text) if text else grade_shown(self.card))

    def _ask_back(self, text: str) -> list[str]:
        """Return what is said to a line that looks like a command without its sign; when it is repeated, it counts."""
        doubted, self._doubted = self._doubted, text
        if text == doubted or find(text, self.stage) is None or grade(self.card, text).verdict in _GOOD:
            return []
        if any(item.standing is not Standing.OTHER for item in grade(self.card, text).items):
            return []
        return [f'To do that here, type "{SIGN}{text}". If it is your answer, type it once more.']

    def _choose(self, text: str) -> list[str]:
        if not text:
            return self._tell(grade_shown(self.card))
        options = self._asked.options
        signs = {str(number): option for number, option in enumerate(options, 1)}
        signs |= dict(zip(words.LETTERS, options, strict=False))
        signs |= {one_line(option).casefold(): option for option in options}
        option = signs.get(text.casefold().rstrip(".)"), signs.get(one_line(text).casefold()))
        if option is None:
            return [f'"{one_line(text)}" is none of the options. Type a number from 1 to {len(options)}.']
        return self._tell(grade_choice(self.card, option))

    def _take_items(self, text: str) -> list[str]:
        """Take items of a list; when none is missing, or an empty line ends it, the answer is complete."""
        before = len(self._given)
        if not text:
            given = [item.text for item in self._given]
            return self._tell(grade_items(self.card, given) if given else grade_shown(self.card))
        graded = grade_items(self.card, (*(item.text for item in self._given), *split_items(self.card, text)))
        self._given, self._hints_here = graded.items, 0
        said = words.items(graded.items[before:])
        return said if graded.missing else [*said, *self._tell(graded)]

    def take_item_back(self) -> list[str]:
        """Take back the last item that was given to a list."""
        *given, last = self._given
        self._given, self._hints_here = tuple(given), 0
        return [f"Taken back: {one_line(last.text)}"]

    def met(self) -> int:
        """Return how many items of the list were given."""
        return met_of(self._given)

    # judging

    def _tell(self, graded: Graded) -> list[str]:
        self._answered_at = self._collection.now()
        graded = self._graded = self._proposed(graded)
        if graded.verdict is Verdict.CLOSE and graded.slip:
            self.stage = Stage.DOUBTING
            return words.doubt(graded)
        self.stage = Stage.RATING
        return self.told(graded)

    def _proposed(self, graded: Graded) -> Graded:
        taken = self._answered_at - self._asked_at
        return propose(graded, self.card, self._asked, hints=self._hints, taken=taken)

    def told(self, graded: Graded, *, compared: bool = True) -> list[str]:
        """Return what an answer is worth, where the fact comes from, and the ratings."""
        card = self.card
        return [
            *words.verdict(card, graded, chosen=bool(self._asked.options), compared=compared),
            *words.support(card, self._collection.source_of(card.deck)),
            self._ratings(),
        ]

    def _ratings(self) -> str:
        return words.practice_ratings() if self._session.practises else words.ratings(self._session.outcomes())

    def _settle(self, text: str) -> list[str]:
        """Take a near miss for a typo or for a mistake; a rating says it too."""
        word, graded = text.casefold().rstrip(".)"), self._graded
        rating = _RATINGS.get(word)
        if graded is None or (word not in _YES | _NO and rating is None):
            return [f'"{one_line(text)}" is neither yes nor no. Type y or n.']
        typo = word in _YES or (rating is not None and rating is not Rating.AGAIN)
        graded = self._graded = self._proposed(as_said(graded, Verdict.CLOSE if typo else Verdict.WRONG))
        self.stage = Stage.RATING
        said = self.told(graded, compared=False)
        # Whoever rates at once has seen enough; the ratings need not be listed.
        return said if rating is None else [*said[:-1], *self._rate(text)]

    @property
    def overridable(self) -> Verdict | None:
        """What the verdict on a typed answer can be turned into; ``None`` if nothing was typed."""
        graded = self._graded
        if self.stage is not Stage.RATING or graded is None or self._asked.options or not graded.given.strip():
            return None
        return Verdict.WRONG if graded.verdict is Verdict.RIGHT else Verdict.RIGHT

    def override(self) -> list[str]:
        """Count a wrong or close answer as right, or a right one as wrong."""
        verdict, graded = self.overridable, self._graded
        if verdict is None or graded is None:
            return ["There is no verdict to turn round: nothing was typed."]
        self._graded = self._proposed(as_said(graded, verdict))
        return [f"Counted as {verdict}."]

    @property
    def addable(self) -> "Addition | None":
        """What was typed and can be added to the accepted answers."""
        if self.overridable is None or self._graded is None:
            return None
        from quiz.grading.accepting import addition_of  # noqa: PLC0415 - few answers are added

        return addition_of(self.card, self._graded)

    def add(self) -> list[str]:
        """Add what was typed to the accepted answers in the deck file; undo takes it out again."""
        addition = self.addable
        if addition is None:
            return ["There is nothing to accept that is not accepted already."]
        from quiz.grading.accepting import changes_for  # noqa: PLC0415 - few answers are added

        changes = changes_for(self._collection.note_of(self.card), self.card, addition)
        self._session.edited(self._collection.edit_note(self.card, changes))
        self.renew()
        return [f"Accepted from now on: {one_line(addition.spelling)}"]

    def suggested(self) -> Rating:
        """Return the rating that an empty line gives."""
        return (self._graded.rating if self._graded else None) or Rating.GOOD

    def _rate(self, text: str) -> list[str]:
        rating = _RATINGS.get(text.casefold().rstrip(".)")) if text else self.suggested()
        graded = self._graded
        if rating is None or graded is None:
            return [f'"{one_line(text)}" is no rating. Type a number from 1 to 4, or Enter.']
        practice = self._session.practises
        back = words.wait_after(self._session.outcomes(), rating)
        typed = None if graded.verdict is Verdict.SHOWN else graded.given
        taken = answering_time(self._asked_at, self._answered_at)
        self._session.rate(rating, verdict=graded.verdict, typed=typed, duration_ms=taken)
        if practice:
            said = f"{words.name_of(rating)}{', once more' if rating is Rating.AGAIN else ''}."
        else:
            said = f"{words.name_of(rating)}: back in {back}."
        return [said, *self._leech(), *self.next()]

    def _leech(self) -> list[str]:
        """Tell when the answer just given showed that its card is forgotten again and again."""
        found = self._session.leech
        if found is None or not isinstance(found.state, Scheduled):
            return []
        suspends = self._collection.sittings.afterwards(found.deck).leeches.suspends
        how = f" {SIGN}w rewrites it." if self.can_edit else ""
        return [leech(found.state.lapses, suspended=suspends) + how]

    # help with the answer

    @property
    def hints(self) -> "tuple[Hint, ...]":
        """The hints there are to what is asked now; of a list, to the first item that is missing."""
        if self._card is None or not self._asked.hints or self.stage not in TYPED:
            return ()
        if self.stage is Stage.TYPING:
            return hints_for(self._card.answer)
        met = {item.place for item in self._given}
        place = next((place for place in range(len(self._card.answers)) if place not in met), 0)
        return hints_for(self._card.answers[place][0])

    def hint(self) -> list[str]:
        """Show some letters of the answer, and more with every time."""
        hints = self.hints
        if self._hints_here >= len(hints):
            return ["There are no more hints." if self._hints_here else "There is no hint to this card."]
        said = words.hint(hints[self._hints_here])
        self._hints_here += 1
        self._hints += 1
        return [said]

    def change_mode(self) -> list[str]:
        """Ask otherwise until the session is over, the card at hand among them unless it was answered."""
        current = self._session.current
        if current is None or self._card is None:
            return []
        modes = tuple(AskMode)
        self._mode = modes[(modes.index(self._mode_of(current)) + 1) % len(modes)]
        said = MODES[self._mode]
        if self.stage not in ASKING:
            return [said]
        self._put(self._card, current)
        return [said, *self.question()]
