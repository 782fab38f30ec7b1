"""Every term of a search, and every order, against a small collection."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quiz.model.deck import Basic, CardId, Cloze, Deck, DeckId, NoteId, Source, Support
from quiz.model.memory import Rating, StudyDay
from quiz.model.review import ActionKind
from quiz.search import Order, QueryError, parse
from quiz.search.query import Either, Is, Status
from quiz.store.browse import USUAL_LEECHES
from quiz.store.conditions import Forgetting, PerDeck
from quiz.store.store import Stamp, Store
from tests.unit.store.conftest import STAMP, Learner, make_deck

CITIES = Deck(
    id=DeckId("cities"),
    title="Zürich & other Cities",
    source=Source(title="The Atlas", url="https://atlas.example/a"),
    notes=(
        Basic(id=NoteId("peru"), prompt="What is the capital of Peru?", answer="Lima", tags=("geo", "south america")),
        Basic(id=NoteId("chad"), prompt="Name the capital of Chad", answer="N’Djamena", accept=("Fort-Lamy",)),
        Basic(id=NoteId("100"), prompt="What is 100% of a_b?", answer="all", evidence="Ein Bär saß.", rule="share"),
    ),
)
RIVERS = Deck(
    id=DeckId("rivers"),
    title="Rivers",
    notes=(
        Cloze(id=NoteId("rhine"), prompt="From {{c1::Switzerland}} to the {{c2::North Sea}}", tags=("geo", "water")),
        Basic(
            id=NoteId("po"), prompt="A river?", answer="Po", also=(Support(title="Il Giornale"),), tags=("geometry",)
        ),
    ),
)
ALL = ["rivers/rhine:c1", "rivers/rhine:c2", "rivers/po", "cities/peru", "cities/chad", "cities/100"]


@pytest.fixture
def browsed(learner: Learner) -> Learner:
    """Six cards: one in review for long, one that lapsed, one learning, one suspended, one marked and buried."""
    store = learner.store
    store.forget_deck("d.toml")
    store.index_deck("cities.toml", STAMP, CITIES, day=StudyDay(learner.today - 30))
    store.index_deck("rivers.toml", STAMP, RIVERS, day=learner.today)
    learner.wait(days=-20)
    learner.answer("cities/peru", Rating.EASY)
    learner.answer("cities/chad", Rating.EASY)
    learner.wait(days=9)
    learner.answer("cities/chad", Rating.AGAIN)
    learner.wait(minutes=10)
    learner.answer("cities/chad")
    learner.wait(days=11)
    learner.answer("rivers/rhine:c1", Rating.AGAIN)
    learner.act("rivers/po", ActionKind.SUSPEND)
    learner.act("cities/100", ActionKind.MARK)
    learner.act("cities/100", ActionKind.BURY)
    return learner


NEVER: PerDeck[Forgetting] = PerDeck(lambda _: 0.0)


def forgetting(learner: Learner) -> PerDeck[Forgetting]:
    return PerDeck(lambda chance: learner.scheduler.fsrs.interval(1.0, chance))


def found(learner: Learner, text: str, order: Order = Order.DECK, *, backwards: bool = False) -> list[str]:
    query = parse(text, learner.today)
    keys = learner.store.browsing.search(
        query, order, backwards=backwards, day=learner.today, forgetting=forgetting(learner)
    )
    rows = learner.store.browsing.rows(keys)
    assert [row.key for row in rows] == list(keys)
    assert [row.card.id for row in rows] == learner.store.browsing.ids(keys)
    return [row.card.id for row in rows]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("", ALL),
        ("capital", ["cities/peru", "cities/chad"]),
        ("CAPITAL peru", ["cities/peru"]),
        ('"capital of p"', ["cities/peru"]),
        ("n'djamena", ["cities/chad"]),
        ("fort-lamy", ["cities/chad"]),
        ("bar sass", ["cities/100"]),
        ("cap*chad", ["cities/chad"]),
        ("lima or po", ["rivers/po", "cities/peru"]),
        ("lima or is:suspended", ["rivers/po", "cities/peru"]),
        ("capital -peru", ["cities/chad"]),
        ("-(capital or river)", ["rivers/rhine:c1", "rivers/rhine:c2", "cities/100"]),
        ("100%", ["cities/100"]),
        ("a_b", ["cities/100"]),
        ("a%b", []),
        ("'; DROP TABLE card; --", []),
        ("deck:zurich", ["cities/peru", "cities/chad", "cities/100"]),
        ("deck:riv*s", ["rivers/rhine:c1", "rivers/rhine:c2", "rivers/po"]),
        ("deck:[a-z]", []),
        ("-deck:rivers capital", ["cities/peru", "cities/chad"]),
        ("tag:geo", ["rivers/rhine:c1", "rivers/rhine:c2", "cities/peru"]),
        ("tag:geo*", ["rivers/rhine:c1", "rivers/rhine:c2", "rivers/po", "cities/peru"]),
        ('tag:"South America"', ["cities/peru"]),
        ("-tag:geo* capital", ["cities/chad"]),
        ("rule:share", ["cities/100"]),
        ("rule:sh", []),
        ("kind:cloze", ["rivers/rhine:c1", "rivers/rhine:c2"]),
        ("source:atlas", ["cities/peru", "cities/chad", "cities/100"]),
        ("source:giornale", ["rivers/po"]),
        ("is:new", ["rivers/rhine:c2", "rivers/po", "cities/100"]),
        ("-is:new", ["rivers/rhine:c1", "cities/peru", "cities/chad"]),
        ("is:learning", ["rivers/rhine:c1"]),
        ("is:review", ["cities/peru", "cities/chad"]),
        ("is:due", ["rivers/rhine:c1", "cities/peru", "cities/chad"]),
        ("is:suspended", ["rivers/po"]),
        ("is:buried", ["cities/100"]),
        ("is:marked", ["cities/100"]),
        ("is:leech", []),
        ("is:mature", []),
        ("is:young", ["cities/peru", "cities/chad"]),
        ("is:orphan", []),
        ("due:today", ["rivers/rhine:c1", "cities/peru", "cities/chad"]),
        ("due:<0", ["cities/peru", "cities/chad"]),
        ("due:>0", []),
        ("-due:<0", ["rivers/rhine:c1", "rivers/rhine:c2", "rivers/po", "cities/100"]),
        ("answered:today", ["rivers/rhine:c1"]),
        ("answered:>15", ["cities/peru"]),
        ("added:today", ["rivers/rhine:c1", "rivers/rhine:c2", "rivers/po"]),
        ("added:>7", ["cities/peru", "cities/chad", "cities/100"]),
        ("lapses:>0", ["cities/chad"]),
        ("lapses:0", ["rivers/rhine:c1", "rivers/rhine:c2", "rivers/po", "cities/peru", "cities/100"]),
        ("reps:1..2", ["rivers/rhine:c1", "cities/peru"]),
        ("interval:>=5", ["cities/peru"]),
        ("interval:0", ["rivers/rhine:c1"]),
        ("stability:>5", ["cities/peru"]),
        ("difficulty:>5", ["rivers/rhine:c1", "cities/chad"]),
        ("retrievability:<85%", ["cities/peru", "cities/chad"]),
        ("recall:>99%", ["rivers/rhine:c1"]),
        ("recall:0..1", ["rivers/rhine:c1", "cities/peru", "cities/chad"]),
    ],
)
def test_what_is_found(browsed: Learner, text: str, cards: list[str]) -> None:
    assert found(browsed, text) == cards


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.DECK, ["rivers/rhine:c1", "cities/100"]),
        (Order.QUESTION, ["rivers/po", "cities/peru"]),
        (Order.DUE, ["cities/peru", "rivers/rhine:c1"]),
        (Order.INTERVAL, ["rivers/rhine:c1", "cities/peru"]),
        (Order.STABILITY, ["rivers/rhine:c1", "cities/peru"]),
        (Order.DIFFICULTY, ["cities/peru", "cities/chad"]),
        (Order.LAPSES, ["cities/peru", "cities/chad"]),
        (Order.REPS, ["cities/peru", "cities/chad"]),
        (Order.PLACE, ["cities/peru", "cities/100"]),
    ],
)
def test_orders_and_their_reverse(browsed: Learner, order: Order, first: list[str]) -> None:
    up, down = found(browsed, "", order), found(browsed, "", order, backwards=True)
    assert sorted(up) == sorted(down) == sorted(ALL)
    assert [up[0], down[0]] == first
    if order not in {Order.DECK, Order.QUESTION, Order.PLACE}:
        new = {"rivers/rhine:c2", "rivers/po", "cities/100"}
        assert set(up[3:]) == set(down[3:]) == new  # what was never answered comes last either way
    assert found(browsed, "a", order) == [card for card in up if card in found(browsed, "a")]


def test_cards_that_no_file_holds_are_found_when_asked_for(browsed: Learner) -> None:
    browsed.store.forget_deck("cities.toml")
    assert found(browsed, "") == ALL[:3]
    assert found(browsed, "is:orphan", Order.PLACE) == ["cities/peru", "cities/chad", "cities/100"]
    assert found(browsed, "capital") == []
    assert found(browsed, "capital is:orphan") == ["cities/peru", "cities/chad"]
    (row, *_) = browsed.store.browsing.rows(
        browsed.store.browsing.search(
            parse("is:orphan", browsed.today), Order.DUE, backwards=False, day=browsed.today, forgetting=NEVER
        )
    )
    assert row.deck == ""


def test_a_changed_deck_is_found_by_its_new_words(browsed: Learner) -> None:
    changed = Basic(id=NoteId("po"), prompt="Which river?", answer="Tiber", tags=("rome",))
    browsed.store.index_deck("rivers.toml", STAMP, Deck(id=DeckId("rivers"), title="Water", notes=(changed,)))
    assert found(browsed, "tiber") == ["rivers/po"]
    assert found(browsed, "tag:rome deck:water") == ["rivers/po"]
    assert found(browsed, '"A river?"') == []
    assert found(browsed, "added:today") == ["rivers/po"]  # the day it came first stays


@pytest.mark.parametrize("many", [0, 10_000])
def test_notes_and_statuses_of_a_selection(browsed: Learner, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("quiz.store.browse._MANY", many)
    store, today = browsed.store, browsed.today
    keys = store.browsing.search(parse("", today), Order.DECK, backwards=False, day=today, forgetting=NEVER)
    assert store.browsing.notes(keys) == {"rivers": ["rhine", "po"], "cities": ["peru", "chad", "100"]}
    assert store.browsing.ids(store.browsing.only(keys, Is(Status.SUSPENDED), today)) == ["rivers/po"]
    assert store.browsing.count_siblings({DeckId("rivers"): [NoteId("rhine")], DeckId("cities"): [NoteId("peru")]}) == 3
    assert store.browsing.rows([*keys[:1], 10_000]) == store.browsing.rows(keys[:1])


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "lima",
                "*",
                '"',
                "(",
                ")",
                "-",
                "or",
                "is:new",
                "deck:%[",
                "tag:_",
                "lapses:<2",
                "due:>-5",
                "recall:<0",
                "%",
            ]
        )
        | st.text(max_size=8),
        max_size=7,
    ),
    st.sampled_from(Order),
)
def test_whatever_can_be_read_can_be_searched(browsed: Learner, parts: list[str], order: Order) -> None:
    try:
        query = parse(" ".join(parts), browsed.today)
    except QueryError:
        return
    keys = browsed.store.browsing.search(
        query, order, backwards=True, day=browsed.today, forgetting=forgetting(browsed)
    )
    assert len(set(keys)) == len(keys) <= len(ALL)
    assert {row.card.id for row in browsed.store.browsing.rows(keys)} <= set(map(CardId, ALL))


def test_texts_that_an_older_version_did_not_keep_are_filled_in(store: Store) -> None:
    # As the migration leaves them: searched as they are until their file is read again.
    store._db.run("UPDATE card_text SET text = 'question answer', kind = ''")
    store.index_deck("d.toml", STAMP, make_deck())
    assert store._db.row("SELECT count(*) FROM card_text WHERE kind = 'basic' AND text LIKE 'question%'") == (3,)


@pytest.mark.parametrize("text", ["r", "a", "i", "river", "no such text", "e a", "po r", "l i m"])
@pytest.mark.parametrize("backwards", [False, True])
def test_text_is_found_in_memory_as_by_the_database(browsed: Learner, text: str, backwards: bool) -> None:
    browsing, query = browsed.store.browsing, parse(text, browsed.today)
    wanted = {"order": Order.DECK, "backwards": backwards, "day": browsed.today, "forgetting": forgetting(browsed)}
    # An alternative of two queries is put to the database, whatever the two are.
    assert browsing.search(query, **wanted) == browsing.search(Either((query, query)), **wanted)


def test_text_is_found_in_decks_as_they_are_now_whoever_changed_them(browsed: Learner, tmp_path: Path) -> None:
    assert found(browsed, "lima") == ["cities/peru"]
    with Store.open(tmp_path / "quiz.db") as other:
        other.forget_deck("cities.toml")
        lima = Basic(id=NoteId("lima"), prompt="Which river is in Lima?", answer="Rímac")
        stamp = Stamp(size=2, mtime_ns=2)
        other.index_deck("rivers.toml", stamp, Deck(id=DeckId("rivers"), title=RIVERS.title, notes=(lima,)))
    assert found(browsed, "lima") == ["rivers/lima"]
    assert found(browsed, "rimac lima") == ["rivers/lima"]
    assert found(browsed, "switzerland") == []


def test_what_a_leech_is_follows_the_settings(browsed: Learner) -> None:
    def leeches(rule: PerDeck[int]) -> set[CardId]:
        browsing = browsed.store.browsing
        keys = browsing.search(
            parse("is:leech", browsed.today),
            Order.DUE,
            backwards=False,
            day=browsed.today,
            forgetting=NEVER,
            leeches=rule,
        )
        return set(browsing.ids(keys))

    assert leeches(USUAL_LEECHES) == set()
    assert leeches(PerDeck(1)) == {"cities/chad"}
    assert leeches(PerDeck(8, {DeckId("cities"): 1})) == {"cities/chad"}
    assert leeches(PerDeck(1, {DeckId("cities"): 0})) == set()
    assert leeches(PerDeck(0)) == set()


def test_how_fast_the_cards_of_a_deck_are_forgotten_follows_its_parameters(browsed: Learner) -> None:
    def low(rule: PerDeck[Forgetting]) -> set[CardId]:
        query = parse("recall:<50%", browsed.today)
        return set(browsing.ids(browsing.search(query, Order.DUE, backwards=False, day=browsed.today, forgetting=rule)))

    browsing = browsed.store.browsing
    at_once, never = (lambda _: -1.0), (lambda _: 1e9)
    answered = set(found(browsed, "-is:new"))
    cities = {card for card in answered if card.startswith("cities/")}
    assert set() < cities < answered
    assert low(PerDeck(never)) == set()
    assert low(PerDeck(never, {DeckId("cities"): at_once})) == cities
    assert low(PerDeck(at_once, {DeckId("cities"): never})) == answered - cities
