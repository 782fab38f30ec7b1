"""What is due: limits, phases, flags and decks."""

from collections.abc import Sequence
from pathlib import Path

from quiz.model.deck import Basic, CardId, Cloze, Deck, DeckId, NoteId, Source, cards_of
from quiz.model.memory import CardState, Rating
from quiz.model.plan import Plan
from quiz.model.review import ActionKind, Review
from quiz.store.store import Due, Limits, Store
from tests.unit.store.conftest import LIMITS, MINUTE, STAMP, Learner, asked, make_deck


def test_new_cards_come_in_the_order_of_the_file_up_to_the_limit(learner: Learner) -> None:
    learner.store.index_deck("d.toml", STAMP, make_deck(cards=30))
    assert learner.left() == (20, 0, 0)
    assert [card.card for card in asked(learner.store, Plan(), learner.today, LIMITS)] == [f"d/n{i}" for i in range(20)]
    learner.answer("d/n0", Rating.EASY)
    assert learner.left() == (19, 0, 0)
    undone = learner.answer("d/n1", Rating.EASY)
    learner.take_back(undone.id)
    assert learner.left() == (19, 0, 0)
    learner.wait(days=1)
    assert learner.left() == (20, 0, 0)


def test_limits_hold_for_each_deck(learner: Learner) -> None:
    learner.store.index_deck("e.toml", STAMP, make_deck("e", cards=30))
    learner.answer("d/n0", Rating.EASY)
    assert learner.left("d", Limits(new=2, reviews=0)) == (1, 0, 0)
    assert learner.left("e", Limits(new=2, reviews=0)) == (2, 0, 0)
    assert len(asked(learner.store, Plan(), learner.today, Limits(new=2, reviews=0))) == 3


def test_learning_cards_count_before_their_time_and_without_a_limit(learner: Learner) -> None:
    first = learner.answer("d/n0")
    assert learner.left(limits=Limits(new=0, reviews=0)) == (0, 1, 0)
    [card] = asked(learner.store, Plan(), learner.today, Limits(new=0, reviews=0))
    assert (card.card, card.note, card.deck, card.state) == ("d/n0", "d/n0", "d", first.after)


def test_reviews_come_when_due_up_to_the_limit(learner: Learner) -> None:
    for card in ("d/n0", "d/n1", "d/n2"):
        learner.answer(card, Rating.EASY)
    assert learner.left() == (0, 0, 0)
    learner.wait(days=60)
    assert learner.left() == (0, 0, 3)
    assert learner.left(limits=Limits(new=0, reviews=2)) == (0, 0, 2)
    learner.answer("d/n0")
    assert learner.left(limits=Limits(new=0, reviews=2)) == (0, 0, 1)
    learner.answer("d/n1", Rating.AGAIN)
    assert learner.left(limits=Limits(new=0, reviews=2)) == (0, 1, 0)


def test_suspended_and_buried_cards_are_left_out(learner: Learner) -> None:
    learner.act("d/n0", ActionKind.SUSPEND)
    learner.act("d/n1", ActionKind.BURY)
    assert learner.left() == (1, 0, 0)
    learner.wait(days=1)
    assert learner.left() == (2, 0, 0)


def test_the_next_due_moment(learner: Learner) -> None:
    deck = DeckId("d")

    def following(limits: Limits = LIMITS) -> Due | None:
        return learner.store.next_due(learner.today, limits).get(deck)

    tomorrow = Due(day=type(learner.today)(learner.today + 1))
    assert following() == tomorrow
    assert following(Limits(new=0, reviews=0)) is None
    learner.answer("d/n0")
    learner.answer("d/n1", Rating.AGAIN)
    assert following() == Due(day=learner.today, at=type(learner.now)(learner.now + MINUTE))
    learner.act("d/n0", ActionKind.BURY)
    learner.act("d/n1", ActionKind.BURY)
    assert following(Limits(new=0, reviews=9)) == tomorrow
    learner.act("d/n0", ActionKind.SUSPEND)
    learner.act("d/n1", ActionKind.SUSPEND)
    review = learner.answer("d/n2", Rating.EASY)
    assert following() == Due(day=review.after.due_day)
    learner.wait(days=100)
    assert following(Limits(new=0, reviews=1)) == Due(day=type(learner.today)(learner.today + 1))


def test_a_card_is_read_back_whole(store: Store) -> None:
    deck = Deck(
        id=DeckId("a:b/c"),
        title="Cloze",
        notes=(
            Cloze(id=NoteId("x"), prompt="{{c1::Rome}} is in {{c2::Italy::land}}", evidence="e", tags=("t",)),
            Basic(id=NoteId("x2"), prompt="p", answer="a", accept=("b",), distractors=("c",), reverse=True),
        ),
        source=Source(title="t", path="p", url=None, sha256="s"),
    )
    store.index_deck("c.toml", STAMP, deck)
    cards = list(cards_of(deck))
    assert len(cards) == 4
    assert store.cards([card.id for card in cards]) == {card.id: card for card in cards}
    assert store.source(deck.id) == deck.source
    assert store.siblings(cards[0].id) == (cards[1].id,)
    assert store.siblings(cards[3].id) == (cards[2].id,)
    gathered = {card.card: card.note for card in asked(store, Plan(decks=(deck.id,)), Learner(store).today, LIMITS)}
    assert gathered[cards[0].id] == gathered[cards[1].id] == "a:b/c/x"
    assert gathered[cards[2].id] == gathered[cards[3].id] == "a:b/c/x2"


def test_two_stores_on_one_file_see_each_others_answers(learner: Learner, tmp_path: Path) -> None:
    with Store.open(tmp_path / "quiz.db") as other:
        learner.answer("d/n0", Rating.EASY)
        assert Learner(other).left() == (2, 0, 0)
        Learner(other).answer("d/n1", Rating.EASY)
    assert learner.left() == (1, 0, 0)


def test_a_check_sees_one_moment_while_another_program_writes(learner: Learner, tmp_path: Path) -> None:
    first = learner.answer("d/n0")
    learner.answer("d/n0")
    learner.take_back(first.id, fold=learner.fold)
    with Store.open(tmp_path / "quiz.db") as other:

        def meanwhile(reviews: Sequence[Review]) -> CardState:
            Learner(other).act("d/n1", ActionKind.SUSPEND)
            return learner.fold(reviews)

        assert learner.store.integrity(meanwhile) == []
        assert other.flags(CardId("d/n1")).suspended
    assert learner.store.integrity(learner.fold) == []
