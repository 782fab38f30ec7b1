"""Cards that give each other away are found and kept apart."""

from collections import Counter
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from quiz.model.deck import CardId
from quiz.srs.apart import GAP, Ties, keep_apart
from quiz.srs.giveaways import Said, find_giveaways
from quiz.srs.queue import QueueCard
from tests.unit.srs.parts import queue_card


def said(name: str, prompt: str, *answers: str, note: str | None = None) -> Said:
    return Said(CardId(name), note or name, prompt, answers)


def gives(*cards: Said) -> dict[str, set[str]]:
    return {giver: set(others) for giver, others in find_giveaways(cards).items()}


def test_a_prompt_that_holds_an_answer_gives_it_away():
    capital = said("capital", "What is the capital of Peru?", "Lima")
    river = said("river", "Which river flows through Lima?", "Rímac")
    assert gives(capital, river) == {"river": {"capital"}}


def test_words_are_compared_whole_and_in_any_case():
    assert gives(said("a", "Who rules?", "the Khan"), said("b", "What did the KHAN, in his tent, drink?", "tea")) == {
        "b": {"a"}
    }
    assert gives(said("a", "Who rules?", "Khan"), said("b", "Where is Khanty-Mansiysk?", "Siberia")) == {}


def test_an_answer_of_several_words_must_stand_there_as_a_whole():
    answer = said("a", "Who is the president?", "Sadyr Zhaparov")
    assert gives(answer, said("b", "When was Sadyr Zhaparov elected?", "2021")) == {"b": {"a"}}
    assert gives(answer, said("b", "Is Zhaparov, Sadyr in office?", "yes")) == {}


def test_any_spelling_and_any_item_gives_a_card_away():
    assert gives(said("a", "Where?", "Türkiye", "Turkey"), said("b", "How large is Turkey?", "x")) == {"b": {"a"}}


def test_words_that_tell_nothing_give_nothing_away():
    assert gives(said("a", "Is it so?", "yes"), said("b", "Who said yes?", "Molly")) == {}
    assert gives(said("a", "Who?", "the"), said("b", "What of the the?", "x")) == {}
    assert gives(said("a", "How many?", "3"), said("b", "Which 3 are these?", "x")) == {}
    assert gives(said("a", "How many?", "..."), said("b", "Which?", "x")) == {}


def test_siblings_are_no_giveaways_of_each_other():
    assert gives(said("a", "The Rhine?", "Basel", note="n"), said("b", "Where is Basel?", "Rhine", note="n")) == {}


def test_two_cards_can_give_each_other_away():
    peru, lima = said("peru", "The capital of Peru?", "Lima"), said("lima", "Lima is the capital of where?", "Peru")
    assert gives(peru, lima) == {"peru": {"lima"}, "lima": {"peru"}}


WORDS = ["alpha", "beta", "gamma", "delta", "of", "the", "12"]
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)


@given(st.lists(st.tuples(texts, texts), max_size=12))
def test_the_index_finds_what_looking_at_every_pair_finds(pairs):
    cards = [said(str(number), prompt, answer) for number, (prompt, answer) in enumerate(pairs)]
    found = gives(*cards)
    for giver in cards:
        for other in cards:
            core = other.answers[0].split()
            while core and core[0] in {"of", "the"}:
                del core[0]
            telling = bool(core) and core != ["12"]
            holds = f" {' '.join(core)} " in f" {giver.prompt} "
            assert (other.card in found.get(giver.card, set())) == (telling and holds and giver is not other)


def notes(cards: list[QueueCard]) -> list[str]:
    return [card.note for card in cards]


def of_notes(*numbers: int) -> list[QueueCard]:
    return [queue_card(str(at), note=f"note {number}") for at, number in enumerate(numbers)]


def tied(*pairs: tuple[int, int]) -> Ties:
    return Ties.of({CardId(f"d/{one}"): {CardId(f"d/{other}")} for one, other in pairs if one != other})


some = st.lists(st.integers(0, 8), max_size=30).map(lambda numbers: of_notes(*numbers))
some_ties = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=20).map(lambda pairs: tied(*pairs))


@given(some, some_ties, some)
def test_no_card_is_lost_or_asked_twice_and_the_order_is_always_the_same(cards, ties, before):
    apart = keep_apart(cards, ties, before=before)
    assert Counter(apart) == Counter(cards)
    assert keep_apart(cards, ties, before=before) == apart


@given(some, some_ties, some)
@example(of_notes(1, 1, 0, 1, 0, 2), tied((1, 4), (4, 0), (2, 0)), [])
@example(of_notes(0, 2, 0, 3), tied((1, 0), (3, 0)), of_notes(1, 4, 0))
def test_siblings_never_stand_side_by_side_where_that_can_be_helped(cards, ties, before):
    apart = notes([*before[-1:], *keep_apart(cards, ties, before=before)])
    last = [card.note for card in before[-1:]]
    counts = Counter(card.note for card in cards)
    needed = (most - (len(cards) - most) - ([note] != last) for note, most in counts.items())
    assert sum(one == other for one, other in pairwise(apart)) == max(0, *needed, 0)


@given(st.integers(0, 40), st.data())
def test_one_pair_of_siblings_has_the_gap_between_them_where_there_are_cards_enough(others, data):
    numbers = data.draw(st.permutations([*range(others), -1, -1]))
    cards = [queue_card(str(at), note=f"note {number}") for at, number in enumerate(numbers)]
    apart = notes(keep_apart(cards))
    first, second = (at for at, note in enumerate(apart) if note == "d/note -1")
    assert second - first - 1 >= min(GAP, others)


@given(st.integers(0, 40), st.data())
def test_one_card_that_gives_another_away_has_the_gap_between_or_comes_second(others, data):
    cards = [queue_card(str(number)) for number in data.draw(st.permutations(range(others + 2)))]
    giver, given_away = CardId("d/0"), CardId("d/1")
    names = [card.card for card in keep_apart(cards, Ties.of({giver: {given_away}}))]
    between = abs(names.index(giver) - names.index(given_away)) - 1
    assert between >= min(GAP, others)
    assert between >= GAP or names.index(given_away) < names.index(giver)


@given(st.integers(4, 40), st.data())
def test_what_was_asked_last_counts_as_well(others, data):
    cards = [queue_card(str(number)) for number in data.draw(st.permutations(range(others)))]
    names = [card.card for card in keep_apart([queue_card("b"), *cards], before=[queue_card("a", note="b")])]
    assert names.index(CardId("d/b")) >= min(GAP, others)


@given(some)
def test_cards_without_ties_stay_where_they_are(cards):
    alone = [queue_card(str(at)) for at in range(len(cards))]
    assert keep_apart(alone, Ties.of({CardId("d/x"): {CardId("d/y")}})) == alone
