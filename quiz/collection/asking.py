"""Which language model proposes questions when decks are made on a screen."""

import os
from typing import TYPE_CHECKING

from quiz.config.llm import llm_options
from quiz.maker import Model
from quiz.model.options import Engine

if TYPE_CHECKING:
    from quiz.config import Settings
    from quiz.paths import Paths


def model_of(settings: "Settings", paths: "Paths") -> Model | None:
    """Return the model that the settings want asked, if they do; ConfigError when what they say of it cannot be."""
    if settings.engine is not Engine.LLM:
        return None
    return Model(options=llm_options(settings.layers.llm, os.environ), folder=paths.answers)
