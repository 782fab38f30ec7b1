"""What the generator learns from how the cards of its templates have fared in this collection."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quiz.stats.templates import Tried, Verdict, judge, weights

if TYPE_CHECKING:
    from quiz.store.store import Store


class Templates:
    """The templates of the generator, by the cards of all decks."""

    def __init__(self, store: "Store") -> None:
        """Look at the cards of ``store``."""
        self._store = store

    def verdicts(self) -> tuple[Verdict, ...]:
        """Return which templates are held back or rank lower, and why, the worst first."""
        from quiz.llm.prompt import RULE  # noqa: PLC0415 - statistics alone need no model

        return judge(
            [
                Tried(rule=rule, cards=cards, put_away=away, forgotten=lost)
                for rule, cards, away, lost in self._store.progress(None).tried()
                if rule != RULE  # a language model is no template, and is asked by its name
            ]
        )

    def weights(self) -> Mapping[str, float]:
        """Return what candidates of templates are worth, of what they would be; those that are not named: all of it."""
        return weights(self.verdicts())
