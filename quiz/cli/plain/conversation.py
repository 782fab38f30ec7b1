"""A session as a conversation: a line comes in, lines go out. Knows no terminal, so tests talk to it directly."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quiz.cli.plain import words
from quiz.cli.plain.commands import ASKING, SIGN, Stage, find, living
from quiz.errors import QuizError
from quiz.grading.asking import Asked, Way, how_to_ask
from quiz.grading.grader import grade, grade_choice, grade_shown
from quiz.grading.proposal import propose
from quiz.model.answer import Graded, Verdict
from quiz.model.memory import Instant, Rating
from quiz.model.text import clean, one_line
from quiz.phrases import wait

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection import Collection
    from quiz.model.deck import Card
    from quiz.model.ids import DeckId
    from quiz.srs.queue import QueueCard
    from quiz.srs.session import Session

_STAGES = {Way.TYPED: Stage.TYPING, Way.CHOICE: Stage.CHOOSING, Way.FLIP: Stage.RECALLING}
_GOOD = frozenset({Verdict.RIGHT, Verdict.CLOSE})
_LONGEST_ANSWER = 60 * 60 * 1000
"""Milliseconds; whoever takes longer has left the table."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a line."""

    lines: tuple[str, ...]
    """Each is one paragraph, however long."""
    prompt: str
    """What asks for the next line; empty when the conversation is over."""


