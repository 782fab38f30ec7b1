"""What studying would take and bring in the days to come, for one desired retention or another.

The learner is FSRS itself: a card is remembered with the chance that the forgetting curve gives on its day. So the
figures are as good as the parameters, and tell more about the differences between retentions than about the numbers.
What else is taken for granted:

- Every day is a study day, and everything due is answered, the most endangered first, up to the day's limits.
- A remembered card is Hard, Good or Easy, and a new one any of the four, as often as `PASSES` and
  `quiz.srs.exam.FIRST` say: the usual shares of the simulator of fsrs-rs (src/simulation.rs).
- A card rated Again gets one Good on its step the same day, which is no review of its own here.
- Intervals are those before fuzz: on average it moves nothing.

Pure: chance is an argument, so the same one gives the same days.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quiz.model.memory import MemoryState, Rating, StudyDay
from quiz.srs.exam import FIRST
from quiz.srs.fsrs import Fsrs
from quiz.srs.fuzz import rounded

RETENTIONS = (0.80, 0.82, 0.84, 0.86, 0.88, 0.90, 0.92, 0.94, 0.95)
"""What is compared."""
PASSES = ((Rating.HARD, 0.224), (Rating.GOOD, 0.632), (Rating.EASY, 0.144))
"""How often a card that is remembered is rated how."""

Draw = Callable[[], float]
"""Returns the next of a row of chances, from 0 up to, not including, 1."""


@dataclass(frozen=True, slots=True)
class Known:
    """A card as it stands before the first day."""

    memory: MemoryState
    last_day: StudyDay
    due_day: StudyDay


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is simulated."""

    known: Sequence[Known]
    new: int
    """Cards that were never answered."""
    new_per_day: int
    reviews_per_day: int
    maximum_interval: int
    """Days."""
    first: StudyDay
    days: int
    """How many are gone through, from the first on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What one desired retention leads to."""

    retention: float
    """The chance of recall at which cards come back, 0 to 1."""
    reviews: tuple[float, ...]
    """Reviews on each day; first answers to new cards are not among them."""
    learned: int
    """New cards that were begun."""
    remembered: float
    """Cards that would be remembered at the end of the last day, on average."""
    cards: int
    """Cards that were begun by then, the ones known before included."""
    passed: float
    """The share of the reviews that were remembered; 0 when there is none."""

    @property
    def reviews_a_day(self) -> float:
        """Reviews on an average day."""
        return sum(self.reviews) / max(len(self.reviews), 1)


@dataclass(slots=True)
class _Card:
    memory: MemoryState
    last_day: int


def simulate(world: World, fsrs: Fsrs, retention: float, draw: Draw) -> Course:
    """Return what studying each of the days takes and brings when cards come back at ``retention``."""
    due: list[list[_Card]] = [[] for _ in range(world.days)]
    cards = [_put(_Card(card.memory, card.last_day), card.due_day - world.first, due) for card in world.known]
    waiting: list[_Card] = []
    reviews: list[int] = []
    passed, fresh = 0, world.new
    for day in range(world.days):
        today = world.first + day
        waiting += due[day]
        # The chance of recall falls with the days since the last answer in units of the stability.
        waiting.sort(key=lambda card: (card.last_day - today) / card.memory.stability)
        asked, waiting = waiting[: world.reviews_per_day], waiting[world.reviews_per_day :]
        for card in asked:
            rating = _answer(fsrs, card, today, draw)
            passed += rating is not Rating.AGAIN
            _learn(fsrs, card, fsrs.next(card.memory, rating, max(today - card.last_day, 0)), rating, today)
            _put(card, day + _interval(fsrs, card, retention, world.maximum_interval), due)
        reviews.append(len(asked))
        for _ in range(min(world.new_per_day, fresh)):
            fresh -= 1
            rating = _pick(FIRST, draw())
            card = _Card(fsrs.first(rating), today)
            _learn(fsrs, card, card.memory, rating, today)
            cards.append(_put(card, day + _interval(fsrs, card, retention, world.maximum_interval), due))
    end = world.first + world.days
    return Course(
        retention=retention,
        reviews=tuple(reviews),
        learned=world.new - fresh,
        remembered=sum(fsrs.retrievability(card.memory.stability, end - card.last_day) for card in cards),
        cards=len(cards),
        passed=passed / sum(reviews) if any(reviews) else 0.0,
    )


def _put(card: _Card, day: int, due: list[list[_Card]]) -> _Card:
    """Have a card come back on a day, counted from the first; what is overdue comes on the first."""
    if day < len(due):
        due[max(day, 0)].append(card)
    return card


def _learn(fsrs: Fsrs, card: _Card, memory: MemoryState, rating: Rating, today: int) -> None:
    """Take an answer over, with the Good on the step that follows an Again."""
    card.memory = fsrs.next(memory, Rating.GOOD, 0) if rating is Rating.AGAIN else memory
    card.last_day = today


def _answer(fsrs: Fsrs, card: _Card, today: int, draw: Draw) -> Rating:
    """Return how a review is rated: Again unless the chance of recall has it."""
    if draw() >= fsrs.retrievability(card.memory.stability, today - card.last_day):
        return Rating.AGAIN
    return _pick(PASSES, draw())


def _interval(fsrs: Fsrs, card: _Card, retention: float, longest: int) -> int:
    """Return after how many days a card comes back, at least one."""
    return min(max(rounded(fsrs.interval(card.memory.stability, retention)), 1), max(longest, 1))


def _pick(shares: Sequence[tuple[Rating, float]], chance: float) -> Rating:
    """Return the rating on which a chance from 0 to 1 falls, each as wide as its share."""
    for rating, share in shares:
        chance -= share
        if chance < 0:
            return rating
    return shares[-1][0]


def together(courses: Sequence[Course]) -> Course:
    """Return what several decks lead to that are studied side by side, all at one desired retention."""
    reviews = tuple(map(sum, zip(*(course.reviews for course in courses), strict=True)))
    passed = sum(course.passed * sum(course.reviews) for course in courses)
    return Course(
        retention=courses[0].retention,
        reviews=reviews,
        learned=sum(course.learned for course in courses),
        remembered=sum(course.remembered for course in courses),
        cards=sum(course.cards for course in courses),
        passed=passed / sum(reviews) if any(reviews) else 0.0,
    )


def average(courses: Sequence[Course]) -> Course:
    """Return the mean of the same days gone through several times, with other chances each time."""
    all_of_them, times = together(courses), len(courses)
    return Course(
        retention=all_of_them.retention,
        reviews=tuple(number / times for number in all_of_them.reviews),
        learned=all_of_them.learned // times,
        remembered=all_of_them.remembered / times,
        cards=all_of_them.cards // times,
        passed=all_of_them.passed,
    )
