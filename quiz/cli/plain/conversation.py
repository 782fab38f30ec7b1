"""A session as a conversation: a line comes in, lines go out. Knows no terminal, so tests talk to it directly."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from quiz.cli.plain import words
from quiz.cli.plain.answering import Answering
from quiz.cli.plain.commands import ASKING, COMMANDS, SIGN, TYPED, Command, Stage, find, split_option
from quiz.errors import OvertakenError, QuizError
from quiz.model.text import clean
from quiz.words.study import buried, deleted, suspended, taken_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.collection import Collection
    from quiz.model.deck import Card
    from quiz.srs.session import Session

_FIRST = {
    Stage.TYPING: "Type the answer; an empty line shows it. Begin a command with a colon, such as :u.",
    Stage.LISTING: "Type one item, or several with commas; an empty line ends. Begin a command with a colon.",
    Stage.CHOOSING: "Type the number, the letter or the words of an option; an empty line shows the answer.",
    Stage.RECALLING: "An empty line shows the answer; one that you type is compared with it.",
    Stage.DOUBTING: "y or an empty line takes it for a typo, n for a mistake; 1 to 4 rates at once.",
    Stage.RATING: "1 again, 2 hard, 3 good, 4 easy; an empty line takes the one that is suggested.",
    Stage.WAITING: "An empty line looks whether a card has come.",
    Stage.DONE: "An empty line leaves.",
}
"""What a line that is no command does at each stage."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to a line."""

    lines: tuple[str, ...]
    """Each is one paragraph, however long."""
    prompt: str
    """What asks for the next line; empty when the conversation is over."""


