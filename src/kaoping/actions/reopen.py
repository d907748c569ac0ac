"""Reopening a frozen or published result, so that a correction can become a new version; the old one stays."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.records.models import Assessment, Person


def reopen(by: Person, assessment: Assessment, why: str) -> None:
    """Goes back to checking; what was published stays as it is.

    Raises:
        NotAllowed: unless by the leading group, for a frozen or published result.
        Refused: without a reason.
    """
    with acting(by, "reopen", assessment) as opened:
        need_reason(why)
        before, assessment.state = assessment.state, "checking"
        assessment.save(update_fields=["state"])
        opened.tell(str(assessment), before, "checking", why)
