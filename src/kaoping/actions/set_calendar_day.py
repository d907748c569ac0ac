"""Setting a day of the calendar: a holiday, or a weekend on which there is work (调休)."""

from __future__ import annotations

from datetime import date

from kaoping.actions.acting import acting
from kaoping.records.models import Assessment, CalendarDay, Person


def set_calendar_day(by: Person, assessment: Assessment, day: date, working: bool | None, name: str = "") -> None:
    """Whether a day is a working day; None leaves it to the week again. Times that already run are not changed.

    Raises:
        NotAllowed: unless by the office.
    """
    with acting(by, "set_calendar_day", assessment) as opened:
        known = CalendarDay.objects.filter(assessment=assessment, day=day).first()
        before = known and {"working": known.working, "name": known.name}
        after = None if working is None else {"working": working, "name": name}
        if before == after:
            opened.leave()
            return
        if working is None:
            CalendarDay.objects.filter(assessment=assessment, day=day).delete()
        else:
            CalendarDay.objects.update_or_create(
                assessment=assessment, day=day, defaults={"working": working, "name": name}
            )
        opened.tell(day.isoformat(), before, after)