class Conversation(Answering):
    """Asks the cards of a session and takes answers, ratings and commands, one line at a time."""

    def __init__(
        self, collection: "Collection", session: "Session", edit: "Callable[[str], str] | None" = None
    ) -> None:
        """Talk about the cards of ``session``; ``edit`` has the learner edit a text, if there is an editor."""
        super().__init__(collection, session)
        self._editor = edit
        self._draft: tuple[str, str] | None = None
        """The id of a card and what was written for it that could not be kept."""

    @property
    def can_edit(self) -> bool:
        """Whether there is an editor in which a card can be rewritten."""
        return self._editor is not None

    # what comes in

    def open(self) -> Reply:
        """Begin."""
        return self._reply([*words.opening(self._collection, self._session), *self.next()])

    def hear(self, line: str) -> Reply:
        """Take a line for an answer, a rating or a command, whichever is wanted now."""
        text = clean(line).strip()
        try:
            said = self._command(text) if self._is_command(text) else self._hear(text)
        except OvertakenError as error:
            said = [f"{error.message} {error.hint}", *self.next()]
        except QuizError as error:
            # What could not be stored has not happened; the card stays.
            said = [f"{error.message} {error.hint}".strip()]
            said += ["Edit again to go on with what you wrote."] if self._draft is not None else []
        return self._reply(said)

    def _hear(self, text: str) -> list[str]:
        if self.stage is Stage.DONE:
            return self._leave() if not text else self.unknown(text)
        return self.take(text[1:] if text.startswith(SIGN * 2) else text)

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
            case Stage.LISTING:
                end = ", Enter ends" if self._given else ""
                return f"Item {self.met() + 1} of {len(self.card.answers)}{end}: "
            case Stage.CHOOSING:
                return f"Your choice, 1 to {len(self._asked.options)}: "
            case Stage.RECALLING:
                return "Enter shows the answer: "
            case Stage.DOUBTING:
                return "A typo? Enter for yes, n for no: "
            case Stage.RATING:
                suggested = self.suggested()
                return f"Rating, Enter for {suggested.value} {words.name_of(suggested)}: "
            case Stage.WAITING:
                return "Enter looks again, q leaves: "
            case Stage.DONE:
                return "Enter leaves, u undoes: "
            case Stage.OVER:
                return ""

    # commands

    def _is_command(self, text: str) -> bool:
        if text.startswith(SIGN * 2):
            return False
        if text.startswith(SIGN) or text == "?":
            return True
        found = None if self.stage in TYPED else find(text, self.stage)
        return found is not None and not found.signed

    def _command(self, text: str) -> list[str]:
        name = text.removeprefix(SIGN).strip()
        found = find(name, self.stage)
        if found is None:
            option = split_option(name, self.stage)
            return self.unknown(text) if option is None else self._set_option(*option)
        act: dict[str, Callable[[], list[str]]] = {
            "hint": self.hint,
            "override": self.override,
            "add": self.add,
            "undo": self._undo,
            "repeat": self._repeat,
            "bury": partial(self._bury, siblings=False),
            "bury_note": partial(self._bury, siblings=True),
            "suspend": partial(self._suspend, siblings=False),
            "suspend_note": partial(self._suspend, siblings=True),
            "edit": lambda: self._edit(self.card),
            "rewrite": self._rewrite,
            "delete": self._delete,
            "options": self._options,
            "article": lambda: words.passage(self._collection.articles.find(self.card)),
            "mark": lambda: ["Marked." if self._session.mark() else "The mark is off."],
            "info": self._info,
            "mode": self.change_mode,
            "more": self._more,
            "progress": lambda: words.progress(self._session),
            "leave": self._leave,
            "help": self._help,
        }
        return act[found.action]()

    def _living(self) -> list[Command]:
        """Return the commands that do something now."""
        dead = {
            "undo": not self._session.can_undo and not self._given,
            "hint": self._hints_here >= len(self.hints),
            "override": self.overridable is None,
            "add": self.addable is None,
            "rewrite": self._session.leech is None or self._editor is None,
            "article": self._card is None or not self._collection.articles.at_hand(self._card),
            "more": not self._has_more(),
        }
        return [each for each in COMMANDS if self.stage in each.stages and not dead.get(each.action)]

    def _bury(self, *, siblings: bool) -> list[str]:
        self._session.bury(siblings=siblings)
        return [buried(siblings=siblings), *self.next()]

    def _suspend(self, *, siblings: bool) -> list[str]:
        self._session.suspend(siblings=siblings)
        return [suspended(siblings=siblings), *self.next()]

    def _rewrite(self) -> list[str]:
        """Have the table of the leech edited that was just answered."""
        found = self._session.leech
        if found is None:
            return ["No leech was answered just now."]
        return self._edit(self._collection.card(found.card))

    def _edit(self, card: "Card") -> list[str]:
        """Have the table of a card edited and put in its place; what is no card can be opened once more."""
        if self._editor is None:
            return ["There is no terminal for an editor here."]
        table = self._collection.table_of(card)
        draft = self._draft[1] if self._draft is not None and self._draft[0] == card.id else table
        with self.away():
            text = self._editor(draft)
        self._draft = None
        if text == table:
            return ["Nothing was changed."]
        try:
            edit = self._collection.replace_table(card, table, text)
        except QuizError:
            self._draft = (card.id, text)
            raise
        self._session.edited(edit)
        return ["Changed.", *self.renew()]

    def _delete(self) -> list[str]:
        """Take the note of the card out of its deck file; whoever typed the word means it, and undo puts it back."""
        siblings = len(self._collection.siblings(self.card.id))
        self._session.edited(self._collection.remove_note(self.card))
        return [deleted(siblings), *self.next()]

    def _options(self) -> list[str]:
        return words.options(self._collection, self.card.deck)

    def _set_option(self, name: str, value: str) -> list[str]:
        """Set an option of the deck of the card at hand, or go back to what holds everywhere."""
        from quiz.config.table import setting_named  # noqa: PLC0415 - few set an option between two cards

        setting, deck = setting_named(name, deck=True), self.card.deck
        preferences = self._collection.preferences
        if not value:
            return [words.option(preferences.at(setting, deck))]
        if value.casefold() == words.USUAL:
            preferences.take(setting, deck)
        else:
            preferences.put(setting, preferences.read(setting, value), deck)
        self._session.options_changed()
        return [words.option(preferences.at(setting, deck)), *self.ask_anew()]

    def _undo(self) -> list[str]:
        if self.stage is Stage.LISTING and self._given:
            return self.take_item_back()
        before, step = self._session.current, self._session.last_step
        if step is None:
            return ["There is nothing to take back."]
        self._session.undo()
        same = before is not None and self._session.current == before
        return [taken_back(step), *(self.renew() if same else self.next())]

    def _repeat(self) -> list[str]:
        if self.stage is Stage.RATING and self._graded is not None:
            return [*self.question(), *self.told(self._graded)]
        if self.stage is Stage.DOUBTING and self._graded is not None:
            return [*self.question(), *words.doubt(self._graded)]
        return self.question() if self.stage in ASKING else self.next()

    def _info(self) -> list[str]:
        current = self._session.current
        if current is None:
            return []
        return words.info(self._collection, self.card, current.state, told=self.stage is Stage.RATING)

    def _has_more(self) -> bool:
        return self._session.plan.minutes is not None and self._session.counts.total > 0

    def _more(self) -> list[str]:
        if not self._has_more():
            return ["There is nothing left of this session."]
        self._session.go_on()
        return self.next()

    def _leave(self) -> list[str]:
        if self.stage is Stage.OVER:
            return []
        finished = self.stage is Stage.DONE
        self.stage = Stage.OVER
        return [] if finished else words.summary(self._collection, self._session, finished=False)

    def _help(self) -> list[str]:
        return [_FIRST[self.stage], *(f"  {self._spelled(each)}: {each.help}" for each in self._living())]

    def _spelled(self, command: Command) -> str:
        colon = SIGN if command.signed or self.stage in TYPED else ""
        return " or ".join(f"{colon}{word}" for word in command.words)
