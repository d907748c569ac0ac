"""Computing a run from beginning to end, for those who wait for it."""

from __future__ import annotations

from kaoping.actions.finish_run import finish_run
from kaoping.actions.start_run import start_run
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, Person, ScoreRun


def compute_run(by: Person, assessment: Assessment) -> ScoreRun:
    """A run that is done.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: where the facts do not fit the scheme.
    """
    run = finish_run(start_run(by, assessment))
    if run.state == "failed":
        raise Refused([Defect("not-computed", "", Text(zh, en), Text("", "")) for zh, en in parsed(run.problems)])
    return run
