"""Which lines the list of a review has: articles, sentences, cards, and what is folded away. Pure values."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quiz.tui.proposals import NOWHERE, Candidate, Fate, Gap, Item, Proposal, Standing

_SHORTEST = 20
"""Characters within which no headline ends."""
Group = tuple[int, int]
"""An article and a sentence of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folds:
    """What is unfolded: some sentences, or all of every article."""

    open: frozenset[Group] = field(default=frozenset())
    all: bool = False

    def shows(self, item: Item) -> bool:
        """Tell whether an item can be seen."""
        return self.all or group_of(item) in self.open or not is_aside(item)

    def toggled(self, group: Group) -> "Folds":
        """Return the folds with one sentence the other way round."""
        return Folds(open=self.open ^ {group}, all=self.all)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The line of an article, where there are several."""

    deck: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The line of a sentence."""

    deck: int
    sentence: int
    text: str
    aside: int
    """How many of its items are folded away, or would be."""
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The line of an item."""

    number: int
    """Which of the items it is."""
    item: Item
    under: bool
    """Whether it stands under a heading."""
    head: str = ""
    """What its question begins with as others do: the headline. It tells nothing in a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The last line: what is folded away in all articles."""

    left_out: int
    known: int


Row = Article | Heading | Line | Rest


def group_of(item: Item) -> Group:
    """Return the sentence of an item."""
    return item.deck, item.sentence


def is_aside(item: Item) -> bool:
    """Tell whether an item is folded away unless asked for: there is nothing to decide about it."""
    if isinstance(item, Gap):
        return True
    return item.fate is Fate.OPEN and not item.is_offered


def rows_of(proposals: Sequence[Proposal], items: Sequence[Item], folds: Folds) -> Iterator[Row]:
    """Yield the lines from top to bottom."""
    asides: dict[Group, int] = {}
    for item in items:
        asides[group_of(item)] = asides.get(group_of(item), 0) + is_aside(item)
    heads = [*_heads(items)]
    deck: int | None = None
    group: Group | None = None
    for number, item in enumerate(items):
        if not folds.shows(item):
            continue
        if item.deck != deck and len(proposals) > 1:
            yield Article(deck=item.deck, title=proposals[item.deck].made.deck.title)
        deck = item.deck
        if group_of(item) != group:
            group = group_of(item)
            text = _text(proposals[deck], item)
            if text:
                unfolded = folds.all or group in folds.open
                yield Heading(deck=deck, sentence=item.sentence, text=text, aside=asides[group], open=unfolded)
        yield Line(number=number, item=item, under=bool(_text(proposals[deck], item)), head=heads[number])
    hidden = [item for item in items if not folds.shows(item)]
    if hidden:
        known = sum(isinstance(item, Candidate) and item.standing is Standing.KNOWN for item in hidden)
        yield Rest(left_out=len(hidden) - known, known=known)


def _text(proposal: Proposal, item: Item) -> str:
    sentences = proposal.made.sentences
    return sentences[item.sentence] if NOWHERE < item.sentence < len(sentences) else ""


def _heads(items: Sequence[Item]) -> Iterator[str]:
    """Yield, for each item, the headline before its question if another question has the same before it."""
    found = [[*_before_colons(item.note.prompt)] if isinstance(item, Candidate) else [] for item in items]
    times = Counter(head for heads in found for head in heads)
    for heads in found:
        yield next((head for head in reversed(heads) if times[head] > 1), "")


def _before_colons(prompt: str) -> Iterator[str]:
    """Yield what stands before each colon, the longest last; a headline may hold one itself."""
    at = prompt.find(": ", _SHORTEST)
    while at >= 0:
        yield prompt[: at + 2]
        at = prompt.find(": ", at + 2)
