"""Computing a run from beginning to end, for those who wait for it."""

from __future__ import annotations

from datetime import date

from kaoping.actions.finish_run import finish_run
from kaoping.actions.start_run import start_run
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Person, ScoreRun


def compute_run(by: Person, assessment: Assessment, on: date | None = None, *, after: int | None = None) -> ScoreRun:
    """A run that is done: over everything up to now, or as it stood at the end of a day.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: where the facts do not fit the scheme; for a day that has not ended.
    """
    run = finish_run(start_run(by, assessment, on, after=after))
    if run.state == "failed":
        raise Refused([Defect("not-computed", "", Text(zh, en), Text("", "")) for zh, en in parsed(run.problems)])
    return run
