"""What follows from how the cards of each template have fared: which are held back when decks are generated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quiz.model.text import counted
from quiz.stats.words import percent

ENOUGH = 30
"""Cards of a template from which on they say something about it."""
_STRENGTH = 10
"""Cards' worth of doubt: so much a template is taken to be like the others before its own cards count."""
_USUAL, _USUAL_CARDS = 1, 10
"""Where there are no others: one card in ten goes wrong."""
_HELD_BACK = 1 / 3
"""Share of cards gone wrong from which on a template is held back, if it is also twice that of the others."""
_STEP = 0.05
"""Weights come in steps, so that the same article gives the same deck for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """How the cards of one template have fared that were asked or put away."""

    rule: str
    cards: int
    put_away: int
    """Suspended, or deleted after they had been answered."""
    forgotten: int
    """Forgotten again and again, of the others."""

    @property
    def wrong(self) -> int:
        """Cards that speak against the template."""
        return self.put_away + self.forgotten


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What follows for a template whose cards go wrong more often than those of the others."""

    tried: Tried
    weight: float
    """What its candidates are worth, of what they would be; 0: it is held back."""

    @property
    def said(self) -> str:
        """What follows, and why, as a sentence."""
        tried = self.tried
        what = {
            (True, False): "suspended or deleted",
            (False, True): "forgotten again and again",
        }.get((tried.put_away > 0, tried.forgotten > 0), "suspended, deleted or forgotten again and again")
        does = "ranks lower" if self.weight else "is held back"
        share = percent(tried.wrong / tried.cards)
        return f"The template {tried.rule} {does}: {share} of its {counted(tried.cards, 'card')} were {what}."


def judge(tried: Sequence[Tried]) -> tuple[Verdict, ...]:
    """Return what follows for templates of which there is enough evidence, the worst first; nothing for the others.

    The share of cards that went wrong is drawn towards that of the other templates by as much as a few cards weigh, so
    that a run of bad luck decides nothing (the mean of a beta distribution).
    """
    wrong, cards = sum(each.wrong for each in tried), sum(each.cards for each in tried)
    found: list[Verdict] = []
    for each in tried:
        if each.cards < ENOUGH:
            continue
        usual = (wrong - each.wrong + _USUAL) / (cards - each.cards + _USUAL_CARDS)
        share = (each.wrong + _STRENGTH * usual) / (each.cards + _STRENGTH)
        weight = 1 - round(max(0.0, share - usual) / _STEP) * _STEP
        if share >= max(_HELD_BACK, 2 * usual):
            weight = 0.0
        if weight < 1:
            found.append(Verdict(tried=each, weight=round(weight, 2)))
    return tuple(sorted(found, key=lambda verdict: (verdict.weight, -verdict.tried.wrong, verdict.tried.rule)))


def weights(verdicts: Sequence[Verdict]) -> Mapping[str, float]:
    """Return what the generator is told: the weights of the templates that have one."""
    return {verdict.tried.rule: verdict.weight for verdict in verdicts}
