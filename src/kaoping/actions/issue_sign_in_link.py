"""Issuing a link that signs a person in once, instead of a first password that others know."""

from __future__ import annotations

import secrets
from datetime import timedelta

from kaoping.actions.acting import acting
from kaoping.records import clock
from kaoping.records.canonical import sha256
from kaoping.records.models import Person, SignInLink

VALID_FOR = timedelta(days=3)


def issue_sign_in_link(by: Person, person: Person, valid_for: timedelta = VALID_FOR) -> str:
    """The token of a new link; it is shown once and kept nowhere.

    Raises:
        NotAllowed: unless by a security administrator.
    """
    with acting(by, "issue_sign_in_link") as opened:
        token = new_link(person, valid_for)
        opened.tell(str(person), None, {"valid_hours": valid_for // timedelta(hours=1)})
    return token


def new_link(person: Person, valid_for: timedelta) -> str:
    """A link within a change that is told by another action."""
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(person=person, token_hash=sha256(token), expires=clock.now() + valid_for)
    return token
