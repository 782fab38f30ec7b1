"""Starts the application at one of its places. Importing this loads no Textual; calling it does."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.screen import Screen

    from quiz.collection import Collection
    from quiz.model.plan import Plan
    from quiz.tui.proposals import Proposal, Reviewed
    from quiz.tui.quiz_app import MakeScreen, QuizApp

_USUAL_THEME = "auto"


def run_home(collection: "Collection") -> None:
    """Open the list of decks.

    This and its siblings raise QuizError for a mistake in the program, and SystemExit with the number a shell expects
    when a signal ended it.
    """
    _run(lambda: home_app(collection))


def run_study(collection: "Collection", plan: "Plan") -> None:
    """Go straight into the session that is planned; the list of decks comes after.

    Raises StoreError or DeckError when the session cannot begin.
    """
    _run(lambda: study_app(collection, plan))


def run_review(
    proposals: "Sequence[Proposal]", save: "Callable[[Reviewed], object]", *, theme: str = _USUAL_THEME
) -> None:
    """Let the learner accept, edit or reject the cards that were made of articles.

    When the learner saves, ``save`` is called for each article about which something was decided; a QuizError it
    raises is shown. When the learner leaves without saving, it is not called.
    """
    _run(lambda: review_app(proposals, save, theme=theme))


def home_app(collection: "Collection") -> "QuizApp":
    """Return the application that begins with the list of decks."""
    from quiz.tui.quiz_app import QuizApp  # noqa: PLC0415 - see the module's docstring

    return QuizApp(_home(collection), collection=collection, theme=collection.settings.theme)


def study_app(collection: "Collection", plan: "Plan | None" = None) -> "QuizApp":
    """Return the application that begins with a session: the one that is planned, or what is due in all decks."""
    from quiz.tui.quiz_app import QuizApp  # noqa: PLC0415 - see the module's docstring
    from quiz.tui.screens.study import StudyScreen  # noqa: PLC0415

    session = collection.start() if plan is None else collection.sittings.start(plan)
    app: QuizApp

    def first() -> "Screen[Any]":
        return StudyScreen(collection, session, app.go_home)

    style = str(Path(__file__).parent / "screens" / "study" / "study.tcss")
    app = QuizApp(first, home=_home(collection), collection=collection, theme=collection.settings.theme, style=style)
    return app


def review_app(
    proposals: "Sequence[Proposal]", save: "Callable[[Reviewed], object]", *, theme: str = _USUAL_THEME
) -> "QuizApp":
    """Return the application that shows made cards before they are saved."""
    from quiz.tui.quiz_app import QuizApp  # noqa: PLC0415 - see the module's docstring
    from quiz.tui.screens.review import ReviewScreen  # noqa: PLC0415

    return QuizApp(lambda: ReviewScreen(proposals, save), theme=theme)


def _home(collection: "Collection") -> "MakeScreen":
    def make() -> "Screen[Any]":
        from quiz.tui.screens.home import HomeScreen  # noqa: PLC0415 - the first card appears without it

        return HomeScreen(collection)

    return make


def _run(make: "Callable[[], QuizApp]") -> None:
    # Start-up makes much that stays and little garbage: collecting waits until the first screen is painted.
    gc.disable()
    try:
        app = make()
        try:
            app.run()
        finally:
            app.left.set()
    finally:
        gc.enable()
    if fault := app.fault():
        raise fault
    if app.return_code:
        raise SystemExit(app.return_code)
