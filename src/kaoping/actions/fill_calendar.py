"""Filling a year's statutory holidays and the weekends worked instead into the calendar."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.models import Assessment, CalendarDay, Person
from kaoping.records.statutory_days import KNOWN_YEARS, statutory_days


def fill_calendar(by: Person, assessment: Assessment, year: int) -> int:
    """How many days were added; what the office has set stays as it is, and so do times that already run.

    Raises:
        NotAllowed: unless by the office.
        Refused: where the days of the year are not known.
    """
    with acting(by, "fill_calendar", assessment) as opened:
        if year not in KNOWN_YEARS:
            raise refuse("year-not-known", NOT_KNOWN.with_values(year=year), _BY_HAND)
        added = filled_within(assessment, [year])
        if added:
            told = {one.day.isoformat(): {"working": one.working, "name": one.name} for one in added}
            opened.tell(str(year), None, told)
        else:
            opened.leave()
    return len(added)


def filled_within(assessment: Assessment, years: Iterable[int]) -> list[CalendarDay]:
    """Adds the days of years, as far as they are known and nothing is set for them, within an open change."""
    kept = set(assessment.calendar.values_list("day", flat=True))
    days = {day: one for year in years for day, one in statutory_days(year).items() if day not in kept}
    return CalendarDay.objects.bulk_create(
        CalendarDay(assessment=assessment, day=day, working=one.working, name=one.name) for day, one in days.items()
    )


NOT_KNOWN = Text(
    "国务院办公厅关于{year}年节假日的安排尚未收录。", "The State Council's holidays of {year} are not known here yet."
)
_BY_HAND = Text("请手工录入。", "Please add them by hand.")
