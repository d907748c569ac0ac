"""Closing the entry of facts: from here on the office alone corrects them."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.records.models import Assessment, Person


def close_entry(by: Person, assessment: Assessment) -> None:
    """Ends the entry; it can be opened again.

    Raises:
        NotAllowed: unless by the office, during the entry.
    """
    with acting(by, "close_entry", assessment) as opened:
        assessment.state = "checking"
        assessment.save(update_fields=["state"])
        opened.tell(str(assessment), "entry", "checking")
