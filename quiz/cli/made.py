"""Prints what ``quiz generate`` made."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, pairwise
from textwrap import indent
from typing import TYPE_CHECKING

from quiz.cli import console
from quiz.cli.exits import ExitCode
from quiz.cli.making import STDOUT, Made, Order
from quiz.crew.packed import Packed, once
from quiz.errors import QuizError
from quiz.formats.ids import with_ids
from quiz.formats.merge import EVIDENCE_GONE
from quiz.formats.toml_text import dump_deck
from quiz.model.deck import Card, cards_of
from quiz.model.ids import NoteId
from quiz.model.text import counted, one_line
from quiz.sources.refused import Passed, tell_passed

if TYPE_CHECKING:
    from quiz.deck_saving import Saved
    from quiz.generate.facts import Drop, Generated


_MANY = 100
"""Articles from which each is told in a line: nobody reads the questions of so many as they go by."""


def show(
    made: Iterable[Made], order: Order, *, articles: int, as_json: bool, passed: Sequence[Passed] = ()
) -> ExitCode:
    """Print every deck to standard output as it is made; at the end every error to standard error, and what it came to.

    What was ``passed`` over in folders is told, too. Returns the code of the first error. When the run is interrupted,
    what was done is told all the same.
    """
    tally = _Tally(articles, tell_passed(passed))
    try:
        with _listing(as_json=as_json) as write:
            for one in _once_a_book(made):
                tally.count(one)
                if one.further:
                    continue
                if as_json:
                    write(_as_json(one, order))
                else:
                    _show(one, order, named=articles > 1, briefly=articles > _MANY and not order.explain)
            for each in passed if as_json else ():
                write({"article": str(each.path), "error": None, "passed_over": each.sort.noun})
    except (KeyboardInterrupt, QuizError):
        tally.tell()
        if tally.articles > 1:
            further = "; the same command goes on from there" if order.saves else ""
            console.say(f"Stopped after {tally.done:,} of {tally.articles:,} articles{further}.")
        raise
    tally.tell()
    return tally.code


class _Tally:
    """What a run came to."""

    def __init__(self, articles: int, passed: str) -> None:
        self.articles = articles
        self._passed = passed
        self._errors = Packed[tuple[str, str]]()
        self._code = ExitCode.OK
        self._questions = self._decks = self._known = self._shared = self._alike = 0
        self._notes = Packed[str]()
        self.done = 0

    def count(self, one: Made) -> None:
        """Add one article, or the articles of a book in its place."""
        if one.further:
            self.articles += len(one.further) - 1
            return
        self.done += 1
        self._known += one.known is not None
        self._shared += one.shared
        self._alike += bool(one.same_as)
        if one.note:
            self._notes.append(one.note)
        if one.error is not None:
            # The error itself would hold on to all that was at hand where it was raised.
            self._errors.append((one.error.message, one.error.hint))
            self._code = self._code or ExitCode(one.error.exit_code)
        elif one.saved is not None:
            self._decks += 1
            self._questions += one.saved.added

    @property
    def code(self) -> ExitCode:
        """The code of the first error."""
        return self._code

    def tell(self) -> None:
        """Say what went wrong and, of several articles, what came of them."""
        for note in filter(None, chain(self._notes, [self._passed])):
            console.say(one_line(note))
        for (message, hint), (_, next_hint) in pairwise(chain(once(self._errors, "\n".join), [("", "")])):
            # What holds for several is said behind the last of them.
            console.say_error(message, hint if hint != next_hint else "")
        if self.articles > 1 and (self._decks or self._known or self._alike):
            parts = [f"{counted(self._decks, 'deck')} with {counted(self._questions, 'new question')}"] * bool(
                self._decks
            )
            parts += [f"{self._shared:,} asked by another deck already"] * bool(self._shared)
            parts += [f"{self._alike:,} the same as another, or nearly"] * bool(self._alike)
            parts += [f"{self._known:,} unchanged"] * bool(self._known)
            parts += [f"{len(self._errors):,} failed"] * bool(self._errors)
            console.say(f"{counted(self.done, 'article')}: {', '.join(parts)}.")


def _once_a_book(made: Iterable[Made]) -> Iterator[Made]:
    """Tell with the first chapter of a book alone what of it is in none."""
    told = ""
    for one in made:
        yield replace(one, book_left_out="") if told and one.book_left_out == told else one
        told = one.book_left_out or told


@contextmanager
def _listing(*, as_json: bool) -> Generator[Callable[[object], None]]:
    """Write a JSON array as its elements come; it is closed even when the elements end all of a sudden."""
    first = True

    def write(value: object) -> None:
        nonlocal first
        console.write(("[\n" if first else ",\n") + indent(console.to_json(value), "  "), end="")
        first = False

    try:
        yield write
    finally:
        if as_json:
            console.write("[]" if first else "\n]")


def _show(one: Made, order: Order, *, named: bool, briefly: bool) -> None:
    generated = one.generated
    if passed := _passed(one):
        console.write(f"{one_line(one.name)}: {passed}")
    elif generated is None:
        return
    elif order.output == STDOUT and not order.dry_run:
        if one.error is None:
            console.write(dump_deck(with_ids(generated.deck)).rstrip("\n"))
        if order.explain:
            console.say("\n".join(_explained(one, generated)))
    elif not briefly:
        _show_whole(one, generated, order, named=named)
    elif one.error is None:
        console.write(f"{one_line(one.name)}: {_summary(one, generated, order)}")


def _passed(one: Made) -> str:
    """Return what is said of an article that got no deck because of another one, or has one already."""
    if one.same_as:
        same = "the same text" if one.copied else "nearly the same text"
        return f"{same} as {one_line(one.same_as)}, so it gets no deck"
    if one.known is not None:
        return f"unchanged since it became {one.known.path}"
    return _elsewhere(one.shared) if one.passed and one.shared else ""


def _show_whole(one: Made, generated: "Generated", order: Order, *, named: bool) -> None:
    if one.error is None:
        console.write(f"{one_line(one.name)}: {generated.deck.title}" if named else generated.deck.title)
        # What was looked over a moment ago is known.
        for mark, card in () if order.review else _news(one):
            console.write(f"{mark}{card.prompt}\n      {card.answer}")
    if order.explain:
        console.write_lines(_explained(one, generated))
    if one.error is None:
        console.write(_summary(one, generated, order))


def _explained(one: Made, generated: "Generated") -> Iterator[str]:
    if one.book_left_out:
        yield f"  Of the book, in no chapter: {one_line(one.book_left_out)}"
    if one.left_out:
        yield f"  Not in the text: {one_line(one.left_out)}"
    for drop in generated.drops:
        yield f"  Left out by {drop.rule}: {drop.text}"
        yield f"      {drop.reason}"


def _summary(one: Made, generated: "Generated", order: Order) -> str:
    saved = one.saved
    if saved is None and one.shared:
        return _elsewhere(one.shared)
    total = counted(len(generated.deck.notes), "question")
    if saved is None:
        return f"{total}; nothing was saved."
    plain = saved.added == len(generated.deck.notes) and not saved.kept
    told = total if plain else ", ".join(_changes(saved, one.shared))
    return f"{told} in {saved.path}" if order.saves else f"{told}; nothing was saved."


def _elsewhere(shared: int) -> str:
    return f"{counted(shared, 'question')}, asked by other decks already"


def _changes(saved: "Saved", shared: int) -> Iterator[str]:
    yield f"{saved.added} new"
    if shared:
        yield f"{shared} asked by other decks already"
    if saved.updated:
        yield f"{saved.updated} updated"
    rest = saved.kept - saved.updated - saved.marked - saved.restored - saved.edited
    if rest > 0:
        yield f"{rest} unchanged"
    if saved.edited:
        yield f"{saved.edited} as you edited {_them(saved.edited)}"
    if saved.refused:
        yield f"{len(saved.refused)} left out (you did not want {_them(len(saved.refused))})"
    if saved.marked:
        yield f"{saved.marked} tagged {EVIDENCE_GONE} (no longer in the article)"
    if saved.restored:
        yield f"{saved.restored} not tagged {EVIDENCE_GONE} any more (in the article again)"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"


def _as_json(one: Made, order: Order) -> dict[str, object]:
    value: dict[str, object] = {"article": one.name, "error": one.error.message if one.error else None}
    value |= {"same_as": one.same_as} if one.same_as else {}
    value |= {"note": one.note} if one.note else {}
    value |= {"left_out": one.left_out} if one.left_out else {}
    value |= {"book_left_out": one.book_left_out} if one.book_left_out else {}
    saved = one.known or one.saved
    deck = one.generated.deck if one.generated is not None else one.known
    if deck is None or one.same_as:
        return value | ({"shared": one.shared} if one.shared else {})
    value |= {
        "deck": deck.id,
        "title": deck.title,
        "path": str(saved.path) if saved and order.saves else None,
        "unchanged": one.known is not None,
        "added": saved.added if saved else 0,
        "updated": saved.updated if saved else 0,
        "marked": saved.marked if saved else 0,
        "restored": saved.restored if saved else 0,
        "edited": saved.edited if saved else 0,
        "refused": len(saved.refused) if saved else 0,
        "shared": one.shared,
        "kept": saved.kept if saved else 0,
        "cards": [_card_json(card) for card in _cards(one)],
    }
    if order.explain and one.generated is not None:
        value["drops"] = [_drop_json(drop) for drop in one.generated.drops]
    return value


def _cards(one: Made) -> list[Card]:
    """Return the cards that an article has in its own deck."""
    if one.generated is None or (one.shared and one.saved is None):
        return []
    # Only a note with an id has cards, and the file gives the ids.
    return list(cards_of(with_ids(one.generated.deck)))


def _news(one: Made) -> Iterator[tuple[str, Card]]:
    """Yield the cards to be told, with a mark: of a deck that was there already those that are new or changed."""
    saved = one.saved
    if saved is None or not saved.kept:
        yield from (("  ", card) for card in _cards(one))
        return
    marks = {note.id: "+ " for note in saved.fresh} | {each.made.id: "~ " for each in saved.revised}
    for card in _cards(one):
        name = NoteId(card.note.rpartition("/")[2])
        if name in marks:
            yield marks[name], card


def _card_json(card: Card) -> dict[str, object]:
    return {
        "id": card.id,
        "kind": card.kind.value,
        "prompt": card.prompt,
        "answers": [list(item) for item in card.answers],
        "distractors": list(card.distractors),
        "evidence": card.evidence,
        "as_of": card.as_of.isoformat() if card.as_of else None,
        "rule": card.rule,
    }


def _drop_json(drop: "Drop") -> dict[str, object]:
    return {"rule": drop.rule, "text": drop.text, "reason": drop.reason}
