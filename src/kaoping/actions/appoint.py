"""Giving a person a role."""

from __future__ import annotations

from datetime import date

from kaoping.actions.acting import acting
from kaoping.actions.fitting import Wanted, may_not_give, misfits
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import appointments_of, roles_of
from kaoping.records.models import Appointment, Assessment, Person, UnitEntry
from kaoping.records.refusals import NotAllowed
from kaoping.records.roles import ADMINISTRATORS, ROLES, Role


def appoint(
    by: Person,
    person: Person,
    role: Role,
    assessment: Assessment | None = None,
    *,
    unit: UnitEntry | None = None,
    assessor: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Appointment:
    """The new appointment; an equal one that holds already is given back.

    Raises:
        NotAllowed: where `by` may not give this role, or to oneself.
        Refused: where the role lacks its unit or body, or does not go together with another role of the person.
    """
    wanted = Wanted(person, role, assessment, unit, assessor, since, until)
    with acting(by, "appoint", assessment) as opened:
        why = may_not_give(by, wanted, security="security_admin" in roles_of(by, None))
        if why is not None:
            raise NotAllowed(why)
        _refuse_misfits(wanted, unit)
        held = appointments_of(person, assessment).filter(role=role, unit=unit, assessor=assessor).first()
        if held is not None:
            opened.leave()
            return held
        given = Appointment.objects.create(
            assessment=assessment,
            person=person,
            role=role,
            unit=unit,
            assessor=assessor,
            since=since or clock.today(),
            until=until,
        )
        opened.tell(
            f"{person} {ROLES[role].zh}", None, {"role": role, "unit": unit and unit.code, "assessor": assessor}
        )
    return given


def _refuse_misfits(wanted: Wanted, unit: UnitEntry | None) -> None:
    found = [(one.code, one.says, one.remedy) for one in misfits(wanted, roles_beside(wanted))]
    if unit is not None and unit.assessment != wanted.assessment:
        found.append(("unknown-unit", _OTHER_UNIT, _CHOOSE_UNIT))
    if found:
        raise Refused([Defect(code, "", says, remedy) for code, says, remedy in found])


def roles_beside(wanted: Wanted) -> frozenset[Role]:
    """The roles that count beside a new one: of an administrator those in every assessment."""
    held = roles_of(wanted.person, None)
    if wanted.role not in ADMINISTRATORS:
        return held | roles_of(wanted.person, wanted.assessment)
    everywhere = Assessment.objects.filter(appointments__person=wanted.person).distinct()
    return held.union(*(roles_of(wanted.person, one) for one in everywhere))


_OTHER_UNIT = Text("这个单位不在本考评中。", "The unit is not in this assessment.")
_CHOOSE_UNIT = Text("请选择单位。", "Choose a unit.")
