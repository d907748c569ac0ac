"""Starting a run: which scheme, readings and facts it will have is settled here and for ever."""

from __future__ import annotations

from datetime import date

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import canonical
from kaoping.records.models import Assessment, Person, ScoreRun
from kaoping.records.options import options_of
from kaoping.records.queries import schemes
from kaoping.records.queries.facts import entry_at
from kaoping.records.queries.runs import choices_of


def start_run(by: Person, assessment: Assessment, on: date | None = None, *, after: int | None = None) -> ScoreRun:
    """A run (第N次核算) to be finished by `finish_run`: over everything up to now, or as it stood at the end of a day.

    `after` is the number of the last run that the person saw: a request that comes twice starts one run.

    Raises:
        NotAllowed: unless by the office, before the result is frozen.
        Refused: without a scheme in force; for a day that has not ended; where a later run has been started.
    """
    with acting(by, "start_run", assessment) as opened:
        last = assessment.runs.order_by("-number").first()
        if after is not None and last is not None and last.number > after:
            raise refuse("already-started", _STARTED.with_values(run=last.number), _LOOK)
        if on is not None and on >= clock.today():
            raise refuse("day-not-over", _NOT_OVER, _EARLIER)
        moment = opened.at if on is None else clock.end_of(on)
        version = schemes.in_force(assessment, on)
        settled = schemes.settled(version, schemes.confirmed(version, None if on is None else moment))
        run = ScoreRun.objects.create(
            assessment=assessment,
            number=last.number + 1 if last else 1,
            version=version,
            readings=canonical(choices_of(settled)),
            require_declared=options_of(assessment.options).require_declared,
            as_of=moment,
            as_of_entry=opened.sequence if on is None else entry_at(moment),
            started_by=by,
            all_units=assessment.units.count(),
            scheme_digest=settled.digest,
        )
        told = {"scheme": str(version), "readings": choices_of(settled), "as_of": on and on.isoformat()}
        opened.tell(str(run), None, told)
    return run


_STARTED = Text("第{run}次核算已经开始。", "Run {run} has been started already.")
_LOOK = Text("请先看它的结果。", "Look at its result first.")
_NOT_OVER = Text("这一天还没有结束。", "That day is not over.")
_EARLIER = Text("请选今天以前的日期，或者不填。", "Choose an earlier day, or none.")
