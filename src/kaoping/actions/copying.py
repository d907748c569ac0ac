"""What a new year takes over from the last one, within the change that creates it: units, days, safe appointments."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from kaoping.actions.writing_facts import NewRow, write
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.journal import Change
from kaoping.records.models import Appointment, Assessment, CalendarDay, Person
from kaoping.records.queries.facts import current
from kaoping.records.roles import OVER_ALL


@dataclass(frozen=True)
class Taken:
    """How many units and appointments were taken over, and how many appointments were not."""

    units: int = 0
    appointments: int = 0
    left: int = 0


def take_units(opened: Change, by: Person, old: Assessment, new: Assessment) -> int:
    """The units as they are called now."""
    units = current(old).filter(table="units")
    return len(write(opened, by, new, [NewRow("units", parsed(unit.content)) for unit in units]))


def take_days(old: Assessment, new: Assessment) -> None:
    """What the calendar of the old assessment says of the new year and of later ones, however it came there."""
    CalendarDay.objects.bulk_create(
        CalendarDay(assessment=new, day=one.day, working=one.working, name=one.name)
        for one in old.calendar.filter(day__year__gte=new.year)
    )


def take_appointments(by: Person, old: Assessment, new: Assessment, bodies: dict[str, Text]) -> Taken:
    """The appointments that hold today, from today on.

    Left out are those that only the security administrator gives (office, leading group), those of people who may not
    sign in, and those for a unit or a body that the new year does not have.
    """
    today = clock.today()
    unended = Q(until=None) | Q(until__gt=today)
    units = {unit.code: unit for unit in new.units.all()}
    held = list(old.appointments.filter(unended, since__lte=today).select_related("person", "unit"))
    made = []
    for one in held:
        unit = units.get(one.unit.code) if one.unit else None
        known = (one.unit is None or unit is not None) and (not one.assessor or one.assessor in bodies)
        if known and one.person.is_active and one.role not in OVER_ALL and one.person != by:
            given = {"role": one.role, "unit": unit, "assessor": one.assessor, "until": one.until}
            made.append(Appointment(assessment=new, person=one.person, since=today, **given))
    Appointment.objects.bulk_create(made)
    own = sum(one.person == by and one.role == "office" for one in held)
    return Taken(appointments=len(made), left=len(held) - len(made) - own)
