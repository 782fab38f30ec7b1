"""The answers of models, kept so that the same is never asked, and paid for, twice."""

import hashlib
import json
from pathlib import Path
from typing import cast

from quiz.errors import DeckError
from quiz.formats.atomic import write_atomically
from quiz.llm.prompt import PROMPT, Part

_LARGEST = 1_000_000
"""Bytes of the longest answer that is read."""


class Replies:
    """A folder of answers by the digest of what was asked. Neither keys nor addresses are in it."""

    def __init__(self, folder: Path) -> None:
        """Keep answers in ``folder``, which is made with the first of them."""
        self._folder = folder

    def find(self, model: str, part: Part) -> str | None:
        """Return what a model answered, if it was asked the same before."""
        try:
            with self._place(model, part).open("rb") as file:
                value: object = json.loads(file.read(_LARGEST))
        except (OSError, ValueError, RecursionError):
            return None
        text = cast("dict[str, object]", value).get("text") if isinstance(value, dict) else None
        return text if isinstance(text, str) else None

    def keep(self, model: str, part: Part, text: str) -> None:
        """Keep what a model answered; DeckError when it cannot be written."""
        place = self._place(model, part)
        try:
            for folder in (*reversed(self._folder.parents[:2]), self._folder, place.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise DeckError(f"The folder {place.parent} cannot be made: {error.strerror}.") from error
        write_atomically(place, json.dumps({"model": model, "text": text}, ensure_ascii=False), private=True)

    def _place(self, model: str, part: Part) -> Path:
        asked = json.dumps([PROMPT, model, part.messages, part.most, part.schema], sort_keys=True)
        digest = hashlib.sha256(asked.encode()).hexdigest()
        return self._folder / digest[:2] / f"{digest}.json"