class Conversation:
    """Asks the cards of a session and takes answers, ratings and commands, one line at a time."""

    def __init__(self, collection: "Collection", session: "Session") -> None:
        """Talk about the cards of ``session``; each answer is stored before the next card is asked."""
        self._collection = collection
        self._session = session
        self.stage = Stage.WAITING
        """What the next line will be taken for."""
        self._card: Card | None = None
        self._asked = Asked(way=Way.FLIP)
        self._options: tuple[str, ...] = ()
        self._graded: Graded | None = None
        self._deck: DeckId | None = None
        self._doubted = ""
        self._asked_at = Instant(0)
        self._answered_at = Instant(0)

    # what comes in

    def open(self) -> Reply:
        """Begin."""
        return self._reply([*words.opening(self._session), *self._next()])

    def hear(self, line: str) -> Reply:
        """Take a line for an answer, a rating or a command, whichever is wanted now."""
        text = clean(line).strip()
        try:
            said = self._command(text) if self._is_command(text) else self._take(text)
        except QuizError as error:
            # What could not be stored has not happened; the card stays.
            said = [f"{error.message} {error.hint}".strip()]
        return self._reply(said)

    def close(self) -> Reply:
        """End, because no line will come any more."""
        return Reply(tuple(self._leave()), "")

    @property
    def wait(self) -> float | None:
        """The seconds until a card comes, while the conversation waits for one; an empty line asks for it then."""
        if self.stage is not Stage.WAITING:
            return None
        until = self._session.next_at
        return 0.0 if until is None else max(0.0, (until - self._collection.now()) / 1000)

    # what goes out

    def _reply(self, lines: list[str]) -> Reply:
        return Reply(tuple(lines), self._prompt())

    def _prompt(self) -> str:
        match self.stage:
            case Stage.TYPING:
                return "Your answer: "
            case Stage.CHOOSING:
                return f"Your choice, 1 to {len(self._options)}: "
            case Stage.RECALLING:
                return "Enter shows the answer: "
            case Stage.RATING:
                suggested = self._suggested()
                return f"Rating, Enter for {suggested.value} {words.name_of(suggested)}: "
            case Stage.WAITING:
                return "Enter looks again, q leaves: "
            case Stage.DONE:
                return "Enter leaves, u undoes: "
            case Stage.OVER:
                return ""

    def _is_command(self, text: str) -> bool:
        if text.startswith(SIGN * 2):
            return False
        if text.startswith(SIGN) or text == "?":
            return True
        return self.stage is not Stage.TYPING and find(text, self.stage) is not None

    def _take(self, text: str) -> list[str]:
        text = text[1:] if text.startswith(SIGN * 2) else text
        match self.stage:
            case Stage.CHOOSING:
                return self._choose(text)
            case Stage.TYPING:
                return self._ask_back(text) or self._answer(text)
            case Stage.RECALLING:
                return self._answer(text)
            case Stage.RATING:
                return self._rate(text)
            case Stage.DONE:
                return self._leave() if not text else self._unknown(text)
            case _:
                return self._next() if not text else self._unknown(text)

    def _unknown(self, text: str) -> list[str]:
        return [f'"{one_line(text)}" does nothing here. ? lists what works.']

    # asking

    def _next(self) -> list[str]:
        current = self._session.current
        self._card = self._graded = None
        if current is not None:
            return self._ask(current)
        until = self._session.next_at
        if until is None:
            return self._finish()
        self.stage = Stage.WAITING
        number, when = self._session.counts.learning, wait(until, self._collection.now())
        cards = "The last card comes" if number == 1 else f"{number} cards come back later today, the next one"
        return ["", f"Nothing to ask just now. {cards} back {when}; it is asked here then. Leaving loses nothing."]

    def _finish(self) -> list[str]:
        self.stage = Stage.DONE if self._session.can_undo else Stage.OVER
        return words.summary(self._collection, self._session.summary, finished=True)

    def _ask(self, current: "QueueCard") -> list[str]:
        card = self._card = self._collection.card(current.card)
        mode = self._collection.settings.of(current.deck).study.mode
        self._asked = how_to_ask(card, current.state, mode)
        self._options = self._asked.options
        self.stage = _STAGES[self._asked.way]
        self._doubted = ""
        self._asked_at = self._collection.now()
        title = "" if card.deck == self._deck else self._collection.title_of(card.deck)
        self._deck = card.deck
        return [
            *words.heading(self._session, current.state, title),
            *self._question(),
        ]

    def _question(self) -> list[str]:
        return words.question(self._require_card(), self._asked)

    # answering

    def _answer(self, text: str) -> list[str]:
        card = self._require_card()
        return self._tell(grade(card, text) if text else grade_shown(card))

    def _ask_back(self, text: str) -> list[str]:
        """Return what is said to a line that looks like a command without its sign; when it is repeated, it counts."""
        doubted, self._doubted = self._doubted, text
        if text == doubted or find(text, self.stage) is None or grade(self._require_card(), text).verdict in _GOOD:
            return []
        return [f'To do that here, type "{SIGN}{text}". If it is your answer, type it once more.']

    def _choose(self, text: str) -> list[str]:
        if not text:
            return self._tell(grade_shown(self._require_card()))
        signs = {str(number): option for number, option in enumerate(self._options, 1)}
        signs |= dict(zip(words.LETTERS, self._options, strict=False))
        signs |= {one_line(option).casefold(): option for option in self._options}
        option = signs.get(text.casefold().rstrip(".)"), signs.get(one_line(text).casefold()))
        if option is None:
            return [f'"{one_line(text)}" is none of the options. Type a number from 1 to {len(self._options)}.']
        return self._tell(grade_choice(self._require_card(), option))

    def _tell(self, graded: Graded) -> list[str]:
        self._answered_at = self._collection.now()
        taken = self._answered_at - self._asked_at
        graded = self._graded = propose(graded, self._require_card(), self._asked, hints=0, taken=taken)
        self.stage = Stage.RATING
        return self._told(graded)

    def _told(self, graded: Graded) -> list[str]:
        card = self._require_card()
        return [
            *words.verdict(card, graded, chosen=bool(self._options)),
            *words.support(card, self._collection.source_of(card.deck)),
            words.practice_ratings() if self._session.practises else words.ratings(self._session.outcomes()),
        ]

    def _suggested(self) -> Rating:
        return (self._graded.rating if self._graded else None) or Rating.GOOD

    def _rate(self, text: str) -> list[str]:
        names = {str(rating.value): rating for rating in Rating} | {rating.name.lower(): rating for rating in Rating}
        rating = names.get(text.casefold().rstrip(".)")) if text else self._suggested()
        graded = self._graded
        if rating is None or graded is None:
            return [f'"{one_line(text)}" is no rating. Type a number from 1 to 4, or Enter.']
        practice = self._session.practises
        back = words.wait_after(self._session.outcomes(), rating)
        typed = None if graded.verdict is Verdict.SHOWN else graded.given
        taken = min(max(0, self._answered_at - self._asked_at), _LONGEST_ANSWER)
        self._session.rate(rating, verdict=graded.verdict, typed=typed, duration_ms=taken)
        if practice:
            said = f"{words.name_of(rating)}{', once more' if rating is Rating.AGAIN else ''}."
        else:
            said = f"{words.name_of(rating)}: back in {back}."
        return [said, *self._next()]

    def _require_card(self) -> "Card":
        assert self._card is not None  # noqa: S101  there is one at every stage that wants an answer
        return self._card

    # commands

    def _command(self, text: str) -> list[str]:
        name = text.removeprefix(SIGN).strip()
        found = find(name, self.stage)
        if found is None:
            return self._unknown(text)
        act: dict[str, Callable[[], list[str]]] = {
            "undo": self._undo,
            "repeat": self._repeat,
            "bury": partial(self._bury, siblings=False),
            "bury_note": partial(self._bury, siblings=True),
            "suspend": partial(self._suspend, siblings=False),
            "suspend_note": partial(self._suspend, siblings=True),
            "mark": lambda: ["Marked." if self._session.mark() else "The mark is off."],
            "info": self._info,
            "progress": lambda: words.progress(self._session),
            "leave": self._leave,
            "help": self._help,
        }
        return act[found.action]()

    def _bury(self, *, siblings: bool) -> list[str]:
        self._session.bury(siblings=siblings)
        which = "All cards of the note are buried" if siblings else "Buried"
        return [f"{which} until tomorrow.", *self._next()]

    def _suspend(self, *, siblings: bool) -> list[str]:
        self._session.suspend(siblings=siblings)
        which = "All cards of the note are suspended" if siblings else "Suspended"
        return [f"{which} until put back.", *self._next()]

    def _undo(self) -> list[str]:
        before = self._session.current
        if not self._session.can_undo:
            return ["There is nothing to take back."]
        self._session.undo()
        if before is not None and self._session.current == before:
            return ["Taken back."]
        return ["Taken back.", *self._next()]

    def _repeat(self) -> list[str]:
        if self.stage is Stage.RATING and self._graded is not None:
            return [*self._question(), *self._told(self._graded)]
        if self.stage in ASKING:
            return self._question()
        return self._next()

    def _info(self) -> list[str]:
        current = self._session.current
        if current is None:
            return []
        told = self.stage is Stage.RATING
        return words.info(self._collection, self._require_card(), current.state, told=told)

    def _leave(self) -> list[str]:
        if self.stage is Stage.OVER:
            return []
        finished = self.stage is Stage.DONE
        self.stage = Stage.OVER
        return [] if finished else words.summary(self._collection, self._session.summary, finished=False)

    def _help(self) -> list[str]:
        first = {
            Stage.TYPING: "Type the answer; an empty line shows it. Begin a command with a colon, such as :u.",
            Stage.CHOOSING: "Type the number, the letter or the words of an option; an empty line shows the answer.",
            Stage.RECALLING: "An empty line shows the answer; one that you type is compared with it.",
            Stage.RATING: "1 again, 2 hard, 3 good, 4 easy; an empty line takes the one that is suggested.",
            Stage.WAITING: "An empty line looks whether a card has come.",
            Stage.DONE: "An empty line leaves.",
        }
        colon = SIGN if self.stage is Stage.TYPING else ""
        commands = living(self.stage, can_undo=self._session.can_undo)
        return [
            *([first[self.stage]] if self.stage in first else []),
            *(f"  {colon}{each.words[0]} or {colon}{each.words[1]}: {each.help}" for each in commands),
        ]
