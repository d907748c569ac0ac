"""Setting the times and conditions of an assessment's procedure."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Person
from kaoping.records.options import Options


def set_options(by: Person, assessment: Assessment, options: Options) -> None:
    """Replaces the options; times that already run are not changed.

    Raises:
        NotAllowed: unless by the office, before the release.
    """
    with acting(by, "set_options", assessment) as opened:
        before = assessment.options
        if before == options.text:
            opened.leave()
            return
        assessment.options = options.text
        assessment.save(update_fields=["options"])
        opened.tell(str(assessment), parsed(before), parsed(options.text))
