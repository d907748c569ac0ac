"""Freezing a run: the result is final and stays reproducible."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.core.defect import Refused
from kaoping.records.models import Freeze, Person, ScoreRun
from kaoping.records.queries.obstacles import before_freeze


def freeze(by: Person, run: ScoreRun) -> Freeze:
    """The freeze of a run.

    Raises:
        NotAllowed: unless by the office or the leading group, after the release.
        Refused: with everything that stands against it: open reviews, objections that may come, missing facts.
    """
    with acting(by, "freeze", run.assessment) as opened:
        obstacles = before_freeze(run)
        if obstacles:
            raise Refused(obstacles)
        made = Freeze.objects.create(run=run, frozen_by=by, frozen_at=opened.at)
        run.assessment.state = "frozen"
        run.assessment.save(update_fields=["state"])
        opened.tell(str(run), "review", {"state": "frozen", "digest": run.digest})
    return made
