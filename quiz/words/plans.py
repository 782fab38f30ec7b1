"""How commands and screens put sessions of all kinds into words."""

from datetime import date
from typing import TYPE_CHECKING

from quiz.errors import UsageError
from quiz.model.memory import StudyDay
from quiz.model.plan import Plan, PlanKind
from quiz.model.text import counted, one_line
from quiz.srs.day import date_of, day_from_date
from quiz.words.common import coming, day, to_come

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.collection import Collection
    from quiz.collection.offers import Waiting
    from quiz.srs.queue import Counts

_MOST_TAGS = 8


def label(plan: Plan) -> str:
    """Return what kind of session this is in a word or two; the plain one needs none."""
    match plan.kind:
        case PlanKind.DUE:
            kind = "" if plan.catch_up is None else f"catching up in {counted(plan.catch_up, 'day')}"
        case PlanKind.AHEAD:
            kind = f"ahead {counted(plan.days, 'day')}"
        case PlanKind.FAILED:
            kind = "failed today"
        case PlanKind.NEW:
            kind = "new only"
        case PlanKind.CRAM:
            kind = "cramming" if plan.budget is None else "before the exam"
    return " ".join(part for part in (kind, *(f"#{one_line(tag)}" for tag in plan.tags)) if part)


def described(plan: Plan, today: StudyDay) -> str:
    """Return what a session asks and what its answers do, in one sentence without a full stop."""
    match plan.kind:
        case PlanKind.DUE:
            more = f", and {counted(plan.more_new, 'more new card')}" if plan.more_new else ""
            if plan.catch_up is not None:
                days = counted(plan.catch_up, "day")
                return f"today's share of what waits, so that nothing does after {days} like this{more}"
            return f"what is due today{more}"
        case PlanKind.AHEAD:
            return f"what comes due {until(plan.days)}, the most endangered first; the answers count"
        case PlanKind.FAILED:
            return "what was rated Again today" + ("" if plan.reschedule else "; once more, as practice")
        case PlanKind.NEW:
            more = f", and {plan.more_new} on top" if plan.more_new else ""
            return f"what was never asked, within the day's limit{more}"
        case PlanKind.CRAM:
            if plan.budget is not None and plan.exam is not None:
                cards = counted(plan.budget, "card")
                return f"the {cards} that add most to what you know {exam_day(plan.exam, today)}; the answers count"
            exam = "" if plan.exam is None else " " + exam_day(plan.exam, today)
            kept = "answers move the schedule" if plan.reschedule else "the schedule stays as it is"
            return f"all cards, the most endangered{exam} first; {kept}"


def until(days: int) -> str:
    """Return a span of coming days: ``by tomorrow``, ``in 3 days``."""
    return "by tomorrow" if days == 1 else f"in the next {days} days"


def exam_day(exam: StudyDay, today: StudyDay) -> str:
    """Return the day of an exam: ``today``, ``tomorrow``, ``on 12 Dec 2026``."""
    ahead = exam - today
    if ahead <= 0:
        return "today"
    return "tomorrow" if ahead == 1 else f"on {day(date_of(exam))}"


def days_to_exam(text: str, today: StudyDay) -> int:
    """Return in how many days an exam is: a date, or their number. UsageError for what is none or is over."""
    text = text.strip()
    try:
        days = int(text) if text.isdecimal() else day_from_date(date.fromisoformat(text)) - today
        date_of(StudyDay(today + days))
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no day.", hint="Write it like 2026-12-12.") from None
    if days < 0:
        raise UsageError("That day is over.")
    return days


def nothing(collection: "Collection", plan: Plan) -> str:
    """Return why a session would be empty, and what can be done about it."""
    if plan.tags and (missing := _missing_tags(collection, plan)):
        return missing
    where = f" with the tag {_or(plan.tags)}" if plan.tags else ""
    if plan.decks:
        where += " in this deck" if len(plan.decks) == 1 else " in these decks"
    match plan.kind:
        case PlanKind.DUE:
            said = f"Nothing is due{where}. {_next(collection, plan)}"
        case PlanKind.AHEAD:
            said = f"Nothing{where} comes due {until(plan.days)}. {_next(collection, plan)}"
        case PlanKind.FAILED:
            said = f"Nothing{where} was rated Again today."
        case PlanKind.NEW:
            said = f"There is no new card{where} that may still be asked today. {_new_tomorrow(collection, plan)}"
        case PlanKind.CRAM if plan.budget is not None:
            said = f"There is no more card{where} to review today: {counted(plan.budget, 'card')} a day was said."
        case PlanKind.CRAM:
            said = f"There is no card{where} that could be asked."
    return said.strip()


