"""The roles (角色): what people are in an assessment, and which roles nobody may hold together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

from kaoping.core.text import Text

Role = Literal[
    "office",
    "unit_clerk",
    "unit_head",
    "assessor",
    "inspector",
    "leader",
    "leading_group",
    "viewer",
    "supervision",
    "unit_supervision",
    "assessment_group",
    "personnel",
    "system_admin",
    "security_admin",
    "audit_admin",
]

ROLES: Mapping[Role, Text] = {
    "office": Text("考核办", "assessment office"),
    "unit_clerk": Text("单位经办人", "unit clerk"),
    "unit_head": Text("单位负责人", "unit head"),
    "assessor": Text("考评主体", "assessor"),
    "inspector": Text("检查组", "inspector"),
    "leader": Text("主管领导", "supervising leader"),
    "leading_group": Text("考核领导小组", "leading group"),
    "viewer": Text("查阅人", "viewer"),
    "supervision": Text("监察局", "supervision bureau"),
    "unit_supervision": Text("单位监察机构", "supervision body of the unit"),
    "assessment_group": Text("考核组", "assessment group"),
    "personnel": Text("人事部门", "personnel department"),
    "system_admin": Text("系统管理员", "system administrator"),
    "security_admin": Text("安全管理员", "security administrator"),
    "audit_admin": Text("审计管理员", "audit administrator"),
}
NAMES: tuple[Role, ...] = get_args(Role)

ADMINISTRATORS: frozenset[Role] = frozenset({"system_admin", "security_admin", "audit_admin"})
OF_A_UNIT: frozenset[Role] = frozenset({"unit_clerk", "unit_head", "unit_supervision"})
# Those who decide about all units; none of them may belong to one.
OVER_ALL: frozenset[Role] = frozenset({"office", "leading_group"})


def conflicting(wanted: Role, held: Iterable[Role]) -> Role | None:
    """A held role that nobody may hold beside the wanted one: administrators hold one role only (三员分立)."""
    for role in held:
        apart = role != wanted and (role in ADMINISTRATORS or wanted in ADMINISTRATORS)
        judge = {role, wanted} & OVER_ALL and {role, wanted} & OF_A_UNIT
        if apart or judge:
            return role
    return None
