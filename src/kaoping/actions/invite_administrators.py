"""The first sign-in links of an installation: for the three administrators, as long as they have never signed in."""

from __future__ import annotations

from kaoping.actions.issue_sign_in_link import new_link
from kaoping.actions.set_up_administrators import FIRST, VALID_FOR, set_up_administrators
from kaoping.records.journal import change
from kaoping.records.models import Person
from kaoping.records.roles import Role


def invite_administrators() -> dict[Role, str]:
    """The tokens of new links by role, for those who have never signed in; sets up the three where nobody is.

    A link that was not used in time is so replaced without anybody who could issue another.
    """
    if not Person.objects.exists():
        return set_up_administrators()
    with change(None, "invite_administrators") as opened:
        waiting = {
            role: Person.objects.filter(username=username, last_login=None, is_active=True).first()
            for role, username in FIRST.items()
        }
        links = {role: new_link(person, VALID_FOR) for role, person in waiting.items() if person is not None}
        if links:
            opened.tell("、".join(str(waiting[role]) for role in links), None, [FIRST[role] for role in links])
        else:
            opened.leave()
    return links
