"""What the calendar of an office lists of the years that matter to an assessment, and which days it lacks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kaoping.records.clock import today
from kaoping.records.models import Assessment, Release, Review
from kaoping.records.options import options_of
from kaoping.records.statutory_days import KNOWN_YEARS, statutory_days
from kaoping.records.working_days import calendar_of, due

NO_CLOCK = ("frozen", "published")


@dataclass(frozen=True)
class CalendarYear:
    """One year: how many of its days are listed, how many statutory ones are not.

    `known`: its statutory days can be filled in. `counts`: a time runs in it, or would if it began today.
    """

    year: int
    known: bool
    listed: int
    missing: int
    counts: bool

    @property
    def bare(self) -> bool:
        """Whether times would be counted as if the year had no holidays."""
        return self.counts and not self.listed


def years_to_fill(assessment: Assessment) -> tuple[int, ...]:
    """The year assessed, the one in which its reviews are decided, and the one that it is now."""
    return tuple(sorted({assessment.year, assessment.year + 1, today().year}))


def calendar_years(assessment: Assessment) -> tuple[CalendarYear, ...]:
    """The years that matter, each with what is listed of it."""
    calendar = calendar_of(assessment)
    counting = _counting(assessment, calendar)
    listed = Counter(day.year for day in calendar)
    return tuple(
        CalendarYear(
            year,
            known=year in KNOWN_YEARS,
            listed=listed[year],
            missing=len(statutory_days(year).keys() - calendar.keys()),
            counts=year in counting,
        )
        for year in sorted({*years_to_fill(assessment), *counting})
    )


def bare_years(assessment: Assessment) -> tuple[CalendarYear, ...]:
    """The years in which a time runs, or would if it began today, and of which no day is listed."""
    return tuple(one for one in calendar_years(assessment) if one.bare)


def _counting(assessment: Assessment, calendar: dict[date, bool]) -> range:
    """The years from the first day that is counted to the last."""
    if assessment.state in NO_CLOCK:
        return range(0)
    options = options_of(assessment.options)
    longest = max(options.objection_days, options.decision_days, options.approval_days)
    days = [today(), due(today(), longest, calendar), *_running(assessment)]
    return range(min(days).year, max(days).year + 1)


def _running(assessment: Assessment) -> list[date]:
    """The days at whose ends the times are over that still run."""
    released = Release.objects.filter(run__assessment=assessment, objections_until__gte=today())
    reviews = Review.objects.filter(release__run__assessment=assessment)
    return [
        *(day for day in released.values_list("objections_until", flat=True) if day),
        *reviews.filter(state="filed").values_list("due", flat=True),
        *(day for day in reviews.filter(state="upheld").values_list("approval_due", flat=True) if day),
    ]
