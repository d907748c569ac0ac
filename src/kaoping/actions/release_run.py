"""Releasing a run to the units for checking (下发核对); the time for objections begins."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.core.defect import Refused
from kaoping.records.clock import day_of
from kaoping.records.models import Person, Release, ScoreRun
from kaoping.records.options import options_of
from kaoping.records.queries.obstacles import before_release
from kaoping.records.queries.releases import changed_units, last_release
from kaoping.records.working_days import calendar_of, due


def release_run(by: Person, run: ScoreRun) -> Release:
    """The release; that of a run already released is given back.

    A later release tells the outcome of reviews: the time for objections begins anew for the units whose result has
    changed, and for nobody where none has.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: with every reading that is not confirmed, every zero report and countersignature that is missing,
            everything changed since.
    """
    before_release(run)  # what has to be read for it is kept, so that nobody waits behind it
    with acting(by, "release_run", run.assessment) as opened:
        known = Release.objects.filter(run=run).first()
        if known is not None:
            opened.leave()
            return known
        obstacles = before_release(run)
        if obstacles:
            raise Refused(obstacles)
        told = _told_anew(run)
        days = options_of(run.assessment.options).objection_days if told != [] else 0
        until = due(day_of(opened.at), days, calendar_of(run.assessment)) if days else None
        made = Release.objects.create(run=run, released_by=by, released_at=opened.at, objections_until=until)
        before, run.assessment.state = run.assessment.state, "review"
        run.assessment.save(update_fields=["state"])
        after = {"state": "review", "digest": run.digest, "objections_until": until and until.isoformat()}
        opened.tell(str(run), before, after if told is None else {**after, "units": told})
    return made


def _told_anew(run: ScoreRun) -> list[str] | None:
    """The units whose result is not that of the release before; None where this is the first."""
    before = last_release(run.assessment)
    return None if before is None else list(changed_units(before.run, run))
