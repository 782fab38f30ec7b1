"""The one place from which the command line reaches the screens; importing Textual takes longer than most commands."""

from typing import TYPE_CHECKING

from quiz.cli import console
from quiz.cli.door import open_collection
from quiz.cli.joined import sync_by_itself
from quiz.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from quiz.collection import Collection
    from quiz.config import Settings
    from quiz.model.plan import Plan
    from quiz.tui.proposals import Proposal, Reviewed


def open_home() -> None:
    """Open the list of decks."""
    console.require_terminal(
        "The list of decks", "'quiz decks' prints it, and 'quiz run --plain' studies line by line."
    )
    with open_collection() as collection:
        from quiz.tui.app import run_home  # noqa: PLC0415 - a broken database is told before Textual is loaded

        run_home(collection)
        sync_by_itself(collection)


def open_session(collection: "Collection", plan: "Plan") -> None:
    """Go straight into a session."""
    from quiz.tui.app import run_study  # noqa: PLC0415 - only when there is something to study

    run_study(collection, plan)
    sync_by_itself(collection)


def open_review(
    collection: "Collection", proposals: "Sequence[Proposal]", save: "Callable[[Reviewed], object]"
) -> None:
    """Let the learner accept, edit or reject cards; ``save`` gets what was decided about each article."""
    from quiz.tui.app import run_review  # noqa: PLC0415 - only with --review

    run_review(proposals, save, theme=collection.settings.theme)


def check_theme(name: str) -> None:
    """Raise UsageError when there is no such theme."""
    from quiz.tui.themes import THEMES, no_theme  # noqa: PLC0415 - few commands have to do with themes

    for fault in no_theme(name):
        own = ", ".join(theme.name for theme in THEMES)
        raise UsageError(fault, hint=f"Those of quiz are {own}; auto takes dark or light as the terminal has it.")


def key_faults(settings: "Settings") -> tuple[str, ...]:
    """Return what is wrong with the keys and the theme in the file of settings, as sentences."""
    from quiz.config import Settings  # noqa: PLC0415 - help needs no settings

    keys, theme = settings.layers.keys, settings.theme
    if not keys and theme == Settings().theme:
        return ()
    from quiz.tui.keymap import all_places, keymap_of  # noqa: PLC0415 - few have keys of their own
    from quiz.tui.themes import no_theme  # noqa: PLC0415 - as above

    return (*(keymap_of(keys, all_places()).faults if keys else ()), *no_theme(theme))
