"""Ending an appointment today."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import roles_of
from kaoping.records.models import Appointment, Person
from kaoping.records.refusals import NotAllowed
from kaoping.records.roles import ADMINISTRATORS, OVER_ALL


def dismiss(by: Person, appointment: Appointment, why: str) -> None:
    """Ends a role that a person holds; what the person did in it stays.

    Raises:
        NotAllowed: where `by` could not give this role either.
        Refused: where no reason is given.
    """
    with acting(by, "dismiss", appointment.assessment) as opened:
        need_reason(why)
        appointment.refresh_from_db()
        if appointment.role in ADMINISTRATORS | OVER_ALL and "security_admin" not in roles_of(by, None):
            raise NotAllowed(_SECURITY_ONLY)
        if appointment.until is not None and appointment.until <= clock.today():
            opened.leave()
            return
        appointment.until = max(clock.today(), appointment.since)
        appointment.save(update_fields=["until"])
        opened.tell(f"{appointment.person} {appointment.get_role_display()}", "在任", "已解除", why)


_SECURITY_ONLY = Text("须由安全管理员解除。", "Only the security administrator ends this appointment.")
