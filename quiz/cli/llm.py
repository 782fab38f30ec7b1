"""The language model of ``quiz generate --engine llm``: which one, what it may use, and what it has used."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli import console
from quiz.cli.door import environment, find_settings
from quiz.crew.hand import is_hand
from quiz.errors import UsageError
from quiz.model.options import Engine

if TYPE_CHECKING:
    from quiz.config.llm import LlmOptions
    from quiz.llm.engine import LlmEngine


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmChoices:
    """Which model is asked, and where its answers are kept."""

    options: "LlmOptions"
    folder: Path
    refresh: bool = False

    @property
    def generator(self) -> str:
        """What a deck's source names as its maker."""
        from quiz.llm.prompt import generator_of  # noqa: PLC0415 - our rules need no model

        return generator_of(self.options)


def llm_choices(
    engine: str | None, folder: Path, *, refresh: bool, max_tokens: int | None, max_cost: float | None
) -> LlmChoices | None:
    """Return which model is asked; ``None`` when neither ``engine`` nor the settings want one.

    Raises QuizError when it is not said which one, or when it cannot be asked.
    """
    settings = find_settings()
    if (engine or settings.engine) != Engine.LLM:
        if max_tokens is not None or max_cost is not None:
            raise UsageError("--max-tokens and --max-cost go with --engine llm.")
        return None
    from quiz.config.llm import llm_options  # noqa: PLC0415 - our rules need no model

    options = llm_options(settings.layers.llm, environment())
    if max_tokens is not None:
        options = replace(options, max_tokens=max_tokens)
    if max_cost is not None:
        options = replace(options, max_cost=max_cost)
    if options.max_cost is not None and not (options.price_in or options.price_out):
        raise UsageError(
            "To hold a run to a cost quiz has to know the prices.",
            hint="Set price_in and price_out below [llm] in the file of settings, for a million tokens.",
        )
    choices = LlmChoices(options=options, folder=folder, refresh=refresh)
    llm_engine.cache_clear()  # what a run may use is its own
    llm_engine(choices)
    return choices


@cache
def llm_engine(choices: LlmChoices) -> "LlmEngine":
    """Return what asks the model; it remembers what was used, but in a process that works for this program."""
    from quiz.maker import Model, engine_of  # noqa: PLC0415 - help and completion need no analyser

    model = Model(options=choices.options, folder=choices.folder)
    if not is_hand():
        return engine_of(model, refresh=choices.refresh)
    from quiz.crew.purse import DistantPurse  # noqa: PLC0415 - few have one

    purse = DistantPurse(choices.options.timeout)
    engine = engine_of(model, refresh=choices.refresh, purse=purse)
    engine.heard = purse.heard
    return engine


@contextmanager
def telling(choices: LlmChoices | None) -> Generator[None]:
    """Say at the end, also of a run that was stopped, what the model has used."""
    try:
        yield
    finally:
        if choices is not None and (told := llm_engine(choices).told):
            console.say(told)
