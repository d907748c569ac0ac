"""Letting somebody try the password again whom too many wrong ones have locked out."""

from __future__ import annotations

from axes.models import AccessAttempt

from kaoping.actions.acting import acting
from kaoping.records.models import Person
from kaoping.records.queries.lockouts import locked_out


def unlock_person(by: Person, person: Person) -> None:
    """Forgets the wrong passwords; nothing happens where nobody is locked out.

    Raises:
        NotAllowed: unless by a security administrator.
    """
    with acting(by, "unlock_person") as opened:
        if person.username not in locked_out():
            opened.leave()
            return
        AccessAttempt.objects.filter(username=person.username).delete()
        opened.tell(str(person))
