"""Issuing links to many people at once, to be handed out with the list of their names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from kaoping.actions.acting import acting
from kaoping.actions.issue_sign_in_link import VALID_FOR, new_link
from kaoping.records.models import Person


def issue_sign_in_links(by: Person, people: Sequence[Person], valid_for: timedelta = VALID_FOR) -> dict[Person, str]:
    """The tokens of the new links; they are shown once and kept nowhere.

    Raises:
        NotAllowed: unless by a security administrator.
    """
    with acting(by, "issue_sign_in_links") as opened:
        if not people:
            opened.leave()
            return {}
        tokens = {person: new_link(person, valid_for) for person in people}
        after = {"people": [str(person) for person in people], "valid_hours": valid_for // timedelta(hours=1)}
        opened.tell(f"{len(people)} 人", None, after)
    return tokens
