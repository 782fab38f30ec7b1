"""``quiz optimize``: parameters of the scheduler that fit the answers that were given."""

from typing import TYPE_CHECKING

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.moved import agreed, moves_json, moves_line
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
  quiz optimize --reschedule     and have cards come back when they say
  quiz optimize rivers --undo    the parameters it had before

\b
The parameters stand in the file of settings, as 'parameters'. With them the
stability and the difficulty of all cards are made anew; the days on which cards
come back stay until they are answered, or move with --reschedule, after it was
told how many do.
"""


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--dry-run", is_flag=True, help="Change nothing; only tell what would come of it.")
@click.option("--undo", is_flag=True, help="Take back what was fitted last, and what was moved by it.")
@click.option("--reschedule", is_flag=True, help="Also move cards to the days that the parameters say.")
@click.option("--yes", is_flag=True, help="Do not ask before cards are moved.")
@json_option
def optimize(names: tuple[str, ...], *, dry_run: bool, undo: bool, reschedule: bool, yes: bool, as_json: bool) -> None:
    """Fit the scheduler to your answers: each DECK for itself, or all that have no parameters of their own.

    New parameters are kept only if they would have foretold your answers better than those in force.
    """
    if undo and (dry_run or reschedule):
        raise UsageError(f"--undo and {'--dry-run' if dry_run else '--reschedule'} cannot be together.")
    with open_collection() as collection:
        scopes: Sequence[DeckId | None] = chosen(collection, names) or (None,)
        if undo:
            _undo(collection, scopes, as_json=as_json)
        else:
            told: list[dict[str, object]] = []
            for task, found in _optimise(collection, scopes, dry_run=dry_run):
                if not as_json:
                    _tell(collection, task, found, dry_run=dry_run, reschedule=reschedule)
                moves = _move(collection, task, found, dry_run=dry_run, yes=yes or as_json) if reschedule else None
                told.append({**_as_json(task, found, dry_run=dry_run), "rescheduled": moves})
            if as_json:
                console.write_json(told)


def _optimise(
    collection: "Collection", scopes: "Sequence[DeckId | None]", *, dry_run: bool
) -> "list[tuple[Task, Fit]]":
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
    return done


def _move(collection: "Collection", task: "Task", found: "Fit", *, dry_run: bool, yes: bool) -> dict[str, object]:
    """Move cards to the days that the parameters in force say, after it was told how many do."""
    with Progress(1) as progress:
        progress.begin(f"reckoning where cards belong: {_title(collection, task.deck)}")
        fitted = found.parameters if found.is_better and dry_run else None
        planned = collection.rescheduler.plan(collection.optimiser.decks(task), parameters=fitted)
        progress.end()
    console.say(moves_line(planned.moves))
    does = bool(planned.moves.to) and not dry_run and agreed(yes=yes)
    if does:
        at = collection.rescheduler.keep(planned)
        if found.is_better:
            collection.optimiser.moved(task.deck, at)
        undo = _undo_words(task.deck) if found.is_better else "quiz reschedule --undo"
        console.say(f"They are moved; '{undo}' takes it back.")
    return {**moves_json(planned.moves), "kept": does}


def _undo_words(deck: "DeckId | None") -> str:
    return "quiz optimize --undo" if deck is None else f"quiz optimize {deck} --undo"


def _tell(collection: "Collection", task: "Task", found: "Fit", *, dry_run: bool, reschedule: bool) -> None:
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
        stays = "" if reschedule else " No card comes on another day by it."
        console.say(f"The fitted parameters are kept; '{_undo_words(task.deck)}' takes them back.{stays}")


def _undo(collection: "Collection", scopes: "Sequence[DeckId | None]", *, as_json: bool) -> None:
    done = [(deck, collection.optimiser.undo(deck)) for deck in scopes]
    if as_json:
        console.write_json([_undone(deck, last) for deck, last in done])
        return
    for deck, last in done:
        moved = "" if last.moved is None else ", and the cards that moved are where they were"
        console.say(f"{_title(collection, deck)}: the parameters are as they were before{moved}.")


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
        "rescheduled": last.moved is not None,
        "parameters": None if last.before is None else list(last.before),
    }
