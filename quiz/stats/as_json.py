"""A report as plain data, for programs."""

from quiz.model.memory import StudyDay
from quiz.srs.day import date_of
from quiz.stats.report import PassRate, Report

SCHEMA = 1
"""Raised when a key changes its meaning or goes; new keys may come without it."""


def to_json(report: Report) -> dict[str, object]:
    """Return ``report`` as dictionaries, lists, strings and numbers that ``json.dumps`` takes.

    - ``schema``: 1.
    - ``day``: the study day the report speaks of. All dates are study days, written ``YYYY-MM-DD``.
    - ``today``: ``reviews``, ``minutes``, ``introduced`` (cards answered for the first time), ``right`` (share not
      rated Again, or null), ``by_rating`` (``again``, ``hard``, ``good``, ``easy``), ``by_kind`` (``learn``,
      ``review``, ``relearn``, ``cram``).
    - ``retention``: for ``today``, ``yesterday``, ``week``, ``month`` (30 days), ``year`` (365 days) and ``all``, each
      of ``young``, ``mature`` and ``all`` with ``passed``, ``failed`` and ``share`` (or null).
    - ``forecast``: ``backlog`` (overdue cards), ``due`` (a list of ``date`` and ``cards``, from today on), ``later``.
    - ``calendar``: ``streak``, ``longest_streak``, ``days`` (a list of ``date`` and ``reviews``, days without any
      left out).
    - ``cards``: ``total``, ``new``, ``learning``, ``relearning``, ``young``, ``mature``, ``suspended``.
    - ``total``: ``reviews`` and ``minutes`` of the whole log.
    """
    today, forecast, calendar, counts = report.today, report.forecast, report.calendar, report.counts
    return {
        "schema": SCHEMA,
        "day": iso(report.day),
        "today": {
            "reviews": today.reviews,
            "minutes": round(today.minutes, 2),
            "introduced": today.introduced,
            "right": _share(today.right_share),
            "by_rating": {rating.name.lower(): number for rating, number in today.by_rating.items()},
            "by_kind": {kind.value: number for kind, number in today.by_kind.items()},
        },
        "retention": {
            row.period.value: {
                "young": _pass_rate(row.young),
                "mature": _pass_rate(row.mature),
                "all": _pass_rate(row.all),
            }
            for row in report.retention
        },
        "forecast": {
            "backlog": forecast.backlog,
            "due": [
                {"date": iso(StudyDay(forecast.first + ahead)), "cards": cards}
                for ahead, cards in enumerate(forecast.due)
            ],
            "later": forecast.later,
        },
        "calendar": {
            "streak": calendar.streak,
            "longest_streak": calendar.longest_streak,
            "days": [
                {"date": iso(StudyDay(calendar.first + place)), "reviews": reviews}
                for place, reviews in enumerate(calendar.reviews)
                if reviews
            ],
        },
        "cards": {
            "total": counts.total,
            "new": counts.new,
            "learning": counts.learning,
            "relearning": counts.relearning,
            "young": counts.young,
            "mature": counts.mature,
            "suspended": counts.suspended,
        },
        "total": {"reviews": report.reviews, "minutes": round(report.duration_ms / 60_000, 2)},
    }


def iso(day: StudyDay) -> str:
    """Return a study day as ``YYYY-MM-DD``."""
    return date_of(day).isoformat()


def _share(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _pass_rate(rate: PassRate) -> dict[str, object]:
    return {"passed": rate.passed, "failed": rate.failed, "share": _share(rate.share)}
