"""Resuming the entry after a release, so that what is missing can be added; what units have been told stays."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.records.models import Assessment, Person


def resume_entry(by: Person, assessment: Assessment, why: str) -> None:
    """Goes back to the entry. Releases, objections and reviews stay as they are, and their times run on.

    Raises:
        NotAllowed: unless by the office, between a release and the freeze.
        Refused: without a reason.
    """
    with acting(by, "resume_entry", assessment) as opened:
        need_reason(why)
        before, assessment.state = assessment.state, "entry"
        assessment.save(update_fields=["state"])
        opened.tell(str(assessment), before, assessment.state, why.strip())
