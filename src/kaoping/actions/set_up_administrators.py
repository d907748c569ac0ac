"""Setting up the three administrators (三员) of a new installation, before anybody can sign in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from kaoping.actions.acting import refuse
from kaoping.actions.issue_sign_in_link import new_link
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.journal import change
from kaoping.records.models import Appointment, Person
from kaoping.records.roles import ROLES, Role

VALID_FOR = timedelta(days=1)
# In the order of Chinese offices, with the user names that they begin with.
FIRST: Mapping[Role, str] = {"system_admin": "system", "security_admin": "security", "audit_admin": "audit"}


def set_up_administrators() -> dict[Role, str]:
    """Three people, each with one role, and the tokens of their first sign-in links.

    Raises:
        Refused: where there are people already.
    """
    with change(None, "set_up_administrators") as opened:
        if Person.objects.exists():
            raise refuse("already-set-up", _ALREADY, _ASK)
        tokens = {role: _administrator(role, username) for role, username in FIRST.items()}
        opened.tell("、".join(ROLES[role].zh for role in FIRST), None, list(FIRST.values()))
    return tokens


def _administrator(role: Role, username: str) -> str:
    person = Person(username=username, name=ROLES[role].zh)
    person.set_unusable_password()
    person.save()
    Appointment.objects.create(person=person, role=role, since=clock.today())
    return new_link(person, VALID_FOR)


_ALREADY = Text("系统里已有人员。", "There are people already.")
_ASK = Text("请由安全管理员任命。", "The security administrator appoints further ones.")
