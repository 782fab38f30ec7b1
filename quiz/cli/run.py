"""``quiz run``: straight into a session, of what is due or of another kind."""

from typing import TYPE_CHECKING, Any

import click

from quiz.cli import console
from quiz.cli.door import chosen, open_collection
from quiz.cli.exits import ExitCode
from quiz.cli.joined import sync_by_itself
from quiz.cli.options import decks_argument, read_day, read_number
from quiz.cli.screens import open_session
from quiz.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from quiz.collection import Collection
    from quiz.model.plan import Plan

EPILOG = """\b
Examples:
  quiz run                             everything that is due
  quiz run turkic-states-2025          one deck, by its id, title or file
  quiz run --minutes 10                ten minutes of what is due
  quiz run --ahead 3                   also what comes due in the next three days
  quiz run --failed                    what was rated Again today, once more
  quiz run --tag history --new         only new cards with a tag
  quiz run rivers --cram --exam 2026-12-12
                                       everything, the most endangered on that day first
  quiz run --exam 2026-12-12 --budget 50
                                       today's 50 cards that add most to what you
                                       know on that day; the answers count
  quiz run --more-new 10               ten new cards on top of today's
  quiz run --catch-up 7                so much of what waits that a week clears it
  quiz run --plain                     line by line, for screen readers and pipes

\b
--ahead, --failed, --new and --cram exclude one another; decks, --tag and
--minutes go with each of them. Cramming leaves the schedule as it is, and so
does practice of what failed; with --reschedule the answers count.
With --plain each question is a line of text and each answer another; type ? for
what works. QUIZ_PLAIN=1 has it always so; TERM=dumb does, too.

\b
Exit codes:
  0  studied; or nothing is due
  1  there is no card for the session that was asked for
  2  and above: an error, see 'quiz --help'
"""


@click.command(epilog=EPILOG)
@decks_argument
@click.option("--ahead", metavar="DAYS", callback=read_number, help="What comes due in the next DAYS days, too.")
@click.option("--failed", is_flag=True, help="Only what was rated Again today.")
@click.option("--new", is_flag=True, help="Only new cards, as many as the day still lets in.")
@click.option("--more-new", metavar="N", callback=read_number, help="N new cards on top of what the day lets in.")
@click.option(
    "--catch-up", metavar="DAYS", callback=read_number, help="As many reviews as clear what waits in DAYS days."
)
@click.option("--cram", is_flag=True, help="Everything, the most endangered first.")
@click.option("--exam", metavar="DATE", callback=read_day, help="Cram for that day, like 2026-12-12.")
@click.option("--budget", metavar="N", callback=read_number, help="With --exam: N cards a day, the best ones today.")
@click.option("--reschedule", is_flag=True, help="Let the answers of --cram or --failed move the schedule.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only cards with this tag; again for one more.")
@click.option("--minutes", metavar="N", callback=read_number, help="End with the card at hand when N minutes are over.")
@click.option("--put-away", is_flag=True, help="Also cards that are buried or suspended.")
@click.option("--plain", is_flag=True, envvar="QUIZ_PLAIN", help="Study line by line, without painting the screen.")
def run(names: tuple[str, ...], *, plain: bool, **choices: Any) -> ExitCode:
    """Study what is due in all decks, or in the decks named; or what the options say."""
    plain = plain or console.is_plain()
    if not plain:
        console.require_terminal("Studying", "'quiz run --plain' studies line by line, in a pipe too.")
    with open_collection() as collection:
        if plain:
            sync_by_itself(collection)
        plan = _planned(collection, names, **choices)
        if collection.sittings.count(plan).total:
            if plain:
                return _study_plainly(collection, plan)
            open_session(collection, plan)
            return ExitCode.OK
        from quiz.model.plan import PlanKind  # noqa: PLC0415 - help needs no plans
        from quiz.words.plans import backlog, nothing  # noqa: PLC0415

        console.write(nothing(collection, plan))
        due = plan.kind is PlanKind.DUE
        if plan.keeps_limits and (waiting := collection.sittings.waiting(plan.decks)):
            console.write(backlog(waiting))
        return ExitCode.OK if due and not plan.tags else ExitCode.NO


def _planned(
    collection: "Collection",
    names: tuple[str, ...],
    *,
    ahead: int | None,
    failed: bool,
    new: bool,
    cram: bool,
    exam: "date | None",
    budget: int | None,
    more_new: int | None,
    catch_up: int | None,
    reschedule: bool,
    tags: tuple[str, ...],
    minutes: int | None,
    put_away: bool,
) -> "Plan":
    """Return the session that the options ask for; UsageError when they contradict one another."""
    from quiz.model.plan import Plan, PlanKind  # noqa: PLC0415 - help needs no plans
    from quiz.srs.day import day_from_date  # noqa: PLC0415

    wanted = [("--ahead", PlanKind.AHEAD, ahead is not None), ("--failed", PlanKind.FAILED, failed)]
    wanted += [("--new", PlanKind.NEW, new), ("--cram" if cram else "--exam", PlanKind.CRAM, cram or exam is not None)]
    asked = [(option, kind) for option, kind, given in wanted if given]
    if len(asked) > 1:
        options = " and ".join(option for option, _ in asked)
        raise UsageError(f"{options} ask for different sessions.", hint="Give one of them.")
    kind = asked[0][1] if asked else PlanKind.DUE
    if reschedule and kind not in {PlanKind.CRAM, PlanKind.FAILED}:
        raise UsageError("--reschedule goes with --cram or --failed.", hint="All other answers count anyway.")
    if more_new is not None and kind not in {PlanKind.DUE, PlanKind.NEW}:
        raise UsageError("--more-new goes with what is due, or with --new.", hint="Other sessions have no limit.")
    if catch_up is not None and kind is not PlanKind.DUE:
        raise UsageError("--catch-up goes with what is due.", hint="Other sessions have no limit.")
    if budget is not None and exam is None:
        raise UsageError("--budget goes with --exam.", hint="Say when the exam is, like --exam 2026-12-12.")
    if any(not tag.strip() for tag in tags):
        raise UsageError("--tag needs a tag, and the one given is empty.")
    day = None if exam is None else day_from_date(exam)
    if day is not None and day < collection.today():
        raise UsageError(f"The exam of {exam} is over.", hint="--exam takes a day to come, like 2026-12-12.")
    return Plan(
        kind=kind,
        decks=chosen(collection, names),
        tags=tuple(tag.strip().lstrip("#") for tag in tags),
        days=ahead or 1,
        exam=day,
        budget=budget,
        more_new=more_new or 0,
        catch_up=catch_up,
        reschedule=reschedule,
        minutes=minutes,
        put_away=put_away,
    )


def _study_plainly(collection: "Collection", plan: "Plan") -> ExitCode:
    from quiz.cli.plain.line import study  # noqa: PLC0415 - the screens need none of it

    code = study(collection, collection.sittings.start(plan))
    sync_by_itself(collection)
    return code
