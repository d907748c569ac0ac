"""Letting a person sign in no more, or again; what the person has done stays."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.core.text import Text
from kaoping.records.models import Person
from kaoping.records.refusals import NotAllowed


def set_active(by: Person, person: Person, why: str, *, active: bool) -> None:
    """Whether somebody may sign in.

    Raises:
        NotAllowed: unless by a system administrator, and about somebody else.
        Refused: without a reason.
    """
    with acting(by, "set_active") as opened:
        need_reason(why)
        if by == person:
            raise NotAllowed(_ONESELF)
        person.refresh_from_db()
        if person.is_active == active:
            opened.leave()
            return
        person.is_active = active
        person.save(update_fields=["is_active"])
        opened.tell(str(person), {"active": not active}, {"active": active}, why)


_ONESELF = Text("不能停用自己。", "Nobody shuts oneself out.")