def _missing_tags(collection: "Collection", plan: Plan) -> str:
    known = collection.sittings.tags(plan.decks)
    names = [tag.casefold() + "::" for tag in known]
    if any(name.startswith(tag.casefold() + "::") for tag in plan.tags for name in names):
        return ""
    most = ", ".join(one_line(tag) for tag in list(known)[:_MOST_TAGS])
    return f"No card has the tag {_or(plan.tags)}. " + (f"There are {most}." if most else "There are no tags at all.")


def _or(tags: tuple[str, ...]) -> str:
    return " or ".join(one_line(tag) for tag in tags)


def _new_tomorrow(collection: "Collection", plan: Plan) -> str:
    every = collection.sittings.count(Plan(kind=PlanKind.CRAM, decks=plan.decks, tags=plan.tags)).new
    if not every:
        return ""
    wait = "waits" if every == 1 else "wait"
    limit = "new_per_day" if collection.day_limits.of_all.total_new is None else "new_per_day and total_new_per_day"
    says = "says" if limit == "new_per_day" else "say"
    return f"{counted(every, 'new card')} {wait} for another day; {limit} {says} how many come on one."


def _next(collection: "Collection", plan: Plan) -> str:
    decks = [deck for deck in collection.decks() if plan.decks is None or deck.id in plan.decks]
    dues = [deck.next_due for deck in decks if deck.next_due is not None]
    if plan.tags or any(deck.counts.total for deck in decks):
        return ""
    if not dues:
        return "Make a deck with 'quiz generate ARTICLE'."
    soonest = min(dues, key=lambda due: (due.day, due.at or 0))
    return f"The next card comes back {coming(soonest, collection.now(), collection.days)}."


def backlog(waiting: "Waiting", *, short: bool = False) -> str:
    """Return how much of what is due comes today, how much waits, and for how long.

    When it is ``short``, which ones come first is left out.
    """
    if waiting.days is None:
        limit = "total_reviews_per_day" if waiting.total else "reviews_per_day"
        pace = f"and at this pace it does not get less; {limit} can be raised"
    else:
        pace = f"about {counted(waiting.days, 'day')} at this pace"
    if not waiting.today:
        wait = "review waits" if waiting.waits == 1 else "reviews wait"
        which = "Today's limit for all decks together" if waiting.total else "Today's limit"
        return f"{which} is reached. {waiting.waits:,} {wait}, {pace}."
    order = "" if short else ", the most endangered first"
    return f"{waiting.today:,} of {waiting.due:,} reviews today{order}; the rest waits, {pace}."


def limit_of_all(collection: "Collection") -> str:
    """Return what the limit of all decks together makes wait today, as a sentence; empty if nothing does."""
    limits = collection.day_limits.of_all
    if not limits.has_total:
        return ""
    held = collection.day_limits.held()
    found = [
        f"{number:,} {name} {'waits' if number == 1 else 'wait'}, at most {most:,} a day"
        for number, name, most in (
            (held.new, "new card" if held.new == 1 else "new cards", limits.total_new),
            (held.review, "review" if held.review == 1 else "reviews", limits.total_reviews),
        )
        if number
    ]
    return f"All decks together: {'; '.join(found)}." if found else ""


def still_to_come(collection: "Collection", plan: Plan, left: "Counts | None") -> "Iterator[str]":
    """Yield what is left, what comes back and what waits after a session, as sentences.

    ``left`` is what a session that had a time has left over.
    """
    decks = collection.decks()
    counts = collection.day_limits.together(deck.counts for deck in decks)
    learning, due = counts.learning, counts.new + counts.review
    if left is not None and left.total:
        yield f"Left of this session: {to_come(left)}."
    elif due:
        yield f"{counted(due, 'card')} in your decks {'is' if due == 1 else 'are'} still due today."
    dues = [deck.next_due for deck in decks if deck.next_due is not None]
    soonest = min(dues, key=lambda each: (each.day, each.at or 0)) if dues else None
    when = coming(soonest, collection.now(), collection.days)
    if learning and when == "now":
        yield f"{counted(learning, 'card')} on a step {'is' if learning == 1 else 'are'} to be asked again now."
    elif learning:
        later = "comes back later today," if learning == 1 else "come back later today, the next one"
        yield f"{counted(learning, 'card')} {later} {when}."
    elif soonest is None:
        yield "No card is scheduled yet."
    elif not due:
        yield f"The next card comes back {when}."
    if (waits := collection.sittings.waiting(plan.decks)) is not None:
        yield backlog(waits)
    if told := limit_of_all(collection):
        yield told
