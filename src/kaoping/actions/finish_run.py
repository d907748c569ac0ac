"""Finishing a run: computed, stored unit by unit with progress, and then never changed."""

from __future__ import annotations

from kaoping.actions.storing_results import store
from kaoping.core.defect import Defect, Refused
from kaoping.records.canonical import canonical
from kaoping.records.journal import change
from kaoping.records.models import ScoreRun
from kaoping.records.queries.runs import computed
from kaoping.schemes.result import result_digest


def finish_run(run: ScoreRun) -> ScoreRun:
    """The run, done or failed; a failed one says why, and stays beside those that come after."""
    try:
        scored = computed(run)
    except Refused as refused:
        return _ended(run, "failed", problems=_sentences(refused.defects))
    store(run, scored)
    return _ended(run, "done", facts_digest=scored.facts.digest, digest=result_digest(scored))


def _ended(run: ScoreRun, state: str, **found: str) -> ScoreRun:
    with change(run.started_by, "finish_run", run.assessment) as opened:
        run.refresh_from_db()
        run.state, run.finished_at = state, opened.at
        for name, value in found.items():
            setattr(run, name, value)
        run.save(update_fields=["state", "finished_at", *found])
        opened.tell(str(run), "computing", {"state": state, **found})
    return run


def _sentences(defects: list[Defect]) -> str:
    return canonical([[one.in_language("zh"), one.in_language("en")] for one in defects])
