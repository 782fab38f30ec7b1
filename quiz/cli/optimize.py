"""``quiz optimize``: parameters of the scheduler that fit the answers that were given."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.options import decks_argument, json_option
from quiz.cli.progress import Progress
from quiz.errors import UsageError
from quiz.model.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.collection import Collection
    from quiz.collection.optimiser import Optimised, Task
    from quiz.model.ids import DeckId
    from quiz.srs.optimize import Fit, Score

EPILOG = """\b
Examples:
  quiz optimize --dry-run        only tell how well it would fit
  quiz optimize                  for all decks that have no parameters of their own
  quiz optimize rivers           for one deck alone
  quiz optimize rivers --undo    the parameters it had before

The parameters stand in the file of settings, as 'parameters'. With them the stability and the difficulty of all
cards are made anew; the days on which cards come back stay until they are answered.
"""


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--dry-run", is_flag=True, help="Change nothing; only tell what would come of it.")
@click.option("--undo", is_flag=True, help="Take back what was fitted last.")
@json_option
def optimize(names: tuple[str, ...], *, dry_run: bool, undo: bool, as_json: bool) -> None:
    """Fit the scheduler to your answers: each DECK for itself, or all that have no parameters of their own.

    New parameters are kept only if they would have foretold your answers better than those in force.
    """
    if undo and dry_run:
        raise UsageError("--undo and --dry-run cannot be together.")
    with open_collection() as collection:
        scopes: Sequence[DeckId | None] = chosen(collection, names) or (None,)
        if undo:
            _undo(collection, scopes, as_json=as_json)
        else:
            _optimise(collection, scopes, dry_run=dry_run, as_json=as_json)


def _optimise(collection: "Collection", scopes: "Sequence[DeckId | None]", *, dry_run: bool, as_json: bool) -> None:
    optimiser = collection.optimiser
    done: list[tuple[Task, Fit]] = []
    with Progress(3 * len(scopes)) as progress:
        tasks: list[Task] = []
        for deck in scopes:
            progress.begin(f"reading the answers: {_title(collection, deck)}")
            tasks.append(optimiser.task(deck))
            progress.end()
        for task in tasks:
            progress.begin(f"fitting {counted(task.training.reviews, 'answer')}: {_title(collection, task.deck)}")
            found = optimiser.fit(task)
            done.append((task, found))
            progress.end()
        for task, found in done:
            if found.is_better and not dry_run:
                progress.begin(f"making the memory of the cards anew: {_title(collection, task.deck)}")
                optimiser.keep(task, found)
            progress.end()
    if as_json:
        console.write_json([_as_json(task, found, dry_run=dry_run) for task, found in done])
        return
    for task, found in done:
        _tell(collection, task, found, dry_run=dry_run)


def _tell(collection: "Collection", task: "Task", found: "Fit", *, dry_run: bool) -> None:
    cards, answers = len(task.training.histories), task.training.reviews
    console.write(f"{_title(collection, task.deck)}: {counted(answers, 'answer')} to {counted(cards, 'card')}")
    console.write_table(
        ("", "in force", "fitted"),
        [
            ("log-loss", f"{found.before.log_loss:.4f}", f"{found.after.log_loss:.4f}"),
            ("RMSE (bins)", f"{found.before.rmse:.4f}", f"{found.after.rmse:.4f}"),
        ],
        right=frozenset({1, 2}),
    )
    if not found.is_better:
        console.say("Nothing is changed: the parameters in force foretell the answers as well, or better.")
    elif dry_run:
        console.say("The fitted parameters would be kept. Nothing is changed yet.")
    else:
        undo = "quiz optimize --undo" if task.deck is None else f"quiz optimize {task.deck} --undo"
        console.say(f"The fitted parameters are kept; '{undo}' takes them back. No card comes on another day by it.")


def _undo(collection: "Collection", scopes: "Sequence[DeckId | None]", *, as_json: bool) -> None:
    done = [(deck, collection.optimiser.undo(deck)) for deck in scopes]
    if as_json:
        console.write_json([_undone(deck, last) for deck, last in done])
        return
    for deck, _ in done:
        console.say(f"{_title(collection, deck)}: the parameters are as they were before.")


def _title(collection: "Collection", deck: "DeckId | None") -> str:
    return "All decks" if deck is None else collection.title_of(deck)


def _as_json(task: "Task", found: "Fit", *, dry_run: bool) -> dict[str, object]:
    return {
        "deck": task.deck,
        "cards": len(task.training.histories),
        "answers": task.training.reviews,
        "items": len(task.training.items),
        "before": _score(found.before),
        "after": _score(found.after),
        "previous": list(task.current),
        "parameters": list(found.parameters),
        "better": found.is_better,
        "kept": found.is_better and not dry_run,
    }


def _score(score: "Score") -> dict[str, float]:
    return {"log_loss": score.log_loss, "rmse_bins": score.rmse}


def _undone(deck: "DeckId | None", last: "Optimised") -> dict[str, object]:
    return {
        "deck": deck,
        "undone": list(last.after),
        "parameters": None if last.before is None else list(last.before),
    }
