"""When a card of one article asks for what a card of another one asks for already."""

from pathlib import Path

import pytest

from quiz.formats.same_fact import AskedFacts
from quiz.model.deck import Basic, Cloze, Note, NoteId

HERE, THERE = Path("here.toml"), Path("there.toml")
OPENED = "Who opened the Lindwurm Bridge?"


def ask(prompt: str, answer: str = "Ada Holm") -> Basic:
    return Basic(id=NoteId("a"), prompt=prompt, answer=answer)


def same(one: Note, other: Note) -> bool:
    facts = AskedFacts()
    facts.add(HERE, [one])
    assert facts.find(other, HERE) is None
    return facts.find(other, THERE) == (HERE, "a")


@pytest.mark.parametrize(
    "prompt",
    [
        OPENED,
        "Who opened the Lindwurm bridge",
        "In May 1931, who opened the Lindwurm Bridge?",
        "As of June 2020, who opened the Lindwurm Bridge?",
    ],
)
def test_the_same_question_is_the_same_fact_whatever_date_it_begins_with(prompt: str) -> None:
    assert same(ask(OPENED), ask(prompt, "ada holm"))
    assert same(ask(prompt), ask(OPENED))


def test_one_date_may_be_more_exact_than_the_other() -> None:
    assert same(ask("In May 1931, who opened it?"), ask("On May 3, 1931, who opened it?"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ask(OPENED), ask(OPENED, "Ada Holms")),
        (ask("In May 1931, how many ships came?", "two"), ask("In June 1931, how many ships came?", "two")),
        (ask("Who won the race of 1931?"), ask("Who won the race of 1932?")),
        (ask("Who opened the mill?"), ask("Who opened the mill that the brothers Kern had built beside the weir?")),
        (ask("In the 1931 Tann fire, who died?"), ask("In the 1931 Orle flood, who died?")),
        (ask(OPENED), ask("Who closed the Tann Bridge?")),
        (ask("It was {{c1::Ada Holm}}."), Cloze(id=NoteId("a"), prompt="It was {{c1::Ada Holm}}.")),
    ],
)
def test_different_facts_are_not_mixed_up(one: Note, other: Note) -> None:
    assert not same(one, other)


def test_of_several_cards_the_first_is_found() -> None:
    facts = AskedFacts()
    facts.add(HERE, [ask(OPENED)])
    facts.add(THERE, [ask(OPENED)])
    assert facts.find(ask(OPENED), Path("new.toml")) == (HERE, "a")
    assert facts.find(ask(OPENED), HERE) == (THERE, "a")
