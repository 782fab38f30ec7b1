"""Prints what ``quiz generate`` made."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from quiz.cli import console
from quiz.cli.exits import ExitCode
from quiz.cli.making import STDOUT, Made, Order
from quiz.formats.ids import with_ids
from quiz.formats.toml_text import dump_deck
from quiz.model.deck import Card, cards_of
from quiz.model.text import counted, one_line

if TYPE_CHECKING:
    from quiz.deck_saving import Saved
    from quiz.generate.facts import Drop, Generated


def show(made: Sequence[Made], order: Order, *, as_json: bool) -> ExitCode:
    """Print every deck to standard output and every error to standard error; return the code of the first error."""
    if as_json:
        console.write_json([_as_json(one, order) for one in made])
    first = ExitCode.OK
    for one in made:
        if one.generated is not None and not as_json:
            _show(one, one.generated, order, named=len(made) > 1)
        if one.error is not None:
            console.say_error(one.error.message, one.error.hint)
            first = first or ExitCode(one.error.exit_code)
    return first


def _show(one: Made, generated: "Generated", order: Order, *, named: bool) -> None:
    if order.output == STDOUT and not order.dry_run:
        if one.error is None:
            console.write(dump_deck(with_ids(generated.deck)).rstrip("\n"))
        if order.explain:
            console.say("\n".join(_explained(generated)))
        return
    if one.error is None:
        console.write(f"{one_line(one.name)}: {generated.deck.title}" if named else generated.deck.title)
        for card in _cards(generated):
            console.write(f"  {card.prompt}\n      {card.answer}")
    if order.explain:
        console.write_lines(_explained(generated))
    if one.error is None:
        console.write(_summary(one, generated, order))


def _explained(generated: "Generated") -> Iterator[str]:
    for drop in generated.drops:
        yield f"  Left out by {drop.rule}: {drop.text}"
        yield f"      {drop.reason}"


def _summary(one: Made, generated: "Generated", order: Order) -> str:
    total = counted(len(generated.deck.notes), "question")
    if one.saved is None:
        return f"{total}; nothing was saved."
    saved = one.saved
    told = total if not saved.kept and not saved.refused else ", ".join(_changes(saved))
    return f"{told} in {saved.path}" if order.saves else f"{told}; nothing was saved."


def _changes(saved: "Saved") -> Iterator[str]:
    yield f"{saved.added} new"
    if saved.updated:
        yield f"{saved.updated} updated"
    if saved.marked:
        yield f"{saved.marked} marked, as the article does not say it any more"
    if saved.restored:
        yield f"{saved.restored} unmarked, as the article says it again"
    if saved.edited:
        yield f"{saved.edited} kept as you edited them"
    if saved.refused:
        yield f"{len(saved.refused)} left out, as you did not want them"
    rest = saved.kept - saved.updated - saved.marked - saved.restored - saved.edited
    if rest > 0:
        yield f"{rest} unchanged"


def _as_json(one: Made, order: Order) -> dict[str, object]:
    value: dict[str, object] = {"article": one.name, "error": one.error.message if one.error else None}
    if one.generated is None:
        return value
    value |= {
        "deck": one.generated.deck.id,
        "title": one.generated.deck.title,
        "path": str(one.saved.path) if one.saved and order.saves else None,
        "added": one.saved.added if one.saved else 0,
        "updated": one.saved.updated if one.saved else 0,
        "marked": one.saved.marked if one.saved else 0,
        "restored": one.saved.restored if one.saved else 0,
        "edited": one.saved.edited if one.saved else 0,
        "refused": len(one.saved.refused) if one.saved else 0,
        "kept": one.saved.kept if one.saved else 0,
        "cards": [_card_json(card) for card in _cards(one.generated)],
    }
    if order.explain:
        value["drops"] = [_drop_json(drop) for drop in one.generated.drops]
    return value


def _cards(generated: "Generated") -> list[Card]:
    # Only a note with an id has cards, and the file gives the ids.
    return list(cards_of(with_ids(generated.deck)))


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
