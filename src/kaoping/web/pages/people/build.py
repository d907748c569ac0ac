"""Makes the table of appointments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kaoping.core.text import Language, Text
from kaoping.records.clock import day_of
from kaoping.records.models import Appointment, Person
from kaoping.records.roles import ROLES, Role
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("人员与任命", "People and their roles")
EMPTY = Text(
    "还没有任命人员。可以一个一个任命，也可以下载表格填好以后一次导入。",
    "Nobody is appointed yet. Appoint people one by one, or fill in the workbook and import them all at once.",
)
APPOINT = Text("任命人员", "Appoint somebody")
NAME, USERNAME, ROLE = Text("姓名", "Name"), Text("用户名", "User name"), Text("角色", "Role")
FOR, SINCE, UNTIL = Text("单位或考评主体", "Unit or body"), Text("任命自", "From"), Text("任命至", "Until")
SIGN_IN = Text("登录", "Sign-in")
ORDER: dict[str, int] = {role: place for place, role in enumerate(ROLES)}
OPEN_ENDED = Text("长期", "no end")
SHUT_OUT, NEVER = Text("已停用", "shut out"), Text("从未登录", "never signed in")
LAST = Text("最近 {day}", "last on {day}")


def sheet_of(
    appointments: Iterable[Appointment],
    bodies: Mapping[str, Text],
    address: Callable[[Appointment], str],
    new: str,
    language: Language,
) -> Sheet:
    """All appointments; `new` is where one is made."""

    def said(text: Text) -> str:
        return text.in_language(language)

    columns = (
        Column("name", said(NAME), hideable=False),
        Column("username", said(USERNAME)),
        Column("role", said(ROLE), hideable=False),
        Column("for", said(FOR)),
        Column("since", said(SINCE)),
        Column("until", said(UNTIL)),
        Column("sign-in", said(SIGN_IN)),
    )
    rows = tuple(
        Row(
            (
                Cell(one.person.name, href=address(one)),
                Cell(one.person.username),
                Cell(said(role_of(one))),
                Cell(for_whom(one, bodies, language)),
                Cell(day_said(one.since, language), one.since.isoformat()),
                Cell(day_said(one.until, language), one.until.isoformat()) if one.until else Cell(said(OPEN_ENDED)),
                sign_in(one.person, language),
            )
        )
        for one in sorted(appointments, key=lambda one: ORDER[one.role])
    )
    return Sheet("people", said(CAPTION), columns, rows, Empty(said(EMPTY), said(APPOINT), new), exports=False)


def role_of(one: Appointment) -> Text:
    """The name of an appointment's role."""
    role: Role = one.role  # type: ignore[assignment]  # the column holds roles only
    return ROLES[role]


def for_whom(one: Appointment, bodies: Mapping[str, Text], language: Language) -> str:
    """The unit, or the body that is scored for; empty for roles that have neither."""
    if one.unit is not None:
        return str(one.unit)
    return bodies[one.assessor].in_language(language) if one.assessor in bodies else one.assessor


def sign_in(person: Person, language: Language) -> Cell:
    """Whether somebody can sign in, and did."""
    if not person.is_active:
        return Cell(state=State(SHUT_OUT.in_language(language), "lost"))
    if person.last_login is None:
        return Cell(state=State(NEVER.in_language(language), "due"))
    day = day_of(person.last_login)
    return Cell(LAST.with_values(day=day_said(day, language)).in_language(language), day.isoformat())
