"""Setting days of the calendar: holidays, or weekends on which there is work (调休)."""

from __future__ import annotations

from datetime import date, timedelta

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records.models import Assessment, CalendarDay, Person

MOST_DAYS = 31


def set_calendar_day(
    by: Person,
    assessment: Assessment,
    day: date,
    working: bool | None,
    name: str = "",
    *,
    last: date | None = None,
) -> None:
    """Whether a day, or each until the last, is a working day; None leaves it to the week again.

    Times that already run are not changed.

    Raises:
        NotAllowed: unless by the office.
        Refused: where the last day is before the first, or more than a month after it.
    """
    count = ((last or day) - day).days + 1
    if not 1 <= count <= MOST_DAYS:
        raise refuse("not-a-span", _NO_SPAN.with_values(most=MOST_DAYS), _CHECK)
    days = [day + timedelta(days=number) for number in range(count)]
    with acting(by, "set_calendar_day", assessment) as opened:
        kept = CalendarDay.objects.filter(assessment=assessment, day__in=days)
        before: dict[str, dict[str, object]] = {
            one.day.isoformat(): {"working": one.working, "name": one.name} for one in kept
        }
        wanted: dict[str, dict[str, object]] = {one.isoformat(): {"working": working, "name": name} for one in days}
        after = {} if working is None else wanted
        if before == after:
            opened.leave()
            return
        kept.delete()
        if working is not None:
            new = [CalendarDay(assessment=assessment, day=one, working=working, name=name) for one in days]
            CalendarDay.objects.bulk_create(new)
        opened.tell(_span(days), _told(before, days), _told(after, days))


def _told(kept: dict[str, dict[str, object]], days: list[date]) -> object:
    """A single day needs no date in front of it."""
    return (kept.get(days[0].isoformat()) if len(days) == 1 else kept) or None


def _span(days: list[date]) -> str:
    return days[0].isoformat() if len(days) == 1 else f"{days[0].isoformat()}—{days[-1].isoformat()}"


_NO_SPAN = Text("起止日期不对：最多 {most} 天。", "These are not one to {most} days.")
_CHECK = Text("请核对两个日期。", "Check both dates.")
