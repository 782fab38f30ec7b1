"""Sessions that are killed: a process that starts one after another, kills each, and looks at what is left.

``python -m tests.faults.nursery FOLDER KILLS SEED`` prints what it counted, and what it found to be wrong. One process
does all of it, because starting Python anew takes longer than a session lives.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC
from functools import partial
from pathlib import Path

from quiz.collection import Collection
from quiz.config import Settings
from quiz.formats.toml_deck import read_deck, write_deck
from quiz.model.answer import Verdict
from quiz.model.deck import Basic, Cloze, Deck, DeckId, NoteId
from quiz.model.edit import NoteEdit
from quiz.model.memory import Instant, Rating
from quiz.model.options import StudyOptions
from quiz.model.review import ActionKind
from quiz.paths import Paths, find_paths
from quiz.srs.session import Session

DAY = 86_400_000
NOON = 20_000 * DAY + DAY // 2
LONGEST = 0.012
"""Seconds that a session may go on after what it was last known to have done."""


def decks_in(folder: Path) -> Paths:
    """Make the decks that are studied, one of which goes into the trash and comes back."""
    paths = find_paths({"QUIZ_HOME": str(folder)})
    paths.decks.mkdir(parents=True)
    notes = [Basic(id=NoteId(f"n{i}"), prompt=f"question {i}", answer=f"answer {i}") for i in range(30)]
    holes = [
        Cloze(id=NoteId(f"c{i}"), prompt=f"{{{{c1::one {i}}}}} and {{{{c2::two {i}}}}}.", evidence="E.")
        for i in range(10)
    ]
    for name in ("study", "other"):
        write_deck(Deck(id=DeckId(name), title=name, notes=(*notes, *holes)), paths.decks / f"{name}.toml")
    return paths


def opened(paths: Paths, day: int) -> Collection:
    """Open the collection on a day; the clock goes on by a second whenever it is read."""
    ticks = iter(range(NOON + day * DAY, NOON + (day + 1) * DAY, 1_000))
    settings = Settings(study=StudyOptions(new_per_day=500, reviews_per_day=500))
    return Collection.open(paths, settings, clock=lambda: Instant(next(ticks)), zone=UTC)


Told = Callable[..., None]


def study(paths: Paths, day: int, chance: random.Random, tell: Told) -> None:
    """Study until somebody ends it, and tell of each step once it is acknowledged."""
    with opened(paths, day) as collection:
        session = collection.start([DeckId("study")])
        for turn in range(10_000):
            if session.current is None:
                session = collection.start([DeckId("study")])
            if session.current is None:
                session = collection.start([DeckId("other")])
            if session.current is None:
                return
            _step(collection, session, chance, turn, tell)


def _step(  # noqa: PLR0912  one of everything that can be done
    collection: Collection, session: Session, chance: random.Random, turn: int, tell: Told
) -> None:
    asked = session.current
    assert asked is not None
    match chance.randrange(20):
        case 0:
            session.bury(siblings=chance.random() < 0.5)
            tell("act", *session._past[-1].events)
        case 1:
            session.suspend(siblings=chance.random() < 0.5)
            tell("act", *session._past[-1].events)
        case 2:
            session.mark()
            tell("act", *session._past[-1].events)
        case 3 if session.can_undo:
            events = list(session._past[-1].events)
            if isinstance(edit := session.last_step, NoteEdit):
                tell("will edit", f"{edit.deck}/{edit.note}", None)
            session.undo()
            tell("undo", *events)
        case 4:
            words = f"edited {turn} {chance.random()}"
            note = collection.note_of(collection.card(asked.card))
            if isinstance(note, Basic):
                tell("will edit", str(asked.card), words)
                edit = collection.edit_note(collection.card(asked.card), {"prompt": words})
                session.edited(edit)
                tell("edit", str(asked.card), words)
        case 5:
            keys = collection.browser.search("is:review").keys[:3]
            done = collection.browser.act(keys, ActionKind.RESET)
            session.catch_up()
            tell("act", *done.events)
        case 6:
            path = collection.paths.decks / "other.toml"
            if path.exists():
                collection.shelf.delete(path)
                tell("trash")
            else:
                collection.shelf.restore(collection.shelf.find_trashed("other"))
                tell("restore")
        case 7:
            number = collection.put_back()
            tell("put back", number)
        case _:
            rating = chance.choice((Rating.AGAIN, Rating.GOOD, Rating.GOOD, Rating.EASY))
            review = session.rate(rating, verdict=Verdict.RIGHT, typed="x", duration_ms=5)
            tell("review", str(review.id))


def _tell(pipe: int, *told: object) -> None:
    os.write(pipe, json.dumps(told).encode() + b"\n")


def lives(paths: Paths, kills: int, seed: int) -> Iterator[list[list[str]]]:
    """Let one session after another begin and be killed; yield what each has told of."""
    for number in range(kills):
        chance = random.Random(f"{seed} {number}")
        there, back = os.pipe()
        child = os.fork()
        if not child:
            os.close(there)
            tell = partial(_tell, back)
            try:
                study(paths, number, chance, tell)
            except Exception as error:  # noqa: BLE001  it is told, and fails the test
                tell("fault", repr(error))
            os._exit(0)
        os.close(back)
        yield _until_killed(child, there, steps=chance.randint(0, 12), then=chance.random() * LONGEST)


def _until_killed(child: int, there: int, *, steps: int, then: float) -> list[list[str]]:
    heard = b""
    while heard.count(b"\n") < steps and (part := os.read(there, 65_536)):
        heard += part
    if not steps:
        then *= 2  # while it opens the collection
    time.sleep(then)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while select.select([there], [], [], 0)[0] and (part := os.read(there, 65_536)):
        heard += part
    os.close(there)
    return [json.loads(line) for line in heard.splitlines(keepends=True) if line.endswith(b"\n")]


class Inspector:
    """Compares what is left with what was acknowledged."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.counts: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.events: set[str] = set()
        self.taken_back: set[str] = set()
        self.may_read: dict[str, set[str | None]] = {}
        """What the prompts of edited cards may be: what was acknowledged last, and what was under way."""

    def look(self, day: int, told: list[list[str]]) -> None:
        """Look at the folder after a kill."""
        self.counts["kills"] += 1
        self.counts["kills before the first step"] += not told
        for what, *more in told:
            self.counts[f"acknowledged: {what}"] += 1
            match what:
                case "review" | "act":
                    self.events |= set(more)
                case "undo":
                    self.taken_back |= set(more)
                case "will edit":
                    number = more[0].partition("/n")[2]
                    self.may_read.setdefault(more[0], {f"question {number}"}).add(more[1])
                case "edit":
                    self.may_read[more[0]] = {more[1]}
                case "fault":
                    self.wrong.append(f"day {day}: {more}")
                case _:
                    pass
        with opened(self.paths, day) as collection:
            self._look_at(collection, day)

    def _look_at(self, collection: Collection, day: int) -> None:
        store = collection._store
        rows = {str(review.id) for review in store.reviews(retracted=True)} | {str(each.id) for each in store.actions()}
        if lost := self.events - rows:
            self.wrong.append(f"day {day}: lost {lost}")
        if lost := self.taken_back - {str(each.target) for each in store.retractions()}:
            self.wrong.append(f"day {day}: not taken back {lost}")
        self.wrong += [f"day {day}: {each.message}" for each in collection.check() if not each.harmless]
        places = [self.paths.decks / "other.toml", *(each.path for each in collection.shelf.trash())]
        if sum(path.exists() for path in places) != 1:
            self.wrong.append(f"day {day}: the other deck is in {places}")
        prompts = {
            f"{file.stem}/{note.id}": note.prompt
            for file in collection.paths.decks.glob("*.toml")
            for note in read_deck(file).deck.notes
            if isinstance(note, Basic)
        }
        for card, words in self.may_read.items():
            if card in prompts and None not in words and prompts[card] not in words:
                self.wrong.append(f"day {day}: {card} reads {prompts[card]!r}, and not {words}")
            self.counts["edits looked at"] += card in prompts and None not in words
        self.counts["rows of the log"] = len(rows)


def main(folder: str, kills: str, seed: str) -> None:
    """Kill as many sessions, and print what came of it."""
    paths = decks_in(Path(folder))
    inspector = Inspector(paths)
    for day, told in enumerate(lives(paths, int(kills), int(seed))):
        inspector.look(day, told)
    sys.stdout.write(json.dumps({"counts": inspector.counts, "wrong": inspector.wrong}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
