"""Starting a run: which scheme, readings and facts it will have is settled here and for ever."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.records.canonical import canonical
from kaoping.records.models import Assessment, Person, ScoreRun
from kaoping.records.options import options_of
from kaoping.records.queries import schemes
from kaoping.records.queries.runs import choices_of


def start_run(by: Person, assessment: Assessment) -> ScoreRun:
    """A run (第N次核算) over all facts up to now, to be finished by `finish_run`.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: without a scheme in force.
    """
    with acting(by, "start_run", assessment) as opened:
        version = schemes.in_force(assessment)
        settled = schemes.settled(version, schemes.confirmed(version))
        last = assessment.runs.order_by("-number").first()
        run = ScoreRun.objects.create(
            assessment=assessment,
            number=last.number + 1 if last else 1,
            version=version,
            readings=canonical(choices_of(settled)),
            require_declared=options_of(assessment.options).require_declared,
            as_of=opened.at,
            as_of_entry=opened.sequence,
            started_by=by,
            all_units=assessment.units.count(),
            scheme_digest=settled.digest,
        )
        opened.tell(str(run), None, {"scheme": str(version), "readings": choices_of(settled)})
    return run
