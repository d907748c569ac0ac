"""Makes the table of all people, and what the page of one person says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from kaoping.core.text import Language, Text, say
from kaoping.records.models import Appointment, Person
from kaoping.records.roles import ROLES
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION, HELD = Text("人员", "People"), Text("现任角色", "Roles")
EMPTY = Text("还没有人员。", "There are no people yet.")
NO_ROLE = Text("还没有任命。考核办任命以后才能工作。", "No appointment yet; nothing can be done before.")
NAME, USERNAME, STATE = Text("姓名", "Name"), Text("用户名", "User name"), Text("登录状态", "Sign-in")
LAST, ROLE, WHERE = Text("最近登录", "Last sign-in"), Text("角色", "Role"), Text("考评", "Assessment")
UNIT, END = Text("单位或考评主体", "Unit or body"), Text("解除任命", "End it")
WHOLE = Text("整个系统", "the whole system")
SHUT_OUT, LOCKED = Text("已停用", "shut out"), Text("已锁定", "locked")
NO_PASSWORD, CAN = Text("未设密码", "no password yet"), Text("可登录", "can sign in")


def state_of(person: Person, locked: Mapping[str, datetime], language: Language) -> State:
    """Whether somebody can sign in; without a password only a link does it."""
    if not person.is_active:
        return State(SHUT_OUT.in_language(language), "lost")
    if person.username in locked:
        return State(LOCKED.in_language(language), "due")
    if not person.has_usable_password():
        return State(NO_PASSWORD.in_language(language), "due")
    return State(CAN.in_language(language), "done")


def people_sheet(
    people: Iterable[Person],
    roles: Mapping[int, list[Text]],
    locked: Mapping[str, datetime],
    address: Callable[[Person], str],
    language: Language,
) -> Sheet:
    """Everybody; `roles` are what each is anywhere, each role once."""
    columns = tuple(
        Column(key, title.in_language(language), hideable=key != "name")
        for key, title in {"name": NAME, "username": USERNAME, "roles": HELD, "state": STATE, "last": LAST}.items()
    )
    rows = tuple(
        Row(
            (
                Cell(one.name, href=address(one)),
                Cell(one.username),
                Cell(say(roles.get(one.pk, []), language)),
                Cell(state=state_of(one, locked, language)),
                Cell(moment_said(one.last_login, language), one.last_login.isoformat())
                if one.last_login
                else Cell("—"),
            )
        )
        for one in people
    )
    return Sheet("accounts", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language)))


def roles_sheet(held: Iterable[Appointment], address: Callable[[Appointment], str], language: Language) -> Sheet:
    """What one person is, everywhere; with the way to end it where the reader may."""
    columns = tuple(
        Column(key, title.in_language(language), sortable=False, hideable=False)
        for key, title in {"role": ROLE, "assessment": WHERE, "unit": UNIT}.items()
    )
    rows = []
    for one in held:
        href = address(one)
        more = (Link(END.in_language(language), href),) if href else ()
        role = ROLES[one.role].in_language(language)  # type: ignore[index]  # the column holds roles only
        where = str(one.assessment) if one.assessment else WHOLE.in_language(language)
        rows.append(Row((Cell(role, more=more), Cell(where), Cell(str(one.unit) if one.unit else one.assessor))))
    empty = Empty(NO_ROLE.in_language(language))
    return Sheet("roles", HELD.in_language(language), columns, tuple(rows), empty, exports=False)
