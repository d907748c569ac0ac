"""What is wrong with an appointment: who may give it, what it needs, what nobody may hold beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from kaoping.core.text import Text
from kaoping.records.models import Assessment, Person, UnitEntry
from kaoping.records.roles import ADMINISTRATORS, OF_A_UNIT, OVER_ALL, ROLES, Role, conflicting


@dataclass(frozen=True)
class Misfit:
    """One thing wrong, at a field of the appointment."""

    field: str
    code: str
    says: Text
    remedy: Text


@dataclass(frozen=True)
class Wanted:
    """A role that somebody is to have in an assessment (None: an administrator), for a unit or for a body."""

    person: Person
    role: Role
    assessment: Assessment | None
    unit: UnitEntry | None = None
    assessor: str = ""
    since: date | None = None
    until: date | None = None


def may_not_give(by: Person, wanted: Wanted, *, security: bool) -> Text | None:
    """Why `by` may not give this role; `security`: whether `by` is the security administrator."""
    if by == wanted.person:
        return _ONESELF
    if (wanted.role in ADMINISTRATORS | OVER_ALL or wanted.assessment is None) and not security:
        return _SECURITY_ONLY.with_values(role=ROLES[wanted.role])
    return None


def misfits(wanted: Wanted, held: Collection[Role]) -> Iterator[Misfit]:
    """Everything that an appointment lacks, and the role that does not go together with it."""
    role = wanted.role
    if (role in ADMINISTRATORS) != (wanted.assessment is None):
        yield Misfit("role", "wrong-assessment", _ASSESSMENT, _CHOOSE_ROLE)
    if role in OF_A_UNIT and wanted.unit is None:
        yield Misfit("unit", "unit-needed", _UNIT.with_values(role=ROLES[role]), _CHOOSE_UNIT)
    if role == "assessor" and not wanted.assessor:
        yield Misfit("assessor", "assessor-needed", _BODY, _CHOOSE_BODY)
    if wanted.since and wanted.until and wanted.until < wanted.since:
        yield Misfit("until", "ends-before-it-begins", _BACKWARDS, _CHECK_DAYS)
    other = conflicting(role, held)
    if other is not None:
        says = _CONFLICT.with_values(
            one=ROLES[role], other=ROLES[other], why=_WHY[bool(ADMINISTRATORS & {role, other})]
        )
        yield Misfit("role", "conflicting-roles", says, _SOMEBODY_ELSE)


_ONESELF = Text("不能任命自己。", "Nobody appoints oneself.")
_SECURITY_ONLY = Text("“{role}”须由安全管理员任命。", "Only the security administrator appoints: {role}.")
_ASSESSMENT = Text(
    "管理员不属于某一考评；其他角色都属于某一考评。",
    "Administrators belong to no assessment, all other roles to one.",
)
_CHOOSE_ROLE = Text("请另选角色或考评。", "Choose another role or assessment.")
_UNIT = Text("“{role}”须属于一个单位。", "This role belongs to a unit: {role}.")
_CHOOSE_UNIT = Text("请选择单位。", "Choose a unit.")
_BODY = Text("没有写明是哪个考评主体。", "It is not said which body the person scores for.")
_CHOOSE_BODY = Text("请选择方案中的考评主体。", "Choose one of the scheme's assessors.")
_BACKWARDS = Text("任命结束的日子早于开始的日子。", "The appointment ends before it begins.")
_CHECK_DAYS = Text("请核对两个日期。", "Check both dates.")
_CONFLICT = Text("同一人不能兼任“{one}”和“{other}”：{why}。", "Nobody can be both {one} and {other}: {why}.")
_WHY = {
    True: Text(
        "管理员不参与考评，三员也不能互兼", "administrators take no part in assessments, and each holds one role only"
    ),
    False: Text("决定全部单位得分的人不能属于其中一个单位", "whoever decides about all units belongs to none of them"),
}
_SOMEBODY_ELSE = Text("请任命另一人，或先解除原任命。", "Appoint somebody else, or end the other appointment first.")
