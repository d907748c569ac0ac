"""Finishing a run: computed, stored unit by unit with progress, and then never changed."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.storing_results import show_progress, store
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.records.canonical import canonical
from kaoping.records.journal import change
from kaoping.records.models import ScoreRun
from kaoping.records.queries.runs import computed
from kaoping.schemes.result import result_digest


def finish_run(run: ScoreRun) -> ScoreRun:
    """The run, done or failed; a failed one says why, and stays beside those that come after.

    One that broke off half-way goes on where it was; one that is finished already is given back.
    """
    if run.state != "computing":
        return run
    try:
        scored = computed(run, lambda done, whole: _show(run, done, whole))
    except Refused as refused:
        return fail_run(run, refused.defects)
    store(run, scored)
    return _ended(run, "done", facts_digest=scored.facts.digest, digest=result_digest(scored))


def _show(run: ScoreRun, done: int, whole: int) -> None:
    """Tells the page now and then; each time costs a write."""
    if done % max(whole // 10, 1) == 0:
        show_progress(run, done)


def fail_run(run: ScoreRun, reasons: Sequence[Defect | Text]) -> ScoreRun:
    """The run, given up for these reasons."""
    return _ended(
        run, "failed", problems=canonical([[one.in_language("zh"), one.in_language("en")] for one in reasons])
    )


def _ended(run: ScoreRun, state: str, **found: str) -> ScoreRun:
    with change(run.started_by, "finish_run", run.assessment) as opened:
        run.refresh_from_db()
        if run.state != "computing":
            opened.leave()
            return run
        run.state, run.finished_at = state, opened.at
        for name, value in found.items():
            setattr(run, name, value)
        run.save(update_fields=["state", "finished_at", *found])
        opened.tell(str(run), "computing", {"state": state, **found})
    return run
