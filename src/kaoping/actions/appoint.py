"""Giving a person a role."""

from __future__ import annotations

from datetime import date

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import appointments_of, roles_of
from kaoping.records.models import Appointment, Assessment, Person, UnitEntry
from kaoping.records.refusals import NotAllowed
from kaoping.records.roles import ADMINISTRATORS, OF_A_UNIT, OVER_ALL, ROLES, Role, conflicting


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
    with acting(by, "appoint", assessment) as opened:
        _may_give(by, person, role, assessment)
        _fits(person, role, assessment, unit, assessor)
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


def _may_give(by: Person, person: Person, role: Role, assessment: Assessment | None) -> None:
    security = "security_admin" in roles_of(by, None)
    if by == person:
        raise NotAllowed(_ONESELF)
    if (role in ADMINISTRATORS | OVER_ALL or assessment is None) and not security:
        raise NotAllowed(_SECURITY_ONLY.with_values(role=ROLES[role]))


def _fits(person: Person, role: Role, assessment: Assessment | None, unit: UnitEntry | None, assessor: str) -> None:
    if (role in ADMINISTRATORS) != (assessment is None):
        raise refuse("wrong-assessment", _ASSESSMENT, _CHOOSE_ROLE)
    if role in OF_A_UNIT and unit is None:
        raise refuse("unit-needed", _UNIT.with_values(role=ROLES[role]), _CHOOSE_UNIT)
    if unit is not None and unit.assessment != assessment:
        raise refuse("unknown-unit", _OTHER_UNIT, _CHOOSE_UNIT)
    if role == "assessor" and not assessor:
        raise refuse("assessor-needed", _BODY, _CHOOSE_BODY)
    other = conflicting(role, _held(person, role, assessment))
    if other is not None:
        raise refuse("conflicting-roles", _CONFLICT.with_values(one=ROLES[role], other=ROLES[other]), _SOMEBODY_ELSE)


def _held(person: Person, role: Role, assessment: Assessment | None) -> frozenset[Role]:
    """The roles that count beside a new one: of an administrator those in every assessment."""
    held = roles_of(person, None)
    if role not in ADMINISTRATORS:
        return held | roles_of(person, assessment)
    everywhere = Assessment.objects.filter(appointments__person=person).distinct()
    return held.union(*(roles_of(person, one) for one in everywhere))


_ONESELF = Text("不能任命自己。", "Nobody appoints oneself.")
_SECURITY_ONLY = Text("“{role}”须由安全管理员任命。", "Only the security administrator appoints: {role}.")
_ASSESSMENT = Text(
    "管理员不属于某一考评；其他角色都属于某一考评。",
    "Administrators belong to no assessment, all other roles to one.",
)
_CHOOSE_ROLE = Text("请另选角色或考评。", "Choose another role or assessment.")
_UNIT = Text("“{role}”须属于一个单位。", "This role belongs to a unit: {role}.")
_OTHER_UNIT = Text("这个单位不在本考评中。", "The unit is not in this assessment.")
_CHOOSE_UNIT = Text("请选择单位。", "Choose a unit.")
_BODY = Text("没有写明是哪个考评主体。", "It is not said which body the person scores for.")
_CHOOSE_BODY = Text("请选择方案中的考评主体。", "Choose one of the scheme's assessors.")
_CONFLICT = Text("同一人不能兼任“{one}”和“{other}”。", "Nobody can be both: {one}, {other}.")
_SOMEBODY_ELSE = Text("请任命另一人，或先解除原任命。", "Appoint somebody else, or end the other appointment first.")
