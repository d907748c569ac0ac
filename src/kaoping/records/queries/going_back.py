"""Going back from a result that units have been told to its facts: by whom, when and why."""

from __future__ import annotations

from kaoping.records.models import Assessment, JournalEntry
from kaoping.records.queries.releases import last_release
from kaoping.records.verbs import OPEN

WAYS_BACK = ("reopen", "resume_entry")


def gone_back(assessment: Assessment) -> JournalEntry | None:
    """The line of the journal that led back, until the next release; None where nothing released is being corrected."""
    if assessment.state not in OPEN or last_release(assessment) is None:
        return None
    lines = JournalEntry.objects.filter(assessment=assessment, action__in=WAYS_BACK)
    return lines.select_related("person").order_by("-sequence").first()
