"""Working days (工作日): Monday to Friday, unless the office's calendar says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from kaoping.records.models import Assessment, CalendarDay

SATURDAY = 5


def is_working_day(day: date, calendar: Mapping[date, bool]) -> bool:
    """Whether there is work on a day."""
    return calendar.get(day, day.weekday() < SATURDAY)


def due(start: date, days: int, calendar: Mapping[date, bool]) -> date:
    """The day at whose end a time of so many working days is over; the first day is not counted (民法典 art. 201)."""
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= is_working_day(day, calendar)
    return day


def days_left(today: date, until: date, calendar: Mapping[date, bool]) -> int:
    """How many working days follow today up to a day; less than 0 where it has passed."""
    first, last = min(today, until), max(today, until)
    between = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    count = sum(is_working_day(day, calendar) for day in between)
    return count if today <= until else -max(count, 1)


def calendar_of(assessment: Assessment) -> dict[date, bool]:
    """The days on which the office's calendar differs from the week."""
    return dict(CalendarDay.objects.filter(assessment=assessment).values_list("day", "working"))
