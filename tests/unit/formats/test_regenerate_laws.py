"""Whatever a hand does to a made deck and however its article changes: laws of making it again."""

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.formats.merge import EVIDENCE_GONE, merge
from quiz.formats.toml_deck import change_deck, read_deck, write_deck
from quiz.model.deck import Basic, Deck, DeckId, Note, NoteId, Source, trace_of
from quiz.model.trace import plain

at_leisure = settings(max_examples=80)
PEOPLE = ("Ida Kern", "Leo Brandt")
PLACES = ("harbour", "mill", "observatory", "quarry", "lighthouse", "orchard")


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of an invented article and the card that is made from it."""

    place: str
    person: str
    revised: bool
    wording: int

    @property
    def sentence(self) -> str:
        more = " after a long and costly dispute" if self.revised else ""
        return f"The old {self.place} on the eastern shore was bought by {self.person} in 1912{more}."

    @property
    def note(self) -> Note:
        asked = (f"Who bought the old {self.place} in 1912?", f"By whom was the old {self.place} bought in 1912?")
        return Basic(
            id=NoteId(f"{self.place[:4]}{int(self.revised)}{self.person[0]}"),
            prompt=asked[self.wording],
            answer=self.person,
            evidence=self.sentence,
            distractors=("Tom Adler",) * self.wording,
            rule="r",
        )


facts = st.lists(
    st.builds(
        Fact, st.sampled_from(PLACES), st.sampled_from(["Ida Kern", "Leo Brandt"]), st.booleans(), st.integers(0, 1)
    ),
    unique_by=lambda fact: fact.place,
    min_size=1,
)
hands = st.lists(
    st.sampled_from(["prompt", "answer", "accept", "tags", "delete", "comment", "own", "order"]), max_size=6
)


def deck_of(found: list[Fact]) -> Deck:
    notes = tuple(fact.note for fact in found)
    digest = plain(" ".join(fact.sentence for fact in found))
    source = Source(title="Shore", path="shore.txt", sha256=digest)
    return Deck(
        id=DeckId("shore"),
        title="Shore",
        notes=notes,
        source=source,
        written=tuple(trace for note in notes if (trace := trace_of(note))),
    )


def by_hand(text: str, what: str, at: int) -> str:
    """Return the text of a deck file as a person may leave it behind."""
    cards = [match.start() for match in re.finditer(r"^\[\[card\]\]", text, re.MULTILINE)]
    start = cards[at % len(cards)]
    card = re.match(r"\[\[card\]\][^\n]*\n(?:[^\n]+\n)*\n?", text[start:])
    assert card is not None
    old = card[0]
    match what:
        case "prompt" | "answer":
            new = re.sub(rf'^{what} = "', f'{what} = "Mine: ', old, count=1, flags=re.MULTILINE)
        case "accept":
            new = old if "\naccept" in old else old.replace("\n", '\naccept = ["mine"]\n', 1)
        case "tags":
            new = old if "\ntags" in old else old.replace("\n", '\ntags = ["mine"]  # to myself\n', 1)
        case "delete":
            new = "" if len(cards) > 1 else old
        case "comment":
            new = "# note to myself\n" + old.replace("\n", "  # here\n", 1)
        case "own":
            name = f"own{at}-{len(text)}"
            new = f'[[card]]\nid = "{name}"\nprompt = "Mine {name}?"\nanswer = "Yes"\n\n' + old
        case _:
            return text[:start] + text[start + len(old) :].rstrip("\n") + "\n\n" + old.rstrip("\n") + "\n"
    return text[:start] + new + text[start + len(old) :]


def cards_in(text: str) -> dict[str, dict[str, object]]:
    return {card["id"]: card for card in tomli.loads(text)["card"]}


@at_leisure
@given(facts, hands, facts, st.integers(0, 100))
def test_making_again(first: list[Fact], hand: list[str], second: list[Fact], at: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shore.toml"
        write_deck(deck_of(first), path)
        text = path.read_text()
        for number, what in enumerate(hand):
            text = by_hand(text, what, at + number)
        path.write_text(text)
        made = cards_in(path.read_text())
        file = read_deck(path)
        assert file.problems == ()
        written = {fact.note.id: fact.note for fact in first}
        sentences = [plain(fact.sentence) for fact in second]
        change_deck(path, merge(file.deck, deck_of(second), sentences=sentences).deck)
        after = path.read_text()
        now = cards_in(after)

        # Ids are unique, nothing is taken out, and the order stays.
        assert read_deck(path).problems == ()
        assert list(now)[: len(made)] == list(made)
        # What a hand changed stays to the letter, but for the tag that says that the evidence is gone.
        for name, card in made.items():
            was = written.get(NoteId(name))
            mine = was is None or any(card.get(key) != value for key, value in spoken(was).items())
            tags = [tag for tag in now[name].get("tags", []) if tag != EVIDENCE_GONE]
            assert tags == card.get("tags", [])
            if mine:
                assert {**now[name], "tags": tags} == {**card, "tags": tags}
        # Comments stay, each as often as it was written.
        for comment in ("# note to myself", "# here", "# to myself"):
            assert after.count(comment) == text.count(comment)
        # Making it once more changes nothing, to the byte.
        change_deck(path, merge(read_deck(path).deck, deck_of(second), sentences=sentences).deck)
        assert path.read_text() == after


def spoken(note: Note) -> dict[str, object]:
    assert isinstance(note, Basic)
    return {
        "prompt": note.prompt,
        "answer": note.answer,
        "accept": list(note.accept) or None,
        "distractors": list(note.distractors) or None,
    }


@at_leisure
@given(facts, st.lists(facts, min_size=1, max_size=4))
def test_after_many_revisions_every_fact_of_the_last_is_asked_for(first: list[Fact], later: list[list[Fact]]) -> None:
    deck = deck_of(first)
    for found in later:
        deck = merge(deck, deck_of(found), sentences=[plain(fact.sentence) for fact in found]).deck
        ids = [note.id for note in deck.notes]
        assert len(set(ids)) == len(ids)
        for fact in found:
            said = replace(fact.note, id=None)
            assert any(replace(note, id=None, tags=()) == said for note in deck.notes)


@at_leisure
@given(facts, st.sets(st.sampled_from(PLACES), max_size=3))
def test_what_is_deleted_stays_away(found: list[Fact], unwanted: set[str]) -> None:
    deck = deck_of(found)
    left = tuple(note for note, fact in zip(deck.notes, found, strict=True) if fact.place not in unwanted)
    revised = [Fact(fact.place, fact.person, not fact.revised, fact.wording) for fact in found]
    again = merge(replace(deck, notes=left), deck_of(revised)).deck
    assert {note.id for note in again.notes} == {note.id for note in left}
    later = [Fact(fact.place, fact.person, fact.revised, 1 - fact.wording) for fact in revised]
    assert {note.id for note in merge(again, deck_of(later)).deck.notes} == {note.id for note in left}
